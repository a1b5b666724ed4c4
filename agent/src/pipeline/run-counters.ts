/**
 * Counters of a run that the reader's thread writes and the main thread shows: shared memory, so that counting costs no messages.
 */

const names = ['files', 'directories', 'others', 'bytes', 'filesRead', 'bytesRead', 'filesReused', 'excluded', 'unreadable', 'changed', 'resumedFiles'] as const;

/** What is counted. `bytes` are those of all files as they appear, `bytesRead` those that were read. */
export type CounterName = (typeof names)[number];

export class RunCounters {
  readonly share: SharedArrayBuffer;
  readonly #values: Float64Array;

  constructor(share = new SharedArrayBuffer(names.length * 8)) {
    this.share = share;
    this.#values = new Float64Array(share);
  }

  add(name: CounterName, amount = 1): void {
    const index = names.indexOf(name);
    this.#values[index] = (this.#values[index] ?? 0) + amount;
  }

  get(name: CounterName): number {
    return this.#values[names.indexOf(name)] ?? 0;
  }

  /** All values at this moment. */
  snapshot(): Record<CounterName, number> {
    return Object.fromEntries(names.map((name, index) => [name, this.#values[index] ?? 0])) as Record<CounterName, number>;
  }
}
