/**
 * What one channel has told, and what is news to it. Each alarm is told once, again a day later while it lasts, and once when it is over. There is no queue: what could not be sent is
 * found again from the difference between what is and what was told, so nothing is told twice and nothing that is over is told as new. Pure but for its own memory.
 */
import { alarmKey, compareAlarms, type Alarm } from '../alarm/alarm.ts';
import type { News, StandingAlarm } from './notify-message.ts';

/** An alarm that was told. */
export interface ToldAlarm extends StandingAlarm {
  readonly toldMs: number;
}

const againMs = 86_400_000;
/** A message follows another after so long at the earliest: what happens to many guests at once comes in few messages, and no guest makes a flood. Doubled with each that follows closely. */
const firstGapMs = 15_000;
const maxGapMs = 3_600_000;
/** New critical alarms wait no longer than this. */
const maxCriticalGapMs = 300_000;

/** Of one channel. */
export class ToldAlarms {
  readonly #told: Map<string, ToldAlarm>;
  #lastMs: number | undefined;
  #gapMs = firstGapMs;

  constructor(told: readonly ToldAlarm[] = []) {
    this.#told = new Map(told.map((alarm) => [alarmKey(alarm), alarm]));
  }

  /** What is to be told at `nowMs`, when `alarms` are there; undefined when it is nothing, or not yet. */
  news(alarms: readonly StandingAlarm[], nowMs: number): News | undefined {
    const present = new Map(alarms.map((alarm) => [alarmKey(alarm), alarm]));
    const raised = alarms.filter((alarm) => !this.#told.has(alarmKey(alarm)));
    const over = [...this.#told.values()].filter((alarm) => !present.has(alarmKey(alarm)));
    // All at once: else a reminder would come for each, at the hour at which it began.
    const isDue = alarms.some((alarm) => this.#isDue(alarm, nowMs));
    const lasting = isDue ? alarms.filter((alarm) => this.#told.has(alarmKey(alarm))) : [];
    if (raised.length + over.length + lasting.length === 0) return undefined;
    if (nowMs < this.#earliestMs(raised.some(({ critical }) => critical)) && !this.#wentBack(nowMs)) return undefined;
    return { raised, over: over.sort(compareAlarms), lasting };
  }

  /** `news` has been handed over. */
  note({ raised, lasting, over }: News, nowMs: number): void {
    for (const alarm of [...raised, ...lasting]) this.#told.set(alarmKey(alarm), { ...alarm, toldMs: nowMs });
    for (const alarm of over) this.#told.delete(alarmKey(alarm));
    const isClose = this.#lastMs !== undefined && !this.#wentBack(nowMs) && nowMs - this.#lastMs < Math.max(maxCriticalGapMs, 2 * this.#gapMs);
    this.#gapMs = isClose ? Math.min(2 * this.#gapMs, maxGapMs) : firstGapMs;
    this.#lastMs = nowMs;
  }

  list(): ToldAlarm[] {
    return [...this.#told.values()];
  }

  #isDue(alarm: StandingAlarm, nowMs: number): boolean {
    const told = this.#told.get(alarmKey(alarm));
    // A clock that was put back must not silence it.
    return told !== undefined && Math.abs(nowMs - told.toldMs) >= againMs;
  }

  #earliestMs(hasCritical: boolean): number {
    return this.#lastMs === undefined ? 0 : this.#lastMs + Math.min(this.#gapMs, hasCritical ? maxCriticalGapMs : maxGapMs);
  }

  #wentBack(nowMs: number): boolean {
    return this.#lastMs !== undefined && nowMs < this.#lastMs;
  }
}

/** Alarms with the time since which they stand; those whose grace is not over are left out. `since` is brought up to date. */
export function standingAlarms(alarms: readonly Alarm[], since: Map<string, number>, nowMs: number): StandingAlarm[] {
  const keys = new Set(alarms.map(alarmKey));
  for (const key of since.keys()) if (!keys.has(key)) since.delete(key);
  return alarms.flatMap((alarm) => {
    const key = alarmKey(alarm);
    const known = since.get(key);
    const sinceMs = known === undefined || known > nowMs ? nowMs : known;
    since.set(key, sinceMs);
    const { graceMs, ...rest } = alarm;
    return nowMs - sinceMs < graceMs ? [] : [{ ...rest, sinceMs }];
  });
}
