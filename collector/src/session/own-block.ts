/**
 * The block that the collector makes itself: one snapshot node, so that packs tell the whole of a snapshot.
 */
import { crc32 } from 'node:zlib';

import { chunkId } from '@stillpoint/proto/chunk-identity.ts';
import { BlockClass, BlockCodec, blockHeaderBytes, decodeBlockHeader, encodeBlockHeader } from '@stillpoint/proto/format/block.ts';

import type { BlockHeader } from '@stillpoint/proto/format/block.ts';

/** A block of one metadata chunk, stored plain: a snapshot has one of them. Ids are 16 bytes. */
export function makeOwnBlock(node: Buffer, agentId: Uint8Array, sessionId: Uint8Array): { readonly bytes: Buffer; readonly header: BlockHeader } {
  const start = blockHeaderBytes(1);
  const bytes = Buffer.allocUnsafe(start + node.length);
  bytes.set(node, start);
  encodeBlockHeader(
    {
      codec: BlockCodec.stored,
      blockClass: BlockClass.metadata,
      rawBytes: node.length,
      payloadBytes: node.length,
      payloadCrc: crc32(node),
      agentId,
      sessionId,
      chunkIds: chunkId(node),
      chunkLengths: [node.length],
    },
    bytes,
  );
  return { bytes, header: decodeBlockHeader(bytes) };
}
