/**
 * The block: unit of compression, transfer and storage. Pure codec; byte layout in docs/formats.md, "Block". Never change.
 */
import { crc32 } from 'node:zlib';

import { StillpointError } from '../errors.ts';

export const BLOCK_MAGIC = Buffer.from('SPB1', 'latin1');
export const BLOCK_VERSION = 1;
/** Sum of the chunks' lengths of one block, in bytes. */
export const BLOCK_MAX_RAW_BYTES = 1_048_576;
export const BLOCK_MAX_CHUNKS = 4096;
/** Header bytes without the list of chunks, and without the header's checksum. */
export const BLOCK_FIXED_HEADER_BYTES = 56;
const CHUNK_FIELD_BYTES = 36;

/** How the payload is stored. Never change. */
export const BlockCodec = { stored: 0, zstd: 1 } as const;
export type BlockCodec = (typeof BlockCodec)[keyof typeof BlockCodec];

/** Which packs a block belongs into. Never change. */
export const BlockClass = { data: 0, metadata: 1 } as const;
export type BlockClass = (typeof BlockClass)[keyof typeof BlockClass];

/** Everything in a block but its payload. */
export interface BlockHeader {
  readonly codec: BlockCodec;
  readonly blockClass: BlockClass;
  readonly rawBytes: number;
  readonly payloadBytes: number;
  readonly payloadCrc: number;
  /** 16 bytes each. */
  readonly agentId: Uint8Array;
  readonly sessionId: Uint8Array;
  /** n * 32 bytes. */
  readonly chunkIds: Uint8Array;
  readonly chunkLengths: readonly number[];
}

/** Bytes of the header of a block of `chunks` chunks, checksum included. */
export function blockHeaderBytes(chunks: number): number {
  return BLOCK_FIXED_HEADER_BYTES + chunks * CHUNK_FIELD_BYTES + 4;
}

/** Bytes of the largest block that is valid. */
export const BLOCK_MAX_BYTES = blockHeaderBytes(BLOCK_MAX_CHUNKS) + BLOCK_MAX_RAW_BYTES;

/** Writes the header in front of a payload that lies (or will lie) at `offset + blockHeaderBytes(n)`; returns the header's length. */
export function encodeBlockHeader(header: BlockHeader, target: Buffer, offset = 0): number {
  const count = header.chunkLengths.length;
  const bytes = blockHeaderBytes(count);
  target.set(BLOCK_MAGIC, offset);
  target[offset + 4] = BLOCK_VERSION;
  target[offset + 5] = header.codec;
  target[offset + 6] = header.blockClass;
  target[offset + 7] = 0;
  target.writeUInt16LE(count, offset + 8);
  target.writeUInt16LE(0, offset + 10);
  target.writeUInt32LE(header.rawBytes, offset + 12);
  target.writeUInt32LE(header.payloadBytes, offset + 16);
  target.writeUInt32LE(header.payloadCrc, offset + 20);
  target.set(header.agentId, offset + 24);
  target.set(header.sessionId, offset + 40);
  let position = offset + BLOCK_FIXED_HEADER_BYTES;
  for (let index = 0; index < count; index++) {
    target.set(header.chunkIds.subarray(index * 32, index * 32 + 32), position);
    target.writeUInt32LE(header.chunkLengths[index] ?? 0, position + 32);
    position += CHUNK_FIELD_BYTES;
  }
  target.writeUInt32LE(crc32(target.subarray(offset, position)), position);
  return bytes;
}

/**
 * Total length of the block that starts at `offset`, judged by its fixed header alone (not yet checked by its checksum), or
 * undefined when these bytes cannot be a block's beginning. Needs {@link BLOCK_FIXED_HEADER_BYTES} bytes.
 */
export function peekBlockBytes(bytes: Buffer, offset = 0): number | undefined {
  if (bytes.length - offset < BLOCK_FIXED_HEADER_BYTES || bytes.compare(BLOCK_MAGIC, 0, 4, offset, offset + 4) !== 0) return undefined;
  const count = bytes.readUInt16LE(offset + 8);
  const payloadBytes = bytes.readUInt32LE(offset + 16);
  if (count === 0 || count > BLOCK_MAX_CHUNKS || payloadBytes > BLOCK_MAX_RAW_BYTES) return undefined;
  return blockHeaderBytes(count) + payloadBytes;
}

/**
 * Decodes and checks the header of the block that begins at `offset`; views into `bytes`. BLOCK_INVALID when anything is wrong,
 * the payload's checksum aside (see {@link checkBlockPayload}): it may be cut off, then only the header is needed.
 */
export function decodeBlockHeader(bytes: Buffer, offset = 0): BlockHeader {
  if (bytes.length - offset < BLOCK_FIXED_HEADER_BYTES) throw invalid('is shorter than a header');
  if (bytes.compare(BLOCK_MAGIC, 0, 4, offset, offset + 4) !== 0) throw invalid('has no block magic');
  if (bytes[offset + 4] !== BLOCK_VERSION) throw invalid(`has unknown version ${bytes[offset + 4] ?? ''}`);
  const count = bytes.readUInt16LE(offset + 8);
  if (count === 0 || count > BLOCK_MAX_CHUNKS) throw invalid(`names ${count} chunks`);
  const end = offset + blockHeaderBytes(count) - 4;
  if (bytes.length < end + 4) throw invalid('is shorter than its header');
  if (bytes.readUInt32LE(end) !== crc32(bytes.subarray(offset, end))) throw invalid('has a header that does not match its checksum');
  const codec = bytes[offset + 5];
  const blockClass = bytes[offset + 6];
  if (codec !== BlockCodec.stored && codec !== BlockCodec.zstd) throw invalid(`has unknown codec ${codec ?? ''}`);
  if (blockClass !== BlockClass.data && blockClass !== BlockClass.metadata) throw invalid(`has unknown class ${blockClass ?? ''}`);
  if (bytes[offset + 7] !== 0 || bytes.readUInt16LE(offset + 10) !== 0) throw invalid('has reserved bytes set');
  const rawBytes = bytes.readUInt32LE(offset + 12);
  const payloadBytes = bytes.readUInt32LE(offset + 16);
  if (rawBytes > BLOCK_MAX_RAW_BYTES || payloadBytes > rawBytes) throw invalid(`has lengths out of range (${rawBytes} raw, ${payloadBytes} stored)`);
  if (codec === BlockCodec.stored && payloadBytes !== rawBytes) throw invalid('is stored plain but its lengths differ');
  const chunkIds = Buffer.allocUnsafe(count * 32);
  const chunkLengths: number[] = [];
  let sum = 0;
  for (let index = 0; index < count; index++) {
    const position = offset + BLOCK_FIXED_HEADER_BYTES + index * CHUNK_FIELD_BYTES;
    bytes.copy(chunkIds, index * 32, position, position + 32);
    const length = bytes.readUInt32LE(position + 32);
    if (length === 0) throw invalid('names an empty chunk');
    chunkLengths.push(length);
    sum += length;
  }
  if (sum !== rawBytes) throw invalid(`has chunks of ${sum} bytes in ${rawBytes} raw bytes`);
  return {
    codec,
    blockClass,
    rawBytes,
    payloadBytes,
    payloadCrc: bytes.readUInt32LE(offset + 20),
    agentId: Buffer.from(bytes.subarray(offset + 24, offset + 40)),
    sessionId: Buffer.from(bytes.subarray(offset + 40, offset + 56)),
    chunkIds,
    chunkLengths,
  };
}

/** The payload of a whole block, checked against its checksum; a view. BLOCK_INVALID when it is cut off or does not match. */
export function checkBlockPayload(header: BlockHeader, bytes: Buffer, offset = 0): Buffer {
  const start = offset + blockHeaderBytes(header.chunkLengths.length);
  const payload = bytes.subarray(start, start + header.payloadBytes);
  if (payload.length !== header.payloadBytes) throw invalid('is cut off');
  if (crc32(payload) !== header.payloadCrc) throw invalid('has a payload that does not match its checksum');
  return payload;
}

function invalid(text: string): StillpointError {
  return new StillpointError('BLOCK_INVALID', `a block ${text}`);
}
