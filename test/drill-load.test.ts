/** A drill that a collector begins by itself, and that loads dumps into servers of its own. */
import { existsSync } from 'node:fs';
import { appendFile, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, expect } from 'vitest';

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
  readonly plan: string;
  readonly passed: boolean;
  readonly text: string;
}

async function drills(): Promise<readonly DrillJson[]> {
  return (JSON.parse(await scene.collector.ask('drill', '--json')) as { drills: DrillJson[] }).drills;
}

testWith('root', 'pg_createcluster', 'mariadbd', 'sqlite3')('a collector drills by itself: dumps are loaded into new servers, and what a dump runs there is run by nobody, who can do nothing', async () => {
  const { collector, folder, agent } = scene;
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
  await collector.stop();
  await appendFile(join(collector.datastore, 'collector.toml'), `\n[[drill]]\nplan = "guest/daily"\ninterval = "1h"\nscratch = "${scratch}"\nload = true\ncheck = ${JSON.stringify(check)}\n[[drill]]\nplan = "guest/none"\nscratch = "${scratch}"\n`);
  await collector.serve();
  // The second is due with the first, and waits for nothing but its end.
  await expect.poll(drills, { timeout: 120_000, interval: 500 }).toHaveLength(2);
  const [{ passed, text } = { passed: false, text: '' }, none] = await drills();
  expect({ passed, text }).toEqual({
    passed: true,
    text: expect.stringMatching(/postgres\.shop: loaded into a new PostgreSQL \d+\.\d+: 3 tables;.*mariadb\.crm: loaded into a new MariaDB \d+\.\d+\.\d+: 1 table;.*the check passed/u) as string,
  });
  expect(none).toMatchObject({ plan: 'none', passed: false });
  expect(text).toContain('integrity check by SQLite');
  expect(existsSync(trace)).toBe(false);
  expect(await readdir(scratch)).toEqual([]);
  expect(await outputOf('sh', ['-c', `ps -eo args | grep -c '[s]tillpoint-drill' || true`])).toBe('0\n');
  const { alarms } = JSON.parse(await collector.ask('status', '--json')) as { alarms: { kind: string; plan: string }[] };
  expect(alarms.filter(({ kind }) => kind === 'DRILL')).toMatchObject([{ plan: 'none' }]);
});
