/**
 * What is to be done about one plan at one moment. Pure: everything that it depends on comes in.
 *
 * A scheduled time that has passed without a run is made up for once, however many were missed. A run never overlaps another of its plan. One that failed is
 * tried again after a while, and given up after some attempts, until its next time. One that was stopped at the end of its window goes on in the next.
 */
import { v1 } from '@stillpoint/proto/messages.ts';

import { comeBackMs } from '../session/collector-busy.ts';
import type { PlanSchedule } from './plan-schedule.ts';

/** What is known of a plan. */
export interface PlanSituation {
  readonly schedule: PlanSchedule;
  /** Times up to this one are nobody's business: before the schedule, or before anything was known. */
  readonly sinceMs: number;
  /** The newest run, when none goes on. */
  readonly last: v1.RunFacts.$Properties | undefined;
  readonly going: v1.RunFacts.$Properties | undefined;
}

/** `start` says for which scheduled time. */
export type Decision =
  | { readonly kind: 'none' }
  | { readonly kind: 'stop' }
  | { readonly kind: 'start'; readonly scheduledMs: number; readonly attempt: number; readonly reason: 'schedule' | 'late' | 'retry' };

/** A run that was stopped at the end of its window says so in `stoppedBy`. */
export const stoppedByWindow = 'the end of its window';
/** Attempts in all, and the wait before the second one, doubled with each. */
export const maxAttempts = 5;
const firstRetryMs = 300_000;
const lateAfterMs = 300_000;

const none: Decision = { kind: 'none' };

export function decideRun({ schedule, sinceMs, last, going }: PlanSituation, nowMs: number): Decision {
  const { window } = schedule;
  const isOpen = window?.isOpen(nowMs) ?? true;
  if (going !== undefined) return !isOpen && schedule.stopsAtWindowEnd && going.reason !== 'asked' && !going.stoppedBy ? { kind: 'stop' } : none;
  if (!isOpen) return none;
  const slotMs = schedule.times.lastUpTo(nowMs);
  const lastMs = last?.scheduledMs ?? 0;
  const isNewSlot = slotMs !== undefined && slotMs > Math.max(sinceMs, lastMs, last?.queuedMs ?? 0);
  if (isNewSlot) return startOnTime(schedule, slotMs, nowMs);
  if (last === undefined || lastMs === 0) return none;
  if (last.stoppedBy === stoppedByWindow) return { kind: 'start', scheduledMs: lastMs, attempt: 1, reason: 'late' };
  if (last.state === v1.RunState.RUN_FAILED) return retry(lastMs, last, nowMs);
  return none;
}

function startOnTime(schedule: PlanSchedule, slotMs: number, nowMs: number): Decision {
  const startMs = schedule.startOf(slotMs);
  if (nowMs < startMs) return none;
  const isLate = nowMs - startMs > lateAfterMs;
  // Its regular time comes in this same window: two runs in one night would be one too many.
  if (isLate && schedule.window !== undefined && (schedule.times.next(nowMs) ?? Number.POSITIVE_INFINITY) < schedule.window.closesAt(nowMs)) return none;
  return { kind: 'start', scheduledMs: slotMs, attempt: 1, reason: isLate ? 'late' : 'schedule' };
}

function retry(scheduledMs: number, last: v1.RunFacts.$Properties, nowMs: number): Decision {
  const attempt = Math.max(1, last.attempt ?? 1);
  // The collector itself has sent it away: no failed attempt, and it knows when to come back.
  // Agents of older releases do not say when.
  const retryAfterMs = Math.max(last.retryAfterMs ?? 0, comeBackMs.queue);
  if (last.errorCode === 'COLLECTOR_BUSY') return nowMs < (last.endedMs ?? 0) + retryAfterMs ? none : { kind: 'start', scheduledMs, attempt, reason: 'retry' };
  if (attempt >= maxAttempts || nowMs < (last.endedMs ?? 0) + firstRetryMs * 2 ** (attempt - 1)) return none;
  return { kind: 'start', scheduledMs, attempt: attempt + 1, reason: 'retry' };
}
