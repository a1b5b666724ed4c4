/** The journal of decisions: nothing that was promised is lost, nothing goes unnoticed. */
import { mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { systemError, temporaryFolder } from './datastore-fixture.ts';
import { DecisionJournal, journalPath, readDecisions } from './decision-journal.ts';
import { encodeJournalHeader, encodeJournalRecord, JOURNAL_HEADER_BYTES } from './journal-layout.ts';

import type { JournalFile } from './decision-journal.ts';

const clock = () => 1_795_000_000_000;
const agentId = Buffer.alloc(16, 0xa1);

async function journalFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const folder = await temporaryFolder();
  mkdirSync(join(folder.path, 'journal'));
  await DecisionJournal.create(folder.path);
  return folder;
}

/** A journal of three decisions, and where each ends. */
async function threeDecisions(directory: string): Promise<{ bytes: Buffer; ends: number[] }> {
  const ends = [JOURNAL_HEADER_BYTES];
  await using journal = await DecisionJournal.open(directory, { clock });
  for (const name of ['db1', 'db2', 'db3']) {
    await journal.append({ actor: 'cli uid 0', agentChanged: { agentId, name } });
    ends.push(readFileSync(journalPath(directory)).length);
  }
  return { bytes: readFileSync(journalPath(directory)), ends };
}

async function namesOf(directory: string): Promise<string[]> {
  return (await Array.fromAsync(readDecisions(directory))).map((decision) => decision.agentChanged?.name ?? '');
}

describe('DecisionJournal', () => {
  it('numbers decisions, writes the time, and gives them back in order after it was closed', async () => {
    await using folder = await journalFolder();
    await threeDecisions(folder.path);
    await using journal = await DecisionJournal.open(folder.path, { clock });
    expect(journal.lastNumber).toBe(3);
    expect(journal.torn).toBeUndefined();
    const written = await journal.append({ actor: 'collector', agentRevoked: { agentId } });
    expect([written.number, written.timeMs]).toEqual([4, clock()]);
    const all = await Array.fromAsync(journal.readAll());
    expect(all.map((decision) => [decision.number, decision.actor])).toEqual([
      [1, 'cli uid 0'],
      [2, 'cli uid 0'],
      [3, 'cli uid 0'],
      [4, 'collector'],
    ]);
    expect(Buffer.from(all[3]?.agentRevoked?.agentId ?? [])).toEqual(agentId);
  });

  it('keeps the order of calls that do not wait for each other', async () => {
    await using folder = await journalFolder();
    await using journal = await DecisionJournal.open(folder.path, { clock });
    const names = Array.from({ length: 30 }, (_, index) => `n${index}`);
    const written = await Promise.all(names.map((name) => journal.append({ agentChanged: { agentId, name } })));
    expect(written.map((decision) => decision.number)).toEqual(names.map((_, index) => index + 1));
    expect(await namesOf(folder.path)).toEqual(names);
  });

  it('loses at most the record that was being written, at every length that the file may have, and goes on behind', async () => {
    await using folder = await journalFolder();
    const { bytes, ends } = await threeDecisions(folder.path);
    for (let length = JOURNAL_HEADER_BYTES; length <= bytes.length; length++) {
      writeFileSync(journalPath(folder.path), bytes.subarray(0, length));
      const whole = ends.filter((end) => end <= length).length - 1;
      const torn = length - (ends[whole] ?? 0);
      expect(await namesOf(folder.path), `length ${length}`).toEqual(['db1', 'db2', 'db3'].slice(0, whole));
      await using journal = await DecisionJournal.open(folder.path, { clock });
      expect([journal.lastNumber, journal.torn?.bytes ?? 0], `length ${length}`).toEqual([whole, torn]);
      if (journal.torn?.path !== undefined) expect(readFileSync(journal.torn.path).equals(bytes.subarray(length - torn, length))).toBe(true);
      await journal.append({ agentChanged: { agentId, name: 'next' } });
      expect(await namesOf(folder.path), `length ${length}`).toEqual([...['db1', 'db2', 'db3'].slice(0, whole), 'next']);
    }
  });

  it('takes a last record whose end reads as zeros for one that was being written', async () => {
    await using folder = await journalFolder();
    await using journal = await DecisionJournal.open(folder.path, { clock });
    await journal.append({ agentChanged: { agentId, name: 'kept' } });
    await journal.append({ agentChanged: { agentId, name: 'x'.repeat(3000) } });
    await journal.close();
    const bytes = readFileSync(journalPath(folder.path));
    bytes.fill(0, 1024);
    writeFileSync(journalPath(folder.path), bytes);
    await using again = await DecisionJournal.open(folder.path, { clock });
    expect([again.lastNumber, again.torn !== undefined]).toEqual([1, true]);
  });

  it('names the damaged record, whichever byte of the file was flipped', async () => {
    await using folder = await journalFolder();
    const { bytes, ends } = await threeDecisions(folder.path);
    for (let at = 0; at < bytes.length; at++) {
      const flipped = Buffer.from(bytes);
      flipped[at]! ^= 1 << at % 8;
      writeFileSync(journalPath(folder.path), flipped);
      const number = ends.filter((end) => end <= at).length;
      const text = at < JOURNAL_HEADER_BYTES ? 'does not begin with its header' : `record ${number} `;
      await expect(DecisionJournal.open(folder.path, { clock }), `byte ${at}`).rejects.toMatchObject({ code: 'JOURNAL_CORRUPT', message: expect.stringContaining(text) as string });
    }
    expect(readFileSync(journalPath(folder.path))).toHaveLength(bytes.length);
  });

  it('notices a record that was removed and one that was put in its place', async () => {
    await using folder = await journalFolder();
    const { bytes, ends } = await threeDecisions(folder.path);
    const [, first = 0, second = 0] = ends;
    writeFileSync(journalPath(folder.path), Buffer.concat([bytes.subarray(0, first), bytes.subarray(second)]));
    await expect(namesOf(folder.path)).rejects.toMatchObject({ code: 'JOURNAL_CORRUPT', message: expect.stringContaining('record 2 ') as string });
    const forged = encodeJournalRecord(Buffer.alloc(32), bytes.subarray(first + 44, second)).bytes;
    writeFileSync(journalPath(folder.path), Buffer.concat([bytes.subarray(0, first), forged, bytes.subarray(second)]));
    await expect(namesOf(folder.path)).rejects.toMatchObject({ code: 'JOURNAL_CORRUPT', message: expect.stringContaining('record 2 ') as string });
  });

  it('refuses a journal of a newer format and one that is gone', async () => {
    await using folder = await journalFolder();
    truncateSync(journalPath(folder.path), 0);
    await expect(DecisionJournal.open(folder.path, { clock })).rejects.toMatchObject({ code: 'JOURNAL_CORRUPT' });
    await using empty = await temporaryFolder();
    await expect(DecisionJournal.open(empty.path, { clock })).rejects.toMatchObject({ code: 'JOURNAL_CORRUPT' });
  });

  it('keeps its header for ever', () => {
    expect(encodeJournalHeader().toString('hex')).toBe('53504a4c010000000000000053f41a35');
  });

  it('writes nothing of a decision on a full disk and takes the next one', async () => {
    await using folder = await journalFolder();
    const { bytes } = await threeDecisions(folder.path);
    let full = true;
    const openFile = (path: string) => faultyJournal(path, { write: () => full });
    await using journal = await DecisionJournal.open(folder.path, { clock, openFile });
    await expect(journal.append({ agentRevoked: { agentId } })).rejects.toMatchObject({ code: 'DATASTORE_FULL' });
    expect(readFileSync(journalPath(folder.path)).equals(bytes)).toBe(true);
    full = false;
    expect((await journal.append({ agentChanged: { agentId, name: 'later' } })).number).toBe(4);
    expect(await namesOf(folder.path)).toEqual(['db1', 'db2', 'db3', 'later']);
  });

  it('takes nothing more after a failed fsync', async () => {
    await using folder = await journalFolder();
    let failing = false;
    await using journal = await DecisionJournal.open(folder.path, { clock, openFile: (path) => faultyJournal(path, { datasync: () => failing }) });
    failing = true;
    await expect(journal.append({ agentRevoked: { agentId } })).rejects.toMatchObject({ code: 'DATASTORE_IO' });
    await expect(journal.append({ agentRevoked: { agentId } })).rejects.toMatchObject({ code: 'DATASTORE_IO' });
    expect(readdirSync(join(folder.path, 'journal'))).toEqual(['decisions.log', 'head']);
  });

  it('syncs what a dead collector left before it counts it, and does not open when that fails', async () => {
    await using folder = await journalFolder();
    const { bytes, ends } = await threeDecisions(folder.path);
    let failures = 1;
    // The kernel gave the last record up, and says so once: on the disk there never was more than two.
    const datasync = (): boolean => {
      if (failures === 0) return false;
      truncateSync(journalPath(folder.path), ends[2]);
      failures -= 1;
      return true;
    };
    const openFile = (path: string) => faultyJournal(path, { datasync });
    await using journal = await DecisionJournal.open(folder.path, { clock, openFile });
    expect(journal.lastNumber).toBe(2);
    await journal.close();
    writeFileSync(journalPath(folder.path), bytes);
    failures = 2;
    await expect(DecisionJournal.open(folder.path, { clock, openFile })).rejects.toMatchObject({ code: 'DATASTORE_IO' });
  });

  it('opens on a full disk, though a record was torn: its bytes are let go when they cannot be kept', async () => {
    await using folder = await journalFolder();
    const { bytes, ends } = await threeDecisions(folder.path);
    writeFileSync(journalPath(folder.path), bytes.subarray(0, (ends[2] ?? 0) + 30));
    // Stands for a disk without space for another file.
    symlinkSync('/dev/full', join(folder.path, 'journal', `torn-${clock()}.bin`));
    await using journal = await DecisionJournal.open(folder.path, { clock });
    expect([journal.lastNumber, journal.torn]).toEqual([2, { path: undefined, bytes: 30 }]);
    expect(readdirSync(join(folder.path, 'journal'))).toEqual(['decisions.log', 'head']);
  });

  it('says at which byte a damaged record begins; cut there, the ones before are all there', async () => {
    await using folder = await journalFolder();
    const { bytes, ends } = await threeDecisions(folder.path);
    const damaged = Buffer.from(bytes);
    damaged[(ends[1] ?? 0) + 60]! ^= 1;
    writeFileSync(journalPath(folder.path), damaged);
    const failure: unknown = await DecisionJournal.open(folder.path, { clock }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'JOURNAL_CORRUPT', message: `record 2 of the journal of decisions, at byte ${ends[1]}, is damaged` });
    expect(failure).toHaveProperty('hint', expect.stringContaining(`truncate -s ${ends[1]} journal/decisions.log`));
    truncateSync(journalPath(folder.path), ends[1]);
    await using journal = await DecisionJournal.open(folder.path, { clock });
    expect([journal.lastNumber, await namesOf(folder.path)]).toEqual([1, ['db1']]);
  });

  it('tells that its end was cut off, and that it was written anew, by the note beside it', async () => {
    await using folder = await journalFolder();
    const { bytes, ends } = await threeDecisions(folder.path);
    const reopened = async (): Promise<string | undefined> => {
      await using journal = await DecisionJournal.open(folder.path, { clock });
      return journal.mismatch;
    };
    expect(await reopened()).toBeUndefined();
    writeFileSync(journalPath(folder.path), bytes.subarray(0, ends[2]));
    expect(await reopened()).toContain('ends with record 2, but record 3 was noted');
    // The note stays until something is decided.
    expect(await reopened()).toContain('ends with record 2');
    writeFileSync(journalPath(folder.path), bytes.subarray(0, ends[0]));
    await using journal = await DecisionJournal.open(folder.path, { clock });
    for (const name of ['x1', 'x2', 'x3']) await journal.append({ agentChanged: { agentId, name } });
    await journal.close();
    expect(await reopened()).toBeUndefined();
    writeFileSync(journalPath(folder.path), bytes);
    expect(await reopened()).toContain('record 3 has another hash');
  });
});

/** A real file whose writes stop half way, or whose fsync fails, as long as the function says so. */
async function faultyJournal(path: string, faults: { write?: () => boolean; datasync?: () => boolean }): Promise<JournalFile> {
  const handle = await open(path, 'r+');
  return {
    fd: handle.fd,
    async write(bytes, offset, length, position) {
      if (faults.write?.() !== true) return handle.write(bytes, offset, length, position);
      await handle.write(bytes, offset, length >> 1, position);
      throw systemError('ENOSPC');
    },
    truncate: (lengthBytes) => handle.truncate(lengthBytes),
    async datasync() {
      if (faults.datasync?.() === true) throw systemError('EIO');
      await handle.datasync();
    },
    close: () => handle.close(),
  };
}
