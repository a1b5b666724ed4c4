import { createHash, randomBytes } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { StillpointError } from '../errors.ts';
import { createToken, formatToken, hashSecret, parseToken } from './token.ts';

const collector = { caFingerprint: 'ab'.repeat(32), collectorId: '11111111-2222-4333-8444-555555555555' };

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof StillpointError) return error.code;
    throw error;
  }
  return 'none';
}

describe('an enrolment token', () => {
  it('says the same after writing and reading, with blanks around it too', () => {
    const token = createToken(collector, randomBytes);
    expect(parseToken(formatToken(token))).toEqual(token);
    expect(parseToken(` ${formatToken(token)}\n`)).toEqual(token);
  });

  it('is one word for every shell', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 48, maxLength: 48 }), (bytes) => {
        let offset = 0;
        const token = createToken(collector, (length) => Buffer.from(bytes.subarray(offset, (offset += length))));
        expect(formatToken(token)).toMatch(/^sp1_[A-Za-z0-9_-]+$/u);
      }),
    );
  });

  it('is found invalid when any character of it is another', () => {
    const text = formatToken(createToken(collector, randomBytes));
    for (let index = 0; index < text.length; index += 1) {
      const other = text[index] === 'A' ? 'B' : 'A';
      expect(codeOf(() => parseToken(text.slice(0, index) + other + text.slice(index + 1)))).toBe('TOKEN_INVALID');
    }
  });

  it('is found invalid when cut, doubled, or no token at all', () => {
    const text = formatToken(createToken(collector, randomBytes));
    for (const damaged of [text.slice(0, -1), text + text, text.slice(4), '', 'sp1_', 'hello', `${text}=`]) {
      expect(codeOf(() => parseToken(damaged))).toBe('TOKEN_INVALID');
    }
  });

  it('keeps its text form: a token of the first release reads for ever', () => {
    const token = { tokenId: '00'.repeat(16), secret: Buffer.alloc(32, 1), ...collector };
    const text =
      'sp1_AQAAAAAAAAAAAAAAAAAAAAABAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAaurq6urq6urq6urq6urq6urq6urq6urq6urq6urq6urERERESIiQzOERFVVVVVVVcwq1u0';
    expect(formatToken(token)).toBe(text);
    expect(parseToken(text)).toEqual(token);
  });

  it('is stored as the SHA-256 of its secret', () => {
    expect(hashSecret(Buffer.from('secret'))).toBe(createHash('sha256').update('secret').digest('hex'));
  });
});
