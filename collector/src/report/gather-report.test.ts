import { knownAgents } from '@stillpoint/proto/address/known-snapshots.ts';
import { v1 } from '@stillpoint/proto/messages.ts';
import { expect, test } from 'vitest';

import { drillEvent } from '../drill/drill-result.ts';
import { gatherReport, type Report } from './gather-report.ts';
import { csvOf, htmlOf, textOf } from './report-tables.ts';

const day = 86_400_000;
const start = Date.parse('2026-11-01T00:00:00Z');
const at = (days: number): number => start + days * day;
const agentId = Buffer.alloc(16, 7);

function snapshot(days: number, draft: v1.SnapshotDraft.$Properties = {}): v1.SnapshotRecord.$Properties {
  return { snapshotId: Buffer.alloc(16, days + 1), agentId, agentName: 'db1', plan: 'daily', sequence: days + 1, timeMs: at(days), draft: { status: v1.SnapshotStatus.COMPLETE, consistency: v1.Consistency.CRASH, ...draft } };
}

function deleted(days: number, more: v1.EventFacts.$Properties = {}): v1.EventFacts.$Properties {
  return { kind: 'snapshot-deleted', actor: 'cli uid 0 (root)', agentName: 'db1', plan: 'daily', timeMs: at(days + 0.5), snapshotTimeMs: at(days), text: 'prune: no rule keeps it', ...more };
}

/** A report of days 0 to 10. */
function report(records: readonly v1.SnapshotRecord.$Properties[], events: readonly v1.EventFacts.$Properties[] = [], runs: readonly v1.RunFacts.$Properties[] = []): Report {
  const agents = knownAgents([{ agentId, name: 'db1' }], records);
  const schedules = [{ agentName: 'db1', plan: 'daily', origin: 'collector', settings: { cron: '0 12 * * *', zone: 'UTC' } }, { agentName: 'db1', plan: 'never', origin: 'none' }];
  return gatherReport({ fromMs: at(0), toMs: at(10), agents, schedules, runs, events });
}

test('what was planned is the times of the schedule within the span, and what was done the snapshots of it', () => {
  const [daily, never] = report([snapshot(0), snapshot(1), snapshot(2, { status: v1.SnapshotStatus.INCOMPLETE }), snapshot(12)]).plans;
  expect(daily).toMatchObject({ plan: 'db1/daily', planned: 10, snapshots: 3, incomplete: 1, deleted: 0 });
  expect(never).toMatchObject({ plan: 'db1/never', planned: undefined, snapshots: 0, longestGapMs: undefined, oldestMs: undefined, consistency: '' });
});

test.each<[string, readonly v1.SnapshotRecord.$Properties[], readonly v1.EventFacts.$Properties[], number]>([
  ['lies between two snapshots', [snapshot(0), snapshot(1), snapshot(6), snapshot(8)], [], 5],
  ['is the time up to the end when nothing came any more', [snapshot(0), snapshot(1), snapshot(2)], [], 8],
  ['begins at the first snapshot, not before there was any', [snapshot(7), snapshot(9)], [], 2],
  ['begins at the span when there was one before', [snapshot(-3), snapshot(4), snapshot(9)], [], 5],
  ['is not made by a deletion: the snapshot was there', [snapshot(0), snapshot(8)], [deleted(4)], 4],
])('the longest gap %s', (_, records, events, days) => {
  expect(report(records, events).plans[0]?.longestGapMs).toBe(days * day);
});

test('the oldest that can be restored is the oldest that is there, deleted ones count as taken, and one that was taken back is not deleted', () => {
  const [daily] = report([snapshot(2), snapshot(3), snapshot(9, { consistency: v1.Consistency.APPLICATION })], [deleted(1), deleted(3)]).plans;
  expect(daily).toMatchObject({ snapshots: 4, deleted: 1, oldestMs: at(2), newestMs: at(9), consistency: 'application' });
});

test('runs that failed within the span are counted, those of before and of other plans are not', () => {
  const run = (plan: string, days: number, state = v1.RunState.RUN_FAILED): v1.RunFacts.$Properties => ({ agentName: 'db1', plan, state, startedMs: at(days) });
  expect(report([snapshot(1)], [], [run('daily', 1), run('daily', 2), run('daily', -1), run('never', 3), run('daily', 4, v1.RunState.RUN_COMPLETE)]).plans[0]?.failedRuns).toBe(2);
});

test('the last drill counts, restores are told with who did them, and those outside of the span are not', () => {
  const drill = (days: number, passed: boolean): v1.EventFacts.$Properties => ({ ...drillEvent({ agentName: 'db1', plan: 'daily', snapshotId: Buffer.alloc(16), startedMs: at(days), durationMs: 90_000, passed, text: '' }), timeMs: at(days) });
  const restore = (days: number, kind = 'restore'): v1.EventFacts.$Properties => ({ kind, timeMs: at(days), actor: 'cli uid 1000 (sato)', object: 'db1:/etc', text: 'to /tmp/x' });
  const found = report([snapshot(1)], [drill(1, true), drill(2, false), restore(3), restore(4, 'guest-restore'), restore(11), restore(5, 'verified'), deleted(-4)]);
  expect(found.plans[0]?.lastDrill).toMatchObject({ passed: false, startedMs: at(2) });
  expect(found.restores.map(({ kind }) => kind)).toEqual(['restore', 'guest-restore']);
  expect(found.deletions).toEqual([]);
  expect(textOf(found)).toMatch(/FAILED in .*\n[^]*sato/u);
});

test('what somebody has written stays text: in a spreadsheet no formula, on a page no markup, on a terminal no order', () => {
  const hostile = '=HYPERLINK("x")\u001b[2J<script>alert(1)</script>';
  const found = report([snapshot(1)], [deleted(1, { text: hostile }), deleted(2, { text: '+1' })]);
  expect(csvOf(found)).toContain(`"'=HYPERLINK(""x"")`);
  expect(csvOf(found)).toMatch(/"'\+1"\r\n/u);
  expect(htmlOf(found)).toContain('&lt;script&gt;');
  expect(htmlOf(found)).not.toContain('<script');
  expect(textOf(found)).not.toContain('\u001b');
});
