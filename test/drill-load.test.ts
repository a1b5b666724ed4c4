/** Drills that load dumps into servers of their own, and drills that a collector begins by itself. */
import { existsSync } from 'node:fs';
import { appendFile, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { openBackupScene, type BackupScene } from './support/backup-scene.ts';
import { outputOf } from './support/child-program.ts';
import { TestMariadb } from './support/mariadb-server.ts';
import { TestPostgres } from './support/postgres-server.ts';
import { testWith } from './support/requirements.ts';

let scene: BackupScene;

beforeEach(async () => {
  scene = await openBackupScene();
});
afterEach(() => scene[Symbol.asyncDispose]());

interface DrillJson {
  readonly passed: boolean;
  readonly text: string;
}

async function drill(...args: readonly string[]): Promise<DrillJson> {
  const { stdout, stderr } = await scene.collector.cli(['drill', 'guest/daily', '--scratch', scene.folder.at('scratch'), '--json', ...args]);
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as DrillJson;
}

testWith('root', 'pg_createcluster', 'mariadbd', 'sqlite3')('a drill loads dumps into new servers, and what a dump runs there is run by nobody', async () => {
  const { folder, agent } = scene;
  await outputOf('chmod', ['755', folder.path]);
  const [scratch, traces] = [folder.at('scratch'), folder.at('traces')];
  for (const path of [scratch, traces]) await mkdir(path);
  await outputOf('chmod', ['777', traces]);
  await using postgres = await TestPostgres.start("log_statement = 'none'");
  await using mariadb = await TestMariadb.start();
  await postgres.sql('create role clerk; create database shop');
  const trace = join(traces, 'who');
  const program = `id -un; touch ${trace} 2>&1 | grep -o "Read-only file system"; true`;
  // What a guest that was taken over may have in its database: it runs when the index is made.
  await postgres.sql(
    `create table orders (id int primary key, note text); alter table orders owner to clerk; insert into orders select n, 'note ' || n from generate_series(1, 1000) n;
     create table seen (line text);
     create function public.snap() returns int language plpgsql as $body$ begin copy public.seen from program '${program}'; return 1; end $body$;
     create function public.trap(n int) returns int language plpgsql immutable as $body$ begin perform public.snap(); return n; end $body$;
     create table bait (id int); insert into bait values (1); create index trapped on bait (public.trap(id));`,
    'shop',
  );
  expect(await postgres.sql('select line from seen', 'shop')).toContain('postgres');
  await rm(trace);
  await mariadb.sql("create database crm character set latin1; create table crm.people (id int primary key, name varchar(50)); insert into crm.people values (1, 'Müller'), (2, 'x'); create user app@localhost identified by 'secret'; grant select on crm.* to app@localhost");
  const database = folder.at('app.db');
  await outputOf('sqlite3', [database, 'create table t (a); insert into t values (1)']);
  await agent.configure({ daily: [{ kind: 'postgres', host: postgres.folder, databases: ['shop'] }, { kind: 'mariadb', host: mariadb.folder, databases: ['crm'] }, { kind: 'sqlite', paths: [database] }] });
  await agent.backup('daily');
  await Promise.all([postgres.stop(), mariadb.stop()]);

  const check = 'test $(psql -At shop -c "select count(*) from orders where note like \'note %\'") = 1000 && test $(mariadb -N -e "select count(*) from crm.people") = 2 && mariadb -N -e "show grants for app@localhost" | grep -q crm && test "$(psql -At shop -c "select string_agg(line, \',\') from seen")" = "postgres,nobody,Read-only file system"';
  const { passed, text } = await drill('--load', '--check', check);
  expect({ passed, text }).toEqual({
    passed: true,
    text: expect.stringMatching(/postgres\.shop: loaded into a new PostgreSQL \d+\.\d+: 3 tables;.*mariadb\.crm: loaded into a new MariaDB \d+\.\d+\.\d+: 1 table;.*the check passed/u) as string,
  });
  expect(text).toContain('integrity check by SQLite');
  expect(existsSync(trace)).toBe(false);
  expect(await readdir(scratch)).toEqual([]);
  expect(await outputOf('sh', ['-c', `ps -eo args | grep -c '[s]tillpoint-drill' || true`])).toBe('0\n');
});

test('a collector drills by itself, and says when that failed', async () => {
  const { collector, agent, folder, tree } = scene;
  await outputOf('sh', ['-c', 'echo good >state'], { cwd: tree });
  await agent.backup('daily');
  const scratch = folder.at('scratch');
  await mkdir(scratch);
  await collector.stop();
  const configuration = join(collector.datastore, 'collector.toml');
  await appendFile(configuration, `\n[[drill]]\nplan = "guest/daily"\ninterval = "1h"\nscratch = "${scratch}"\ncheck = "grep -rq good ."\n[[drill]]\nplan = "guest/none"\nscratch = "${scratch}"\n`);
  await collector.serve();
  const drills = async (): Promise<{ plan: string; passed: boolean; text: string }[]> => (JSON.parse(await collector.ask('drill', '--json')) as { drills: { plan: string; passed: boolean; text: string }[] }).drills;
  await expect.poll(drills, { timeout: 60_000, interval: 500 }).toMatchObject([{ plan: 'daily', passed: true, text: expect.stringContaining('the check passed') as string }, { plan: 'none', passed: false }]);
  expect((await stat(scratch)).isDirectory() && (await readdir(scratch))).toEqual([]);
  const alarms = (JSON.parse(await collector.ask('status', '--json')) as { alarms: { kind: string; plan: string }[] }).alarms;
  expect(alarms.filter(({ kind }) => kind === 'DRILL')).toMatchObject([{ plan: 'none' }]);
});
