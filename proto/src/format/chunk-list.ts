/**
 * Chunk lists: the content of files with many chunks, and of streams. Byte layout and cutting rule: docs/formats.md, "Chunk list". Never change.
 */
import { StillpointError } from '../errors.ts';
import { ByteReader, ByteWriter } from './binary.ts';
import type { EmitNode } from './directory-builder.ts';
import { encodeNode, IdCursor, INDEX_MAX_REFERENCES, NodeKind, type Node } from './node.ts';

const LEAF_MIN_IDS = 1024;
const LEAF_MAX_IDS = 8192;
const CUT_MASK = 0x0fff;

/** A leaf of a chunk list: concatenated ids and each chunk's length in bytes. */
export interface ChunkListLeaf {
  readonly ids: Buffer;
  readonly lengths: readonly number[];
}

/** One reference of an index node over chunk lists. */
export interface ChunkListIndexItem {
  readonly id: Buffer;
  readonly bytes: number;
  readonly chunks: number;
}

interface Reference {
  readonly id: Uint8Array;
  readonly bytes: number;
  readonly chunks: number;
}

/** Builds a chunk list while chunks come; holds one leaf and one level's references, whatever the stream's length. Reusable after `finish()`. */
export class ChunkListBuilder {
  readonly #emit: EmitNode;
  readonly #ids = new ByteWriter(65_536);
  readonly #levels: Reference[][] = [];
  #lengths: number[] = [];

  constructor(emit: EmitNode) {
    this.#emit = emit;
  }

  /** Adds the next chunk: 32 bytes of id and its length in bytes. */
  add(id: Uint8Array, length: number): void {
    this.#ids.raw(id);
    this.#lengths.push(length);
    const count = this.#lengths.length;
    if (count < LEAF_MIN_IDS) return;
    const low = (id[0] ?? 0) | ((id[1] ?? 0) << 8);
    if (count >= LEAF_MAX_IDS || (low & CUT_MASK) === 0) this.#cut();
  }

  /** Emits what is left and returns the id of the topmost node. */
  finish(): Uint8Array {
    if (this.#lengths.length > 0 || this.#levels.length === 0) this.#cut();
    for (let height = 0; ; height++) {
      const references = this.#levels[height] ?? [];
      const isTop = this.#levels.length === height + 1;
      const [only] = references;
      if (isTop && references.length === 1 && only !== undefined) {
        this.#levels.length = 0;
        return only.id;
      }
      if (references.length > 0) this.#raise(height);
    }
  }

  #cut(): void {
    const body = new ByteWriter();
    body.varint(this.#lengths.length);
    let bytes = 0;
    for (const length of this.#lengths) {
      body.varint(length);
      bytes += length;
    }
    const chunks = this.#lengths.length;
    const id = this.#emit(encodeNode(NodeKind.chunkList, 0, Buffer.alloc(0), this.#ids.view(), body.view()));
    this.#ids.reset();
    this.#lengths = [];
    this.#place(0, { id, bytes, chunks });
  }

  #place(height: number, reference: Reference): void {
    const level = (this.#levels[height] ??= []);
    level.push(reference);
    if (level.length >= INDEX_MAX_REFERENCES) this.#raise(height);
  }

  #raise(height: number): void {
    const references = this.#levels[height] ?? [];
    this.#levels[height] = [];
    const body = new ByteWriter();
    body.varint(references.length);
    let bytes = 0;
    let chunks = 0;
    for (const reference of references) {
      body.varint(reference.bytes);
      body.varint(reference.chunks);
      bytes += reference.bytes;
      chunks += reference.chunks;
    }
    const id = this.#emit(encodeNode(NodeKind.chunkList, height + 1, Buffer.concat(references.map((reference) => reference.id)), Buffer.alloc(0), body.view()));
    this.#place(height + 1, { id, bytes, chunks });
  }
}

/** Decodes a leaf; NODE_CORRUPT when it is not one. */
export function decodeChunkListLeaf(node: Node): ChunkListLeaf {
  if (node.kind !== NodeKind.chunkList || node.level !== 0) throw new StillpointError('NODE_CORRUPT', 'a node is not a leaf of a chunk list');
  const reader = new ByteReader(node.body);
  const ids = new IdCursor(node.dataIds);
  const count = reader.varint();
  if (count > reader.remaining) throw new StillpointError('NODE_CORRUPT', `a chunk list names ${count} chunks in ${reader.remaining} bytes`);
  const lengths: number[] = [];
  for (let index = 0; index < count; index++) lengths.push(reader.varint());
  const taken = ids.take(count);
  reader.end();
  ids.end();
  return { ids: taken, lengths };
}

/** Decodes an index node over chunk lists; NODE_CORRUPT when it is not one. */
export function decodeChunkListIndex(node: Node): ChunkListIndexItem[] {
  if (node.kind !== NodeKind.chunkList || node.level === 0) throw new StillpointError('NODE_CORRUPT', 'a node is not an index of a chunk list');
  const reader = new ByteReader(node.body);
  const ids = new IdCursor(node.nodeIds);
  const count = Math.min(reader.varint(), INDEX_MAX_REFERENCES + 1);
  const items: ChunkListIndexItem[] = [];
  for (let index = 0; index < count; index++) items.push({ bytes: reader.varint(), chunks: reader.varint(), id: ids.take(1) });
  reader.end();
  ids.end();
  return items;
}
