import { describe, expect, it } from 'vitest';
import { byteStringFromText } from './byte-string.ts';
import { literalPattern, parsePattern, parsePatternFile, type BytePattern } from './byte-pattern.ts';
import { PatternList, type PatternLevel } from './pattern-list.ts';

/** Does the pattern match the path itself (not something above it)? A slash at the end marks a directory. */
function matches(pattern: BytePattern, path: string): boolean {
  const names = path.replace(/^\/|\/$/g, '').split('/');
  let level: PatternLevel = new PatternList([pattern]).root;
  for (const name of names.slice(0, -1)) level = level.enter(name);
  return level.find(names.at(-1) ?? '', path.endsWith('/')) === 0;
}

describe('a pattern', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['*.tmp', ['/a.tmp', '/x/y/.tmp', '/x/a.tmp/'], ['/a.tmp.gz', '/a.TMP']],
    ['/a', ['/a', '/a/'], ['/b/a']],
    ['b/a', ['/b/a'], ['/x/b/a', '/a']],
    ['a/', ['/a/', '/x/a/'], ['/a', '/x/a']],
    ['/a/**', ['/a/b', '/a/b/c/'], ['/a/', '/b/a/b']],
    ['**/a', ['/a', '/x/a', '/x/y/a'], ['/ba']],
    ['/x/**/a', ['/x/a', '/x/1/a', '/x/1/2/a'], ['/a', '/y/a']],
    ['/x/**/**/a', ['/x/a', '/x/1/a', '/x/1/2/a'], ['/x/b']],
    ['/x/**/y/**/a', ['/x/y/a', '/x/1/y/2/y/3/a'], ['/x/a', '/x/1/a']],
    ['/x*y', ['/xy', '/x.y'], ['/x/y']],
    ['a*b*c', ['/abc', '/a1b2b3c'], ['/acb', '/abcd']],
    ['?', ['/a', '/\xff'], ['/', '/ab']],
    ['[a-c]x', ['/ax', '/cx'], ['/dx', '/Ax']],
    ['[!a-c]x', ['/dx', '/\x80x'], ['/ax']],
    ['[]-]', ['/]', '/-'], ['/a']],
    ['[a-c-e]', ['/-', '/e'], ['/d']],
    ['[[:digit:]_]*', ['/1x', '/_'], ['/x1', '/\xb2']],
    ['[a/b]', ['/a', '/b'], ['/c']],
    ['\\#x', ['/#x'], ['/\\#x']],
    ['\\!x', ['/!x'], []],
    ['\\*', ['/*'], ['/a']],
    ['a\\ ', ['/a '], ['/a']],
    ['a ', ['/a '], ['/a']],
    ['a\\\\b', ['/a\\b'], ['/ab']],
  ])('%s matches what gitignore says', (text, yes, no) => {
    const pattern = parsePattern(text);
    expect(yes.filter((path) => !matches(pattern, path))).toEqual([]);
    expect(no.filter((path) => matches(pattern, path))).toEqual([]);
  });

  it.each<[string, string, boolean]>([
    ['Shift_JIS 表 by its bytes', '\\x95\\x5c', true],
    ['Shift_JIS 表 with the backslash escaped', '\\x95\\\\', true],
    ['its first byte with a wildcard', '\\x95*', true],
    ['two bytes', '??', true],
    ['one byte', '?', false],
    ['a range of bytes', '[\\x80-\\xff]\\x5c', true],
    ['the bytes of Latin-1 as UTF-8 text', '\u0095\\\\', false],
  ])('reaches a name in Shift_JIS as %s', (_, text, expected) => {
    expect(matches(parsePattern(text), '/\x95\x5c')).toBe(expected);
  });

  it('means the UTF-8 bytes of its text', () => {
    expect(matches(parsePattern('/日報*.txt'), `/${byteStringFromText('日報11月.txt')}`)).toBe(true);
    expect(matches(parsePattern('???'), `/${byteStringFromText('表')}`)).toBe(true);
  });

  it('tells NFC from NFD', () => {
    expect(matches(parsePattern('が'), `/${byteStringFromText('か\u3099')}`)).toBe(false);
  });

  it('sees a byte with \\xNN as that byte even where the character has a meaning', () => {
    expect(matches(parsePattern('\\x2a'), '/a')).toBe(false);
    expect(matches(parsePattern('\\x2a'), '/*')).toBe(true);
  });

  it.each<[string, RegExp]>([
    ['', /names nothing/],
    ['/', /names nothing/],
    ['!', /names nothing/],
    ['a//b', /two slashes/],
    ['./a', /holds "\."/],
    ['/a/../b', /holds "\.\."/],
    ['# note', /comment/],
    ['a[bc', /without its \]/],
    ['a[', /without its \]/],
    ['[z-a]', /backwards/],
    ['[[:kana:]]', /unknown class/],
    ['[表]', /outside ASCII/],
    ['a\\', /no escape/],
    ['a\\n', /no escape/],
    ['C:\\dir', /no escape/],
    ['\\x5', /no escape/],
    ['a\\x2fb', /no name holds/],
    ['a\\x00', /no name holds/],
  ])('%j is refused', (text, message) => {
    expect(() => parsePattern(text)).toThrow(expect.objectContaining({ code: 'PATTERN_INVALID', message: expect.stringMatching(message) as string }));
  });

  it('matches in linear steps where a backtracking expression would not end', () => {
    const pattern = parsePattern(`${'*a'.repeat(30)}*b`);
    expect(matches(pattern, `/${'a'.repeat(255)}`)).toBe(false);
  });

  it('made from a path has no meaning but the path', () => {
    expect(matches(literalPattern('/srv/[x]/*', 'own'), '/srv/[x]/*')).toBe(true);
    expect(matches(literalPattern('/srv/[x]/*', 'own'), '/srv/x/a')).toBe(false);
  });
});

describe('a pattern file', () => {
  it('leaves out comments, empty lines and blanks at line ends', () => {
    const patterns = parsePatternFile('\uFEFF# note\r\n\r\na  \r\n  \nb\\ \nc\\  \n\\#d\n!e', 'rules');
    expect(patterns.map(({ text }) => text)).toEqual(['a', 'b\\ ', 'c\\ ', '\\#d', '!e']);
  });

  it('names file and line of an error', () => {
    expect(() => parsePatternFile('a\n\n[b', 'rules')).toThrow(/^rules:3: pattern "\[b"/);
  });
});

describe('a list of patterns', () => {
  it('lets the last match decide', () => {
    const list = new PatternList(['*.log', '!keep.log', '/var/keep.log'].map(parsePattern));
    expect(list.root.find('keep.log', false)).toBe(1);
    expect(list.root.find('a.log', false)).toBe(0);
    expect(list.root.enter('var').find('keep.log', false)).toBe(2);
  });

  it('shares one level among all directories without an anchored pattern in progress', () => {
    const list = new PatternList(['*.tmp', '/var/cache/*'].map(parsePattern));
    const elsewhere = list.root.enter('usr');
    expect(elsewhere.enter('lib')).toBe(elsewhere);
    expect(list.root.enter('srv')).toBe(elsewhere);
    expect(list.root.enter('var').enter('lib')).toBe(elsewhere);
  });

  it('goes 10,000 directories deep without growing', () => {
    let level = new PatternList(['**/cache/x', '/a/b', '*.tmp'].map(parsePattern)).root;
    for (let depth = 0; depth < 10_000; depth++) level = level.enter('d');
    expect(level.enter('d')).toBe(level);
    expect(level.enter('cache').find('x', false)).toBe(0);
  });
});
