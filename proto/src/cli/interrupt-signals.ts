/**
 * SIGINT and SIGTERM of a command: the first asks it to stop, the second ends the process at once.
 */

/** The parts of `process` that are used. */
export interface SignalHost {
  on(event: NodeJS.Signals, listener: () => void): unknown;
  off(event: NodeJS.Signals, listener: () => void): unknown;
  exit(status: number): unknown;
}

/** Listens from its making until it is disposed of. */
export class InterruptSignals implements Disposable {
  readonly #host: SignalHost;
  readonly #controller = new AbortController();

  constructor(host: SignalHost) {
    this.#host = host;
    host.on('SIGINT', this.#interrupt);
    host.on('SIGTERM', this.#terminate);
  }

  /** Aborted by the first signal. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  [Symbol.dispose](): void {
    this.#host.off('SIGINT', this.#interrupt);
    this.#host.off('SIGTERM', this.#terminate);
  }

  // Exit statuses as a shell reports a process that died of the signal.
  readonly #interrupt = (): void => {
    this.#stop(130);
  };

  readonly #terminate = (): void => {
    this.#stop(143);
  };

  #stop(statusOfSecond: number): void {
    if (this.#controller.signal.aborted) this.#host.exit(statusOfSecond);
    this.#controller.abort();
  }
}
