/**
 * Decisions in one line: each is durable in the journal before the catalog knows it, and the catalog gets them in the journal's order.
 */
import type { v1 } from '@stillpoint/proto/messages.ts';

import type { Catalog } from '../catalog/catalog.ts';
import type { DecisionJournal, NewDecision } from '../datastore/decision-journal.ts';
import type { DecisionMaker } from './admin-parts.ts';

/** The one place of a collector where decisions are made. Holds nothing that would need closing. */
export class DecisionLog implements DecisionMaker {
  readonly #journal: DecisionJournal;
  readonly #catalog: Catalog;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(journal: DecisionJournal, catalog: Catalog) {
    this.#journal = journal;
    this.#catalog = catalog;
  }

  /** As {@link DecisionMaker.exclusively}. Errors of the journal (DATASTORE_*) and of the catalog. */
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
