/**
 * A token bucket in bytes: whoever sends takes before it sends, and waits while the bucket is in debt. So the average holds whatever the sizes are, and a message may
 * be larger than the bucket.
 */

/** Settings with defaults. `burstMs`: what a pause saves up, at most; `now` gives ms that never go back. */
export interface PacerOptions {
  readonly burstMs?: number;
  readonly now?: () => number;
}

const longestWaitMs = 1000;

/** Without a rate, until one is set. Dispose of it to let go whoever waits. */
export class Pacer implements Disposable {
  readonly #burstMs: number;
  readonly #now: () => number;
  #bytesPerSecond: number | undefined;
  #tokens = 0;
  #filledMs: number;
  #turn: Promise<void> = Promise.resolve();
  #wake: (() => void) | undefined;
  #closed = false;

  constructor({ burstMs = 250, now = () => performance.now() }: PacerOptions = {}) {
    this.#burstMs = burstMs;
    this.#now = now;
    this.#filledMs = now();
  }

  /** Undefined: as fast as it can. Holds for those who wait already; their debt stays. */
  setRate(bytesPerSecond: number | undefined): void {
    this.#fill();
    this.#bytesPerSecond = bytesPerSecond;
    if (bytesPerSecond === undefined) this.#tokens = 0;
    this.#wake?.();
  }

  /** Resolves when `bytes` may be sent, in the order of the calls. */
  async take(bytes: number): Promise<void> {
    const turn = this.#turn.then(() => this.#passed());
    this.#turn = turn;
    await turn;
    this.note(bytes);
  }

  /** What was sent without asking; who asks next waits for it. */
  note(bytes: number): void {
    this.#fill();
    if (this.#bytesPerSecond !== undefined) this.#tokens -= bytes;
  }

  [Symbol.dispose](): void {
    this.#closed = true;
    this.#wake?.();
  }

  async #passed(): Promise<void> {
    for (;;) {
      this.#fill();
      const rate = this.#bytesPerSecond;
      if (this.#closed || rate === undefined || this.#tokens >= 0) return;
      const waitMs = Math.min(longestWaitMs, Math.ceil((-this.#tokens * 1000) / rate));
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        timer = setTimeout(resolve, waitMs);
      });
      clearTimeout(timer);
      this.#wake = undefined;
    }
  }

  #fill(): void {
    const nowMs = this.#now();
    const passedMs = nowMs - this.#filledMs;
    this.#filledMs = nowMs;
    const rate = this.#bytesPerSecond;
    if (rate !== undefined) this.#tokens = Math.min((rate * this.#burstMs) / 1000, this.#tokens + (rate * passedMs) / 1000);
  }
}
