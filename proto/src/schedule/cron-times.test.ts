import { expect, test } from 'vitest';

import { CronTimes } from './cron-times.ts';

const at = (text: string): number => Date.parse(text);
const iso = (ms: number | undefined): string | undefined => (ms === undefined ? undefined : new Date(ms).toISOString());

test.each([
  ['a plain day', '30 1 * * *', 'Asia/Tokyo', '2026-11-22T00:00:00Z', '2026-11-22T16:30:00.000Z'],
  ['not the present moment', '30 1 * * *', 'UTC', '2026-11-22T01:30:00Z', '2026-11-23T01:30:00.000Z'],
  ['02:30 does not exist when clocks are put forward: right after the jump', '30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z', '2026-03-29T01:00:00.000Z'],
  ['02:30 comes twice when clocks are put back: the first', '30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00:00Z', '2026-10-25T00:30:00.000Z'],
  ['… and only the first', '30 2 * * *', 'Europe/Berlin', '2026-10-25T00:30:00Z', '2026-10-26T01:30:00.000Z'],
  ['every hour of the night with an hour more', '0 * * * *', 'Europe/Berlin', '2026-10-25T00:00:00Z', '2026-10-25T01:00:00.000Z'],
  ['Sundays', '0 3 * * 0', 'UTC', '2026-11-23T00:00:00Z', '2026-11-29T03:00:00.000Z'],
])('the next time: %s', (_title, expression, zone, after, expected) => {
  expect(iso(new CronTimes(expression, zone).next(at(after)))).toBe(expected);
});

test.each([
  ['2026-11-22T01:29:59.999Z', '2026-11-21T01:30:00.000Z'],
  ['2026-11-22T01:30:00Z', '2026-11-22T01:30:00.000Z'],
  ['2026-11-22T23:00:00Z', '2026-11-22T01:30:00.000Z'],
])('the last time up to %s is %s', (upTo, expected) => {
  expect(iso(new CronTimes('30 1 * * *', 'UTC').lastUpTo(at(upTo)))).toBe(expected);
});

test('the interval is the longest that comes: that of a working week has the week-end in it', () => {
  expect(new CronTimes('0 1 * * 1-5', 'UTC').intervalMs(at('2026-11-22T12:00:00Z'))).toBe(3 * 86_400_000);
  expect(new CronTimes('30 1 * * *', 'UTC').intervalMs(at('2026-11-22T12:00:00Z'))).toBe(86_400_000);
});

test.each(['', 'soon', '30 1 * *', '0 30 1 * * *', '61 1 * * *', '0 0 30 2 *'])('%j is refused', (expression) => {
  expect(() => new CronTimes(expression, 'UTC')).toThrow(expect.objectContaining({ code: 'USAGE' }));
});

test('a zone that nobody knows is refused', () => {
  expect(() => new CronTimes('30 1 * * *', 'Mars/Olympus')).toThrow(expect.objectContaining({ code: 'USAGE' }));
});
