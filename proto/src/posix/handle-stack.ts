/** The open directories from a root down to where a walk is, with a bounded number of handles. */
import { closeHandle } from './open-file.ts';
import { openDirectoryAt, tryOpenDirectoryAt } from './directory-handle.ts';
import { errnoNumbers, PosixError } from './posix-error.ts';
import { showName } from './c-string.ts';
import { StatBuffer, statFd } from './stat.ts';

interface Frame {
  readonly name: string;
  /** -1 while closed to save handles. */
  fd: number;
  /** Who it was, taken when it was closed. */
  identity: Identity | undefined;
}

interface Identity {
  readonly devMajor: number;
  readonly devMinor: number;
  readonly inode: bigint;
}

const closed = -1;

/**
 * A walk's way back: `enter` and `leave` directories to any depth, paths of any length. Above `maxOpen` levels the upper handles are closed and opened again
 * on the way up, through `..` and, when the directory was moved meanwhile, by the names from the root; each time it is checked that it is the same directory
 * (device and inode). Never follows a symlink. Whoever makes one calls {@link close}.
 */
export class HandleStack {
  readonly #frames: Frame[];
  readonly #maxOpen: number;
  readonly #stat = new StatBuffer();

  /** Takes over `rootFd`, an open directory, which stays open to the end. `maxOpen` handles besides the root at most. */
  constructor(rootFd: number, maxOpen = 200) {
    this.#frames = [{ name: '', fd: rootFd, identity: undefined }];
    this.#maxOpen = Math.max(2, maxOpen);
  }

  /** Levels below the root: 0 in the root itself. */
  get depth(): number {
    return this.#frames.length - 1;
  }

  /** Handle of the directory where the walk is; belongs to the stack. Throws PosixError ESTALE when it was lost, see {@link leave}. */
  get fd(): number {
    const top = this.#top();
    if (top.fd === closed) throw stale(top.name);
    return top.fd;
  }

  /** Opens `name` in the current directory and goes there. Returns its handle. Throws PosixError (ENOTDIR, EACCES, ENOENT …) and stays where it was. */
  enter(name: string): number {
    const fd = openDirectoryAt(this.fd, name);
    this.push(name, fd);
    return fd;
  }

  /** As {@link enter} with a negative errno in place of the error of opening. */
  tryEnter(name: string): number {
    const fd = tryOpenDirectoryAt(this.fd, name);
    if (fd >= 0) this.push(name, fd);
    return fd;
  }

  /** Goes to `fd`, the already open directory `name` of the current one. The stack closes it. */
  push(name: string, fd: number): void {
    this.#frames.push({ name, fd, identity: undefined });
    const old = this.#frames.length - 1 - this.#maxOpen;
    if (old >= 1) this.#shut(this.#frames[old]);
  }

  /**
   * Goes back up. Throws PosixError ESTALE when the upper directory is no longer to be found as the one it was (moved or swapped): the walk is then there without a
   * handle (`fd` throws), and further `leave` calls go on looking for the directories above. Throws RangeError in the root.
   */
  leave(): void {
    const left = this.#frames.length > 1 ? this.#frames.pop() : undefined;
    if (left === undefined) throw new RangeError('leave() in the root of a HandleStack');
    try {
      const top = this.#top();
      if (top.fd === closed) top.fd = this.#reopen(top, left.fd);
    } finally {
      if (left.fd !== closed) closeHandle(left.fd);
    }
  }

  /** Closes every handle, the root's too. Safe to call again. */
  close(): void {
    for (const frame of this.#frames) {
      const { fd } = frame;
      frame.fd = closed;
      if (fd !== closed) closeHandle(fd);
    }
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #top(): Frame {
    return this.#frames[this.#frames.length - 1]!;
  }

  #shut(frame: Frame | undefined): void {
    if (frame === undefined || frame.fd === closed) return;
    statFd(frame.fd, this.#stat);
    frame.identity ??= { devMajor: this.#stat.devMajor, devMinor: this.#stat.devMinor, inode: this.#stat.inode };
    const { fd } = frame;
    frame.fd = closed;
    closeHandle(fd);
  }

  #reopen(frame: Frame, childFd: number): number {
    if (childFd !== closed) {
      const fd = tryOpenDirectoryAt(childFd, '..');
      if (fd >= 0 && this.#matches(frame, fd)) return fd;
      if (fd >= 0) closeHandle(fd);
    }
    return this.#descend();
  }

  /** The current directory by the names from the nearest ancestor that is still open. */
  #descend(): number {
    const target = this.#frames.length - 1;
    let level = target - 1;
    while (this.#frames[level]!.fd === closed) level--;
    let fd = this.#frames[level]!.fd;
    for (const start = level; level < target; ) {
      const frame = this.#frames[level + 1]!;
      const next = tryOpenDirectoryAt(fd, frame.name);
      if (level > start) closeHandle(fd);
      if (next < 0) throw stale(frame.name);
      if (!this.#matches(frame, next)) {
        closeHandle(next);
        throw stale(frame.name);
      }
      fd = next;
      level++;
    }
    return fd;
  }

  #matches(frame: Frame, fd: number): boolean {
    statFd(fd, this.#stat);
    const { identity } = frame;
    return identity?.inode === this.#stat.inode && identity.devMinor === this.#stat.devMinor && identity.devMajor === this.#stat.devMajor;
  }
}

function stale(name: string): PosixError {
  return new PosixError('openat', errnoNumbers['ESTALE'] ?? 116, showName(name));
}
