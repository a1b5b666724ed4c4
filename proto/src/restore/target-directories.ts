/**
 * The directories of a target while a restore goes through them: made or found, never through a symlink, and kept open as long as something in them waits to be
 * finished.
 */
import { randomBytes } from 'node:crypto';

import { StillpointError } from '../errors.ts';
import type { Entry } from '../format/entry.ts';
import { makeDirectoryAt, removeDirectoryAt, renameAt, unlinkAt } from '../posix/create.ts';
import { openDirectoryAt } from '../posix/directory-handle.ts';
import { HandleStack } from '../posix/handle-stack.ts';
import { closeHandle } from '../posix/open-file.ts';
import { errnoNumbers, PosixError } from '../posix/posix-error.ts';
import { StatBuffer, tryStatAt } from '../posix/stat.ts';
import { showByteName } from '../text/byte-name.ts';

import type { Decision } from './overwrite-rule.ts';

/** A handle of a directory that outlives the walk's stay in it. */
export interface DirectoryLease {
  readonly fd: number;
  /** Closes it; nothing may use it afterwards. Safe to call again. */
  readonly close: () => void;
}

interface Level {
  readonly name: string;
  readonly entry: Entry | undefined;
  /** Made by this restore: nothing can be in the way in it. */
  readonly fresh: boolean;
  readonly setsMetadata: boolean;
  lease: DirectoryLease | undefined;
}

/** What {@link TargetDirectories.leave} gives back: metadata is to be set through `lease`, which the caller closes. `fresh` says that this restore made it. */
export interface LeftDirectory {
  readonly fresh: boolean;
  readonly entry: Entry | undefined;
  readonly lease: DirectoryLease | undefined;
}

/** Takes over `rootFd`; whoever makes one disposes of it. Names are byte strings. */
export class TargetDirectories implements Disposable {
  readonly #handles: HandleStack;
  readonly #levels: Level[];
  readonly #stat = new StatBuffer();
  readonly #rootFd: number;

  constructor(rootFd: number, fresh: boolean, maxOpen: number) {
    this.#rootFd = rootFd;
    this.#handles = new HandleStack(rootFd, maxOpen);
    this.#levels = [{ name: '', entry: undefined, fresh, setsMetadata: false, lease: undefined }];
  }

  get rootFd(): number {
    return this.#rootFd;
  }

  /** Handle of the current directory; belongs to this object. */
  get fd(): number {
    return this.#handles.fd;
  }

  /** Names from the target's root to `name` in the current directory. */
  place(name: string): string[] {
    return [...this.#levels.slice(1).map((level) => level.name), name];
  }

  /** What is called `name` here; valid until the next call. Throws PosixError. */
  find(name: string): StatBuffer | undefined {
    if (this.#level().fresh) return undefined;
    const result = tryStatAt(this.fd, name, this.#stat);
    if (result === 0) return this.#stat;
    if (-result === errnoNumbers['ENOENT']) return undefined;
    throw new PosixError('statx', result, showByteName(name));
  }

  /**
   * Goes into the directory `name`, making it when `decision` is `create` or `replace`. `setsMetadata`: see {@link leave}. With `prepare` one that is made gets its name
   * only after that has seen it. Throws PosixError, TARGET_UNSAFE and TARGET_CONFLICT.
   */
  enter(name: string, entry: Entry | undefined, decision: Decision, setsMetadata: boolean, prepare?: (fd: number) => void): void {
    refuseObstacle(decision, name);
    const fresh = decision === 'create' || decision === 'replace';
    if (decision === 'replace') unlinkAt(this.fd, name);
    if (fresh) makeDirectory(this.fd, name, prepare);
    this.#handles.enter(name);
    this.#levels.push({ name, entry, fresh, setsMetadata: entry !== undefined && (fresh || setsMetadata), lease: undefined });
  }

  /** A handle of the current directory that stays open until the directory is left and {@link LeftDirectory.lease} is closed. */
  lease(): DirectoryLease {
    const level = this.#level();
    if (level.lease === undefined) {
      const fd = openDirectoryAt(this.fd, '.');
      let isOpen = true;
      const close = (): void => {
        if (isOpen) closeHandle(fd);
        isOpen = false;
      };
      level.lease = { fd, close };
    }
    return level.lease;
  }

  /** Goes up. The result says what is left to do for the directory that was left. */
  leave(): LeftDirectory {
    const { setsMetadata, entry, fresh } = this.#level();
    if (setsMetadata) this.lease();
    const { lease } = this.#level();
    this.#levels.pop();
    this.#handles.leave();
    return { fresh, entry: setsMetadata ? entry : undefined, lease };
  }

  /** Goes up after a failure: nothing is left to do but to close the lease, if there is one. */
  abandon(): DirectoryLease | undefined {
    return this.#levels.pop()?.lease;
  }

  /** The root's lease, when there is one: for the caller to close at the end. */
  takeRootLease(): DirectoryLease | undefined {
    return this.#levels[0]?.lease;
  }

  /** Levels below the root. */
  get depth(): number {
    return this.#levels.length - 1;
  }

  [Symbol.dispose](): void {
    this.#handles.close();
  }

  #level(): Level {
    const level = this.#levels.at(-1);
    if (level === undefined) throw new StillpointError('INTERNAL', 'a restore left its target');
    return level;
  }
}

/** Closed to others until its metadata is set. */
function makeDirectory(directoryFd: number, name: string, prepare: ((fd: number) => void) | undefined): void {
  if (prepare === undefined) {
    makeDirectoryAt(directoryFd, name, 0o700);
    return;
  }
  const unfinished = unfinishedName();
  makeDirectoryAt(directoryFd, unfinished, 0o700);
  try {
    const fd = openDirectoryAt(directoryFd, unfinished);
    try {
      prepare(fd);
    } finally {
      closeHandle(fd);
    }
    renameAt(directoryFd, unfinished, directoryFd, name);
  } catch (error) {
    removeDirectoryAt(directoryFd, unfinished);
    throw error;
  }
}

/** A name for what gets its own when it is complete. */
export function unfinishedName(): string {
  return `.stillpoint-restore-${randomBytes(8).toString('hex')}`;
}

/** TARGET_UNSAFE or TARGET_CONFLICT when something stands in the way that was not there when the restore was planned. */
export function refuseObstacle(decision: Decision, name: string): void {
  if (decision === 'unsafe') throw new StillpointError('TARGET_UNSAFE', `${showByteName(name)} is a symlink where a directory is to be, and is not followed`);
  if (decision === 'conflict') throw new StillpointError('TARGET_CONFLICT', `${showByteName(name)} appeared in the target while the restore ran`, { hint: 'choose --overwrite changed to go on' });
}
