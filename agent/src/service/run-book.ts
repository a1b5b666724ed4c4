/**
 * The runs of this service: those that go on, and ends that the collector has not noted yet. What is to be told is taken from here one message at a
 * time; of a run's progress only the newest is kept, so that a slow stream does not make it grow.
 */
import type { v1 } from '@stillpoint/proto/messages.ts';

/** Ends that are kept while no stream takes them; the oldest go first. */
const maxEnds = 64;

/** Runs by their id, 32 hexadecimal digits. */
export class RunBook {
  readonly #going = new Map<string, v1.RunReport.$Properties>();
  readonly #ends = new Map<string, v1.RunReport.$Properties>();
  readonly #untold = new Set<string>();

  /** True when the run goes on, or its end is not noted. */
  knows(runId: string): boolean {
    return this.#going.has(runId) || this.#ends.has(runId);
  }

  /** Plans with a run that goes on. */
  get plans(): readonly string[] {
    return [...this.#going.values()].map(({ plan }) => plan ?? '');
  }

  /** The newest of a run that goes on. */
  going(runId: string, report: v1.RunReport.$Properties): void {
    this.#going.set(runId, report);
    this.#untold.add(runId);
  }

  /** The run has ended. */
  ended(runId: string, report: v1.RunReport.$Properties): void {
    this.#going.delete(runId);
    this.#ends.set(runId, report);
    this.#untold.add(runId);
    for (const oldest of this.#ends.keys()) {
      if (this.#ends.size <= maxEnds) break;
      this.#ends.delete(oldest);
      this.#untold.delete(oldest);
    }
  }

  /** The collector has written the end down. */
  noted(runId: string): void {
    if (this.#ends.delete(runId)) this.#untold.delete(runId);
  }

  /** A new stream knows nothing yet. */
  tellAgain(): void {
    for (const runId of [...this.#going.keys(), ...this.#ends.keys()]) this.#untold.add(runId);
  }

  /** The next report to tell; undefined when everything is told. */
  take(): v1.RunReport.$Properties | undefined {
    for (const runId of this.#untold) {
      this.#untold.delete(runId);
      const report = this.#going.get(runId) ?? this.#ends.get(runId);
      if (report !== undefined) return report;
    }
    return undefined;
  }

  /** True when every end is noted. */
  get isClear(): boolean {
    return this.#ends.size === 0;
  }
}
