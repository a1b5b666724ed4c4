/**
 * Numbers of the directory node that its writer and its reader share. docs/formats.md, "Directory node". Never change.
 */

/** Files under this size lie in their directory node. */
export const INLINE_MAX_BYTES = 1023;
/** Chunks that stand in the entry itself; more go to a chunk list. */
export const ENTRY_MAX_CHUNKS = 16;
/** Longest name that is taken, in bytes: 255 UTF-16 units, as FAT, exFAT, NTFS and CIFS count, are 765 bytes of UTF-8. */
export const NAME_MAX_BYTES = 1024;
/** Holes that an entry lists; a file with more keeps the largest, the others are read as zeros. */
export const ENTRY_MAX_HOLES = 2048;
/** Longest target and xattr value (Linux: 4095, 65536). */
export const TARGET_MAX_BYTES = 65_536;
export const XATTR_MAX_BYTES = 65_536;
export const OWNER_NAME_MAX_BYTES = 1024;

/** Bits of an entry's flags. */
export const EntryFlag = { changed: 1, hardLinked: 2, xattrs: 4, inodeFlags: 8, holes: 16 } as const;
