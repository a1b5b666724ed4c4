/**
 * What sessions share, and what each is about.
 */
import type { Logger } from 'pino';
import type { v1 } from '@stillpoint/proto/messages.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { SnapshotStore } from '../datastore/snapshot-store.ts';
import type { CollectionGate } from '../collection/collection-gate.ts';
import type { CommittedSnapshots } from './committed-snapshots.ts';
import type { FreshChunks } from './fresh-chunks.ts';
import type { Ingest } from './ingest.ts';
import type { NodeSource } from './node-source.ts';
import type { Quota, QuotaBook } from './quota-book.ts';

/** Bounds of a session; docs/protocol.md tells their reasons. */
export const sessionLimits = {
  maxSessions: 64,
  /** Sessions that wait for a place; each is an open stream and nothing more. */
  maxWaiting: 256,
  /** One agent, whatever it is, must not take the seats of all others. */
  maxSessionsPerAgent: 16,
  maxOfferIds: 1024,
  maxPendingOffers: 64,
  /** Blocks of one session that are with the ingest threads: so many sessions get on alike. */
  maxBlocksInFlight: 4,
  durableBytes: 64 * 1_048_576,
  durableMs: 5000,
  /** An agent that goes through many unchanged files has nothing to say for long; one that is dead is found by keep-alive. */
  idleMs: 3_600_000,
  /** Between the opening of a stream and its Begin. */
  beginMs: 30_000,
} as const;

/** One agent's run. Ids are 16 bytes. */
export interface SessionFacts {
  readonly sessionId: Buffer;
  readonly agentId: Buffer;
  readonly agentName: string;
  readonly dedup: 'fleet' | 'agent';
  readonly quota: Quota;
  readonly plan: string;
  readonly runId: Buffer;
  readonly hello: v1.Hello.$Properties;
  readonly address: string;
  readonly beganMs: number;
  /** The plan's newest snapshot when the session began. */
  readonly previous: v1.SnapshotRecord.$Properties | undefined;
  /** Highest sequence and time of the plan's snapshots, deleted ones that can be taken back included. */
  readonly newest: Pick<v1.SnapshotRecord.$Properties, 'sequence' | 'timeMs'> | undefined;
}

/** What the host gives to every session. `clock` gives ms since 1970. */
export interface SessionParts {
  readonly catalog: Catalog;
  readonly snapshots: SnapshotStore;
  readonly ingest: Ingest;
  readonly fresh: FreshChunks;
  readonly nodes: NodeSource;
  readonly gate: CollectionGate;
  readonly clock: () => number;
  readonly logger: Logger;
  /** A block is made durable so long after it was stored, at the latest. */
  readonly durableMs: number;
  /** COLLECTOR_BUSY when the segment or the disk has no room for a session more; one of a run that was aboard already is let in. */
  readonly admit: (agentId: string, runId: Uint8Array) => Promise<void>;
  /** DATASTORE_FULL when the disk is nearly full. */
  readonly checkFloor: () => Promise<void>;
  /** How many packs have lost blocks since the start. */
  readonly condemnedPacks: () => number;
  readonly committed: CommittedSnapshots;
  readonly quotas: QuotaBook;
  /** `AGENT/PLAN` of plans whose newest snapshot was found whole since the start; packs are only missed at a start. */
  readonly wholePlans: Set<string>;
}
