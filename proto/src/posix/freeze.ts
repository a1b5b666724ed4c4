/** Freezing and thawing filesystems. While one is frozen, whoever writes to it waits, this process included: see agent/src/quiesce/. */
import { ioctlInBackground, lastErrno, libc } from './libc.ts';
import { errnoNumbers, PosixError } from './posix-error.ts';

/** _IOWR('X', 119, int) and _IOWR('X', 120, int); the same on x86-64 and arm64. */
const FIFREEZE = 0xc0045877;
const FITHAW = 0xc0045878;

/**
 * Writes the filesystem of the open directory `fd` to its disk and freezes it; on another thread, since that waits for the disk. Rejects with PosixError: EBUSY (frozen already),
 * ENOTSUP (this filesystem cannot be frozen), EPERM.
 */
export async function freezeFilesystem(fd: number): Promise<void> {
  const errno = await ioctlInBackground(fd, FIFREEZE, 0);
  if (errno !== 0) throw new PosixError('FIFREEZE', errno);
}

/**
 * Thaws the filesystem of the open directory `fd`. True: it was frozen until now. False: it was not. On this thread, and not on the pool's, which may all wait for the very
 * filesystem. Throws PosixError.
 */
export function thawFilesystem(fd: number): boolean {
  if (libc.ioctl(fd, FITHAW, null) === 0) return true;
  const errno = lastErrno();
  if (errno === errnoNumbers['EINVAL']) return false;
  throw new PosixError('FITHAW', errno);
}
