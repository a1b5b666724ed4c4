/**
 * Keys as text: the agent's key file, and what is printed for a safe. docs/formats.md, "Encryption by the agent". Never change.
 */
import { blake3UrlSafeBase64 } from '@napi-rs/blake-hash';

import { StillpointError } from '../errors.ts';
import { EncryptionKey } from './encryption-key.ts';

const BEGIN = '-----BEGIN STILLPOINT ENCRYPTION KEY-----';
const END = '-----END STILLPOINT ENCRYPTION KEY-----';
const LINES = 4;
const LINE_BYTES = 8;

/** The key's text, with the markers and a line's end behind them. */
export function formatKey(key: EncryptionKey): string {
  const { secret } = key;
  const lines = [BEGIN, `Key id: ${key.id}`];
  for (let line = 1; line <= LINES; line++) {
    const bytes = secret.subarray((line - 1) * LINE_BYTES, line * LINE_BYTES);
    lines.push(`${line}: ${(bytes.toString('hex').match(/.{4}/gu) ?? []).join(' ')}  ${checkOf(line, bytes)}`);
  }
  return `${[...lines, END].join('\n')}\n`;
}

/** Every key of a text; `place` names it in errors. ENCRYPTION_KEY_INVALID says what is wrong in which line, also when there is no key. */
export function parseKeys(text: string, place: string): EncryptionKey[] {
  const keys: EncryptionKey[] = [];
  let block: string[] | undefined;
  for (const line of text.split(/\r?\n/u).map((raw) => raw.trim())) {
    if (line.toUpperCase() === BEGIN) {
      if (block !== undefined) throw invalid(place, 'has a key that does not end');
      block = [];
    } else if (line.toUpperCase() === END) {
      if (block === undefined) throw invalid(place, 'has the end of a key that does not begin');
      keys.push(parseBlock(block, place));
      block = undefined;
    } else if (line !== '') {
      block?.push(line.toLowerCase());
    }
  }
  if (block !== undefined) throw invalid(place, 'has a key that does not end');
  if (keys.length === 0) throw invalid(place, `has no line "${BEGIN}"`);
  return keys;
}

function parseBlock([idLine = '', ...lines]: readonly string[], place: string): EncryptionKey {
  const [, id] = /^key id: ?([0-9a-f]{16})$/u.exec(idLine) ?? [];
  if (id === undefined) throw invalid(place, 'has a key without the line "Key id: …" of 16 digits');
  if (lines.length !== LINES) throw invalid(place, `has a key of ${lines.length} lines instead of ${LINES}`);
  const parts = lines.map((line, index) => {
    const number = index + 1;
    const [, digits, check] = new RegExp(`^${number}: *((?:[0-9a-f] *){16}) ([0-9a-f]{2})$`, 'u').exec(line) ?? [];
    if (digits === undefined || check === undefined) throw invalid(place, `has a key whose line ${number} is not "${number}:", 16 digits and a check of 2`);
    const bytes = Buffer.from(digits.replaceAll(' ', ''), 'hex');
    if (checkOf(number, bytes) !== check) throw invalid(place, `has a key with a mistake in line ${number}`);
    return bytes;
  });
  const key = new EncryptionKey(Buffer.concat(parts));
  if (key.id !== id) throw invalid(place, `has a key whose lines do not belong to its key id ${id}`);
  return key;
}

function checkOf(line: number, bytes: Uint8Array): string {
  return Buffer.from(blake3UrlSafeBase64(Buffer.concat([Uint8Array.of(line), bytes])), 'base64url').toString('hex', 0, 1);
}

function invalid(place: string, text: string): StillpointError {
  return new StillpointError('ENCRYPTION_KEY_INVALID', `${place} ${text}`, { hint: 'compare it with what `stillpoint-agent key export` printed' });
}
