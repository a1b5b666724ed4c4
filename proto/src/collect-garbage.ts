/**
 * Minor garbage collections on demand: V8 does not see the bytes of buffers, which lie outside of its heap, when it decides to collect. A process through which
 * blocks pass piles up hundreds of MiB of them, and then marks its whole heap again and again because of so much outside memory.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as (options: { readonly type: 'minor' }) => void;
setFlagsFromString('--no-expose-gc');

/** Counts buffers that this thread has done with, and frees them together: a millisecond each time. */
export class SpentBuffers {
  readonly #limitBytes: number;
  #bytes = 0;

  /** Collects whenever `limitBytes` have been spent. */
  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  /** A buffer of so many bytes is no longer used, or will not be for long. */
  add(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes < this.#limitBytes) return;
    this.#bytes = 0;
    gc({ type: 'minor' });
  }
}
