import { expect, test } from 'vitest';

import { RunBook } from './run-book.ts';

test('of a run that goes on only the newest report is told', () => {
  const book = new RunBook();
  book.going('a', { plan: 'daily', warnings: 1 });
  book.going('a', { plan: 'daily', warnings: 2 });
  expect(book.take()).toEqual({ plan: 'daily', warnings: 2 });
  expect(book.take()).toBeUndefined();
  expect(book.plans).toEqual(['daily']);
});

test('an end is told again on each stream until it is noted', () => {
  const book = new RunBook();
  book.going('a', { plan: 'daily' });
  book.ended('a', { plan: 'daily', errorCode: 'X' });
  expect(book.take()?.errorCode).toBe('X');
  book.tellAgain();
  expect(book.take()?.errorCode).toBe('X');
  book.noted('a');
  book.tellAgain();
  expect(book.take()).toBeUndefined();
  expect([book.knows('a'), book.isClear, book.plans]).toEqual([false, true, []]);
});

test('a collector that is away for long costs the oldest ends, not memory', () => {
  const book = new RunBook();
  for (let run = 0; run < 1000; run++) book.ended(String(run), { plan: String(run) });
  expect(book.take()?.plan).toBe('936');
  expect(book.knows('935')).toBe(false);
});
