/**
 * The pack file's parts around its blocks. Pure codec; byte layout in docs/formats.md, "Pack". Never change.
 */
import { crc32 } from 'node:zlib';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { ByteWriter } from '@stillpoint/proto/format/binary.ts';
import { BLOCK_MAX_BYTES, BLOCK_MAX_CHUNKS, BlockClass } from '@stillpoint/proto/format/block.ts';

import type { PackedBlock, PackedChunk } from './pack-facts.ts';

export const PACK_HEADER_BYTES = 40;
export const PACK_TRAILER_BYTES = 24;
/** A writer asks to be sealed once its file has this many bytes. */
export const PACK_LIMIT_BYTES = 256 * 1_048_576;
/** ... or this many chunks, so that a footer stays near 5 MiB and loads quickly. */
export const PACK_LIMIT_CHUNKS = 131_072;

const HEADER_MAGIC = Buffer.from('SPPK', 'latin1');
const FOOTER_MAGIC = Buffer.from('SPFT', 'latin1');
const TRAILER_MAGIC = Buffer.from('SPEN', 'latin1');
const PACK_VERSION = 2;
const FOOTER_FIXED_BYTES = 12;
const FOOTER_BLOCK_BYTES = 48;
const FOOTER_CHUNK_BYTES = 36;

/** What a pack file says of itself at its beginning. */
export interface PackHeader {
  /** 32 hexadecimal digits. */
  readonly packId: string;
  readonly blockClass: BlockClass;
  readonly createdMs: number;
}

/** Length of the footer of a pack with so many blocks and chunks. */
export function packFooterBytes(blocks: number, chunks: number): number {
  return FOOTER_FIXED_BYTES + blocks * FOOTER_BLOCK_BYTES + chunks * FOOTER_CHUNK_BYTES + 4;
}

/** Where the footer of a sealed pack lies. */
export interface PackTrailer {
  readonly footerOffset: number;
  readonly footerBytes: number;
}

/** Name of the pack's object: its path below the datastore. */
export function packObjectName(packId: string): string {
  return `packs/${packId.slice(0, 2)}/${packId}.pack`;
}

/** The pack id in an object's name, or undefined when it is not a pack's name. */
export function packIdOfName(name: string): string | undefined {
  const [, folder, packId] = /^packs\/([0-9a-f]{2})\/([0-9a-f]{32})\.pack$/.exec(name) ?? [];
  return packId !== undefined && packId.slice(0, 2) === folder ? packId : undefined;
}

export function encodePackHeader(header: PackHeader): Buffer {
  const bytes = Buffer.alloc(PACK_HEADER_BYTES);
  bytes.set(HEADER_MAGIC, 0);
  bytes[4] = PACK_VERSION;
  bytes[5] = header.blockClass;
  bytes.write(header.packId, 8, 16, 'hex');
  bytes.writeBigUInt64LE(BigInt(header.createdMs), 24);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, 36)), 36);
  return bytes;
}

/** Decodes and checks a pack's header. PACK_CORRUPT when it is not one, or that of another pack; DATASTORE_NEWER for an unknown version. */
export function decodePackHeader(bytes: Buffer, packId: string): PackHeader {
  if (bytes.length < PACK_HEADER_BYTES) throw corrupt(packId, 'is shorter than its header');
  if (bytes.compare(HEADER_MAGIC, 0, 4, 0, 4) !== 0) throw corrupt(packId, 'does not begin with the magic of a pack');
  if (bytes.readUInt32LE(36) !== crc32(bytes.subarray(0, 36))) throw corrupt(packId, 'has a header that does not match its checksum');
  if (bytes[4] !== PACK_VERSION) {
    throw new StillpointError('DATASTORE_NEWER', `pack ${packId} has format ${bytes[4] ?? ''}, which this release does not know`, { hint: 'use the release that wrote it, or a newer one' });
  }
  const blockClass = bytes[5];
  if (blockClass !== BlockClass.data && blockClass !== BlockClass.metadata) throw corrupt(packId, `has unknown class ${blockClass ?? ''}`);
  const named = bytes.toString('hex', 8, 24);
  if (named !== packId) throw corrupt(packId, `holds pack ${named}`);
  return { packId, blockClass, createdMs: Number(bytes.readBigUInt64LE(24)) };
}

export function encodePackTrailer(trailer: PackTrailer): Buffer {
  const bytes = Buffer.alloc(PACK_TRAILER_BYTES);
  bytes.writeBigUInt64LE(BigInt(trailer.footerOffset), 0);
  bytes.writeUInt32LE(trailer.footerBytes, 8);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, 12)), 12);
  bytes.set(TRAILER_MAGIC, 16);
  bytes.writeUInt32LE(PACK_VERSION, 20);
  return bytes;
}

/** The trailer in the last bytes of a pack of `fileBytes` bytes, or undefined when the pack is open. A pack of a newer format says so in its header. */
export function findPackTrailer(bytes: Buffer, fileBytes: number): PackTrailer | undefined {
  if (bytes.length !== PACK_TRAILER_BYTES || bytes.compare(TRAILER_MAGIC, 0, 4, 16, 20) !== 0) return undefined;
  if (bytes.readUInt32LE(12) !== crc32(bytes.subarray(0, 12))) return undefined;
  if (bytes.readUInt32LE(20) !== PACK_VERSION) return undefined;
  const footerOffset = Number(bytes.readBigUInt64LE(0));
  const footerBytes = bytes.readUInt32LE(8);
  return footerOffset >= PACK_HEADER_BYTES && footerOffset + footerBytes + PACK_TRAILER_BYTES === fileBytes ? { footerOffset, footerBytes } : undefined;
}

/** Collects the footer of a pack block by block, in the bytes that it will have: a pack may hold a hundred thousand chunks. */
export class PackFooterBuilder {
  readonly #blocks = new ByteWriter();
  readonly #chunks = new ByteWriter();
  #blockCount = 0;
  #chunkCount = 0;

  get chunkCount(): number {
    return this.#chunkCount;
  }

  add(block: PackedBlock): void {
    this.#blocks.u64(block.offset);
    this.#blocks.u32(block.totalBytes);
    this.#blocks.u32(block.chunks.length);
    this.#blocks.raw(block.agentId);
    this.#blocks.raw(block.sessionId);
    for (const chunk of block.chunks) {
      this.#chunks.raw(chunk.id);
      this.#chunks.u32(chunk.lengthBytes);
    }
    this.#blockCount += 1;
    this.#chunkCount += block.chunks.length;
  }

  /** The footer with its checksum. */
  finish(): Buffer {
    const start = Buffer.alloc(FOOTER_FIXED_BYTES);
    start.set(FOOTER_MAGIC, 0);
    start.writeUInt32LE(this.#blockCount, 4);
    start.writeUInt32LE(this.#chunkCount, 8);
    const footer = Buffer.concat([start, this.#blocks.view(), this.#chunks.view(), Buffer.alloc(4)]);
    footer.writeUInt32LE(crc32(footer.subarray(0, -4)), footer.length - 4);
    return footer;
  }
}

/** Decodes and checks a footer that begins at `footerOffset`; ids are views into `bytes`. PACK_CORRUPT when anything is wrong. */
export function decodePackFooter(bytes: Buffer, packId: string, footerOffset: number): PackedBlock[] {
  if (bytes.length < FOOTER_FIXED_BYTES + 4 || bytes.compare(FOOTER_MAGIC, 0, 4, 0, 4) !== 0) throw corrupt(packId, 'has no footer where its trailer says');
  if (bytes.readUInt32LE(bytes.length - 4) !== crc32(bytes.subarray(0, -4))) throw corrupt(packId, 'has a footer that does not match its checksum');
  const blockCount = bytes.readUInt32LE(4);
  const chunkCount = bytes.readUInt32LE(8);
  if (FOOTER_FIXED_BYTES + blockCount * FOOTER_BLOCK_BYTES + chunkCount * FOOTER_CHUNK_BYTES + 4 !== bytes.length) throw corrupt(packId, 'has a footer of the wrong length');
  const blocks: PackedBlock[] = [];
  let chunkPosition = FOOTER_FIXED_BYTES + blockCount * FOOTER_BLOCK_BYTES;
  for (let index = 0; index < blockCount; index++) {
    const position = FOOTER_FIXED_BYTES + index * FOOTER_BLOCK_BYTES;
    const offset = Number(bytes.readBigUInt64LE(position));
    const totalBytes = bytes.readUInt32LE(position + 8);
    const count = bytes.readUInt32LE(position + 12);
    const chunksEnd = chunkPosition + count * FOOTER_CHUNK_BYTES;
    if (offset < PACK_HEADER_BYTES || totalBytes > BLOCK_MAX_BYTES || offset + totalBytes > footerOffset) throw corrupt(packId, 'has a footer that names a block outside of it');
    if (count === 0 || count > BLOCK_MAX_CHUNKS || chunksEnd > bytes.length - 4) throw corrupt(packId, 'has a footer with a wrong number of chunks');
    const chunks: PackedChunk[] = [];
    for (; chunkPosition < chunksEnd; chunkPosition += FOOTER_CHUNK_BYTES) {
      chunks.push({ id: bytes.subarray(chunkPosition, chunkPosition + 32), lengthBytes: bytes.readUInt32LE(chunkPosition + 32) });
    }
    blocks.push({ offset, totalBytes, agentId: bytes.subarray(position + 16, position + 32), sessionId: bytes.subarray(position + 32, position + 48), chunks });
  }
  if (chunkPosition !== bytes.length - 4) throw corrupt(packId, 'has a footer with a wrong number of chunks');
  return blocks;
}

function corrupt(packId: string, text: string): StillpointError {
  return new StillpointError('PACK_CORRUPT', `pack ${packId} ${text}`, { hint: 'run `stillpoint-collector verify --read-data` to list what it hurts' });
}
