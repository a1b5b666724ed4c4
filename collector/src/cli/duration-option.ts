/**
 * Spans of time on the command line: `90s`, `30m`, `1h`, `7d`.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';

const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The span in ms. USAGE when `text` is no span or longer than ten years; `option` is named in the message. */
export function parseDuration(text: string, option: string): number {
  const [, digits, unit] = /^([0-9]{1,9})([smhd])$/u.exec(text.trim()) ?? [];
  const spanMs = Number(digits) * (unitMs[unit ?? ''] ?? Number.NaN);
  if (Number.isNaN(spanMs) || spanMs <= 0 || spanMs > 3650 * 86_400_000) {
    throw new StillpointError('USAGE', `${option} ${text} is no span of time`, { hint: 'write a number and a unit, as in 90s, 30m, 1h or 7d; no more than 3650d' });
  }
  return spanMs;
}
