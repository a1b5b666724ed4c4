/**
 * Spans of time as people type them.
 */

const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const maxMs = 3650 * 86_400_000;

/** `90s`, `30m`, `1h`, `7d` in milliseconds; undefined when `text` is no such span, is nothing, or is longer than ten years. */
export function parseSpan(text: string): number | undefined {
  const [, digits, unit = ''] = /^([0-9]{1,9})([smhd])$/u.exec(text.trim()) ?? [];
  const spanMs = Number(digits) * (unitMs[unit] ?? Number.NaN);
  return Number.isNaN(spanMs) || spanMs <= 0 || spanMs > maxMs ? undefined : spanMs;
}
