/** The redis source against real servers: its data comes back, and a transfer that was cut, refused or too slow leaves nothing that looks good. */
import { readdirSync, readFileSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';

import { afterEach, beforeEach, describe, expect } from 'vitest';

import { openBackupScene, type BackupScene } from './support/backup-scene.ts';
import { ChildProgram, runProgram } from './support/child-program.ts';
import { fillWithEverything, TestRedis } from './support/redis-server.ts';
import { isLong, testWith } from './support/requirements.ts';

const tested = testWith('redis-server', 'redis-cli');
/** A key takes a millisecond to save: 20,000 of them some 20 s. */
const slowly = ['--rdb-key-save-delay', '1000'] as const;

let scene: BackupScene;
let stack: AsyncDisposableStack;

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  scene = stack.use(await openBackupScene());
});
afterEach(() => stack.disposeAsync());

async function start(settings: readonly string[] = [], dump?: string): Promise<TestRedis> {
  return stack.use(await TestRedis.start(settings, dump));
}

async function passwordFile(password: string): Promise<string> {
  const file = scene.folder.at('password');
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  return file;
}

async function restored(): Promise<TestRedis> {
  await scene.collector.ask('restore', 'guest/daily:redis', '--to', scene.folder.at('restored'));
  return start([], scene.folder.at('restored', 'redis'));
}

describe('a Redis server', () => {
  for (const diskless of isLong ? ['yes', 'no'] : ['yes']) {
    tested(`comes back with the same keys (repl-diskless-sync ${diskless})`, async () => {
      const server = await start(['--repl-diskless-sync', diskless]);
      await fillWithEverything(server);
      await scene.agent.configure({ daily: [{ kind: 'redis', host: server.socket }] });
      await scene.agent.backup('daily');
      const copy = await restored();
      expect(await copy.ask('DEBUG', 'DIGEST')).toBe(await server.ask('DEBUG', 'DIGEST'));
      expect(await copy.ask('INFO', 'keyspace')).toMatch(/db0:keys=20012,expires=1,.*\s+db3:keys=1/);
    });
  }

  tested('is backed up at one moment while it is written to', async () => {
    const server = await start();
    await fillWithEverything(server);
    for (let account = 0; account < 100; account++) await server.ask('HSET', 'accounts', String(account), '1000');
    const script = "local a, b, n = math.random(0, 99), math.random(0, 99), math.random(1, 50); redis.call('HINCRBY', KEYS[1], a, -n); redis.call('INCRBY', KEYS[2], n); redis.call('HINCRBY', KEYS[1], b, n); redis.call('DECRBY', KEYS[2], n); redis.call('INCR', KEYS[3]); return 1";
    await using writer = ChildProgram.start('redis-cli', ['-s', server.socket, '-r', '100000000', 'EVAL', script, '3', 'accounts', 'moving', 'count']);
    await writer.waitFor(/1\n1\n/, 'stdout');
    await scene.agent.configure({ daily: [{ kind: 'redis', host: server.socket }] });
    await scene.agent.backup('daily');
    expect(writer.ended).toBe(false);
    writer.kill();
    const copy = await restored();
    expect((await copy.ask('HVALS', 'accounts')).split('\n').reduce((sum, balance) => sum + Number(balance), 0)).toBe(100_000);
    expect(await copy.ask('GET', 'moving')).toBe('0');
    expect(Number(await copy.ask('GET', 'count'))).toBeGreaterThan(0);
  });

  tested('that is killed in the middle leaves a snapshot without it', async () => {
    for (const diskless of ['yes', 'no']) {
      const server = await start([...slowly, '--repl-diskless-sync', diskless]);
      await fillWithEverything(server);
      await scene.agent.configure({ daily: [{ paths: [scene.tree] }, { kind: 'redis', host: server.socket }] });
      const run = scene.agent.run('daily');
      await expect.poll(() => server.log, { timeout: 30_000 }).toMatch(/Background (?:RDB transfer|saving) started/);
      await server.kill();
      const { code, summary } = await run;
      expect(code).toBe(3);
      expect(summary?.failedSources).toMatchObject([{ name: 'redis', code: 'TOOL_FAILED', text: expect.stringMatching(/^the transfer from .*socket failed: the server closed the connection/) as string }]);
      expect(await scene.collector.ask('ls', 'guest/daily')).not.toContain('redis');
    }
    expect((await scene.collector.snapshots()).map(({ status }) => status)).toEqual(['incomplete', 'incomplete']);
  });

  tested('whose transfer takes longer than it may is left as it was', async () => {
    const server = await start(slowly);
    await fillWithEverything(server);
    await scene.agent.configure({ daily: [{ paths: [scene.tree] }, { kind: 'redis', host: server.socket, timeout: '2s' }] });
    const { code, summary } = await scene.agent.run('daily');
    expect(code).toBe(3);
    expect(summary?.failedSources).toMatchObject([{ name: 'redis', code: 'TOOL_TIMEOUT', text: expect.stringContaining('had not ended after 2.0 s') as string }]);
    expect(await server.ask('PING')).toBe('PONG');
    await expect.poll(() => server.ask('INFO', 'replication'), { timeout: 30_000 }).toContain('connected_slaves:0');
  });

  tested('that is not there, or lets nobody in, is told by its reason', async () => {
    const server = await start(['--requirepass', 'right']);
    const message = async (source: Readonly<Record<string, unknown>>): Promise<string> => {
      await scene.agent.configure({ daily: [{ paths: [scene.tree] }, { kind: 'redis', ...source }] });
      const { code, summary } = await scene.agent.run('daily');
      expect(code).toBe(3);
      const [{ code: error, text } = { code: '', text: '' }] = summary?.failedSources ?? [];
      const check = await (await scene.agent.start(['check'])).finished;
      expect(check.code).toBe(1);
      expect(check.stdout + check.stderr).toContain(text);
      return `${error}: ${text}`;
    };
    expect(await message({ host: scene.folder.at('nowhere') })).toMatch(/^DATABASE_UNREACHABLE: no Redis server answers at .*nowhere \(ENOENT\)/);
    expect(await message({ host: server.socket })).toMatch(/^DATABASE_UNREACHABLE: .*NOAUTH/);
    const file = await passwordFile('wrong');
    expect(await message({ host: server.socket, password_file: file })).toMatch(/^DATABASE_UNREACHABLE: the server refused the login: WRONGPASS/);
    await chmod(file, 0o644);
    expect(await message({ host: server.socket, password_file: file })).toMatch(/^SOURCE_FAILED: .*can be read by others/);
    expect(await message({ host: server.socket, password_file: `${file}-gone` })).toMatch(/^SOURCE_FAILED: .*cannot be read \(ENOENT\)/);
  });

  tested('needs no more rights than those that the documentation names, and each of them', async () => {
    const server = await start();
    await server.ask('SET', 'key', 'value');
    const rights = ['+ping', '+info', '+replconf', '+sync', '+psync'];
    await scene.agent.configure({ daily: [{ kind: 'redis', host: server.socket, user: 'stillpoint', password_file: await passwordFile('secret') }] });
    for (const lacking of ['+info', '+replconf', '+sync']) {
      await server.ask('ACL', 'SETUSER', 'stillpoint', 'reset', 'on', '>secret', ...rights.filter((right) => right !== lacking));
      const { code, stdout } = await scene.agent.run('daily');
      expect(code, lacking).toBe(1);
      expect(stdout).toMatch(new RegExp(`NOPERM.*'${lacking.slice(1)}`));
    }
    await server.ask('ACL', 'SETUSER', 'stillpoint', 'reset', 'on', '>secret', ...rights);
    await scene.agent.backup('daily');
  });
});

describe('the password', () => {
  tested('is in no command line, environment, log, state or datastore', async () => {
    const password = 'pAssw0rd-that-is-searched-for';
    const server = await start([...slowly]);
    await fillWithEverything(server);
    await server.ask('CONFIG', 'SET', 'requirepass', password);
    await scene.agent.configure({ daily: [{ kind: 'redis', host: server.socket, password_file: await passwordFile(password), timeout: '5s' }] });
    const slow = scene.agent.run('daily');
    await expect.poll(() => server.log, { timeout: 30_000 }).toMatch(/Background (?:RDB transfer|saving) started/);
    const seen = everyProcess();
    expect(seen).toMatch(/redis-rdb\.(?:ts|mjs)/);
    expect(seen).not.toContain(password);
    const { stdout, stderr } = await slow;
    const { stdout: second, stderr: log } = await (async () => {
      await server.cli(['CONFIG', 'SET', 'rdb-key-save-delay', '0'], password);
      return scene.agent.run('daily');
    })();
    expect(stdout + stderr + second + log + scene.collector.log).not.toContain(password);
    expect(await scene.collector.snapshots()).toHaveLength(1);
    const found = await runProgram('grep', ['-rlaF', password, scene.folder.path]);
    expect(found.stdout).toBe(`${scene.folder.at('password')}\n`);
  });
});

/** Command lines and environments of all processes that this user may look at. */
function everyProcess(): string {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => ['cmdline', 'environ'].map((file) => `/proc/${pid}/${file}`))
    .map((file) => {
      try {
        return readFileSync(file, 'latin1');
      } catch {
        // Ended meanwhile, or another user's.
        return '';
      }
    })
    .join('\n');
}
