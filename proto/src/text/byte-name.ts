/**
 * How names that are bytes are shown to people and typed by them: well-formed UTF-8 as it is; every other byte, control characters
 * (C0, DEL, C1) and backslashes as `\xNN`. Both directions lie here so that a listed line can always be pasted back.
 */

import { StillpointError, type ErrorCode } from '../errors.ts';
import { byteStringFromText, isUtf8, utf8SequenceLength } from './byte-string.ts';

const plainAscii = /^[\x20-\x5b\x5d-\x7e]*$/;
const loneHex = /^[0-9a-fA-F]{2}$/;

/** A byte string as text for people. Never fails; {@link parseByteName} gives the same bytes back. */
export function showByteName(bytes: string): string {
  if (plainAscii.test(bytes)) return bytes;
  let shown = '';
  let index = 0;
  while (index < bytes.length) {
    const length = utf8SequenceLength(bytes, index);
    const sequence = bytes.slice(index, index + Math.max(length, 1));
    shown += length === 0 || mustEscape(sequence) ? escapeBytes(sequence) : Buffer.from(sequence, 'latin1').toString('utf8');
    index += sequence.length;
  }
  return shown;
}

/**
 * The byte string that `text` stands for: UTF-8 with `\xNN` for single bytes (upper or lower case digits). NUL and `/` are taken as any
 * byte: whether a name may hold them is for the caller to say.
 * Throws `code` (default ADDRESS_INVALID) for anything else after a backslash, and for text that is not well-formed Unicode.
 */
export function parseByteName(text: string, code: ErrorCode = 'ADDRESS_INVALID'): string {
  if (!text.isWellFormed()) {
    throw new StillpointError(code, `${JSON.stringify(text)} is not well-formed text`, { hint: 'write bytes that are no UTF-8 as \\xNN' });
  }
  if (!text.includes('\\')) return byteStringFromText(text);
  const pieces = text.split('\\');
  let bytes = byteStringFromText(pieces[0] ?? '');
  for (const piece of pieces.slice(1)) {
    const digits = piece.slice(1, 3);
    if (!piece.startsWith('x') || !loneHex.test(digits)) {
      throw new StillpointError(code, `"\\${piece.slice(0, 3)}" in "${text}" is no escape: after a backslash only xNN with two hexadecimal digits may stand`, {
        hint: 'write a backslash itself as \\x5c',
      });
    }
    bytes += String.fromCharCode(parseInt(digits, 16)) + byteStringFromText(piece.slice(3));
  }
  return bytes;
}

/** A path in JSON output: `path` is what people see, `path_base64` its bytes, present only when they are not well-formed UTF-8. */
export interface JsonPath {
  readonly path: string;
  readonly path_base64?: string;
}

/**
 * The JSON form of a byte string. When it is well-formed UTF-8, `path` is exactly that text (JSON escapes control characters itself and a
 * program needs no second decoding); otherwise `path` is the shown form and `path_base64` is the truth.
 */
export function jsonByteName(bytes: string): JsonPath {
  const raw = Buffer.from(bytes, 'latin1');
  if (isUtf8(bytes)) return { path: raw.toString('utf8') };
  return { path: showByteName(bytes), path_base64: raw.toString('base64') };
}

// C1 controls are C2 80 to C2 9F in UTF-8; terminals obey them as they obey ESC.
function mustEscape(sequence: string): boolean {
  const first = sequence.charCodeAt(0);
  if (sequence.length === 1) return first < 0x20 || first === 0x7f || first === 0x5c;
  return sequence.length === 2 && first === 0xc2 && sequence.charCodeAt(1) <= 0x9f;
}

function escapeBytes(bytes: string): string {
  let escaped = '';
  for (let index = 0; index < bytes.length; index++) escaped += `\\x${bytes.charCodeAt(index).toString(16).padStart(2, '0')}`;
  return escaped;
}
