/**
 * Finds every whole block of a pack by reading it from end to end, for packs whose footer is absent or damaged.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { BLOCK_FIXED_HEADER_BYTES, BLOCK_MAGIC, BlockClass, decodeBlockHeader, peekBlockBytes } from '@stillpoint/proto/format/block.ts';

import { BlockInflater, checkChunks } from './block-inflater.ts';
import { decodePackHeader, PACK_HEADER_BYTES } from './pack-layout.ts';
import { packedBlock } from './packed-block.ts';
import { ReadWindow } from './read-window.ts';

import type { BlockHeader } from '@stillpoint/proto/format/block.ts';
import type { PackContent, PackedBlock } from './pack-facts.ts';

/** Bytes `offset` to `offset + bytes` of a pack file. */
export interface DamagedRange {
  readonly offset: number;
  readonly bytes: number;
}

/** What a scan found. */
export interface PackScan {
  /** The blocks that are whole: header, payload and the id of every chunk are right. */
  readonly content: PackContent;
  /** Ranges that hold no whole block and have one behind them: something was damaged after it was written. */
  readonly damage: readonly DamagedRange[];
  /** Bytes behind the last whole block (before the footer, if there is a trailer): a block or a footer that was being written when the collector died, or damage. */
  readonly tailBytes: number;
}

/** A pack to scan. `read` answers exactly `length` bytes; `blocksEndBytes` is where the footer begins, or the file's end. */
export interface PackScanInput {
  readonly packId: string;
  readonly fileBytes: number;
  readonly sealed: boolean;
  readonly blocksEndBytes: number;
  readonly read: (offset: number, length: number) => Promise<Buffer>;
}

const WINDOW_BYTES = 4 * 1_048_576;
const SEARCH_BYTES = 65_536;

/** Scans a pack; see {@link PackScan}. Throws what `read` throws; a pack without a readable header counts as the class of its first whole block. */
export async function scanPack(input: PackScanInput): Promise<PackScan> {
  const window = new ReadWindow({ endBytes: input.blocksEndBytes, read: input.read }, WINDOW_BYTES);
  const end = input.blocksEndBytes;
  const headerClass = await readBlockClass(input);
  let blockClass = headerClass;
  const inflater = new BlockInflater();
  const blocks: PackedBlock[] = [];
  const damage: DamagedRange[] = [];
  // Without a header nothing is known of the first bytes: look for blocks from the beginning.
  let offset = headerClass === undefined ? 0 : Math.min(PACK_HEADER_BYTES, end);
  let wholeEnd = offset;
  while (offset < end) {
    const totalBytes = peekBlockBytes(await window.at(offset, BLOCK_FIXED_HEADER_BYTES));
    const bytes = totalBytes === undefined ? undefined : await window.at(offset, totalBytes);
    const header = bytes === undefined ? undefined : findHeader(bytes, blockClass);
    const isWhole = bytes !== undefined && header !== undefined && hasWholeChunks(bytes, inflater);
    if (totalBytes !== undefined && header !== undefined && isWhole) {
      if (wholeEnd < offset) damage.push({ offset: wholeEnd, bytes: offset - wholeEnd });
      blockClass ??= header.blockClass;
      blocks.push(packedBlock(offset, totalBytes, header));
      offset += totalBytes;
      wholeEnd = offset;
    } else if (totalBytes !== undefined && header !== undefined && offset + totalBytes <= end) {
      // The header is right, so its length is: do not look for blocks within the content of this one.
      offset += totalBytes;
    } else {
      offset = await findMagic(window, offset + 1, end);
    }
  }
  return {
    content: { packId: input.packId, blockClass: blockClass ?? BlockClass.data, sealed: input.sealed, fileBytes: input.fileBytes, blocks },
    damage,
    tailBytes: end - wholeEnd,
  };
}

async function readBlockClass(input: PackScanInput): Promise<BlockClass | undefined> {
  if (input.fileBytes < PACK_HEADER_BYTES) return undefined;
  try {
    return decodePackHeader(await input.read(0, PACK_HEADER_BYTES), input.packId).blockClass;
  } catch (error) {
    // A damaged header hurts none of the blocks. A newer format does: its blocks may look otherwise.
    if (error instanceof StillpointError && error.code === 'PACK_CORRUPT') return undefined;
    throw error;
  }
}

function findHeader(bytes: Buffer, blockClass: BlockClass | undefined): BlockHeader | undefined {
  const header = unlessInvalid(() => decodeBlockHeader(bytes));
  return blockClass === undefined || header?.blockClass === blockClass ? header : undefined;
}

function hasWholeChunks(bytes: Buffer, inflater: BlockInflater): boolean {
  return (
    unlessInvalid(() => {
      checkChunks(inflater.inflate(bytes));
      return true;
    }) ?? false
  );
}

function unlessInvalid<T>(check: () => T): T | undefined {
  try {
    return check();
  } catch (error) {
    if (error instanceof StillpointError && error.code === 'BLOCK_INVALID') return undefined;
    throw error;
  }
}

/** Offset of the next block magic at or behind `from`, or `end`. */
async function findMagic(window: ReadWindow, from: number, end: number): Promise<number> {
  let offset = from;
  while (offset + BLOCK_MAGIC.length <= end) {
    const bytes = await window.at(offset, SEARCH_BYTES);
    const index = bytes.indexOf(BLOCK_MAGIC);
    if (index >= 0) return offset + index;
    // The magic may lie across the edge.
    offset += bytes.length - (BLOCK_MAGIC.length - 1);
  }
  return end;
}
