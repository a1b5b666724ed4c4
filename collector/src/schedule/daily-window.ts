/** The hours of each day in which runs may begin: `HH:MM-HH:MM` in a time zone, also over midnight. Right where clocks are put forward and back. */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { CronTimes } from '@stillpoint/proto/schedule/cron-times.ts';

const pattern = /^([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-3]):([0-5][0-9])$/u;

/** Holds nothing open. */
export class DailyWindow {
  readonly #opening: CronTimes;
  readonly #closing: CronTimes;

  /** USAGE when `text` is no window, or one that never opens. */
  constructor(text: string, zone: string) {
    const [, fromHour, fromMinute, toHour, toMinute] = pattern.exec(text) ?? [];
    if (fromHour === undefined || fromMinute === undefined || toHour === undefined || toMinute === undefined) {
      throw new StillpointError('USAGE', `"${text}" is no window`, { hint: 'write it as HH:MM-HH:MM, as in 01:00-05:00 or 22:00-04:00' });
    }
    if (fromHour === toHour && fromMinute === toMinute) throw new StillpointError('USAGE', `the window ${text} never opens`, { hint: 'leave the window out for runs at any time' });
    this.#opening = new CronTimes(`${fromMinute} ${fromHour} * * *`, zone);
    this.#closing = new CronTimes(`${toMinute} ${toHour} * * *`, zone);
  }

  isOpen(ms: number): boolean {
    return (this.#opening.lastUpTo(ms) ?? 0) > (this.#closing.lastUpTo(ms) ?? 0);
  }

  /** `ms` itself when it is open, else the next time at which it opens. */
  opensAt(ms: number): number {
    return this.isOpen(ms) ? ms : (this.#opening.next(ms) ?? Number.POSITIVE_INFINITY);
  }

  /** The next time at which it closes. */
  closesAt(ms: number): number {
    return this.#closing.next(ms) ?? Number.POSITIVE_INFINITY;
  }
}
