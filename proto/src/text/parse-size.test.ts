import { expect, test } from 'vitest';

import { parseSize } from './parse-size.ts';

test.each([
  ['512', 512],
  ['64K', 65_536],
  ['50M', 52_428_800],
  ['2G', 2_147_483_648],
  ['1T', 1_099_511_627_776],
  ['0', 0],
  ['', undefined],
  ['5X', undefined],
  ['-5M', undefined],
  ['1.5G', undefined],
  ['9999999G', undefined],
])('%s is %s bytes', (text, sizeBytes) => {
  expect(parseSize(text)).toBe(sizeBytes);
});
