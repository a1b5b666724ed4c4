/** Whether what came is a whole RDB file, as far as its first and last bytes tell. */
import { StillpointError } from '@stillpoint/proto/errors.ts';

import type { StreamEdges } from '../source.ts';

const MAGIC_BYTES = 9;
const CHECKSUM_BYTES = 8;
const END = 0xff;

/** Throws TOOL_FAILED unless it begins with the magic and ends with the end mark and a checksum, as every version from 5 of the format on does (Redis 2.6). */
export function checkRdbEdges({ head, tail, bytes }: StreamEdges): void {
  const magic = Buffer.from(head.subarray(0, MAGIC_BYTES)).toString('latin1');
  // Valkey's own versions of the format.
  if (!/^(?:REDIS\d{4}|VALKEY\d{3})$/.test(magic)) throw new StillpointError('TOOL_FAILED', 'what the server sent is no RDB file');
  if (bytes <= MAGIC_BYTES + CHECKSUM_BYTES || tail.at(-CHECKSUM_BYTES - 1) !== END) throw new StillpointError('TOOL_FAILED', 'the RDB file that the server sent ends before its end mark');
}
