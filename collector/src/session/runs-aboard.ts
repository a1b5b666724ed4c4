/** Runs that had a session of late: one that comes again has lost its connection, and is no new one. */

/** More than go on at a time. */
const maxRuns = 2048;

/** Forgets the ones that came first; one that is forgotten is merely new again. */
export class RunsAboard {
  readonly #runs = new Set<string>();

  /** The run has a session. */
  note(run: string): void {
    this.#runs.delete(run);
    this.#runs.add(run);
    const [oldest] = this.#runs;
    if (this.#runs.size > maxRuns && oldest !== undefined) this.#runs.delete(oldest);
  }

  has(run: string): boolean {
    return this.#runs.has(run);
  }
}
