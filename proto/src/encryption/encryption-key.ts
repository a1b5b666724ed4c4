/**
 * The key of an agent that encrypts what it sends, and the pieces that are made with it: deterministic, so that equal contents under one key are equal pieces
 * and deduplicate. Pure codec; byte layout and the reasons for it in docs/formats.md, "Encryption by the agent". Never change.
 */
import { Blake3Hasher } from '@napi-rs/blake-hash';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { zstdDecompressSync } from 'node:zlib';

import { StillpointError } from '../errors.ts';

export const KEY_BYTES = 32;
/** By how much a piece is longer than its content. */
export const PIECE_OVERHEAD_BYTES = 56;
/** The longest plain bytes of a chunk whose piece fits a block, whatever they are. */
export const ENCRYPTED_CHUNK_MAX_BYTES = 1_048_448;

/** What a piece holds; on disk. Never change. */
export const PieceKind = { data: 1, node: 2, archive: 3, details: 4, seal: 5 } as const;
export type PieceKind = (typeof PieceKind)[keyof typeof PieceKind];

/** How a piece's content is stored; on disk. Never change. */
const PieceCodec = { stored: 0, zstd: 1 } as const;

/** Compresses; the result may be a view that lasts until the next call. */
export type Compress = (plain: Uint8Array) => Uint8Array;

const MAGIC = Buffer.from('SPE1', 'latin1');
const VERSION = 1;
const HEADER_BYTES = 8;
const IV_BYTES = 32;
const TAG_BYTES = 16;
const CONTENT_AT = HEADER_BYTES + IV_BYTES;
/** Chunks and nodes are at most so long. */
const PLAIN_MAX_BYTES = 1_048_576;
/** Sound because an AES key is never used for two contents. */
const NONCE = Buffer.alloc(12);
const NOTHING = new Uint8Array(0);

/** Holds secrets in memory; never shown by inspection. Not for use by several threads: give them {@link secret}. */
export class EncryptionKey {
  /** 16 hexadecimal digits; no secret. */
  readonly id: string;
  readonly #secret: Buffer;
  readonly #ivHasher: Blake3Hasher;
  readonly #keyHasher: Blake3Hasher;

  /** Of 32 bytes, which are copied. Throws INTERNAL for another length. */
  constructor(secret: Uint8Array) {
    if (secret.length !== KEY_BYTES) throw new StillpointError('INTERNAL', `an encryption key has ${secret.length} bytes`);
    this.#secret = Buffer.from(secret);
    this.id = this.#derive('stillpoint 2026 agent encryption key id v1').toString('hex', 0, 8);
    this.#ivHasher = Blake3Hasher.newKeyed(this.#derive('stillpoint 2026 agent encryption synthetic iv v1'));
    this.#keyHasher = Blake3Hasher.newKeyed(this.#derive('stillpoint 2026 agent encryption piece key v1'));
  }

  /** A new one. */
  static generate(): EncryptionKey {
    return new EncryptionKey(randomBytes(KEY_BYTES));
  }

  /** The key itself, a copy. */
  get secret(): Buffer {
    return Buffer.from(this.#secret);
  }

  /** {@link id} as 8 bytes. */
  get idBytes(): Buffer {
    return Buffer.from(this.id, 'hex');
  }

  /** The gear table of this key, as it lies in the chunker's memory. */
  gearTable(): Uint8Array {
    const hasher = Blake3Hasher.newKeyed(this.#derive('stillpoint 2026 agent encryption gear table v1'));
    const table = new Uint8Array(256 * 8);
    for (let byte = 0; byte < 256; byte++) table.set(keyedHash(hasher, Uint8Array.of(byte)).subarray(0, 8), byte * 8);
    return table;
  }

  /** The piece of `plain`, bound to `associated`. Equal arguments give equal pieces while `compress` gives the same. */
  encrypt(kind: PieceKind, plain: Uint8Array, associated: Uint8Array = NOTHING, compress?: Compress): Buffer {
    const compressed = compress?.(plain);
    const isSmaller = compressed !== undefined && compressed.length < plain.length;
    // A copy where it is kept as it is: it may lie in memory that other threads share, which ciphers do not take.
    const content = isSmaller ? compressed : Buffer.from(plain);
    const piece = Buffer.allocUnsafe(PIECE_OVERHEAD_BYTES + content.length);
    MAGIC.copy(piece);
    piece[4] = VERSION;
    piece[5] = isSmaller ? PieceCodec.zstd : PieceCodec.stored;
    piece[6] = kind;
    piece[7] = 0;
    const header = piece.subarray(0, HEADER_BYTES);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(associated.length + HEADER_BYTES);
    const iv = keyedHash(this.#ivHasher, length, associated, header, content);
    iv.copy(piece, HEADER_BYTES);
    const cipher = createCipheriv('aes-256-gcm', keyedHash(this.#keyHasher, iv), NONCE);
    cipher.setAAD(Buffer.concat([associated, header]));
    cipher.update(content).copy(piece, CONTENT_AT);
    cipher.final();
    cipher.getAuthTag().copy(piece, CONTENT_AT + content.length);
    return piece;
  }

  /** The plain bytes of a piece; undefined for everything that was not made with this key, of this kind and for `associated`. */
  decrypt(kind: PieceKind, piece: Uint8Array, associated: Uint8Array = NOTHING): Buffer | undefined {
    if (!isPiece(piece, kind)) return undefined;
    const header = piece.subarray(0, HEADER_BYTES);
    const end = piece.length - TAG_BYTES;
    const decipher = createDecipheriv('aes-256-gcm', keyedHash(this.#keyHasher, piece.subarray(HEADER_BYTES, CONTENT_AT)), NONCE, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.concat([associated, header]));
    // Copies: the piece may lie in memory that threads share.
    decipher.setAuthTag(Buffer.from(piece.subarray(end)));
    const content = decipher.update(Buffer.from(piece.subarray(CONTENT_AT, end)));
    try {
      decipher.final();
    } catch {
      // Node's error says no more than that; what it means is said where it is known what was read.
      return undefined;
    }
    return header[5] === PieceCodec.stored ? content : inflate(content);
  }

  #derive(context: string): Buffer {
    return Blake3Hasher.deriveKey(context, this.#secret);
  }
}

/** True for bytes that have the form of a piece of that kind, whoever made them. */
export function isPiece(bytes: Uint8Array, kind: PieceKind): boolean {
  if (bytes.length < PIECE_OVERHEAD_BYTES || Buffer.compare(bytes.subarray(0, 4), MAGIC) !== 0 || bytes[4] !== VERSION) return false;
  return (bytes[5] === PieceCodec.stored || bytes[5] === PieceCodec.zstd) && bytes[6] === kind && bytes[7] === 0;
}

/** What the key's owner has made is what it says; the bound is for one who makes mistakes. */
function inflate(content: Buffer): Buffer | undefined {
  try {
    return zstdDecompressSync(content, { maxOutputLength: PLAIN_MAX_BYTES });
  } catch {
    return undefined;
  }
}

// As text: see chunk-identity.ts.
function keyedHash(hasher: Blake3Hasher, ...parts: readonly Uint8Array[]): Buffer {
  hasher.reset();
  for (const part of parts) hasher.update(part);
  return Buffer.from(hasher.digest('hex'), 'hex');
}
