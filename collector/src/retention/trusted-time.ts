/**
 * Whether the collector's clock may be believed when snapshots are to go. A clock that jumps ahead would let everything expire at once, one that goes back would write
 * times that were there already.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';

/** Further ahead of the mark a clock is not believed. */
export const maxAheadMs = 48 * 3_600_000;
/** A clock is corrected by seconds all the time. */
export const maxBackMs = 5 * 60_000;

/** `back` and `ahead` of the high-water mark. */
export type ClockState = 'right' | 'back' | 'ahead';

/** Judges `nowMs` by the time up to which the clock was found right (ms since 1970; 0: never looked at, then it is believed). */
export function clockState(nowMs: number, markMs: number): ClockState {
  if (markMs === 0) return 'right';
  if (nowMs < markMs - maxBackMs) return 'back';
  return nowMs > markMs + maxAheadMs ? 'ahead' : 'right';
}

/** A moment that has passed for certain, for judging whether something is still immutable. */
export function certainNow(nowMs: number, markMs: number): number {
  return clockState(nowMs, markMs) === 'ahead' ? markMs : nowMs;
}

/** A sentence about what is wrong with the clock, undefined when it is right. */
export function describeClock(nowMs: number, markMs: number): string | undefined {
  const state = clockState(nowMs, markMs);
  if (state === 'right') return undefined;
  const [now, mark] = [new Date(nowMs).toISOString(), new Date(markMs).toISOString()];
  return state === 'back' ? `the clock says ${now}, but it was ${mark} already` : `the clock says ${now}, more than 48 hours after ${mark}, when it was last seen right`;
}

/** CLOCK_UNTRUSTED unless the clock is right. */
export function assertTrusted(nowMs: number, markMs: number): void {
  const wrong = describeClock(nowMs, markMs);
  if (wrong === undefined) return;
  throw new StillpointError('CLOCK_UNTRUSTED', wrong, { hint: 'correct the clock; when it is right as it is, say so with `stillpoint-collector prune --accept-time`' });
}
