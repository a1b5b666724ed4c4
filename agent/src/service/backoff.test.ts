import { expect, test } from 'vitest';

import { Backoff } from './backoff.ts';

const options = { firstMs: 1000, longestMs: 60_000, stableMs: 60_000 };

test.each([
  ['at least half of the bound', 0, [500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]],
  ['at most the bound', 1, [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]],
])('each failure doubles the wait up to a minute: %s', (_title, drawn, waits) => {
  const backoff = new Backoff({ ...options, random: () => drawn });
  expect(waits.map(() => backoff.waitAfter(0))).toEqual(waits);
});

test('a connection that stood for a minute starts over, a shorter one does not', () => {
  const backoff = new Backoff({ ...options, random: () => 1 });
  for (const stoodMs of [0, 0, 59_999]) backoff.waitAfter(stoodMs);
  expect(backoff.waitAfter(59_999)).toBe(8000);
  expect(backoff.waitAfter(60_000)).toBe(1000);
});

test('a refusal that no attempt can change waits longest at once', () => {
  expect(new Backoff({ ...options, random: () => 0 }).waitAfter(0, true)).toBe(30_000);
});

test('ten years of failures do not overflow', () => {
  const backoff = new Backoff({ ...options, random: () => 1 });
  for (let failure = 0; failure < 100_000; failure++) backoff.waitAfter(0);
  expect(backoff.waitAfter(0)).toBe(60_000);
});
