/** Names of the files in `pg_wal`: timeline and number of the segment, as PostgreSQL writes them. */
import { StillpointError } from '@stillpoint/proto/errors.ts';

const SEGMENTS_SPAN_BYTES = 0x1_0000_0000n;

/** Position in the log (`0/2000028`) as a number. Throws INTERNAL for anything else. */
export function parseLsn(text: string): bigint {
  const [, high, low] = /^([0-9A-F]{1,8})\/([0-9A-F]{1,8})$/.exec(text) ?? [];
  if (high === undefined || low === undefined) throw new StillpointError('INTERNAL', `"${text}" is no position in a log`);
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`);
}

/** Files that hold the log from `begin` up to `end`, which is the first byte behind it. */
export function segmentNames(timeline: number, begin: string, end: string, segmentBytes: number): string[] {
  const size = BigInt(segmentBytes);
  const perSpan = SEGMENTS_SPAN_BYTES / size;
  const names: string[] = [];
  for (let segment = parseLsn(begin) / size; segment <= (parseLsn(end) - 1n) / size; segment++) names.push(hex8(BigInt(timeline)) + hex8(segment / perSpan) + hex8(segment % perSpan));
  return names;
}

/** Position in the log at which the segment of that name begins. */
export function segmentStart(name: string, segmentBytes: number): bigint {
  const perSpan = SEGMENTS_SPAN_BYTES / BigInt(segmentBytes);
  return (BigInt(`0x${name.slice(8, 16)}`) * perSpan + BigInt(`0x${name.slice(16)}`)) * BigInt(segmentBytes);
}

function hex8(number: bigint): string {
  return number.toString(16).toUpperCase().padStart(8, '0');
}
