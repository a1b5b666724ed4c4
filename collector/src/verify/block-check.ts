/**
 * Checks single blocks: what lies at a place must hold, whole, the chunks that the footer of its pack or the index names.
 */
import { idToHex } from '@stillpoint/proto/chunk-identity.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { countOf } from '@stillpoint/proto/text/format-count.ts';

import type { IndexedBlock } from '../catalog/catalog.ts';
import type { BlockInflater } from '../datastore/block-inflater.ts';
import type { PackedBlock } from '../datastore/pack-facts.ts';
import type { PackReader } from '../datastore/pack-reader.ts';
import { CheckedBlock } from '@stillpoint/proto/tree/checked-block.ts';
import type { VerifyContext } from './verify-context.ts';

/** What is wrong with a block. */
export interface BlockFailure {
  /** A code of proto/src/errors.ts. */
  readonly code: string;
  readonly text: string;
  /** 32 bytes each. */
  readonly badIds: readonly Uint8Array[];
}

/** A block of a footer, as the index would name it. */
export function expectedBlock({ offset, totalBytes, chunks }: PackedBlock): IndexedBlock {
  const chunkOffsets: number[] = [];
  let chunkOffset = 0;
  for (const { lengthBytes } of chunks) {
    chunkOffsets.push(chunkOffset);
    chunkOffset += lengthBytes;
  }
  return { offset, totalBytes, ids: Buffer.concat(chunks.map(({ id }) => id)), chunkOffsets, chunkBytes: chunks.map(({ lengthBytes }) => lengthBytes) };
}

/** Reads a block and checks every chunk that it should hold; undefined when all are whole. */
export async function checkBlock(packs: PackReader, packId: string, block: IndexedBlock, inflater: BlockInflater): Promise<BlockFailure | undefined> {
  try {
    const checked = new CheckedBlock(inflater.inflate(await packs.readBlock(packId, block.offset, block.totalBytes)));
    const badIds = idsOf(block).filter((id, at) => !holds(checked, id, block.chunkOffsets[at] ?? -1, block.chunkBytes[at] ?? -1));
    return badIds.length === 0 ? undefined : { code: 'CHUNK_CORRUPT', text: `${badIds.length} of ${countOf(block.chunkOffsets.length, 'chunk')} cannot be used`, badIds };
  } catch (error) {
    if (!(error instanceof StillpointError)) throw error;
    return { code: error.code === 'BLOCK_INVALID' ? 'CHUNK_CORRUPT' : error.code, text: error.message, badIds: idsOf(block) };
  }
}

/** Notes a bad block: a finding, and a mark for each copy that is lost with it. */
export async function noteBadBlock({ book, catalog }: VerifyContext, packId: string, { offset }: IndexedBlock, { code, text, badIds }: BlockFailure): Promise<void> {
  const places = await catalog.locateChunks(Buffer.concat(badIds));
  let isNews = false;
  for (const [at, id] of badIds.entries()) {
    const isMarked = places[at]?.some((place) => place.packId === packId && place.blockOffset === offset && place.damaged) === true;
    isNews ||= !isMarked;
    // What this user may not read may be whole.
    book.addBadCopy({ id, packId, blockOffset: offset }, !isMarked && code !== 'DATASTORE_DENIED');
  }
  const named = badIds.slice(0, 3).map((id) => idToHex(id)).join(', ');
  const more = badIds.length > 3 ? ` and ${badIds.length - 3} more` : '';
  book.addBadBlock({ code, object: `pack ${packId} block ${offset}`, text: `${text} (${badIds.length === 1 ? 'chunk' : 'chunks'} ${named}${more})` }, badIds, isNews);
}

/** The ids of a block's chunks. */
export function idsOf({ ids }: IndexedBlock): Uint8Array[] {
  return Array.from({ length: ids.length / 32 }, (_, at) => ids.subarray(at * 32, at * 32 + 32));
}

function holds(block: CheckedBlock, id: Uint8Array, chunkOffset: number, chunkBytes: number): boolean {
  const index = block.offsets.indexOf(chunkOffset);
  if (index < 0 || block.header.chunkLengths[index] !== chunkBytes) return false;
  return Buffer.compare(id, block.header.chunkIds.subarray(index * 32, index * 32 + 32)) === 0 && block.isWhole(index);
}
