import { cp, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { DecisionJournal, journalPath } from '../datastore/decision-journal.ts';
import type { JournalHead } from '../datastore/journal-head.ts';
import { checkJournal } from './journal-verdict.ts';

let whole = '';
let folder = '';
const heads: JournalHead[] = [];

beforeAll(async () => {
  const base = await mkdtemp(join(tmpdir(), 'stillpoint-audit-test-'));
  whole = join(base, 'whole');
  folder = join(base, 'tried');
  await cp(await emptyJournal(base), whole, { recursive: true });
  await using journal = await DecisionJournal.open(whole, { clock: () => 1000 });
  for (const name of ['one', 'two', 'three', 'four']) {
    await journal.append({ actor: 'test', audit: { kind: 'restore', object: name, text: '' } });
    heads.push(journal.head);
  }
  await journal.close();
});
beforeEach(async () => {
  await rm(folder, { recursive: true, force: true });
  await cp(whole, folder, { recursive: true });
});
afterAll(() => rm(join(whole, '..'), { recursive: true, force: true }));

async function emptyJournal(base: string): Promise<string> {
  const path = join(base, 'empty');
  await mkdir(join(path, 'journal'), { recursive: true });
  await DecisionJournal.create(path);
  return path;
}

async function findings(noted?: JournalHead, catalogNumber = 0): Promise<readonly string[]> {
  return (await checkJournal(folder, { noted, catalogNumber })).findings ?? [];
}

describe('a journal', () => {
  it('that is whole has no finding, and fits everything that was noted of it', async () => {
    expect(await checkJournal(folder, { noted: heads[1], catalogNumber: 4 })).toMatchObject({ records: 4, findings: [], witnesses: [expect.stringContaining('record 2'), expect.stringContaining('record 4'), expect.stringContaining('record 4')] });
    expect((await checkJournal(folder, { noted: undefined, catalogNumber: 4 })).hash?.toString()).toBe(Buffer.from(heads[3]?.hash ?? '', 'hex').toString());
  });

  it('in which a byte was changed says in which record', async () => {
    const bytes = await readFile(journalPath(folder));
    bytes[bytes.length - 5]! ^= 1;
    await writeFile(journalPath(folder), bytes);
    expect((await findings())[0]).toMatch(/record 4 .*at byte \d+, is damaged/u);
  });

  it('of which the end was cut off does not reach its note, nor the catalog', async () => {
    const bytes = await readFile(journalPath(folder));
    await truncate(journalPath(folder), Math.floor((bytes.length - 16) / 4) * 2 + 16);
    expect(await findings(heads[3], 4)).toEqual([expect.stringContaining('what you noted: the journal ends with record'), expect.stringContaining('journal/head: the journal ends with record'), expect.stringContaining('the catalog knows 4 records')]);
  });

  it('that was written anew, with its note, fits only what was noted elsewhere no more', async () => {
    await rm(folder, { recursive: true });
    await cp(join(whole, '..', 'empty'), folder, { recursive: true });
    await using journal = await DecisionJournal.open(folder, { clock: () => 1000 });
    for (const name of ['one', 'two', 'forged', 'four']) await journal.append({ actor: 'test', audit: { kind: 'restore', object: name, text: '' } });
    await journal.close();
    expect(await findings(undefined, 4)).toEqual([]);
    expect(await findings(heads[1], 4)).toEqual([]);
    expect(await findings(heads[2], 4)).toEqual([expect.stringContaining('what you noted: record 3 has another hash')]);
  });

  it('whose note was taken away says so', async () => {
    await rm(join(folder, 'journal', 'head'));
    expect(await findings()).toEqual([expect.stringContaining('no note of the journal’s end')]);
  });
});
