/**
 * The entry: a file, directory, link or special file with its metadata, as it stands in a directory node.
 * Byte layout: docs/formats.md, "Directory node".
 */

/** Kinds of entries; the numbers are on disk. Never change. */
export const EntryType = {
  file: 1,
  directory: 2,
  symlink: 3,
  fifo: 4,
  socket: 5,
  charDevice: 6,
  blockDevice: 7,
} as const;
export type EntryType = (typeof EntryType)[keyof typeof EntryType];

/** Where a file's bytes or a directory's children are. */
export type EntryContent =
  /** fifo, socket, device, symlink, and files of size 0 */
  | { readonly kind: 'none' }
  /** the bytes themselves (files under 1 KiB) */
  | { readonly kind: 'inline'; readonly bytes: Uint8Array }
  /** concatenated 32-byte chunk ids in order, and the length of each chunk in bytes; holes are not part of any chunk */
  | { readonly kind: 'chunks'; readonly ids: Uint8Array; readonly lengths: readonly number[] }
  /** a chunk-list node, for files of more chunks than a directory node takes */
  | { readonly kind: 'list'; readonly node: Uint8Array }
  /** a directory's node */
  | { readonly kind: 'directory'; readonly node: Uint8Array };

/** One extended attribute. Names are latin1 strings (one char per byte); ACLs and capabilities are xattrs as the kernel stores them. */
export interface Xattr {
  readonly name: string;
  readonly value: Uint8Array;
}

/** A run of bytes that is not allocated on disk. Units: bytes. */
export interface Hole {
  readonly offset: number;
  readonly length: number;
}

/** What `statx` tells of an object, plus what only further system calls tell. No st_dev, no atime, no link count: see docs/formats.md. */
export interface Metadata {
  readonly type: EntryType;
  /** Permission bits including setuid, setgid and sticky: 0 to 0o7777. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Owner's and group's names as latin1 strings, '' when the guest knows none. */
  readonly user: string;
  readonly group: string;
  /** Size in bytes of files (holes included); 0 for everything else. */
  readonly sizeBytes: number;
  /** Nanoseconds since 1970, negative before. */
  readonly mtimeNs: bigint;
  readonly ctimeNs: bigint;
  readonly inode: bigint;
  /** Ordinal of the filesystem within the archive; with `inode` it groups hard links. */
  readonly filesystem: number;
  /** True when the object had more than one link (never for directories). */
  readonly hardLinked: boolean;
  /** Device numbers of character and block devices, else 0. */
  readonly rdevMajor: number;
  readonly rdevMinor: number;
  /** Symlink's target as latin1 string, else ''. */
  readonly target: string;
  /** Sorted by name. */
  readonly xattrs: readonly Xattr[];
  /** FS_IOC_GETFLAGS bits that a user may set (immutable, append-only, nodump, noatime, ...), 0 where the filesystem has none. */
  readonly inodeFlags: number;
  /** Holes of a sparse file in ascending order; empty for dense files. */
  readonly holes: readonly Hole[];
}

/** A named object of a directory with its content. */
export interface Entry extends Metadata {
  /** Name within its directory as latin1 string; never '', '.', '..', never with '/' or NUL. The archive's root directory has ''. */
  readonly name: string;
  /** True when the file changed while it was read: flagged, and never reused without reading. */
  readonly changed: boolean;
  readonly content: EntryContent;
}
