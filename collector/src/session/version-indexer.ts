/**
 * Fills in the versions of committed snapshots behind the sessions' backs, one snapshot after another: an agent does not wait until a million paths are in
 * the catalog. What was not finished when the collector stopped is taken up at the next start.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';

import { walkVersions } from './version-walk.ts';

import type { Logger } from 'pino';
import type { v1 } from '@stillpoint/proto/messages.ts';
import type { Catalog, VersionChange } from '../catalog/catalog.ts';
import type { NodeReader } from './node-source.ts';

/** What is needed of a catalog. */
export type VersionCatalog = Pick<Catalog, 'addVersions' | 'listSnapshots' | 'unindexedSnapshots'>;

/** Whoever opens it closes it. */
export class VersionIndexer implements AsyncDisposable {
  readonly #catalog: VersionCatalog;
  readonly #reader: NodeReader;
  readonly #logger: Logger;
  /** Plans whose versions are not what a further walk would take them for; the catalog begins anew with them when it is opened again. */
  readonly #stuck = new Set<string>();
  #queue: Promise<void> = Promise.resolve();
  #closing = false;

  constructor(catalog: VersionCatalog, reader: NodeReader, logger: Logger) {
    this.#catalog = catalog;
    this.#reader = reader;
    this.#logger = logger;
  }

  /** Indexes every snapshot of the catalog that is not indexed yet, oldest first, once what was asked for before is done. */
  resume(): void {
    this.#queue = this.#queue
      .then(() => this.#indexAll())
      .catch((error: unknown) => {
        this.#logger.error({ err: error }, 'the catalog does not say which snapshots are to be indexed');
      });
  }

  /** Resolves when everything that was asked for is indexed. */
  idle(): Promise<void> {
    return this.#queue;
  }

  /** Stops after the batch at hand. Safe to call again. */
  async close(): Promise<void> {
    this.#closing = true;
    await this.#queue;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #indexAll(): Promise<void> {
    const unindexed = await this.#catalog.unindexedSnapshots();
    if (unindexed.length === 0) return;
    const records = new Map((await this.#catalog.listSnapshots({})).map((record) => [hexOf(record.snapshotId), record]));
    for (const snapshotId of unindexed) {
      const record = records.get(snapshotId);
      // Deleted meanwhile.
      if (record === undefined) continue;
      const plan = `${hexOf(record.agentId)}/${record.plan ?? ''}`;
      if (this.#stuck.has(plan)) continue;
      if (this.#closing) return;
      try {
        await this.#index(snapshotId, record);
      } catch (error) {
        if (error instanceof StillpointError && error.code === 'SNAPSHOT_UNKNOWN') continue;
        // The snapshot is safe; only `find` does not know its changes, and those of the plan's later ones, until the next start.
        this.#stuck.add(plan);
        this.#logger.error({ err: error }, `the file versions of snapshot ${snapshotId} could not be indexed`);
      }
    }
  }

  async #index(snapshotId: string, record: v1.SnapshotRecord.$Properties): Promise<void> {
    const before = await this.#findPrevious(record);
    // From here on the catalog takes the one before for what this one is measured against, also when that is deleted.
    await this.#catalog.addVersions(snapshotId, [], false);
    const previous = await this.#findPrevious(record);
    if (hexOf(previous?.snapshotId) !== hexOf(before?.snapshotId)) {
      throw new StillpointError('INTERNAL', `the snapshot before ${snapshotId} was deleted at the moment at which it began to be indexed`);
    }
    const walk = walkVersions(record, previous, this.#reader);
    for (;;) {
      const rows = await this.#nextRows(snapshotId, walk);
      if (this.#closing) return;
      await this.#catalog.addVersions(snapshotId, rows ?? [], rows === undefined);
      if (rows === undefined) return;
    }
  }

  /** Undefined at the end, also at one that comes early: what cannot be read now must not keep the plan's later snapshots from being found. */
  async #nextRows(snapshotId: string, walk: AsyncGenerator<VersionChange[], void, undefined>): Promise<VersionChange[] | undefined> {
    try {
      const next = await walk.next();
      return next.done === true ? undefined : next.value;
    } catch (error) {
      this.#logger.error({ err: error }, `snapshot ${snapshotId} cannot be read to its end: \`find\` does not know all of its files`);
      return undefined;
    }
  }

  async #findPrevious({ agentId, plan, sequence }: v1.SnapshotRecord.$Properties): Promise<v1.SnapshotRecord.$Properties | undefined> {
    return newestBefore(await this.#catalog.listSnapshots({ agentId: hexOf(agentId), plan: plan ?? '' }), sequence ?? 0);
  }
}

/** The snapshot with the highest sequence below `sequence`. */
export function newestBefore(records: readonly v1.SnapshotRecord.$Properties[], sequence: number): v1.SnapshotRecord.$Properties | undefined {
  let newest: v1.SnapshotRecord.$Properties | undefined;
  for (const record of records) {
    if ((record.sequence ?? 0) < sequence && (record.sequence ?? 0) > (newest?.sequence ?? -1)) newest = record;
  }
  return newest;
}

function hexOf(bytes: Uint8Array | null | undefined): string {
  return Buffer.from(bytes ?? []).toString('hex');
}
