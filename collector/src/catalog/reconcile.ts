/**
 * Making the catalog agree with the datastore, which is always right: after a crash, after files were copied back, or from nothing. It reads only what the
 * catalog does not know: a sealed pack of the size that it knows is not opened.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { BlockClass } from '@stillpoint/proto/format/block.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import type { PackContent } from '../datastore/pack-facts.ts';
import type { Catalog } from './catalog.ts';

/** What is needed of a datastore; `Datastore` has all of it. */
export interface DatastoreFacts {
  readonly packs: {
    listPacks(): AsyncIterable<{ readonly packId: string; readonly fileBytes: number }>;
    isSealed(packId: string): Promise<boolean>;
    /** PACK_CORRUPT when the footer is damaged. */
    readContent(packId: string): Promise<PackContent>;
    scanPack(packId: string): Promise<{ readonly content: PackContent }>;
  };
  readonly snapshots: {
    list(): AsyncIterable<string>;
    /** After it the snapshot lasts, also when its put was interrupted. */
    settle(snapshotId: string): Promise<void>;
    find(snapshotId: string): Promise<{ readonly record: v1.SnapshotRecord.$Properties } | undefined>;
  };
  readDecisions(): AsyncIterable<v1.Decision.$Properties>;
  /** Packs of which it is not known whether what is read of them is on the disk. */
  readonly unprovenPacks?: ReadonlySet<string>;
}

/** What was done, and what could not be read. */
export interface Reconciliation {
  readonly packsRead: number;
  readonly packsDropped: number;
  /** Of those, the ones that were sealed: a collection forgets a pack before its file goes, so their files were taken away by somebody else. */
  readonly packsLost: readonly string[];
  readonly snapshotsAdded: number;
  readonly snapshotsRemoved: number;
  readonly decisionsApplied: number;
  /** Snapshots that can be taken back no more but whose files are still there: whoever owns the datastore deletes them. They are not in the catalog. */
  readonly deletionsToFinish: readonly string[];
  /** Things that could not be read; the rest was indexed nevertheless. */
  readonly problems: readonly StillpointError[];
}

const decisionBatch = 1000;
const maxNamed = 10;

/**
 * Makes `catalog` agree with `datastore`: packs first, then decisions (marks of damage need the packs), then snapshots. Nobody else may write to either
 * meanwhile. What cannot be read becomes a problem of the answer; errors of the catalog itself are thrown. Versions of files of the snapshots that were added are
 * not indexed: see {@link Catalog.unindexedSnapshots}.
 */
export async function reconcileCatalog(catalog: Catalog, datastore: DatastoreFacts): Promise<Reconciliation> {
  const problems: StillpointError[] = [];
  const packs = await reconcilePacks(catalog, datastore, problems);
  const { decisionsApplied, deleted } = await reconcileDecisions(catalog, datastore, problems);
  const snapshots = await reconcileSnapshots(catalog, datastore, deleted, problems);
  return { ...packs, decisionsApplied, ...snapshots, problems };
}

/** True when a catalog that was closed cleanly says the same as the datastore. Writes nothing. */
export async function isCatalogCurrent(catalog: Catalog, datastore: DatastoreFacts): Promise<boolean> {
  const known = new Map((await catalog.listPacks()).map((pack) => [pack.packId, pack.fileBytes]));
  for await (const { packId, fileBytes } of datastore.packs.listPacks()) {
    if (known.get(packId) !== fileBytes) return false;
    known.delete(packId);
  }
  if (known.size > 0) return false;
  let last = 0;
  const deleted = new Deletions();
  for await (const decision of datastore.readDecisions()) {
    last = decision.number ?? 0;
    deleted.note(decision);
  }
  if (last !== (await catalog.lastDecision())) return false;
  const snapshots = await snapshotIds(catalog);
  for await (const snapshotId of datastore.snapshots.list()) {
    if (!snapshots.delete(snapshotId) && !deleted.hidden.has(snapshotId)) return false;
  }
  return snapshots.size === 0;
}

async function reconcilePacks(catalog: Catalog, { packs, unprovenPacks }: DatastoreFacts, problems: StillpointError[]): Promise<Pick<Reconciliation, 'packsRead' | 'packsDropped' | 'packsLost'>> {
  const known = new Map((await catalog.listPacks()).map((pack) => [pack.packId, pack]));
  let packsRead = 0;
  for await (const { packId, fileBytes } of packs.listPacks()) {
    const indexed = known.get(packId);
    known.delete(packId);
    if (indexed?.sealed === true && indexed.fileBytes === fileBytes) continue;
    const content = await attempt(problems, async () => readPack(packs, packId));
    if (content === undefined) {
      // What the index says of it may never have reached the disk. Marks of damage stay, for when it can be read again.
      if (indexed !== undefined) await catalog.replacePack({ packId, blockClass: BlockClass.data, sealed: false, fileBytes: 0, blocks: [] });
      continue;
    }
    await catalog.replacePack(content);
    // Readers find it, agents are asked for it again.
    if (unprovenPacks?.has(packId) === true) await catalog.markDamaged(allChunks(content));
    packsRead++;
  }
  for (const packId of known.keys()) await catalog.dropPack(packId);
  return { packsRead, packsDropped: known.size, packsLost: [...known.values()].flatMap(({ packId, sealed }) => (sealed ? [packId] : [])) };
}

async function readPack(packs: DatastoreFacts['packs'], packId: string): Promise<PackContent> {
  if (!(await packs.isSealed(packId))) return (await packs.scanPack(packId)).content;
  try {
    return await packs.readContent(packId);
  } catch (error) {
    // A footer that is damaged or cannot be read hides blocks that may all be whole.
    if (error instanceof StillpointError && (error.code === 'PACK_CORRUPT' || error.code === 'DATASTORE_IO')) return (await packs.scanPack(packId)).content;
    throw error;
  }
}

function allChunks({ packId, blocks }: PackContent): { id: Uint8Array; packId: string; blockOffset: number }[] {
  return blocks.flatMap(({ offset, chunks }) => chunks.map(({ id }) => ({ id, packId, blockOffset: offset })));
}

async function reconcileDecisions(
  catalog: Catalog,
  datastore: DatastoreFacts,
  problems: StillpointError[],
): Promise<{ readonly decisionsApplied: number; readonly deleted: Deletions }> {
  const applied = await catalog.lastDecision();
  const deleted = new Deletions();
  let batch: v1.Decision.$Properties[] = [];
  let last = 0;
  let decisionsApplied = 0;
  const apply = async (): Promise<void> => {
    if (batch.length > 0) await catalog.applyDecisions(batch);
    decisionsApplied += batch.length;
    batch = [];
  };
  const whole = await attempt(problems, async () => {
    for await (const decision of datastore.readDecisions()) {
      last = decision.number ?? 0;
      deleted.note(decision);
      if (last > applied) batch.push(decision);
      if (batch.length >= decisionBatch) await apply();
    }
    return true;
  });
  await apply();
  if (last < applied && whole === true) {
    // Another journal than the one that was indexed: what it does not say was not decided.
    await catalog.forgetDecisions();
    return reconcileDecisions(catalog, datastore, problems);
  }
  return { decisionsApplied, deleted };
}

async function reconcileSnapshots(
  catalog: Catalog,
  { snapshots }: DatastoreFacts,
  deleted: Deletions,
  problems: StillpointError[],
): Promise<Pick<Reconciliation, 'snapshotsAdded' | 'snapshotsRemoved' | 'deletionsToFinish'>> {
  const known = await snapshotIds(catalog);
  const deletionsToFinish: string[] = [];
  let snapshotsAdded = 0;
  for await (const snapshotId of snapshots.list()) {
    if (deleted.hidden.has(snapshotId)) {
      if (deleted.gone.has(snapshotId)) deletionsToFinish.push(snapshotId);
      continue;
    }
    if (known.delete(snapshotId)) continue;
    // Before anybody is told of it: an agent that asks again counts on it, and so does a prune.
    await attempt(problems, async () => snapshots.settle(snapshotId));
    const node = await attempt(problems, async () => snapshots.find(snapshotId));
    if (node === undefined) continue;
    await catalog.addSnapshot(node.record, []);
    snapshotsAdded++;
  }
  const removed = [...known].filter((snapshotId) => deleted.hidden.has(snapshotId));
  for (const snapshotId of removed) await catalog.removeSnapshot(snapshotId);
  // Its row stays: forgotten, it would be missed by nobody, and the next collection would take its content.
  const lost = [...known].filter((snapshotId) => !deleted.hidden.has(snapshotId));
  if (lost.length > 0) problems.push(lostFiles(lost));
  return { snapshotsAdded, snapshotsRemoved: removed.length, deletionsToFinish };
}

function lostFiles(lost: readonly string[]): StillpointError {
  const named = lost.slice(0, maxNamed).map((snapshotId) => `@${snapshotId}`).join(', ');
  const what = lost.length === 1 ? `the file of snapshot ${named} does not exist, though nobody deleted it` : `the files of ${lost.length} snapshots do not exist, though nobody deleted them (${named}${lost.length > maxNamed ? ', …' : ''})`;
  return new StillpointError('SNAPSHOT_CORRUPT', `${what}; what they hold can still be restored, but only this catalog knows it: put back the folder \`snapshots\` from a copy of the datastore, or delete them`);
}

async function snapshotIds(catalog: Catalog): Promise<Set<string>> {
  return new Set((await catalog.listSnapshots({})).map((record) => Buffer.from(record.snapshotId ?? []).toString('hex')));
}

/** What decisions say of deleted snapshots (hexadecimal ids). */
class Deletions {
  /** Not listed. */
  readonly hidden = new Set<string>();
  /** Those of them that can be taken back no more. */
  readonly gone = new Set<string>();

  note({ snapshotDeleted, snapshotUndeleted, snapshotExpired }: v1.Decision.$Properties): void {
    if (snapshotDeleted) {
      const id = hexOf(snapshotDeleted.snapshotId);
      this.hidden.add(id);
      if ((snapshotDeleted.graceMs ?? 0) === 0) this.gone.add(id);
    }
    if (snapshotExpired) this.gone.add(hexOf(snapshotExpired.snapshotId));
    if (snapshotUndeleted && !this.gone.has(hexOf(snapshotUndeleted.snapshotId))) this.hidden.delete(hexOf(snapshotUndeleted.snapshotId));
  }
}

function hexOf(bytes: Uint8Array | null | undefined): string {
  return Buffer.from(bytes ?? []).toString('hex');
}

// Trouble with one object of the datastore must not hide the others; trouble with the catalog ends everything.
const datastoreTrouble = new Set<string>(['PACK_CORRUPT', 'CHUNK_MISSING', 'BLOCK_INVALID', 'SNAPSHOT_CORRUPT', 'NODE_CORRUPT', 'JOURNAL_CORRUPT', 'DATASTORE_IO', 'DATASTORE_DENIED']);

async function attempt<T>(problems: StillpointError[], read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof StillpointError) || !datastoreTrouble.has(error.code)) throw error;
    problems.push(error);
    return undefined;
  }
}
