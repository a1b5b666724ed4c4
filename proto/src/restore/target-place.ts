/**
 * Where a restore writes: how the target directory is found, made and opened. A path of the caller's own is simply opened; a target that somebody else has chosen is
 * held to the directories that are permitted (confined-target.ts).
 */
import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

import { StillpointError, systemErrorCode } from '../errors.ts';
import { openDirectory } from '../posix/directory-handle.ts';
import { PosixError } from '../posix/posix-error.ts';
import { showByteName } from '../text/byte-name.ts';

import { fullError, isFull } from './data-window.ts';

/** A target directory, which need not exist. */
export interface TargetPlace {
  /** Path of the nearest directory that exists, at the target or above, for as long as the place is used. TARGET_NOT_WRITABLE when nothing can be made there, TARGET_UNSAFE. */
  standing(): Buffer;
  /** A handle of the target for the caller to close; undefined when it does not exist. TARGET_UNSAFE, PosixError. */
  find(): number | undefined;
  /** As {@link find}, and makes what is missing; `fresh` says that the target was. TARGET_NOT_WRITABLE, TARGET_FULL, TARGET_UNSAFE. */
  make(): { readonly fd: number; readonly fresh: boolean };
}

/** The place of a path (absolute, a byte string) that the caller has chosen himself: symlinks in it are followed. */
export function placeOf(target: string): TargetPlace {
  return { standing: () => assertWritable(target), find: () => findTarget(target), make: () => makeTarget(target) };
}

/** TARGET_NOT_WRITABLE when the directory that is reached by `path` (shown as `shown`) is not the caller's to write in. */
export function assertAccess(path: Buffer, shown: string): void {
  try {
    accessSync(path, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new StillpointError('TARGET_NOT_WRITABLE', `${showByteName(shown)} cannot be written (${systemErrorCode(cause) ?? 'unknown reason'})`, { hint: 'restore into a directory of your own, or as root', cause });
  }
}

/** What a restore says when its target cannot be made or opened. */
export function notMade(target: string, cause: unknown): StillpointError {
  const errno = systemErrorCode(cause);
  if (isFull(errno)) return fullError(cause);
  return new StillpointError('TARGET_NOT_WRITABLE', `${showByteName(target)} cannot be made or opened (${errno ?? 'unknown reason'})`, { cause });
}

function assertWritable(target: string): Buffer {
  let path = target;
  while (!existsSync(Buffer.from(path, 'latin1')) && path !== '/') path = dirname(path);
  const standing = Buffer.from(path, 'latin1');
  if (!statSync(standing).isDirectory()) throw new StillpointError('TARGET_NOT_WRITABLE', `${showByteName(path)} is no directory`, { hint: 'name a directory, or one that does not exist yet' });
  assertAccess(standing, path);
  return standing;
}

function findTarget(target: string): number | undefined {
  try {
    return openDirectory(target, { follow: true });
  } catch (error) {
    if (error instanceof PosixError && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function makeTarget(target: string): { readonly fd: number; readonly fresh: boolean } {
  try {
    const made = mkdirSync(Buffer.from(target, 'latin1'), { recursive: true });
    return { fd: openDirectory(target, { follow: true }), fresh: made !== undefined };
  } catch (cause) {
    throw notMade(target, cause);
  }
}
