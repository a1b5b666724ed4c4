/**
 * `global/pg_control`, the one file of a data directory that recovery reads without its log's help: it must not be read while it is being written. Its checksum tells; where in the
 * file it lies differs between versions, so it is looked for: the CRC-32C of everything before it. That four bytes elsewhere look so is as unlikely as a torn file that passes.
 */
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';

/** Where it lies in a data directory. */
export const CONTROL_FILE = 'global/pg_control';

/** What the server uses of it is never longer: one sector, written at once by most disks. */
const USED_BYTES = 512;
/** Shortest that a version could have: 13 has its checksum at 288. */
const LEAST_BYTES = 200;
const ATTEMPTS = 20;
const PAUSE_MS = 50;
/** Castagnoli's polynomial, bits reversed. */
const POLYNOMIAL = 0x82f6_3b78;

/** Reads the control file of a running server until it is whole. Throws SOURCE_FAILED when it never is. */
export async function readControlFile(dataDirectory: Buffer): Promise<Buffer> {
  const file = Buffer.concat([dataDirectory, Buffer.from(`/${CONTROL_FILE}`)]);
  for (let attempt = 1; ; attempt++) {
    const content = await readFile(file);
    if (isWhole(content)) return content;
    if (attempt === ATTEMPTS) {
      throw new StillpointError('SOURCE_FAILED', `the checksum of ${showByteName(file.toString('latin1'))} is wrong, however often it is read`, { hint: 'see what pg_controldata says of it' });
    }
    await wait(PAUSE_MS);
  }
}

/** True when the file's checksum is right. */
export function isWhole(content: Buffer): boolean {
  let crc = 0xffff_ffff;
  for (let at = 0; at + 4 <= Math.min(content.length, USED_BYTES); at++) {
    if (at >= LEAST_BYTES && at % 4 === 0 && content.readUInt32LE(at) === (crc ^ 0xffff_ffff) >>> 0) return true;
    crc = nextCrc(crc, content[at] ?? 0);
  }
  return false;
}

function nextCrc(crc: number, byte: number): number {
  let next = (crc ^ byte) >>> 0;
  for (let bit = 0; bit < 8; bit++) next = (next & 1) === 0 ? next >>> 1 : (next >>> 1) ^ POLYNOMIAL;
  return next >>> 0;
}
