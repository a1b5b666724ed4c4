/**
 * A header block of a tar, as bytes. Not tar-stream's decoder: that is reached through its stream only, which gives PAX values and owners as UTF-8, times before 1970 in base 256 off by one, and
 * nothing of sparse files.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';

/** What a header block says, before extended headers have their word. Texts are latin1 strings. */
export interface TarHeader {
  /** Letter of the type; `0` for a regular file also where old tars leave it out. */
  readonly letter: string;
  readonly name: string;
  readonly linkName: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly sizeBytes: number;
  readonly mtimeSeconds: number;
  readonly user: string;
  readonly group: string;
  readonly rdevMajor: number;
  readonly rdevMinor: number;
}

/** Of every header, and what content is filled up to. */
export const TAR_BLOCK_BYTES = 512;

const CHECKSUM_START = 148;
const CHECKSUM_END = 156;
const BLANK = 0x20;

/** undefined for the block of zeros that ends a tar. Throws SOURCE_FAILED when its checksum is wrong. */
export function decodeTarHeader(block: Buffer): TarHeader | undefined {
  const sum = checksum(block);
  if (sum === 0) return undefined;
  if (sum + (CHECKSUM_END - CHECKSUM_START) * BLANK !== tarNumber(block.subarray(CHECKSUM_START, CHECKSUM_END))) throw damagedTar();
  const isUstar = block.toString('latin1', 257, 263) === 'ustar\0';
  const hasOwners = isUstar || block.toString('latin1', 257, 263) === 'ustar ';
  const prefix = isUstar ? untilNul(block.subarray(345, 500)) : '';
  const name = untilNul(block.subarray(0, 100));
  return {
    letter: block[156] === 0 ? '0' : String.fromCharCode(block[156] ?? 0),
    name: prefix === '' ? name : `${prefix}/${name}`,
    linkName: untilNul(block.subarray(157, 257)),
    mode: tarNumber(block.subarray(100, 108)) & 0o7777,
    uid: tarNumber(block.subarray(108, 116)),
    gid: tarNumber(block.subarray(116, 124)),
    sizeBytes: tarNumber(block.subarray(124, 136)),
    mtimeSeconds: tarNumber(block.subarray(136, 148)),
    user: hasOwners ? untilNul(block.subarray(265, 297)) : '',
    group: hasOwners ? untilNul(block.subarray(297, 329)) : '',
    rdevMajor: hasOwners ? tarNumber(block.subarray(329, 337)) : 0,
    rdevMinor: hasOwners ? tarNumber(block.subarray(337, 345)) : 0,
  };
}

/** A number of a header: octal text, or base 256 where the first bit is set. */
export function tarNumber(field: Buffer): number {
  const first = field[0] ?? 0;
  if ((first & 0x80) === 0) {
    const text = untilNul(field).trim();
    if (!/^[0-7]*$/.test(text)) throw damagedTar();
    return text === '' ? 0 : parseInt(text, 8);
  }
  let value = BigInt(first & 0x7f);
  for (const byte of field.subarray(1)) value = value * 256n + BigInt(byte);
  return Number((first & 0x40) === 0 ? value : value - (1n << BigInt(field.length * 8 - 1)));
}

/** The bytes before the first NUL, as a latin1 string. */
export function untilNul(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  return bytes.toString('latin1', 0, end < 0 ? bytes.length : end);
}

/** What is said of a stream that is no tar. */
export function damagedTar(): StillpointError {
  return new StillpointError('SOURCE_FAILED', 'what the command writes is no tar stream, or a damaged one', { hint: 'with `tar = true` it must be an uncompressed tar' });
}

/** Sum of all bytes but the checksum's own; 0 only when there is nothing but zeros. */
function checksum(block: Buffer): number {
  let sum = 0;
  for (let at = 0; at < TAR_BLOCK_BYTES; at++) if (at < CHECKSUM_START || at >= CHECKSUM_END) sum += block[at] ?? 0;
  return sum;
}
