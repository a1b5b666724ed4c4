/**
 * Judges the archives of a commit before they become a snapshot: every node and chunk must be there for this agent, every node must be what its place
 * asks for. Follows the change against the plan's previous snapshot, not the size: what is equal at the same place was judged then.
 */
import { idKey } from '@stillpoint/proto/chunk-identity.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { isArchiveName } from '@stillpoint/proto/format/archive-name.ts';
import { EntryType } from '@stillpoint/proto/format/entry.ts';
import { NodeKind } from '@stillpoint/proto/format/node.ts';
import { decodeArchiveNode } from '@stillpoint/proto/format/record-node.ts';

import { listNodes, walkChunkList } from './chunk-list-walk.ts';
import { walkEncrypted } from './encrypted-walk.ts';
import { diffTrees } from './tree-diff.ts';

import type { Entry } from '@stillpoint/proto/format/entry.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import type { NodeReader } from './node-source.ts';
import type { ChunkUse, PermittedNodes } from './permitted-nodes.ts';
import type { EntryPair } from './tree-diff.ts';

const BATCH_USES = 1000;
/** Entries that a commit may make the collector go through; trees that name the same node again and again could be endless. */
const MAX_ENTRIES = 200_000_000;

/** What to judge. */
export interface CommitWalkOptions {
  readonly archives: readonly v1.ArchiveReference.$Properties[];
  /** Those of the plan's previous snapshot. */
  readonly previous: readonly v1.ArchiveReference.$Properties[];
  /** Of the key that the agent encrypts with, 16 hexadecimal digits; undefined: it does not. And in the previous snapshot. */
  readonly keyId?: string | undefined;
  readonly previousKeyId?: string | undefined;
  /** What the commit may name. */
  readonly nodes: PermittedNodes;
  /** Reads the previous snapshot's trees. */
  readonly previousNodes: NodeReader;
  /** Throws when the walk is not wanted any more; called now and then. */
  readonly checkAborted: () => void;
  readonly maxEntries?: number;
}

/** Resolves when the archives are good. TREE_INVALID, CHUNK_NOT_AVAILABLE, LIMIT_EXCEEDED. */
export async function walkCommit(options: CommitWalkOptions): Promise<void> {
  const names = new Set<string>();
  for (const archive of options.archives) {
    const name = archive.name ?? '';
    if (!isArchiveName(name)) throw invalid(`'${name}' cannot be the name of an archive`);
    if (names.has(name)) throw invalid(`two archives have the name ${name}`);
    names.add(name);
    if (archive.node?.length !== 32 || archive.root?.length !== 32) throw invalid(`archive ${name} does not name its nodes`);
  }
  const walk = new CommitWalk(options);
  try {
    for (const archive of options.archives) await walk.archive(archive);
    await walk.finish();
  } catch (error) {
    if (error instanceof StillpointError && error.code === 'NODE_CORRUPT') throw new StillpointError('TREE_INVALID', error.message, { cause: error });
    throw error;
  }
}

class CommitWalk {
  readonly #options: CommitWalkOptions;
  readonly #maxEntries: number;
  #uses: ChunkUse[] = [];
  #entries = 0;

  constructor(options: CommitWalkOptions) {
    this.#options = options;
    this.#maxEntries = options.maxEntries ?? MAX_ENTRIES;
  }

  async archive(reference: v1.ArchiveReference.$Properties): Promise<void> {
    const name = reference.name ?? '';
    const previous = this.#options.previous.find((other) => other.name === name);
    const node = Buffer.from(reference.node ?? []);
    const root = Buffer.from(reference.root ?? []);
    const { keyId, previousKeyId } = this.#options;
    if (previous?.node && previous.root && node.equals(previous.node) && root.equals(previous.root) && keyId === previousKeyId) return;
    const { record, root: ownRoot, keyId: ownKeyId } = decodeArchiveNode(await this.#options.nodes.read(idKey(node)));
    if (record.name !== name || !root.equals(ownRoot)) throw invalid(`archive ${name} is named otherwise in its own node`);
    if (ownKeyId !== keyId) throw invalid(`archive ${name} is encrypted otherwise than its snapshot says`);
    // What stood there under another key, or none, says nothing of this.
    const previousRoot = previous?.root && keyId === previousKeyId ? idKey(previous.root) : undefined;
    if (record.kind !== 'tree' && record.kind !== 'stream') throw invalid(`archive ${name} is of unknown kind '${record.kind}'`);
    if (keyId !== undefined) await this.#encrypted(name, idKey(root), previousRoot, record.kind === 'tree' ? NodeKind.directory : NodeKind.chunkList);
    else if (record.kind === 'tree') await this.#tree(name, idKey(root), previousRoot);
    else await this.#stream(name, idKey(root), previousRoot);
  }

  /** Checks what is left; to be called at the end. */
  async finish(): Promise<void> {
    const uses = this.#uses;
    this.#uses = [];
    this.#options.checkAborted();
    await this.#options.nodes.checkChunks(uses);
  }

  async #encrypted(archive: string, root: string, previousRoot: string | undefined, kind: NodeKind): Promise<void> {
    const { nodes: permitted, previousNodes, checkAborted } = this.#options;
    const nodes: NodeReader = {
      read: (key) => {
        // There may be millions of nodes without a chunk that is new.
        checkAborted();
        return permitted.read(key);
      },
    };
    for await (const keys of walkEncrypted({ nodes, previousNodes, root, previousRoot, kind })) {
      for (const key of keys) this.#uses.push({ key, lengthBytes: undefined, place: archive });
      if (this.#uses.length >= BATCH_USES) await this.#settle();
    }
  }

  /** Checks what has come together, in bounded parts. */
  async #settle(): Promise<void> {
    while (this.#uses.length >= BATCH_USES) {
      const rest = this.#uses.splice(BATCH_USES);
      await this.finish();
      this.#uses = rest;
    }
  }

  async #tree(archive: string, root: string, previousRoot: string | undefined): Promise<void> {
    if (root === previousRoot) return;
    const newer = { reader: this.#options.nodes, root };
    const older = previousRoot === undefined ? undefined : { reader: this.#options.previousNodes, root: previousRoot };
    const before = this.#entries;
    for await (const pairs of diffTrees({ newer, older, gone: false })) {
      this.#entries += pairs.length;
      if (this.#entries > this.#maxEntries) throw new StillpointError('LIMIT_EXCEEDED', `archive ${archive} has more than ${this.#maxEntries} entries`);
      for (const pair of pairs) await this.#entry(archive, pair);
      this.#options.checkAborted();
    }
    if (this.#entries === before) throw invalid(`archive ${archive} has a tree without a root directory`);
  }

  async #stream(archive: string, root: string, previousRoot: string | undefined): Promise<void> {
    if (root === previousRoot) return;
    await this.#list(archive, root, previousRoot);
  }

  async #entry(archive: string, { path, entry, previous }: EntryPair): Promise<void> {
    if (entry?.type !== EntryType.file) return;
    const { content } = entry;
    if (content.kind === 'chunks') {
      const known = knownChunks(previous);
      for (const [index, lengthBytes] of content.lengths.entries()) {
        const key = idKey(content.ids, index * 32);
        if (known?.get(key) === lengthBytes) continue;
        this.#uses.push({ key, lengthBytes, place: `${archive}${path}` });
      }
      if (this.#uses.length >= BATCH_USES) await this.finish();
    } else if (content.kind === 'list') {
      const key = idKey(content.node);
      const previousKey = previous?.content.kind === 'list' ? idKey(previous.content.node) : undefined;
      if (key !== previousKey) await this.#list(`${archive}${path}`, key, previousKey);
    }
  }

  async #list(place: string, root: string, previousRoot: string | undefined): Promise<void> {
    const known = previousRoot === undefined ? new Map<string, never>() : await listNodes(this.#options.previousNodes, previousRoot);
    for await (const leaf of walkChunkList(this.#options.nodes, root, known)) {
      for (const [index, lengthBytes] of leaf.lengths.entries()) this.#uses.push({ key: idKey(leaf.ids, index * 32), lengthBytes, place });
      await this.#settle();
    }
  }
}

/** Chunks of the same file in the previous snapshot, with their lengths. */
function knownChunks(previous: Entry | undefined): Map<string, number> | undefined {
  if (previous?.content.kind !== 'chunks') return undefined;
  const { ids, lengths } = previous.content;
  return new Map(lengths.map((lengthBytes, index) => [idKey(ids, index * 32), lengthBytes]));
}

function invalid(text: string): StillpointError {
  return new StillpointError('TREE_INVALID', text);
}
