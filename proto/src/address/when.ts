/**
 * WHEN of an address: which snapshot of a plan is meant. Parsing and formatting only; resolve-snapshot.ts chooses.
 */
import { StillpointError } from '../errors.ts';
import { nearestWord } from '../text/nearest-word.ts';

import { formatWithOffset, isWallTime, momentOf, type WallTime } from './wall-clock.ts';

/**
 * - `latest`, `latest-complete`: the newest, the newest complete one;
 * - `back`: so many snapshots before the newest;
 * - `local`: a day, minute or second of the collector's wall clock;
 * - `moment`: a moment to the second with the offset that it was written with. Sub-seconds do not exist: snapshots are unique to the second.
 */
export type When =
  | { readonly kind: 'latest' }
  | { readonly kind: 'latest-complete' }
  | { readonly kind: 'back'; readonly count: number }
  | { readonly kind: 'local'; readonly wall: WallTime; readonly precision: 'day' | 'minute' | 'second' }
  | { readonly kind: 'moment'; readonly unixSeconds: number; readonly offsetMinutes: number };

const dateTime = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/i;
const forms = 'latest, latest-complete, -1, 2026-11-22, "2026-11-22 10:30" or 2026-11-22T10:30:00+09:00';

/** Parses what stands behind `@`. ADDRESS_INVALID with the forms that are known. */
export function parseWhen(text: string): When {
  if (text === 'latest' || text === 'latest-complete') return { kind: text };
  if (/^-[1-9]\d{0,8}$/.test(text)) return { kind: 'back', count: Number(text.slice(1)) };
  const match = dateTime.exec(text);
  if (match === null) throw unknown(text);
  const [, year, month, day, hour, minute, second, zone] = match;
  const wall = { year: Number(year), month: Number(month), day: Number(day), hour: Number(hour ?? 0), minute: Number(minute ?? 0), second: Number(second ?? 0) };
  if (!isWallTime(wall)) throw new StillpointError('ADDRESS_INVALID', `"@${text}" names a day or time that does not exist`, { hint: `write ${forms}` });
  if (zone === undefined) return { kind: 'local', wall, precision: hour === undefined ? 'day' : second === undefined ? 'minute' : 'second' };
  const offsetMinutes = parseOffset(zone);
  if (offsetMinutes === undefined) throw new StillpointError('ADDRESS_INVALID', `"@${text}" has an impossible offset "${zone}"`, { hint: `write ${forms}` });
  // A moment without seconds means the end of its minute, as a local one does.
  const seconds = second === undefined ? 59 : wall.second;
  return { kind: 'moment', unixSeconds: momentOf({ ...wall, second: seconds }, 'UTC') / 1000 - offsetMinutes * 60, offsetMinutes };
}

/** The text that {@link parseWhen} reads back to the same value. */
export function formatWhen(when: When): string {
  switch (when.kind) {
    case 'latest':
    case 'latest-complete':
      return when.kind;
    case 'back':
      return `-${when.count}`;
    case 'moment':
      return formatWithOffset(when.unixSeconds * 1000, when.offsetMinutes);
    case 'local': {
      const { wall } = when;
      const day = `${digits(wall.year, 4)}-${digits(wall.month, 2)}-${digits(wall.day, 2)}`;
      if (when.precision === 'day') return day;
      const minute = `${day} ${digits(wall.hour, 2)}:${digits(wall.minute, 2)}`;
      return when.precision === 'minute' ? minute : `${minute}:${digits(wall.second, 2)}`;
    }
  }
}

/** The last millisecond that `when` covers (end of the day, minute or second named), in ms since 1970; undefined for the forms that name no time. */
export function latestMomentOf(when: When, zone: string): number | undefined {
  if (when.kind === 'moment') return when.unixSeconds * 1000 + 999;
  if (when.kind !== 'local') return undefined;
  const { wall, precision } = when;
  if (precision === 'day') return momentOf({ ...wall, hour: 23, minute: 59, second: 59 }, zone) + 999;
  return momentOf(precision === 'minute' ? { ...wall, second: 59 } : wall, zone) + 999;
}

function parseOffset(zone: string): number | undefined {
  if (zone.toUpperCase() === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 23 || minutes > 59) return undefined;
  const magnitude = hours * 60 + minutes;
  return zone.startsWith('-') && magnitude > 0 ? -magnitude : magnitude;
}

function unknown(text: string): StillpointError {
  const near = nearestWord(text, ['latest', 'latest-complete']);
  const isId = /^[0-9a-f]{6,32}$/i.test(text);
  const hint = isId ? `a snapshot's id stands alone: write @${text.toLowerCase()}` : near === undefined ? `write ${forms}` : `did you mean @${near}?`;
  return new StillpointError('ADDRESS_INVALID', text === '' ? 'nothing stands behind "@"' : `"@${text}" is no time that is known`, { hint });
}

function digits(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
