/**
 * Asks the collector which files of an interrupted run it still has, and makes the journal hold just those.
 */
import { existsSync, renameSync, rmSync } from 'node:fs';

import type { BackupSession } from '../pipeline/backup-session.ts';
import { JournalWriter, readJournal, type RawJournalRecord } from '../pipeline/journal.ts';

/** Offers that are under way at a time: 16 * 1,024 ids fill a link of 20 ms. */
const PIPELINED_OFFERS = 16;

interface Batch {
  readonly records: RawJournalRecord[];
  ids: number;
}

/**
 * Leaves in `file` the records whose chunks the collector has on disk from this agent; returns how many. Ids are offered without proofs, which a guest
 * never stores. A journal that cannot be read or written counts as empty.
 */
export async function confirmJournal(file: string, session: BackupSession, maxOfferIds: number): Promise<number> {
  if (!existsSync(file)) return 0;
  const confirmed = `${file}.confirmed`;
  let kept = 0;
  const failures: Error[] = [];
  using writer = new JournalWriter(confirmed, 'new', (error) => failures.push(error));
  const pending: Promise<RawJournalRecord[]>[] = [];
  const drain = async (): Promise<void> => {
    const records = await pending.shift();
    for (const record of records ?? []) writer.append(record.framed);
    kept += records?.length ?? 0;
  };
  for (const batch of batches(file, maxOfferIds)) {
    const answer = offer(batch, session);
    // When the session fails, all fail, and only the first is waited for.
    answer.catch(() => undefined);
    pending.push(answer);
    if (pending.length >= PIPELINED_OFFERS) await drain();
  }
  while (pending.length > 0) await drain();
  writer.sync();
  writer[Symbol.dispose]();
  if (kept > 0 && failures.length === 0) {
    renameSync(confirmed, file);
    return kept;
  }
  for (const name of [file, confirmed]) rmSync(name, { force: true });
  return 0;
}

function* batches(file: string, maxOfferIds: number): Generator<Batch> {
  let batch: Batch = { records: [], ids: 0 };
  for (const { raw, record } of readJournal(file)) {
    const ids = raw.chunkIds.length / 32;
    if (record.readAgain || ids > maxOfferIds) continue;
    if (batch.ids + ids > maxOfferIds) {
      yield batch;
      batch = { records: [], ids: 0 };
    }
    batch.records.push(raw);
    batch.ids += ids;
  }
  if (batch.records.length > 0) yield batch;
}

async function offer(batch: Batch, session: BackupSession): Promise<RawJournalRecord[]> {
  const wanted = await session.offer(Buffer.concat(batch.records.map((record) => record.chunkIds)), new Uint8Array(0));
  let index = 0;
  return batch.records.filter((record) => {
    let whole = true;
    for (let count = record.chunkIds.length / 32; count > 0; count--, index++) {
      if (((wanted[index >> 3] ?? 0) & (1 << (index & 7))) !== 0) whole = false;
    }
    return whole;
  });
}
