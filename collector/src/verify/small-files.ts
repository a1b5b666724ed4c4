/**
 * Checks what is small: the journal of decisions, configuration and certificates, the files of snapshots.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';

import { knownSnapshot, type KnownSnapshot } from '@stillpoint/proto/address/known-snapshots.ts';
import { PACK_TRAILER_BYTES, packFooterBytes } from '../datastore/pack-layout.ts';
import { readCollectorConfig } from '../serve/collector-config.ts';
import { openCollectorIdentity } from '../serve/collector-identity.ts';
import type { VerifyContext, VerifyStep } from './verify-context.ts';

/** Checks journal, collector.toml and the private CA. What this user may not read is passed over. */
export async function* checkDecisionsAndSettings({ book, datastore }: VerifyContext, now: Date): VerifyStep {
  yield { step: 'checking the journal', done: 0, total: 1 };
  let decisions = 0;
  await noting('journal/decisions.log', async () => {
    for await (const decision of datastore.readDecisions()) decisions = decision.number;
  });
  yield { step: 'checking the journal', done: decisions, total: decisions };
  await noting('collector.toml', async () => {
    readCollectorConfig(datastore.directory);
  });
  await noting('ca', async () => {
    await openCollectorIdentity(datastore.directory, datastore.collectorId, now);
  });

  async function noting(object: string, check: () => Promise<void>): Promise<void> {
    try {
      await check();
    } catch (error) {
      if (!(error instanceof StillpointError)) throw error;
      if (error.code !== 'PERMISSION_DENIED' && error.code !== 'DATASTORE_DENIED') book.add({ code: error.code, object, text: error.message });
    }
  }
}

/** Tells of damage that the recovery of packs met, and perhaps repaired, when this process became the datastore's owner. */
export function checkRecoveries({ book, datastore }: VerifyContext): void {
  for (const { packId, outcome, content, damage, tailBytes, error } of datastore.recoveries) {
    if (outcome === 'left-open') book.add({ code: error?.code ?? 'PACK_CORRUPT', object: `pack ${packId}`, text: error?.message ?? 'it could not be sealed' });
    if (content === undefined || content.blocks.length === 0) continue;
    // A whole footer and a trailer behind the last block: it had been sealed.
    const chunks = content.blocks.reduce((sum, block) => sum + block.chunks.length, 0);
    const sealedTailBytes = PACK_TRAILER_BYTES + packFooterBytes(content.blocks.length, chunks);
    if (tailBytes === sealedTailBytes) book.add({ code: 'PACK_CORRUPT', object: `pack ${packId}`, text: 'its trailer was damaged; it has been sealed anew, nothing is lost' });
    for (const range of damage) book.add({ code: 'PACK_CORRUPT', object: `pack ${packId} offset ${range.offset}`, text: `${range.bytes} bytes from offset ${range.offset} on hold no whole block` });
  }
}

/** Checks the file of every snapshot, and that the catalog has the same ones; calls `found` with those that are whole. */
export async function* checkSnapshotFiles(context: VerifyContext, agentNames: ReadonlyMap<string, string>, found: (snapshot: KnownSnapshot) => void): VerifyStep {
  const { book, catalog, datastore, signal } = context;
  const rows = new Map((await catalog.listSnapshots({})).map((record) => [Buffer.from(record.snapshotId ?? []).toString('hex'), record]));
  const deleted = new Set((await catalog.retention()).deletions.map(({ snapshotId }) => snapshotId));
  const total = rows.size;
  let done = 0;
  for await (const stored of datastore.snapshots.readAll()) {
    signal.throwIfAborted();
    const { snapshotId } = stored;
    const row = rows.get(snapshotId);
    rows.delete(snapshotId);
    // It can be taken back, but nobody can ask for it: it is nobody's loss.
    if (row === undefined && deleted.has(snapshotId)) continue;
    if (stored.node === undefined) {
      book.add({ code: stored.error.code, object: `snapshot @${snapshotId}`, text: stored.error.message });
      // The catalog remembers it: what it holds can still be checked and restored.
      if (row !== undefined) found(knownSnapshot(row, agentNames.get(Buffer.from(row.agentId ?? []).toString('hex'))));
    } else {
      const { record } = stored.node;
      // Between its file and its row, or the other way round.
      if (row === undefined) await context.settled();
      if (row === undefined && (await isGoneSince(context, snapshotId))) continue;
      if (row === undefined && !(await isCommittedSince(context, snapshotId))) book.add({ code: 'CATALOG_INVALID', object: `snapshot @${snapshotId}`, text: 'the catalog does not know this snapshot; `stillpoint-collector rebuild-catalog` makes it anew' });
      found(knownSnapshot(record, agentNames.get(Buffer.from(record.agentId).toString('hex'))));
    }
    done += 1;
    yield { step: 'checking snapshots', done, total: Math.max(done, total) };
  }
  for (const snapshotId of rows.keys()) {
    // Deleted in this moment, or lost.
    if (!(await isCommittedSince(context, snapshotId))) continue;
    book.add({ code: 'SNAPSHOT_CORRUPT', object: `snapshot @${snapshotId}`, text: 'the file of this snapshot does not exist' });
  }
}

/** Deleted while the files were read. */
async function isGoneSince({ catalog, datastore }: VerifyContext, snapshotId: string): Promise<boolean> {
  return (await catalog.retention()).deletions.some((deletion) => deletion.snapshotId === snapshotId) || (await datastore.snapshots.find(snapshotId)) === undefined;
}

async function isCommittedSince({ catalog }: VerifyContext, snapshotId: string): Promise<boolean> {
  return (await catalog.listSnapshots({})).some((record) => Buffer.from(record.snapshotId ?? []).toString('hex') === snapshotId);
}
