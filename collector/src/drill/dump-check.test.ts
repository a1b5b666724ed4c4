import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { checkDump } from './dump-check.ts';

let folder = '';
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'stillpoint-dump-')); });
afterEach(() => { rmSync(folder, { recursive: true }); });

const { signal } = new AbortController();

/** A database, and beside it the journal of a transaction that was never ended. */
function brokenOff(): string {
  const file = join(folder, 'live.db');
  const database = new DatabaseSync(file);
  database.exec('PRAGMA page_size = 512; PRAGMA journal_mode = DELETE; PRAGMA cache_size = 5; CREATE TABLE t (a); INSERT INTO t VALUES (zeroblob(100000)); BEGIN; UPDATE t SET a = randomblob(200000)');
  const copy = join(folder, 'sqlite.app');
  copyFileSync(file, copy);
  copyFileSync(`${file}-journal`, `${copy}-journal`);
  database.exec('ROLLBACK');
  database.close();
  return copy;
}

/** The journal as it ends when several databases were in the transaction: it names the file that holds their list, which goes when all are in order. */
function nameList(journal: string, list: string): void {
  const name = Buffer.from(list);
  const end = Buffer.alloc(16);
  end.writeUInt32BE(name.length, 0);
  end.writeUInt32BE(name.reduce((sum, byte) => sum + byte, 0), 4);
  Buffer.from('d9d505f920a163d7', 'hex').copy(end, 8);
  const page = Buffer.alloc(4);
  page.writeUInt32BE(Math.floor(0x4000_0000 / 512) + 1);
  writeFileSync(journal, Buffer.concat([readFileSync(journal), page, name, end]));
}

test('a journal that comes with a guest’s database is not obeyed: it can have files removed', async () => {
  const copy = brokenOff();
  // Older releases of SQLite remove whatever is named; later ones only what looks as if they had made it.
  const victim = `${copy}-mj0000009AA`;
  writeFileSync(victim, `${copy}-journal\0`);
  nameList(`${copy}-journal`, victim);
  await checkDump('sqlite', copy, signal);
  expect([existsSync(victim), existsSync(`${copy}-journal`)]).toEqual([true, true]);
  // That the journal is one that SQLite obeys elsewhere.
  const database = new DatabaseSync(copy);
  database.prepare('SELECT count(*) FROM t').get();
  database.close();
  expect(existsSync(victim)).toBe(false);
});

test('a whole database passes, also one in WAL mode, and a damaged one does not', async () => {
  const file = join(folder, 'sqlite.app');
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (a)');
  database.close();
  expect(await checkDump('sqlite', file, signal)).toMatchObject({ wrong: undefined });
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0xff, 4096));
  expect((await checkDump('sqlite', file, signal)).wrong).toBeDefined();
});
