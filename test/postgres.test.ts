/** The postgres source against real servers: what it backs up while others write, what comes back, which rights it needs, and where passwords are not. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect } from 'vitest';

import { postgresGrants } from '../agent/src/source/postgres/postgres-grants.ts';
import { openBackupScene, type BackupScene } from './support/backup-scene.ts';
import { ChildProgram, outputOf, runProgram, type Finished } from './support/child-program.ts';
import { TestPostgres } from './support/postgres-server.ts';
import { collectorLauncher } from './support/programs.ts';
import { longForm, missing, testWith } from './support/requirements.ts';

const accounts = 20_000;
const startBalance = 1000;

/** A transfer: two accounts and two lines of the ledger, all or nothing. */
const transfer = `
\\set source random(1, ${accounts})
\\set target random(1, ${accounts})
\\set amount random(1, 100)
begin;
update accounts set balance = balance - :amount where id = :source;
update accounts set balance = balance + :amount where id = :target;
insert into ledger (account, amount) values (:source, -:amount), (:target, :amount);
commit;
`;

const bank = `
create role teller;
create role "Head Clerk" login password 'kept as a hash';
grant teller to "Head Clerk";
create database bank owner teller;
alter database bank set work_mem to '8MB';
\\connect bank
create schema audit authorization teller;
create table accounts (id int primary key, balance bigint not null);
insert into accounts select id, ${startBalance} from generate_series(1, ${accounts}) as id;
create table ledger (id bigserial primary key, account int not null references accounts, amount bigint not null);
create table audit.notes (id int, text text);
insert into audit.notes values (1, 'first'), (2, E'tab\\t, quote '' and "ü"');
create view rich as select * from accounts where balance > ${startBalance};
create function twice(n int) returns int language sql as 'select n * 2';
alter table audit.notes owner to teller;
grant select on accounts to "Head Clerk";
select lo_from_bytea(0, 'a large object');
`;

/** What must hold at every moment: money neither appears nor vanishes, and the ledger explains every account. */
const invariant = `
select sum(balance), count(*) from accounts;
select count(*) from accounts a left join (select account, sum(amount) as moved from ledger group by account) l on l.account = a.id where balance <> ${startBalance} + coalesce(moved, 0);
`;

/** Rows and a checksum over all of them, for every table. */
const checksums = `
select 'accounts', count(*), md5(string_agg(a::text, '|' order by id)) from accounts a
union all select 'ledger', count(*), md5(string_agg(l::text, '|' order by id)) from ledger l
union all select 'notes', count(*), md5(string_agg(n::text, '|' order by id)) from audit.notes n;
select convert_from(lo_get(oid), 'UTF8') from pg_largeobject_metadata;
select twice(21), last_value from ledger_id_seq;
`;

let scene: BackupScene;
let server: TestPostgres;
let fresh: TestPostgres;

beforeAll(async () => {
  if (missing('root', 'pg_createcluster') !== undefined) return;
  [scene, server, fresh] = await Promise.all([openBackupScene(), TestPostgres.start("log_statement = 'none'"), TestPostgres.start()]);
  await server.sql(bank);
  await outputOf('chmod', ['755', scene.folder.path]);
});

afterAll(async () => {
  await Promise.all([scene, server, fresh].map((opened) => opened[Symbol.asyncDispose]()));
});

/** A plan over one server; the source is called `postgres`, whichever server it is. */
async function configure(at: TestPostgres, keys: Readonly<Record<string, unknown>> = {}): Promise<void> {
  await scene.agent.configure({ daily: [{ kind: 'postgres', host: at.folder, ...keys }] });
}

async function agent(...args: readonly string[]): Promise<Finished> {
  return (await scene.agent.start(args)).finished;
}

/** A command that must succeed; what it said. */
async function agentSays(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await agent(...args);
  expect(code, `${stdout}${stderr}`).toBe(0);
  return stdout + stderr;
}

describe('a logical backup', () => {
  testWith('root', 'pg_createcluster')('that is made while many connections transfer money holds the invariant in a fresh server', async () => {
    const script = join(server.folder, 'transfer.sql');
    await writeFile(script, transfer, { mode: 0o644 });
    const [program = '', ...args] = server.command('pgbench', ['-n', '-c', '12', '-j', '2', '-T', '300', '-f', script, 'bank']);
    await using load = ChildProgram.start(program, args);
    const transfers = async (): Promise<number> => Number(await server.sql('select last_value from ledger_id_seq', 'bank'));
    await expect.poll(transfers, { timeout: 30_000 }).toBeGreaterThan(500);
    await configure(server);
    const before = await transfers();
    const summary = await scene.agent.backup('daily');
    expect(await transfers(), 'transfers during the backup').toBeGreaterThan(before);
    load.kill();
    expect(summary.failedSources).toEqual([]);

    await configure(fresh);
    const said = await agentSays('restore', 'daily@latest:postgres.bank', '--database', 'bank', '--globals');
    expect(said).toContain('CREATE ROLE "Head Clerk"');
    expect(said).not.toContain('SCRAM-SHA-256');
    expect(await fresh.sql(invariant, 'bank')).toBe(`${accounts * startBalance}|${accounts}\n0`);
    expect(Number(await fresh.sql('select count(*) from ledger', 'bank'))).toBeGreaterThan(500);
  });

  testWith('root', 'pg_createcluster')('gives back what a snapshot of the same moment holds, owners and settings too', async () => {
    // Nobody writes any more, so every moment is the same one.
    await expect.poll(() => server.sql("select count(*) from pg_stat_activity where application_name = 'pgbench'"), { timeout: 30_000 }).toBe('0');
    await configure(server);
    await scene.agent.backup('daily');
    await configure(fresh);
    await agentSays('restore', 'daily:postgres.bank', '--database', 'bank_again');
    expect(await fresh.sql(checksums, 'bank_again')).toBe(await server.sql(checksums, 'bank'));
    const facts = "select tableowner from pg_tables where tablename = 'notes'; select has_table_privilege('Head Clerk', 'accounts', 'select'); show work_mem; select pg_get_userbyid(datdba) from pg_database where datname = current_database()";
    expect(await fresh.sql(facts, 'bank_again')).toBe('teller\nt\n8MB\nteller');
    expect(await fresh.sql("select rolpassword = (select rolpassword from pg_authid where rolname = 'Head Clerk') from pg_authid where rolname = 'Head Clerk'")).toBe('t');
  });

  testWith('root', 'pg_createcluster')('names databases so that each can be asked for, whatever it is called', async () => {
    const names = ['a.b', 'globals', 'ü', 'semi;colon \'quote" \\ back', '-dash=x'];
    for (const name of names) {
      await server.sql(`create database "${name.replaceAll('"', '""')}"`);
      await server.sql(`create table t as select '${name.replaceAll("'", "''")}'::text as name`, `dbname='${name.replaceAll(/['\\]/g, '\\$&')}'`);
    }
    await configure(server, { exclude_databases: ['bank'] });
    await scene.agent.backup('daily');
    const listed = await scene.collector.ask('ls', 'guest/daily', '--json');
    for (const archive of ['postgres.globals', String.raw`postgres.a\x2eb`, String.raw`postgres.\x67lobals`, String.raw`postgres.\xc3\xbc`, String.raw`postgres.-dash\x3dx`]) expect(listed).toContain(JSON.stringify(archive).slice(1, -1));
    expect(listed).not.toContain('postgres.bank');
    await configure(fresh);
    await agentSays('restore', String.raw`daily:postgres.\x67lobals`, '--database', 'name;d "it"');
    expect(await fresh.sql('select name from t', `dbname='name;d "it"'`)).toBe('globals');
    for (const name of names) await server.sql(`drop database "${name.replaceAll('"', '""')}"`);
  });

  testWith('root', 'pg_createcluster')('leaves out what it is told to', async () => {
    await configure(server, { databases: ['bank'], exclude_tables: ['audit.*'], exclude_table_data: ['ledger'] });
    await scene.agent.backup('daily');
    await configure(fresh);
    await agentSays('restore', 'daily:postgres.bank', '--database', 'part');
    expect(await fresh.sql("select count(*) from ledger; select count(*) from accounts; select to_regclass('audit.notes')", 'part')).toBe(`0\n${accounts}`);
    await configure(server, { databases: ['bank'], schema_only: true });
    await scene.agent.backup('daily');
    await configure(fresh);
    await agentSays('restore', 'daily:postgres.bank', '--database', 'shape');
    expect(await fresh.sql('select count(*) from accounts', 'shape')).toBe('0');
  });
});

describe('a restore into a server', () => {
  beforeAll(async () => {
    if (missing('root', 'pg_createcluster') !== undefined) return;
    await configure(server, { databases: ['bank'] });
    await scene.agent.backup('daily');
    await configure(fresh);
  });

  testWith('root', 'pg_createcluster')('refuses a database that holds tables, and replaces it when told to', async () => {
    await fresh.sql('create database taken');
    await fresh.sql('create table accounts (mine int); create table other (kept int)', 'taken');
    const refused = await agent('restore', 'daily:postgres.bank', '--database', 'taken');
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringMatching(/TARGET_CONFLICT.*holds public\.accounts, public\.other.*nothing was written/s)]);
    await agentSays('restore', 'daily:postgres.bank', '--database', 'taken', '--overwrite', 'always');
    expect(await fresh.sql(checksums, 'taken')).toBe(await server.sql(checksums, 'bank'));
    expect(await fresh.sql('select count(*) from other', 'taken')).toBe('0');
  });

  testWith('root', 'pg_createcluster')('takes one table, and says when there is none of that name', async () => {
    await fresh.sql('create database one');
    await agentSays('restore', 'daily:postgres.bank', '--database', 'one', '--table', 'audit.notes');
    expect(await fresh.sql("select count(*) from audit.notes; select to_regclass('accounts')", 'one')).toBe('2');
    const none = await agent('restore', 'daily:postgres.bank', '--database', 'one', '--table', 'nothing');
    expect([none.code, none.stderr]).toEqual([1, expect.stringContaining('PATH_UNKNOWN')]);
    const again = await agent('restore', 'daily:postgres.bank', '--database', 'one', '--table', 'audit.notes');
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('TARGET_CONFLICT')]);
  });

  testWith('root', 'pg_createcluster')('takes the tables without rows, and writes nothing in a dry run', async () => {
    await agentSays('restore', 'daily:postgres.bank', '--database', 'empty', '--schema-only', '--dry-run');
    expect(await fresh.sql("select count(*) from pg_database where datname = 'empty'")).toBe('0');
    await agentSays('restore', 'daily:postgres.bank', '--database', 'empty', '--schema-only');
    expect(await fresh.sql('select count(*) from accounts', 'empty')).toBe('0');
  });

  testWith('root', 'pg_createcluster')('names roles that are missing, and goes without owners when told to', async () => {
    await using bare = await TestPostgres.start();
    await configure(bare);
    const refused = await agent('restore', 'daily:postgres.bank', '--database', 'bank');
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringMatching(/Head Clerk, teller; nothing was written.*--globals/s)]);
    expect(await bare.sql("select count(*) from pg_database where datname = 'bank'")).toBe('0');
    await agentSays('restore', 'daily:postgres.bank', '--database', 'bank', '--owner', 'none');
    expect(await bare.sql(checksums, 'bank')).toBe(await server.sql(checksums, 'bank'));
    await configure(fresh);
  });

  testWith('root', 'pg_createcluster')('goes from the backup server as well, through pg_restore and psql', async () => {
    await using bare = await TestPostgres.start();
    const from = (archive: string, to: string): string => `${collectorLauncher} restore guest/daily@latest:${archive} --stdout --datastore ${scene.collector.datastore} | ${to}`;
    const tool = (program: string, ...args: readonly string[]): string => bare.command(program, args).join(' ');
    await outputOf('bash', ['-o', 'pipefail', '-c', from('postgres.globals', tool('psql', '--quiet', '--dbname=postgres'))]);
    await outputOf('bash', ['-o', 'pipefail', '-c', tool('createdb', '--template=template0', 'bank_restored')]);
    await outputOf('bash', ['-o', 'pipefail', '-c', from('postgres.bank', tool('pg_restore', '--exit-on-error', '--dbname=bank_restored'))]);
    expect(await bare.sql(checksums, 'bank_restored')).toBe(await server.sql(checksums, 'bank'));
    expect(await outputOf('bash', ['-o', 'pipefail', '-c', from('postgres.bank', `{ ${tool('pg_restore', '--list')}; cat >/dev/null; }`)])).toContain('TABLE DATA public accounts');
  });

  testWith('root', 'pg_createcluster')('that is interrupted leaves no half database', async () => {
    // Loading it takes two seconds at least, too.
    await server.sql('create database slow');
    await server.sql('create materialized view slept as select pg_sleep(2)::text as one', 'slow');
    await scene.agent.configure({ slow: [{ kind: 'postgres', host: server.folder, databases: ['slow'] }] });
    await scene.agent.backup('slow');
    await using restore = await scene.agent.start(['restore', 'slow:postgres.slow', '--database', 'slow_again']);
    await restore.waitFor(/made the database/u, 'stderr');
    restore.kill('SIGINT');
    const { code, stderr } = await restore.finished;
    expect([code, stderr]).toEqual([1, expect.stringMatching(/dropped the database slow_again again.*CANCELLED/s)]);
    expect(await server.sql("select count(*) from pg_database where datname = 'slow_again'")).toBe('0');
    await configure(fresh);
  });

  testWith('root', 'pg_createcluster')('that fails leaves nothing behind', async () => {
    // A function of the server's own that is not there: the dump cannot be loaded to its end.
    await server.sql("create function public.broken(int) returns int language c strict as '$libdir/adminpack', 'pg_file_sync'", 'bank').catch(() => undefined);
    await fresh.sql("create database half; create table keep (id int)");
    await fresh.sql('create type audit_mood as enum (\'x\'); create view accounts_view as select 1 as one', 'half');
    await fresh.sql('create schema audit; create view audit.notes as select 1 as one', 'half');
    const failed = await agent('restore', 'daily:postgres.bank', '--database', 'half', '--overwrite', 'always');
    expect([failed.code, failed.stderr]).toEqual([1, expect.stringMatching(/TOOL_FAILED.*pg_restore/s)]);
    expect(await fresh.sql("select to_regclass('accounts'); select one from audit.notes", 'half')).toBe('1');
  });
});

describe('rights', () => {
  for (const [major, title] of [[15, 'pg_read_all_data'], [13, 'grants for each schema']] as const) {
    testWith('root', 'pg_createcluster', ...(major === 13 ? [longForm] : []))(`that check --suggest names suffice for a user without any other (${title})`, async () => {
      const user = `backup ${major}`;
      await server.sql('create table if not exists guarded as select 1 as id; alter table guarded enable row level security; alter table guarded owner to teller', 'bank');
      const file = scene.folder.at(`pgpass-${major}`);
      await writeFile(file, `*:*:*:${user}:secret\n`, { mode: 0o600 });
      const databases = [{ name: 'bank', schemas: ['public', 'audit'], owners: ['postgres', 'teller'], rowSecurity: true, largeObjects: true }];
      const [make, ...grants] = postgresGrants(user, major, 'postgres', databases, true);
      await server.sql(`${make?.statement ?? ''} alter role "${user}" password 'secret'`);
      await configure(server, { user, password_file: file, databases: ['bank'] });
      const lacking = await agent('check', 'daily');
      expect(lacking.code).toBe(1);
      for (const lack of [`${user} lacks SELECT on audit.notes, public.accounts, public.guarded, public.ledger, public.ledger_id_seq`, `${user} lacks USAGE on audit`, `${user} lacks BYPASSRLS for tables with row security: public.guarded`, `${user} may not read the large objects`, `${user} may not read pg_authid`]) {
        expect(lacking.stdout).toContain(lack);
      }
      const { summary } = await scene.agent.run('daily');
      expect(summary?.failedSources).toMatchObject([{ name: 'postgres.bank', code: 'TOOL_FAILED', text: expect.stringContaining('permission denied') as string }]);
      for (const { database, statement } of grants) await server.sql(statement, database);
      // What is made later is covered as well.
      await server.sql(`set role teller; create table audit.later_${major} as select 1 as id`, 'bank');
      expect((await agent('check', 'daily')).stdout).toMatch(/takes the database bank/);
      await scene.agent.backup('daily');
      const globals = await scene.collector.ask('restore', 'guest/daily:postgres.globals', '--stdout');
      expect(globals).toContain('SCRAM-SHA-256');
      await server.sql(`drop table audit.later_${major}`, 'bank');
    });
  }
});

describe('a password', () => {
  const secret = 'Zq7-distinctive-password-x9';

  /** Everything that other processes of this machine could see of it, as often as it can be looked at while `work` goes on. */
  async function watchProcesses(work: Promise<unknown>): Promise<readonly string[]> {
    const seen = new Set<string>();
    const stop = new AbortController();
    const look = async (): Promise<number> => {
      for (let looks = 0; ; looks++) {
        if (stop.signal.aborted) return looks;
        for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)) {
          for (const file of ['cmdline', 'environ']) {
            const content = await readFile(`/proc/${pid}/${file}`, 'latin1').catch(() => '');
            if (content.includes(secret)) seen.add(`${file}: ${content.slice(0, 200)}`);
          }
        }
      }
    };
    const looking = look();
    try {
      await work;
    } finally {
      stop.abort();
    }
    expect(await looking).toBeGreaterThan(5);
    return [...seen];
  }

  for (const way of ['password file', 'service file'] as const) {
    testWith('root', 'pg_createcluster', ...(way === 'service file' ? [longForm] : []))(`from a ${way} is in no command line, environment, log, catalog or datastore`, async () => {
      await server.sql(`do $$ begin if to_regrole('keeper') is null then create role keeper superuser login; end if; end $$; set log_statement = 'none'; alter role keeper password '${secret}'`);
      const file = scene.folder.at(way.replace(' ', '-'));
      const byFile = way === 'password file';
      await writeFile(file, byFile ? `*:*:*:keeper:${secret}\n` : `[bank]\nhost=${server.folder}\nport=5432\nuser=keeper\npassword=${secret}\n`, { mode: 0o600 });
      const login = byFile ? { host: server.folder, user: 'keeper', password_file: file } : { service: 'bank', service_file: file };
      await scene.agent.configure({ daily: [{ kind: 'postgres', databases: ['bank'], ...login }] });
      const work = (async () => {
        const checked = await agentSays('check', 'daily');
        const run = await scene.agent.run('daily');
        const restored = await agentSays('restore', 'daily:postgres.bank', '--database', `by_${byFile ? 'file' : 'service'}`);
        return { run, said: [checked, run.stdout, run.stderr, restored] };
      })();
      expect(await watchProcesses(work)).toEqual([]);
      const { run, said } = await work;
      expect(run.summary?.status).toBe('complete');
      expect([...said, scene.collector.log, await readFile(server.logFile, 'utf8')].filter((text) => text.includes(secret))).toEqual([]);
      const { code } = await runProgram('grep', ['-r', '-a', '-l', '-F', secret, scene.collector.datastore, scene.agent.stateDirectory]);
      expect(code, 'grep finds nothing').toBe(1);
      for (const archive of ['postgres.globals', 'postgres.bank']) expect(await scene.collector.ask('restore', `guest/daily:${archive}`, '--stdout')).not.toContain(secret);
    });
  }
});
