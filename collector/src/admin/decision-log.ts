/**
 * Decisions in one line: each is durable in the journal before the catalog knows it, and the catalog gets them in the journal's order.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import type { Catalog } from '../catalog/catalog.ts';
import type { DecisionJournal, NewDecision } from '../datastore/decision-journal.ts';
import type { DecisionMaker } from './admin-parts.ts';

type DecisionIndex = Pick<Catalog, 'applyDecisions' | 'lastDecision'>;

/** The one place of a collector where decisions are made. Holds nothing that would need closing. */
export class DecisionLog implements DecisionMaker {
  readonly #journal: DecisionJournal;
  readonly #catalog: DecisionIndex;
  #isBehind = false;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(journal: DecisionJournal, catalog: DecisionIndex) {
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
    if (this.#isBehind) await this.#catchUp();
    const written = await this.#journal.append(decision);
    this.#isBehind = true;
    try {
      await this.#catalog.applyDecisions([written]);
    } catch (error) {
      throw writtenOnly(error);
    }
    this.#isBehind = false;
    return written;
  }

  /** Gives the catalog what it could not take before. */
  async #catchUp(): Promise<void> {
    const known = await this.#catalog.lastDecision();
    for await (const decision of this.#journal.readAll()) {
      if (decision.number > known) await this.#catalog.applyDecisions([decision]);
    }
    this.#isBehind = false;
  }
}

function writtenOnly(cause: unknown): StillpointError {
  const known = cause instanceof StillpointError ? cause : undefined;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new StillpointError(known?.code ?? 'INTERNAL', `what was decided is written down, but not in effect yet: ${reason}`, {
    hint: `it takes effect with the next decision, or when the collector starts again; before that: ${known?.hint ?? 'mend the cause'}`,
    cause,
  });
}
