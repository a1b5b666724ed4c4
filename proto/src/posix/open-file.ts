/** Handles of files: opening for reading, holes, reserved room, advice, locks, flushing. Handles are plain fd numbers; whoever opens closes, with {@link closeHandle}. */
import { constants } from 'node:fs';

import type { Hole } from '../format/entry.ts';
import { cString, showName } from './c-string.ts';
import { lastErrno, lastError, libc, syncfsInBackground } from './libc.ts';
import { errnoNumbers, PosixError } from './posix-error.ts';

/** Same on x86-64 and arm64, and not among Node's constants. */
export const O_CLOEXEC = 0o2000000;
export const O_PATH = 0o10000000;
/** Has another number on arm64. */
export const { O_NOFOLLOW } = constants;

const EPERM = errnoNumbers['EPERM'];
const ENXIO = errnoNumbers['ENXIO'];
const EAGAIN = errnoNumbers['EAGAIN'];
const SEEK_DATA = 3;
const SEEK_HOLE = 4;

// O_NONBLOCK: a fifo that took the file's place must not hold the walk up. O_NOCTTY: nor a terminal adopt us.
const readingFlags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK | constants.O_NOCTTY | O_CLOEXEC;

/**
 * Opens `name` in an open directory for reading, never through a symlink, without touching its atime where that is allowed (owner or root). Returns the fd or a
 * negative errno (ELOOP for a symlink). What it is must be asked with `statFd`: the object may have been replaced since it was listed.
 */
export function tryOpenForReading(dirfd: number, name: string): number {
  return openAt(dirfd, cString(name), readingFlags);
}

/** As {@link tryOpenForReading}; throws PosixError. */
export function openForReading(dirfd: number, name: string): number {
  const fd = tryOpenForReading(dirfd, name);
  if (fd < 0) throw new PosixError('openat', fd, showName(name));
  return fd;
}

/** `openat` with O_NOATIME, and without where that is refused (EPERM: not the owner). Returns the fd or a negative errno. */
export function openAt(dirfd: number, path: Buffer, flags: number): number {
  const fd = libc.openat(dirfd, path, flags | constants.O_NOATIME, 0);
  if (fd >= 0) return fd;
  const errno = lastErrno();
  if (errno !== EPERM) return -errno;
  const second = libc.openat(dirfd, path, flags, 0);
  return second >= 0 ? second : -lastErrno();
}

/**
 * Closes a handle that a function of this folder has opened. Not `fs.closeSync`: in worker threads Node keeps account of the fds it opened itself and warns of
 * others. Throws PosixError: a failed close can be the only word of a failed write (NFS, quota).
 */
export function closeHandle(fd: number): void {
  if (libc.close(fd) !== 0) throw lastError('close');
}

/** What the kernel may expect; only ever a hint. */
export const Advice = { sequential: 2, willNeed: 3, dontNeed: 4 } as const;
export type Advice = (typeof Advice)[keyof typeof Advice];

/** Gives a hint about a range of bytes (length 0: to the end). Where the filesystem takes none nothing is lost, so there is no error. */
export function advise(fd: number, advice: Advice, offset = 0, lengthBytes = 0): void {
  libc.posix_fadvise(fd, offset, lengthBytes, advice);
}

const FALLOC_FL_KEEP_SIZE = 1;

/**
 * Has the filesystem keep room for bytes of an open file, also behind its end, without changing its size: what is written there does not fail for want of space
 * (where written blocks are copied it may all the same). False when it cannot: no such call on this filesystem, or no space.
 */
export function tryReserve(fd: number, offset: number, lengthBytes: number): boolean {
  return libc.fallocate(fd, FALLOC_FL_KEEP_SIZE, offset, lengthBytes) === 0;
}

/** Offset of the first data at or after `offset`, undefined when only a hole follows. Throws PosixError. Moves the handle's position, as {@link seekHole}. */
export function seekData(fd: number, offset: number): number | undefined {
  const found = Number(libc.lseek(fd, offset, SEEK_DATA));
  if (found >= 0) return found;
  const errno = lastErrno();
  if (errno === ENXIO) return undefined;
  throw new PosixError('lseek', errno);
}

/** Offset of the first hole at or after `offset`; the end of the file counts as one. undefined beyond the end. Throws PosixError. */
export function seekHole(fd: number, offset: number): number | undefined {
  const found = Number(libc.lseek(fd, offset, SEEK_HOLE));
  if (found >= 0) return found;
  const errno = lastErrno();
  if (errno === ENXIO) return undefined;
  throw new PosixError('lseek', errno);
}

/**
 * Holes of a file of `sizeBytes`, ascending, cut at its size. Of more than `maxHoles` the largest are kept and the others are read as zeros (a file of 100 GB can
 * have 10 million holes, and the list is in memory). Filesystems without holes have none. Use positioned reads: the handle's position moves.
 */
export function readHoles(fd: number, sizeBytes: number, maxHoles: number): Hole[] {
  let holes: Hole[] = [];
  let position = 0;
  while (position < sizeBytes) {
    const hole = seekHole(fd, position);
    if (hole === undefined || hole >= sizeBytes) break;
    const data = Math.min(seekData(fd, hole) ?? sizeBytes, sizeBytes);
    // Data may have been written there between the two calls; then the file is changing, and the reader notices by its times.
    if (data > hole) holes.push({ offset: hole, length: data - hole });
    if (holes.length >= 2 * maxHoles) holes = largestHoles(holes, maxHoles);
    position = Math.max(data, hole + 1);
  }
  return holes.length > maxHoles ? largestHoles(holes, maxHoles) : holes;
}

function largestHoles(holes: Hole[], count: number): Hole[] {
  return holes
    .sort((a, b) => b.length - a.length || a.offset - b.offset)
    .slice(0, count)
    .sort((a, b) => a.offset - b.offset);
}

/** Kinds of locks on a whole file. */
export const LockKind = { shared: 1, exclusive: 2 } as const;
export type LockKind = (typeof LockKind)[keyof typeof LockKind];
const LOCK_NB = 4;
const LOCK_UN = 8;

/**
 * Takes a lock (`flock`) on an open file, whoever opened it (also a fd of `fs.open`), without waiting. False when another holds it. It lasts until {@link unlock} or
 * until every copy of the handle is closed, at the latest with the process. Throws PosixError.
 */
export function tryLock(fd: number, kind: LockKind): boolean {
  if (libc.flock(fd, kind | LOCK_NB) === 0) return true;
  const errno = lastErrno();
  if (errno === EAGAIN) return false;
  throw new PosixError('flock', errno);
}

/** Gives a lock of {@link tryLock} back. Throws PosixError. */
export function unlock(fd: number): void {
  if (libc.flock(fd, LOCK_UN) !== 0) throw lastError('flock');
}

/** Writes everything of the filesystem that holds `fd` to its disk, on another thread. The handle stays open until then. Rejects with PosixError. */
export async function syncFilesystem(fd: number): Promise<void> {
  const errno = await syncfsInBackground(fd);
  if (errno !== 0) throw new PosixError('syncfs', errno);
}
