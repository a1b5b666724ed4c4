import { describe, expect, it } from 'vitest';

import { immutableUntil, type PolicyChange } from './immutability.ts';

const change = (planKey: string | undefined, sinceMs: number, immutableForMs: number | undefined): PolicyChange => ({ planKey, sinceMs, immutableForMs });

describe('immutableUntil', () => {
  it.each<[string, readonly PolicyChange[], number]>([
    ['0 without a policy', [], 0],
    ['what the default says', [change(undefined, 10, 50)], 150],
    ['what the plan says, not the default', [change(undefined, 10, 50), change('a/p', 20, 5)], 105],
    ['the default when the plan’s policy was taken away', [change(undefined, 10, 50), change('a/p', 20, 5), change('a/p', 30, undefined)], 150],
    ['nothing of other plans', [change('b/p', 10, 50)], 0],
    ['what was in force when it was taken, although it was made shorter later', [change('a/p', 10, 50), change('a/p', 120, 1)], 150],
    ['what was in force in between', [change('a/p', 10, 0), change('a/p', 120, 70), change('a/p', 130, 0)], 170],
    ['what the default protected before the plan got a policy of its own', [change(undefined, 10, 50), change('a/p', 120, 0)], 150],
    ['nothing that was over before it was taken', [change('a/p', 10, 50), change('a/p', 20, 0)], 0],
    ['what was made longer later', [change('a/p', 10, 50), change('a/p', 120, 90)], 190],
  ])('is %s', (_, changes, expected) => {
    expect(immutableUntil({ planKey: 'a/p', timeMs: 100 }, changes)).toBe(expected);
  });
});
