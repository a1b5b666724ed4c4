/**
 * What the administration works on: an open datastore with its catalog, and the running collector around them when there is one.
 */
import type { v1 } from '@stillpoint/proto/messages.ts';

import type { Catalog } from '../catalog/catalog.ts';
import type { Datastore } from '../datastore/datastore.ts';
import type { NewDecision } from '../datastore/decision-journal.ts';

/** A collector that serves. */
export interface ServingParts {
  readonly sinceMs: number;
  /** `HOST:PORT` as bound. */
  listeners(): readonly string[];
  /** `HOST:PORT` for agents. */
  agentAddresses(): readonly string[];
  sessions(): readonly v1.ActiveSession.$Properties[];
  /** Ends the connections and sessions of an agent that may come no more. */
  dismissAgent(agentId: string): void;
  /** Sentences about what is wrong with this collector. */
  problems(): readonly string[];
}

/** Whoever makes the parts closes them, after everything that uses them. */
export interface AdminParts {
  readonly datastore: Datastore;
  readonly catalog: Catalog;
  /** Makes a decision durable and known to the catalog. Undefined for a reader, which decides nothing. */
  readonly decide: ((decision: NewDecision) => Promise<unknown>) | undefined;
  readonly serving: ServingParts | undefined;
  /** ms since 1970. */
  readonly now: () => number;
}
