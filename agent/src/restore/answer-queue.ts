/** What has come for one request of a reading and is not taken yet: a few blocks, and then how the request ended. */
import type { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

// One is taken while the next waits.
const maxWaiting = 2;

/** One puts, one takes. */
export class AnswerQueue {
  readonly #blocks: Buffer[] = [];
  #failures: readonly v1.ChunkFailure.$Properties[] | undefined;
  #error: StillpointError | undefined;
  #abandoned = false;
  #wake: (() => void)[] = [];

  /** Waits while too many blocks wait, which holds back the collector. */
  async put(block: Buffer): Promise<void> {
    while (!this.#abandoned && this.#error === undefined && this.#blocks.length >= maxWaiting) await this.#change();
    if (this.#abandoned || this.#error !== undefined) return;
    this.#blocks.push(block);
    this.#notify();
  }

  /** Nothing more comes. */
  finish(failures: readonly v1.ChunkFailure.$Properties[]): void {
    this.#failures = failures;
    this.#notify();
  }

  /** Whoever takes gets this error, at once; what still comes is dropped. */
  fail(error: StillpointError): void {
    this.#error ??= error;
    this.#notify();
  }

  /** Nobody takes any more: what still comes is dropped. */
  abandon(): void {
    this.#abandoned = true;
    this.#blocks.length = 0;
    this.#notify();
  }

  /** The next block; behind the last one the chunks that could not be had. Throws the error of {@link fail}. */
  async take(): Promise<Buffer | readonly v1.ChunkFailure.$Properties[]> {
    for (;;) {
      if (this.#error !== undefined) throw this.#error;
      const block = this.#blocks.shift();
      if (block !== undefined) {
        this.#notify();
        return block;
      }
      if (this.#failures !== undefined) return this.#failures;
      await this.#change();
    }
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#wake.push(resolve));
  }

  #notify(): void {
    const waiting = this.#wake;
    this.#wake = [];
    for (const wake of waiting) wake();
  }
}
