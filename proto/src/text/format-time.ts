/**
 * Moments for people (local, with offset) and for programs (RFC 3339, UTC).
 */

const nsPerMs = 1_000_000n;
const nsPerSecond = 1_000_000_000n;
// What Date can hold: 100,000,000 days around 1970.
const dateLimitMs = 8.64e15;

/** A moment in the process' time zone with its offset, to the second: `2026-11-22 01:30:05 +09:00`. Beyond what Date can hold: `@` and the seconds since 1970. */
export function formatLocalTime(unixMs: number): string {
  if (!isDate(unixMs)) return `@${String(Math.floor(unixMs / 1000))}`;
  const date = new Date(unixMs);
  const day = `${year(date.getFullYear())}-${digits(date.getMonth() + 1, 2)}-${digits(date.getDate(), 2)}`;
  const time = `${digits(date.getHours(), 2)}:${digits(date.getMinutes(), 2)}:${digits(date.getSeconds(), 2)}`;
  return `${day} ${time} ${offset(-date.getTimezoneOffset())}`;
}

/** A moment as RFC 3339 in UTC, with milliseconds only when there are some: `2026-11-21T16:30:05Z`. Beyond what Date can hold: `@` and the seconds since 1970. */
export function formatUtcTime(unixMs: number): string {
  if (!isDate(unixMs)) return `@${String(Math.floor(unixMs / 1000))}`;
  return new Date(unixMs).toISOString().replace('.000Z', 'Z');
}

/** A file's time in nanoseconds since 1970 (negative before) as RFC 3339 in UTC with all nine decimals; nothing is rounded away. */
export function formatUtcTimeNs(unixNs: bigint): string {
  const fractionNs = ((unixNs % nsPerSecond) + nsPerSecond) % nsPerSecond;
  const wholeMs = Number((unixNs - fractionNs) / nsPerMs);
  return `${formatUtcTime(wholeMs).replace(/Z$/, '')}.${digits(Number(fractionNs), 9)}${isDate(wholeMs) ? 'Z' : ''}`;
}

function isDate(unixMs: number): boolean {
  return Math.abs(unixMs) <= dateLimitMs;
}

function offset(minutes: number): string {
  const magnitude = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${digits(Math.floor(magnitude / 60), 2)}:${digits(Math.floor(magnitude % 60), 2)}`;
}

// As ISO 8601 writes years that need more than four digits or a sign.
function year(value: number): string {
  if (value >= 0 && value <= 9999) return digits(value, 4);
  return `${value < 0 ? '-' : '+'}${digits(Math.abs(value), 6)}`;
}

function digits(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
