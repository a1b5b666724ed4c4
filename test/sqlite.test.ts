/** The sqlite source: databases that others write to at full speed, databases that cannot be had, and what is left beside them. */
import { chown, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { openBackupScene, type BackupScene } from './support/backup-scene.ts';
import { ChildProgram, outputOf } from './support/child-program.ts';
import { isLong, testWith } from './support/requirements.ts';

const transfers = join(import.meta.dirname, 'support/sqlite-transfers.py');

let scene: BackupScene;
/** Folder of the databases. */
let srv = '';

beforeEach(async () => {
  scene = await openBackupScene();
  srv = scene.folder.at('srv');
  await mkdir(srv);
});
afterEach(() => scene[Symbol.asyncDispose]());

function makeDatabase(path: string, statements = 'create table t (x); insert into t values (1), (2)'): void {
  const database = new DatabaseSync(path);
  database.exec(statements);
  database.close();
}

/** The archive's name, as a person types it. */
function archiveOf(path: string): string {
  return `sqlite.${Array.from(Buffer.from(path, 'utf8'), (byte) => (/[A-Za-z0-9_-]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`)).join('')}`;
}

async function restored(path: string, target: string): Promise<DatabaseSync> {
  await scene.collector.ask('restore', `guest:${archiveOf(path)}`, '--to', scene.folder.at(target));
  const [file = ''] = await readdir(scene.folder.at(target));
  return new DatabaseSync(join(scene.folder.at(target), file));
}

describe('a database that is written to', () => {
  testWith('python3').each(isLong ? ['wal', 'delete'] : ['wal'])('is whole and of one moment, in journal mode %s', async (mode) => {
    const path = join(srv, 'bank.db');
    await outputOf('python3', [transfers, 'make', path, mode]);
    await using stack = new AsyncDisposableStack();
    const writers = [1, 2, 3].map(() => stack.use(ChildProgram.start('python3', [transfers, 'write', path, mode])));
    for (const writer of writers) await writer.waitFor(/ready/, 'stdout');
    await Promise.race(writers.map((writer) => writer.waitFor(/busy/, 'stdout')));
    await scene.agent.configure({ daily: [{ kind: 'sqlite', paths: [path] }] });
    for (const target of ['first', 'second']) {
      await scene.agent.backup('daily');
      const copy = await restored(path, target);
      expect(copy.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
      expect(copy.prepare('select sum(balance) as sum from account').get()).toEqual({ sum: 1_000_000 });
      expect(copy.prepare('select count(*) as wrong from account left join (select account, sum(amount) as moved from ledger group by account) on account = id where balance <> 1000 + coalesce(moved, 0)').get()).toEqual({ wrong: 0 });
      copy.close();
    }
    for (const writer of writers) expect(writer.ended).toBe(false);
    const after = new DatabaseSync(path, { timeout: 60_000 });
    expect(after.prepare('select count(*) as rows from ledger').get()?.['rows']).toBeGreaterThan(0);
    after.close();
    expect(await readdir(join(scene.agent.stateDirectory, 'plans', 'daily')).catch(() => [])).not.toContainEqual(expect.stringContaining('staging'));
  });

  testWith('root', 'sqlite3', 'setpriv')('leaves files beside it that its application can use', async () => {
    const nobody = 65_534;
    await chown(srv, nobody, nobody);
    const path = join(srv, 'app.db');
    const asApplication = (sql: string): Promise<string> => outputOf('sqlite3', [path, sql], { through: ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--'] });
    await outputOf('chmod', ['755', scene.folder.path]);
    await asApplication('pragma journal_mode = wal; create table t (x); insert into t values (1)');
    await scene.agent.configure({ daily: [{ kind: 'sqlite', paths: [path] }] });
    await scene.agent.backup('daily');
    for (const name of await readdir(srv)) expect(await stat(join(srv, name)), name).toMatchObject({ uid: nobody, gid: nobody });
    expect(await asApplication('insert into t values (2); select count(*) from t')).toBe('2\n');
  });
});

describe('paths', () => {
  test('may be patterns, of which what SQLite keeps beside a database is no match', async () => {
    for (const name of ['a.db', 'b.db', 'ü b.sqlite']) makeDatabase(join(srv, name));
    await mkdir(join(srv, 'c.db'));
    for (const name of ['a.db-wal', 'a.db-shm', 'b.db-journal']) await writeFile(join(srv, name), '');
    await symlink('a.db', join(srv, 'link.db'));
    await scene.agent.configure({ daily: [{ kind: 'sqlite', paths: [join(srv, '*.db*'), join(srv, 'ü b.sqlite')] }] });
    await scene.agent.backup('daily');
    const listing = await scene.collector.ask('ls', 'guest/daily');
    const names = ['a.db', 'b.db', 'link.db', 'ü b.sqlite'].map((name) => archiveOf(join(srv, name)));
    for (const name of names) expect(listing).toContain(name);
    expect(listing.split('\n').filter((line) => line.includes('sqlite.')), listing).toHaveLength(names.length);
  });

  test('that lead nowhere make the snapshot incomplete', async () => {
    makeDatabase(join(srv, 'a.db'));
    await scene.agent.configure({ daily: [{ kind: 'sqlite', paths: [join(srv, 'a.db'), join(srv, '*.sqlite'), join(srv, 'gone.db')] }] });
    const run = await scene.agent.run('daily');
    expect(run).toMatchObject({ code: 3, summary: { status: 'incomplete' } });
    for (const path of ['*.sqlite', 'gone.db']) expect(run.events).toContainEqual(expect.objectContaining({ event: 'warning', code: 'PATH_MISSING', text: expect.stringContaining(join(srv, path)) as string }));
    await scene.agent.configure({ daily: [{ kind: 'sqlite', paths: [join(srv, '*.sqlite')] }] });
    expect(await scene.agent.run('daily')).toMatchObject({ code: 1 });
    expect(await scene.collector.snapshots()).toHaveLength(1);
  });
});

describe('a database that cannot be had', () => {
  test('costs its own archive only, and says why', async () => {
    const whole = join(srv, 'whole.db');
    makeDatabase(whole);
    const text = join(srv, 'text.db');
    await writeFile(text, 'this is a text and no database at all, and long enough to be looked at as one'.repeat(40));
    const damaged = join(srv, 'damaged.db');
    makeDatabase(damaged, 'create table t (x); with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000) insert into t select randomblob(400) from n');
    const bytes = await readFile(damaged);
    bytes.fill(0x5a, 4096 * 20, 4096 * 30);
    await writeFile(damaged, bytes);
    const locked = join(srv, 'locked.db');
    makeDatabase(locked);
    const holder = new DatabaseSync(locked);
    holder.exec('begin exclusive');
    await scene.agent.configure({ daily: [{ kind: 'sqlite', paths: [join(srv, '*.db')], lock_timeout: '1s' }] });
    const run = await scene.agent.run('daily');
    holder.close();
    expect(run).toMatchObject({ code: 3, summary: { status: 'incomplete' } });
    expect(run.summary?.failedSources).toMatchObject([
      { name: archiveOf(damaged), kind: 'sqlite', code: 'SOURCE_FAILED', text: expect.stringMatching(/damaged\.db is damaged: /) as string },
      { name: archiveOf(locked), code: 'DATABASE_UNREACHABLE', text: expect.stringMatching(/locked\.db was locked by others/) as string },
      { name: archiveOf(text), code: 'SOURCE_FAILED', text: expect.stringMatching(/text\.db is no SQLite database/) as string },
    ]);
    const copy = await restored(whole, 'whole');
    expect(copy.prepare('select count(*) as rows from t').get()).toEqual({ rows: 2 });
    copy.close();
    await scene.agent.configure({ daily: [{ kind: 'sqlite', paths: [damaged], check: false }] });
    await scene.agent.backup('daily');
    await scene.collector.ask('restore', `guest:${archiveOf(damaged)}`, '--to', scene.folder.at('as-it-is'));
    const [file = ''] = await readdir(scene.folder.at('as-it-is'));
    const kept = await readFile(join(scene.folder.at('as-it-is'), file));
    // SQLite counts changes in the first page of the copy.
    expect(kept.subarray(4096).equals(bytes.subarray(4096))).toBe(true);
  });

  testWith('root', 'python3')('is told with the place that is too small for its copy', async () => {
    const path = join(srv, 'large.db');
    await outputOf('python3', [transfers, 'make', path, 'wal']);
    const small = scene.folder.at('small');
    await mkdir(small);
    await outputOf('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', small]);
    try {
      await scene.agent.configure({ daily: [{ kind: 'sqlite', paths: [path], staging_dir: small }] });
      const run = await scene.agent.run('daily');
      expect(run.code).toBe(1);
      expect(run.events.at(-1)).toMatchObject({ event: 'error', message: expect.stringMatching(new RegExp(`large\\.db is copied to ${small} first, which has 4\\S* MiB left and needs`)) as string });
      const check = await (await scene.agent.start(['check'])).finished;
      expect(check.stdout + check.stderr).toContain(`copied to ${small} first`);
      expect(await readdir(small)).toEqual([]);
    } finally {
      await outputOf('umount', [small]);
    }
  });
});
