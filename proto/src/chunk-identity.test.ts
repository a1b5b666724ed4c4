import { Blake3Hasher } from '@napi-rs/blake-hash';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ID_BYTES, chunkId, hexToId, idKey, idToHex, keyToId, possessionProof } from './chunk-identity.ts';

/** Input of the published BLAKE3 test vectors: 0, 1, ... 250, 0, 1, ... */
const vectorInput = (length: number): Uint8Array => Uint8Array.from({ length }, (_, index) => index % 251);

function shared(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length + 7), 7);
  copy.set(bytes);
  return copy;
}

describe('chunkId', () => {
  it.each([
    [0, 'af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262'],
    [1, '2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213'],
    [1024, '42214739f095a406f3fc83deb889744ac00df831c10daa55189b5d121c855af7'],
  ])('is the published BLAKE3 hash of %i bytes', (length, expected) => {
    expect(idToHex(chunkId(vectorInput(length)))).toBe(expected);
  });

  it('is the same for bytes in shared memory', () => {
    const bytes = vectorInput(5000);
    expect(chunkId(shared(bytes)).equals(chunkId(bytes))).toBe(true);
  });
});

describe('possessionProof', () => {
  it('is keyed BLAKE3 under the documented key, at every call', () => {
    const key = Blake3Hasher.deriveKey('stillpoint 2026 possession proof v1', new Uint8Array(0));
    expect(key.toString('hex')).toBe('5fce04f72f39ce8ef98cad0bfcc5fba9c03c24da37986383709695e689885036');
    for (const length of [0, 1, 5000, 0, 1_048_576]) {
      const bytes = vectorInput(length);
      expect(possessionProof(bytes).equals(Blake3Hasher.newKeyed(key).update(bytes).digestBuffer())).toBe(true);
    }
  });

  it('is the same for bytes in shared memory, and another value than the id', () => {
    const bytes = vectorInput(5000);
    expect(possessionProof(shared(bytes)).equals(possessionProof(bytes))).toBe(true);
    expect(possessionProof(bytes).equals(chunkId(bytes))).toBe(false);
  });

  it('does not change under its caller at the next call', () => {
    const first = possessionProof(vectorInput(10));
    const copy = Buffer.from(first);
    possessionProof(vectorInput(20));
    expect(first.equals(copy)).toBe(true);
  });
});

describe('forms of an id', () => {
  it('come back from hexadecimal digits and from Map keys', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 40, maxLength: 80 }), fc.nat(8), (bytes, offset) => {
        const id = Buffer.from(bytes.subarray(offset, offset + ID_BYTES));
        expect(hexToId(idToHex(bytes, offset))).toEqual(id);
        expect(idKey(shared(bytes), offset)).toHaveLength(ID_BYTES);
        expect(keyToId(idKey(shared(bytes), offset))).toEqual(id);
      }),
    );
  });

  it.each(['', 'ab', 'g'.repeat(64), 'a'.repeat(63), 'a'.repeat(65), ` ${'a'.repeat(64)}`, `${'a'.repeat(64)}\n`])('are not made from %j', (text) => {
    expect(hexToId(text)).toBeUndefined();
  });

  it('are not read from beyond the end', () => {
    for (const offset of [-1, 33, 64]) {
      expect(() => idKey(new Uint8Array(64), offset)).toThrow(expect.objectContaining({ code: 'INTERNAL' }));
      expect(() => idToHex(new Uint8Array(64), offset)).toThrow(expect.objectContaining({ code: 'INTERNAL' }));
    }
  });
});
