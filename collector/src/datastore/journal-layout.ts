/**
 * The decision journal's header and frames. Pure codec; byte layout in docs/formats.md, "Decision journal". Never change.
 */
import { crc32 } from 'node:zlib';

import { blake3 } from '@napi-rs/blake-hash';
import { StillpointError } from '@stillpoint/proto/errors.ts';

export const JOURNAL_HEADER_BYTES = 16;
export const JOURNAL_FRAME_BYTES = 44;
export const JOURNAL_MAX_PAYLOAD_BYTES = 1_048_576;

const MAGIC = Buffer.from('SPJL', 'latin1');
const VERSION = 1;

/** A frame whose own checksum is right; its payload follows it. */
export interface JournalFrame {
  readonly payloadBytes: number;
  readonly payloadCrc: number;
  /** 32 bytes. */
  readonly hash: Buffer;
}

/** The file's first bytes; the hash of the record before the first one is BLAKE3 of them. */
export function encodeJournalHeader(): Buffer {
  const bytes = Buffer.alloc(JOURNAL_HEADER_BYTES);
  bytes.set(MAGIC, 0);
  bytes.writeUInt16LE(VERSION, 4);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, 12)), 12);
  return bytes;
}

/** The hash that the first record continues. JOURNAL_CORRUPT when these bytes are no header, DATASTORE_NEWER for an unknown version. */
export function decodeJournalHeader(bytes: Buffer): Buffer {
  const whole = bytes.length === JOURNAL_HEADER_BYTES && bytes.compare(MAGIC, 0, 4, 0, 4) === 0 && bytes.readUInt32LE(12) === crc32(bytes.subarray(0, 12));
  if (!whole) throw new StillpointError('JOURNAL_CORRUPT', 'the journal of decisions does not begin with its header', { hint: JOURNAL_HINT });
  const version = bytes.readUInt16LE(4);
  if (version !== VERSION) {
    throw new StillpointError('DATASTORE_NEWER', `the journal of decisions has format ${version}, which this release does not know`, { hint: 'use the release that wrote it, or a newer one' });
  }
  return blake3(bytes);
}

/** Frame and payload of the record that follows the one with `previousHash`, and the new record's hash. */
export function encodeJournalRecord(previousHash: Uint8Array, payload: Uint8Array): { readonly bytes: Buffer; readonly hash: Buffer } {
  const hash = chainHash(previousHash, payload);
  const bytes = Buffer.allocUnsafe(JOURNAL_FRAME_BYTES + payload.length);
  bytes.writeUInt32LE(payload.length, 0);
  bytes.writeUInt32LE(crc32(payload), 4);
  bytes.set(hash, 8);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, 40)), 40);
  bytes.set(payload, JOURNAL_FRAME_BYTES);
  return { bytes, hash };
}

/** The frame at the beginning of `bytes`, or undefined when its checksum is wrong. Needs {@link JOURNAL_FRAME_BYTES} bytes. */
export function findJournalFrame(bytes: Buffer): JournalFrame | undefined {
  if (bytes.readUInt32LE(40) !== crc32(bytes.subarray(0, 40))) return undefined;
  const payloadBytes = bytes.readUInt32LE(0);
  if (payloadBytes > JOURNAL_MAX_PAYLOAD_BYTES) return undefined;
  return { payloadBytes, payloadCrc: bytes.readUInt32LE(4), hash: Buffer.from(bytes.subarray(8, 40)) };
}

/** What became of the payload: `broken` when it does not match its own checksum, `misplaced` when it is whole but does not follow `previousHash`. */
export function checkJournalPayload(frame: JournalFrame, payload: Buffer, previousHash: Uint8Array): 'whole' | 'broken' | 'misplaced' {
  if (crc32(payload) !== frame.payloadCrc) return 'broken';
  return frame.hash.equals(chainHash(previousHash, payload)) ? 'whole' : 'misplaced';
}

/** What to do about a damaged journal. */
export const JOURNAL_HINT = 'put back an undamaged copy of journal/decisions.log; restore and verify work without it';

function chainHash(previousHash: Uint8Array, payload: Uint8Array): Buffer {
  return blake3(Buffer.concat([previousHash, payload]));
}
