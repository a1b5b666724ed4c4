import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { EncryptionKey } from './encryption-key.ts';
import { formatKey, parseKeys } from './key-text.ts';

const key = new EncryptionKey(Buffer.from(Array.from({ length: 32 }, (_, index) => 255 - index)));
const text = formatKey(key);

describe('the text of a key', () => {
  it('gives back the key, also typed in capitals, with other blanks and text around it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (secret) => {
        const one = new EncryptionKey(secret);
        const written = formatKey(one);
        for (const form of [written, written.toUpperCase(), `notes\n\n${written.replaceAll('\n', '\r\n  ')}\nmore`, written.replaceAll(/(?<=[0-9a-f]{4}) (?=[0-9a-f]{4})/gu, '  ')]) {
          expect(parseKeys(form, 'FILE').map(({ id }) => id)).toEqual([one.id]);
        }
        expect(parseKeys(written, 'FILE')[0]?.secret.equals(secret)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('may hold several keys', () => {
    const other = EncryptionKey.generate();
    expect(parseKeys(text + formatKey(other), 'FILE').map(({ id }) => id)).toEqual([key.id, other.id]);
  });

  it('names the line in which a digit is wrong', () => {
    const lines = text.split('\n');
    for (let line = 1; line <= 4; line++) {
      const changed = [...lines];
      changed[line + 1] = (lines[line + 1] ?? '').replace(/(?<=: )[0-9a-f]/u, (digit) => (digit === '0' ? '1' : '0'));
      expect(() => parseKeys(changed.join('\n'), 'FILE')).toThrow(expect.objectContaining({ code: 'ENCRYPTION_KEY_INVALID', message: expect.stringContaining(`line ${line}`) as string }));
    }
  });

  it.each([
    ['nothing', ''],
    ['half of it', text.slice(0, 200)],
    ['its lines in another order', text.split('\n').toSpliced(2, 2, text.split('\n')[3] ?? '', text.split('\n')[2] ?? '').join('\n')],
    ['the id of another key', text.replace(/Key id: ./u, 'Key id: g')],
    ['the lines of another key', text.replace(key.id, EncryptionKey.generate().id)],
    ['a line too many', text.replace('-----END', '5: 0000 0000 0000 0000  00\n-----END')],
    ['an end alone', text.slice(text.indexOf('-----END'))],
  ])('is refused when it is %s', (_, wrong) => {
    expect(() => parseKeys(wrong, 'FILE')).toThrow(expect.objectContaining({ code: 'ENCRYPTION_KEY_INVALID' }));
  });
});
