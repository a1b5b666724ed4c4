/**
 * What the administration works on: an open datastore with its catalog, and the running collector around them when there is one.
 */
import type { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import type { FailingChannel, Refusal } from '../alarm/collector-alarms.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { CollectionGate } from '../collection/collection-gate.ts';
import type { ControlHub } from '../control/control-hub.ts';
import type { Datastore } from '../datastore/datastore.ts';
import type { Upkeep } from '../upkeep/upkeep.ts';
import type { ServedBandwidth } from './bandwidth-administration.ts';
import type { NewDecision } from '../datastore/decision-journal.ts';

/** Makes one decision: durable, in the catalog and in effect when it resolves. */
export type Decide = (decision: NewDecision) => Promise<unknown>;

/** Makes decisions one after another. */
export interface DecisionMaker {
  /** Runs `work` while nobody else decides, so that what it has checked still holds when it decides with the function that it is given. */
  exclusively<T>(work: (decide: Decide) => Promise<T>): Promise<T>;
}

/** What a running collector knows of alarms beyond its catalog, and how they are sent. */
export interface AlarmTelling {
  refusals(): readonly Refusal[];
  failing(): readonly FailingChannel[];
  /** Sends a test through every way that is configured; one after another, each within its time limit. */
  test(): Promise<v1.NotifyOutcome.$Properties[]>;
}

/** A collector that serves. */
export interface ServingParts {
  readonly sinceMs: number;
  /** `HOST:PORT` as bound. */
  listeners(): readonly string[];
  /** `HOST:PORT` for agents. */
  agentAddresses(): readonly string[];
  /** Where guests can fetch an installer, and the key to expect there. */
  rollouts(): readonly { readonly address: string; readonly keyPin: string }[];
  sessions(): readonly v1.ActiveSession.$Properties[];
  /** Agents whose service is connected, and their runs. */
  readonly control: ControlHub;
  /** How fast agents may send. */
  readonly bandwidth?: ServedBandwidth | undefined;
  /** What is told when schedules change. */
  readonly scheduler: { reload(): Promise<void>; lastEnded?(): readonly v1.RunFacts.$Properties[] };
  /** Tells of alarms; undefined only in tests. */
  readonly notifier?: AlarmTelling | undefined;
  /** Has file versions indexed of snapshots that came into the catalog by another way than a commit. */
  indexVersions(): void;
  /** Sentences about what is wrong with this collector. */
  problems(): readonly string[];
}

/** Whoever makes the parts closes them, after everything that uses them. */
export interface AdminParts {
  readonly datastore: Datastore;
  readonly catalog: Catalog;
  /** What garbage collections and everything beside them pass through. */
  readonly gate: CollectionGate;
  /** Undefined for a reader, which decides nothing. */
  readonly decisions: DecisionMaker | undefined;
  readonly serving: ServingParts | undefined;
  /** What the owner remembers of its housekeeping; undefined for a reader. */
  readonly upkeep?: Upkeep | undefined;
  /** Copies a catalog that lies in the datastore and can only be read, for the caller to write to and close; undefined when it is too large. Absent for one that can be written to. */
  readonly copyCatalog?: (() => Promise<Catalog | undefined>) | undefined;
  /** What of the datastore could not be read when the catalog was opened. */
  readonly problems: readonly StillpointError[];
  /** ms since 1970. */
  readonly now: () => number;
}
