/**
 * The `[...]` of a pattern: which bytes it takes.
 */

import { StillpointError } from '../errors.ts';
import type { ByteSet } from './byte-glob.ts';
import { parsePatternEscape } from './pattern-escape.ts';

const posixClass = /^\[:([a-z]*):\]/;

// In ASCII only, as in the C locale: other bytes are parts of characters that a set of bytes cannot know.
const posixClasses: Readonly<Record<string, RegExp>> = {
  alnum: /[0-9A-Za-z]/,
  alpha: /[A-Za-z]/,
  blank: /[ \t]/,
  cntrl: /[\0-\x1f\x7f]/,
  digit: /[0-9]/,
  graph: /[!-~]/,
  lower: /[a-z]/,
  print: /[ -~]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /[ \t-\r]/,
  upper: /[A-Z]/,
  xdigit: /[0-9A-Fa-f]/,
};

/** A set read from a pattern, and the index behind its `]`. */
export interface ParsedByteSet {
  readonly set: ByteSet;
  readonly end: number;
}

/**
 * Reads the set whose `[` is at `start` of `pattern`: single bytes, ranges (`a-z`, `\x80-\xff`), `[:digit:]` and its like, negated by `!` or `^`.
 * `]` right after the opening stands for itself. Throws PATTERN_INVALID for a set without end, a range that runs backwards, an unknown
 * class, and for characters outside ASCII: they are several bytes, of which a set would take each alone.
 */
export function parseByteSet(pattern: string, start: number): ParsedByteSet {
  const set = new Uint8Array(256);
  let at = start + 1;
  const negated = pattern[at] === '!' || pattern[at] === '^';
  if (negated) at++;
  for (let first = true; first || pattern[at] !== ']'; first = false) {
    const named = posixClass.exec(pattern.slice(at, at + 12));
    if (named !== null) {
      addClass(set, named[1] ?? '', pattern);
      at += named[0].length;
      continue;
    }
    const low = parseMember(pattern, at);
    at = low.end;
    let high = low.byte;
    if (pattern[at] === '-' && pattern[at + 1] !== undefined && pattern[at + 1] !== ']') {
      const upper = parseMember(pattern, at + 1);
      high = upper.byte;
      at = upper.end;
    }
    if (high < low.byte) throw new StillpointError('PATTERN_INVALID', `a range in [...] of pattern "${pattern}" runs backwards`);
    set.fill(1, low.byte, high + 1);
  }
  return { set: negated ? set.map((flag) => 1 - flag) : set, end: at + 1 };
}

function parseMember(pattern: string, at: number): { readonly byte: number; readonly end: number } {
  const character = pattern[at];
  if (character === undefined) {
    throw new StillpointError('PATTERN_INVALID', `pattern "${pattern}" has a [ without its ]`, { hint: 'write \\[ for the character itself' });
  }
  if (character === '\\') return parsePatternEscape(pattern, at);
  const byte = character.charCodeAt(0);
  if (byte > 0x7f) {
    throw new StillpointError('PATTERN_INVALID', `[...] in pattern "${pattern}" holds a character outside ASCII, which is several bytes`, {
      hint: 'write one pattern for each character, or single bytes as \\xNN',
    });
  }
  return { byte, end: at + 1 };
}

function addClass(set: ByteSet, name: string, pattern: string): void {
  const members = Object.hasOwn(posixClasses, name) ? posixClasses[name] : undefined;
  if (members === undefined) {
    throw new StillpointError('PATTERN_INVALID', `pattern "${pattern}" names an unknown class [:${name}:]`, {
      hint: `known are ${Object.keys(posixClasses).join(', ')}`,
    });
  }
  for (let byte = 0; byte < 0x80; byte++) if (members.test(String.fromCharCode(byte))) set[byte] = 1;
}
