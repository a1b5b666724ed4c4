/**
 * Reads trees and streams: directories, chunk lists, archive and snapshot nodes, whatever number of index levels lies between. Knows no path syntax beyond
 * names parted by '/', and nothing of what is done with entries.
 */
import { decryptNode } from '../encryption/encrypted-node.ts';
import type { EncryptionKey } from '../encryption/encryption-key.ts';
import { KeyRing } from '../encryption/key-ring.ts';
import { StillpointError } from '../errors.ts';
import { decodeChunkListIndex, decodeChunkListLeaf, type ChunkListLeaf } from '../format/chunk-list.ts';
import { decodeDirectoryIndex } from '../format/directory-builder.ts';
import { decodeDirectoryLeaf } from '../format/directory-node.ts';
import { EntryType, type Entry, type EntryContent } from '../format/entry.ts';
import { decodeNode, NodeKind, type Node } from '../format/node.ts';
import { decodeArchiveNode, decodeSnapshotNode, type ArchiveNode, type SnapshotNode } from '../format/record-node.ts';
import { nearestWord } from '../text/nearest-word.ts';
import { showByteName } from '../text/byte-name.ts';

import type { ChunkSource } from './chunk-source.ts';

/** Levels of directories that a walk follows. Linux makes none deeper than a few thousand by path; a forged tree must end somewhere. */
export const TREE_MAX_DEPTH = 100_000;

/** A leaf of a directory: its node's id and its entries in order of their names. */
export interface DirectoryLeaf {
  readonly id: Uint8Array;
  readonly entries: readonly Entry[];
}

// Leaves of a big directory that are fetched together.
const leavesAtOnce = 16;

/** What has to be known of an archive to read what is below its node. */
export interface ReadableArchive {
  readonly name: string;
  readonly keyId?: string | undefined;
}

/** All methods throw CHUNK_MISSING, CHUNK_CORRUPT or NODE_CORRUPT for what cannot be read. */
export class NodeReader {
  /** The encryption keys that were given. */
  readonly keys: KeyRing;
  /** Of the archive that this reader is {@link of}; undefined: of archives that are not encrypted. */
  readonly key: EncryptionKey | undefined;
  readonly #chunks: ChunkSource;

  /** A reader of archives that are not encrypted; see {@link of} for others. */
  constructor(chunks: ChunkSource, keys: KeyRing = KeyRing.none, key?: EncryptionKey) {
    this.#chunks = chunks;
    this.keys = keys;
    this.key = key;
  }

  /** The reader of what is below the archive's node: all of it is encrypted with the archive's key, or nothing. ARCHIVE_ENCRYPTED when that key was not given. */
  of({ name, keyId }: ReadableArchive): NodeReader {
    if (keyId === this.key?.id) return this;
    return new NodeReader(this.#chunks, this.keys, this.keys.keyFor({ keyId }, `archive ${name}`));
  }

  async readArchive(id: Uint8Array): Promise<ArchiveNode> {
    return decodeArchiveNode(await this.#chunks.readChunk(id), this.keys);
  }

  async readSnapshot(id: Uint8Array): Promise<SnapshotNode> {
    return decodeSnapshotNode(await this.#chunks.readChunk(id));
  }

  /** The entry of the root directory `/` of a tree. */
  async readRoot(treeId: Uint8Array): Promise<Entry> {
    const [entry, more] = decodeDirectoryLeaf(await this.#node(treeId, NodeKind.directory));
    if (entry?.type !== EntryType.directory || entry.name !== '' || more !== undefined) throw new StillpointError('NODE_CORRUPT', 'a tree does not begin with its root directory');
    return entry;
  }

  /** Entries of a directory in order of their names. */
  async *listDirectory(nodeId: Uint8Array): AsyncGenerator<Entry> {
    for await (const leaf of this.listLeaves(nodeId)) yield* leaf.entries;
  }

  /** The same leaf by leaf. `skip` leaves out leaves by their id, unread. Checks that names ascend across leaves. */
  async *listLeaves(nodeId: Uint8Array, skip?: (leafId: Uint8Array) => boolean): AsyncGenerator<DirectoryLeaf> {
    let before: string | undefined;
    for await (const { id, node } of this.#leaves(nodeId, NodeKind.directory, (index) => decodeDirectoryIndex(index), skip)) {
      const entries = decodeDirectoryLeaf(node);
      const first = entries[0]?.name;
      if (first === '' || (before !== undefined && first !== undefined && first <= before)) throw new StillpointError('NODE_CORRUPT', 'a directory has leaves out of order');
      before = entries.at(-1)?.name ?? before;
      yield { id, entries };
    }
  }

  /** Ids of the leaves of a directory, without reading them. */
  async listLeafIds(nodeId: Uint8Array): Promise<Uint8Array[]> {
    const ids: Uint8Array[] = [];
    for await (const leaf of this.#leafIds(nodeId, NodeKind.directory, (index) => decodeDirectoryIndex(index))) ids.push(leaf.id);
    return ids;
  }

  /** Chunks of a file's or stream's chunk list, leaf by leaf. */
  async *listChunks(nodeId: Uint8Array): AsyncGenerator<ChunkListLeaf> {
    for await (const { node } of this.#leaves(nodeId, NodeKind.chunkList, (index) => decodeChunkListIndex(index))) yield decodeChunkListLeaf(node);
  }

  /** Chunks of a file's content, whichever way it is stored; none for inline content. */
  async *listContent(content: EntryContent): AsyncGenerator<ChunkListLeaf> {
    if (content.kind === 'chunks') yield { ids: Buffer.from(content.ids.buffer, content.ids.byteOffset, content.ids.byteLength), lengths: content.lengths };
    if (content.kind === 'list') yield* this.listChunks(content.node);
  }

  /**
   * The entry at `path` (byte string, normalised: '/' or '/a/b') and those of the directories above it, from the root down. PATH_UNKNOWN names the part that is
   * missing and the nearest name there; symlinks are not followed.
   */
  async lookup(treeId: Uint8Array, path: string): Promise<{ readonly entry: Entry; readonly parents: readonly Entry[] }> {
    let entry = await this.readRoot(treeId);
    const parents: Entry[] = [];
    const names = path.split('/').filter((name) => name !== '');
    for (const [depth, name] of names.entries()) {
      const above = `/${names.slice(0, depth).join('/')}`;
      if (entry.content.kind !== 'directory') {
        const hint = entry.type === EntryType.symlink ? `it is a symlink to ${showByteName(entry.target)}, which is not followed` : undefined;
        throw new StillpointError('PATH_UNKNOWN', `${showByteName(above)} is no directory in this snapshot`, { hint });
      }
      const found = await this.#find(entry.content.node, name);
      if (found === undefined) throw await this.#unknown(entry.content.node, above, name);
      parents.push(entry);
      entry = found;
    }
    return { entry, parents };
  }

  /** The entry `name` of a directory, read by descending its index; undefined when there is none. */
  async #find(nodeId: Uint8Array, name: string): Promise<Entry | undefined> {
    let node = await this.#node(nodeId, NodeKind.directory);
    while (node.level > 0) {
      let next: Uint8Array | undefined;
      for (const item of decodeDirectoryIndex(node)) {
        if (next !== undefined && item.firstName > name) break;
        next = item.id;
      }
      if (next === undefined) return undefined;
      node = await this.#node(next, NodeKind.directory, node.level - 1);
    }
    return decodeDirectoryLeaf(node).find((entry) => entry.name === name);
  }

  async #unknown(nodeId: Uint8Array, above: string, name: string): Promise<StillpointError> {
    const names: string[] = [];
    for await (const entry of this.listDirectory(nodeId)) names.push(showByteName(entry.name));
    const near = nearestWord(showByteName(name), names);
    const place = above === '/' ? '' : above;
    return new StillpointError('PATH_UNKNOWN', `${showByteName(`${place}/${name}`)} is not in this snapshot`, {
      hint: near === undefined ? '`find` shows in which snapshots a path is' : `did you mean ${showByteName(place)}/${near}?`,
    });
  }

  async *#leaves(
    nodeId: Uint8Array, kind: NodeKind, decodeIndex: (node: Node) => readonly { readonly id: Buffer }[], skip?: (leafId: Uint8Array) => boolean,
  ): AsyncGenerator<{ readonly id: Uint8Array; readonly node: Node }> {
    let batch: Uint8Array[] = [];
    for await (const leaf of this.#leafIds(nodeId, kind, decodeIndex)) {
      if (skip?.(leaf.id) === true) continue;
      if (leaf.node !== undefined) {
        yield { id: leaf.id, node: leaf.node };
        return;
      }
      batch.push(leaf.id);
      if (batch.length < leavesAtOnce) continue;
      yield* this.#batch(batch, kind);
      batch = [];
    }
    yield* this.#batch(batch, kind);
  }

  async *#batch(ids: readonly Uint8Array[], kind: NodeKind): AsyncGenerator<{ readonly id: Uint8Array; readonly node: Node }> {
    if (ids.length === 0) return;
    const chunks = await this.#chunks.readChunks(Buffer.concat(ids));
    for (const [index, id] of ids.entries()) {
      const node = this.#decode(chunks[index] ?? new Uint8Array(0), kind);
      if (node.level !== 0) throw new StillpointError('NODE_CORRUPT', 'an index node refers to a node of another level');
      yield { id, node };
    }
  }

  /** Leaves in order, by the index levels above them; `node` only when the topmost node is itself the leaf. */
  async *#leafIds(nodeId: Uint8Array, kind: NodeKind, decodeIndex: (node: Node) => readonly { readonly id: Buffer }[]): AsyncGenerator<{ readonly id: Uint8Array; readonly node?: Node }> {
    const top = await this.#node(nodeId, kind);
    if (top.level === 0) {
      yield { id: nodeId, node: top };
      return;
    }
    const stack = [{ items: decodeIndex(top), position: 0, level: top.level }];
    for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
      const item = frame.items[frame.position++];
      if (item === undefined) {
        stack.pop();
      } else if (frame.level === 1) {
        yield { id: item.id };
      } else {
        const level = frame.level - 1;
        stack.push({ items: decodeIndex(await this.#node(item.id, kind, level)), position: 0, level });
      }
    }
  }

  async #node(id: Uint8Array, kind: NodeKind, level?: number): Promise<Node> {
    const node = this.#decode(await this.#chunks.readChunk(id), kind);
    if (level !== undefined && node.level !== level) throw new StillpointError('NODE_CORRUPT', 'an index node refers to a node of another level');
    return node;
  }

  #decode(bytes: Uint8Array, kind: NodeKind): Node {
    return this.key === undefined ? decodeNode(bytes, kind) : decryptNode(bytes, this.key, kind);
  }
}
