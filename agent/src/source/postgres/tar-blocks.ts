/** A tar of files with short plain names, as blocks: header, content, padding. Readable by any tar. */
import { StillpointError } from '@stillpoint/proto/errors.ts';

const BLOCK_BYTES = 512;
/** What the name's field holds. */
const NAME_BYTES = 100;
/** Largest number in a field of seven octal digits. */
const MAX_ID = 0o7777777;

/** Who owns everything in it, and since when. */
export interface TarOwner {
  readonly uid: number;
  readonly gid: number;
  readonly mtimeMs: number;
}

/** Header of a file of `sizeBytes`, or of a directory when the name ends with a slash. Only the owner may read what it describes. Throws INTERNAL for a name that does not fit. */
export function tarHeader(name: string, sizeBytes: number, { uid, gid, mtimeMs }: TarOwner): Buffer {
  if (Buffer.byteLength(name) > NAME_BYTES) throw new StillpointError('INTERNAL', `the name ${name} is too long for a tar`);
  const isDirectory = name.endsWith('/');
  const header = Buffer.alloc(BLOCK_BYTES);
  header.write(name, 0, 'utf8');
  header.write(octal(isDirectory ? 0o700 : 0o600, 7), 100);
  // Ids beyond are nobody's: whoever unpacks it as root gives the files their owner.
  header.write(octal(Math.min(uid, MAX_ID), 7), 108);
  header.write(octal(Math.min(gid, MAX_ID), 7), 116);
  header.write(octal(sizeBytes, 11), 124);
  header.write(octal(Math.floor(mtimeMs / 1000), 11), 136);
  header.write(' '.repeat(8), 148);
  header.write(isDirectory ? '5' : '0', 156);
  header.write('ustar\x0000', 257);
  header.write(`${octal(header.reduce((sum, byte) => sum + byte, 0), 6).slice(0, 6)}\0 `, 148);
  return header;
}

/** What follows a content of that many bytes. */
export function tarPadding(sizeBytes: number): Buffer {
  return Buffer.alloc((BLOCK_BYTES - (sizeBytes % BLOCK_BYTES)) % BLOCK_BYTES);
}

/** What ends the tar. */
export const tarEnd: Buffer = Buffer.alloc(2 * BLOCK_BYTES);

function octal(number: number, digits: number): string {
  return `${number.toString(8).padStart(digits, '0')}\0`;
}
