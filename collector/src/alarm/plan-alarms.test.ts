import { expect, test } from 'vitest';

import { v1 } from '@stillpoint/proto/messages.ts';

import type { AgentRow } from '../catalog/catalog.ts';
import type { KnownPlan } from '../schedule/known-plans.ts';
import { PlanSchedule } from '../schedule/plan-schedule.ts';
import { findAlarms } from './plan-alarms.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const nowMs = Date.parse('2026-11-22T12:00:00Z');
const agentId = '11'.repeat(16);
const agent: AgentRow = {
  agentId, name: 'db1', state: 'active', enrolledMs: 0, dedup: 'fleet', restore: 'on', quotaBytes: 0, labels: {}, certificateSerials: [], certificateNotAfterMs: nowMs + 80 * dayMs, lastSeenMs: nowMs, lastAddress: '', hello: undefined, clockSkewMs: 0,
};

const schedule = PlanSchedule.of({ agentId, plan: 'daily', settings: undefined, own: '30 1 * * *', guestZone: 'UTC', collectorZone: 'UTC' });
const snapshot = (ageMs: number, draft: v1.SnapshotDraft.$Properties = {}): v1.SnapshotRecord.$Properties => ({ timeMs: nowMs - ageMs, draft: { status: v1.SnapshotStatus.COMPLETE, ...draft } });
const planOf = (facts: Partial<KnownPlan>): KnownPlan => ({ agent, plan: 'daily', settings: undefined, schedule, problem: '', rule: undefined, newest: snapshot(hourMs), ...facts });
const failed = (ageMs: number): v1.RunFacts.$Properties => ({ agentId: Buffer.from(agentId, 'hex'), plan: 'daily', state: v1.RunState.RUN_FAILED, endedMs: nowMs - ageMs, errorCode: 'SOURCE_FAILED' });

test.each<[string, Partial<KnownPlan>, v1.RunFacts.$Properties[], string[]]>([
  ['a plan with a fresh backup raises nothing', {}, [], []],
  ['a scheduled plan without a backup', { newest: undefined }, [], ['NEVER']],
  ['a plan that nobody has scheduled may have none', { newest: undefined, schedule: undefined }, [], []],
  ['twice the interval is the bound', { newest: snapshot(2 * dayMs) }, [], []],
  ['more than twice the interval', { newest: snapshot(2 * dayMs + 1) }, [], ['OVERDUE']],
  ['what is set counts', { newest: snapshot(2 * hourMs), settings: { maxAgeMs: hourMs } }, [], ['OVERDUE']],
  ['also without a schedule', { newest: snapshot(2 * hourMs), settings: { maxAgeMs: hourMs }, schedule: undefined }, [], ['OVERDUE']],
  ['an incomplete one', { newest: snapshot(hourMs, { status: v1.SnapshotStatus.INCOMPLETE }) }, [], ['INCOMPLETE']],
  ['a small one', { newest: snapshot(hourMs, { shrunk: true }) }, [], ['SHRUNK']],
  ['a failure after it', {}, [failed(60_000)], ['FAILED']],
  ['a failure before it', {}, [failed(2 * hourMs)], []],
  ['everything at once, the worst first', { newest: snapshot(9 * dayMs, { status: v1.SnapshotStatus.INCOMPLETE, shrunk: true }) }, [failed(60_000)], ['OVERDUE', 'FAILED', 'INCOMPLETE', 'SHRUNK']],
  ['a schedule that cannot be followed', { schedule: undefined, problem: 'no such zone' }, [], ['FAILED']],
  ['a certificate that was not renewed', { agent: { ...agent, certificateNotAfterMs: nowMs + dayMs } }, [], ['CERT']],
  ['a wrong clock', { agent: { ...agent, clockSkewMs: -2 * hourMs } }, [], ['CLOCK']],
  ['a revoked agent raises nothing', { agent: { ...agent, state: 'revoked', certificateNotAfterMs: 0 }, newest: undefined }, [], []],
])('%s', (_title, facts, latest, kinds) => {
  expect(findAlarms([planOf(facts)], latest, nowMs).map(({ kind }) => kind)).toEqual(kinds);
});
