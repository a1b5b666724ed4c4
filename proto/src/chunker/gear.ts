/**
 * The gear table: which 64-bit number each byte adds to the rolling hash. Chunk boundaries follow from it, and deduplication against
 * everything stored so far follows from the boundaries. Never change (docs/formats.md, "Chunking").
 *
 * gear[b] = the first 8 bytes, little-endian, of BLAKE3 in derive-key mode with the context below and the single byte b as key material:
 * `printf '\xNN' | b3sum --derive-key 'stillpoint 2026 gear table v1'` prints them.
 * With this context no run of one byte is a boundary in any content class: a hash of 64 equal bytes is -gear[b], and zeros in pieces of the average
 * length would make four times the chunks.
 */
import { Blake3Hasher } from '@napi-rs/blake-hash';

const GEAR_CONTEXT = 'stillpoint 2026 gear table v1';

/** The table as it lies in the chunker's memory: 256 little-endian numbers of 8 bytes. A new array at each call. */
export function gearTable(): Uint8Array {
  const table = new Uint8Array(256 * 8);
  for (let byte = 0; byte < 256; byte++) table.set(Blake3Hasher.deriveKey(GEAR_CONTEXT, Uint8Array.of(byte)).subarray(0, 8), byte * 8);
  return table;
}
