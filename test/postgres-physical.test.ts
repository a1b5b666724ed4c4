/** Physical backups of a PostgreSQL server that is being written to, restored into a fresh data directory: by the agent's own means and by hand. */
import { createReadStream } from 'node:fs';
import { chmod, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'vitest';

import { completeCluster, type RestoredCluster } from '../agent/src/restore/postgres/restored-cluster.ts';
import type { RunSummary } from './support/agent-process.ts';
import { openBackupScene, type BackupScene } from './support/backup-scene.ts';
import { Bank } from './support/bank.ts';
import { outputOf } from './support/child-program.ts';
import { RestoredPostgres, TestPostgres } from './support/postgres-server.ts';
import { testWith } from './support/requirements.ts';

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
async function expectBooks(database: string, { dataDirectory }: RestoredCluster): Promise<void> {
  await (async () => {
    await using copy = await RestoredPostgres.start(server, dataDirectory);
    expect(await Bank.audit((sql, name) => copy.sql(sql, name), database, ACCOUNTS)).toBeGreaterThan(0);
    expect(await copy.run('pg_amcheck', ['--all', '--install-missing', '--heapallindexed'])).toMatchObject({ code: 0 });
  })();
  await outputOf(join(server.programs, 'pg_checksums'), ['--check', '--pgdata', dataDirectory], { through: ['setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups', '--'], cwd: '/' });
}

/** The archives of a snapshot as files below {@link restored}. */
async function restore(snapshot = 'guest/daily@latest'): Promise<RestoredCluster> {
  await scene.collector.ask('restore', `${snapshot}:postgres.data`, '--to', restored());
  const tar = scene.folder.at('wal.tar');
  await rm(tar, { force: true });
  await outputOf('sh', ['-c', `"$0" restore '${snapshot}:postgres.wal' --stdout --datastore '${scene.collector.datastore}' > '${tar}'`, join(import.meta.dirname, '../collector/bin/stillpoint-collector')]);
  return completeCluster({ folder: restored(), dataDirectory: server.data }, createReadStream(tar), new AbortController().signal);
}

describe('a physical backup', () => {
  testWith('root', 'initdb')('is consistent when it is restored, however much is written while it is made', async () => {
    const bank = await Bank.open(server, 'bank', ACCOUNTS, 'fast');
    await (async () => {
      await using _load = await bank.transfers(16);
      await expectComplete();
    })();
    await expectServerAsBefore();
    await expectBooks('bank', await restore());
  });

  testWith('root', 'initdb')('is as good when most of it is taken over from the one before, and reads only what was written since', async () => {
    const bank = await Bank.open(server, 'second', ACCOUNTS, 'fast');
    await server.sql('create table quiet as select g as id, repeat(md5(g::text), 20) as text from generate_series(1, 30000) as g', 'second');
    await expectComplete();
    // What was written within the minute before a backup is read again by the next one.
    const first = await expectComplete();
    expect(first.filesRead).toBeGreaterThan(0);
    await (async () => {
      await using _load = await bank.transfers(8);
      await expectComplete();
    })();
    await expectBooks('second', await restore());
    expect(await scene.agent.run('daily')).toMatchObject({ code: 0 });
  });
});
