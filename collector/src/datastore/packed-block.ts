/**
 * The facts of a block at its place in a pack.
 */
import type { BlockHeader } from '@stillpoint/proto/format/block.ts';

import type { PackedBlock } from './pack-facts.ts';

/** The block of `totalBytes` bytes at `offset`; everything is copied. */
export function packedBlock(offset: number, totalBytes: number, header: BlockHeader): PackedBlock {
  const ids = Buffer.from(header.chunkIds);
  return {
    offset,
    totalBytes,
    agentId: Buffer.from(header.agentId),
    sessionId: Buffer.from(header.sessionId),
    chunks: header.chunkLengths.map((lengthBytes, index) => ({ id: ids.subarray(index * 32, index * 32 + 32), lengthBytes })),
  };
}
