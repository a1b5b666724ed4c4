/** The mariadb source when something fails: no snapshot looks better than it is, the message says what happened, and the server goes on. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect } from 'vitest';

import type { RunResult } from './support/agent-process.ts';
import { openBackupScene, type BackupScene } from './support/backup-scene.ts';
import { outputOf } from './support/child-program.ts';
import { makeFaultyTools } from './support/faulty-tools.ts';
import { TestMariadb } from './support/mariadb-server.ts';
import { missing, testWith } from './support/requirements.ts';

const needs = ['root', 'mariadbd', 'mariadb-dump', 'mariadb-backup'] as const;
const tools = ['mariadb', 'mariadb-dump', 'mariadb-backup', 'mbstream'];

let scene: BackupScene;
let server: TestMariadb;

beforeAll(async () => {
  if (missing(...needs) !== undefined) return;
  [scene, server] = await Promise.all([openBackupScene(), TestMariadb.start({ options: ['--log-bin', '--server-id=1'] })]);
  await server.sql('create database shop; create database crm; use shop; create table orders engine=innodb as select seq as id, md5(seq) as text from seq_1_to_20000');
  await outputOf('chmod', ['755', scene.folder.path]);
});

afterAll(async () => {
  await Promise.all([scene[Symbol.asyncDispose](), server[Symbol.asyncDispose]()]);
});

/** Runs a plan whose source has these keys besides the server. */
async function runWith(keys: Readonly<Record<string, unknown>>): Promise<RunResult> {
  await scene.agent.configure({ daily: [{ kind: 'mariadb', host: server.folder, ...(keys['method'] === 'physical' ? {} : { databases: ['shop'] }), ...keys }] });
  return scene.agent.run('daily');
}

/** Nothing that a run has opened is left at the server: it goes on as if there had been none. */
async function expectNoSession(): Promise<void> {
  await expect.poll(() => server.sql('select count(*) from information_schema.processlist where id <> connection_id() and user <> "system user"'), { timeout: 20_000 }).toBe('0');
  await server.sql('set lock_wait_timeout = 5; lock table shop.orders write; unlock tables; insert into shop.orders values (0, "x"); delete from shop.orders where id = 0');
}

/** The archives of the newest snapshot. */
async function archives(): Promise<string> {
  return scene.collector.ask('ls', 'guest/daily');
}

describe('a dump tool that fails', () => {
  const cases: readonly (readonly [string, string | undefined, string, RegExp])[] = [
    ['ends with exit status 1', 'echo "boom: no space" >&2; exit 1', 'TOOL_FAILED', /mariadb-dump ended with exit status 1: boom: no space$/],
    ['is killed in the middle', '"$real" "$@" | head -c 100000; kill -9 $$', 'TOOL_FAILED', /mariadb-dump was ended by SIGKILL/],
    ['writes less than it should and ends well', '"$real" "$@" | head -c 100000', 'TOOL_FAILED', /ended well, but what it wrote \(\d+ bytes\) does not end with its last line/],
    ['writes garbage to its standard error', 'head -c 100000 /dev/urandom >&2; echo end >&2; exit 3', 'TOOL_FAILED', /^[^\p{Cc}]{0,40000}end$/u],
    ['is not there', undefined, 'TOOL_MISSING', /the program mariadb-dump or mysqldump is not in /],
  ];
  for (const [index, [what, lines, code, message]] of cases.entries()) {
    testWith(...needs)(`that ${what} leaves its archive out`, async () => {
      const folder = await makeFaultyTools(scene.folder.at(`tools-${index}`), '/usr/bin', tools, { 'mariadb-dump': lines });
      const { code: status, summary, events } = await runWith({ bin_dir: folder });
      if (lines === undefined) {
        expect(status).toBe(1);
        expect(events.at(-1)).toMatchObject({ event: 'error', message: expect.stringMatching(message) as string });
      } else {
        expect(status).toBe(3);
        expect(summary?.status).toBe('incomplete');
        expect(summary?.failedSources).toMatchObject([{ name: 'mariadb.shop', kind: 'mariadb', code, text: expect.stringMatching(message) as string }]);
        expect(await archives()).not.toContain('mariadb.shop');
        expect(await archives()).toContain('mariadb.globals');
      }
      await expectNoSession();
    });
  }

  testWith(...needs)('by hanging is stopped at its time limit', async () => {
    const folder = await makeFaultyTools(scene.folder.at('tools-hang'), '/usr/bin', tools, { 'mariadb-dump': '"$real" "$@" | head -c 50000; sleep 1000' });
    const { code, summary } = await runWith({ bin_dir: folder, timeout: '3s' });
    expect(code).toBe(3);
    expect(summary?.failedSources).toMatchObject([{ name: 'mariadb.shop', code: 'TOOL_TIMEOUT', text: expect.stringMatching(/mariadb-dump had not ended after 3\.0 s and was stopped/) as string }]);
    await expectNoSession();
  });

  testWith(...needs)('and is older than the server, or of another maker, is refused before anything is read', async () => {
    const folder = await makeFaultyTools(scene.folder.at('tools-old'), '/usr/bin', tools, { 'mariadb-dump': 'exit 1' });
    await writeFile(`${folder}/mariadb-dump`, '#!/bin/sh\necho "mysqldump  Ver 10.16 Distrib 10.1.48-MariaDB, for Linux (x86_64)"\n');
    const old = await runWith({ bin_dir: folder });
    expect(old.code).toBe(1);
    expect(old.events.at(-1)).toMatchObject({ message: expect.stringMatching(/the server is MariaDB 1\d\.\S+, and \S+ is 10\.1\.48/) as string });
    await writeFile(`${folder}/mariadb-dump`, '#!/bin/sh\necho "mysqldump  Ver 8.0.36 for Linux on x86_64 (MySQL Community Server - GPL)"\n');
    const other = await runWith({ bin_dir: folder });
    expect(other.events.at(-1)).toMatchObject({ message: expect.stringMatching(/is a tool of MySQL, and the server is one of MariaDB/) as string });
  });

  testWith(...needs)('and only has something to say keeps its archive, with a warning', async () => {
    const folder = await makeFaultyTools(scene.folder.at('tools-talk'), '/usr/bin', tools, { 'mariadb-dump': 'echo "mariadb-dump: odd" >&2; exec "$real" "$@"' });
    const { code, events } = await runWith({ bin_dir: folder });
    expect(code).toBe(0);
    expect(events).toContainEqual(expect.objectContaining({ event: 'warning', code: 'TOOL_WARNED', text: expect.stringMatching(/^mariadb\.shop: .*mariadb-dump: odd$/) as string }));
  });
});

describe('a tool for physical backups', () => {
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ['fails', 'exit 1', /mariadb-backup ended with exit status 1/],
    ['ends well without saying that it is done', '"$real" "$@" 2>/dev/null', /it does not say "completed OK!"/],
    ['writes less than it should', '"$real" "$@" >$0.out; head -c 3000000 $0.out', /ended well, but what it wrote \(3000000 bytes\) does not end as its streams do/],
  ];
  for (const [index, [what, lines, message]] of cases.entries()) {
    testWith(...needs)(`that ${what} leaves no snapshot`, async () => {
      const folder = await makeFaultyTools(scene.folder.at(`copy-tools-${index}`), '/usr/bin', tools, { 'mariadb-backup': lines });
      const { code, events } = await runWith({ bin_dir: folder, method: 'physical' });
      expect(code).toBe(1);
      expect(events.at(-1)).toMatchObject({ event: 'error', message: expect.stringMatching(message) as string });
      await expectNoSession();
    });
  }
});

describe('a server', () => {
  testWith(...needs)('that does not run, or refuses the password, is named with its answer', async () => {
    await server.sql("create user app@localhost identified by 'right'");
    const file = scene.folder.at('wrong.cnf');
    await writeFile(file, '[client]\npassword=wrong-guess\n', { mode: 0o600 });
    const refused = await runWith({ user: 'app', defaults_file: file });
    expect(refused.code).toBe(1);
    expect(refused.events.at(-1)).toMatchObject({ event: 'error', message: expect.stringMatching(/ERROR 1045 \(28000\): Access denied for user 'app'@'localhost'/) as string });
    expect(refused.stdout + refused.stderr).not.toContain('wrong-guess');
    const away = await runWith({ host: '/nowhere/mysqld.sock' });
    expect(away.events.at(-1)).toMatchObject({ message: expect.stringMatching(/the server \/nowhere\/mysqld\.sock cannot be reached: ERROR 2002/) as string });
    const other = await runWith({ kind: 'mysql', bin_dir: await makeFaultyTools(scene.folder.at('tools-mysql'), '/usr/bin', ['mysql', 'mysqldump'], {}) });
    expect(other.code).toBe(1);
  });

  testWith(...needs)('with a view that cannot be read loses that database, and keeps the others', async () => {
    await server.sql('create table crm.t (id int); create view crm.v as select id from crm.t; drop table crm.t');
    const { code, summary } = await runWith({ databases: ['shop', 'crm'] });
    expect(code).toBe(3);
    expect(summary?.failedSources).toMatchObject([{ name: 'mariadb.crm', code: 'TOOL_FAILED', text: expect.stringMatching(/mariadb-dump ended with exit status \d+: .*crm\.v.*1356/) as string }]);
    expect(await archives()).toContain('mariadb.shop');
    await server.sql('drop view crm.v');
    await expectNoSession();
  });

  testWith(...needs)('without one of the wanted databases loses that one', async () => {
    const { code, summary } = await runWith({ databases: ['shop', 'gone'] });
    expect(code).toBe(3);
    expect(summary?.failedSources).toMatchObject([{ name: 'mariadb.gone', code: 'DATABASE_UNREACHABLE', text: expect.stringMatching(/there is no database gone/) as string }]);
  });

  testWith(...needs)('of which a table is emptied while its database is dumped loses that database: the dump fails', async () => {
    await server.sql('use crm; create table first (id int primary key, s longtext) engine=innodb; create table second (id int primary key) engine=innodb; insert into first values (1, "x"); insert into second values (1)');
    const emptying = `"$real" --where='sleep(2) = 0' "$@" & sleep 1; mariadb --no-defaults --socket=${server.socket} -e "truncate table crm.second"; wait $!`;
    const folder = await makeFaultyTools(scene.folder.at('tools-truncate'), '/usr/bin', tools, { 'mariadb-dump': emptying });
    const { summary } = await runWith({ databases: ['shop', 'crm'], exclude_table_data: ['shop.*'], bin_dir: folder });
    expect(summary?.failedSources).toMatchObject([{ name: 'mariadb.crm', code: 'TOOL_FAILED', text: expect.stringMatching(/1412/) as string }]);
  });

  testWith(...needs)('with tables that no transaction covers is backed up with a warning that names them', async () => {
    await server.sql('create table shop.old (id int) engine=myisam; create table shop.log (id int) engine=aria transactional=0; create table shop.cache (id int) engine=memory');
    const { code, events } = await runWith({ exclude_tables: ['cache'] });
    expect(code).toBe(0);
    expect(events).toContainEqual(expect.objectContaining({ code: 'TABLE_NOT_TRANSACTIONAL', text: expect.stringMatching(/^mariadb: shop: no transaction covers log \(Aria\), old \(MyISAM\):/) as string }));
    const dump = await scene.collector.ask('restore', 'guest/daily:mariadb.shop', '--stdout');
    expect(dump).not.toContain('`cache`');
    const locked = await runWith({ lock_tables: true, exclude_table_data: ['shop.ord*'] });
    expect(locked.code).toBe(0);
    expect(locked.events.filter(({ event }) => event === 'warning')).toEqual([]);
    const without = await scene.collector.ask('restore', 'guest/daily:mariadb.shop', '--stdout');
    expect(without).toContain('CREATE TABLE `orders`');
    expect(without).not.toContain('INSERT INTO `orders`');
    await server.sql('drop table shop.old, shop.log, shop.cache');
  });
});

describe('a restore', () => {
  testWith(...needs)('that is interrupted leaves no half database', async () => {
    await server.sql('create database long_one; use long_one; create table t (id int primary key, s varchar(400)) engine=innodb; insert into t select seq, repeat(md5(seq), 10) from seq_1_to_200000');
    await scene.agent.configure({ long: [{ kind: 'mariadb', host: server.folder, databases: ['long_one'] }] });
    await scene.agent.backup('long');
    await using restore = await scene.agent.start(['restore', 'long:mariadb.long_one', '--database', 'long_two']);
    await restore.waitFor(/made the database/u, 'stderr');
    restore.kill('SIGINT');
    const { code, stderr } = await restore.finished;
    expect([code, stderr]).toEqual([1, expect.stringMatching(/dropped the database long_two again.*CANCELLED/s)]);
    expect(await server.sql("show databases like 'long\\_two'")).toBe('');
    await server.sql('drop database long_one');
  });

  testWith(...needs)('into a server whose disk is full says so, leaves nothing behind, and the server goes on', async () => {
    await server.sql('create database big; use big; create table t (id int primary key, s varchar(200)) engine=innodb; insert into t select seq, repeat(md5(seq), 5) from seq_1_to_100000');
    await scene.agent.configure({ big: [{ kind: 'mariadb', host: server.folder, databases: ['big'] }] });
    await scene.agent.backup('big');
    const disk = scene.folder.at('disk');
    await mkdir(disk);
    await outputOf('mount', ['-t', 'tmpfs', '-o', 'size=200m,mode=755', 'tmpfs', disk]);
    try {
      await using full = await TestMariadb.start({ parent: disk });
      await outputOf('sh', ['-c', 'head -c $(( ($(df --output=avail -k "$0" | tail -n 1) - 6000) * 1024 )) /dev/zero >"$0/filler"', disk]);
      await scene.agent.configure({ big: [{ kind: 'mariadb', host: full.folder }] });
      const { code, stderr } = await (await scene.agent.start(['restore', 'big:mariadb.big', '--database', 'big'])).finished;
      expect(code).toBe(1);
      expect(stderr).toMatch(/TOOL_FAILED: .*ended with exit status 1: ERROR \d+ /);
      expect(stderr).toContain('dropped the database big again');
      expect(await full.sql("show databases like 'big'; create database small; select 1")).toBe('1');
    } finally {
      await outputOf('umount', [disk]);
    }
  });
});

describe('a password', () => {
  testWith(...needs)('lies in an option file that nobody else reads, and nowhere else', async () => {
    const password = 'open-sesame-4711';
    await server.sql(`create user saver@localhost identified by '${password}'; grant select, show view, trigger, event, reload, process, binlog monitor on *.* to saver@localhost`);
    const file = scene.folder.at('saver.cnf');
    await writeFile(file, `[client]\npassword=${password}\n`, { mode: 0o644 });
    const open = await runWith({ user: 'saver', defaults_file: file });
    expect(open.events.at(-1)).toMatchObject({ message: expect.stringMatching(/others than its owner may read the option file/) as string });
    await outputOf('chmod', ['600', file]);
    // Each tool writes down with what arguments and environment it was started; every process of the machine is looked at meanwhile.
    const seen = scene.folder.at('seen');
    const spy = `{ tr '\\0' '\\n' </proc/$$/cmdline; env; cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null | grep -a -c '${password.slice(0, -1)}[${password.slice(-1)}]'; } >>${seen}; exec "$real" "$@"`;
    const folder = await makeFaultyTools(scene.folder.at('tools-spy'), '/usr/bin', tools, { mariadb: spy, 'mariadb-dump': spy, 'mariadb-backup': spy });
    const said: string[] = [];
    for (const method of ['logical', 'physical']) {
      const { code, stdout, stderr } = await runWith({ user: 'saver', defaults_file: file, bin_dir: folder, method });
      expect({ code, stdout }).toMatchObject({ code: 0 });
      said.push(stdout, stderr);
    }
    const check = await (await scene.agent.start(['check'])).finished;
    said.push(check.stdout, check.stderr, scene.collector.log, await readFile(seen, 'latin1'));
    for (const text of said) expect(text).not.toContain(password);
    expect(await readFile(seen, 'latin1')).not.toMatch(/^[1-9]\d*$/m);
    for (const place of [scene.collector.datastore, scene.agent.stateDirectory]) {
      expect(await outputOf('sh', ['-c', 'grep -r -a -l -F -- "$1" "$0" || true', place, password])).toBe('');
    }
    // Blocks are compressed: what they hold is looked at as well.
    for (const archive of (await scene.collector.ask('ls', 'guest/daily', '--json')).match(/mariadb\.[a-z]+/g) ?? []) {
      expect(await scene.collector.ask('restore', `guest/daily:${archive}`, '--stdout')).not.toContain(password);
    }
  });
});
