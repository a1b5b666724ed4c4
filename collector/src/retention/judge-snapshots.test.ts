import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { judgeSnapshots, type JudgedSnapshot } from './judge-snapshots.ts';
import { keepEverything, letsGo, type RetentionPolicy } from './retention-policy.ts';

const nowMs = Date.parse('2026-11-23T12:00:00Z');
const day = 86_400_000;

function snapshot(time: string, changes: Partial<JudgedSnapshot> = {}): JudgedSnapshot {
  return { id: time, timeMs: Date.parse(time), complete: true, pinReason: undefined, immutableUntilMs: 0, ...changes };
}

function kept(snapshots: readonly JudgedSnapshot[], policy: Partial<RetentionPolicy>, zone = 'UTC'): string[] {
  return judgeSnapshots(snapshots, { ...keepEverything, ...policy }, { nowMs, zone }).flatMap(({ id, keep }) => (keep ? [id] : []));
}

describe('judgeSnapshots', () => {
  const hours = Array.from({ length: 72 }, (_, index) => snapshot(new Date(nowMs - index * 3_600_000).toISOString()));

  it.each<[string, Partial<RetentionPolicy>, number]>([
    ['everything without a rule', {}, 72],
    ['the last ones', { keepLast: 5 }, 5],
    ['one of each of the last hours', { keepHourly: 6 }, 6],
    ['one of each of the last days', { keepDaily: 2 }, 2],
    ['as many days as there are', { keepDaily: 30 }, 4],
    ['one of the week and one of the week before', { keepWeekly: 9 }, 2],
    ['one of the month', { keepMonthly: 3 }, 1],
    ['one of the year', { keepYearly: 1 }, 1],
    ['what is younger than a span', { keepWithinMs: 10 * 3_600_000 }, 10],
    ['what any of the rules keeps', { keepLast: 3, keepDaily: 4 }, 6],
  ])('keeps %s', (_, policy, count) => {
    expect(kept(hours, policy)).toHaveLength(count);
  });

  it('counts spans that have snapshots, not those that passed', () => {
    const rare = [snapshot('2020-01-01T00:00:00Z'), snapshot('2021-05-01T00:00:00Z'), snapshot('2023-05-01T00:00:00Z')];
    expect(kept(rare, { keepDaily: 2 })).toEqual(['2023-05-01T00:00:00Z', '2021-05-01T00:00:00Z']);
  });

  it('keeps the newest of a day', () => {
    expect(kept([snapshot('2026-11-22T01:00:00Z'), snapshot('2026-11-22T23:00:00Z'), snapshot('2026-11-23T01:00:00Z')], { keepDaily: 2 })).toEqual(['2026-11-23T01:00:00Z', '2026-11-22T23:00:00Z']);
  });

  it('prefers a complete one of a day to a newer incomplete one', () => {
    const incomplete = snapshot('2026-11-21T23:00:00Z', { complete: false });
    expect(kept([snapshot('2026-11-21T01:00:00Z'), incomplete, snapshot('2026-11-22T01:00:00Z')], { keepDaily: 2 })).toEqual(['2026-11-22T01:00:00Z', '2026-11-21T01:00:00Z']);
  });

  it('means days of the given zone', () => {
    const pair = [snapshot('2026-11-21T14:30:00Z'), snapshot('2026-11-21T15:30:00Z')];
    expect(kept(pair, { keepDaily: 9 }, 'UTC')).toHaveLength(1);
    expect(kept(pair, { keepDaily: 9 }, 'Asia/Tokyo')).toHaveLength(2);
  });

  it('takes a day of 25 hours for one day, and an hour that comes twice for two', () => {
    // Clocks in Berlin went from 03:00 back to 02:00 at 01:00 UTC.
    const night = [snapshot('2026-10-24T22:30:00Z'), snapshot('2026-10-25T00:30:00Z'), snapshot('2026-10-25T01:30:00Z'), snapshot('2026-10-25T22:30:00Z')];
    expect(kept(night, { keepDaily: 9 }, 'Europe/Berlin')).toEqual(['2026-10-25T22:30:00Z']);
    expect(kept(night, { keepHourly: 9 }, 'Europe/Berlin')).toHaveLength(4);
  });

  it('begins weeks on Monday, also across the turn of the year', () => {
    const turn = [snapshot('2024-12-29T12:00:00Z'), snapshot('2024-12-30T12:00:00Z'), snapshot('2025-01-01T12:00:00Z'), snapshot('2025-01-06T12:00:00Z')];
    expect(kept(turn, { keepWeekly: 9 })).toEqual(['2025-01-06T12:00:00Z', '2025-01-01T12:00:00Z', '2024-12-29T12:00:00Z']);
  });

  it('keeps pinned and immutable ones, the newest, and the newest complete one, whatever the policy says, and tells why', () => {
    const all = [
      snapshot('2026-01-01T00:00:00Z', { pinReason: 'before the move' }),
      snapshot('2026-01-02T00:00:00Z', { immutableUntilMs: nowMs + 1 }),
      snapshot('2026-01-03T00:00:00Z', { immutableUntilMs: nowMs }),
      snapshot('2026-01-04T00:00:00Z'),
      snapshot('2026-01-05T00:00:00Z', { complete: false }),
      snapshot('2026-01-06T00:00:00Z', { complete: false }),
    ];
    const verdicts = judgeSnapshots(all, { ...keepEverything, keepWithinMs: day }, { nowMs, zone: 'UTC' });
    expect(verdicts.map(({ keep, reasons }) => [keep, reasons.join()])).toEqual([
      [true, 'newest of its plan'],
      [false, 'no rule keeps it'],
      [true, 'newest complete one of its plan'],
      [false, 'no rule keeps it'],
      [true, `immutable until ${new Date(nowMs + 1).toISOString()}`],
      [true, 'pinned: before the move'],
    ]);
  });
});

const count = fc.nat({ max: 6 });
const policies = fc.record({
  keepLast: count, keepHourly: count, keepDaily: count, keepWeekly: count, keepMonthly: count, keepYearly: count,
  keepWithinMs: fc.nat({ max: 40 }).map((days) => days * day),
  immutableForMs: fc.constant(0),
});
const histories = fc
  .uniqueArray(fc.record({ age: fc.nat({ max: 800 * 24 }), complete: fc.boolean(), pinned: fc.integer({ min: 0, max: 9 }), immutable: fc.integer({ min: 0, max: 9 }) }), { maxLength: 60, selector: ({ age }) => age })
  .map((items) =>
    items.map(({ age, complete, pinned, immutable }, index): JudgedSnapshot => ({
      id: `s${index}`,
      timeMs: nowMs - age * 3_600_000,
      complete,
      pinReason: pinned === 0 ? 'kept' : undefined,
      immutableUntilMs: immutable === 0 ? nowMs + day : 0,
    })),
  );
const zones = fc.constantFrom('UTC', 'Asia/Tokyo', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe');
const rules = Object.keys(keepEverything) as (keyof RetentionPolicy)[];

describe('judgeSnapshots, for any history and policy', () => {
  it('judges each snapshot once and gives reasons', () => {
    fc.assert(
      fc.property(histories, policies, zones, (history, policy, zone) => {
        const verdicts = judgeSnapshots(history, policy, { nowMs, zone });
        expect(verdicts.map(({ id }) => id).sort()).toEqual(history.map(({ id }) => id).sort());
        for (const { reasons } of verdicts) expect(reasons.length).toBeGreaterThan(0);
      }),
    );
  });

  it('never lets more go under a looser policy', () => {
    fc.assert(
      fc.property(histories, policies, policies, zones, (history, policy, more, zone) => {
        // Without any rule nothing goes, which is looser than everything and not on this scale.
        fc.pre(letsGo(policy));
        const looser = Object.fromEntries(rules.map((rule) => [rule, policy[rule] + more[rule]])) as unknown as RetentionPolicy;
        const keptBefore = kept(history, policy, zone);
        expect(new Set(kept(history, looser, zone)).isSupersetOf(new Set(keptBefore))).toBe(true);
      }),
    );
  });

  it('lets nothing go a second time', () => {
    fc.assert(
      fc.property(histories, policies, zones, (history, policy, zone) => {
        const first = new Set(kept(history, policy, zone));
        expect(new Set(kept(history.filter(({ id }) => first.has(id)), policy, zone))).toEqual(first);
      }),
    );
  });

  it('keeps the newest, the newest complete, pinned and immutable snapshots', () => {
    fc.assert(
      fc.property(histories, policies, zones, (history, policy, zone) => {
        const stays = new Set(kept(history, policy, zone));
        const newestFirst = [...history].sort((left, right) => right.timeMs - left.timeMs);
        const protectedOnes = [newestFirst[0], newestFirst.find(({ complete }) => complete), ...history.filter(({ pinReason, immutableUntilMs }) => pinReason !== undefined || immutableUntilMs > nowMs)];
        for (const one of protectedOnes) if (one !== undefined) expect(stays.has(one.id)).toBe(true);
      }),
    );
  });

  it('does not depend on the order in which the snapshots come', () => {
    fc.assert(
      fc.property(histories, policies, zones, (history, policy, zone) => {
        expect(kept([...history].reverse(), policy, zone)).toEqual(kept(history, policy, zone));
      }),
    );
  });
});
