/**
 * One run of a plan at a time on this guest: a lock on the plan's lock file.
 */
import { readFileSync, statSync } from 'node:fs';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';

import { parsePid, takeProcessLock } from './process-lock.ts';
import { stateError } from './state-error.ts';

/** Takes the lock for this process until it is disposed of. RUN_ACTIVE names the pid of the run that has it; PERMISSION_DENIED, STATE_IO. */
export function takePlanLock(path: string, plan: string): Disposable {
  return takeProcessLock(path, (pid) => runActive(plan, pid));
}

/**
 * The pid of the run that holds the lock at `path`, undefined when there is none. Asks the kernel's table: trying the lock would turn away a run
 * that begins at that moment.
 */
export function planLockHolder(path: string): number | undefined {
  let inode: bigint;
  let pid: number | undefined;
  let locks: string;
  try {
    inode = statSync(path, { bigint: true }).ino;
    pid = parsePid(readFileSync(path, 'latin1'));
    locks = readFileSync('/proc/locks', 'latin1');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw stateError(error, 'read the lock', path);
  }
  if (pid === undefined) return undefined;
  // `1: FLOCK  ADVISORY  WRITE 4711 fd:01:131090 0 EOF`. The device is left out: btrfs shows another one here than in a stat.
  const holds = locks.split('\n').some((line) => {
    const [, kind, , access, holder, object] = line.trim().split(/\s+/u);
    return kind === 'FLOCK' && access === 'WRITE' && holder === String(pid) && object?.split(':').at(-1) === String(inode);
  });
  return holds ? pid : undefined;
}

function runActive(plan: string, pid: number | undefined): StillpointError {
  const who = pid === undefined ? 'another process' : `process ${String(pid)}`;
  return new StillpointError('RUN_ACTIVE', `a run of the plan "${plan}" is going on already in ${who}`, {
    hint: 'wait for it to end; `stillpoint-agent status` shows it',
  });
}
