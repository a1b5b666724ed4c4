/**
 * Schemas of configuration tables, with messages for the person who typed the file.
 * A message that begins with "expected" is completed by the reader with what it found; any other stands as it is.
 */

import { z } from 'zod';
import { nearestWord } from '../text/nearest-word.ts';

/** A table that takes the keys of `shape` and no others; an unknown key is an error that names the nearest known one. */
export function configTable<Shape extends z.core.$ZodLooseShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? issue.keys.map((key) => unknownKey(key, known)).join('\n') : undefined),
  });
}

/** Message for each kind of issue whose schema does not bring its own. */
export function expectation(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${typeNames[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `expected ${listOf(issue.values.map((value) => (typeof value === 'string' ? JSON.stringify(value) : String(value))))}`;
    case 'too_small':
      return expectedBound(issue.origin, 'at least', issue.minimum);
    case 'too_big':
      return expectedBound(issue.origin, 'at most', issue.maximum);
    default:
      return `expected another value (${issue.code})`;
  }
}

/** `a`, `a or b`, `a, b or c`. */
export function listOf(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}

const typeNames: Partial<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a table',
};

function expectedBound(origin: string, relation: string, bound: number | bigint): string {
  if (origin === 'array') return `expected ${relation} ${String(bound)} in the list`;
  if (origin === 'string') return `expected ${relation} ${String(bound)} characters`;
  return `expected a number of ${relation} ${String(bound)}`;
}

function unknownKey(key: string, known: readonly string[]): string {
  const nearest = nearestWord(key, known);
  return nearest === undefined ? `unknown key; known here are ${[...known].sort().join(', ')}` : `unknown key; did you mean "${nearest}"?`;
}
