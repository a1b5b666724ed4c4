/**
 * When one plan runs: what an administrator has set for it, or else its own schedule of agent.toml.
 */
import { createHash } from 'node:crypto';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import { CronTimes } from '@stillpoint/proto/schedule/cron-times.ts';

import { parseRate } from '../bandwidth/rate.ts';
import { DailyWindow } from './daily-window.ts';

/** What a schedule is made of. */
export interface ScheduleFactors {
  readonly agentId: string;
  readonly plan: string;
  /** Undefined: nothing is set. */
  readonly settings: v1.ScheduleSettings.$Properties | undefined;
  /** Cron expression of agent.toml; empty: none. */
  readonly own: string;
  /** Of the guest; empty: not known. */
  readonly guestZone: string;
  readonly collectorZone: string;
}

const maxJitterMs = 86_400_000;

/** Holds nothing open. */
export class PlanSchedule {
  readonly origin: 'collector' | 'plan';
  readonly zone: string;
  readonly times: CronTimes;
  readonly window: DailyWindow | undefined;
  readonly stopsAtWindowEnd: boolean;
  /** What a run may send that goes on behind its window; undefined: as much as ever. */
  readonly slowBytesPerSecond: number | undefined;
  /** The plan's share of the jitter: always the same, so that a plan is not early one night and late the next. */
  readonly delayMs: number;

  private constructor({ agentId, plan, settings, own, guestZone, collectorZone }: ScheduleFactors) {
    const set = settings?.cron ?? '';
    this.origin = set === '' ? 'plan' : 'collector';
    const zone = settings?.zone ?? '';
    if (zone !== '') this.zone = zone;
    else this.zone = set === '' && guestZone !== '' ? guestZone : collectorZone;
    this.times = new CronTimes(set === '' ? own : set, this.zone);
    const window = settings?.window ?? '';
    this.window = window === '' ? undefined : new DailyWindow(window, this.zone);
    const atEnd = settings?.atWindowEnd ?? '';
    const slow = /^slow +(\S+)$/u.exec(atEnd)?.[1];
    this.slowBytesPerSecond = slow === undefined ? undefined : parseRate(slow);
    const isKnown = atEnd === '' || atEnd === 'finish' || atEnd === 'stop' || (this.slowBytesPerSecond ?? 0) > 0;
    if (!isKnown) throw new StillpointError('USAGE', `"${atEnd}" is nothing to do at the end of a window`, { hint: 'write finish, stop, or slow with a rate of at least 1Mbit as in "slow 5Mbit"' });
    this.stopsAtWindowEnd = atEnd === 'stop';
    const jitterMs = settings?.jitterMs ?? 0;
    if (jitterMs > maxJitterMs) throw new StillpointError('USAGE', 'starts are spread over at most a day');
    this.delayMs = jitterMs === 0 ? 0 : createHash('sha256').update(`${agentId}/${plan}`).digest().readUInt32LE(0) % jitterMs;
  }

  /** Undefined when the plan has no schedule at all. USAGE when it has one that cannot be followed. */
  static of(factors: ScheduleFactors): PlanSchedule | undefined {
    if ((factors.settings?.cron ?? '') === '' && factors.own === '') return undefined;
    return new PlanSchedule(factors);
  }

  /** When the run of the scheduled time `slotMs` begins at the earliest. */
  startOf(slotMs: number): number {
    const startMs = slotMs + this.delayMs;
    return this.window === undefined ? startMs : this.window.opensAt(startMs);
  }

  /** The next `count` starts after `ms`. */
  nextStarts(ms: number, count: number): number[] {
    const starts: number[] = [];
    // One slot further back: its start may still be to come.
    for (let slotMs = this.times.lastUpTo(ms) ?? this.times.next(ms); slotMs !== undefined && starts.length < count; slotMs = this.times.next(slotMs)) {
      const startMs = this.startOf(slotMs);
      if (startMs > ms && startMs !== starts.at(-1)) starts.push(startMs);
    }
    return starts;
  }

  /** How old a plan's newest snapshot may become: what is set, or twice the interval. */
  maxAgeMs(settings: v1.ScheduleSettings.$Properties | undefined, nowMs: number): number {
    const set = settings?.maxAgeMs ?? 0;
    return set === 0 ? 2 * this.times.intervalMs(nowMs) : set;
  }
}
