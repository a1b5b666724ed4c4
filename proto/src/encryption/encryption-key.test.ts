import { randomBytes } from 'node:crypto';
import { zstdCompressSync } from 'node:zlib';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { gearTable } from '../chunker/gear.ts';
import { EncryptionKey, PIECE_OVERHEAD_BYTES, PieceKind } from './encryption-key.ts';
import { KeyRing } from './key-ring.ts';

const key = new EncryptionKey(Buffer.from(Array.from({ length: 32 }, (_, index) => index)));
const other = new EncryptionKey(Buffer.alloc(32, 7));
const zstd = (plain: Uint8Array): Buffer => zstdCompressSync(plain);

describe('a piece', () => {
  it('gives back its plain bytes, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), fc.uint8Array({ maxLength: 200 }), fc.boolean(), fc.constantFrom(...Object.values(PieceKind)), (plain, associated, compressed, kind) => {
        const piece = key.encrypt(kind, plain, associated, compressed ? zstd : undefined);
        expect(piece.length).toBeLessThanOrEqual(plain.length + PIECE_OVERHEAD_BYTES);
        expect(key.decrypt(kind, piece, associated)?.equals(plain)).toBe(true);
      }),
    );
  });

  it('is the same for the same bytes, and another for others, another key, kind or place', () => {
    const plain = Buffer.from('the same content '.repeat(100));
    const pieces = [
      key.encrypt(PieceKind.data, plain, undefined, zstd),
      key.encrypt(PieceKind.data, Buffer.from(plain), undefined, zstd),
      key.encrypt(PieceKind.data, plain.subarray(1), undefined, zstd),
      other.encrypt(PieceKind.data, plain, undefined, zstd),
      key.encrypt(PieceKind.node, plain, undefined, zstd),
      key.encrypt(PieceKind.data, plain, Buffer.from('place'), zstd),
      key.encrypt(PieceKind.data, plain),
    ].map((piece) => piece.toString('hex'));
    expect(pieces[0]).toBe(pieces[1]);
    expect(new Set(pieces).size).toBe(pieces.length - 1);
  });

  it('never has the AES key of another content: its synthetic IV is made of what is encrypted, not of what was compressed', () => {
    const plain = Buffer.from('compressed in two ways '.repeat(100));
    const ivOf = (piece: Buffer): string => piece.toString('hex', 8, 40);
    const other = zstdCompressSync(plain, { params: {} });
    const more = Buffer.concat([other, zstdCompressSync(Buffer.alloc(0))]);
    expect(ivOf(key.encrypt(PieceKind.data, plain, undefined, () => other))).not.toBe(ivOf(key.encrypt(PieceKind.data, plain, undefined, () => more)));
  });

  it('opens with one byte changed nowhere', () => {
    const associated = randomBytes(40);
    const piece = key.encrypt(PieceKind.node, randomBytes(60), associated);
    for (let at = 0; at < piece.length; at++) {
      for (const bit of [1, 0x80]) {
        const changed = Buffer.from(piece);
        changed[at] = (changed[at] ?? 0) ^ bit;
        expect(key.decrypt(PieceKind.node, changed, associated), `byte ${at}`).toBeUndefined();
      }
    }
    for (let at = 0; at < associated.length; at++) {
      const changed = Buffer.from(associated);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(key.decrypt(PieceKind.node, piece, changed)).toBeUndefined();
    }
    for (let length = 0; length < piece.length; length++) expect(key.decrypt(PieceKind.node, piece.subarray(0, length), associated)).toBeUndefined();
  });

  it('opens with no other key, as no other kind, and is nothing that merely looks like one', () => {
    const piece = key.encrypt(PieceKind.data, Buffer.from('secret'));
    expect(other.decrypt(PieceKind.data, piece)).toBeUndefined();
    expect(key.decrypt(PieceKind.node, piece)).toBeUndefined();
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(key.decrypt(PieceKind.data, bytes)).toBeUndefined();
      expect(key.decrypt(PieceKind.data, Buffer.concat([piece.subarray(0, 8), bytes]))).toBeUndefined();
    }));
  });

  it('shows nothing of a content that repeats itself', () => {
    const piece = key.encrypt(PieceKind.data, Buffer.alloc(100_000, 'pattern '));
    expect(piece.includes('pattern')).toBe(false);
    expect(zstdCompressSync(piece).length).toBeGreaterThan(piece.length - 100);
  });
});

describe('a key', () => {
  it('has the id and the pieces that every release gives it', () => {
    expect(key.id).toMatchInlineSnapshot(`"d423f6b534deb31d"`);
    expect(key.encrypt(PieceKind.data, Buffer.from('stillpoint')).toString('hex')).toMatchInlineSnapshot(`"5350453101000100dc08182874c6c756f4c7696497cc734a9b015b18e3d5a57ab38f69faa090c5599ea03ccc72e66b833e5a9ada83eccb13e492255691ebe476a3c1"`);
    expect(Buffer.from(key.gearTable().subarray(0, 16)).toString('hex')).toMatchInlineSnapshot(`"2e82121ac5d19ef140d3bd267200c165"`);
  });

  it('cuts elsewhere than other keys, and than nobody', () => {
    const tables = [key, other].map((one) => Buffer.from(one.gearTable()).toString('hex'));
    expect(new Set([...tables, Buffer.from(gearTable()).toString('hex')]).size).toBe(3);
  });

  it('is asked for by name when it was not given', () => {
    const ring = new KeyRing([other]);
    expect(ring.keyFor({ keyId: undefined }, 'archive files')).toBeUndefined();
    expect(ring.keyFor({ keyId: other.id }, 'archive files')).toBe(other);
    expect(() => ring.keyFor({ keyId: key.id }, 'archive files')).toThrow(expect.objectContaining({ code: 'ARCHIVE_ENCRYPTED', message: expect.stringContaining(key.id) as string }));
  });
});
