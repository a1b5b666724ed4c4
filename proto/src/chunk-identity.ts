/**
 * What a chunk is called and how its content is proved (docs/formats.md, "Chunk id and possession proof"). Never change.
 */
import { Blake3Hasher, blake3UrlSafeBase64 } from '@napi-rs/blake-hash';
import { StillpointError } from './errors.ts';

/** Length of a chunk id and of a possession proof in bytes. */
export const ID_BYTES = 32;

// Digests come as text: a Buffer of the native module is an allocation outside of the heap, freed late. 200,000 of them held 60 MiB and took 4.8 us each
// against 3.1 us this way (2026-11-23, Node 24.21, chunks of 2,000 bytes).

// A keyed hasher costs 20 us to make and 1.5 to use again; hashing is synchronous, so one per thread is enough. A plain hasher used again would take 1.6 us for
// the 32 bytes of a proof, the function that makes one for each call takes 1.0.
const proofHasher = Blake3Hasher.newKeyed(Blake3Hasher.deriveKey('stillpoint 2026 possession proof v1', new Uint8Array(0)));

/** What a chunk is called, and what shows that its content is there; 32 bytes each. */
export interface ChunkIdentity {
  readonly id: Buffer;
  /** See {@link chunkProof}. */
  readonly proof: Buffer;
}

/**
 * The possession proof of `bytes`: BLAKE3-256 keyed with a public, fixed key, 32 bytes. Not to be stored, logged or exported anywhere. `bytes` may lie in
 * shared memory; no other thread may write there meanwhile.
 */
export function chunkProof(bytes: Uint8Array): Buffer {
  proofHasher.reset();
  proofHasher.update(bytes);
  return Buffer.from(proofHasher.digest('hex'), 'hex');
}

/** The id of the chunk that `proof` belongs to: BLAKE3-256 of these 32 bytes. Whoever knows the id does not know the proof. */
export function idOfProof(proof: Uint8Array): Buffer {
  return Buffer.from(blake3UrlSafeBase64(proof), 'base64url');
}

/** The chunk id of `bytes`, 32 bytes. Shared memory as for {@link chunkProof}. */
export function chunkId(bytes: Uint8Array): Buffer {
  return idOfProof(chunkProof(bytes));
}

/** Id and proof of `bytes` for the cost of one of them. Shared memory as for {@link chunkProof}. */
export function identify(bytes: Uint8Array): ChunkIdentity {
  const proof = chunkProof(bytes);
  return { id: idOfProof(proof), proof };
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
