/** The mariadb source against a real server that is written to: what backups hold, and what comes back of them. */
import { afterAll, beforeAll, describe, expect } from 'vitest';

import { openBackupScene, type BackupScene } from './support/backup-scene.ts';
import { outputOf, type Finished } from './support/child-program.ts';
import { MariadbBank } from './support/mariadb-bank.ts';
import { TestMariadb } from './support/mariadb-server.ts';
import { collectorLauncher } from './support/programs.ts';
import { missing, testWith } from './support/requirements.ts';

const needs = ['root', 'mariadbd', 'mariadb-dump', 'mariadb-backup'] as const;
const accounts = 500;

let scene: BackupScene;
let server: TestMariadb;
/** Empty at the beginning. */
let fresh: TestMariadb;

beforeAll(async () => {
  if (missing(...needs) !== undefined) return;
  [scene, server, fresh] = await Promise.all([openBackupScene(), TestMariadb.start({ options: ['--log-bin', '--server-id=1'] }), TestMariadb.start()]);
});

afterAll(async () => {
  await Promise.all([scene[Symbol.asyncDispose](), server[Symbol.asyncDispose](), fresh[Symbol.asyncDispose]()]);
});

/** Runs `restore` on the guest, whose source leads to the server `to`. */
async function restore(to: TestMariadb, ...args: readonly string[]): Promise<Finished> {
  await scene.agent.configure({ daily: [{ kind: 'mariadb', host: to.folder }] });
  return (await scene.agent.start(['restore', ...args])).finished;
}

describe('a logical backup', () => {
  testWith(...needs)('taken under a load of transfers holds each database as of one moment', async () => {
    const bank = await MariadbBank.open(server, 'bank', accounts);
    await server.sql("create user teller@localhost identified by 'open sesame'; grant select on bank.* to teller@localhost; grant update on bank.accounts to teller@localhost");
    await scene.agent.configure({ daily: [{ kind: 'mariadb', host: server.folder }] });
    {
      await using _load = await bank.transfers(12);
      await scene.agent.backup('daily');
    }
    const { code, stdout, stderr } = await restore(fresh, 'daily:mariadb.bank', '--database', 'bank', '--globals');
    expect({ code, said: stdout + stderr }).toMatchObject({ code: 0 });
    expect(await MariadbBank.audit(fresh, 'bank', accounts)).toBeGreaterThan(100);
    expect(stderr).toContain("CREATE USER IF NOT EXISTS `teller`@`localhost` IDENTIFIED BY PASSWORD '…'");
    expect(stderr).toContain('not run, since it needs its table or routine first: GRANT UPDATE ON `bank`.`accounts` TO `teller`@`localhost`');
    expect(await fresh.sql('show grants for teller@localhost')).toContain('GRANT SELECT ON `bank`.*');
    const books = await scene.collector.ask('restore', 'guest/daily:mariadb.bank', '--stdout');
    expect(books).toMatch(/^-- CHANGE MASTER TO MASTER_LOG_FILE='[^']+', MASTER_LOG_POS=\d+;$/m);
  });

  testWith(...needs)('of a server at rest gives equal tables, under another name as well', async () => {
    await scene.agent.configure({ daily: [{ kind: 'mariadb', host: server.folder }] });
    await scene.agent.backup('daily');
    const { code, stderr } = await restore(server, 'daily:mariadb.bank', '--database', 'bank_restored');
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(await server.checksums('bank_restored')).toBe(await server.checksums('bank'));
    expect(await server.sql("select count(*) from information_schema.routines where routine_schema = 'bank_restored'")).toBe('2');
  });

  testWith(...needs)('brings back all that belongs to a database, and its archives have the names that scripts rely on', async () => {
    await server.sql(`create database \`odd.näme\` character set latin1 collate latin1_german1_ci; create database globals`);
    await server.sql(
      `create table t (id int primary key, b blob, s varchar(200) character set utf8mb4, d timestamp null, g int generated always as (id * 2)) engine=innodb;
       insert into t (id, b, s, d) values (1, x'00ff0a5c27', 'line\\nbreak 漢字 😀 \\\\ '' tab\\t', '2026-11-23 01:02:03'), (2, null, null, null);
       create view v as select id, s from t;
       create definer=nobody_there@localhost view orphan as select id from t;
       create trigger before_t before insert on t for each row set new.s = upper(new.s);
       create function twice(x int) returns int deterministic return x * 2;
       create event nightly on schedule every 1 day disable do delete from t where id < 0;
       create sequence numbers start with 100;
       alter database character set utf8mb4`,
      'odd.näme',
    );
    await scene.agent.configure({ daily: [{ kind: 'mariadb', host: server.folder, databases: ['odd.näme', 'globals'] }] });
    const { summary, code, stdout } = await scene.agent.run('daily');
    expect({ code, stdout }).toMatchObject({ code: 0 });
    expect(summary?.status).toBe('complete');
    expect(await scene.collector.ask('ls', 'guest/daily', '--json')).toContain('mariadb.\\\\x67lobals');
    const { code: restored, stderr } = await restore(fresh, 'daily:mariadb.odd\\x2en\\xc3\\xa4me', '--database', 'even');
    expect({ restored, stderr }).toMatchObject({ restored: 0 });
    expect(stderr).toContain('accounts that the server does not have: `nobody_there`@`localhost`');
    const facts = `select count(*), min(hex(b)), max(hex(s)), max(d), sum(g) from t; select * from v; select twice(21); select next value for numbers;
      select trigger_name from information_schema.triggers where trigger_schema = database(); select event_name, status from information_schema.events where event_schema = database();
      select default_character_set_name from information_schema.schemata where schema_name = database()`;
    expect(await fresh.sql(facts, 'even')).toBe(await server.sql(facts, 'odd.näme'));
    expect(await fresh.sql("insert into t (id, s) values (3, 'abc'); select s from t where id = 3", 'even')).toBe('ABC');
  });
});

describe('a restore into a server', () => {
  testWith(...needs)('refuses a database that holds tables, until it is told to replace them', async () => {
    await fresh.sql("create database taken; create table taken.t (id int primary key, s varchar(10)); insert into taken.t values (9, 'mine')");
    const refused = await restore(fresh, 'daily:mariadb.odd\\x2en\\xc3\\xa4me', '--database', 'taken');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('TARGET_CONFLICT');
    expect(await fresh.sql('select * from taken.t')).toBe('9\tmine');
    const told = await restore(fresh, 'daily:mariadb.odd\\x2en\\xc3\\xa4me', '--database', 'taken', '--overwrite', 'always');
    expect(told.code).toBe(0);
    expect(await fresh.sql('select count(*) from taken.t')).toBe('2');
  });

  testWith(...needs)('takes one table, no rows, or no owners', async () => {
    const address = 'daily:mariadb.odd\\x2en\\xc3\\xa4me';
    expect((await restore(fresh, address, '--database', 'one', '--table', 't')).code).toBe(0);
    expect(await fresh.sql("select table_name from information_schema.tables where table_schema = 'one'")).toBe('t');
    expect(await fresh.sql("select count(*) from one.t; select trigger_name from information_schema.triggers where trigger_schema = 'one'")).toBe('2\nbefore_t');
    expect((await restore(fresh, address, '--database', 'bare', '--schema-only')).code).toBe(0);
    expect(await fresh.sql('select count(*) from bare.t')).toBe('0');
    const owned = await restore(fresh, address, '--database', 'ours', '--owner', 'none');
    expect(owned.code).toBe(0);
    expect(owned.stderr).not.toContain('nobody_there');
    expect(await fresh.sql('select count(*) from ours.orphan')).toBe('2');
    const unknown = await restore(fresh, address, '--database', 'nothing', '--table', 'x');
    expect(unknown.code).toBe(1);
    expect(unknown.stderr).toContain('PATH_UNKNOWN');
    expect(await fresh.sql("show databases like 'nothing'")).toBe('');
  });

  testWith(...needs)('that fails on the way drops the database that it made, and shows what the server said but no data', async () => {
    await fresh.sql("set global max_allowed_packet = 1048576");
    await server.sql("create database wide; create table wide.t (id int primary key, b longblob); insert into wide.t values (1, repeat('secret', 300000))");
    await scene.agent.configure({ wide: [{ kind: 'mariadb', host: server.folder, databases: ['wide'] }] });
    await scene.agent.backup('wide');
    const { code, stderr } = await restore(fresh, 'guest/wide:mariadb.wide', '--database', 'wide');
    expect(code).toBe(1);
    expect(stderr).toMatch(/ERROR (?:1153|2006|2013|2020)/);
    expect(stderr).toContain('max_allowed_packet');
    expect(stderr).not.toMatch(/736563726574|secret/);
    expect(await fresh.sql("show databases like 'wide'")).toBe('');
    await fresh.sql('set global max_allowed_packet = default');
    expect((await restore(fresh, 'guest/wide:mariadb.wide', '--database', 'wide')).code).toBe(0);
    expect(await fresh.checksums('wide')).toBe(await server.checksums('wide'));
  });
});

describe('the runbook', () => {
  testWith(...needs)('looks first, connects as another user, and loads by hand', async () => {
    const dry = await restore(fresh, 'daily@latest:mariadb.globals', '--database', 'x');
    expect(dry.code).toBe(2);
    expect(dry.stderr).toContain('holds accounts and roles');
    const address = 'daily@latest:mariadb.odd\\x2en\\xc3\\xa4me';
    const look = await restore(fresh, address, '--database', 'shop_restored', '--dry-run');
    expect({ code: look.code, stderr: look.stderr }).toMatchObject({ code: 0 });
    expect(await fresh.sql("show databases like 'shop_restored'")).toBe('');
    expect((await restore(fresh, address, '--database', 'shop_restored', '--user', 'root')).code).toBe(0);
    // A view whose account is gone names its database, and goes into no other one by hand.
    await server.sql('drop view `odd.näme`.orphan');
    await scene.agent.configure({ daily: [{ kind: 'mariadb', host: server.folder, databases: ['odd.näme'] }] });
    await scene.agent.backup('daily');
    const collector = collectorLauncher;
    await using empty = await TestMariadb.start();
    // As printed, without the way to the guest.
    const lines = [
      `${collector} restore guest/daily@latest:mariadb.globals --stdout --datastore ${scene.collector.datastore} | mariadb --socket=${empty.socket} --force`,
      `mariadb --socket=${empty.socket} --execute="CREATE DATABASE shop_restored"`,
      `${collector} restore 'guest/${address}' --stdout --datastore ${scene.collector.datastore} | mariadb --socket=${empty.socket} --binary-mode shop_restored`,
    ];
    for (const line of lines) await outputOf('bash', ['-o', 'pipefail', '-c', line]);
    expect(await empty.checksums('shop_restored')).toBe(await fresh.checksums('shop_restored'));
    expect(await empty.sql("select count(*) from mysql.user where user = 'teller'")).toBe('1');
  });
});
