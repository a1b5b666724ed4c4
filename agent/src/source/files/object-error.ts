/**
 * What a failed system call says about the object it was for.
 */
import { errnoNumbers, PosixError } from '@stillpoint/proto/posix/posix-error.ts';

/** Gone, or something else under its name: a symlink (ELOOP), a socket or device (ENXIO), no symlink any more (EINVAL of readlink), another object (ESTALE). */
const replaced = new Set(['ENOENT', 'ESTALE', 'ELOOP', 'ENXIO', 'ENOTDIR']);

/** The error of an object that is not the one any more that was listed. */
export function staleObject(name: string): PosixError {
  return new PosixError('open', errnoNumbers['ESTALE'] ?? 116, name);
}

/** True when a fresh look at the name may tell something else. */
export function wasReplaced(error: PosixError): boolean {
  return replaced.has(error.code) || (error.code === 'EINVAL' && error.syscall === 'readlinkat');
}

/** What reading an object may fail with; everything else is a defect and ends the run. */
export function asPosixError(error: unknown): PosixError {
  if (error instanceof PosixError) return error;
  if (error instanceof Error && 'errno' in error && typeof error.errno === 'number' && 'syscall' in error) return new PosixError(String(error.syscall), error.errno);
  throw error;
}
