/** Physical backups of a PostgreSQL server that is being written to, restored into a fresh data directory: by the agent's own means and by hand. */
import { chmod, mkdir, readdir, readlink, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'vitest';

import { postgresSource } from '../proto/src/plan/postgres-source-schema.ts';
import { PhysicalBackup } from '../agent/src/source/postgres/physical-backup.ts';
import { PostgresCheckpoint } from '../agent/src/source/postgres/postgres-checkpoint.ts';
import { PostgresServer } from '../agent/src/source/postgres/postgres-server.ts';
import type { RunSummary } from './support/agent-process.ts';
import { openBackupScene, type BackupScene } from './support/backup-scene.ts';
import { Bank } from './support/bank.ts';
import { outputOf } from './support/child-program.ts';
import { RestoredPostgres, TestPostgres } from './support/postgres-server.ts';
import { longForm, testWith } from './support/requirements.ts';

const ACCOUNTS = 20_000;

let scene: BackupScene;
let server: TestPostgres;

beforeAll(async () => {
  [scene, server] = await Promise.all([openBackupScene(), TestPostgres.start('max_wal_size = 128MB\nmax_replication_slots = 2\nwal_keep_size = 0')]);
  await chmod(scene.folder.path, 0o755);
  const tablespace = join(server.folder, 'fast');
  await mkdir(tablespace);
  await outputOf('chown', ['postgres:', tablespace]);
  await server.sql(`create tablespace fast location '${tablespace}'`);
  await scene.agent.configure({ daily: [{ kind: 'postgres', method: 'physical', host: server.folder }] });
});

afterAll(async () => {
  await Promise.all([scene[Symbol.asyncDispose](), server[Symbol.asyncDispose]()]);
});

const restored = (): string => scene.folder.at('restored');

beforeEach(async () => {
  await mkdir(restored(), { mode: 0o755 });
});

afterEach(async () => {
  await rm(restored(), { recursive: true });
});

/** Nothing of a backup is left in the server. */
async function expectServerAsBefore(): Promise<void> {
  await expect.poll(() => server.sql('select count(*) from pg_replication_slots')).toBe('0');
  await expect.poll(() => server.sql(`select count(*) from pg_stat_activity where application_name = 'stillpoint'`)).toBe('0');
}

async function expectComplete(): Promise<RunSummary> {
  const run = await scene.agent.run('daily');
  expect(run).toMatchObject({ code: 0, summary: { status: 'complete', consistency: 'application', changed: 0, unreadable: 0, failedSources: [] } });
  if (run.summary === undefined) throw new Error('no summary');
  return run.summary;
}

/** Starts what was restored: no money is missing, no index lacks a row, and, stopped again, no page has a wrong checksum. */
async function expectBooks(database: string, dataDirectory: string, transfers = 0): Promise<void> {
  await (async () => {
    await using copy = await RestoredPostgres.start(server, dataDirectory);
    expect(await Bank.audit((sql, name) => copy.sql(sql, name), database, ACCOUNTS)).toBeGreaterThanOrEqual(transfers);
    expect(await copy.run('pg_amcheck', ['--all', '--install-missing', '--heapallindexed'])).toMatchObject({ code: 0 });
  })();
  await outputOf(join(server.programs, 'pg_checksums'), ['--check', '--pgdata', dataDirectory], { through: ['setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups', '--'], cwd: '/' });
}

/** Until a backup has brought the server into backup mode, or nearly. */
async function untilBegun(): Promise<void> {
  await expect.poll(() => server.sql('select count(*) from pg_replication_slots where active'), { interval: 20, timeout: 30_000 }).toBe('1');
}

/** What the agent makes of the newest snapshot, below {@link restored}. */
async function restore(): Promise<string> {
  const { code, stderr } = await (await scene.agent.start(['restore', 'daily:postgres.data', '--cluster', restored()])).finished;
  if (code !== 0) throw new Error(`the restore failed: ${stderr}`);
  return `${restored()}${server.data}`;
}

describe('a physical backup', () => {
  testWith('root', 'initdb')('is consistent when it is restored, however much is written while it is made', async () => {
    const bank = await Bank.open(server, 'bank', ACCOUNTS, 'fast');
    await (async () => {
      await using _load = await bank.transfers(16);
      await expectComplete();
    })();
    await expectServerAsBefore();
    await expectBooks('bank', await restore(), 1);
  });

  testWith(longForm, 'root', 'initdb')('sends only what has changed, and takes over what was not written to', async () => {
    await Bank.open(server, 'second', ACCOUNTS, 'fast');
    await server.sql('create table wide as select g as id, repeat(md5(g::text), 20) as text from generate_series(1, 40000) as g; alter table wide add primary key (id); vacuum freeze wide', 'second');
    const measure = async (name: string, statement: string): Promise<void> => {
      await server.sql('checkpoint');
      await expectComplete();
      await server.sql(statement, 'second');
      const again = await expectComplete();
      process.stdout.write(`1 % of the rows of a table changed, ${name}: ${again.newBytes} of ${again.bytes} bytes new, log included; ${again.filesReused} files taken over, ${again.filesRead} read\n`);
    };
    await measure('clustered', 'update wide set text = md5(text) || text where id between 20000 and 20400');
    await measure('random', 'update wide set text = md5(text) || text where id % 100 = 7');
    await expectBooks('second', await restore());
  });

  testWith('root', 'initdb')('is put together by hand as the runbook says', async () => {
    await expectComplete();
    const [data, to] = [server.data, restored()];
    await scene.collector.ask('restore', 'guest/daily@latest:postgres.data', '--to', to);
    const commands = `
      stillpoint-collector restore guest/daily@latest:postgres.wal --stdout | tar --extract --numeric-owner --directory=${to}${data}
      sed -i 's# # ${to}#' ${to}${data}/tablespace_map`;
    await outputOf('sh', ['-ec', commands], { env: { PATH: `${join(import.meta.dirname, '../collector/bin')}:${process.env['PATH'] ?? ''}`, STILLPOINT_DATASTORE: scene.collector.datastore } });
    await expectBooks('bank', `${to}${data}`);
    expect(await readlink(`${to}${data}/pg_tblspc/${(await readdir(`${to}${data}/pg_tblspc`))[0] ?? ''}`)).toBe(`${to}${server.folder}/fast`);
  });

  testWith(longForm, 'root', 'initdb')('brings a configuration that lay elsewhere', async () => {
    await expectComplete();
    const data = await restore();
    const etc = server.folder.replace(/[^/]*$/, (name) => `etc-${name}`);
    await outputOf('sh', ['-ec', `mkdir -p ${etc}/main/conf.d; mv ${data}/postgresql.conf ${data}/pg_hba.conf ${data}/pg_ident.conf ${etc}/main; cd ${etc}/main
      printf "data_directory = '${data}'\\nhba_file = '${etc}/main/pg_hba.conf'\\nident_file = '${etc}/main/pg_ident.conf'\\ninclude_dir = 'conf.d'\\n" >> postgresql.conf
      echo "work_mem = '7MB'" > conf.d/memory.conf; chown -R postgres: ${etc}`]);
    try {
      await using moved = await RestoredPostgres.start(server, `${etc}/main`);
      await scene.agent.configure({ moved: [{ kind: 'postgres', method: 'physical', host: moved.folder }] });
      expect(await scene.agent.run('moved')).toMatchObject({ code: 0, summary: { status: 'complete' } });
      await mkdir(join(restored(), 'again'), { mode: 0o755 });
      const { code, stderr } = await (await scene.agent.start(['restore', 'moved:postgres.data', '--cluster', join(restored(), 'again')])).finished;
      expect([code, stderr]).toEqual([0, expect.stringContaining(`configuration: ${restored()}/again${etc}/main/postgresql.conf, included by `)]);
      await using again = await RestoredPostgres.start(server, `${restored()}/again${data}`);
      expect(await again.sql(`select string_agg(setting, ' ' order by name) from pg_settings where name in ('data_directory', 'hba_file', 'work_mem')`)).toBe(`${restored()}/again${data} ${restored()}/again${etc}/main/pg_hba.conf 7168`);
      expect(await again.sql(`select pg_tablespace_location(oid) from pg_tablespace where spcname = 'fast'`)).toBe(`${restored()}/again${restored()}${server.folder}/fast`);
    } finally {
      await outputOf('rm', ['-rf', etc]);
      await scene.agent.configure({ daily: [{ kind: 'postgres', method: 'physical', host: server.folder }] });
    }
  });

  testWith('root', 'initdb')('is shown by check beforehand', async () => {
    const { stdout } = await (await scene.agent.start(['check'])).finished;
    expect(stdout).toContain(`takes ${server.data}, the data directory`);
    expect(stdout).toContain(`takes ${server.folder}/fast/PG_`);
  });

  testWith('root', 'initdb')('cannot be taken for whole without its log', async () => {
    await expectComplete();
    await scene.collector.ask('restore', 'guest/daily@latest:postgres.data', '--to', restored());
    await expect(RestoredPostgres.start(server, `${restored()}${server.data}`)).rejects.toThrow(/pg_control/);
  });
});

describe('a physical backup that fails', () => {
  testWith('root', 'initdb')('leaves the server as it was when the agent is killed in the middle', async () => {
    await using run = await scene.agent.start(['backup', 'daily']);
    await untilBegun();
    run.kill('SIGKILL');
    await run.finished;
    await expectServerAsBefore();
    // It can be backed up at once.
    await expectComplete();
  });

  testWith('root', 'initdb')('is no snapshot when its session is lost, and says so', async () => {
    await using run = await scene.agent.start(['backup', 'daily']);
    await untilBegun();
    await server.sql('select pg_terminate_backend(active_pid) from pg_replication_slots');
    const { code, stderr } = await run.finished;
    expect([code, stderr]).toEqual([1, expect.stringMatching(/the session of the server \S+ was lost: .*terminating connection due to administrator command/)]);
    await expectServerAsBefore();
  });

  testWith('root', 'initdb')('is no snapshot when the server has removed log that it needs', async () => {
    const config = postgresSource.parse({ kind: 'postgres', method: 'physical', host: server.folder });
    await server.sql(`alter system set max_slot_wal_keep_size = '48MB'; select pg_reload_conf(); checkpoint`);
    try {
      await using backup = await PhysicalBackup.begin(await PostgresServer.connect(config, new AbortController().signal));
      await server.sql('create table long as select g as id, repeat(md5(g::text), 20) as text from generate_series(1, 150000) as g; drop table long; checkpoint');
      await expect(backup.end()).rejects.toThrow(/was lost: .*max_slot_wal_keep_size|has removed log that the backup needs/);
    } finally {
      await server.sql('alter system reset max_slot_wal_keep_size; select pg_reload_conf()');
    }
    await expectServerAsBefore();
  });

  testWith(longForm, 'root', 'initdb')('says that the server is a standby', async () => {
    await expectComplete();
    const data = await restore();
    await writeFile(join(data, 'standby.signal'), '');
    await using copy = await RestoredPostgres.start(server, data);
    await scene.agent.configure({ daily: [{ kind: 'postgres', method: 'physical', host: copy.folder }] });
    try {
      const { code, stderr } = await scene.agent.run('daily');
      expect([code, stderr]).toEqual([1, expect.stringMatching(/the server \S+ is a standby, and a physical backup is made of the primary/)]);
    } finally {
      await scene.agent.configure({ daily: [{ kind: 'postgres', method: 'physical', host: server.folder }] });
    }
  });

  testWith('root', 'initdb')('says that no replication slot is free', async () => {
    await server.sql(`select pg_create_physical_replication_slot('one'), pg_create_physical_replication_slot('two')`);
    const { code, summary, stderr } = await scene.agent.run('daily');
    await server.sql(`select pg_drop_replication_slot('one'), pg_drop_replication_slot('two')`);
    expect([code, summary]).toEqual([1, undefined]);
    expect(stderr).toMatch(/the server \S+ could not keep the log for a backup: ERROR: +all replication slots are in use/);
  });

  testWith('root', 'initdb')('says which rights are missing, and needs no superuser', async () => {
    await server.sql(`create role backup login replication password 'secret'`);
    const passwords = scene.folder.at('pgpass');
    await writeFile(passwords, '*:*:*:backup:secret\n', { mode: 0o600 });
    const source = { kind: 'postgres', method: 'physical', host: server.folder, user: 'backup', password_file: passwords };
    await scene.agent.configure({ daily: [source] });
    try {
      expect((await scene.agent.run('daily')).stderr).toMatch(/does not tell where its files are: .*pg_read_all_settings/);
      await server.sql('grant pg_read_all_settings to backup');
      expect((await scene.agent.run('daily')).stderr).toMatch(/could not begin a backup: ERROR: +permission denied for function pg_backup_start/);
      await server.sql('grant execute on function pg_backup_start(text, boolean), pg_backup_stop(boolean) to backup');
      await expectComplete();
    } finally {
      await scene.agent.configure({ daily: [{ kind: 'postgres', method: 'physical', host: server.folder }] });
    }
  });
});

describe('a checkpoint before filesystems are copied', () => {
  testWith('root', 'initdb')('is made while nobody waits, and holds nothing', async () => {
    const { signal } = new AbortController();
    const position = (): Promise<string> => server.sql('select redo_lsn from pg_control_checkpoint()');
    await server.sql('create table touched ()');
    const before = await position();
    const quiesce = new PostgresCheckpoint(postgresSource.parse({ kind: 'postgres', host: server.folder, quiesce: true }));
    try {
      await expect(quiesce.freeze()).rejects.toThrow('no checkpoint');
      await quiesce.prepare(signal);
      expect(await position()).not.toBe(before);
      expect([await quiesce.freeze(), quiesce.holderPids]).toEqual(['settled', []]);
      await server.sql('drop table touched');
      expect(await quiesce.thaw()).toBe(true);
    } finally {
      await quiesce.close();
    }
    await expectServerAsBefore();
  });
});
