/**
 * Byte strings: names and paths of guests as "latin1 strings", one char (U+0000 to U+00FF) per byte, so that plain `<` is byte order
 * and no name is too strange to be held.
 */

/** The bytes of `text` in UTF-8, as a byte string. Unpaired surrogates become U+FFFD; callers that cannot have that check first. */
export function byteStringFromText(text: string): string {
  return isAscii(text) ? text : Buffer.from(text, 'utf8').toString('latin1');
}

/** A copy of the bytes that `bytes` stands for: what a system call takes. */
export function bytesOfByteString(bytes: string): Buffer {
  return Buffer.from(bytes, 'latin1');
}

/**
 * Length in bytes (1 to 4) of the well-formed UTF-8 sequence at `index`, or 0 when there is none: overlong forms, surrogates, values above
 * U+10FFFF and cut sequences are not well-formed. ASCII counts as a sequence of 1.
 */
export function utf8SequenceLength(bytes: string, index: number): 0 | 1 | 2 | 3 | 4 {
  const first = bytes.charCodeAt(index);
  if (first < 0x80) return 1;
  const second = bytes.charCodeAt(index + 1);
  if (first >= 0xc2 && first <= 0xdf) return isContinuation(second) ? 2 : 0;
  if (!isContinuation(bytes.charCodeAt(index + 2))) return 0;
  if (first >= 0xe0 && first <= 0xef) {
    const lowest = first === 0xe0 ? 0xa0 : 0x80;
    const highest = first === 0xed ? 0x9f : 0xbf;
    return second >= lowest && second <= highest ? 3 : 0;
  }
  if (first < 0xf0 || first > 0xf4 || !isContinuation(bytes.charCodeAt(index + 3))) return 0;
  const lowest = first === 0xf0 ? 0x90 : 0x80;
  const highest = first === 0xf4 ? 0x8f : 0xbf;
  return second >= lowest && second <= highest ? 4 : 0;
}

/** True when the bytes are well-formed UTF-8 from start to end. */
export function isUtf8(bytes: string): boolean {
  if (isAscii(bytes)) return true;
  let index = 0;
  while (index < bytes.length) {
    const length = utf8SequenceLength(bytes, index);
    if (length === 0) return false;
    index += length;
  }
  return true;
}

// charCodeAt gives NaN past the end, which compares false.
function isContinuation(code: number): boolean {
  return code >= 0x80 && code <= 0xbf;
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) > 0x7f) return false;
  }
  return true;
}
