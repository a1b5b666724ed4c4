/**
 * Checks a datastore: what is small, packs, snapshots, trees, and on demand every byte of data. Memory does not grow with the datastore but for lists of files and
 * one bit a chunk; damage is collected up to a bound. Reads only, but for the decision that marks damaged chunks, by whoever owns the datastore: then the next
 * backup that has their content heals them.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import type { AdminApi } from '../admin/admin-api.ts';
import type { AdminParts } from '../admin/admin-parts.ts';
import type { KnownSnapshot } from '@stillpoint/proto/address/known-snapshots.ts';
import { systemTimeZone } from '@stillpoint/proto/address/wall-clock.ts';
import { SparseBitmap } from '../session/sparse-bitmap.ts';
import { BlockReader } from '../tree/block-reader.ts';
import { DamageBook } from './damage-book.ts';
import { recordBadCopies } from './damage-record.ts';
import { checkPacks } from './pack-check.ts';
import { checkDecisionsAndSettings, checkRecoveries, checkSnapshotFiles } from './small-files.ts';
import { TreeCheck } from './tree-check.ts';
import { ReadPlan } from './read-plan.ts';
import type { VerifyContext } from './verify-context.ts';

/** Who verifies, and how chunks are read. */
export interface VerifyOptions {
  readonly api: AdminApi;
  readonly actor: string;
  readonly signal: AbortSignal;
}

const cacheBytes = 16 * 1_048_576;

/** Progress, then findings, then a summary. SNAPSHOT_UNKNOWN for an id that is none; errors that keep it from going on. */
export async function* verifyDatastore(parts: AdminParts, request: v1.VerifyRequest.$Properties, options: VerifyOptions): AsyncGenerator<v1.VerifyEvent.$Properties> {
  const { datastore, catalog } = parts;
  const wanted = request.snapshotId === undefined || request.snapshotId === null || request.snapshotId.length === 0 ? undefined : Buffer.from(request.snapshotId).toString('hex');
  const { share, rateBytes } = checkRequest(request, wanted);
  const book = new DamageBook();
  const isFull = wanted === undefined && share === undefined && request.readData === true;
  using full = isFull ? parts.upkeep?.verification.beginFull(parts.now(), request.restart ?? false) : undefined;
  using sample = share === undefined ? undefined : parts.upkeep?.verification.beginSample();
  const plan = new ReadPlan({ full, sample: share === undefined ? undefined : { share, reading: sample }, rateBytes, signal: options.signal });
  const base: VerifyContext = {
    datastore,
    catalog,
    book,
    counts: { snapshots: 0, nodes: 0, chunks: 0, packs: 0, readBytes: 0 },
    signal: options.signal,
    readData: request.readData ?? false,
    only: undefined,
    plan,
    settled: async () => {
      await parts.gate.commitsThrough();
      await parts.decisions?.exclusively(() => Promise.resolve());
    },
    zone: systemTimeZone(),
  };
  for (const problem of parts.problems) {
    // Whether anybody needs what was in packs that are gone the walk of the trees tells; a backup may have healed it since.
    if (problem.code === 'CHUNK_MISSING') continue;
    book.add({ code: problem.code, object: 'datastore', text: problem.message });
  }
  // A collector has told of them in its log when it started; they are past.
  if (parts.serving === undefined) checkRecoveries(base);
  if (wanted === undefined) {
    yield* progress(checkDecisionsAndSettings(base, new Date(parts.now())));
    const wrong = await catalog.check();
    if (wrong !== undefined) book.add({ code: 'CATALOG_INVALID', object: 'catalog', text: `${wrong}; stop the collector and run \`stillpoint-collector rebuild-catalog\`` });
  }
  const snapshots: KnownSnapshot[] = [];
  const names = new Map((await catalog.listAgents()).map((agent) => [agent.agentId, agent.name]));
  yield* progress(checkSnapshotFiles(base, names, (snapshot) => snapshots.push(snapshot)));
  using holds = new DisposableStack();
  for (const { record } of snapshots) holds.use(parts.gate.holdSnapshot(record));
  const chosen = wanted === undefined ? snapshots : snapshots.filter((snapshot) => snapshot.id === wanted);
  if (wanted !== undefined && chosen.length === 0 && book.count === 0) throw new StillpointError('SNAPSHOT_UNKNOWN', `there is no snapshot @${wanted}`);
  const only = wanted === undefined || !base.readData ? undefined : await reachedBy(base, chosen, options.api);
  const context: VerifyContext = { ...base, only };
  try {
    if (wanted === undefined || base.readData) yield* progress(checkPacks(context));
    yield* checkTrees(context, chosen, options.api);
    await excuseHarmless(context, wanted === undefined ? 'no snapshot needs it' : 'this snapshot does not need it');
  } finally {
    // Also what an interrupted verification has found, and before its place is remembered: it is not read again.
    await recordBadCopies(parts.decisions, options.actor, book.badCopies);
    await context.plan.save();
  }
  await (full ?? sample)?.finish({ endedMs: parts.now(), findings: book.count, readBytes: context.plan.readBefore + context.plan.readBytes });
  for (const finding of book.findings()) yield { finding };
  yield { summary: { ...context.counts, findings: book.count, harmless: book.harmlessCount, resumedBytes: context.plan.readBefore } };
}

/** What is asked to be read. USAGE for a share or a rate that is none. */
function checkRequest({ sampleShare, rateBytes, readData }: v1.VerifyRequest.$Properties, wanted: string | undefined): { readonly share: number | undefined; readonly rateBytes: number | undefined } {
  const share = sampleShare ?? 0;
  if (share < 0 || share > 1 || Number.isNaN(share)) throw new StillpointError('USAGE', `${share} is no share of the data`);
  if (share !== 0 && (wanted !== undefined || readData !== true)) throw new StillpointError('USAGE', 'a sample is a part of all data: it goes with --read-data and without a snapshot');
  return { share: share === 0 || share === 1 ? undefined : share, rateBytes: rateBytes === 0 ? undefined : (rateBytes ?? undefined) };
}

async function* checkTrees(context: VerifyContext, snapshots: readonly KnownSnapshot[], api: AdminApi): AsyncGenerator<v1.VerifyEvent.$Properties> {
  const trees = new TreeCheck(context, new BlockReader(api, { cacheBytes }));
  for (const snapshot of snapshots) {
    yield { progress: { step: 'walking snapshots', done: context.counts.snapshots, total: snapshots.length } };
    await trees.check(snapshot);
    context.counts.snapshots += 1;
  }
}

/** Numbers of every chunk that the snapshots need; what is found on the way is found again by the walk that follows. */
async function reachedBy(context: VerifyContext, snapshots: readonly KnownSnapshot[], api: AdminApi): Promise<SparseBitmap> {
  const reached = new SparseBitmap();
  const counts = { ...context.counts };
  const trees = new TreeCheck({ ...context, book: new DamageBook(), counts }, new BlockReader(api, { cacheBytes }), reached);
  for (const snapshot of snapshots) await trees.check(snapshot);
  return reached;
}

async function* progress(steps: AsyncIterable<v1.VerifyProgress.$Properties>): AsyncGenerator<v1.VerifyEvent.$Properties> {
  for await (const step of steps) yield { progress: step };
}

/** A bad block needs nobody's attention when all its chunks lie whole elsewhere, or when it was known before and no snapshot needs it. */
async function excuseHarmless({ book, catalog }: VerifyContext, unneeded: string): Promise<void> {
  for (const { ids, isNews, hurts, excuse } of book.badBlocks()) {
    if (hurts) continue;
    const places = await catalog.locateChunks(ids);
    const isElsewhere = places.every((copies, at) => copies.some((place) => !place.damaged && book.isWhole(ids.subarray(at * 32, at * 32 + 32), place.packId, place.blockOffset)));
    if (isElsewhere) excuse('nothing is lost, whole copies lie elsewhere');
    else if (!isNews) excuse(unneeded);
  }
}
