/**
 * Layout of a tree cache file, what its writer and its reader share (little-endian).
 *
 * - header, 16 bytes: `SPTC`, u32 version, 8 random bytes;
 * - records: u32 length, u32 CRC-32 of the payload, payload;
 * - trailer, 48 bytes: u64 offset of the root directory's record, archive node id (32), u32 CRC-32 of the trailer before, `SPTE`.
 *
 * A leaf: u32 length and leaf node, u32 n and n * u64 offsets of the subdirectories' records in the order of the leaf's directories, u32 m and
 * m * u32 ordinals of entries that must be read again. A directory's payload: u32 n and n * node id (32), leaves first, then the index nodes above them;
 * u32 m and m * u64 offsets of its leaves' records, whose payload is a leaf. With m = 0 its only leaf follows at once: nearly all directories have one.
 *
 * Every checksum begins with that of the header: a disk may give back blocks of an older cache after a power failure, and those must not pass for this one's.
 */
import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const VERSION_BYTES = 8;
const MAGIC = Buffer.from('SPTC\u0003\0\0\0', 'latin1');

export const HEADER_BYTES = 16;
export const FRAME_BYTES = 8;
/** What a reader takes for a record: a directory with 100 GiB of names has less. Damage must not make it read a whole file into memory. */
export const RECORD_MAX_BYTES = 64 * 1_048_576;
export const TRAILER_BYTES = 48;
export const TRAILER_END = Buffer.from('SPTE', 'latin1');

/** A header that no other file has. */
export function newHeader(): Buffer {
  return Buffer.concat([MAGIC, randomBytes(HEADER_BYTES - VERSION_BYTES)]);
}

/** True for a header of this version. */
export function isHeader(bytes: Buffer): boolean {
  return bytes.length === HEADER_BYTES && bytes.subarray(0, VERSION_BYTES).equals(MAGIC);
}

/** What the checksums of a file with that header begin with. */
export function checksumSeed(header: Buffer): number {
  return crc32(header);
}

/** Checksum of a record's payload or of the trailer's first 40 bytes. */
export function checksum(bytes: Uint8Array, seed: number): number {
  return crc32(bytes, seed);
}
