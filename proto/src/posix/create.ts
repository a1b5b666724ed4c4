/**
 * Creating, renaming and removing in an open directory. Every name is checked to be a plain name (see `assertPlainName`), nothing follows a symlink, and nothing
 * existing is overwritten but by {@link renameAt}. All throw PosixError (EEXIST, ENOENT, ENOSPC, EINVAL for a bad name …).
 */
import { constants } from 'node:fs';

import { EntryType } from '../format/entry.ts';
import { assertPlainName, cString, secondCString, showName } from './c-string.ts';
import { lastError, libc, mknodat } from './libc.ts';
import { O_CLOEXEC } from './open-file.ts';
import { errnoNumbers, PosixError } from './posix-error.ts';

const AT_REMOVEDIR = 0x200;
const readlinkBuffer = Buffer.allocUnsafeSlow(16 * 1024);

/** Makes a directory; the process's umask applies to `mode`. */
export function makeDirectoryAt(dirfd: number, name: string, mode: number): void {
  assertPlainName(name);
  if (libc.mkdirat(dirfd, cString(name), mode) !== 0) throw lastError('mkdirat', showName(name));
}

/** Creates a file that did not exist, open for reading and writing. Returns its fd: see `closeHandle`. */
export function createFileAt(dirfd: number, name: string, mode: number): number {
  assertPlainName(name);
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW | O_CLOEXEC;
  const fd = libc.openat(dirfd, cString(name), flags, mode);
  if (fd < 0) throw lastError('openat', showName(name));
  return fd;
}

/** Creates a symlink with `target` (latin1 string, never '' or with NUL). */
export function makeSymlinkAt(dirfd: number, name: string, target: string): void {
  assertPlainName(name);
  if (target.includes('\0')) throw new PosixError('symlinkat', errnoNumbers['EINVAL'] ?? 22, showName(name));
  if (libc.symlinkat(secondCString(target), dirfd, cString(name)) !== 0) throw lastError('symlinkat', showName(name));
}

const formatBits: Readonly<Partial<Record<EntryType, number>>> = {
  [EntryType.fifo]: 0o010000,
  [EntryType.socket]: 0o140000,
  [EntryType.charDevice]: 0o020000,
  [EntryType.blockDevice]: 0o060000,
};

/** Creates a fifo, socket or device with the given numbers (0 for fifos and sockets); the process's umask applies to `mode`. Devices need CAP_MKNOD (EPERM). */
export function makeNodeAt(dirfd: number, name: string, type: EntryType, mode: number, rdevMajor: number, rdevMinor: number): void {
  assertPlainName(name);
  const format = formatBits[type];
  // The kernel's device numbers have 12 and 20 bits; more would be cut to another device's.
  const fits = rdevMajor >= 0 && rdevMajor < 0x1000 && rdevMinor >= 0 && rdevMinor < 0x100000;
  if (format === undefined || !fits) throw new PosixError('mknodat', errnoNumbers['EINVAL'] ?? 22, showName(name));
  const device = ((rdevMinor & 0xff) | (rdevMajor << 8) | ((rdevMinor & ~0xff) << 12)) >>> 0;
  if (mknodat(dirfd, cString(name), format | (mode & 0o7777), device) !== 0) throw lastError('mknodat', showName(name));
}

/** Gives an object (not a directory; symlinks, fifos and devices too) a further name. */
export function linkAt(fromDirfd: number, from: string, toDirfd: number, to: string): void {
  assertPlainName(from);
  assertPlainName(to);
  if (libc.linkat(fromDirfd, cString(from), toDirfd, secondCString(to), 0) !== 0) throw lastError('linkat', showName(to));
}

/** Removes a name of anything but a directory. */
export function unlinkAt(dirfd: number, name: string): void {
  assertPlainName(name);
  if (libc.unlinkat(dirfd, cString(name), 0) !== 0) throw lastError('unlinkat', showName(name));
}

/** Removes an empty directory. */
export function removeDirectoryAt(dirfd: number, name: string): void {
  assertPlainName(name);
  if (libc.unlinkat(dirfd, cString(name), AT_REMOVEDIR) !== 0) throw lastError('unlinkat', showName(name));
}

/** Renames; what had the new name is replaced at once (a directory only by a directory, and only when empty). */
export function renameAt(fromDirfd: number, from: string, toDirfd: number, to: string): void {
  assertPlainName(from);
  assertPlainName(to);
  if (libc.renameat(fromDirfd, cString(from), toDirfd, secondCString(to)) !== 0) throw lastError('renameat', showName(to));
}

/** Makes an open file `sizeBytes` long: what was not written is a hole. */
export function setFileSize(fd: number, sizeBytes: number): void {
  if (libc.ftruncate(fd, sizeBytes) !== 0) throw lastError('ftruncate');
}

/** A symlink's target as latin1 string. */
export function readLinkAt(dirfd: number, name: string): string {
  const length = libc.readlinkat(dirfd, cString(name), readlinkBuffer, readlinkBuffer.length);
  if (length < 0) throw lastError('readlinkat', showName(name));
  return readlinkBuffer.toString('latin1', 0, length);
}
