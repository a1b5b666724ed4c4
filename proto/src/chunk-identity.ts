/**
 * What a chunk is called and how its content is proved (docs/formats.md, "Chunk id and possession proof"). Never change.
 */
import { Blake3Hasher, blake3UrlSafeBase64 } from '@napi-rs/blake-hash';
import { StillpointError } from './errors.ts';

/** Length of a chunk id and of a possession proof in bytes. */
export const ID_BYTES = 32;

// Digests come as text: a Buffer of the native module is an allocation outside of the heap, freed late. 200,000 of them held 60 MiB and took 4.8 us each
// against 3.1 us this way (2026-11-23, Node 24.21, chunks of 2,000 bytes).

// A keyed hasher costs 20 microseconds to make and 3 to use again; hashing is synchronous, so one per thread is enough.
const proofHasher = Blake3Hasher.newKeyed(Blake3Hasher.deriveKey('stillpoint 2026 possession proof v1', new Uint8Array(0)));

/** The chunk id of `bytes`: BLAKE3-256 of the plain content, 32 bytes. `bytes` may lie in shared memory; no other thread may write there meanwhile. */
export function chunkId(bytes: Uint8Array): Buffer {
  return Buffer.from(blake3UrlSafeBase64(bytes), 'base64url');
}

/** The possession proof of `bytes`: BLAKE3-256 keyed with a public, fixed key, 32 bytes. Not to be stored on guests, logged or exported. Shared memory as above. */
export function possessionProof(bytes: Uint8Array): Buffer {
  proofHasher.reset();
  proofHasher.update(bytes);
  return Buffer.from(proofHasher.digest('hex'), 'hex');
}

/** The 64 hexadecimal digits of the id that begins at byte `offset` of `bytes`. Throws INTERNAL when fewer than 32 bytes are left. */
export function idToHex(bytes: Uint8Array, offset = 0): string {
  return idView(bytes, offset).toString('hex');
}

/** The id that 64 hexadecimal digits name, or undefined when `text` is something else. */
export function hexToId(text: string): Buffer | undefined {
  return /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : undefined;
}

/** A key for Maps and Sets: the id that begins at byte `offset` of `bytes` as 32 chars, one per byte. Throws INTERNAL when fewer than 32 bytes are left. */
export function idKey(bytes: Uint8Array, offset = 0): string {
  return idView(bytes, offset).toString('latin1');
}

/** The id that an {@link idKey} stands for. */
export function keyToId(key: string): Buffer {
  return Buffer.from(key, 'latin1');
}

function idView(bytes: Uint8Array, offset: number): Buffer {
  if (offset < 0 || offset + ID_BYTES > bytes.length) throw new StillpointError('INTERNAL', `no chunk id at byte ${String(offset)} of ${String(bytes.length)}`);
  return Buffer.from(bytes.buffer, bytes.byteOffset + offset, ID_BYTES);
}
