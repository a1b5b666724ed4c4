/**
 * What an auditor asks about a span of time: what was planned and done, what could be restored, who restored, what was deleted and why. Facts in, facts out; the entrance of this folder.
 */
import { consistencyName } from '@stillpoint/proto/address/headline.ts';
import type { KnownAgent, KnownSnapshot } from '@stillpoint/proto/address/known-snapshots.ts';
import { v1 } from '@stillpoint/proto/messages.ts';
import { CronTimes } from '@stillpoint/proto/schedule/cron-times.ts';

import { drillOf } from '../drill/drill-result.ts';

/** What a report is made of. Times in ms since 1970. */
export interface ReportSources {
  readonly fromMs: number;
  readonly toMs: number;
  readonly agents: readonly KnownAgent[];
  readonly schedules: readonly v1.ScheduleFacts.$Properties[];
  readonly runs: readonly v1.RunFacts.$Properties[];
  /** The whole audit log up to `toMs`. */
  readonly events: readonly v1.EventFacts.$Properties[];
}

/** One plan within the span. */
export interface PlanReport {
  readonly plan: string;
  /** Times of its schedule, as it is now; undefined: it has none. */
  readonly planned: number | undefined;
  /** Snapshots that were taken, those that were deleted since included. */
  readonly snapshots: number;
  readonly incomplete: number;
  readonly deleted: number;
  readonly failedRuns: number;
  /** The longest time without a snapshot; undefined when there was none at all. */
  readonly longestGapMs: number | undefined;
  /** What can be restored now. */
  readonly oldestMs: number | undefined;
  readonly newestMs: number | undefined;
  /** Consistency of the newest snapshot of the span. */
  readonly consistency: string;
  readonly lastDrill: v1.DrillFacts.$Properties | undefined;
}

/** A report. */
export interface Report {
  readonly fromMs: number;
  readonly toMs: number;
  readonly plans: readonly PlanReport[];
  readonly restores: readonly v1.EventFacts.$Properties[];
  readonly deletions: readonly v1.EventFacts.$Properties[];
}

const restoreKinds: ReadonlySet<string> = new Set(['restore', 'restore-failed', 'guest-restore', 'guest-restore-refused', 'restore-ordered']);
/** A schedule of every minute for two months. */
const maxPlanned = 100_000;

/** Puts a report together. */
export function gatherReport(sources: ReportSources): Report {
  const { fromMs, toMs, events } = sources;
  const inSpan = events.filter(({ timeMs }) => (timeMs ?? 0) >= fromMs && (timeMs ?? 0) < toMs);
  const names = new Set([
    ...sources.agents.flatMap(({ name, plans }) => [...plans.keys()].map((plan) => `${name}/${plan}`)),
    ...sources.schedules.map(({ agentName, plan }) => `${agentName ?? ''}/${plan ?? ''}`),
  ]);
  return {
    fromMs,
    toMs,
    plans: [...names].sort().map((name) => planReport(name, sources)),
    restores: inSpan.filter(({ kind }) => restoreKinds.has(kind ?? '')),
    deletions: inSpan.filter(({ kind }) => kind === 'snapshot-deleted'),
  };
}

function planReport(name: string, { fromMs, toMs, agents, schedules, runs, events }: ReportSources): PlanReport {
  const [agentName = '', plan = ''] = name.split('/');
  const isOfPlan = (facts: { readonly agentName?: string | null; readonly plan?: string | null }): boolean => facts.agentName === agentName && facts.plan === plan;
  const known = agents.find((agent) => agent.name === agentName)?.plans.get(plan) ?? [];
  const isTaken = (timeMs: number): boolean => timeMs >= fromMs && timeMs < toMs;
  const living = known.filter(({ timeMs }) => isTaken(timeMs));
  const livingTimes = new Set(known.map(({ timeMs }) => timeMs));
  // Deleted ones that were taken back are living.
  const deletedTimes = events.filter((event) => event.kind === 'snapshot-deleted' && isOfPlan(event) && !livingTimes.has(event.snapshotTimeMs ?? 0)).map(({ snapshotTimeMs }) => snapshotTimeMs ?? 0);
  const deleted = new Set(deletedTimes.filter(isTaken));
  const schedule = schedules.find(isOfPlan);
  return {
    plan: name,
    planned: countPlanned(schedule, fromMs, toMs),
    snapshots: living.length + deleted.size,
    incomplete: living.filter(({ complete }) => !complete).length,
    deleted: deleted.size,
    failedRuns: runs.filter((run) => isOfPlan(run) && run.state === v1.RunState.RUN_FAILED && isTaken(run.startedMs === 0 ? (run.queuedMs ?? 0) : (run.startedMs ?? 0))).length,
    longestGapMs: longestGap([...livingTimes, ...deletedTimes], fromMs, toMs),
    oldestMs: known.at(-1)?.timeMs,
    newestMs: known[0]?.timeMs,
    consistency: consistencyOf(living[0]),
    lastDrill: events.filter(({ kind, object }) => kind === 'drill' && object === name).map(({ object, text }) => drillOf({ object: object ?? '', text: text ?? '' })).at(-1),
  };
}

function consistencyOf(snapshot: KnownSnapshot | undefined): string {
  return snapshot === undefined ? '' : consistencyName(snapshot);
}

function countPlanned(schedule: v1.ScheduleFacts.$Properties | undefined, fromMs: number, toMs: number): number | undefined {
  const cron = schedule?.settings?.cron ?? '';
  if (cron === '' || schedule?.origin === 'none') return undefined;
  const zone = schedule?.settings?.zone;
  const times = new CronTimes(cron, zone === undefined || zone === null || zone === '' ? 'UTC' : zone);
  let planned = 0;
  for (let next = times.next(fromMs - 1); next !== undefined && next < toMs && planned < maxPlanned; next = times.next(next)) planned++;
  return planned;
}

/** Before its first snapshot a plan owed nothing. */
function longestGap(timesMs: readonly number[], fromMs: number, toMs: number): number | undefined {
  const sorted = timesMs.filter((timeMs) => timeMs < toMs).sort((left, right) => left - right);
  const [first] = sorted;
  if (first === undefined) return undefined;
  const points = [Math.max(first, fromMs), ...sorted.filter((timeMs) => timeMs > fromMs), toMs];
  return points.slice(1).reduce((longest, timeMs, index) => Math.max(longest, timeMs - (points[index] ?? timeMs)), 0);
}
