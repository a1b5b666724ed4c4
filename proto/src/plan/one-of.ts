/**
 * Words of which only some work yet.
 */

import { listOf } from '../config/config-table.ts';
import { nearestWord } from '../text/nearest-word.ts';
import { z } from 'zod';

/** One of `words`. One of `later`, which the documentation names for coming releases, is refused as such and not as a slip, also when mistyped. */
export function oneOf<const Words extends readonly [string, ...string[]]>(words: Words, later: readonly string[]): z.ZodType<Words[number], string> {
  return z.string().transform((text, context): Words[number] => {
    const word = words.find((known) => known === text);
    if (word !== undefined) return word;
    context.addIssue({ code: 'custom', message: refusedWord(text, words, later) });
    return z.NEVER;
  });
}

/** What is said of a word that is none of `words`. */
export function refusedWord(text: string, words: readonly string[], later: readonly string[]): string {
  const known = listOf(words.map((word) => JSON.stringify(word)));
  if (later.includes(text)) return `"${text}" is not in this release; use ${known}`;
  const nearest = nearestWord(text, later);
  // Completed by the reader of the file with what it found.
  return nearest === undefined ? `expected ${known}` : `expected ${known} ("${nearest}" is not in this release)`;
}
