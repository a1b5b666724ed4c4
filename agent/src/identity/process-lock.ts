/**
 * A kernel lock on a file that holds the pid of whoever has it. The kernel gives the lock back when the process dies, so that no stale one ever has to
 * be judged.
 */
import { closeSync, constants, fstatSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';

import { systemErrorCode, type StillpointError } from '@stillpoint/proto/errors.ts';
import { LockKind, tryLock } from '@stillpoint/proto/posix/open-file.ts';

import { stateError } from './state-error.ts';

/** Takes the lock for this process until it is disposed of. Throws what `held` makes of the holder's pid, PERMISSION_DENIED, STATE_IO. */
export function takeProcessLock(path: string, held: (pid: number | undefined) => StillpointError): Disposable {
  let fd: number;
  try {
    fd = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, 0o600);
  } catch (error) {
    throw stateError(error, 'open the lock', path);
  }
  try {
    if (!tryLock(fd, LockKind.exclusive)) throw held(readPid(fd));
    ftruncateSync(fd);
    writePid(fd);
  } catch (error) {
    closeSync(fd);
    throw stateError(error, 'lock', path);
  }
  let isHeld = true;
  return {
    [Symbol.dispose](): void {
      if (!isHeld) return;
      isHeld = false;
      ftruncateSync(fd);
      closeSync(fd);
    },
  };
}

// Without it the lock holds all the same: on a full disk a guest needs its backup more than ever.
function writePid(fd: number): void {
  try {
    writeSync(fd, `${String(process.pid)}\n`, 0);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code !== 'ENOSPC' && code !== 'EDQUOT') throw error;
  }
}

/** The pid that such a file holds; undefined for anything else. */
export function parsePid(text: string): number | undefined {
  return /^[1-9][0-9]{0,9}\n$/u.test(text) ? Number(text) : undefined;
}

function readPid(fd: number): number | undefined {
  return fstatSync(fd).size > 32 ? undefined : parsePid(readFileSync(fd, 'latin1'));
}
