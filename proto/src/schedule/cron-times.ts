/**
 * The times of a cron expression: five fields (minute, hour, day of month, month, day of week) in a time zone. A time that the clock jumps over when it is put
 * forward comes right after the jump; one that it passes twice when it is put back comes once. Knows no clock of its own.
 */
import { Cron } from 'croner';

import { StillpointError } from '../errors.ts';

/** USAGE when `expression` is no schedule, or one that never comes. */
export function checkCron(expression: string): void {
  new CronTimes(expression, 'UTC').next(0);
}

/** Holds nothing open. */
export class CronTimes {
  readonly expression: string;
  readonly #cron: Cron;
  #between: { readonly lastMs: number; readonly nextMs: number } | undefined;

  /** USAGE when the expression, or the zone (as in `Asia/Tokyo`), is none, or when it never comes. */
  constructor(expression: string, zone: string) {
    this.expression = expression.trim();
    if (!isZone(zone)) throw new StillpointError('USAGE', `"${zone}" is no time zone`, { hint: 'write one as in Asia/Tokyo or UTC' });
    try {
      this.#cron = new Cron(this.expression, { timezone: zone, mode: '5-part', paused: true });
    } catch (error) {
      throw new StillpointError('USAGE', `"${this.expression}" is no schedule: ${error instanceof Error ? error.message : String(error)}`, { hint: cronHint, cause: error });
    }
    if (this.next(0) === undefined) throw new StillpointError('USAGE', `"${this.expression}" never comes`, { hint: cronHint });
  }

  /** The first time after `ms`; undefined when there is none. */
  next(ms: number): number | undefined {
    return this.#cron.nextRun(new Date(ms))?.getTime();
  }

  /** The last time at or before `ms`; undefined when there is none within eight years. */
  lastUpTo(ms: number): number | undefined {
    const known = this.#between;
    if (known !== undefined && ms >= known.lastMs && ms < known.nextMs) return known.lastMs;
    const lastMs = this.#cron.previousRuns(1, new Date(ms + 1))[0]?.getTime();
    // A quarter of a millisecond each: a scheduler asks this for every plan every few seconds.
    if (lastMs !== undefined) this.#between = { lastMs, nextMs: this.next(ms) ?? Number.POSITIVE_INFINITY };
    return lastMs;
  }

  /** The longest of the next intervals after `ms`, in ms: how old a snapshot may become when every run succeeds. */
  intervalMs(ms: number): number {
    const times = this.#cron.nextRuns(8, new Date(ms)).map((time) => time.getTime());
    return Math.max(0, ...times.slice(1).map((time, index) => time - (times[index] ?? time)));
  }
}

const cronHint = 'write five fields: minute, hour, day of month, month, day of week; "30 1 * * *" is every night at 01:30';

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
