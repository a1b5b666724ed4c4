import { expect, test } from 'vitest';

import { spaceAlarms } from './collector-alarms.ts';

const gib = 1_073_741_824;

test.each([
  [0, 100 * gib, 'the disk is full: 0 B of 100.0 GiB are free'],
  [gib - 1, 100 * gib, 'the disk is nearly full: '],
  [3_000_000, 67_108_864, 'the disk is nearly full: '],
])('%i free bytes of %i are a problem', (freeBytes, totalBytes, text) => {
  expect(spaceAlarms({ freeBytes, totalBytes }, '/d', 0)).toMatchObject([{ kind: 'FREE_SPACE', critical: freeBytes === 0, text: expect.stringContaining(text) as string }]);
  expect(spaceAlarms({ freeBytes, totalBytes }, '/d', 0)[0]?.text).toContain('the filesystem of /d');
});

test.each([
  [gib, 100 * gib],
  [4_000_000, 67_108_864],
])('%i free bytes of %i are none', (freeBytes, totalBytes) => {
  expect(spaceAlarms({ freeBytes, totalBytes }, '/d', 0)).toEqual([]);
});

test.each([
  [51 * gib, true, false],
  [49 * gib, true, true],
  [63 * gib, false, false],
])('with a floor of 50 GiB, %i free bytes raise an alarm: %j, a critical one: %j', (freeBytes, isRaised, critical) => {
  expect(spaceAlarms({ freeBytes, totalBytes: 1000 * gib }, '/d', 50 * gib)).toEqual(isRaised ? [expect.objectContaining({ kind: 'FREE_SPACE', critical })] : []);
});
