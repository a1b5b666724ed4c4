/**
 * The backslash in patterns.
 */

import { StillpointError } from '../errors.ts';

/** One byte that an escape stands for, and the index behind the escape. */
export interface PatternEscape {
  readonly byte: number;
  readonly end: number;
}

/**
 * Reads the escape whose backslash is at `start`: `\xNN` is that byte, a backslash before ASCII punctuation or a blank is that character
 * without its meaning. Anything else (`\n`, `\d`, a backslash at the end) throws PATTERN_INVALID: gitignore would take the letter
 * itself, which is never what was meant. `\x2f` and `\x00` throw too, no name holds them.
 */
export function parsePatternEscape(pattern: string, start: number): PatternEscape {
  const digits = /^\\x([0-9a-fA-F]{2})/.exec(pattern.slice(start, start + 4))?.[1];
  if (digits !== undefined) {
    const byte = parseInt(digits, 16);
    if (byte === 0 || byte === 0x2f) {
      throw new StillpointError('PATTERN_INVALID', `pattern "${pattern}" has \\x${digits}, a byte that no name holds`);
    }
    return { byte, end: start + 4 };
  }
  const character = pattern[start + 1] ?? '';
  if (!/^[ -.:-@[-`{-~]$/.test(character)) {
    throw new StillpointError('PATTERN_INVALID', `"\\${character}" in pattern "${pattern}" is no escape`, {
      hint: 'a backslash stands before punctuation (\\*, \\#) or as \\xNN; write a backslash itself as \\\\ or \\x5c',
    });
  }
  return { byte: character.charCodeAt(0), end: start + 2 };
}
