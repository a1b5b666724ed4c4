/** Names of archives of sources that have several. */
import { byteStringFromText } from '@stillpoint/proto/text/byte-string.ts';

/** The archive of a server's globals (roles, tablespaces). */
export const GLOBALS = 'globals';

/**
 * `postgres.shop`: the archive of `part` (a database, a path) of the source `name`. What is not a letter, digit, `_` or `-` is written `\xNN`, byte by byte of its UTF-8 form; and a database
 * called `globals` is `\x67lobals`, so that it is never taken for {@link GLOBALS}. Names of archives never change: scripts rely on them.
 */
export function archiveNameOf(name: string, part: string): string {
  return archiveNameOfBytes(name, byteStringFromText(part));
}

/** As {@link archiveNameOf}, of a part that is bytes (a path as latin1 string). */
export function archiveNameOfBytes(name: string, part: string): string {
  const escaped = part.replaceAll(/[^A-Za-z0-9_-]/g, escapedByte);
  return `${name}.${escaped === GLOBALS ? `${escapedByte('g')}lobals` : escaped}`;
}

function escapedByte(byte: string): string {
  return `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
