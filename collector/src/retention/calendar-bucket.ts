/**
 * The hour, day, week, month and year in which a moment lies, on the wall clock of a time zone: a snapshot of 00:30 belongs to the day that people there call
 * by that date, and a day of 23 or 25 hours is one day.
 */
import { wallTimeAt, zoneOffsetMinutes } from '@stillpoint/proto/address/wall-clock.ts';

/** Spans of the calendar, finest first. */
export type CalendarSpan = 'hour' | 'day' | 'week' | 'month' | 'year';

const dayMs = 86_400_000;
const thursday = 4;

/** A name that two moments share exactly when they lie in the same span. An hour that the clocks pass twice is two hours. */
export function calendarBucket(unixMs: number, span: CalendarSpan, zone: string): string {
  const { year, month, day, hour } = wallTimeAt(unixMs, zone);
  switch (span) {
    case 'hour':
      return `${year}-${month}-${day} ${hour} ${zoneOffsetMinutes(unixMs, zone)}`;
    case 'day':
      return `${year}-${month}-${day}`;
    case 'week':
      return weekOf(year, month, day);
    case 'month':
      return `${year}-${month}`;
    case 'year':
      return String(year);
  }
}

/** ISO 8601: weeks begin on Monday and belong to the year in which their Thursday lies. */
function weekOf(year: number, month: number, day: number): string {
  // Days of the calendar, no moments: in UTC each has 24 hours.
  const date = new Date(Date.UTC(year, month - 1, day));
  const weekday = date.getUTCDay() === 0 ? 7 : date.getUTCDay();
  const middle = new Date(date.getTime() + (thursday - weekday) * dayMs);
  const dayOfYear = (middle.getTime() - Date.UTC(middle.getUTCFullYear(), 0, 1)) / dayMs;
  return `${middle.getUTCFullYear()}-W${Math.floor(dayOfYear / 7) + 1}`;
}
