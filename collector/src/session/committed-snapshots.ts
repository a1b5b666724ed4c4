/**
 * Snapshots between their commit point and the catalog. One that the catalog could not take is committed all the same: it is kept here until the catalog does
 * take it, so that its run is not committed twice and the plan's next snapshot counts on from it. After a restart the catalog learns of it from its file.
 */
import type { v1 } from '@stillpoint/proto/messages.ts';

import type { Catalog } from '../catalog/catalog.ts';

/** One for each collector. Nothing to close. */
export class CommittedSnapshots {
  readonly #catalog: Pick<Catalog, 'addSnapshot'>;
  readonly #listed: () => void;
  #waiting: v1.SnapshotRecord.$Properties[] = [];

  /** `listed` is told whenever a snapshot has come into the catalog. */
  constructor(catalog: Pick<Catalog, 'addSnapshot'>, listed: () => void) {
    this.#catalog = catalog;
    this.#listed = listed;
  }

  /** Puts a snapshot whose file is written into the catalog; throws what the catalog throws, and tries again at the next {@link settle}. */
  async add(record: v1.SnapshotRecord.$Properties): Promise<void> {
    this.#waiting.push(record);
    await this.settle();
  }

  /** Every committed snapshot is in the catalog when it resolves. Throws what the catalog throws. */
  async settle(): Promise<void> {
    // Adding one twice only renews its record, so calls need not wait for each other.
    for (const record of [...this.#waiting]) {
      await this.#catalog.addSnapshot(record, []);
      this.#waiting = this.#waiting.filter((waiting) => waiting !== record);
      this.#listed();
    }
  }
}
