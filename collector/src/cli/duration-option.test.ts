import { expect, test } from 'vitest';

import { parseDuration } from './duration-option.ts';

test.each([
  ['90s', 90_000],
  ['30m', 1_800_000],
  ['1h', 3_600_000],
  ['7d', 604_800_000],
])('%s is a span of time', (text, spanMs) => {
  expect(parseDuration(text, '--ttl')).toBe(spanMs);
});

test.each(['', '1', 'h', '1x', '-1h', '0s', '1.5h', '99999d'])('%j is no span of time', (text) => {
  expect(() => parseDuration(text, '--ttl')).toThrow(expect.objectContaining({ code: 'USAGE' }));
});
