/** What both sides said of one run, in the order of time. */
import type { v1 } from '@stillpoint/proto/messages.ts';

import { runStateName } from './run-text.ts';

/** `timeMs` is the collector's clock: what the guest said is placed by how long after its beginning it was. */
export interface ToldLine {
  readonly timeMs: number;
  readonly side: 'collector' | 'guest';
  /** info, warn or error. */
  readonly level: string;
  readonly text: string;
}

/** The lines of `facts`; of those of one moment, the order stays. */
export function runLines(facts: v1.RunFacts.$Properties): ToldLine[] {
  return [...beginningOf(facts), ...logLines(facts), ...guestLines(facts), ...endOf(facts)].sort((one, other) => one.timeMs - other.timeMs);
}

function beginningOf({ actor, reason, queuedMs, startedMs, attempt }: v1.RunFacts.$Properties): ToldLine[] {
  const by = `${(attempt ?? 1) > 1 ? `, attempt ${String(attempt)}` : ''}${actor ? `, by ${actor}` : ''}`;
  return [
    ...(queuedMs ? [{ timeMs: queuedMs, side: 'collector', level: 'info', text: `ordered: ${reason ?? ''}${by}` } as const] : []),
    ...(startedMs ? [{ timeMs: startedMs, side: 'guest', level: 'info', text: 'begun' } as const] : []),
  ];
}

function endOf({ startedMs, endedMs, stoppedBy, address, errorCode, errorText, ...facts }: v1.RunFacts.$Properties): ToldLine[] {
  if (!endedMs) return [];
  const state = runStateName(facts);
  const failure = errorCode ? `: ${errorCode}: ${errorText ?? ''}` : '';
  // Of a guest that was never heard of again, and of an order that it did not take, the collector says so.
  const isTold = Boolean(startedMs) && errorCode !== 'RUN_LOST';
  const text = `ended: ${state}${stoppedBy ? `, stopped by ${stoppedBy}` : ''}${address ? `, snapshot ${address}` : ''}${failure}`;
  return [{ timeMs: endedMs, side: isTold ? 'guest' : 'collector', level: state === 'failed' ? 'error' : 'info', text }];
}

function logLines({ lines }: v1.RunFacts.$Properties): ToldLine[] {
  return (lines ?? []).map(({ timeMs, level, text }) => ({ timeMs: timeMs ?? 0, side: 'collector', level: level ?? 'info', text: text ?? '' }));
}

/** Guests of older releases do not say when. */
function guestLines({ notes, noteAfterMs, startedMs, endedMs, plan }: v1.RunFacts.$Properties): ToldLine[] {
  const latestMs = (endedMs ?? 0) === 0 ? Number.POSITIVE_INFINITY : (endedMs ?? 0);
  return (notes ?? []).map((text, index) => ({
    timeMs: Math.min(latestMs, (startedMs ?? 0) + (noteAfterMs?.[index] ?? 0)),
    side: 'guest',
    // Of a backup these are its warnings.
    level: plan ? 'warn' : 'info',
    text,
  }));
}
