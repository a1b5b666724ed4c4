import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { SparseBitmap } from './sparse-bitmap.ts';

describe('SparseBitmap', () => {
  it('holds exactly the numbers that were added', () => {
    const numbers = fc.oneof(fc.integer({ min: 0, max: 200_000 }), fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }));
    fc.assert(
      fc.property(fc.array(numbers), fc.array(numbers), (added, asked) => {
        const bitmap = new SparseBitmap();
        for (const number of added) bitmap.add(number);
        const expected = new Set(added);
        for (const number of [...added, ...asked, ...added.map((each) => each + 1)]) expect(bitmap.has(number)).toBe(expected.has(number));
      }),
    );
  });

  it('takes memory for the ranges that are used, not for those between them', () => {
    const bitmap = new SparseBitmap();
    for (let number = 0; number < 65_536; number++) bitmap.add(number);
    bitmap.add(1_000_000_000_000);
    expect(bitmap.sizeBytes).toBe(2 * 8192);
  });
});
