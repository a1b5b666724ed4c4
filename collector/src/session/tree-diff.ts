/**
 * Goes through two trees at once, in the order of names, and leaves out what is the same: nodes with equal ids are not read. So the cost follows the
 * change, not the size. Keeps its place in a list, not on the call stack: trees may be 100,000 directories deep.
 */
import { idKey } from '@stillpoint/proto/chunk-identity.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { EntryType } from '@stillpoint/proto/format/entry.ts';

import { isBadSector } from '../datastore/bad-sectors.ts';
import { DirectoryCursor } from './directory-cursor.ts';

import type { Entry } from '@stillpoint/proto/format/entry.ts';
import type { IndexItem } from './directory-cursor.ts';
import type { NodeReader } from './node-source.ts';

/** Directories below each other. */
export const MAX_TREE_DEPTH = 100_000;
const BATCH_PAIRS = 1000;

/** A tree by the key of its first node. */
export interface TreeSide {
  readonly reader: NodeReader;
  readonly root: string;
}

/** One path in the two trees; at least one of them has it. Entries are views that are good until the next batch is asked for. */
export interface EntryPair {
  /** Absolute, as latin1 string. */
  readonly path: string;
  readonly entry: Entry | undefined;
  readonly previous: Entry | undefined;
}

/** What to go through. */
export interface TreeDiffOptions {
  readonly newer: TreeSide | undefined;
  readonly older: TreeSide | undefined;
  /** Also what only the older tree has. */
  readonly gone: boolean;
}

interface Work {
  /** Path of the directory, '' for the root directory; undefined for the archive's root, which holds that. */
  readonly path: string | undefined;
  readonly depth: number;
  readonly newer: string | undefined;
  readonly older: string | undefined;
}

/**
 * Pairs of entries in batches; unequal ones and some equal ones that lie beside them. Throws what the newer side's reader throws, and NODE_CORRUPT. A
 * directory of the older side that cannot be read counts as absent: damage there must not keep a new snapshot from being taken.
 */
export async function* diffTrees(options: TreeDiffOptions): AsyncGenerator<EntryPair[], void, undefined> {
  const { newer, older } = options;
  const work: Work[] = [{ path: undefined, depth: 0, newer: newer?.root, older: older?.root }];
  for (let item = work.pop(); item !== undefined; item = work.pop()) {
    if (item.newer === item.older) continue;
    if (item.depth > MAX_TREE_DEPTH) throw new StillpointError('NODE_CORRUPT', `a tree has more than ${MAX_TREE_DEPTH} directories below each other`);
    const below: Work[] = [];
    yield* diffDirectory(options, item, below);
    // Taken from the end: the first directory comes next, as it lies in the packs.
    for (let next = below.pop(); next !== undefined; next = below.pop()) work.push(next);
  }
}

async function* diffDirectory(options: TreeDiffOptions, item: Work, below: Work[]): AsyncGenerator<EntryPair[], void, undefined> {
  const newer = await openNewer(options.newer, item.newer);
  const older = await Older.open(options.older, item.older);
  let pairs: EntryPair[] = [];
  while (await align(newer, older)) {
    for (;;) {
      const entry = newer.entry;
      const previous = older.entry;
      // Nothing can be said about a name before both sides have reached it.
      if ((entry === undefined && !newer.ended) || (previous === undefined && !older.ended) || (entry === undefined && previous === undefined)) break;
      const order = entry === undefined ? 1 : previous === undefined ? -1 : entry.name < previous.name ? -1 : entry.name > previous.name ? 1 : 0;
      const pair = { path: pathOf(item, order <= 0 ? entry : previous), entry: order <= 0 ? entry : undefined, previous: order >= 0 ? previous : undefined };
      if (order <= 0) newer.next();
      if (order >= 0) older.next();
      if (pair.entry === undefined && !options.gone) continue;
      pairs.push(pair);
      descend(item, pair, options.gone, below);
      if (pairs.length >= BATCH_PAIRS) {
        yield pairs;
        pairs = [];
      }
    }
  }
  if (pairs.length > 0) yield pairs;
}

function descend(item: Work, { path, entry, previous }: EntryPair, gone: boolean, below: Work[]): void {
  const newer = directoryKey(entry);
  const older = directoryKey(previous);
  if (newer === older || (newer === undefined && !gone)) return;
  below.push({ path: path === '/' ? '' : path, depth: item.depth + 1, newer, older });
}

function directoryKey(entry: Entry | undefined): string | undefined {
  return entry?.type === EntryType.directory && entry.content.kind === 'directory' ? idKey(entry.content.node) : undefined;
}

function pathOf(item: Work, entry: Entry | undefined): string {
  const name = entry?.name ?? '';
  if ((name === '') !== (item.path === undefined)) throw new StillpointError('NODE_CORRUPT', 'a tree does not begin with the root directory alone, or holds another one');
  return item.path === undefined ? '/' : `${item.path}/${name}`;
}

/** Brings both sides to entries, passing leaves that are the same on both unread; false when both are at their end. */
async function align(newer: Side, older: Side): Promise<boolean> {
  if (newer.entry === undefined && older.entry === undefined) {
    for (;;) {
      const leaf = await newer.nextLeaf();
      const same = await older.nextLeaf();
      if (leaf === undefined || same?.key !== leaf.key || same.firstName !== leaf.firstName || same.entries !== leaf.entries) break;
      newer.skipLeaf();
      older.skipLeaf();
    }
  }
  await newer.load();
  await older.load();
  return newer.entry !== undefined || older.entry !== undefined;
}

/** One side of a directory; `ended` when it has no further entries. */
interface Side {
  readonly entry: Entry | undefined;
  readonly ended: boolean;
  next(): void;
  nextLeaf(): Promise<IndexItem | undefined>;
  skipLeaf(): void;
  /** Reads the next leaf if there is no entry at hand. */
  load(): Promise<void>;
}

class Newer implements Side {
  readonly #cursor: DirectoryCursor;
  #ended = false;

  constructor(cursor: DirectoryCursor) {
    this.#cursor = cursor;
  }

  get entry(): Entry | undefined {
    return this.#cursor.entry;
  }

  get ended(): boolean {
    return this.#ended;
  }

  next(): void {
    this.#cursor.next();
  }

  nextLeaf(): Promise<IndexItem | undefined> {
    return this.#cursor.nextLeaf();
  }

  skipLeaf(): void {
    this.#cursor.skipLeaf();
  }

  async load(): Promise<void> {
    if (this.entry === undefined && !this.#ended) this.#ended = !(await this.#cursor.load());
  }
}

async function openNewer(side: TreeSide | undefined, key: string | undefined): Promise<Side> {
  const reader = side?.reader ?? noReader;
  return new Newer(key === undefined ? DirectoryCursor.empty(reader) : await DirectoryCursor.open(reader, key));
}

/** A side whose damage ends it instead of the walk. */
class Older implements Side {
  readonly #cursor: DirectoryCursor;
  #ended = false;

  private constructor(cursor: DirectoryCursor) {
    this.#cursor = cursor;
  }

  static async open(side: TreeSide | undefined, key: string | undefined): Promise<Older> {
    const reader = side?.reader ?? noReader;
    if (key === undefined) return new Older(DirectoryCursor.empty(reader));
    return new Older((await unlessDamaged(() => DirectoryCursor.open(reader, key))) ?? DirectoryCursor.empty(reader));
  }

  get entry(): Entry | undefined {
    return this.#ended ? undefined : this.#cursor.entry;
  }

  get ended(): boolean {
    return this.#ended;
  }

  next(): void {
    this.#cursor.next();
  }

  async nextLeaf(): Promise<IndexItem | undefined> {
    return this.#ended ? undefined : unlessDamaged(() => this.#cursor.nextLeaf());
  }

  skipLeaf(): void {
    this.#cursor.skipLeaf();
  }

  async load(): Promise<void> {
    if (this.entry === undefined && !this.#ended) this.#ended = (await unlessDamaged(() => this.#cursor.load())) !== true;
  }
}

const noReader: NodeReader = {
  read: () => Promise.reject(new StillpointError('INTERNAL', 'a tree without a reader was read')),
};

/** True for errors that say that stored data is bad or gone, not that the store cannot be asked. */
export function isDamage(error: unknown): boolean {
  // One sector that the disk cannot give must not end every further backup of a plan.
  if (isBadSector(error)) return true;
  return error instanceof StillpointError && ['CHUNK_MISSING', 'CHUNK_CORRUPT', 'PACK_CORRUPT', 'NODE_CORRUPT', 'BLOCK_INVALID'].includes(error.code);
}

async function unlessDamaged<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (isDamage(error)) return undefined;
    throw error;
  }
}
