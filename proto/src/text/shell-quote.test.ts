import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shellQuote } from './shell-quote.ts';

it.each([
  ['db1/daily@2026-11-22:files/etc/hosts', 'db1/daily@2026-11-22:files/etc/hosts'],
  ['/srv/表/か\u3099', '/srv/表/か\u3099'],
  ['', "''"],
  ['a b', "'a b'"],
  ["it's", "'it'\\''s'"],
  ['\\x95\\x5c', "'\\x95\\x5c'"],
  ['~root', "'~root'"],
  ['=ls', "'=ls'"],
  ['a*', "'a*'"],
  ['全角\u3000空白', "'全角\u3000空白'"],
])('quotes %j only when it must', (word, quoted) => {
  expect(shellQuote(word)).toBe(quoted);
});

it('comes out of a real shell as it went in', () => {
  const words = fc.sample(fc.string({ unit: fc.constantFrom(...Array.from('ab \'"$`\\!*?[]{}~#&;|<>()=\n\t表-')), maxLength: 12 }), { numRuns: 200, seed: 7 });
  const printed = execFileSync('sh', ['-c', `printf '%s\\0' ${words.map(shellQuote).join(' ')}`], { encoding: 'utf8' });
  expect(printed.split('\0').slice(0, -1)).toEqual(words);
});
