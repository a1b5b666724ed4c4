/**
 * Copies a datastore into another directory, beside a collector that goes on with everything, and can be repeated: what is there already is not copied again. The entrance of this folder.
 *
 * The order is that of writing: snapshots are read first and get their names last, when every pack that they need is there. So the target is no datastore before it is whole, and one that was a copy
 * already stays whole all the time.
 */
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';

import { datastoreError } from '../datastore/datastore-error.ts';
import { DatastoreLock } from '../datastore/datastore-lock.ts';
import { MARKER_NAME, readMarker } from '../datastore/datastore-marker.ts';
import { syncPath, writeDurably } from '../datastore/durable-file.ts';
import { LocalObjectStore } from '../datastore/local-object-store.ts';
import { snapshotObjectName } from '../datastore/snapshot-file.ts';
import { SnapshotStore } from '../datastore/snapshot-store.ts';
import { copyFileDurably, type FileCopyOptions } from './file-copy.ts';
import { copyPacks, removeOtherPacks } from './pack-copies.ts';

/** `progress` is told of bytes of packs. */
export interface CopyOptions extends FileCopyOptions {
  /** ms since 1970. */
  readonly now: () => number;
  readonly progress: (done: number, total: number) => void;
}

/** What was done. */
export interface CopySummary {
  readonly collectorId: string;
  readonly snapshots: number;
  readonly copiedPacks: number;
  readonly keptPacks: number;
  readonly removedPacks: number;
  /** Sentences about what is damaged in the source, too. */
  readonly damage: readonly string[];
}

/** Says of a directory that it is a copy that is not whole yet; holds the collector's id. */
const unfinishedName = 'stillpoint-copy';
const stagingName = 'copy-staging';
/** What a copy has of its own, or makes anew. */
const ownNames = new Set(['packs', 'snapshots', 'journal', 'lock', 'admin.sock', 'reserve', 'upkeep', 'catalog-copies', 'lost+found', unfinishedName, stagingName, MARKER_NAME]);

/**
 * Makes the datastore in `target` equal to the one in `source`. The catalog is not copied. USAGE when one lies in the other, DATASTORE_EXISTS when something else is in `target`, DATASTORE_LOCKED when a collector
 * uses it, DATASTORE_*.
 */
export async function copyDatastore(source: string, target: string, options: CopyOptions): Promise<CopySummary> {
  const from = resolve(source);
  const to = resolve(target);
  if (`${to}${sep}`.startsWith(`${from}${sep}`) || `${from}${sep}`.startsWith(`${to}${sep}`)) throw new StillpointError('USAGE', `a datastore cannot be copied from ${from} to ${to}: one lies in the other`);
  const { collectorId } = await readMarker(from);
  try {
    await mkdir(to, { recursive: true, mode: 0o700 });
    await checkTarget(to, collectorId);
    await using lock = await DatastoreLock.acquireOwner(to, { pid: process.pid, startedMs: options.now(), socketPath: undefined });
    const summary = await copyLocked(from, to, collectorId, options);
    await lock.close();
    return summary;
  } catch (error) {
    throw datastoreError(error, `copying to ${to}`);
  }
}

async function copyLocked(from: string, to: string, collectorId: string, options: CopyOptions): Promise<CopySummary> {
  const isCopy = (await readdir(to)).includes(MARKER_NAME);
  if (!isCopy) await writeDurably(join(to, unfinishedName), Buffer.from(`${collectorId}\n`));
  for (const folder of ['packs', 'snapshots', 'journal']) await mkdir(join(to, folder), { recursive: true, mode: 0o700 });
  const { staged, damage } = await stageSnapshots(from, to, options);
  const { copied, kept, living, damage: packDamage } = await copyPacks({ ...options, source: from, target: to });
  const snapshots = await publishSnapshots(from, to, staged);
  await copyJournal(from, to, options);
  await copyRest(from, to, '', options);
  const removedPacks = await removeOtherPacks(to, living);
  if (!isCopy) {
    await copyFileDurably(join(from, MARKER_NAME), join(to, MARKER_NAME), options);
    await rm(join(to, unfinishedName));
  }
  await syncPath(to);
  await syncPath(dirname(to));
  return { collectorId, snapshots, copiedPacks: copied, keptPacks: kept, removedPacks, damage: [...damage, ...packDamage] };
}

async function checkTarget(target: string, collectorId: string): Promise<void> {
  const names = await readdir(target);
  if (names.includes(MARKER_NAME)) {
    const marker = await readMarker(target);
    if (marker.collectorId === collectorId) return;
    throw new StillpointError('DATASTORE_EXISTS', `${target} is the datastore of another collector (${marker.collectorId})`, { hint: 'name an empty directory, one that does not exist, or an older copy' });
  }
  if (names.includes(unfinishedName)) return;
  if (names.some((name) => name !== 'lost+found' && name !== 'lock')) throw new StillpointError('DATASTORE_EXISTS', `${target} is not empty`, { hint: 'name an empty directory, one that does not exist, or an older copy' });
}

/** Takes the files of snapshots under names that do not count yet. */
async function stageSnapshots(from: string, to: string, options: CopyOptions): Promise<{ readonly staged: ReadonlySet<string>; readonly damage: string[] }> {
  await rm(join(to, stagingName), { recursive: true, force: true });
  await using objects = new LocalObjectStore(from);
  await using present = new LocalObjectStore(to);
  const store = new SnapshotStore(objects);
  const staged = new Set<string>();
  const damage: string[] = [];
  for await (const snapshotId of store.list()) {
    options.signal.throwIfAborted();
    staged.add(snapshotId);
    const name = snapshotObjectName(snapshotId);
    // They never change.
    if ((await objects.size(name)) === (await present.size(name))) continue;
    await copyFileDurably(join(from, name), join(to, stagingName, snapshotId), options);
    try {
      await store.find(snapshotId);
    } catch (error) {
      if (!(error instanceof StillpointError) || error.code !== 'SNAPSHOT_CORRUPT') throw error;
      damage.push(`snapshot @${snapshotId}: ${error.message}`);
    }
  }
  return { staged, damage };
}

/** Gives those snapshots their names that the source still has (of others the packs may be gone), and removes those that it has not. Answers how many there are. */
async function publishSnapshots(from: string, to: string, staged: ReadonlySet<string>): Promise<number> {
  await using objects = new LocalObjectStore(from);
  await using present = new LocalObjectStore(to);
  const living = new Set(await Array.fromAsync(new SnapshotStore(objects).list()));
  const waiting = new Set(await namesIn(join(to, stagingName)));
  let count = 0;
  for (const snapshotId of staged) {
    if (!living.has(snapshotId)) continue;
    count += 1;
    if (!waiting.has(snapshotId)) continue;
    const path = join(to, snapshotObjectName(snapshotId));
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await rename(join(to, stagingName, snapshotId), path);
    await syncPath(dirname(path));
    await syncPath(dirname(dirname(path)));
  }
  await rm(join(to, stagingName), { recursive: true, force: true });
  for (const snapshotId of await Array.fromAsync(new SnapshotStore(present).list())) if (!living.has(snapshotId)) await present.delete(snapshotObjectName(snapshotId));
  return count;
}

/** The log last: what stands beside it tells how long it was, and it only grows. */
async function copyJournal(from: string, to: string, options: CopyOptions): Promise<void> {
  const names = (await namesIn(join(from, 'journal'))).filter((name) => !name.endsWith('.tmp'));
  for (const name of names.sort((left, right) => Number(left.endsWith('.log')) - Number(right.endsWith('.log')))) await copyFileDurably(join(from, 'journal', name), join(to, 'journal', name), options);
}

/** Certificates, configuration, and what else lies there. */
async function copyRest(from: string, to: string, folder: string, options: CopyOptions): Promise<void> {
  for (const entry of await readdir(join(from, folder), { withFileTypes: true })) {
    if (folder === '' && (ownNames.has(entry.name) || entry.name.startsWith('catalog.sqlite'))) continue;
    const name = join(folder, entry.name);
    if (entry.isDirectory()) {
      await mkdir(join(to, name), { recursive: true, mode: 0o700 });
      await copyRest(from, to, name, options);
      await syncPath(join(to, name));
    } else if (entry.isFile() && !entry.name.endsWith('.tmp')) {
      await copyFileDurably(join(from, name), join(to, name), options);
    }
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
