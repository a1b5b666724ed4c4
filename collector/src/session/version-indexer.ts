/**
 * Fills in the versions of committed snapshots behind the sessions' backs, one snapshot after another: an agent does not wait until a million paths are in
 * the catalog. What was not finished when the collector stopped is taken up at the next start.
 */
import { walkVersions } from './version-walk.ts';

import type { Logger } from 'pino';
import type { v1 } from '@stillpoint/proto/messages.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { NodeReader } from './node-source.ts';

/** Whoever opens it closes it. */
export class VersionIndexer implements AsyncDisposable {
  readonly #catalog: Catalog;
  readonly #reader: NodeReader;
  readonly #logger: Logger;
  #queue: Promise<void> = Promise.resolve();
  #closing = false;

  constructor(catalog: Catalog, reader: NodeReader, logger: Logger) {
    this.#catalog = catalog;
    this.#reader = reader;
    this.#logger = logger;
  }

  /** Takes up what an earlier run of the collector has left. */
  resume(): void {
    this.#enqueue('unfinished snapshots', async () => {
      for (const snapshotId of await this.#catalog.unindexedSnapshots()) {
        if (this.#closing) return;
        await this.#index(snapshotId);
      }
    });
  }

  /** Indexes a snapshot that is in the catalog (32 hexadecimal digits) when its turn comes. */
  add(snapshotId: string): void {
    this.#enqueue(`snapshot ${snapshotId}`, () => this.#index(snapshotId));
  }

  /** Resolves when everything that was added is indexed. */
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

  #enqueue(what: string, task: () => Promise<void>): void {
    this.#queue = this.#queue.then(task).catch((error: unknown) => {
      // The snapshot is safe; only `find` does not know its changes until the next start.
      this.#logger.error({ err: error }, `the file versions of ${what} could not be indexed`);
    });
  }

  async #index(snapshotId: string): Promise<void> {
    const { snapshot, previous } = await this.#find(snapshotId);
    if (snapshot === undefined) return;
    for await (const rows of walkVersions(snapshot, previous, this.#reader)) {
      if (this.#closing) return;
      await this.#catalog.addVersions(snapshotId, rows, false);
    }
    await this.#catalog.addVersions(snapshotId, [], true);
  }

  async #find(snapshotId: string): Promise<{ snapshot: v1.SnapshotRecord.$Properties | undefined; previous: v1.SnapshotRecord.$Properties | undefined }> {
    const id = Buffer.from(snapshotId, 'hex');
    const all = await this.#catalog.listSnapshots({});
    const snapshot = all.find((record) => sameBytes(record.snapshotId, id));
    if (snapshot === undefined) return { snapshot, previous: undefined };
    const ofPlan = all.filter((record) => record.plan === snapshot.plan && sameBytes(record.agentId, snapshot.agentId));
    return { snapshot, previous: newestBefore(ofPlan, snapshot.sequence ?? 0) };
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

function sameBytes(left: Uint8Array | null | undefined, right: Uint8Array | null | undefined): boolean {
  return left instanceof Uint8Array && right instanceof Uint8Array && Buffer.from(left).equals(right);
}
