import { expect, test } from 'vitest';

import type { AgentRow } from '../catalog/catalog.ts';
import { drillEvent } from '../drill/drill-result.ts';
import { findDrillAlarms } from './drill-alarms.ts';
import { findQuotaAlarms } from './quota-alarms.ts';

const agentId = '11'.repeat(16);
const agent: AgentRow = {
  agentId, name: 'db1', state: 'active', enrolledMs: 0, dedup: 'fleet', restore: 'on', quotaBytes: 1000, labels: {}, certificateSerials: [], certificateNotAfterMs: 0, lastSeenMs: 0, lastAddress: '', hello: undefined, clockSkewMs: 0,
};
const nowMs = Date.parse('2026-11-22T12:00:00Z');

test.each([
  ['below nine tenths', 899, agent, []],
  ['from nine tenths on', 900, agent, [['QUOTA', false]]],
  ['at the quota backups are refused', 1000, agent, [['QUOTA', true]]],
  ['without a quota', 5000, { ...agent, quotaBytes: 0 }, []],
  ['a revoked agent', 5000, { ...agent, state: 'revoked' as const }, []],
])('a quota: %s', (_title, used, row, alarms) => {
  expect(findQuotaAlarms([row], new Map([[agentId, used]])).map(({ kind, critical }) => [kind, critical])).toEqual(alarms);
});

test.each([
  ['that passed raises nothing', true, agent, 0],
  ['that failed does', false, agent, 1],
  ['of an agent that is revoked raises nothing', false, { ...agent, state: 'revoked' as const }, 0],
])('a drill %s', (_title, passed, row, alarms) => {
  const event = drillEvent({ agentName: 'db1', plan: 'daily', snapshotId: Buffer.alloc(16), startedMs: nowMs - 5000, passed, text: 'one entry\ndiffers' });
  const found = findDrillAlarms([{ timeMs: nowMs - 3_600_000, actor: 'x', kind: 'drill', object: event.object ?? '', text: event.text ?? '' }], [row], nowMs);
  expect(found).toMatchObject(Array.from({ length: alarms }, () => ({ kind: 'DRILL', agentName: 'db1', plan: 'daily', subject: `${agentId}/daily`, text: 'the last drill, 1 h ago, failed: one entry differs' })));
  expect(found).toHaveLength(alarms);
});

test.each([
  ['while the collector tries it', 86_400_000, 1],
  ['and no longer', 3 * 86_400_000, 0],
])('a drill of a name that is nobody’s raises an alarm %s', (_title, ageMs, alarms) => {
  const event = drillEvent({ agentName: 'dbl', plan: 'daily', snapshotId: Buffer.alloc(16), startedMs: nowMs, passed: false, text: 'AGENT_UNKNOWN' });
  expect(findDrillAlarms([{ timeMs: nowMs - ageMs, actor: 'x', kind: 'drill', object: event.object ?? '', text: event.text ?? '' }], [agent], nowMs)).toMatchObject(Array.from({ length: alarms }, () => ({ agentName: 'dbl', subject: 'dbl/daily' })));
});
