/** How long to wait before the next attempt: doubled with each failure, and drawn at random so that a fleet does not come back in one moment. */

/** Bounds in ms; `random` gives numbers from 0 to below 1. A connection that stood for `stableMs` starts over. */
export interface BackoffOptions {
  readonly firstMs: number;
  readonly longestMs: number;
  readonly stableMs: number;
  readonly random: () => number;
}

/** Counts failures of one thing. */
export class Backoff {
  readonly #options: BackoffOptions;
  #failures = 0;

  constructor(options: BackoffOptions) {
    this.#options = options;
  }

  /** The wait after an attempt that lasted `stoodMs` and failed: from half of the bound up to it. `slowest`: another attempt soon is of no use. */
  waitAfter(stoodMs: number, slowest = false): number {
    const { firstMs, longestMs, stableMs, random } = this.#options;
    if (stoodMs >= stableMs) this.#failures = 0;
    const boundMs = slowest ? longestMs : Math.min(longestMs, firstMs * 2 ** Math.min(this.#failures, 30));
    this.#failures += 1;
    return boundMs / 2 + (boundMs / 2) * random();
  }
}
