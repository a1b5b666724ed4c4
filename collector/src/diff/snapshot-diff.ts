/**
 * What changed between two snapshots. Directories with equal nodes are skipped unread, so that the cost follows the change and not the size; memory is one leaf per
 * level and side.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { EntryType, type Entry } from '@stillpoint/proto/format/entry.ts';

import type { KnownArchive } from '@stillpoint/proto/address/resolve-archive.ts';
import { TREE_MAX_DEPTH, type NodeReader } from '@stillpoint/proto/tree/node-reader.ts';
import { changeOf } from './entry-change.ts';

/** One difference. `path` is a byte string; `before` is absent when it was added, `after` when it was removed. An added or removed directory comes with everything below it. */
export interface DiffItem {
  readonly archive: string;
  readonly path: string;
  readonly change: 'added' | 'removed' | 'type' | 'content' | 'metadata';
  readonly before: DiffSide | undefined;
  readonly after: DiffSide | undefined;
}

/** `entry` is undefined for streams and whole archives. */
export interface DiffSide {
  readonly sizeBytes: number;
  readonly entry: Entry | undefined;
}

type Pair = readonly [before: Entry | undefined, after: Entry | undefined];
/** One for each side: they may be encrypted with different keys. */
type Readers = readonly [before: NodeReader, after: NodeReader];

interface Frame {
  readonly path: string;
  readonly pairs: AsyncGenerator<Pair>;
}

/** Archives of both snapshots by name; within trees what is below `path` ('/' for everything). PATH_UNKNOWN when neither side has it. */
export async function* diffArchives(before: readonly KnownArchive[], after: readonly KnownArchive[], path: string, nodes: NodeReader, signal?: AbortSignal): AsyncGenerator<DiffItem> {
  const names = [...new Set([...before, ...after].map((archive) => archive.name))].sort();
  let hasPath = path === '/';
  for (const name of names) {
    const old = before.find((archive) => archive.name === name);
    const now = after.find((archive) => archive.name === name);
    if (old?.kind === 'stream' || now?.kind === 'stream') {
      if (path === '/') yield* diffWhole(name, old, now);
      continue;
    }
    if (path === '/' && old !== undefined && now !== undefined && Buffer.compare(old.root, now.root) === 0) continue;
    const readers: Readers = [readerOf(nodes, old), readerOf(nodes, now)];
    const pair: Pair = [await find(readers[0], old, path), await find(readers[1], now, path)];
    hasPath ||= pair[0] !== undefined || pair[1] !== undefined;
    for await (const item of diffEntries(pair, path, readers, signal)) yield { archive: name, ...item };
  }
  if (!hasPath) throw new StillpointError('PATH_UNKNOWN', 'neither snapshot has this path', { hint: 'run `stillpoint-collector find` to see in which snapshots a path is' });
}

function readerOf(nodes: NodeReader, archive: KnownArchive | undefined): NodeReader {
  return archive === undefined ? nodes : nodes.of(archive);
}

/** Differences of one entry and everything below it, in the order of paths. `nodes` reads each side. */
export async function* diffEntries(start: Pair, path: string, nodes: Readers, signal?: AbortSignal): AsyncGenerator<Omit<DiffItem, 'archive'>> {
  const own = itemOf(start, path);
  if (own !== undefined) yield own;
  const stack = framesOf(start, path, nodes);
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const next = await frame.pairs.next();
    if (next.done === true) {
      stack.pop();
      continue;
    }
    signal?.throwIfAborted();
    const [before, after] = next.value;
    const name = (before ?? after)?.name ?? '';
    const childPath = frame.path === '/' ? `/${name}` : `${frame.path}/${name}`;
    const item = itemOf(next.value, childPath);
    if (item !== undefined) yield item;
    if (stack.length >= TREE_MAX_DEPTH) throw new StillpointError('NODE_CORRUPT', `the tree is deeper than ${TREE_MAX_DEPTH} directories`);
    stack.push(...framesOf(next.value, childPath, nodes));
  }
}

function* diffWhole(name: string, before: KnownArchive | undefined, after: KnownArchive | undefined): Generator<DiffItem> {
  const change = wholeChange(before, after);
  if (change === undefined) return;
  yield { archive: name, path: '', change, before: before && { sizeBytes: before.bytes, entry: undefined }, after: after && { sizeBytes: after.bytes, entry: undefined } };
}

function wholeChange(before: KnownArchive | undefined, after: KnownArchive | undefined): DiffItem['change'] | undefined {
  if (before === undefined) return after === undefined ? undefined : 'added';
  if (after === undefined) return 'removed';
  if (before.kind !== after.kind) return 'type';
  return Buffer.compare(before.root, after.root) === 0 ? undefined : 'content';
}

async function find(nodes: NodeReader, archive: KnownArchive | undefined, path: string): Promise<Entry | undefined> {
  if (archive === undefined) return undefined;
  try {
    return (await nodes.lookup(archive.root, path)).entry;
  } catch (error) {
    if (error instanceof StillpointError && error.code === 'PATH_UNKNOWN') return undefined;
    throw error;
  }
}

function itemOf([before, after]: Pair, path: string): Omit<DiffItem, 'archive'> | undefined {
  const sides = { before: before && { sizeBytes: before.sizeBytes, entry: before }, after: after && { sizeBytes: after.sizeBytes, entry: after } };
  if (before === undefined) return after === undefined ? undefined : { path, change: 'added', ...sides };
  if (after === undefined) return { path, change: 'removed', ...sides };
  const change = changeOf(before, after);
  return change === 'same' ? undefined : { path, change, ...sides };
}

/** The level below a pair, or none when neither is a directory or both have the same node. */
function framesOf([before, after]: Pair, path: string, nodes: Readers): Frame[] {
  const old = before?.type === EntryType.directory ? nodeOf(before) : undefined;
  const now = after?.type === EntryType.directory ? nodeOf(after) : undefined;
  const isSame = old === undefined || now === undefined ? old === now : Buffer.compare(old, now) === 0;
  if (isSame) return [];
  return [{ path, pairs: pairsOf(old, now, nodes) }];
}

function nodeOf(entry: Entry): Uint8Array | undefined {
  return entry.content.kind === 'directory' ? entry.content.node : undefined;
}

/** Merges two directories by name; leaves that both have are not read. */
async function* pairsOf(before: Uint8Array | undefined, after: Uint8Array | undefined, nodes: Readers): AsyncGenerator<Pair> {
  const shared = before === undefined || after === undefined ? new Set<string>() : await sharedLeaves(before, after, nodes);
  const isShared = (leafId: Uint8Array): boolean => shared.has(Buffer.from(leafId).toString('latin1'));
  const left = entriesOf(before, nodes[0], isShared);
  const right = entriesOf(after, nodes[1], isShared);
  let old = await nextOf(left);
  let now = await nextOf(right);
  while (old !== undefined || now !== undefined) {
    if (now === undefined || (old !== undefined && old.name < now.name)) {
      yield [old, undefined];
      old = await nextOf(left);
    } else if (old === undefined || now.name < old.name) {
      yield [undefined, now];
      now = await nextOf(right);
    } else {
      yield [old, now];
      old = await nextOf(left);
      now = await nextOf(right);
    }
  }
}

async function sharedLeaves(before: Uint8Array, after: Uint8Array, nodes: Readers): Promise<Set<string>> {
  const old = new Set((await nodes[0].listLeafIds(before)).map((id) => Buffer.from(id).toString('latin1')));
  return new Set((await nodes[1].listLeafIds(after)).map((id) => Buffer.from(id).toString('latin1')).filter((id) => old.has(id)));
}

async function* entriesOf(node: Uint8Array | undefined, nodes: NodeReader, skip: (leafId: Uint8Array) => boolean): AsyncGenerator<Entry> {
  if (node === undefined) return;
  for await (const leaf of nodes.listLeaves(node, skip)) yield* leaf.entries;
}

async function nextOf(entries: AsyncGenerator<Entry>): Promise<Entry | undefined> {
  const next = await entries.next();
  return next.done === true ? undefined : next.value;
}
