/**
 * Blocks as a collector delivers them to an agent that restores: plain, or compressed where the agent said that it takes such.
 */
import { zstdDecompressSync } from 'node:zlib';

import { StillpointError } from '../errors.ts';
import { BlockCodec, checkBlockPayload, decodeBlockHeader } from '../format/block.ts';
import type { InflatedBlock } from './checked-block.ts';

/** Header and content, checked against the block's checksums and lengths, of memory that is bounded by them; ids are not compared. BLOCK_INVALID. */
export function readDeliveredBlock(bytes: Buffer): InflatedBlock {
  const header = decodeBlockHeader(bytes);
  const payload = checkBlockPayload(header, bytes);
  return { header, raw: header.codec === BlockCodec.stored ? payload : inflated(payload, header.rawBytes) };
}

function inflated(payload: Buffer, rawBytes: number): Buffer {
  let raw: Buffer;
  try {
    raw = zstdDecompressSync(payload, { maxOutputLength: rawBytes, chunkSize: Math.max(rawBytes, 64) });
  } catch (error) {
    throw new StillpointError('BLOCK_INVALID', 'a block cannot be inflated', { cause: error });
  }
  if (raw.length !== rawBytes) throw new StillpointError('BLOCK_INVALID', `a block inflates to ${raw.length} bytes instead of ${rawBytes}`);
  return raw;
}
