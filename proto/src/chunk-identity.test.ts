import { Blake3Hasher, blake3 } from '@napi-rs/blake-hash';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ID_BYTES, chunkId, chunkProof, hexToId, idKey, idOfProof, idToHex, identify, keyToId } from './chunk-identity.ts';

/** Input of the published BLAKE3 test vectors: 0, 1, ... 250, 0, 1, ... */
const vectorInput = (length: number): Uint8Array => Uint8Array.from({ length }, (_, index) => index % 251);

function shared(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length + 7), 7);
  copy.set(bytes);
  return copy;
}

describe('idOfProof', () => {
  it.each([
    [0, 'af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262'],
    [1, '2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213'],
    [1024, '42214739f095a406f3fc83deb889744ac00df831c10daa55189b5d121c855af7'],
  ])('is the published BLAKE3 hash of %i bytes', (length, expected) => {
    expect(idToHex(idOfProof(vectorInput(length)))).toBe(expected);
  });
});

describe('chunkProof', () => {
  it('is keyed BLAKE3 under the documented key, at every call', () => {
    const key = Blake3Hasher.deriveKey('stillpoint 2026 possession proof v1', new Uint8Array(0));
    expect(key.toString('hex')).toBe('5fce04f72f39ce8ef98cad0bfcc5fba9c03c24da37986383709695e689885036');
    for (const length of [0, 1, 5000, 0, 1_048_576]) {
      const bytes = vectorInput(length);
      expect(chunkProof(bytes).equals(Blake3Hasher.newKeyed(key).update(bytes).digestBuffer())).toBe(true);
    }
  });

  it('does not change under its caller at the next call', () => {
    const first = chunkProof(vectorInput(10));
    const copy = Buffer.from(first);
    chunkProof(vectorInput(20));
    expect(first.equals(copy)).toBe(true);
  });
});

describe('chunkId', () => {
  it.each([
    [0, '19360c2f9e25fe7ea44e9bd807adaa28730f74676080fd07196f0a47f046de37'],
    [1, '79ba96778017f32e9464e2e47601ba6d322d1d972f9cdaf70d22d006e1944139'],
    [1024, 'f5aa093d83097c1d1100c3ad002de62954c2e320b2d71f6bd8f06f9df686c435'],
  ])('of %i bytes is what it has always been', (length, expected) => {
    expect(idToHex(chunkId(vectorInput(length)))).toBe(expected);
  });

  it('is the id of the proof, which is another value; the plain hash of the content is neither', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), (bytes) => {
        const { id, proof } = identify(bytes);
        expect([chunkProof(bytes), idOfProof(proof), chunkId(bytes)]).toEqual([proof, id, id]);
        expect(new Set([proof, id, blake3(bytes)].map((value) => idToHex(value))).size).toBe(3);
      }),
    );
  });

  it('and its proof are the same for bytes in shared memory', () => {
    const bytes = vectorInput(5000);
    expect(identify(shared(bytes))).toEqual(identify(bytes));
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
