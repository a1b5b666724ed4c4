/** Keeps work with bytes below a rate. */
import { setTimeout as wait } from 'node:timers/promises';

/** Counts bytes from its making on. `rateBytes` undefined: no bound. */
export class Pace {
  readonly #rateBytes: number | undefined;
  readonly #signal: AbortSignal;
  readonly #startMs = performance.now();
  #bytes = 0;

  constructor(rateBytes: number | undefined, signal: AbortSignal) {
    this.#rateBytes = rateBytes;
    this.#signal = signal;
  }

  /** Bytes that have passed. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Resolves when so much may have passed. */
  async pass(bytes: number): Promise<void> {
    this.#bytes += bytes;
    if (this.#rateBytes === undefined) return;
    const aheadMs = (this.#bytes / this.#rateBytes) * 1000 - (performance.now() - this.#startMs);
    if (aheadMs > 1) await wait(aheadMs, undefined, { signal: this.#signal });
  }
}
