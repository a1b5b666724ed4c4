/**
 * The agent's own folder: identity, and a folder for each plan with its lock, journal and last tree. 0700, never backed up: a marker file keeps walks
 * out of it wherever it is restored or copied to. Knows nothing of the network and of what runs keep in their folders.
 */
import { accessSync, chmodSync, constants, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, type Stats } from 'node:fs';
import { dirname, join } from 'node:path';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';

import { agentStateMarkerName, agentStateMarkerText } from '../selection/directory-marker.ts';
import { formatAgentRecord, parseAgentRecord } from './agent-record.ts';
import { syncFolder, writeDurably } from './durable-file.ts';
import type { EnrolledAgent } from './enrolled-agent.ts';
import { planLockHolder, takePlanLock } from './plan-lock.ts';
import { takeProcessLock } from './process-lock.ts';
import { shownPath, stateError } from './state-error.ts';

const recordName = 'agent.json';
const plansName = 'plans';
const serviceLockName = 'service.lock';
const renewalLockName = 'renewal.lock';
const planName = /^[a-z0-9][a-z0-9._-]{0,62}$/u;

/** A state directory that exists. Holds nothing open; locks are their callers'. */
export class StateDirectory {
  /** Absolute. */
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** AGENT_NOT_ENROLLED when there is none; STATE_INVALID when it is no state directory or others may read it; PERMISSION_DENIED. */
  static open(path: string): StateDirectory {
    const facts = statFolder(path);
    if (facts === undefined) throw notEnrolled(path);
    checkMarker(path);
    if ((facts.mode & 0o077) !== 0) {
      throw new StillpointError('STATE_INVALID', `other users may read ${shownPath(path)}, which holds this agent's private key`, {
        hint: `run \`chmod 700 ${shownPath(path)}\`; if somebody may have read it, revoke the agent at the collector and enrol it again`,
      });
    }
    return new StateDirectory(path);
  }

  /**
   * Makes the directory and those above it, or takes one that is empty or a state directory already. STATE_INVALID when it holds anything else (that
   * would never be backed up again); PERMISSION_DENIED, STATE_IO.
   */
  static create(path: string): StateDirectory {
    try {
      if (statFolder(path) === undefined) {
        mkdirSync(dirname(path), { recursive: true });
        mkdirSync(path, { mode: 0o700 });
        syncFolder(dirname(path));
      }
      if (!existsSync(join(path, agentStateMarkerName))) {
        if (readdirSync(path).length > 0) throw foreign(path);
        // The marker first: until it is there, nothing secret may be.
        writeDurably(join(path, agentStateMarkerName), agentStateMarkerText);
      }
      chmodSync(path, 0o700);
    } catch (error) {
      throw stateError(error, 'make the state directory', path);
    }
    return new StateDirectory(path);
  }

  /** PERMISSION_DENIED or STATE_IO when nothing can be written into it, for example on a filesystem that is mounted read-only. */
  assertWritable(): void {
    try {
      accessSync(this.path, constants.W_OK | constants.X_OK);
    } catch (error) {
      throw stateError(error, 'write into', this.path);
    }
  }

  /** Bytes that this process may still write: the space kept for root counts for root alone. PERMISSION_DENIED or STATE_IO. */
  freeBytes(): number {
    try {
      const { bavail, bfree, bsize } = statfsSync(this.path);
      return (process.geteuid?.() === 0 ? bfree : bavail) * bsize;
    } catch (error) {
      throw stateError(error, 'ask for the free space of', this.path);
    }
  }

  /** The identity. AGENT_NOT_ENROLLED when enrolment was never finished; STATE_INVALID when the file is damaged; PERMISSION_DENIED, STATE_IO. */
  readAgent(): EnrolledAgent {
    const file = join(this.path, recordName);
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') throw notEnrolled(this.path, error);
      throw stateError(error, 'read', file);
    }
    return parseAgentRecord(text, shownPath(file));
  }

  /** Replaces the identity, whole or not at all; 0600. PERMISSION_DENIED, STATE_IO. */
  writeAgent(agent: EnrolledAgent): void {
    const file = join(this.path, recordName);
    try {
      writeDurably(file, formatAgentRecord(agent));
    } catch (error) {
      throw stateError(error, 'write', file);
    }
  }

  /** The plan's own folder, made (0700) when it is not there. PERMISSION_DENIED, STATE_IO. */
  planFolder(plan: string): string {
    const folder = this.#folderOf(plan);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    } catch (error) {
      throw stateError(error, 'make', folder);
    }
    return folder;
  }

  /** Locks out other runs of the plan until the lock is disposed of. RUN_ACTIVE names the process that has it; PERMISSION_DENIED, STATE_IO. */
  lockPlan(plan: string): Disposable {
    return takePlanLock(join(this.planFolder(plan), 'lock'), plan);
  }

  /** Locks out a second service with this state until the lock is disposed of. SERVICE_ACTIVE names the process that has it; PERMISSION_DENIED, STATE_IO. */
  lockService(): Disposable {
    return takeProcessLock(join(this.path, serviceLockName), (pid) => {
      const who = pid === undefined ? 'another process' : `process ${String(pid)}`;
      return new StillpointError('SERVICE_ACTIVE', `the service of this agent runs already in ${who}`, { hint: 'one guest has one service; stop that one first' });
    });
  }

  /** Locks out other processes that would renew the certificate until it is disposed of; undefined when one does so now. PERMISSION_DENIED, STATE_IO. */
  lockRenewal(): Disposable | undefined {
    const taken = new StillpointError('SERVICE_ACTIVE', 'another process renews the certificate');
    try {
      return takeProcessLock(join(this.path, renewalLockName), () => taken);
    } catch (error) {
      if (error === taken) return undefined;
      throw error;
    }
  }

  /** Plans that have a folder here, also ones that agent.toml names no more. PERMISSION_DENIED, STATE_IO. */
  planNames(): string[] {
    const folder = join(this.path, plansName);
    try {
      return readdirSync(folder).filter((name) => planName.test(name)).sort();
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return [];
      throw stateError(error, 'list', folder);
    }
  }

  /** Removes everything but the marker, the identity first; gives the names of what was there. Whoever calls holds all locks. PERMISSION_DENIED, STATE_IO. */
  removeContent(): string[] {
    try {
      const isOwn = (name: string): boolean => name === agentStateMarkerName;
      const names = readdirSync(this.path).filter((name) => !isOwn(name)).sort((left, right) => Number(right === recordName) - Number(left === recordName));
      for (const name of names) {
        rmSync(join(this.path, name), { recursive: true });
        // A power cut must not bring the key back.
        syncFolder(this.path);
      }
      return names.filter((name) => name !== serviceLockName && name !== renewalLockName);
    } catch (error) {
      throw stateError(error, 'remove what is in', this.path);
    }
  }

  /** The pid of the plan's run that is going on, undefined when there is none. */
  runningPid(plan: string): number | undefined {
    return planLockHolder(join(this.#folderOf(plan), 'lock'));
  }

  // The configuration has checked the name; a path made of an unchecked one would leave the directory.
  #folderOf(plan: string): string {
    if (!planName.test(plan)) throw new StillpointError('NAME_INVALID', `"${plan}" is no name of a plan`);
    return join(this.path, plansName, plan);
  }
}

function statFolder(path: string): Stats | undefined {
  let facts: Stats;
  try {
    facts = lstatSync(path);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw stateError(error, 'look at', path);
  }
  if (facts.isSymbolicLink()) {
    throw new StillpointError('STATE_INVALID', `the state directory ${shownPath(path)} is a symbolic link`, { hint: 'name the folder itself as state_dir in agent.toml' });
  }
  if (!facts.isDirectory()) throw new StillpointError('STATE_INVALID', `${shownPath(path)} is no directory`, { hint: 'correct state_dir in agent.toml' });
  return facts;
}

function checkMarker(path: string): void {
  const file = join(path, agentStateMarkerName);
  try {
    if (lstatSync(file).isFile()) return;
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw stateError(error, 'look at', file);
    if (readdirSync(path).length === 0) throw notEnrolled(path, error);
  }
  throw foreign(path);
}

function foreign(path: string): StillpointError {
  return new StillpointError('STATE_INVALID', `${shownPath(path)} holds files but is no state directory of an agent`, {
    hint: 'name an empty folder, or one that does not exist yet, as state_dir in agent.toml',
  });
}

function notEnrolled(path: string, cause?: unknown): StillpointError {
  return new StillpointError('AGENT_NOT_ENROLLED', `this guest is not enrolled: there is no identity in ${shownPath(path)}`, {
    hint: 'make a token with `stillpoint-collector token create`, then run `stillpoint-agent enroll TOKEN --collector HOST:PORT` here',
    cause,
  });
}
