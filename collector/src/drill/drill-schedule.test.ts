import { Writable } from 'node:stream';

import { createLogger } from '@stillpoint/proto/log/logger.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import { expect, test } from 'vitest';

import type { EventRow } from '../catalog/catalog.ts';
import { drillEvent, drillOf } from './drill-result.ts';
import { dueDrill, DrillSchedule, type PlannedDrill } from './drill-schedule.ts';

const dayMs = 86_400_000;
const nowMs = Date.parse('2026-11-22T12:00:00Z');
const logger = createLogger({ level: 'error', pretty: false, stream: new Writable({ write: (_chunk, _encoding, done) => { done(); } }) });

function planned(plan: string, days = 30): PlannedDrill {
  return { plan, intervalMs: days * dayMs, scratch: '/srv/scratch', check: undefined, load: false };
}

function row(plan: string, ageMs: number, passed: boolean): EventRow {
  const [agentName = '', name = ''] = plan.split('/');
  const { kind = '', object = '', text = '' } = drillEvent({ agentName, plan: name, snapshotId: Buffer.alloc(16), startedMs: 0, passed, text: '' }) as { kind?: string; object?: string; text?: string };
  return { timeMs: nowMs - ageMs, actor: 'x', kind, object, text };
}

test.each<[string, PlannedDrill[], EventRow[], string | undefined]>([
  ['one that never was is due', [planned('a/d')], [], 'a/d'],
  ['one of yesterday is not', [planned('a/d')], [row('a/d', dayMs, true)], undefined],
  ['one of a month ago is', [planned('a/d')], [row('a/d', 30 * dayMs, true)], 'a/d'],
  ['one that failed is due after a day', [planned('a/d')], [row('a/d', dayMs, false)], 'a/d'],
  ['and not before', [planned('a/d')], [row('a/d', dayMs - 1, false)], undefined],
  ['the one that waits longest comes first', [planned('a/d'), planned('b/d')], [row('a/d', 31 * dayMs, true), row('b/d', 40 * dayMs, true)], 'b/d'],
  ['one of the future does not count', [planned('a/d')], [row('a/d', -dayMs, true)], 'a/d'],
])('%s', (_title, drills, latest, wanted) => {
  expect(dueDrill(drills, latest, nowMs)?.plan).toBe(wanted);
});

test('a drill that could not begin is written down as one that failed, and one that said so itself is not written down twice', async () => {
  const recorded: v1.AuditEvent.$Properties[] = [];
  const rows: EventRow[] = [];
  const asked = Promise.withResolvers<undefined>();
  const outcomes = ['the filesystem is full', undefined];
  const options = {
    drills: [planned('a/d'), planned('b/d')],
    latestDrills: () => Promise.resolve(rows),
    recordEvent: (event: v1.AuditEvent.$Properties) => {
      recorded.push(event);
      rows.push({ timeMs: nowMs, actor: 'collector', kind: 'drill', object: event.object ?? '', text: event.text ?? '' });
      return Promise.resolve();
    },
    run: async ({ plan }: PlannedDrill) => {
      if (plan === 'b/d') {
        rows.push(row('b/d', 0, false));
        asked.resolve(undefined);
        return Promise.resolve('it found something');
      }
      return Promise.resolve(outcomes.shift());
    },
    now: () => nowMs,
    logger,
    checkMs: 5,
  };
  await using schedule = DrillSchedule.start(options);
  await asked.promise;
  await schedule.close();
  expect(recorded.map((event) => drillOf({ object: event.object ?? '', text: event.text ?? '' }))).toMatchObject([{ agentName: 'a', plan: 'd', passed: false, text: 'the filesystem is full' }]);
});

test('a drill that goes under another name than it is planned under is told of, and not begun again and again', async () => {
  const rows: EventRow[] = [];
  const asked = Promise.withResolvers<undefined>();
  let runs = 0;
  await using schedule = DrillSchedule.start({
    drills: [planned('gu/daily')],
    latestDrills: () => {
      if (runs > 0 && rows.length > 1) asked.resolve(undefined);
      return Promise.resolve(rows);
    },
    recordEvent: (event) => {
      rows.push({ timeMs: nowMs, actor: 'collector', kind: 'drill', object: event.object ?? '', text: event.text ?? '' });
      return Promise.resolve();
    },
    run: () => {
      runs++;
      rows.push(row('guest/daily', 0, true));
      return Promise.resolve(undefined);
    },
    now: () => nowMs,
    logger,
    checkMs: 5,
  });
  await asked.promise;
  await schedule.close();
  expect(runs).toBe(1);
  expect(rows.map((event) => drillOf(event))).toMatchObject([{ agentName: 'guest', passed: true }, { agentName: 'gu', plan: 'daily', passed: false, text: expect.stringContaining('whole name') as string }]);
});
