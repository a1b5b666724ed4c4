/**
 * Gives back what a service that waits does not use: its heap as far as it is free, and the pages of programs.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { libc } from '@stillpoint/proto/posix/libc.ts';
import { releaseProgramPages } from '@stillpoint/proto/posix/program-pages.ts';

/** What a start, a connection or an end of a run has touched has been used by then. */
const settleMs = 20_000;
const againMs = 10 * 60_000;

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as (options: { readonly type: 'major' }) => void;
setFlagsFromString('--no-expose-gc');

/** A timer that does so soon after the start, and from time to time. */
export class IdleMemory implements Disposable {
  #timer: NodeJS.Timeout;

  private constructor() {
    this.#timer = setTimeout(() => {
      releaseIdleMemory();
      this.#timer = setInterval(releaseIdleMemory, againMs).unref();
    }, settleMs).unref();
  }

  /** Whoever starts it disposes of it. */
  static start(): IdleMemory {
    return new IdleMemory();
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }
}

/** Collects the heap, and lets go of the C library's free memory and of all pages of programs and libraries. Some 50 ms. */
export function releaseIdleMemory(): void {
  gc({ type: 'major' });
  libc.malloc_trim(0);
  releaseProgramPages();
}
