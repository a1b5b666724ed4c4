/**
 * Filesystems that are frozen now. The thaw is armed before the freeze: each has a watchdog before the first is frozen. From the freeze to the thaw this process must not write
 * to any of them, or it waits for itself until the watchdog fires.
 */
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { openDirectory } from '@stillpoint/proto/posix/directory-handle.ts';
import { freezeFilesystem, thawFilesystem } from '@stillpoint/proto/posix/freeze.ts';
import { closeHandle, syncFilesystem } from '@stillpoint/proto/posix/open-file.ts';
import { PosixError } from '@stillpoint/proto/posix/posix-error.ts';

import { Watchdog } from './watchdog.ts';

interface FrozenMount {
  readonly path: string;
  readonly fd: number;
  readonly watchdog: Watchdog;
}

export class FrozenFilesystems implements AsyncDisposable {
  readonly #armed: FrozenMount[] = [];
  readonly #frozen: FrozenMount[] = [];
  #closed = false;

  /**
   * Writes what is dirty to the disks, so that the freeze waits for the rest only, and arms a watchdog for each filesystem. `paths` are their mount points (byte strings), each
   * filesystem once. Nothing is frozen yet. FREEZE_FAILED.
   */
  static async arm(paths: readonly string[], deadlineMs: number): Promise<FrozenFilesystems> {
    const all = new FrozenFilesystems();
    const open: { readonly path: string; readonly fd: number }[] = [];
    try {
      // Deepest first: what is mounted below / is frozen before it, so that as little as possible waits for long.
      for (const path of [...paths].sort((left, right) => right.length - left.length)) open.push({ path, fd: await openFlushed(path) });
      for (const { path, fd } of open) all.#armed.push({ path, fd, watchdog: await Watchdog.arm({ kind: 'filesystem', fd, name: showByteName(path) }, deadlineMs) });
    } catch (error) {
      await all[Symbol.asyncDispose]();
      for (const { fd } of open.slice(all.#armed.length)) closeHandle(fd);
      throw error;
    }
    return all;
  }

  /** Freezes all. FREEZE_FAILED, after which none is frozen. */
  async freeze(): Promise<void> {
    for (const mount of this.#armed) {
      try {
        await freezeFilesystem(mount.fd);
        this.#frozen.push(mount);
      } catch (error) {
        this.thaw();
        throw freezeError(error, 'frozen', mount.path);
      }
    }
  }

  /** Thaws all, at once and without waiting for anything. True when each had been frozen until now. What could not be thawed is tried again by the next call. FREEZE_FAILED. */
  thaw(): boolean {
    let held = this.#frozen.length === this.#armed.length;
    const stuck: FrozenMount[] = [];
    let failure: unknown;
    for (const mount of this.#frozen.splice(0).reverse()) {
      try {
        if (!thawFilesystem(mount.fd)) held = false;
      } catch (error) {
        // The others first; the watchdog goes on trying.
        stuck.push(mount);
        failure ??= freezeError(error, 'thawed', mount.path);
      }
    }
    this.#frozen.push(...stuck.reverse());
    if (failure !== undefined) throw failure as StillpointError;
    return held;
  }

  /** Ends the watchdogs, after the thaw. False when one had fired. */
  async disarm(): Promise<boolean> {
    const answers = await Promise.all(this.#armed.map(({ watchdog }) => watchdog.disarm()));
    await this[Symbol.asyncDispose]();
    return answers.every(Boolean);
  }

  /** Thaws what is frozen; a watchdog that was not disarmed thaws too. Idempotent. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    try {
      this.thaw();
    } finally {
      for (const { watchdog, fd } of this.#armed) {
        await watchdog[Symbol.asyncDispose]();
        closeHandle(fd);
      }
    }
  }
}

async function openFlushed(path: string): Promise<number> {
  try {
    const fd = openDirectory(path, { follow: false });
    try {
      await syncFilesystem(fd);
    } catch (error) {
      closeHandle(fd);
      throw error;
    }
    return fd;
  } catch (error) {
    throw freezeError(error, 'written to its disk', path);
  }
}

function freezeError(error: unknown, done: string, path: string): unknown {
  if (!(error instanceof PosixError)) return error;
  const hint =
    error.code === 'ENOTSUP'
      ? 'this kind of filesystem cannot be frozen; use another snapshot, or freeze = false when the commands bring the still point'
      : error.code === 'EBUSY'
        ? 'something else has frozen it: another backup program, or `fsfreeze -f`'
        : 'run the agent as root';
  return new StillpointError('FREEZE_FAILED', `the filesystem ${showByteName(path)} could not be ${done}: ${error.message}`, { hint, cause: error });
}
