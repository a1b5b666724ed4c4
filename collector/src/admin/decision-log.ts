/**
 * Decisions in one line: each is durable in the journal before the catalog knows it, and the catalog gets them in the journal's order.
 */
import type { v1 } from '@stillpoint/proto/messages.ts';

import type { Catalog } from '../catalog/catalog.ts';
import type { DecisionJournal, NewDecision } from '../datastore/decision-journal.ts';

/** The one place of a collector where decisions are made. Holds nothing that would need closing. */
export class DecisionLog {
  readonly #journal: DecisionJournal;
  readonly #catalog: Catalog;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(journal: DecisionJournal, catalog: Catalog) {
    this.#journal = journal;
    this.#catalog = catalog;
  }

  /** Makes a decision; durable and in the catalog when it resolves. Errors of the journal (DATASTORE_*) and the catalog. */
  readonly decide = (decision: NewDecision): Promise<v1.Decision.$Properties> => this.exclusively(() => this.#decide(decision));

  /** Runs `work` while no other decision is made, so that what it has checked still holds when it decides; it decides with the function that it is given. */
  exclusively<T>(work: (decide: (decision: NewDecision) => Promise<v1.Decision.$Properties>) => Promise<T>): Promise<T> {
    const result = this.#queue.then(() => work((decision) => this.#decide(decision)));
    // The next one does not fail because this one did; the caller is told.
    this.#queue = result.catch(() => undefined);
    return result;
  }

  async #decide(decision: NewDecision): Promise<v1.Decision.$Properties> {
    const written = await this.#journal.append(decision);
    await this.#catalog.applyDecisions([written]);
    return written;
  }
}
