import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { ScheduleRow } from '../catalog/catalog.ts';
import { LabelLimits } from './label-limits.ts';
import { ScheduleRule, ScheduleRules } from './schedule-rule.ts';

const agentId = '11'.repeat(16);
const web1 = { agentId, name: 'web1', labels: { role: 'web', 'site/room': 'a/1' } };
const row = (plan: string, sinceMs = 1, agent = ''): ScheduleRow => ({ agentId: agent, plan, sinceMs, settings: { cron: `${String(sinceMs)} 0 * * *` } });

test.each<[string, string, boolean]>([
  ['web*/daily', 'daily', true],
  ['web?/daily', 'daily', true],
  ['web/daily', 'daily', false],
  ['*/*', 'daily', true],
  ['*eb*/d*y', 'daily', true],
  ['web*/daily', 'weekly', false],
  ['db*/daily', 'daily', false],
  ['role=web/daily', 'daily', true],
  ['role=web/*', 'weekly', true],
  ['role=we/daily', 'daily', false],
  ['role=web*/daily', 'daily', false],
  ['site/room=a/1/daily', 'daily', true],
  ['toString=/daily', 'daily', false],
])('%s and web1/%s: %j', (text, plan, covers) => {
  expect(new ScheduleRule(text).covers(web1, plan)).toBe(covers);
});

test.each(['', '/', 'daily', 'web*', 'web*/', '/daily', 'WEB*/daily', 'web*/da ily', '=web/daily', 'ro le=web/daily', 'role=web', `${'w'.repeat(64)}/daily`, 'role=a\nb/daily'])('%j is no rule', (text) => {
  expect(() => new ScheduleRule(text)).toThrow(expect.objectContaining({ code: 'USAGE' }));
});

describe('of several', () => {
  test.each<[string, ScheduleRow[], string | undefined | null]>([
    ['nothing that is set leaves the plan its own schedule', [], null],
    ['what covers another plan counts for nothing', [row('db*/daily'), row('role=db/daily')], null],
    ['the plan itself goes before all', [row('web1/*', 9), row('web*/daily', 8), row('role=web/daily', 7), row('daily', 1, agentId)], undefined],
    ['a pattern goes before a label', [row('role=web/daily', 9), row('*/*', 1)], '*/*'],
    ['more letters go first', [row('*/daily', 9), row('web*/*', 8), row('web*/daily', 1)], 'web*/daily'],
    ['with as many letters the later one', [row('we*/daily', 1), row('*b1/daily', 2)], '*b1/daily'],
    ['also among labels', [row('role=web/*', 9), row('role=web/daily', 1)], 'role=web/daily'],
    ['a rule of another release is passed over', [row('label(role)/daily', 9), row('role=web/daily', 1)], 'role=web/daily'],
  ])('%s', (_title, rows, rule) => {
    const found = new ScheduleRules(rows).find(web1, 'daily');
    if (rule === null) expect(found).toBeUndefined();
    else expect(found).toMatchObject({ rule });
  });

  test('the choice does not depend on the order in which they are listed', () => {
    const rules = ['*/*', 'web*/*', '*/daily', 'web*/daily', 'w*1/d*', 'role=web/*', 'role=web/daily', 'site/room=a/1/daily'];
    const rows = fc.uniqueArray(fc.record({ plan: fc.constantFrom(...rules), sinceMs: fc.integer({ min: 1, max: 3 }) }), { selector: ({ plan }) => plan });
    fc.assert(fc.property(rows, rows, (list, seed) => {
      const shuffled = [...list].sort((left, right) => seed.findIndex(({ plan }) => plan === left.plan) - seed.findIndex(({ plan }) => plan === right.plan));
      const choose = (some: typeof list): string | undefined => new ScheduleRules(some.map(({ plan, sinceMs }) => row(plan, sinceMs))).find(web1, 'daily')?.rule;
      expect(choose(shuffled)).toBe(choose(list));
    }));
  });
});

describe('limits by label', () => {
  const on = (host: string): { labels: Record<string, string> } => ({ labels: { host } });

  test('one guest of each host at a time, and those without the label at any time', () => {
    const limits = new LabelLimits({ host: 1 }, [on('esx01')]);
    expect([on('esx01'), on('esx02'), on('esx02'), { labels: {} }, { labels: {} }, undefined].map((agent) => limits.take(agent))).toEqual([false, true, false, true, true, true]);
  });

  test('no value of a label ever has more than its limit, and nobody is refused below it', () => {
    const agents = fc.array(fc.record({ labels: fc.dictionary(fc.constantFrom('host', 'rack'), fc.constantFrom('a', 'b')) }));
    fc.assert(fc.property(agents, fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }), (list, host, rack) => {
      const bounds: Record<string, number> = { host, rack };
      const limits = new LabelLimits(bounds, []);
      const taken: (typeof list) = [];
      for (const agent of list) {
        const fits = Object.entries(agent.labels).every(([key, value]) => taken.filter(({ labels }) => labels[key] === value).length < (bounds[key] ?? 0));
        expect(limits.take(agent)).toBe(fits);
        if (fits) taken.push(agent);
      }
    }));
  });
});
