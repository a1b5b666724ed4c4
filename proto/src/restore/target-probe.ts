/**
 * Looks at what stands in a target already, beside a walk of what is to be restored. Follows no symlink and changes nothing.
 */
import { HandleStack } from '../posix/handle-stack.ts';
import { errnoNumbers, PosixError } from '../posix/posix-error.ts';
import { StatBuffer, tryStatAt } from '../posix/stat.ts';

/** Enter and leave come in pairs. Whoever opens it disposes of it. */
export class TargetProbe implements Disposable {
  readonly #handles: HandleStack | undefined;
  readonly #stat = new StatBuffer();
  /** Levels below the last directory that exists. */
  #missing: number;

  private constructor(handles: HandleStack | undefined) {
    this.#handles = handles;
    this.#missing = handles === undefined ? 1 : 0;
  }

  /** Takes over the handle of the target; undefined: it does not exist. */
  static of(fd: number | undefined): TargetProbe {
    return new TargetProbe(fd === undefined ? undefined : new HandleStack(fd));
  }

  /** Handle of the current directory, -1 when it does not exist. */
  get fd(): number {
    return this.#missing > 0 || this.#handles === undefined ? -1 : this.#handles.fd;
  }

  /** What is called `name` in the current directory; valid until the next call. */
  find(name: string): StatBuffer | undefined {
    if (this.#missing > 0 || this.#handles === undefined) return undefined;
    const result = tryStatAt(this.#handles.fd, name, this.#stat);
    if (result === 0) return this.#stat;
    // A name that the filesystem cannot have does not exist there.
    if (-result === errnoNumbers['ENOENT'] || -result === errnoNumbers['ENAMETOOLONG'] || -result === errnoNumbers['EINVAL'] || -result === errnoNumbers['EACCES']) return undefined;
    throw new PosixError('statx', result, name);
  }

  /** Goes down; `exists` says that a directory is there. One that may not be opened counts as empty: the writer will say so. */
  enter(name: string, exists: boolean): void {
    if (this.#missing > 0 || !exists || this.#handles === undefined || this.#handles.tryEnter(name) < 0) this.#missing++;
  }

  leave(): void {
    if (this.#missing > 0) this.#missing--;
    else this.#handles?.leave();
  }

  [Symbol.dispose](): void {
    this.#handles?.close();
  }
}
