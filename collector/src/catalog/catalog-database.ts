/**
 * The catalog itself: a synchronous class over one connection, whose methods take and give what crosses the border between threads. Every write is one
 * transaction. It knows tables and columns; packs, journals and snapshot files are not its matter.
 */
import type Database from 'better-sqlite3';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import { BlockInsert } from './block-insert.ts';
import type { CatalogTotals, EventRow, IndexedBlock, PackUse, RetentionState, TokenRow, VersionQuery } from './catalog.ts';
import { CentralPlanTable, type CentralPlanColumns } from './central-plan-table.ts';
import { closeDatabase, openDatabase, type CatalogMode } from './catalog-file.ts';
import type { BlockColumns, ChunkColumns, PlaceColumns } from './chunk-columns.ts';
import { ChunkLookup } from './chunk-lookup.ts';
import { ChunkRows } from './chunk-rows.ts';
import { DamageTable, type DamageMark } from './damage-table.ts';
import { DecisionTables, type AgentColumns, type Sighting } from './decision-tables.ts';
import { GarbageTables } from './garbage-tables.ts';
import { MetaTable } from './meta-table.ts';
import { PackTables, type IndexedPack } from './pack-tables.ts';
import { RetentionTables } from './retention-tables.ts';
import { RunTables, type RunColumns, type RunFilter, type ScheduleColumns } from './run-tables.ts';
import { IndexState, SnapshotTables, type SnapshotFacts } from './snapshot-tables.ts';
import { catalogError } from './sqlite-error.ts';
import type { VersionColumns } from './version-columns.ts';
import { VersionSearch, type SearchCursor, type SearchPage } from './version-search.ts';
import { VersionTables } from './version-tables.ts';

/** Methods as in the interface `Catalog` (catalog.ts), with columns in place of objects. Errors are those of {@link openDatabase}. */
export class CatalogDatabase {
  readonly #database: Database.Database;
  readonly #mode: CatalogMode;
  readonly #file: string;
  readonly #meta: MetaTable;
  readonly #lookup: ChunkLookup;
  readonly #damages: DamageTable;
  readonly #packs: PackTables;
  readonly #snapshots: SnapshotTables;
  readonly #versions: VersionTables;
  readonly #search: VersionSearch;
  readonly #retention: RetentionTables;
  readonly #garbage: GarbageTables;
  readonly #runs: RunTables;
  readonly #centralPlans: CentralPlanTable;
  readonly #decisions: DecisionTables;

  /** Opens `file`; see {@link openDatabase}. The caller closes it. */
  constructor(file: string, mode: CatalogMode) {
    this.#file = file;
    this.#mode = mode;
    this.#database = openDatabase(file, mode);
    try {
      const rows = new ChunkRows(this.#database);
      this.#meta = new MetaTable(this.#database);
      this.#damages = new DamageTable(this.#database, rows);
      this.#lookup = new ChunkLookup(this.#database, rows, this.#damages);
      this.#packs = new PackTables(this.#database, new BlockInsert(this.#database, rows, this.#meta), this.#damages, this.#meta);
      this.#snapshots = new SnapshotTables(this.#database);
      this.#versions = new VersionTables(this.#database, this.#snapshots);
      this.#search = new VersionSearch(this.#database, this.#snapshots);
      this.#retention = new RetentionTables(this.#database, this.#meta);
      this.#garbage = new GarbageTables(this.#database, this.#meta);
      this.#runs = new RunTables(this.#database);
      this.#centralPlans = new CentralPlanTable(this.#database);
      this.#decisions = new DecisionTables(this.#database, this.#meta, this.#damages, [this.#retention, this.#runs, this.#centralPlans]);
      if (mode === 'write' || mode === 'scratch') this.#write(() => this.#rewindHalfIndexed());
    } catch (error) {
      this.#database.close();
      throw catalogError(error, file);
    }
  }

  lookupChunks(ids: Uint8Array): ChunkColumns {
    return this.#read(() => this.#lookup.lookup(ids));
  }

  locateChunks(ids: Uint8Array): PlaceColumns {
    return this.#read(() => this.#lookup.locate(ids));
  }

  damagedAmong(ids: Uint8Array): Uint8Array<ArrayBuffer> {
    return this.#read(() => this.#lookup.damagedAmong(ids));
  }

  addBlocks(columns: BlockColumns): Float64Array<ArrayBuffer> {
    return this.#write(() => this.#packs.append(columns));
  }

  sealPack(packId: string, fileBytes: number): void {
    this.#write(() => this.#packs.seal(packId, fileBytes));
  }

  replacePack(columns: BlockColumns, sealed: boolean, fileBytes: number): void {
    this.#write(() => this.#packs.replace(columns, sealed, fileBytes));
  }

  dropPack(packId: string): void {
    this.#write(() => this.#packs.drop(packId));
  }

  listPacks(): IndexedPack[] {
    return this.#read(() => this.#packs.list());
  }

  listBlocks(packId: string): IndexedBlock[] {
    return this.#read(() => this.#packs.blocks(packId));
  }

  markDamaged(marks: readonly DamageMark[]): void {
    this.#write(() => this.#damages.mark(marks));
  }

  clearDamaged(ids: Uint8Array): void {
    this.#write(() => this.#damages.clear(ids));
  }

  totals(): CatalogTotals {
    return this.#read(() => {
      const { packs, bytes } = this.#packs.sums();
      return { packs, packBytes: bytes, chunks: this.#meta.get('chunks'), uniqueBytes: this.#meta.get('unique_bytes'), damagedChunks: this.#damages.count() };
    });
  }

  nextChunk(): number {
    return this.#read(() => this.#garbage.nextChunk());
  }

  condemn(from: number, to: number, keep: Uint8Array): { readonly chunks: number; readonly bytes: number } {
    return this.#write(() => this.#garbage.condemn(from, to, keep));
  }

  listUses(): PackUse[] {
    return this.#read(() => this.#garbage.listUses());
  }

  dropDeadPack(packId: string): boolean {
    return this.#write(() => {
      if (!this.#garbage.isDead(packId)) return false;
      this.#packs.drop(packId);
      return true;
    });
  }

  movePack(columns: BlockColumns, fileBytes: number, oldPackId: string): void {
    this.#write(() => {
      const before = this.#meta.get('chunks');
      const firstNew = this.#garbage.nextChunk();
      this.#packs.replace(columns, true, fileBytes);
      this.#garbage.condemnAgain(firstNew);
      this.#packs.drop(oldPackId);
      // Everything has a place in the new pack by now: a chunk that is lost can only be a mistake.
      if (this.#meta.get('chunks') < before) throw new StillpointError('INTERNAL', `pack ${oldPackId} holds chunks that were not copied`);
    });
  }

  condemnedPlaces(packId: string): number {
    return this.#read(() => this.#garbage.condemnedPlaces(packId));
  }

  noteServed(durationMs: number): void {
    this.#write(() => this.#garbage.noteServed(durationMs));
  }

  tidy(): void {
    this.#write(() => this.#garbage.tidy());
  }

  retention(): RetentionState {
    return this.#read(() => this.#retention.state());
  }

  newestDeleted(agentId: string, plan: string): { readonly sequence: number; readonly timeMs: number } | undefined {
    return this.#read(() => this.#retention.newestDeleted(agentId, plan));
  }

  /** Answers whether the versions were taken. */
  addSnapshot(facts: SnapshotFacts, columns: VersionColumns, done: boolean): boolean {
    return this.#write(() => {
      const isNew = this.#snapshots.find(facts.snapshotId) === undefined;
      const row = this.#snapshots.put(facts);
      this.#garbage.noteCommitted(Buffer.from(facts.sessionId, 'hex'));
      // An older snapshot that turns up late changes what the later ones' versions are measured against.
      const later = isNew ? this.#snapshots.siblings(row).find((sibling) => sibling.sequence > row.sequence && sibling.state !== IndexState.none) : undefined;
      if (later !== undefined) this.#versions.rewind(later);
      if ((!done && columns.type.length === 0) || !this.#versions.isInTurn(row)) return false;
      this.#versions.apply(row, columns, done);
      return true;
    });
  }

  addVersions(snapshotId: string, columns: VersionColumns, done: boolean): void {
    this.#write(() => this.#versions.apply(this.#snapshots.get(snapshotId), columns, done));
  }

  removeSnapshot(snapshotId: string): void {
    this.#write(() => {
      const row = this.#snapshots.find(snapshotId);
      if (row !== undefined) this.#versions.remove(row);
    });
  }

  listSnapshots(agentId: string | undefined, plan: string | undefined): Uint8Array[] {
    return this.#read(() => this.#snapshots.records(agentId, plan));
  }

  newestSnapshots(): Uint8Array[] {
    return this.#read(() => this.#snapshots.newestRecords());
  }

  findRun(agentId: string, runId: Uint8Array): Uint8Array | undefined {
    return this.#read(() => this.#snapshots.recordOfRun(agentId, runId));
  }

  unindexedSnapshots(): string[] {
    return this.#read(() => this.#snapshots.unindexed().map((row) => row.id.toString('hex')));
  }

  findVersions(query: VersionQuery, cursor: SearchCursor | undefined): SearchPage {
    return this.#read(() => this.#search.page(query, cursor));
  }

  lastDecision(): number {
    return this.#read(() => this.#decisions.last());
  }

  applyDecisions(decisions: readonly v1.Decision.$Properties[]): void {
    this.#write(() => this.#decisions.apply(decisions));
  }

  forgetDecisions(): void {
    this.#write(() => this.#decisions.forget());
  }

  listAgents(): AgentColumns[] {
    return this.#read(() => this.#decisions.agents());
  }

  listTokens(): TokenRow[] {
    return this.#read(() => this.#decisions.tokens());
  }

  noteAgentSeen(agentId: string, sighting: Sighting): void {
    this.#write(() => this.#decisions.noteSeen(Buffer.from(agentId, 'hex'), sighting));
  }

  listSchedules(): ScheduleColumns[] {
    return this.#read(() => this.#runs.schedules());
  }

  listCentralPlans(): CentralPlanColumns[] {
    return this.#read(() => this.#centralPlans.list());
  }

  putRuns(runs: readonly RunColumns[]): void {
    this.#write(() => { this.#runs.put(runs); });
  }

  listRuns(filter: RunFilter): Uint8Array[] {
    return this.#read(() => this.#runs.list(filter));
  }

  notePlans(agentId: string, list: Uint8Array): void {
    this.#write(() => { this.#runs.notePlans(agentId, list); });
  }

  listPlans(): { readonly agentId: string; readonly list: Uint8Array }[] {
    return this.#read(() => this.#runs.planLists());
  }

  latestRuns(): Uint8Array[] {
    return this.#read(() => this.#runs.latest());
  }

  latestEvents(kind: string): EventRow[] {
    return this.#read(() => this.#decisions.latestEvents(kind));
  }

  storedBytesOf(agentId: string): number {
    return this.#read(() => this.#packs.bytesOfAgent(Buffer.from(agentId, 'hex')));
  }

  listEvents(limit: number): EventRow[] {
    return this.#read(() => this.#decisions.events(limit));
  }

  /** The first thing that is wrong with the file, undefined when it is whole. Reads all of it. */
  check(): string | undefined {
    return this.#read(() => {
      const result = this.#database.pragma('integrity_check(1)', { simple: true });
      return result === 'ok' ? undefined : String(result);
    });
  }

  /** Writes a copy of one moment into `file`, which must not exist. Reads all of the catalog. */
  copyTo(file: string): void {
    this.#read(() => {
      // A copy counts as a write, although nothing of this file is touched.
      this.#database.pragma('query_only = OFF');
      this.#database.prepare('VACUUM INTO ?').run(file);
    });
  }

  /** Closes the file. Safe to call again. */
  close(): void {
    this.#read(() => closeDatabase(this.#database, this.#mode));
  }

  // A walk that ended half-way measured its changes against a snapshot that may be gone by now: it begins again.
  #rewindHalfIndexed(): void {
    for (const row of this.#snapshots.unindexed()) if (row.state === IndexState.begun) this.#versions.rewind(row);
  }

  #write<T>(work: () => T): T {
    return this.#read(() => this.#database.transaction(work).immediate());
  }

  #read<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw catalogError(error, this.#file);
    }
  }
}
