/**
 * A recovery kit's file: a few lines for people around a block of base64 that only the passphrase opens. Pure codec; byte layout in docs/formats.md, "Recovery kit". Never change.
 */
import { createCipheriv, createDecipheriv, scryptSync } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';

import { StillpointError } from '@stillpoint/proto/errors.ts';

const MAGIC = Buffer.from('SPRK', 'latin1');
const VERSION = 1;
const HEADER_BYTES = 36;
const TAG_BYTES = 16;
const BEGIN = '-----BEGIN STILLPOINT RECOVERY KIT-----';
const END = '-----END STILLPOINT RECOVERY KIT-----';

/** Cost of a guess: 128 MiB and some tenths of a second. */
const cost = { log2N: 17, r: 8, p: 1 } as const;
/** A kit that asks for more is none of ours, and would take the host's memory. */
const maxCost = { memoryBytes: 536_870_912, p: 4 } as const;
/** Some ten thousand agents. */
const maxContentBytes = 64 * 1_048_576;

/** Encrypts `content` (at most 64 MiB); `about` stands above it in plain, for whoever finds the file. `random` gives random bytes. */
export function sealKit(content: Buffer, passphrase: string, { about, random }: { readonly about: string; readonly random: (bytes: number) => Buffer }): string {
  const header = Buffer.alloc(HEADER_BYTES);
  header.set(MAGIC, 0);
  header.set([VERSION, cost.log2N, cost.r, cost.p], 4);
  header.set(random(16), 8);
  header.set(random(12), 24);
  const cipher = createCipheriv('aes-256-gcm', keyOf(header, passphrase), header.subarray(24, 36));
  cipher.setAAD(header);
  const bytes = Buffer.concat([header, cipher.update(gzipSync(content)), cipher.final(), cipher.getAuthTag()]);
  const lines = bytes.toString('base64').match(/.{1,76}/gu) ?? [];
  return `${about.trimEnd()}\n\n${BEGIN}\n${lines.join('\n')}\n${END}\n`;
}

/** What was sealed. RECOVERY_KIT_INVALID for a file that is none, is damaged, or has another passphrase. */
export function openKit(text: string, passphrase: string): Buffer {
  const bytes = unarmour(text);
  if (bytes.length < HEADER_BYTES + TAG_BYTES || !bytes.subarray(0, 4).equals(MAGIC)) throw invalid('it does not begin as one does');
  const header = bytes.subarray(0, HEADER_BYTES);
  const [version = 0, log2N = 0, r = 0, p = 0] = header.subarray(4, 8);
  if (version !== VERSION) throw invalid(`it has format ${version}, which this release does not know`);
  if (log2N < 10 || log2N > 30 || r === 0 || 128 * 2 ** log2N * r > maxCost.memoryBytes || p === 0 || p > maxCost.p) throw invalid('it is damaged');
  const decipher = createDecipheriv('aes-256-gcm', keyOf(header, passphrase), header.subarray(24, 36));
  decipher.setAAD(header);
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
  try {
    const packed = Buffer.concat([decipher.update(bytes.subarray(HEADER_BYTES, bytes.length - TAG_BYTES)), decipher.final()]);
    return gunzipSync(packed, { maxOutputLength: maxContentBytes });
  } catch (cause) {
    throw invalid('the passphrase is wrong, or the file is damaged', cause);
  }
}

function keyOf(header: Buffer, passphrase: string): Buffer {
  const [log2N = 0, r = 0, p = 0] = header.subarray(5, 8);
  const N = 2 ** log2N;
  return scryptSync(Buffer.from(passphrase.normalize('NFC'), 'utf8'), header.subarray(8, 24), 32, { N, r, p, maxmem: 128 * N * r * 2 });
}

function unarmour(text: string): Buffer {
  const start = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (start < 0 || end < start) throw invalid('it is no recovery kit');
  return Buffer.from(text.slice(start + BEGIN.length, end), 'base64');
}

function invalid(reason: string, cause?: unknown): StillpointError {
  return new StillpointError('RECOVERY_KIT_INVALID', `the recovery kit cannot be used: ${reason}`, { hint: 'try another passphrase or another copy of the kit', cause });
}
