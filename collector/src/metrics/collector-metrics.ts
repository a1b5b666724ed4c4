/**
 * What a collector tells Prometheus, from what `status` knows. Names and labels are documented in docs/monitoring.md, which a test compares. Pure: the facts come in.
 */
import { v1 } from '@stillpoint/proto/messages.ts';

import { alarmKinds, type Alarm } from '../alarm/alarm.ts';
import type { AgentRow, CatalogTotals, EventRow } from '../catalog/catalog.ts';
import type { FreeSpace } from '../datastore/free-space.ts';
import type { KnownPlan } from '../schedule/known-plans.ts';
import type { Metric, MetricType, Sample } from './metric-text.ts';

/** What the values are taken from, of one moment. */
export interface MetricFacts {
  readonly nowMs: number;
  readonly version: string;
  readonly startedMs: number;
  readonly alarms: readonly Alarm[];
  readonly plans: readonly KnownPlan[];
  /** Removed ones are passed over. */
  readonly agents: readonly AgentRow[];
  /** Ids (32 hexadecimal digits) of agents whose service is connected. */
  readonly connected: ReadonlySet<string>;
  readonly latestRuns: readonly v1.RunFacts.$Properties[];
  readonly going: number;
  readonly sessions: number;
  readonly totals: CatalogTotals;
  readonly space: FreeSpace;
  /** The newest of each object, in no order. */
  readonly events: readonly EventRow[];
  readonly memory: { readonly rss: number; readonly heapUsed: number };
  readonly cpuSeconds: number;
}

/** A guest tells of its plans itself, up to 256 of them with whatever names: so many of each agent are told. */
const maxPlansOfAgent = 32;

/** All metrics. */
export function collectorMetrics(facts: MetricFacts): Metric[] {
  const plans = boundedPlans(facts.plans);
  return [...processMetrics(facts), ...datastoreMetrics(facts), ...agentMetrics(facts), ...alarmMetrics(facts), ...planMetrics(plans, facts), ...runMetrics(plans, facts)];
}

function processMetrics({ version, startedMs, memory, cpuSeconds, sessions, going, events }: MetricFacts): Metric[] {
  return [
    metric('stillpoint_build_info', 'Version of the collector; the value is 1.', [{ labels: { version }, value: 1 }]),
    single('stillpoint_start_time_seconds', 'When the collector began to serve, in seconds since 1970.', startedMs / 1000),
    single('stillpoint_process_resident_memory_bytes', 'Memory of the collector that is in RAM.', memory.rss),
    single('stillpoint_process_heap_bytes', 'Memory that its JavaScript uses.', memory.heapUsed),
    single('stillpoint_process_cpu_seconds_total', 'Processor time that the collector has used.', cpuSeconds, 'counter'),
    single('stillpoint_sessions', 'Backups that are being received.', sessions),
    single('stillpoint_runs_going', 'Runs that were ordered or reported and have not ended.', going),
    metric('stillpoint_last_garbage_collection_timestamp_seconds', 'When garbage was last collected.', lastEvent(events, 'garbage-collected')),
    metric('stillpoint_last_verification_timestamp_seconds', 'When a verification last came to its end.', lastEvent(events, 'verified')),
  ];
}

function datastoreMetrics({ totals, space }: MetricFacts): Metric[] {
  return [
    single('stillpoint_datastore_free_bytes', 'Space that is free on the filesystem of the datastore.', space.freeBytes),
    single('stillpoint_datastore_size_bytes', 'Size of that filesystem.', space.totalBytes),
    single('stillpoint_datastore_stored_bytes', 'Bytes of all packs.', totals.packBytes),
    single('stillpoint_datastore_unique_bytes', 'Bytes of all chunks before compression, each counted once.', totals.uniqueBytes),
    single('stillpoint_datastore_packs', 'Packs.', totals.packs),
    single('stillpoint_datastore_chunks', 'Chunks.', totals.chunks),
    single('stillpoint_datastore_damaged_chunks', 'Chunks that are known to be damaged.', totals.damagedChunks),
  ];
}

function agentMetrics({ agents, connected }: MetricFacts): Metric[] {
  const living = agents.filter(({ state }) => state === 'active');
  const states = Map.groupBy(agents.filter(({ state }) => state !== 'removed'), ({ state }) => state);
  const of = (value: (agent: AgentRow) => number): Sample[] => living.map((agent) => ({ labels: { agent: agent.name }, value: value(agent) }));
  return [
    metric('stillpoint_agents', 'Agents by state.', [...states].map(([state, list]) => ({ labels: { state }, value: list.length }))),
    metric('stillpoint_agent_connected', '1 when the service of the agent is connected.', of(({ agentId }) => (connected.has(agentId) ? 1 : 0))),
    metric('stillpoint_agent_last_seen_timestamp_seconds', 'When the agent last greeted; 0: never.', of(({ lastSeenMs }) => lastSeenMs / 1000)),
    metric('stillpoint_agent_clock_skew_seconds', 'How far the clock of the guest is ahead.', of(({ clockSkewMs }) => clockSkewMs / 1000)),
    metric('stillpoint_agent_certificate_expiry_timestamp_seconds', 'When the certificate of the agent ends.', of(({ certificateNotAfterMs }) => certificateNotAfterMs / 1000)),
  ];
}

// Zero is a value, too: a rule that waits for an alarm must see the metric before the first one.
function alarmMetrics({ alarms }: MetricFacts): Metric[] {
  const count = (kind: string, critical: boolean): number => alarms.filter((alarm) => alarm.kind === kind && alarm.critical === critical).length;
  const samples = alarmKinds.flatMap((kind) => [false, true].map((critical) => ({ labels: { kind, severity: critical ? 'critical' : 'warning' }, value: count(kind, critical) })));
  return [metric('stillpoint_alarms', 'Alarms that stand, by kind.', samples)];
}

function planMetrics(plans: readonly KnownPlan[], { nowMs, alarms, plans: all }: MetricFacts): Metric[] {
  const late = new Set(alarms.filter(({ kind }) => kind === 'OVERDUE' || kind === 'NEVER').map(({ subject }) => subject));
  const saved = plans.filter(({ newest }) => newest !== undefined);
  const draftOf = ({ newest }: KnownPlan): v1.SnapshotDraft.$Properties => newest?.draft ?? {};
  const countsOf = (plan: KnownPlan): v1.Counts.$Properties => draftOf(plan).counts ?? {};
  const next = plans.flatMap((plan) => {
    const [startMs] = plan.schedule?.nextStarts(nowMs, 1) ?? [];
    return startMs === undefined || !Number.isFinite(startMs) ? [] : [{ labels: labelsOf(plan), value: startMs / 1000 }];
  });
  const maxAge = plans.flatMap((plan) => {
    const ms = plan.schedule?.maxAgeMs(plan.settings, nowMs) ?? plan.settings?.maxAgeMs ?? 0;
    return ms > 0 ? [{ labels: labelsOf(plan), value: ms / 1000 }] : [];
  });
  return [
    single('stillpoint_plans_omitted', `Plans that are not told here: of each agent ${String(maxPlansOfAgent)} are.`, all.filter(({ agent }) => agent.state === 'active').length - plans.length),
    metric('stillpoint_plan_overdue', '1 when the plan has no backup, or none that is young enough.', of(plans, ({ agent, plan }) => (late.has(`${agent.agentId}/${plan}`) ? 1 : 0))),
    metric('stillpoint_plan_max_age_seconds', 'How old the newest backup may become.', maxAge),
    metric('stillpoint_plan_next_start_timestamp_seconds', 'When the plan begins next.', next),
    metric('stillpoint_plan_last_backup_timestamp_seconds', 'Time of the newest snapshot.', of(saved, ({ newest }) => (newest?.timeMs ?? 0) / 1000)),
    metric('stillpoint_plan_last_backup_complete', '1 when the newest snapshot is complete, 0 when it lacks entries or a source.', of(saved, (plan) => (draftOf(plan).status === v1.SnapshotStatus.COMPLETE ? 1 : 0))),
    metric('stillpoint_plan_last_backup_consistency', 'What the newest snapshot promises; the value is 1.', saved.map((plan) => ({ labels: { ...labelsOf(plan), consistency: consistencyName(draftOf(plan).consistency) }, value: 1 }))),
    metric('stillpoint_plan_last_backup_files', 'Files of the newest snapshot.', of(saved, (plan) => countsOf(plan).files ?? 0)),
    metric('stillpoint_plan_last_backup_bytes', 'Bytes of the newest snapshot.', of(saved, (plan) => countsOf(plan).bytes ?? 0)),
    metric('stillpoint_plan_last_backup_read_bytes', 'Bytes that were read for it.', of(saved, (plan) => countsOf(plan).bytesRead ?? 0)),
    metric('stillpoint_plan_last_backup_new_bytes', 'Bytes in it that the collector did not have.', of(saved, (plan) => countsOf(plan).newBytes ?? 0)),
    metric('stillpoint_plan_last_backup_sent_bytes', 'Bytes that were sent for it.', of(saved, (plan) => countsOf(plan).sentBytes ?? 0)),
    metric('stillpoint_plan_last_backup_duration_seconds', 'How long it took.', of(saved, (plan) => (countsOf(plan).durationMs ?? 0) / 1000)),
    metric('stillpoint_plan_last_backup_frozen_seconds', 'How long the guest stood still for it.', of(saved, (plan) => (draftOf(plan).frozenMs ?? 0) / 1000)),
  ];
}

function runMetrics(plans: readonly KnownPlan[], { latestRuns }: MetricFacts): Metric[] {
  const latest = new Map(latestRuns.map((run) => [`${Buffer.from(run.agentId ?? []).toString('hex')}/${run.plan ?? ''}`, run]));
  const ended = plans.flatMap((plan) => {
    const run = latest.get(`${plan.agent.agentId}/${plan.plan}`);
    return run === undefined || (run.endedMs ?? 0) === 0 ? [] : [{ plan, run }];
  });
  const runs = (value: (run: v1.RunFacts.$Properties) => number): Sample[] => ended.map(({ plan, run }) => ({ labels: labelsOf(plan), value: value(run) }));
  return [
    metric('stillpoint_plan_last_run_failed', '1 when the last run that ended has failed.', runs(({ state }) => (state === v1.RunState.RUN_FAILED ? 1 : 0))),
    metric('stillpoint_plan_last_run_end_timestamp_seconds', 'When the last run ended, however it did.', runs(({ endedMs }) => (endedMs ?? 0) / 1000)),
  ];
}

function boundedPlans(plans: readonly KnownPlan[]): KnownPlan[] {
  return [...Map.groupBy(plans.filter(({ agent }) => agent.state === 'active'), ({ agent }) => agent.agentId).values()].flatMap((list) => {
    // Those with backups first: a guest that makes up plans must not hide those that it had.
    return list.length <= maxPlansOfAgent ? list : [...list.filter(({ newest }) => newest !== undefined), ...list.filter(({ newest }) => newest === undefined)].slice(0, maxPlansOfAgent);
  });
}

function of(plans: readonly KnownPlan[], value: (plan: KnownPlan) => number): Sample[] {
  return plans.map((plan) => ({ labels: labelsOf(plan), value: value(plan) }));
}

function labelsOf({ agent, plan }: KnownPlan): Record<string, string> {
  return { agent: agent.name, plan };
}

function consistencyName(value: v1.Consistency | null | undefined): string {
  if (value === v1.Consistency.APPLICATION) return 'application';
  return value === v1.Consistency.FILESYSTEM ? 'filesystem' : 'crash';
}

function lastEvent(events: readonly EventRow[], kind: string): Sample[] {
  // With an object it is about that alone: one snapshot that was verified.
  const times = events.filter((row) => row.kind === kind && (row.object === '' || row.object === 'everything')).map(({ timeMs }) => timeMs);
  return times.length === 0 ? [] : [{ labels: {}, value: Math.max(...times) / 1000 }];
}

function single(name: string, help: string, value: number, type: MetricType = 'gauge'): Metric {
  return { name, type, help, samples: [{ labels: {}, value }] };
}

function metric(name: string, help: string, samples: readonly Sample[]): Metric {
  return { name, type: 'gauge', help, samples };
}
