/**
 * Wall clock times of a time zone: what "2026-11-22 01:30" without an offset means, and how a moment is written for people. Knows the zones
 * that this Node knows; the zone comes in as an argument so that tests do not depend on the machine's.
 */

/** A date and time of day as a clock on the wall shows it. `month` is 1 to 12. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const dayMs = 86_400_000;
const formatters = new Map<string, Intl.DateTimeFormat>();
// Only a locale whose readers use a zone knows its abbreviation; every other one says GMT+9.
const abbreviationLocales = ['en-US', 'ja-JP', 'en-GB', 'en-AU', 'en-IN', 'en-NZ', 'en-ZA'] as const;

/** Name of the time zone that this process runs in. */
export function systemTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** What the wall clock of `zone` shows at a moment. Moments that Date cannot hold throw RangeError. */
export function wallTimeAt(unixMs: number, zone: string): WallTime {
  let formatter = formatters.get(zone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23', era: 'short',
      year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    });
    formatters.set(zone, formatter);
  }
  const parts = new Map(formatter.formatToParts(unixMs).map((part) => [part.type, part.value]));
  const number = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
  const year = number('year');
  return { year: parts.get('era') === 'BC' ? 1 - year : year, month: number('month'), day: number('day'), hour: number('hour'), minute: number('minute'), second: number('second') };
}

/** Offset of `zone` from UTC in minutes at a moment, rounded down to minutes (offsets with seconds ended in the 1970s). */
export function zoneOffsetMinutes(unixMs: number, zone: string): number {
  const wholeSecondsMs = Math.floor(unixMs / 1000) * 1000;
  return Math.floor((utcOf(wallTimeAt(wholeSecondsMs, zone)) - wholeSecondsMs) / 60_000);
}

/**
 * The moment at which the wall clock of `zone` shows `wall`, in ms since 1970. Of two such moments (clocks set back) the later one; for none
 * (clocks set forward) the moment that the clock would have shown without the change.
 */
export function momentOf(wall: WallTime, zone: string): number {
  const asUtc = utcOf(wall);
  const offsets = [zoneOffsetMinutes(asUtc - dayMs, zone), zoneOffsetMinutes(asUtc + dayMs, zone)];
  const moments = offsets.map((minutes) => asUtc - minutes * 60_000);
  const exact = moments.filter((moment) => utcOf(wallTimeAt(moment, zone)) === asUtc);
  return exact.length > 0 ? Math.max(...exact) : (moments[0] ?? asUtc);
}

/** True when such a day and time exist in the calendar. */
export function isWallTime(wall: WallTime): boolean {
  const date = new Date(utcOf(wall));
  return (
    date.getUTCFullYear() === wall.year && date.getUTCMonth() + 1 === wall.month && date.getUTCDate() === wall.day &&
    wall.hour <= 23 && wall.minute <= 59 && wall.second <= 59
  );
}

/** `2026-11-22 01:30` on the wall clock of `zone`. */
export function formatWallMinutes(unixMs: number, zone: string): string {
  const wall = wallTimeAt(unixMs, zone);
  return `${digits(wall.year, 4)}-${digits(wall.month, 2)}-${digits(wall.day, 2)} ${digits(wall.hour, 2)}:${digits(wall.minute, 2)}`;
}

/** RFC 3339 to the second with an offset: `2026-11-22T01:30:05+09:00`. */
export function formatWithOffset(unixMs: number, offsetMinutes: number): string {
  const shifted = new Date(unixMs + offsetMinutes * 60_000);
  const magnitude = Math.abs(offsetMinutes);
  return `${shifted.toISOString().slice(0, 19)}${offsetMinutes < 0 ? '-' : '+'}${digits(Math.floor(magnitude / 60), 2)}:${digits(magnitude % 60, 2)}`;
}

/** `JST`, `CET`, `UTC`, or the offset (`+04:00`) where no abbreviation is known. */
export function zoneAbbreviation(unixMs: number, zone: string): string {
  for (const locale of abbreviationLocales) {
    const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'short' }).formatToParts(unixMs);
    const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
    if (/^[A-Z]{2,5}$/.test(name)) return name;
  }
  return formatWithOffset(unixMs, zoneOffsetMinutes(unixMs, zone)).slice(19);
}

// Date.UTC takes years 0 to 99 for 1900 to 1999.
function utcOf(wall: WallTime): number {
  const date = new Date(0);
  date.setUTCFullYear(wall.year, wall.month - 1, wall.day);
  date.setUTCHours(wall.hour, wall.minute, wall.second);
  return date.getTime();
}

function digits(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
