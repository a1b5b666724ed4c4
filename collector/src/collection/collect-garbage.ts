/**
 * One garbage collection: expire, mark, condemn, sweep (docs/locking.md). Runs beside backups and restores, and may end at any point: what it has not freed the next one does. The
 * entrance of this folder; must not know who asked for it.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';

import { chunkId } from '@stillpoint/proto/chunk-identity.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { faultPoint } from '@stillpoint/proto/fault-point.ts';
import { encodeSnapshotNode } from '@stillpoint/proto/format/record-node.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import { NodeSource } from '../session/node-source.ts';
import { PAGE_BITS, PAGE_BYTES } from '../session/sparse-bitmap.ts';
import type { CollectionGate, CollectionRun } from './collection-gate.ts';
import { expireSnapshots, type ExpiryParts } from './expiry.ts';
import { SnapshotMarker } from './snapshot-marker.ts';
import { sweepPacks } from './pack-sweep.ts';
import { recordNewBadCopies } from '../verify/damage-record.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Datastore } from '../datastore/datastore.ts';

/** What a collection works on. The datastore's lock is held by this process. */
export interface CollectionParts extends ExpiryParts {
  readonly catalog: Catalog;
  readonly datastore: Datastore;
  readonly gate: CollectionGate;
  readonly signal: AbortSignal;
}

const nodeCacheBytes = 32 * 1_048_576;
/** Marking what was committed meanwhile is tried so often with the gate open, before it is done with the gate closed. */
const lateRounds = 5;

/**
 * Collects, with progress in between and a summary at the end. COLLECTION_ACTIVE, COLLECTION_BLOCKED (unless `despiteDamage`), CANCELLED, and what datastore and catalog throw; whatever was freed until
 * then is freed.
 */
export async function* collectGarbage(parts: CollectionParts, request: v1.CollectGarbageRequest.$Properties): AsyncGenerator<v1.CollectGarbageEvent.$Properties> {
  using run = parts.gate.begin();
  yield { progress: { step: 'expiring', done: 0, total: 0 } };
  const { expired, waiting } = await expireSnapshots(parts);
  // Everything with a number from here on was stored beside this collection.
  const epoch = await parts.catalog.nextChunk();
  const marker = new SnapshotMarker({
    catalog: parts.catalog,
    nodes: new NodeSource(parts.catalog, parts.datastore.packs, nodeCacheBytes),
    step: () => { parts.signal.throwIfAborted(); },
  });
  const marked = yield* markSnapshots(parts, marker);
  await markLate(run, marker, lateRounds);
  refuseDamage(marker, request.despiteDamage ?? false);
  faultPoint('gc-marked');

  const freed = yield* condemn(parts, run, marker, epoch, request.despiteDamage ?? false);
  await parts.catalog.tidy();
  faultPoint('gc-swept-begun');
  const swept = yield* sweepPacks({ ...parts, damaged: async (copies) => { await recordNewBadCopies(parts, parts.actor, copies); } });
  yield {
    summary: {
      expiredSnapshots: expired,
      waitingSnapshots: waiting,
      markedSnapshots: marked,
      keptChunks: (await parts.catalog.totals()).chunks,
      freedChunks: freed,
      unreadableNodes: marker.unreadable,
      ...swept,
    },
  };
}

/** Marks the snapshots of all files, deleted ones in their grace too, and those that only the catalog knows: a file that was lost must not take the content along. */
async function* markSnapshots({ datastore, catalog, signal }: CollectionParts, marker: SnapshotMarker): AsyncGenerator<v1.CollectGarbageEvent.$Properties, number> {
  const listed = new Map((await catalog.listSnapshots({})).map((record) => [Buffer.from(record.snapshotId ?? []).toString('hex'), record]));
  const ids = new Set([...(await Array.fromAsync(datastore.snapshots.list())), ...listed.keys()]);
  let done = 0;
  for (const snapshotId of ids) {
    signal.throwIfAborted();
    yield { progress: { step: 'marking', done: done++, total: ids.size } };
    const stored = await readSnapshot(datastore, snapshotId, listed.has(snapshotId));
    const record = stored?.record ?? listed.get(snapshotId);
    if (record === undefined) continue;
    await marker.markChunks(stored?.nodeId ?? chunkId(encodeSnapshotNode(record)));
    await marker.markSnapshot(record);
  }
  return ids.size;
}

/** COLLECTION_BLOCKED for a file that cannot be read when nothing else knows what it holds. */
async function readSnapshot({ snapshots }: Datastore, snapshotId: string, isListed: boolean): Promise<{ readonly record: v1.SnapshotRecord; readonly nodeId: Buffer } | undefined> {
  try {
    return await snapshots.findWithId(snapshotId);
  } catch (error) {
    if (!(error instanceof StillpointError)) throw error;
    if (isListed) return undefined;
    throw new StillpointError('COLLECTION_BLOCKED', `snapshot @${snapshotId} cannot be read, so nobody knows what it needs: ${error.message}`, {
      hint: 'put back its file from a copy of the datastore, or delete the snapshot by its id',
      cause: error,
    });
  }
}

function refuseDamage(marker: SnapshotMarker, despiteDamage: boolean): void {
  const failure = marker.firstFailure;
  if (failure === undefined || despiteDamage) return;
  throw new StillpointError('COLLECTION_BLOCKED', `${marker.unreadable} nodes of trees cannot be read, so nobody knows what they lead to: ${failure.message}`, {
    hint: 'nothing was freed; `stillpoint-collector verify` names what is hurt: back up again, or delete those snapshots; `gc --despite-damage` gives up what only damaged trees lead to',
    cause: failure,
  });
}

/** Marks what was committed since; at most `rounds` times, for there may always be another one. */
async function markLate(run: CollectionRun, marker: SnapshotMarker, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const late = run.takeLate();
    if (late.length === 0) return;
    for (const record of late) await marker.markSnapshot(record);
  }
}

async function* condemn(parts: CollectionParts, run: CollectionRun, marker: SnapshotMarker, epoch: number, despiteDamage: boolean): AsyncGenerator<v1.CollectGarbageEvent.$Properties, number> {
  let freed = 0;
  const pages = Math.ceil(epoch / PAGE_BITS);
  for (let page = 0; page < pages; page++) {
    parts.signal.throwIfAborted();
    yield { progress: { step: 'condemning', done: page, total: pages } };
    await markLate(run, marker, lateRounds);
    await run.condemn(async () => {
      // Little is left by now: what was committed in the moment before the gate closed.
      await markLate(run, marker, Number.POSITIVE_INFINITY);
      refuseDamage(marker, despiteDamage);
      const keep = new Uint8Array(PAGE_BYTES);
      marker.kept.addPageTo(keep, page);
      run.addHeld(keep, page);
      const { chunks } = await parts.catalog.condemn(page * PAGE_BITS, Math.min((page + 1) * PAGE_BITS, epoch), keep);
      freed += chunks;
    });
    faultPoint('gc-condemned');
    // Commits that waited get their turn.
    await nextTurn();
  }
  return freed;
}
