/**
 * What an agent says of its plans and runs, cut to what is kept: texts are bounded, numbers are numbers, and what makes no sense is refused. An agent that was
 * taken over can lie about its own runs, and do nothing else by it.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { v1 } from '@stillpoint/proto/messages.ts';

const maxNotes = 32;
/** An agent that lies puts off its own plan, until its next time at most. */
const maxRetryAfterMs = 86_400_000;
const planName = /^[a-z0-9][a-z0-9._-]{0,62}$/u;
const maxPlans = 256;
const maxKinds = 16;
const maxRefusals = 256;

/** A PlanList that can be kept. */
export interface BoundedPlans {
  readonly plans: readonly v1.PlanFacts.$Properties[];
  readonly zone: string;
  readonly central: boolean;
  readonly refusals: readonly v1.PlanRefusal.$Properties[];
}

/** The plans, as they are shown. PROTOCOL_VIOLATION, LIMIT_EXCEEDED. */
export function boundedPlans({ plans, zone, central, refusals }: v1.PlanList.$Properties): BoundedPlans {
  const list = plans ?? [];
  if (list.length > maxPlans) throw new StillpointError('LIMIT_EXCEEDED', `an agent tells of at most ${maxPlans} plans`);
  return {
    zone: clip(zone, 64),
    plans: list.map(({ name, schedule, sourceKinds, centralRevision }) => ({ name: checkedPlan(name), schedule: clip(schedule, 128), sourceKinds: (sourceKinds ?? []).slice(0, maxKinds).map((kind) => clip(kind, 32)), centralRevision: count(centralRevision) })),
    central: central === true,
    refusals: (refusals ?? []).slice(0, maxRefusals).map(({ plan, revision, source, field, reason }) => ({ plan: checkedPlan(plan), revision: count(revision), source: clip(source, 64), field: clip(field, 128), reason: clip(reason, 300) })),
  };
}

/** The report of a run (of a restore without a plan), `startedMs` and `endedMs` left out: the guest's clock may be wrong. PROTOCOL_VIOLATION. */
export function boundedReport(report: v1.RunReport.$Properties): v1.RunReport.$Properties & { readonly runId: Uint8Array; readonly plan: string; readonly state: v1.RunState } {
  const runId = report.runId ?? new Uint8Array(0);
  const state = report.state ?? v1.RunState.RUN_UNKNOWN;
  if (runId.length !== 16) throw new StillpointError('PROTOCOL_VIOLATION', 'a report names no run');
  if (!reportedStates.includes(state)) throw new StillpointError('PROTOCOL_VIOLATION', 'a report has no state of a run');
  const snapshotId = report.snapshotId ?? new Uint8Array(0);
  return {
    runId: new Uint8Array(runId),
    plan: report.plan ? checkedPlan(report.plan) : '',
    state,
    counts: boundedCounts(report.counts ?? {}),
    errorCode: clip(report.errorCode, 64),
    errorText: clip(report.errorText, 1024),
    errorHint: clip(report.errorHint, 1024),
    snapshotId: new Uint8Array(snapshotId.length === 16 ? snapshotId : []),
    address: clip(report.address, 256),
    consistency: clip(report.consistency, 32),
    frozenMs: count(report.frozenMs),
    warnings: count(report.warnings),
    shrunk: report.shrunk === true,
    failedSources: count(report.failedSources),
    reason: clip(report.reason, 32),
    notes: (report.notes ?? []).slice(0, maxNotes).map((note) => clip(note, 512)),
    noteAfterMs: (report.noteAfterMs ?? []).slice(0, maxNotes).map(count),
    retryAfterMs: Math.min(count(report.retryAfterMs), maxRetryAfterMs),
  };
}

const reportedStates: readonly v1.RunState[] = [v1.RunState.RUN_RUNNING, v1.RunState.RUN_COMPLETE, v1.RunState.RUN_INCOMPLETE, v1.RunState.RUN_FAILED, v1.RunState.RUN_CANCELLED];

function boundedCounts(counts: v1.RunCounts.$Properties): v1.RunCounts.$Properties {
  return {
    files: count(counts.files),
    bytes: count(counts.bytes),
    readBytes: count(counts.readBytes),
    newBytes: count(counts.newBytes),
    sentBytes: count(counts.sentBytes),
    storedBytes: count(counts.storedBytes),
    unreadable: count(counts.unreadable),
    expectedBytes: count(counts.expectedBytes),
    bytesPerSecond: count(counts.bytesPerSecond),
  };
}

function checkedPlan(name: string | null | undefined): string {
  if (name === null || name === undefined || !planName.test(name)) throw new StillpointError('PROTOCOL_VIOLATION', 'an agent tells of a plan without a proper name');
  return name;
}

/** At most `length` characters, none of which a terminal obeys. */
export function clip(text: string | null | undefined, length: number): string {
  return (text ?? '').slice(0, length).replace(/\p{Cc}/gu, ' ');
}

function count(value: number | null | undefined): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0;
}
