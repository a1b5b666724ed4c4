/**
 * What a run holds of the guest: its record for the next run, and the way back.
 */
import type { LeftoverRecord, Leftover } from './leftover-record.ts';
import { describeLeftover, undo } from './leftovers.ts';

/** All that can be undone; a hook that is owed is run by its owner. */
export type Undoable = Exclude<Leftover, { kind: 'post' }>;

export class ThingsInForce {
  readonly #record: LeftoverRecord;
  readonly #items: Undoable[] = [];

  constructor(record: LeftoverRecord) {
    this.#record = record;
  }

  /** Before they are made. STATE_IO: then they must not be made. */
  add(...items: readonly Undoable[]): void {
    this.#record.add(...items);
    this.#items.push(...items);
  }

  /** Something that was undone by other means. STATE_IO. */
  forget(item: Undoable): void {
    const index = this.#items.indexOf(item);
    if (index >= 0) this.#items.splice(index, 1);
    this.#record.remove(item);
  }

  /** Undoes everything, the last first. What cannot be undone is told, and stays in the record. */
  async undoAll(warn: (text: string) => void): Promise<void> {
    for (const item of this.#items.splice(0).reverse()) {
      try {
        await undo(item);
        this.#record.remove(item);
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        warn(`${describeLeftover(item)} could not be undone; the next run of the plan tries again: ${error.message}`);
      }
    }
  }
}
