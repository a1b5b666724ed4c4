/**
 * A target that somebody else has chosen, held to the directories that are permitted here. The path is walked from the root anew each time that it is opened, name by name and never
 * through a symlink, so nobody who may write in one of its directories can lead it elsewhere.
 */
import { StillpointError } from '../errors.ts';
import { closeHandle } from '../posix/open-file.ts';
import { makeDirectoryAt } from '../posix/create.ts';
import { openDirectory, openDirectoryAt, tryOpenDirectoryAt } from '../posix/directory-handle.ts';
import { errnoNumbers, PosixError } from '../posix/posix-error.ts';
import { showByteName } from '../text/byte-name.ts';
import { isWithin, normalPath } from '../text/normal-path.ts';

import { assertAccess, notMade, type TargetPlace } from './target-place.ts';

interface Walked {
  readonly fd: number;
  /** Names that were there or were made. */
  readonly depth: number;
  readonly madeLast: boolean;
}

/** Whoever makes one disposes of it. */
export class ConfinedTarget implements TargetPlace, Disposable {
  /** Absolute, in normal form, a byte string. */
  readonly path: string;
  readonly #names: readonly string[];
  #standing: number | undefined;

  private constructor(path: string) {
    this.path = path;
    this.#names = path.split('/').filter((name) => name !== '');
  }

  /**
   * `allowed` are directories in normal form; both are byte strings. RESTORE_REFUSED when the target is in none of them; without a target it is the only one. Looks at no file yet.
   */
  static within(allowed: readonly string[], target: string): ConfinedTarget {
    const [only] = allowed;
    if (only === undefined) throw refused('agent.toml of this guest permits no restores', 'add on the guest, for example: [restore] allow = ["/var/restore"]');
    const listed = allowed.map(showByteName).join(', ');
    if (target === '') {
      if (allowed.length > 1) throw refused('agent.toml of this guest permits restores into several directories', `say with --to which: ${listed}`);
      return new ConfinedTarget(only);
    }
    const path = normalPath(target);
    if (path === undefined) throw refused(`${showByteName(target)} is no absolute path without ".."`, `restores are permitted into ${listed}`);
    if (!allowed.some((directory) => isWithin(path, directory))) throw refused(`agent.toml of this guest does not permit restores into ${showByteName(path)}`, `it permits ${listed}`);
    return new ConfinedTarget(path);
  }

  standing(): Buffer {
    const { fd, depth } = this.#walk(false);
    this[Symbol.dispose]();
    this.#standing = fd;
    const path = Buffer.from(`/proc/self/fd/${fd}`);
    assertAccess(path, `/${this.#names.slice(0, depth).join('/')}`);
    return path;
  }

  find(): number | undefined {
    const { fd, depth } = this.#walk(false);
    if (depth === this.#names.length) return fd;
    closeHandle(fd);
    return undefined;
  }

  make(): { readonly fd: number; readonly fresh: boolean } {
    try {
      const { fd, madeLast } = this.#walk(true);
      return { fd, fresh: madeLast };
    } catch (error) {
      throw error instanceof PosixError ? notMade(this.path, error) : error;
    }
  }

  [Symbol.dispose](): void {
    if (this.#standing !== undefined) closeHandle(this.#standing);
    this.#standing = undefined;
  }

  /** As far as there are directories, or to the end with `make`. */
  #walk(make: boolean): Walked {
    let fd = openDirectory('/', { follow: false });
    let depth = 0;
    let madeLast = false;
    try {
      for (const name of this.#names) {
        let next = tryOpenDirectoryAt(fd, name);
        madeLast = false;
        if (next === -missing) {
          if (!make) break;
          // Nobody but root: what comes into it may hold what is nobody's business.
          makeDirectoryAt(fd, name, 0o700);
          next = openDirectoryAt(fd, name);
          madeLast = true;
        }
        depth++;
        if (next < 0) throw this.#unsafe(next, depth);
        closeHandle(fd);
        fd = next;
      }
      return { fd, depth, madeLast };
    } catch (error) {
      closeHandle(fd);
      throw error;
    }
  }

  #unsafe(errno: number, depth: number): Error {
    const path = `/${this.#names.slice(0, depth).join('/')}`;
    if (errno !== -(errnoNumbers['ENOTDIR'] ?? 20) && errno !== -(errnoNumbers['ELOOP'] ?? 40)) return new PosixError('openat', errno, showByteName(path));
    return new StillpointError('TARGET_UNSAFE', `${showByteName(path)} is a symlink or no directory, and is not followed`, { hint: 'name the real path; in agent.toml too' });
  }
}

const missing = errnoNumbers['ENOENT'] ?? 2;

function refused(message: string, hint: string): StillpointError {
  return new StillpointError('RESTORE_REFUSED', message, { hint });
}
