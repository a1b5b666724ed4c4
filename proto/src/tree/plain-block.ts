/**
 * Blocks whose payload is not compressed: what a collector hands out to an agent that restores, and what tests store. Pure codec.
 */
import { crc32 } from 'node:zlib';

import { StillpointError } from '../errors.ts';
import { blockHeaderBytes, BlockCodec, checkBlockPayload, decodeBlockHeader, encodeBlockHeader, type BlockClass } from '../format/block.ts';
import type { InflatedBlock } from './checked-block.ts';

/** What a block is made of; ids of agent and session are 16 bytes, `chunkIds` n * 32. The chunks are at most 1 MiB together. */
export interface PlainBlock {
  readonly blockClass: BlockClass;
  readonly agentId: Uint8Array;
  readonly sessionId: Uint8Array;
  readonly chunkIds: Uint8Array;
  readonly chunks: readonly Uint8Array[];
}

/** The block's bytes, in a buffer of their own. */
export function encodePlainBlock({ blockClass, agentId, sessionId, chunkIds, chunks }: PlainBlock): Buffer {
  const headerBytes = blockHeaderBytes(chunks.length);
  const rawBytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const bytes = Buffer.allocUnsafe(headerBytes + rawBytes);
  let position = headerBytes;
  for (const chunk of chunks) {
    bytes.set(chunk, position);
    position += chunk.length;
  }
  const payloadCrc = crc32(bytes.subarray(headerBytes));
  encodeBlockHeader({ codec: BlockCodec.stored, blockClass, rawBytes, payloadBytes: rawBytes, payloadCrc, agentId, sessionId, chunkIds, chunkLengths: chunks.map((chunk) => chunk.length) }, bytes);
  return bytes;
}

/** Header and payload, checked against their checksums; the payload is a view. BLOCK_INVALID, also for a block that is compressed. */
export function readPlainBlock(bytes: Buffer): InflatedBlock {
  const header = decodeBlockHeader(bytes);
  if (header.codec !== BlockCodec.stored) throw new StillpointError('BLOCK_INVALID', 'a block is compressed where plain ones are expected');
  return { header, raw: checkBlockPayload(header, bytes) };
}
