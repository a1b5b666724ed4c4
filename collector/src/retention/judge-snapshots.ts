/**
 * Which snapshots of one plan are kept, and why: a pure function of the snapshots, the policy and the time.
 */
import { formatDuration } from '@stillpoint/proto/text/format-duration.ts';
import { calendarBucket, type CalendarSpan } from './calendar-bucket.ts';
import { letsGo, type RetentionPolicy } from './retention-policy.ts';

/** What the rules look at. */
export interface JudgedSnapshot {
  readonly id: string;
  readonly timeMs: number;
  readonly complete: boolean;
  /** Why an administrator keeps it; undefined when nobody does. */
  readonly pinReason: string | undefined;
  /** ms since 1970; 0 when it never was immutable. */
  readonly immutableUntilMs: number;
}

/** What becomes of a snapshot; at least one reason. */
export interface SnapshotVerdict {
  readonly id: string;
  readonly keep: boolean;
  readonly reasons: readonly string[];
}

/** The time, and whose calendar days are meant. */
export interface JudgeOptions {
  readonly nowMs: number;
  readonly zone: string;
}

const calendarRules: readonly { readonly span: CalendarSpan; readonly count: (policy: RetentionPolicy) => number; readonly name: string }[] = [
  { span: 'hour', count: (policy) => policy.keepHourly, name: 'hourly' },
  { span: 'day', count: (policy) => policy.keepDaily, name: 'daily' },
  { span: 'week', count: (policy) => policy.keepWeekly, name: 'weekly' },
  { span: 'month', count: (policy) => policy.keepMonthly, name: 'monthly' },
  { span: 'year', count: (policy) => policy.keepYearly, name: 'yearly' },
];

/**
 * A verdict for each snapshot of one plan, newest first. Of a span of the calendar the newest complete snapshot is kept, or the newest one if none is complete. Whatever the
 * policy: the newest snapshot stays, and the newest complete one.
 */
export function judgeSnapshots(snapshots: readonly JudgedSnapshot[], policy: RetentionPolicy, { nowMs, zone }: JudgeOptions): SnapshotVerdict[] {
  const newestFirst = [...snapshots].sort((left, right) => right.timeMs - left.timeMs || (left.id < right.id ? 1 : -1));
  const reasons = new Map<string, string[]>(newestFirst.map(({ id }) => [id, []]));
  const keep = (snapshot: JudgedSnapshot | undefined, reason: string): void => {
    if (snapshot !== undefined) reasons.get(snapshot.id)?.push(reason);
  };

  for (const snapshot of newestFirst) if (snapshot.pinReason !== undefined) keep(snapshot, `pinned: ${snapshot.pinReason}`);
  for (const snapshot of newestFirst) if (snapshot.immutableUntilMs > nowMs) keep(snapshot, `immutable until ${new Date(snapshot.immutableUntilMs).toISOString()}`);
  keep(newestFirst[0], 'newest of its plan');
  keep(newestFirst.find(({ complete }) => complete), 'newest complete one of its plan');
  if (!letsGo(policy)) for (const snapshot of newestFirst) keep(snapshot, 'no rule lets it go');
  for (const snapshot of newestFirst.slice(0, policy.keepLast)) keep(snapshot, `one of the last ${policy.keepLast}`);
  if (policy.keepWithinMs > 0) {
    for (const snapshot of newestFirst) if (snapshot.timeMs > nowMs - policy.keepWithinMs) keep(snapshot, `within ${formatDuration(policy.keepWithinMs)}`);
  }
  for (const { span, count, name } of calendarRules) {
    for (const snapshot of newestOfSpans(newestFirst, span, count(policy), zone)) keep(snapshot, `one of ${count(policy)} ${name}`);
  }

  return newestFirst.map(({ id }) => {
    const found = reasons.get(id) ?? [];
    return found.length > 0 ? { id, keep: true, reasons: found } : { id, keep: false, reasons: ['no rule keeps it'] };
  });
}

/** One snapshot of each of the newest `count` spans that have any. */
function newestOfSpans(newestFirst: readonly JudgedSnapshot[], span: CalendarSpan, count: number, zone: string): JudgedSnapshot[] {
  const chosen = new Map<string, JudgedSnapshot>();
  if (count === 0) return [];
  for (const snapshot of newestFirst) {
    const bucket = calendarBucket(snapshot.timeMs, span, zone);
    const known = chosen.get(bucket);
    if (known === undefined && chosen.size === count) break;
    if (known === undefined || (!known.complete && snapshot.complete)) chosen.set(bucket, snapshot);
  }
  return [...chosen.values()];
}
