/** How often something may happen: at once up to a number, and then so many times a second. */

/** `now` gives ms that never go back. */
export interface TokenBucketOptions {
  readonly atOnce: number;
  readonly perSecond: number;
  readonly now: () => number;
}

/** Starts full. */
export class TokenBucket {
  readonly #options: TokenBucketOptions;
  #tokens: number;
  #filledMs: number;

  constructor(options: TokenBucketOptions) {
    this.#options = options;
    this.#tokens = options.atOnce;
    this.#filledMs = options.now();
  }

  /** Takes one; answers how many ms the caller has to wait before it uses it. */
  take(): number {
    const { atOnce, perSecond, now } = this.#options;
    const nowMs = now();
    this.#tokens = Math.min(atOnce, this.#tokens + ((nowMs - this.#filledMs) / 1000) * perSecond) - 1;
    this.#filledMs = nowMs;
    return this.#tokens >= 0 ? 0 : (-this.#tokens / perSecond) * 1000;
  }
}
