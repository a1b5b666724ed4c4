/**
 * The catalog over SQLite: turns objects into columns and back. A catalog that is written has two threads: one for writes and chunks, which 50 sessions wait
 * for, and one with a connection of its own for listings and searches, which may take their time. A third lives as long as a check of the file.
 */
import type { StillpointError } from '@stillpoint/proto/errors.ts';
import { v1 } from '@stillpoint/proto/messages.ts';

import type { PackContent } from '../datastore/pack-facts.ts';
import type {
  AgentRow,
  Catalog,
  CatalogTotals,
  ChunkFacts,
  ChunkPlace,
  EventRow,
  IndexedBlock,
  NewBlock,
  CentralPlanRow,
  PackUse,
  RetentionState,
  ScheduleRow,
  TokenRow,
  VersionChange,
  VersionQuery,
} from './catalog.ts';
import { LocalEngine, WorkerEngine, type CatalogEngine } from './catalog-engine.ts';
import { columnsOfNewBlocks, columnsOfPack, factsOfColumns, placesOfColumns } from './chunk-columns.ts';
import { agentOfColumns, columnsOfRun, factsOfRecord, messageOfVersion } from './row-messages.ts';
import type { RunFilter } from './run-tables.ts';
import { columnsOfVersions } from './version-columns.ts';
import type { SearchCursor } from './version-search.ts';

/** Rows of versions that one transaction takes, so that chunk look-ups of other sessions come in between. */
const versionBatch = 10_000;

/** Options of {@link openCatalog}. */
export interface CatalogOptions {
  /** Path of the database file. */
  readonly file: string;
  /** Opens a cleanly closed catalog, in this thread; nothing is written, not even beside it. */
  readonly readOnly: boolean;
}

/**
 * Opens the catalog; the caller closes it. A missing file is made unless `readOnly`. CATALOG_INVALID when the file is damaged, none of ours, or (with
 * `readOnly`) missing or not closed cleanly; DATASTORE_NEWER when a later release made it; DATASTORE_IO, DATASTORE_FULL, DATASTORE_DENIED.
 */
export async function openCatalog({ file, readOnly }: CatalogOptions): Promise<SqliteCatalog> {
  if (readOnly) return new SqliteCatalog(new LocalEngine(file, 'read'));
  const writer = await WorkerEngine.open(file, 'write');
  try {
    return new SqliteCatalog(writer, await WorkerEngine.open(file, 'shared'), () => WorkerEngine.open(file, 'shared'));
  } catch (error) {
    await writer.close();
    throw error;
  }
}

/** Opens a catalog in `file` that only this process will ever use: no durability, one thread, nothing beside the file. */
export function openScratchCatalog(file: string): SqliteCatalog {
  return new SqliteCatalog(new LocalEngine(file, 'scratch'));
}

/** See {@link openCatalog}. */
export class SqliteCatalog implements Catalog {
  readonly failure: Promise<StillpointError>;
  readonly #writer: CatalogEngine;
  readonly #reader: CatalogEngine;
  readonly #openChecker: (() => Promise<CatalogEngine>) | undefined;
  readonly #checkers = new Set<Promise<CatalogEngine>>();

  constructor(writer: CatalogEngine, reader: CatalogEngine = writer, openChecker?: () => Promise<CatalogEngine>) {
    this.#writer = writer;
    this.#reader = reader;
    this.#openChecker = openChecker;
    this.failure = Promise.race([writer.failure, reader.failure]);
  }

  async lookupChunks(ids: Uint8Array): Promise<(ChunkFacts | undefined)[]> {
    return factsOfColumns(await this.#writer.call('lookupChunks', copyOf(ids)));
  }

  async locateChunks(ids: Uint8Array): Promise<ChunkPlace[][]> {
    return placesOfColumns(await this.#writer.call('locateChunks', copyOf(ids)));
  }

  async addBlocks(blocks: readonly NewBlock[]): Promise<number[]> {
    return Array.from(await this.#writer.call('addBlocks', columnsOfNewBlocks(blocks)));
  }

  sealPack(packId: string, fileBytes: number): Promise<void> {
    return this.#writer.call('sealPack', packId, fileBytes);
  }

  replacePack(content: PackContent): Promise<void> {
    return this.#writer.call('replacePack', columnsOfPack(content.packId, content.blockClass, content.blocks), content.sealed, content.fileBytes);
  }

  dropPack(packId: string): Promise<void> {
    return this.#writer.call('dropPack', packId);
  }

  listPacks(): Promise<{ packId: string; sealed: boolean; fileBytes: number }[]> {
    return this.#reader.call('listPacks');
  }

  listBlocks(packId: string): Promise<IndexedBlock[]> {
    return this.#reader.call('listBlocks', packId);
  }

  markDamaged(chunks: readonly { readonly id: Uint8Array; readonly packId: string; readonly blockOffset: number }[]): Promise<void> {
    const marks = chunks.map(({ id, packId, blockOffset }) => ({ id: copyOf(id), packId, blockOffset }));
    return this.#writer.call('markDamaged', marks);
  }

  clearDamaged(ids: Uint8Array): Promise<void> {
    return this.#writer.call('clearDamaged', copyOf(ids));
  }

  damagedAmong(ids: Uint8Array): Promise<Uint8Array> {
    return this.#writer.call('damagedAmong', copyOf(ids));
  }

  totals(): Promise<CatalogTotals> {
    return this.#reader.call('totals');
  }

  nextChunk(): Promise<number> {
    return this.#writer.call('nextChunk');
  }

  condemn(from: number, to: number, keep: Uint8Array): Promise<{ readonly chunks: number; readonly bytes: number }> {
    return this.#writer.call('condemn', from, to, copyOf(keep));
  }

  listUses(): Promise<PackUse[]> {
    return this.#reader.call('listUses');
  }

  dropDeadPack(packId: string): Promise<boolean> {
    return this.#writer.call('dropDeadPack', packId);
  }

  movePack(content: PackContent, oldPackId: string): Promise<void> {
    return this.#writer.call('movePack', columnsOfPack(content.packId, content.blockClass, content.blocks), content.fileBytes, oldPackId);
  }

  condemnedPlaces(packId: string): Promise<number> {
    return this.#reader.call('condemnedPlaces', packId);
  }

  noteServed(durationMs: number): Promise<void> {
    return this.#writer.call('noteServed', durationMs);
  }

  tidy(): Promise<void> {
    return this.#writer.call('tidy');
  }

  retention(): Promise<RetentionState> {
    return this.#reader.call('retention');
  }

  newestDeleted(agentId: string, plan: string): Promise<{ readonly sequence: number; readonly timeMs: number } | undefined> {
    return this.#reader.call('newestDeleted', agentId, plan);
  }

  async addSnapshot(record: v1.SnapshotRecord.$Properties, versions: readonly VersionChange[], done = false): Promise<void> {
    const first = versions.slice(0, versionBatch);
    const whole = first.length === versions.length;
    const facts = factsOfRecord(record);
    const applied = await this.#writer.call('addSnapshot', facts, columnsOfVersions(first), done && whole);
    if (applied && !whole) await this.addVersions(facts.snapshotId, versions.slice(versionBatch), done);
  }

  async addVersions(snapshotId: string, versions: readonly VersionChange[], done: boolean): Promise<void> {
    for (let start = 0; start === 0 || start < versions.length; start += versionBatch) {
      const end = start + versionBatch;
      await this.#writer.call('addVersions', snapshotId, columnsOfVersions(versions.slice(start, end)), done && end >= versions.length);
    }
  }

  removeSnapshot(snapshotId: string): Promise<void> {
    return this.#writer.call('removeSnapshot', snapshotId);
  }

  async listSnapshots(filter: { readonly agentId?: string; readonly plan?: string }): Promise<v1.SnapshotRecord.$Properties[]> {
    const records = await this.#reader.call('listSnapshots', filter.agentId, filter.plan);
    return records.map((record) => v1.SnapshotRecord.decode(record));
  }

  async newestSnapshots(): Promise<v1.SnapshotRecord.$Properties[]> {
    return (await this.#reader.call('newestSnapshots')).map((record) => v1.SnapshotRecord.decode(record));
  }

  async findRun(agentId: string, runId: Uint8Array): Promise<v1.SnapshotRecord.$Properties | undefined> {
    const record = await this.#reader.call('findRun', agentId, copyOf(runId));
    return record === undefined ? undefined : v1.SnapshotRecord.decode(record);
  }

  unindexedSnapshots(): Promise<string[]> {
    return this.#reader.call('unindexedSnapshots');
  }

  async *findVersions(query: VersionQuery): AsyncGenerator<v1.FileVersion.$Properties[], void, undefined> {
    let cursor: SearchCursor | undefined;
    do {
      const page = await this.#reader.call('findVersions', query, cursor);
      cursor = page.cursor;
      yield page.versions.map(messageOfVersion);
    } while (cursor !== undefined);
  }

  lastDecision(): Promise<number> {
    return this.#reader.call('lastDecision');
  }

  applyDecisions(decisions: readonly v1.Decision.$Properties[]): Promise<void> {
    return this.#writer.call('applyDecisions', decisions);
  }

  forgetDecisions(): Promise<void> {
    return this.#writer.call('forgetDecisions');
  }

  async listAgents(): Promise<AgentRow[]> {
    return (await this.#reader.call('listAgents')).map(agentOfColumns);
  }

  listTokens(): Promise<TokenRow[]> {
    return this.#reader.call('listTokens');
  }

  noteAgentSeen(
    agentId: string,
    seen: { readonly timeMs: number; readonly address: string; readonly hello: v1.Hello.$Properties; readonly clockSkewMs: number },
  ): Promise<void> {
    const hello = new Uint8Array(v1.Hello.encode(seen.hello).finish());
    return this.#writer.call('noteAgentSeen', agentId, { timeMs: seen.timeMs, address: seen.address, hello, clockSkewMs: seen.clockSkewMs });
  }

  async listSchedules(): Promise<ScheduleRow[]> {
    return (await this.#reader.call('listSchedules')).map((row) => ({ ...row, settings: v1.ScheduleSettings.decode(row.settings) }));
  }

  async listCentralPlans(): Promise<CentralPlanRow[]> {
    return (await this.#reader.call('listCentralPlans')).map(({ target, ...row }) => ({ ...row, targetRecord: v1.PlanTarget.decode(target) }));
  }

  putRuns(runs: readonly v1.RunFacts.$Properties[]): Promise<void> {
    return this.#writer.call('putRuns', runs.map(columnsOfRun));
  }

  async listRuns(filter: RunFilter): Promise<v1.RunFacts.$Properties[]> {
    return (await this.#reader.call('listRuns', filter)).map((record) => v1.RunFacts.decode(record));
  }

  notePlans(agentId: string, list: v1.PlanList.$Properties): Promise<void> {
    return this.#writer.call('notePlans', agentId, new Uint8Array(v1.PlanList.encode(list).finish()));
  }

  async listPlans(): Promise<Map<string, v1.PlanList.$Properties>> {
    return new Map((await this.#reader.call('listPlans')).map(({ agentId, list }) => [agentId, v1.PlanList.decode(list)]));
  }

  async latestRuns(): Promise<v1.RunFacts.$Properties[]> {
    return (await this.#reader.call('latestRuns')).map((record) => v1.RunFacts.decode(record));
  }

  latestEvents(kind: string): Promise<EventRow[]> {
    return this.#reader.call('latestEvents', kind);
  }

  storedBytesOf(agentId: string): Promise<number> {
    return this.#reader.call('storedBytesOf', agentId);
  }

  listEvents(limit: number): Promise<EventRow[]> {
    return this.#reader.call('listEvents', limit);
  }

  // 11 s for each GiB at best: a session that begins asks the reader for the plan's last snapshot, and must not wait for that long.
  check(): Promise<string | undefined> {
    return this.#apart((engine) => engine.call('check'));
  }

  copyTo(file: string): Promise<void> {
    return this.#apart((engine) => engine.call('copyTo', file));
  }

  async close(): Promise<void> {
    // The others first: only the last connection can put the file into the state in which others may read it alone.
    try {
      for (const opening of this.#checkers) await closeOpened(opening);
      if (this.#reader !== this.#writer) await this.#reader.close();
    } finally {
      await this.#writer.close();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** In a thread of its own, where there are threads. */
  async #apart<T>(work: (engine: CatalogEngine) => Promise<T>): Promise<T> {
    if (this.#openChecker === undefined) return work(this.#reader);
    const opening = this.#openChecker();
    this.#checkers.add(opening);
    try {
      const checker = await opening;
      try {
        return await work(checker);
      } finally {
        await checker.close();
      }
    } finally {
      this.#checkers.delete(opening);
    }
  }
}

// The caller keeps its array, which may be a small view into a large message: a copy of just these bytes is what is handed over.
function copyOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}

async function closeOpened(opening: Promise<CatalogEngine>): Promise<void> {
  const [opened] = await Promise.allSettled([opening]);
  // Whoever asked for one that could not be opened has been told.
  if (opened.status === 'fulfilled') await opened.value.close();
}
