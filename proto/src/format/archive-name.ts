/** Names of archives in a snapshot. docs/formats.md, "Archive and snapshot". */

/** Room for the longest name of a database and for a path of 1,000 bytes, of which each may be written `\xNN`. */
export const ARCHIVE_NAME_MAX_LENGTH = 4096;

const archiveName = new RegExp(`^[A-Za-z][^/:\\0]{0,${ARCHIVE_NAME_MAX_LENGTH - 1}}$`, 'u');

/** Can an archive be called so? Whatever separates the parts of an address is in none. */
export function isArchiveName(name: string): boolean {
  return archiveName.test(name);
}
