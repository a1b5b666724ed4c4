/**
 * Inode flags (`chattr`): FS_IOC_GETFLAGS and FS_IOC_SETFLAGS on open files and directories. Other objects cannot be opened for it and have none that matter.
 *
 * Kept are the flags that a person sets. Not kept: what the filesystem sets itself (extents, index, inline data, encryption, verity) and bits that no
 * filesystem acts on (secure deletion, undelete).
 */
import { lastErrno, libc } from './libc.ts';
import { errnoNumbers, PosixError } from './posix-error.ts';

/** The kept flags; the numbers are the kernel's and on disk. Never change. */
export const InodeFlag = {
  compress: 0x4,
  sync: 0x8,
  immutable: 0x10,
  append: 0x20,
  nodump: 0x40,
  noatime: 0x80,
  nocompress: 0x400,
  journalData: 0x4000,
  notail: 0x8000,
  dirsync: 0x10000,
  topdir: 0x20000,
  nocow: 0x800000,
  dax: 0x2000000,
  projectInherit: 0x20000000,
  casefold: 0x40000000,
} as const;

const allFlags = Object.values(InodeFlag);

/** Every kept flag. */
export const keptInodeFlags = allFlags.reduce((mask: number, flag) => mask | flag, 0);

/** Flags that only count, or can only be set, while a file has no data and a directory no names: to be set right after creation. */
export const earlyInodeFlags = InodeFlag.compress | InodeFlag.nocompress | InodeFlag.nocow | InodeFlag.dax | InodeFlag.casefold | InodeFlag.projectInherit | InodeFlag.topdir;

const FS_IOC_GETFLAGS = 0x80086601;
const FS_IOC_SETFLAGS = 0x40086602;
const word = new Int32Array(2);

// What filesystems and special objects answer that have no flags.
const noFlags = new Set([errnoNumbers['ENOTTY'], errnoNumbers['EOPNOTSUPP'], errnoNumbers['EINVAL'], errnoNumbers['ENOSYS']]);

/** The kept flags of an open file or directory, 0 where the filesystem has none. Throws PosixError. */
export function readInodeFlags(fd: number): number {
  return allInodeFlags(fd) & keptInodeFlags;
}

/**
 * Makes the flags within `scope` those of `wanted`, others stay as they are: call it with {@link earlyInodeFlags} on a new, empty object, and with
 * `keptInodeFlags & ~earlyInodeFlags` when everything else is done, for nothing can be changed in an immutable object. Returns the bits that are not as wanted.
 * Throws PosixError when the flags cannot be read.
 */
export function applyInodeFlags(fd: number, wanted: number, scope: number): number {
  const now = allInodeFlags(fd);
  let left = (now ^ wanted) & scope & keptInodeFlags;
  if (left === 0) return 0;
  // btrfs takes nocow for a file that has data without an error and without effect: what counts is what is there afterwards.
  if (setFlags(fd, now ^ left)) return (allInodeFlags(fd) ^ wanted) & scope & keptInodeFlags;
  // One flag that the filesystem does not know refuses the whole call: one by one, those that forbid further changes last.
  const last = InodeFlag.immutable | InodeFlag.append;
  let current = now;
  for (const flag of [...allFlags.filter((bit) => (bit & last) === 0), InodeFlag.append, InodeFlag.immutable]) {
    if ((left & flag) === 0 || !setFlags(fd, current ^ flag)) continue;
    current ^= flag;
    left ^= flag;
  }
  return left;
}

/** Names of the flags in `bits`, for messages. */
export function inodeFlagNames(bits: number): string[] {
  return Object.entries(InodeFlag).flatMap(([name, flag]) => ((bits & flag) === 0 ? [] : [name]));
}

function allInodeFlags(fd: number): number {
  // The kernel reads and writes an int although the request's number says long.
  word.fill(0);
  if (libc.ioctl(fd, FS_IOC_GETFLAGS, word) === 0) return word[0]!;
  const errno = lastErrno();
  if (noFlags.has(errno)) return 0;
  throw new PosixError('ioctl', errno, 'FS_IOC_GETFLAGS');
}

function setFlags(fd: number, flags: number): boolean {
  word.fill(0);
  word[0] = flags;
  return libc.ioctl(fd, FS_IOC_SETFLAGS, word) === 0;
}
