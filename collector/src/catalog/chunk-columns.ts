/**
 * Blocks, chunks and places as columns: what crosses the border between threads. A message is a few typed arrays whose buffers are handed over, not thousands
 * of objects that are copied one by one.
 */
import type { BlockClass } from '@stillpoint/proto/format/block.ts';

import type { PackedBlock } from '../datastore/pack-facts.ts';
import type { ChunkFacts, ChunkPlace, NewBlock } from './catalog.ts';

/** Bytes of a chunk's id. */
export const idBytes = 32;
const ownerBytes = 16;

/** Blocks with their chunks. */
export interface BlockColumns {
  /** The packs that the blocks lie in. */
  readonly packs: readonly { readonly packId: string; readonly blockClass: BlockClass }[];
  /** For each block: index into `packs`, place, number of chunks, agent and session (32 bytes). */
  readonly pack: Uint32Array<ArrayBuffer>;
  readonly offset: Float64Array<ArrayBuffer>;
  readonly totalBytes: Uint32Array<ArrayBuffer>;
  readonly chunkCount: Uint32Array<ArrayBuffer>;
  readonly owner: Uint8Array<ArrayBuffer>;
  /** For each chunk, in the order of the blocks: id, length. */
  readonly ids: Uint8Array<ArrayBuffer>;
  readonly length: Uint32Array<ArrayBuffer>;
}

/** What is known of the chunks asked for; number 0: unknown. */
export interface ChunkColumns {
  readonly number: Float64Array<ArrayBuffer>;
  readonly length: Uint32Array<ArrayBuffer>;
  readonly damaged: Uint8Array<ArrayBuffer>;
  /** Index into `uploads`. */
  readonly upload: Uint32Array<ArrayBuffer>;
  readonly uploads: readonly Upload[];
}

/** Who stored something, and in which session; hexadecimal. */
export interface Upload {
  readonly agentId: string;
  readonly sessionId: string;
}

/** Places of the chunks asked for: `count` of them for each. */
export interface PlaceColumns {
  readonly count: Uint32Array<ArrayBuffer>;
  readonly packIds: readonly string[];
  /** Five numbers for each place: index into `packIds`, block offset, block bytes, chunk offset, chunk bytes; then 1 when damaged. */
  readonly numbers: Float64Array<ArrayBuffer>;
}

/** Numbers of {@link PlaceColumns.numbers} for one place. */
export const placeNumbers = 6;

/** The first 6 bytes of the id that begins at `offset`, as a number. */
export function idPrefix(bytes: Uint8Array, offset: number): number {
  const high = ((bytes[offset] ?? 0) << 8) | (bytes[offset + 1] ?? 0);
  const low = ((bytes[offset + 2] ?? 0) << 24) | ((bytes[offset + 3] ?? 0) << 16) | ((bytes[offset + 4] ?? 0) << 8) | (bytes[offset + 5] ?? 0);
  return high * 4_294_967_296 + (low >>> 0);
}

/** Columns of blocks that were appended. */
export function columnsOfNewBlocks(blocks: readonly NewBlock[]): BlockColumns {
  const packs: { packId: string; blockClass: BlockClass }[] = [];
  const indexes = new Map<string, number>();
  const pack = new Uint32Array(blocks.length);
  for (const [at, { packId, blockClass }] of blocks.entries()) {
    let index = indexes.get(packId);
    if (index === undefined) {
      index = packs.push({ packId, blockClass }) - 1;
      indexes.set(packId, index);
    }
    pack[at] = index;
  }
  return { packs, pack, ...columnsOfBlocks(blocks.map((item) => item.block)) };
}

/** Columns of blocks that lie in one pack. */
export function columnsOfPack(packId: string, blockClass: BlockClass, blocks: readonly PackedBlock[]): BlockColumns {
  return { packs: [{ packId, blockClass }], pack: new Uint32Array(blocks.length), ...columnsOfBlocks(blocks) };
}

function columnsOfBlocks(blocks: readonly PackedBlock[]): Omit<BlockColumns, 'packs' | 'pack'> {
  const chunks = blocks.reduce((sum, block) => sum + block.chunks.length, 0);
  const columns = {
    offset: new Float64Array(blocks.length),
    totalBytes: new Uint32Array(blocks.length),
    chunkCount: new Uint32Array(blocks.length),
    owner: new Uint8Array(blocks.length * 2 * ownerBytes),
    ids: new Uint8Array(chunks * idBytes),
    length: new Uint32Array(chunks),
  };
  let chunkAt = 0;
  for (const [at, block] of blocks.entries()) {
    columns.offset[at] = block.offset;
    columns.totalBytes[at] = block.totalBytes;
    columns.chunkCount[at] = block.chunks.length;
    columns.owner.set(block.agentId, at * 2 * ownerBytes);
    columns.owner.set(block.sessionId, at * 2 * ownerBytes + ownerBytes);
    for (const chunk of block.chunks) {
      columns.ids.set(chunk.id, chunkAt * idBytes);
      columns.length[chunkAt++] = chunk.lengthBytes;
    }
  }
  return columns;
}

/** The facts of {@link ChunkColumns}, one for each id asked for. */
export function factsOfColumns(columns: ChunkColumns): (ChunkFacts | undefined)[] {
  const facts: (ChunkFacts | undefined)[] = [];
  for (let at = 0; at < columns.number.length; at++) {
    const number = columns.number[at]!;
    const upload = columns.uploads[columns.upload[at]!];
    if (number === 0 || upload === undefined) {
      facts.push(undefined);
      continue;
    }
    facts.push({
      number,
      lengthBytes: columns.length[at]!,
      damaged: columns.damaged[at] === 1,
      sessionId: upload.sessionId,
      agentId: upload.agentId,
    });
  }
  return facts;
}

/** The places of {@link PlaceColumns}, one list for each id asked for. */
export function placesOfColumns(columns: PlaceColumns): ChunkPlace[][] {
  const lists: ChunkPlace[][] = [];
  const { numbers } = columns;
  let at = 0;
  for (const count of columns.count) {
    const list: ChunkPlace[] = [];
    for (let place = 0; place < count; place++, at += placeNumbers) {
      list.push({
        packId: columns.packIds[numbers[at]!] ?? '',
        blockOffset: numbers[at + 1]!,
        blockBytes: numbers[at + 2]!,
        chunkOffset: numbers[at + 3]!,
        chunkBytes: numbers[at + 4]!,
        damaged: numbers[at + 5] === 1,
      });
    }
    lists.push(list);
  }
  return lists;
}
