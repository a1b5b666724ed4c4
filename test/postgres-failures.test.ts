/** The postgres source when something fails: no snapshot looks better than it is, the message says what happened, and the server goes on. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect } from 'vitest';

import type { RunResult } from './support/agent-process.ts';
import { openBackupScene, type BackupScene } from './support/backup-scene.ts';
import { ChildProgram, outputOf, runProgram } from './support/child-program.ts';
import { makeFaultyTools } from './support/faulty-tools.ts';
import { TestPostgres } from './support/postgres-server.ts';
import { missing, testWith } from './support/requirements.ts';

const tools = ['psql', 'pg_dump', 'pg_dumpall', 'pg_restore'];

let scene: BackupScene;
let server: TestPostgres;

beforeAll(async () => {
  if (missing('root', 'pg_createcluster') !== undefined) return;
  [scene, server] = await Promise.all([openBackupScene(), TestPostgres.start()]);
  await server.sql('create database shop; create database crm');
  await server.sql('create table orders as select id, md5(id::text) as text from generate_series(1, 20000) as id', 'shop');
  // The tools run as another user than the agent.
  await ChildProgram.start('chmod', ['755', scene.folder.path]).finished;
});

afterAll(async () => {
  await Promise.all([scene[Symbol.asyncDispose](), server[Symbol.asyncDispose]()]);
});

/** Runs a plan whose source has these keys besides the server. */
async function runWith(keys: Readonly<Record<string, unknown>>): Promise<RunResult> {
  await scene.agent.configure({ daily: [{ kind: 'postgres', host: server.folder, databases: ['shop'], ...keys }] });
  return scene.agent.run('daily');
}

/** Nothing that a run has opened is left at the server: it goes on as if there had been none. */
async function expectNoSession(): Promise<void> {
  await expect.poll(() => server.sql("select count(*) from pg_stat_activity where application_name = 'stillpoint'"), { timeout: 20_000 }).toBe('0');
  await server.sql('begin; lock table orders in access exclusive mode nowait; commit', 'shop');
}

/** The archives of the newest snapshot. */
async function archives(): Promise<string> {
  return scene.collector.ask('ls', 'guest/daily');
}

describe('a dump tool that fails', () => {
  const cases: readonly (readonly [string, string | undefined, string, RegExp])[] = [
    ['ends with exit status 1', 'echo "boom: no space" >&2; exit 1', 'TOOL_FAILED', /pg_dump ended with exit status 1: boom: no space$/],
    ['is killed in the middle', '"$real" "$@" | head -c 100000; kill -9 $$', 'TOOL_FAILED', /pg_dump was ended by SIGKILL/],
    ['writes less than it should and ends well', '"$real" "$@" | head -c 100000', 'TOOL_FAILED', /ended well, but what it wrote \(100000 bytes\) does not end as a dump does/],
    ['writes something else and ends well', 'echo hello', 'TOOL_FAILED', /does not begin as a dump does/],
    ['writes a beginning that nobody can read and ends well', 'printf PGDMP; head -c 5000 /dev/zero', 'TOOL_FAILED', /pg_restore ended with exit status 1/],
    ['writes garbage to its standard error', 'head -c 100000 /dev/urandom >&2; echo end >&2; exit 3', 'TOOL_FAILED', /^[^\p{Cc}]{0,40000}end$/u],
    ['is not there', undefined, 'TOOL_MISSING', /the program pg_dump is not in /],
  ];
  for (const [index, [what, lines, code, message]] of cases.entries()) {
    testWith('root', 'pg_createcluster')(`that ${what} leaves its archive out`, async () => {
      const folder = await makeFaultyTools(scene.folder.at(`tools-${index}`), server.programs, tools, { pg_dump: lines });
      const { code: status, summary, events } = await runWith({ bin_dir: folder });
      const [failed] = summary?.failedSources ?? [];
      if (lines === undefined) {
        // Without pg_dump nothing of the source can be had.
        expect(status).toBe(1);
        expect(events.at(-1)).toMatchObject({ event: 'error', message: expect.stringMatching(message) as string });
      } else {
        expect(status).toBe(3);
        expect(summary?.status).toBe('incomplete');
        expect(failed).toMatchObject({ name: 'postgres.shop', kind: 'postgres', code });
        expect(failed?.text).toMatch(message);
        expect(await archives()).not.toContain('postgres.shop');
        expect(await archives()).toContain('postgres.globals');
      }
      await expectNoSession();
    });
  }

  testWith('root', 'pg_createcluster')('by hanging is stopped at its time limit', async () => {
    const folder = await makeFaultyTools(scene.folder.at('tools-hang'), server.programs, tools, { pg_dump: '"$real" "$@" | head -c 50000; sleep 1000' });
    const { code, summary } = await runWith({ bin_dir: folder, timeout: '3s' });
    expect(code).toBe(3);
    expect(summary?.failedSources).toMatchObject([{ name: 'postgres.shop', code: 'TOOL_TIMEOUT', text: expect.stringMatching(/pg_dump had not ended after 3\.0 s and was stopped/) as string }]);
    await expectNoSession();
  });

  testWith('root', 'pg_createcluster')('and is older than the server is refused before anything is read', async () => {
    const old = 'exit 1';
    const folder = await makeFaultyTools(scene.folder.at('tools-old'), server.programs, tools, { pg_dump: old });
    await writeFile(`${folder}/pg_dump`, '#!/bin/sh\necho "pg_dump (PostgreSQL) 9.6.24"\n');
    const { code, events } = await runWith({ bin_dir: folder });
    expect(code).toBe(1);
    expect(events.at(-1)).toMatchObject({ message: expect.stringMatching(/the server is PostgreSQL \d+, and the newest pg_dump on this guest is 9\.6\.24/) as string });
  });

  testWith('root', 'pg_createcluster')('and only has something to say keeps its archive, with a warning', async () => {
    const folder = await makeFaultyTools(scene.folder.at('tools-talk'), server.programs, tools, { pg_dump: 'echo "pg_dump: warning: odd" >&2; exec "$real" "$@"' });
    const { code, events } = await runWith({ bin_dir: folder });
    expect(code).toBe(0);
    expect(events).toContainEqual(expect.objectContaining({ event: 'warning', code: 'TOOL_WARNED', text: 'postgres.shop: pg_dump: pg_dump: warning: odd' }));
  });
});

describe('a server', () => {
  testWith('root', 'pg_createcluster')('that refuses the password is named with its answer', async () => {
    await server.sql("create role app login password 'right'");
    const file = scene.folder.at('pgpass-wrong');
    await writeFile(file, '*:*:*:app:wrong\n', { mode: 0o600 });
    const { code, events } = await runWith({ user: 'app', password_file: file });
    expect(code).toBe(1);
    expect(events.at(-1)).toMatchObject({ event: 'error', message: expect.stringMatching(/password authentication failed for user "app"/) as string });
  });

  testWith('root', 'pg_createcluster')('that does not run is named', async () => {
    const { code, events } = await runWith({ port: 5999 });
    expect(code).toBe(1);
    expect(events.at(-1)).toMatchObject({ event: 'error', message: expect.stringMatching(/\.s\.PGSQL\.5999" failed: No such file or directory/) as string });
  });

  testWith('root', 'pg_createcluster')('that hides rows of one table is left without its database, and the others are kept', async () => {
    await server.sql('create role reader login password \'reads\'; grant pg_read_all_data to reader');
    await server.sql('create table hidden (id int); alter table hidden enable row level security', 'shop');
    const file = scene.folder.at('pgpass-reader');
    await writeFile(file, '*:*:*:reader:reads\n', { mode: 0o600 });
    const { code, summary } = await runWith({ user: 'reader', password_file: file, databases: ['crm', 'shop'] });
    expect(code).toBe(3);
    expect(summary?.failedSources).toMatchObject([{ name: 'postgres.shop', code: 'TOOL_FAILED', text: expect.stringMatching(/row-level security policy for table "hidden"/) as string }]);
    expect(await archives()).toContain('postgres.crm');
    await server.sql('drop table hidden', 'shop');
  });

  testWith('root', 'pg_createcluster')('whose database is dropped in the middle is left without it', async () => {
    await server.sql('create database gone');
    await server.sql('create table t as select md5(id::text) from generate_series(1, 50000) as id', 'gone');
    const drop = `"$real" "$@" | { head -c 60000; ${server.programs}/psql -q -h ${server.folder} -d postgres -c 'drop database gone with (force)' >&2; cat; }; exit 1`;
    const folder = await makeFaultyTools(scene.folder.at('tools-drop'), server.programs, tools, { pg_dump: drop });
    const { code, summary } = await runWith({ bin_dir: folder, databases: ['gone', 'crm'] });
    expect(code).toBe(3);
    // The second dump finds no database to drop and ends with the same status.
    expect(summary?.failedSources[0]).toMatchObject({ name: 'postgres.gone', code: 'TOOL_FAILED', text: expect.stringMatching(/terminat|connection/) as string });
    const { summary: later } = await runWith({ databases: ['gone', 'crm'] });
    expect(later?.failedSources).toMatchObject([{ name: 'postgres.gone', code: 'DATABASE_UNREACHABLE', text: expect.stringMatching(/^there is no database gone/) as string }]);
  });

  testWith('root', 'pg_createcluster')('that makes a dump wait for a lock is let go when the time is over', async () => {
    const [program = '', ...args] = server.command('psql', ['-X', '-q', '-d', 'shop', '-c', "begin; lock table orders in access exclusive mode; select 'locked'; select pg_sleep(600)"]);
    await using holder = ChildProgram.start(program, args);
    await expect.poll(() => server.sql("select count(*) from pg_locks where mode = 'AccessExclusiveLock' and granted and relation = 'orders'::regclass", 'shop')).toBe('1');
    const { code, summary } = await runWith({ timeout: '3s' });
    expect(code).toBe(3);
    expect(summary?.failedSources).toMatchObject([{ name: 'postgres.shop', code: 'TOOL_TIMEOUT' }]);
    // While the lock is still held.
    await expect.poll(() => server.sql("select count(*) from pg_stat_activity where application_name = 'stillpoint'"), { timeout: 20_000 }).toBe('0');
    holder.kill();
    await server.sql("select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep(600)%' and pid <> pg_backend_pid()");
  });

  testWith('root', 'pg_createcluster')('whose disk is full is backed up all the same, and goes on when there is room again', async () => {
    const mountPoint = scene.folder.at('small');
    await mkdir(mountPoint);
    await outputOf('mount', ['-t', 'tmpfs', '-o', 'size=160m,mode=755', 'tmpfs', mountPoint]);
    try {
      await using small = await TestPostgres.start('max_wal_size = 64MB', mountPoint);
      await small.sql('create table t as select id, md5(id::text) as text from generate_series(1, 100000) as id');
      const ballast = join(mountPoint, 'ballast');
      await runProgram('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=1M']);
      await expect(small.sql('create table more as select md5(id::text) from generate_series(1, 100000) as id')).rejects.toThrow(/No space left on device/);
      const { code, summary } = await runWith({ host: small.folder, databases: ['postgres'] });
      expect([code, summary?.failedSources]).toEqual([0, []]);
      await rm(ballast);
      await small.sql('create table more as select md5(id::text) from generate_series(1, 1000) as id');
    } finally {
      await outputOf('umount', ['-l', mountPoint]);
    }
  });

  testWith('root', 'pg_createcluster')('is left alone by a run that is killed', async () => {
    const [program = '', ...args] = server.command('psql', ['-X', '-q', '-d', 'shop', '-c', 'begin; lock table orders in access exclusive mode; select pg_sleep(600)']);
    await using holder = ChildProgram.start(program, args);
    await expect.poll(() => server.sql("select count(*) from pg_locks where mode = 'AccessExclusiveLock' and granted and relation = 'orders'::regclass", 'shop')).toBe('1');
    await scene.agent.configure({ daily: [{ kind: 'postgres', host: server.folder, databases: ['shop'] }] });
    await using run = await scene.agent.start(['backup', 'daily']);
    const waiting = "select pid from pg_stat_activity where application_name = 'stillpoint' and wait_event_type = 'Lock'";
    await expect.poll(() => server.sql(waiting), { timeout: 60_000 }).not.toBe('');
    run.kill('SIGKILL');
    await run.finished;
    holder.kill();
    await server.sql("select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep(600)%' and pid <> pg_backend_pid()");
    await expectNoSession();
  });
});
