/**
 * Enrolment token: one shell word that an administrator pastes on the guest. It proves the right to enrol (secret), finds its record
 * (token id), and pins the collector (fingerprint of its CA, collector id).
 *
 * Text: `sp1_` + base64url of: version 1 (1 byte), token id (16), secret (32), SHA-256 of the CA certificate (32), collector id (16),
 * CRC-32 little-endian of all before (4). Never change; docs/protocol.md.
 */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

import { StillpointError } from '../errors.ts';

const prefix = 'sp1_';
const version = 1;
const idBytes = 16;
const secretBytes = 32;
const fingerprintBytes = 32;
const totalBytes = 1 + idBytes + secretBytes + fingerprintBytes + 16 + 4;

/** What a token says. */
export interface EnrolmentToken {
  /** 32 hex digits: names the token in lists and finds its record. No secret. */
  readonly tokenId: string;
  /** 32 bytes; the collector stores {@link hashSecret} of it only. */
  readonly secret: Buffer;
  /** SHA-256 of the collector's CA certificate, 64 hex digits. */
  readonly caFingerprint: string;
  /** UUID of the collector. */
  readonly collectorId: string;
}

/** A new token for the collector. `randomBytes(n)` gives n unpredictable bytes. */
export function createToken(
  collector: { readonly caFingerprint: string; readonly collectorId: string },
  randomBytes: (length: number) => Buffer,
): EnrolmentToken {
  return { tokenId: randomBytes(idBytes).toString('hex'), secret: randomBytes(secretBytes), ...collector };
}

/** The token as text: letters, digits, `-` and `_` only, so that no shell needs quotes around it. */
export function formatToken(token: EnrolmentToken): string {
  const body = Buffer.concat([
    Buffer.from([version]),
    Buffer.from(token.tokenId, 'hex'),
    token.secret,
    Buffer.from(token.caFingerprint, 'hex'),
    Buffer.from(token.collectorId.replaceAll('-', ''), 'hex'),
  ]);
  if (body.length !== totalBytes - 4) throw new StillpointError('INTERNAL', 'an enrolment token with parts of the wrong length cannot be written');
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(crc32(body));
  return prefix + Buffer.concat([body, sum]).toString('base64url');
}

/** Reads a token. TOKEN_INVALID when it is none, or was damaged on the way: told apart from a token that the collector does not know. */
export function parseToken(text: string): EnrolmentToken {
  const word = text.trim();
  if (!word.startsWith(prefix)) throw invalid(`does not begin with ${prefix}`);
  const encoded = word.slice(prefix.length);
  const bytes = Buffer.from(encoded, 'base64url');
  // Buffer skips what is not base64url, so the text must come out the same again.
  if (bytes.toString('base64url') !== encoded) throw invalid('holds characters that no token has');
  if (bytes.length !== totalBytes) throw invalid(bytes.length < totalBytes ? 'is cut short' : 'is too long');
  if (bytes.readUInt32LE(totalBytes - 4) !== crc32(bytes.subarray(0, -4))) throw invalid('has a character that is not what the collector printed');
  if (bytes[0] !== version) throw invalid('is of a newer version than this program knows');
  let offset = 1;
  const take = (length: number): Buffer => bytes.subarray(offset, (offset += length));
  return {
    tokenId: take(idBytes).toString('hex'),
    secret: Buffer.from(take(secretBytes)),
    caFingerprint: take(fingerprintBytes).toString('hex'),
    collectorId: take(16).toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5'),
  };
}

/** What the collector stores instead of the secret: SHA-256 (32 random bytes need no slow hash), 64 hex digits. */
export function hashSecret(secret: Buffer): string {
  return createHash('sha256').update(secret).digest('hex');
}

function invalid(why: string): StillpointError {
  return new StillpointError('TOKEN_INVALID', `this is not a whole enrolment token: it ${why}`, {
    hint: 'paste the token in one piece, or make a new one with `stillpoint-collector token create`',
  });
}
