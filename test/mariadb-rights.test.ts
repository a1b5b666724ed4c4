/** What an account needs for each kind of backup, no more and no less, and how a server is kept still. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';

import { parseAgentConfig } from '../agent/src/config/agent-config-file.ts';
import type { MariadbSourceConfig } from '../agent/src/config/agent-config.ts';
import { mariadbGrants, type GrantWish } from '../agent/src/source/mariadb/mariadb-grants.ts';
import { MariadbQuiesce } from '../agent/src/source/mariadb/mariadb-quiesce.ts';
import { afterAll, beforeAll, describe, expect } from 'vitest';

import { openBackupScene, type BackupScene } from './support/backup-scene.ts';
import { outputOf, runProgram } from './support/child-program.ts';
import { TestMariadb } from './support/mariadb-server.ts';
import { longForm, missing, testWith } from './support/requirements.ts';

const needs = ['root', 'mariadbd', 'mariadb-dump', 'mariadb-backup'] as const;
/** Of the operating system and of the database: one that may read the server's files, since a physical backup must. */
const user = 'mysql';

let scene: BackupScene;
let server: TestMariadb;

beforeAll(async () => {
  if (missing(...needs) !== undefined) return;
  [scene, server] = await Promise.all([openBackupScene(), TestMariadb.start({ options: ['--log-bin', '--server-id=1'] })]);
  await outputOf('chmod', ['755', scene.folder.path]);
  await server.sql(
    `create database shop; create database crm; use shop; create table t (id int primary key, s varchar(20)); insert into t values (1, 'one'); create view v as select * from t; create table m (id int) engine=myisam;
     create trigger before_t before insert on t for each row set new.s = 'x'; create procedure p() select 1; create event e on schedule every 1 day do select 1; create role clerk; grant select on shop.* to clerk`,
  );
});

afterAll(async () => {
  await Promise.all([scene[Symbol.asyncDispose](), server[Symbol.asyncDispose]()]);
});

/** The statements of `check --suggest` for this server. */
function statements(wish: Partial<GrantWish>): string[] {
  const facts = { flavour: 'mariadb', series: { major: 10, minor: 11 }, hasBinaryLog: true } as const;
  return mariadbGrants(user, facts, { method: 'logical', databases: 'all', lockTables: false, quiesce: false, ...wish }).map(({ statement }) => statement);
}

async function asAccount(wish: Partial<GrantWish>): Promise<void> {
  await server.sql(`drop user if exists ${user}@localhost; ${statements(wish).join('\n')}`);
}

function source(keys: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> & { readonly kind: string } {
  return { kind: 'mariadb', host: server.folder, user, run_as: user, ...keys };
}

/** What `check` has to say, problems and warnings only. */
async function complaints(keys: Readonly<Record<string, unknown>>): Promise<string> {
  await scene.agent.configure({ daily: [source(keys)] });
  const { stdout } = await (await scene.agent.start(['check'])).finished;
  return stdout.split('\n').filter((line) => /^(?:problem|warning)/.test(line) && !line.includes('TABLE_NOT_TRANSACTIONAL')).join('\n');
}

describe('the statements that are suggested', () => {
  const wishes: readonly (readonly [string, Partial<GrantWish>, Readonly<Record<string, unknown>>])[] = [
    ['for dumps of all databases', {}, {}],
    ['for dumps of named databases', { databases: ['shop'] }, { databases: ['shop'] }],
    ['for dumps with locked tables', { databases: ['shop'], lockTables: true }, { databases: ['shop'], lock_tables: true }],
    ['for a physical backup', { method: 'physical' }, { method: 'physical' }],
  ];
  for (const [what, wish, keys] of wishes) {
    const varies = wish.lockTables === true || (wish.databases === undefined && wish.method === undefined);
    testWith(...needs, ...(varies ? [longForm] : []))(`${what} suffice, and each privilege of them is missed by name`, async () => {
      await asAccount(wish);
      expect(await complaints(keys)).toBe('');
      const { code, summary, stdout } = await scene.agent.run('daily');
      expect({ code, stdout }).toMatchObject({ code: 0 });
      expect(summary?.status).toBe('complete');
      if (wish.method !== 'physical') {
        const dump = await scene.collector.ask('restore', 'guest/daily:mariadb.shop', '--stdout');
        for (const part of ['INSERT INTO `t`', 'VIEW `v` AS', 'trigger before_t', 'PROCEDURE `p`', 'EVENT `e`', ...(wish.lockTables === true ? [] : ['-- CHANGE MASTER'])]) expect(dump).toContain(part);
        expect(await scene.collector.ask('restore', 'guest/daily:mariadb.globals', '--stdout')).toContain('GRANT SELECT ON `shop`.* TO `clerk`;');
      }
      for (const statement of statements(wish)) {
        const [, privileges = '', scope = ''] = /^GRANT (.*) ON (\S+) TO /.exec(statement) ?? [];
        for (const privilege of privileges.split(', ').filter((name) => name !== '')) {
          await server.sql(`revoke ${privilege} on ${scope} from ${user}@localhost`);
          expect(await complaints(keys)).toContain(`lacks ${privilege}`);
          await server.sql(`grant ${privilege} on ${scope} to ${user}@localhost`);
        }
      }
    });
  }

  testWith(...needs)('are all needed: what a dump would leave out silently makes the snapshot incomplete', async () => {
    await asAccount({ databases: ['shop'] });
    await server.sql(`revoke trigger on shop.* from ${user}@localhost`);
    await scene.agent.configure({ daily: [source({ databases: ['shop'] })] });
    const { code, summary, events } = await scene.agent.run('daily');
    expect(code).toBe(3);
    expect(summary?.status).toBe('incomplete');
    expect(events).toContainEqual(expect.objectContaining({ code: 'DATABASE_RIGHT_MISSING', text: expect.stringMatching(/lacks TRIGGER on shop: triggers are not in the dump/) as string }));
  });

  testWith(...needs)('refuse a physical backup in the words of the agent, and without the hash of a password', async () => {
    await asAccount({ method: 'physical' });
    await server.sql(`revoke process on *.* from ${user}@localhost`);
    await scene.agent.configure({ daily: [source({ method: 'physical' })] });
    const { code, events } = await scene.agent.run('daily');
    expect(code).toBe(1);
    expect(events.at(-1)).toMatchObject({ event: 'error', message: expect.stringMatching(/lacks PROCESS on the server/) as string });
  });
});

describe('a server that is kept still', () => {
  const config = (): MariadbSourceConfig => {
    const text = `state_dir = "/x"\n[[plan]]\nname = "p"\n[[plan.source]]\nkind = "mariadb"\nhost = "${server.socket}"\nuser = "${user}"\nrun_as = "${user}"\nquiesce = true\n`;
    const [found] = parseAgentConfig(text, 'test').plans[0]?.sources ?? [];
    if (found?.kind !== 'mariadb') throw new Error('no source');
    return found;
  };
  const write = (): ReturnType<typeof runProgram> => runProgram('mariadb', ['--no-defaults', `--socket=${server.socket}`, '-e', 'set lock_wait_timeout = 1; insert into shop.t values (floor(rand() * 1e9), null)'], { cwd: '/' });

  testWith(...needs)('takes no writes until it is let go, and then goes on', async () => {
    await asAccount({ quiesce: true, databases: ['shop'] });
    const quiesce = new MariadbQuiesce(config());
    await quiesce.prepare(AbortSignal.timeout(30_000));
    expect(quiesce.holderPids).toHaveLength(1);
    expect(await quiesce.freeze(AbortSignal.timeout(30_000))).toBe('held');
    expect((await write()).stderr).toContain('Lock wait timeout exceeded');
    expect(await quiesce.thaw()).toBe(true);
    expect((await write()).code).toBe(0);
    await quiesce.close();
  });

  testWith(...needs)('goes on when the client that holds it is killed, and that is noticed', async () => {
    const quiesce = new MariadbQuiesce(config());
    await quiesce.prepare(AbortSignal.timeout(30_000));
    await quiesce.freeze(AbortSignal.timeout(30_000));
    const [holder = 0] = quiesce.holderPids;
    process.kill(holder, 'SIGKILL');
    await expect.poll(async () => (await write()).code, { timeout: 15_000 }).toBe(0);
    expect(await quiesce.thaw()).toBe(false);
    await quiesce.close();
  });

  testWith(...needs)('goes on when the agent is killed', async () => {
    const script = scene.folder.at('hold.ts');
    await writeFile(
      script,
      `import { MariadbQuiesce } from '${import.meta.dirname}/../agent/src/source/mariadb/mariadb-quiesce.ts';
       const quiesce = new MariadbQuiesce(${JSON.stringify(config())});
       await quiesce.prepare(AbortSignal.timeout(30000));
       await quiesce.freeze(AbortSignal.timeout(30000));
       console.log('held');
       setInterval(() => undefined, 1000);`,
    );
    const agent = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(agent.stdout, 'data');
    expect((await write()).code).toBe(1);
    agent.kill('SIGKILL');
    await expect.poll(async () => (await write()).code, { timeout: 15_000 }).toBe(0);
  });

  testWith(...needs)('is refused without the right to it', async () => {
    await server.sql(`revoke reload on *.* from ${user}@localhost`);
    const quiesce = new MariadbQuiesce(config());
    await expect(quiesce.prepare(AbortSignal.timeout(30_000))).rejects.toThrow(/lacks RELOAD/);
    await quiesce.close();
  });
});
