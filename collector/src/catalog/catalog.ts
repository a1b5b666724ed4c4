/**
 * The catalog: an index over what the datastore holds, made for questions. It can be thrown away and rebuilt; the datastore is always right.
 * The interface is batch-shaped and asynchronous; nothing here knows SQL (see sqlite-catalog.ts) or gRPC.
 */
import type { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import type { PackContent, PackedBlock } from '../datastore/pack-facts.ts';
import type { BlockClass } from '@stillpoint/proto/format/block.ts';
import type { RunFilter } from './run-tables.ts';

/** What the index knows of a chunk. */
export interface ChunkFacts {
  /** Number of the chunk, for bitmaps: small, dense, never used twice while the collector runs. */
  readonly number: number;
  readonly lengthBytes: number;
  /** True when none of its places is good. */
  readonly damaged: boolean;
  /** Session (hex of 16 bytes) and agent (hex) that stored it. */
  readonly sessionId: string;
  readonly agentId: string;
}

/** A place where a chunk lies. */
export interface ChunkPlace {
  readonly packId: string;
  readonly blockOffset: number;
  readonly blockBytes: number;
  /** Offset of the chunk in the inflated block. */
  readonly chunkOffset: number;
  readonly chunkBytes: number;
  readonly damaged: boolean;
}

/** A block as the index knows it, with its chunks in the order in which they lie in it. A chunk that a block holds twice is named once. */
export interface IndexedBlock {
  readonly offset: number;
  readonly totalBytes: number;
  /** 32 bytes each. */
  readonly ids: Uint8Array;
  /** Of each chunk: where it begins in the inflated block, and its length. */
  readonly chunkOffsets: readonly number[];
  readonly chunkBytes: readonly number[];
}

/** A block that was just appended to an open pack. */
export interface NewBlock {
  readonly packId: string;
  readonly blockClass: BlockClass;
  readonly block: PackedBlock;
}

/** An agent as the journal of decisions made it. Ids are 32 hexadecimal digits. */
export interface AgentRow {
  readonly agentId: string;
  readonly name: string;
  readonly state: 'active' | 'retired' | 'revoked' | 'removed';
  readonly enrolledMs: number;
  readonly dedup: 'fleet' | 'agent';
  /** Whether the guest may read its own snapshots. */
  readonly restore: 'on' | 'off';
  /** What its blocks may take in the packs; 0: no bound. */
  readonly quotaBytes: number;
  readonly labels: Readonly<Record<string, string>>;
  /** Serial numbers (lower-case hex) of certificates that are accepted. */
  readonly certificateSerials: readonly string[];
  readonly certificateNotAfterMs: number;
  /** From the last Hello; not decisions, may be lost with the catalog. */
  readonly lastSeenMs: number;
  readonly lastAddress: string;
  readonly hello: v1.Hello.$Properties | undefined;
  readonly clockSkewMs: number;
}

/** A token as the journal made it; `secretHash` is 32 bytes. */
export interface TokenRow {
  readonly tokenId: string;
  readonly secretHash: Uint8Array;
  readonly agentName: string;
  readonly createdMs: number;
  readonly expiresMs: number;
  readonly usesLeft: number;
  readonly revoked: boolean;
  readonly replace: boolean;
  /** Networks as ADDRESS/BITS that it may be used from; none: from everywhere. */
  readonly networks: readonly string[];
  /** For the agents that enrol with it. */
  readonly labels: Readonly<Record<string, string>>;
  /** The one snapshot that it gives the right to read, as hexadecimal digits; empty: it makes agents. */
  readonly snapshotId: string;
}

/** A policy that came into force, in the order of the decisions. Without `agentId` (empty) it is the default's; `policy` is an encoded RetentionPolicy, undefined when the plan follows the default again. */
export interface PolicyChangeRow {
  readonly agentId: string;
  readonly plan: string;
  readonly sinceMs: number;
  readonly policy: Uint8Array | undefined;
}

/** A snapshot that an administrator keeps. */
export interface PinRow {
  readonly snapshotId: string;
  readonly reason: string;
  readonly pinnedMs: number;
  readonly actor: string;
}

/** A deleted snapshot that can be taken back. */
export interface DeletionRow {
  readonly snapshotId: string;
  readonly agentId: string;
  readonly agentName: string;
  readonly plan: string;
  readonly sequence: number;
  readonly snapshotTimeMs: number;
  readonly deletedMs: number;
  readonly goneMs: number;
  readonly actor: string;
}

/** A schedule that an administrator has set for a plan. */
export interface ScheduleRow {
  readonly agentId: string;
  readonly plan: string;
  readonly sinceMs: number;
  readonly settings: v1.ScheduleSettings.$Properties;
}

/** A plan that was defined for many agents. */
export interface CentralPlanRow {
  readonly targetRecord: v1.PlanTarget.$Properties;
  readonly plan: string;
  readonly revision: number;
  readonly sinceMs: number;
  readonly actor: string;
  /** JSON of its table, as it would stand in agent.toml. */
  readonly definition: string;
}

/** What decisions say of retention. `timeMarkMs`: up to when the clock was found right, 0 for never. */
export interface RetentionState {
  readonly policyChanges: readonly PolicyChangeRow[];
  readonly pins: readonly PinRow[];
  readonly deletions: readonly DeletionRow[];
  readonly timeMarkMs: number;
}

/** A pack that chunks were condemned in: bytes of blocks in which something lives, and of those in which nothing does. */
export interface PackUse {
  readonly packId: string;
  readonly sealed: boolean;
  readonly fileBytes: number;
  readonly liveBytes: number;
  readonly deadBytes: number;
}

/** One version of a path that a commit begins or ends. */
export interface VersionChange {
  readonly archive: string;
  /** Absolute path as latin1 string. */
  readonly path: string;
  /** Undefined when the path is gone. */
  readonly entry: { readonly type: number; readonly sizeBytes: number; readonly mtimeNs: bigint } | undefined;
}

/** Filter of {@link Catalog.findVersions}; `pattern` is a latin1 string with `*`, `?`, `[...]`, `**`. */
export interface VersionQuery {
  readonly pattern: string;
  readonly agentId: string | undefined;
  readonly ignoreCase: boolean;
  readonly deletedOnly: boolean;
}

/** Sums for `status`. */
export interface CatalogTotals {
  readonly packs: number;
  readonly chunks: number;
  readonly uniqueBytes: number;
  readonly packBytes: number;
  readonly damagedChunks: number;
}

/** One row of the audit log. */
export interface EventRow {
  readonly timeMs: number;
  readonly actor: string;
  readonly kind: string;
  readonly object: string;
  readonly text: string;
}

/** Methods with `ids` take n * 32 bytes and answer in order. All writes are one transaction each. */
export interface Catalog extends AsyncDisposable {
  // chunks
  lookupChunks(ids: Uint8Array): Promise<(ChunkFacts | undefined)[]>;
  /** Good places first; none for an unknown id. */
  locateChunks(ids: Uint8Array): Promise<ChunkPlace[][]>;
  /** Indexes blocks of open packs; a chunk that is known already gets a further place. Answers the numbers of all chunks, in order. */
  addBlocks(blocks: readonly NewBlock[]): Promise<number[]>;
  /** The pack is complete and fsynced. */
  sealPack(packId: string, fileBytes: number): Promise<void>;
  /** Makes the index agree with one pack's content, replacing what it knew of that pack. */
  replacePack(content: PackContent): Promise<void>;
  dropPack(packId: string): Promise<void>;
  /** Packs that the index knows, and how many bytes of each. */
  listPacks(): Promise<{ packId: string; sealed: boolean; fileBytes: number }[]>;
  /** The blocks of one pack, in order; none for an unknown pack. */
  listBlocks(packId: string): Promise<IndexedBlock[]>;
  /** Marks copies as bad, also of packs that are not indexed yet. */
  markDamaged(chunks: readonly { readonly id: Uint8Array; readonly packId: string; readonly blockOffset: number }[]): Promise<void>;
  /** Chunks that were found whole: of one with a good place that is why, and bad copies stay marked; of one without, the marks were wrong. */
  clearDamaged(ids: Uint8Array): Promise<void>;
  /** Those without a good place, n * 32 bytes. */
  damagedAmong(ids: Uint8Array): Promise<Uint8Array>;
  totals(): Promise<CatalogTotals>;

  // garbage (docs/locking.md)
  /** Chunks from this number on do not exist yet. */
  nextChunk(): Promise<number>;
  /**
   * Forgets the chunks with numbers from `from` to below `to` whose bit in `keep` is not set (bit 0 is that of `from`), but for those that were stored lately by a session that ended without a
   * commit. Whoever calls it knows that nobody needs them.
   */
  condemn(from: number, to: number, keep: Uint8Array): Promise<{ readonly chunks: number; readonly bytes: number }>;
  /** Packs that chunks were condemned in. */
  listUses(): Promise<PackUse[]>;
  /** Forgets the pack if nothing of it is needed; answers whether it did. */
  dropDeadPack(packId: string): Promise<boolean>;
  /** Indexes the sealed pack `content`, which holds everything that is needed of the pack `oldPackId`, and forgets that one. INTERNAL when a chunk would be lost: then nothing is changed. */
  movePack(content: PackContent, oldPackId: string): Promise<void>;
  /** How many places of the pack were condemned. */
  condemnedPlaces(packId: string): Promise<number>;
  /** Counts time served, by which sessions that ended without a commit grow old. */
  noteServed(durationMs: number): Promise<void>;
  /** Forgets what the index keeps of sessions none of whose blocks are left. */
  tidy(): Promise<void>;

  // snapshots (records as in the snapshot files)
  /**
   * Adds a snapshot, or renews the record of one that is there. `versions` are changes against the snapshot of its plan before it; with `done` they are all of
   * them. They are left out while an older snapshot of the plan waits to be indexed: then this one stays among {@link unindexedSnapshots}, too.
   */
  addSnapshot(record: v1.SnapshotRecord.$Properties, versions: readonly VersionChange[], done?: boolean): Promise<void>;
  /**
   * Adds version rows of a snapshot that is there already (large first backups come in batches); `done` marks the last batch. Snapshots of a plan are indexed
   * oldest first (else INTERNAL); the same changes again change nothing. After a restart a snapshot that was indexed in part begins anew.
   */
  addVersions(snapshotId: string, versions: readonly VersionChange[], done: boolean): Promise<void>;
  /** Forgets a snapshot; versions that lived in it alone go, bounds of others move to its neighbours. Nothing when it is not there. */
  removeSnapshot(snapshotId: string): Promise<void>;
  /** Oldest first. */
  listSnapshots(filter: { readonly agentId?: string; readonly plan?: string }): Promise<v1.SnapshotRecord.$Properties[]>;
  /** The newest snapshot of each plan. */
  newestSnapshots(): Promise<v1.SnapshotRecord.$Properties[]>;
  findRun(agentId: string, runId: Uint8Array): Promise<v1.SnapshotRecord.$Properties | undefined>;
  /** Snapshots whose versions are not all indexed, oldest first. */
  unindexedSnapshots(): Promise<string[]>;
  /**
   * Batches of up to about 500 versions, also empty ones, ordered by agent name, plan, archive, directory, name and time. Nothing is held between batches. A pattern
   * without `/` is matched against names, else against whole paths; one that ends in `/` means everything below. PATTERN_INVALID when it has no meaning.
   */
  findVersions(query: VersionQuery): AsyncIterable<v1.FileVersion.$Properties[]>;

  // decisions (the journal is the truth; `number` is that of the last one applied)
  lastDecision(): Promise<number>;
  /** Those up to {@link lastDecision} are passed over; INTERNAL for one that does not follow it. AgentChanged holds all labels; its empty words leave what is there. */
  applyDecisions(decisions: readonly v1.Decision.$Properties[]): Promise<void>;
  /** Forgets what decisions said, so that the whole journal can be applied again. */
  forgetDecisions(): Promise<void>;
  /** Removed agents included: their snapshots may still be there. */
  listAgents(): Promise<AgentRow[]>;
  listTokens(): Promise<TokenRow[]>;
  retention(): Promise<RetentionState>;
  /** Highest sequence and time among the plan's deleted snapshots that can be taken back. */
  newestDeleted(agentId: string, plan: string): Promise<{ readonly sequence: number; readonly timeMs: number } | undefined>;
  noteAgentSeen(agentId: string, seen: { readonly timeMs: number; readonly address: string; readonly hello: v1.Hello.$Properties; readonly clockSkewMs: number }): Promise<void>;
  listSchedules(): Promise<ScheduleRow[]>;
  listCentralPlans(): Promise<CentralPlanRow[]>;

  // history of runs; may be lost with the catalog
  putRuns(runs: readonly v1.RunFacts.$Properties[]): Promise<void>;
  /** Newest first. */
  listRuns(filter: RunFilter): Promise<v1.RunFacts.$Properties[]>;
  /** What an agent can run, as it told last. */
  notePlans(agentId: string, list: v1.PlanList.$Properties): Promise<void>;
  /** By agent. */
  listPlans(): Promise<Map<string, v1.PlanList.$Properties>>;
  /** The newest run of each plan. */
  latestRuns(): Promise<v1.RunFacts.$Properties[]>;
  /** Newest first. */
  listEvents(limit: number): Promise<EventRow[]>;
  /** Of each object, the newest event of this kind. */
  latestEvents(kind: string): Promise<EventRow[]>;
  /** Bytes that the blocks of this agent take in the packs. */
  storedBytesOf(agentId: string): Promise<number>;

  /** The first thing that is wrong with the catalog's own file, undefined when it is whole. Reads all of it. */
  check(): Promise<string | undefined>;
  /** Writes a copy of one moment into `file`, which must not exist. CATALOG_INVALID when this one is damaged. */
  copyTo(file: string): Promise<void>;
  /** Resolves with CATALOG_FAILED when the catalog can answer no more although nobody has closed it: a thread of its own has ended. All calls reject with that from then on, or those of that thread. */
  readonly failure: Promise<StillpointError>;
  close(): Promise<void>;
}
