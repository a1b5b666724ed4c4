import { describe, expect, it } from 'vitest';

import { assertTrusted, certainNow, clockState } from './trusted-time.ts';

const hour = 3_600_000;
const mark = Date.parse('2026-11-23T12:00:00Z');

describe('clockState', () => {
  it.each([
    ['right when it was never looked at', mark, 0, 'right'],
    ['right at the mark', mark, mark, 'right'],
    ['right 48 hours later', mark + 48 * hour, mark, 'right'],
    ['ahead after that', mark + 48 * hour + 1, mark, 'ahead'],
    ['right when it was corrected by a minute', mark - 60_000, mark, 'right'],
    ['back when it is an hour behind', mark - hour, mark, 'back'],
  ] as const)('is %s', (_, nowMs, markMs, state) => {
    expect(clockState(nowMs, markMs)).toBe(state);
    if (state === 'right') assertTrusted(nowMs, markMs);
    else expect(() => { assertTrusted(nowMs, markMs); }).toThrow(expect.objectContaining({ code: 'CLOCK_UNTRUSTED' }) as Error);
  });

  it('lets nothing become mutable by a clock that jumped ahead', () => {
    expect(certainNow(mark + 1000 * hour, mark)).toBe(mark);
    expect(certainNow(mark + hour, mark)).toBe(mark + hour);
    expect(certainNow(mark - 1000 * hour, mark)).toBe(mark - 1000 * hour);
  });
});
