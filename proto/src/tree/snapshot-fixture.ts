/**
 * For tests: builds snapshots and their blocks in memory from descriptions of trees, with the encoders of the contract, and gives them out as chunks and as the
 * messages of the contract. Blocks can be damaged, lost or doubled.
 */
import { createCipheriv } from 'node:crypto';
import { crc32 } from 'node:zlib';

import { knownAgents } from '../address/known-snapshots.ts';
import { listArchives } from '../address/resolve-archive.ts';
import { chunkId, idKey } from '../chunk-identity.ts';
import { encryptNode } from '../encryption/encrypted-node.ts';
import { PieceKind, type EncryptionKey } from '../encryption/encryption-key.ts';
import { KeyRing } from '../encryption/key-ring.ts';
import { encodeArchiveNode } from '../format/archive-node.ts';
import { BlockClass, blockHeaderBytes, BlockCodec, BLOCK_MAX_RAW_BYTES, encodeBlockHeader } from '../format/block.ts';
import { ChunkListBuilder } from '../format/chunk-list.ts';
import { DirectoryBuilder } from '../format/directory-builder.ts';
import { ENTRY_MAX_CHUNKS, INLINE_MAX_BYTES } from '../format/directory-node.ts';
import { EntryType, type Entry, type EntryContent, type Metadata } from '../format/entry.ts';
import { v1 } from '../messages.ts';
import type { ItemSource } from '../restore/restore-item.ts';
import type { RestoreSource } from '../restore/restore-source.ts';
import { FixtureChunks } from './fixture-chunks.ts';
import { NodeReader } from './node-reader.ts';

/** One object of a described tree; what is left out is a plain value. `data` is the content without its holes. */
export interface TreeNode extends Partial<Omit<Metadata, 'type'>> {
  readonly type: EntryType;
  readonly data?: Uint8Array;
  /** By name (byte string), in any order. */
  readonly children?: Readonly<Record<string, TreeNode>>;
}

/** A file of `data`. */
export function file(data: string | Uint8Array, metadata: Partial<Metadata> = {}): TreeNode {
  const bytes = typeof data === 'string' ? Buffer.from(data, 'latin1') : data;
  return { sizeBytes: bytes.length, ...metadata, type: EntryType.file, data: bytes };
}

/** A directory of `children`. */
export function directory(children: Readonly<Record<string, TreeNode>>, metadata: Partial<Metadata> = {}): TreeNode {
  return { ...metadata, type: EntryType.directory, children };
}

/** Bytes that look random, the same for the same seed (0 to 255). */
export function pseudoRandomBytes(length: number, seed: number): Buffer {
  return createCipheriv('aes-128-ctr', Buffer.alloc(16, seed), Buffer.alloc(16)).update(Buffer.alloc(length));
}

/** A block of the fixture, which a test may harm. */
export interface StoredBlock {
  readonly packId: string;
  readonly offset: number;
  bytes: Buffer;
  readonly rawBytes: number;
  lost: boolean;
  readonly ids: readonly string[];
}

/** Where a chunk lies. */
export interface Place {
  readonly block: StoredBlock;
  readonly chunkOffset: number;
  readonly chunkBytes: number;
}

/** An archive of {@link SnapshotFixture.addSnapshot}: a tree's root directory, or a stream's bytes. */
export type ArchiveDescription = { readonly name: string; readonly tree: TreeNode } | { readonly name: string; readonly stream: Uint8Array };

/** `chunkBytes`: length of every chunk but the last of a file (default 65,536). Blocks are plain without `compress`. With `key` nodes and chunks are encrypted; `archiveKey`: what archives say of it, when that is to be wrong. */
export interface FixtureOptions {
  readonly chunkBytes?: number;
  readonly agentName?: string;
  readonly compress?: (raw: Buffer) => Buffer;
  readonly key?: EncryptionKey;
  readonly archiveKey?: EncryptionKey | 'none';
}

/** A datastore in memory. */
export class SnapshotFixture {
  readonly blocks: StoredBlock[] = [];
  readonly records: v1.SnapshotRecord.$Properties[] = [];
  /** Bytes of blocks served so far. */
  servedBytes = 0;
  readonly #places = new Map<string, Place[]>();
  readonly #chunkBytes: number;
  readonly #agentName: string;
  readonly #compress: ((raw: Buffer) => Buffer) | undefined;
  readonly #key: EncryptionKey | undefined;
  readonly #archiveKey: EncryptionKey | undefined;
  /** Is called before a block is given out. */
  onBlock: (() => void) | undefined;
  readonly #open = new Map<BlockClass, { readonly ids: string[]; readonly chunks: Buffer[]; rawBytes: number }>();
  #nextInode = 1000n;
  #nextOffset = 40;

  constructor(options: FixtureOptions = {}) {
    this.#chunkBytes = options.chunkBytes ?? 65_536;
    this.#agentName = options.agentName ?? 'db1';
    this.#compress = options.compress;
    this.#key = options.key;
    this.#archiveKey = options.archiveKey === 'none' ? undefined : (options.archiveKey ?? options.key);
  }

  /** What addresses are resolved against and restores read from, as it is now, by who has these keys. */
  open(keys: KeyRing = KeyRing.none): RestoreSource & ItemSource {
    const chunks = new FixtureChunks(this);
    const nodes = new NodeReader(chunks, keys);
    return { agents: knownAgents([this.agent], this.records), chunks, nodes, listArchives: (snapshot) => listArchives(snapshot, (id) => nodes.readArchive(id)) };
  }

  /** The one agent that has taken all snapshots. */
  get agent(): v1.AgentFacts.$Properties {
    return { agentId: Buffer.alloc(16, 7), name: this.#agentName };
  }

  /** Stores a snapshot; returns its record. */
  addSnapshot(archives: readonly ArchiveDescription[], properties: v1.SnapshotRecord.$Properties = {}): v1.SnapshotRecord.$Properties {
    const references = archives.map((archive) => {
      const isTree = 'tree' in archive;
      const root = isTree ? this.#addTree(archive.tree) : this.#addStream(archive.stream);
      const facts = { name: archive.name, kind: isTree ? 'tree' : 'stream', sourceKind: isTree ? 'files' : 'command', chunkClass: 1, entries: 0, bytes: isTree ? 0 : archive.stream.length, paths: [Buffer.from('/')] };
      const key = this.#archiveKey;
      const node = this.addChunk(encodeArchiveNode(facts, root, key && { keyId: key.idBytes, encrypt: (record, of) => key.encrypt(PieceKind.archive, record, of) }), BlockClass.metadata);
      return { name: archive.name, node, root };
    });
    this.flush();
    const sequence = this.records.length + 1;
    const record: v1.SnapshotRecord.$Properties = {
      snapshotId: Buffer.from(sequence.toString(16).padStart(32, '0'), 'hex'),
      agentId: Buffer.alloc(16, 7),
      agentName: this.#agentName,
      plan: 'daily',
      sequence,
      timeMs: Date.UTC(2026, 10, sequence),
      draft: { archives: references, status: v1.SnapshotStatus.COMPLETE, consistency: v1.Consistency.FILESYSTEM, encryptionKeyId: this.#archiveKey?.idBytes ?? new Uint8Array(0) },
      ...properties,
    };
    this.records.push(record);
    return record;
  }

  /** Stores a chunk (once); returns its id. */
  addChunk(bytes: Uint8Array, blockClass: BlockClass): Buffer {
    const id = chunkId(bytes);
    const key = idKey(id);
    if (this.#places.has(key)) return id;
    this.#places.set(key, []);
    let open = this.#open.get(blockClass);
    if (open !== undefined && (open.rawBytes + bytes.length > BLOCK_MAX_RAW_BYTES || open.ids.length >= 4096)) {
      this.#seal(blockClass);
      open = undefined;
    }
    if (open === undefined) {
      open = { ids: [], chunks: [], rawBytes: 0 };
      this.#open.set(blockClass, open);
    }
    open.ids.push(key);
    open.chunks.push(Buffer.from(bytes));
    open.rawBytes += bytes.length;
    return id;
  }

  /** Finishes the open blocks. */
  flush(): void {
    for (const blockClass of [...this.#open.keys()]) this.#seal(blockClass);
  }

  /** Stores further copies of every block there is. Damage done to the first ones before is not copied. */
  doubleBlocks(): void {
    for (const block of [...this.blocks]) {
      const copy: StoredBlock = { packId: 'f'.repeat(32), offset: this.#nextOffset, bytes: Buffer.from(block.bytes), rawBytes: block.rawBytes, lost: false, ids: block.ids };
      this.#nextOffset += copy.bytes.length;
      this.blocks.push(copy);
      for (const id of block.ids) {
        const places = this.#places.get(id) ?? [];
        const [first] = places;
        if (first !== undefined) places.push({ ...first, block: copy });
      }
    }
  }

  /** The block in which the chunk with these bytes lies. */
  blockOf(bytes: Uint8Array): StoredBlock {
    const place = this.#places.get(idKey(chunkId(bytes)))?.[0];
    if (place === undefined) throw new Error('no such chunk in the fixture');
    return place.block;
  }

  /** Forgets where the chunk with these bytes lies. */
  loseChunk(bytes: Uint8Array): void {
    this.#places.set(idKey(chunkId(bytes)), []);
  }

  #seal(blockClass: BlockClass): void {
    const open = this.#open.get(blockClass);
    this.#open.delete(blockClass);
    if (open === undefined) return;
    const raw = Buffer.concat(open.chunks);
    const packed = this.#compress?.(raw) ?? raw;
    const payload = packed.length < raw.length ? packed : raw;
    const headerBytes = blockHeaderBytes(open.ids.length);
    const bytes = Buffer.alloc(headerBytes + payload.length);
    encodeBlockHeader(
      {
        codec: payload === raw ? BlockCodec.stored : BlockCodec.zstd, blockClass, rawBytes: raw.length, payloadBytes: payload.length, payloadCrc: crc32(payload),
        agentId: Buffer.alloc(16, 7), sessionId: Buffer.alloc(16, 8), chunkIds: Buffer.from(open.ids.join(''), 'latin1'), chunkLengths: open.chunks.map((chunk) => chunk.length),
      },
      bytes,
    );
    payload.copy(bytes, headerBytes);
    const block: StoredBlock = { packId: (blockClass === BlockClass.data ? 'd' : 'e').repeat(32), offset: this.#nextOffset, bytes, rawBytes: raw.length, lost: false, ids: open.ids };
    this.#nextOffset += bytes.length;
    this.blocks.push(block);
    let chunkOffset = 0;
    for (const [index, id] of open.ids.entries()) {
      const chunkBytes = open.chunks[index]?.length ?? 0;
      this.#places.get(id)?.push({ block, chunkOffset, chunkBytes });
      chunkOffset += chunkBytes;
    }
  }

  #storeNode(node: Buffer): Buffer {
    return this.addChunk(this.#key === undefined ? node : encryptNode(node, this.#key), BlockClass.metadata);
  }

  #storeData(bytes: Uint8Array): Buffer {
    return this.addChunk(this.#key === undefined ? bytes : this.#key.encrypt(PieceKind.data, bytes), BlockClass.data);
  }

  #addTree(root: TreeNode): Uint8Array {
    const builder = new DirectoryBuilder((node) => this.#storeNode(node));
    builder.add(this.#entry('', root));
    return builder.finish();
  }

  #addStream(bytes: Uint8Array): Uint8Array {
    const builder = new ChunkListBuilder((node) => this.#storeNode(node));
    for (const chunk of this.#chunks(bytes)) builder.add(this.#storeData(chunk), chunk.length);
    return builder.finish();
  }

  #entry(name: string, node: TreeNode): Entry {
    return {
      mode: node.type === EntryType.directory ? 0o755 : 0o644, uid: 0, gid: 0, user: 'root', group: 'root', sizeBytes: 0, mtimeNs: 1_700_000_000_123_456_789n, ctimeNs: 1_700_000_000_000_000_000n,
      inode: this.#nextInode++, filesystem: 0, hardLinked: false, rdevMajor: 0, rdevMinor: 0, target: '', xattrs: [], inodeFlags: 0, holes: [], changed: false,
      ...node,
      name,
      content: this.#content(node),
    };
  }

  #content(node: TreeNode): EntryContent {
    if (node.type === EntryType.directory) {
      const builder = new DirectoryBuilder((bytes) => this.#storeNode(bytes));
      const children = Object.entries(node.children ?? {}).sort(([left], [right]) => (left < right ? -1 : 1));
      for (const entry of children.map(([name, child]) => this.#entry(name, child))) builder.add(entry);
      return { kind: 'directory', node: builder.finish() };
    }
    const data = node.data ?? new Uint8Array(0);
    if (node.type !== EntryType.file || data.length === 0) return { kind: 'none' };
    if (data.length <= INLINE_MAX_BYTES && (node.holes ?? []).length === 0) return { kind: 'inline', bytes: data };
    const chunks = this.#runs(node, data).flatMap((run) => this.#chunks(run));
    const ids = chunks.map((chunk) => this.#storeData(chunk));
    if (chunks.length <= ENTRY_MAX_CHUNKS) return { kind: 'chunks', ids: Buffer.concat(ids), lengths: chunks.map((chunk) => chunk.length) };
    const builder = new ChunkListBuilder((bytes) => this.#storeNode(bytes));
    for (const [index, id] of ids.entries()) builder.add(id, chunks[index]?.length ?? 0);
    return { kind: 'list', node: builder.finish() };
  }

  // Chunks never span a hole.
  #runs(node: TreeNode, data: Uint8Array): Uint8Array[] {
    const runs: Uint8Array[] = [];
    let position = 0;
    let taken = 0;
    for (const hole of node.holes ?? []) {
      const length = hole.offset - position;
      if (length > 0) runs.push(data.subarray(taken, taken + length));
      taken += Math.max(length, 0);
      position = hole.offset + hole.length;
    }
    if (taken < data.length) runs.push(data.subarray(taken));
    return runs;
  }

  #chunks(bytes: Uint8Array): Uint8Array[] {
    const chunks: Uint8Array[] = [];
    for (let start = 0; start < bytes.length; start += this.#chunkBytes) chunks.push(bytes.subarray(start, start + this.#chunkBytes));
    return chunks;
  }

  /** The answer to LocateChunks. */
  locateChunks(ids: Uint8Array): v1.LocateChunksReply.$Properties {
    const chunks: v1.ChunkLocations.$Properties[] = [];
    for (let start = 0; start < ids.length; start += 32) {
      const places = this.placesOf(ids.subarray(start, start + 32));
      chunks.push({ locations: places.map(({ block, chunkOffset, chunkBytes }) => ({ packId: Buffer.from(block.packId, 'hex'), blockOffset: block.offset, blockBytes: block.bytes.length, chunkOffset, chunkBytes, damaged: false })) });
    }
    return { chunks };
  }

  /** The copies of a chunk. */
  placesOf(id: Uint8Array): readonly Place[] {
    return this.#places.get(idKey(id)) ?? [];
  }

  /** The answers to ReadBlocks. */
  async *readBlocks(request: v1.ReadBlocksRequest.$Properties): AsyncGenerator<v1.BlockData.$Properties> {
    for (const [index, reference] of (request.blocks ?? []).entries()) {
      const packId = Buffer.from(reference.packId ?? []).toString('hex');
      const block = this.blocks.find((candidate) => candidate.packId === packId && candidate.offset === reference.blockOffset);
      await Promise.resolve();
      if (block === undefined || block.lost) {
        yield { index, error: 'PACK_CORRUPT', errorText: `pack ${packId} cannot be read` };
        continue;
      }
      this.servedBytes += block.bytes.length;
      yield { index, block: block.bytes };
    }
  }
}
