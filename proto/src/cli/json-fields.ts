/** Values as `--json` prints them: ids in hexadecimal digits, times as RFC 3339 in UTC, nothing as null. */
import { formatUtcTime } from '../text/format-time.ts';

/** An id or hash. */
export function jsonId(bytes: Uint8Array | null | undefined): string {
  return Buffer.from(bytes ?? []).toString('hex');
}

/** An agent's id, which people know as UUID. */
export function jsonUuid(bytes: Uint8Array | null | undefined): string {
  return jsonId(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
}

/** A moment; null for 0, which means never. */
export function jsonTime(unixMs: number | null | undefined): string | null {
  return unixMs === undefined || unixMs === null || unixMs === 0 ? null : formatUtcTime(unixMs);
}
