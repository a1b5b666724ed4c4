/**
 * Minor garbage collections on demand: V8 does not see the bytes of buffers, which lie outside of its heap, when it decides to collect. A process through which
 * blocks pass piles up hundreds of MiB of them, and then marks its whole heap again and again because of so much outside memory.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as (options: { readonly type: 'minor' | 'major' }) => void;
setFlagsFromString('--no-expose-gc');

/** Counts buffers that this thread has done with, and frees them together: a millisecond each time. */
export class SpentBuffers {
  readonly #limitBytes: number;
  readonly #agedMaxBytes: number;
  #bytes = 0;
  /** What was there after the last collection of the whole heap, or less if it has fallen since. */
  #livingBytes = 0;

  /**
   * Collects whenever `limitBytes` have been spent. Buffers that waited through two such collections have grown old: where many do, because many peers send at
   * once, the whole heap is collected (30 ms) whenever `agedMaxBytes` have been added to the buffers that were there.
   */
  constructor(limitBytes: number, agedMaxBytes = Number.POSITIVE_INFINITY) {
    this.#limitBytes = limitBytes;
    this.#agedMaxBytes = agedMaxBytes;
  }

  /** A buffer of so many bytes is no longer used, or will not be for long. */
  add(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes < this.#limitBytes) return;
    this.#bytes = 0;
    gc({ type: 'minor' });
    if (this.#agedMaxBytes !== Number.POSITIVE_INFINITY) this.#collectAged();
  }

  #collectAged(): void {
    const { arrayBuffers } = process.memoryUsage();
    this.#livingBytes = Math.min(this.#livingBytes, arrayBuffers);
    if (arrayBuffers - this.#livingBytes < this.#agedMaxBytes) return;
    gc({ type: 'major' });
    this.#livingBytes = process.memoryUsage().arrayBuffers;
  }
}
