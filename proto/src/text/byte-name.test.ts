import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StillpointError } from '../errors.ts';
import { jsonByteName, parseByteName, showByteName } from './byte-name.ts';
import { byteStringFromText, isUtf8 } from './byte-string.ts';

const anyBytes = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('latin1'));
const bytesOf = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

describe('names that are bytes', () => {
  it.each([
    ['plain', 'plain', 'plain'],
    ['UTF-8 as it is', bytesOf('表.txt'), '表.txt'],
    ['decomposed UTF-8 as it is', bytesOf('か\u3099'), 'か\u3099'],
    ['a byte order mark as it is', bytesOf('\uFEFFa'), '\uFEFFa'],
    ['Shift_JIS 表, whose second byte is a backslash', '\x95\x5c', '\\x95\\x5c'],
    ['EUC-JP 表', '\xc9\xbd', '\u027d'],
    ['a newline and an escape sequence', 'a\n\x1b[2J', 'a\\x0a\\x1b[2J'],
    ['DEL', '\x7f', '\\x7f'],
    ['a C1 control in UTF-8', '\xc2\x85', '\\xc2\\x85'],
    ['a bare C1 byte', '\x85', '\\x85'],
    ['the character after C1', '\xc2\xa0', '\u00a0'],
    ['a backslash', 'a\\b', 'a\\x5cb'],
    ['an overlong slash', '\xc0\xaf', '\\xc0\\xaf'],
    ['a surrogate', '\xed\xa0\x80', '\\xed\\xa0\\x80'],
    ['beyond Unicode', '\xf4\x90\x80\x80', '\\xf4\\x90\\x80\\x80'],
    ['a sequence cut at the end', 'a\xe8\xa1', 'a\\xe8\\xa1'],
    ['wrong bytes beside right ones', `\xff${bytesOf('表')}\xff`, '\\xff表\\xff'],
  ])('shows %s', (_, bytes, shown) => {
    expect(showByteName(bytes)).toBe(shown);
    expect(parseByteName(shown)).toBe(bytes);
  });

  it('gives back the same bytes from what it shows, whatever they are', () => {
    fc.assert(fc.property(anyBytes, (bytes) => parseByteName(showByteName(bytes)) === bytes));
    const everyPair = Array.from({ length: 65_536 }, (_, pair) => String.fromCharCode(pair >> 8, pair & 0xff));
    expect(everyPair.filter((bytes) => parseByteName(showByteName(bytes)) !== bytes)).toEqual([]);
  });

  it('never shows a control character', () => {
    fc.assert(fc.property(anyBytes, (bytes) => !/[\0-\x1f\x7f-\x9f]/.test(showByteName(bytes))));
  });

  it('agrees with a decoder about what is UTF-8', () => {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const decodes = (bytes: string): boolean => {
      try {
        decoder.decode(Buffer.from(bytes, 'latin1'));
        return true;
      } catch {
        return false;
      }
    };
    const nearUtf8 = fc.array(fc.constantFrom('\xc2', '\xe0', '\xed', '\xf0', '\xf4', '\x80', '\x8f', '\x90', '\x9f', '\xa0', '\xbf', 'a', '\xc1', '\xf5'), { maxLength: 6 });
    fc.assert(fc.property(nearUtf8.map((parts) => parts.join('')), (bytes) => isUtf8(bytes) === decodes(bytes)), { numRuns: 2000 });
  });

  it('takes hexadecimal digits in either case', () => {
    expect(parseByteName('\\xC9\\xbD')).toBe('\xc9\xbd');
  });

  it.each(['\\', '\\\\', '\\n', '\\x', '\\x5', '\\x5g', 'a\\x5cb\\', '\\X5c', '\ud800'])('refuses %j with the code that the caller names', (text) => {
    expect(() => parseByteName(text)).toThrow(expect.objectContaining({ code: 'ADDRESS_INVALID' }));
    expect(() => parseByteName(text, 'PATTERN_INVALID')).toThrow(StillpointError);
    expect(() => parseByteName(text, 'PATTERN_INVALID')).toThrow(expect.objectContaining({ code: 'PATTERN_INVALID' }));
  });

  it('names a path in JSON as text, and by its bytes only when they are no UTF-8', () => {
    expect(jsonByteName(byteStringFromText('a\\表\n'))).toEqual({ path: 'a\\表\n' });
    expect(jsonByteName('\x95\x5c')).toEqual({ path: '\\x95\\x5c', path_base64: 'lVw=' });
  });
});
