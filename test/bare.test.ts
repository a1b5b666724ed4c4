/** Nothing but the datastore directory and the command line: what an administrator has after the server is lost. */
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { AgentProcess } from './support/agent-process.ts';
import { outputOf } from './support/child-program.ts';
import { CollectorProcess } from './support/collector-process.ts';
import { expectSameObjects } from './support/oracle.ts';
import { asNobody, nobodyCanRun } from './support/other-user.ts';
import { testWith } from './support/requirements.ts';
import { TestFolder } from './support/test-folder.ts';

const stack = new AsyncDisposableStack();
let folder: TestFolder;
let collector: CollectorProcess;
let tree = '';
let answers: readonly string[] = [];

const questions = [
  ['snapshots', '--json'],
  ['ls', '-R', '--json', 'guest/daily@latest:/'],
  ['find', 'f*', '--json'],
  ['agents', 'list', '--json'],
];

/** What the CLI says about everything, and a restore that is compared. */
async function ask(options: { readonly through?: readonly string[]; readonly target: string }): Promise<string[]> {
  const said: string[] = [];
  for (const question of questions) {
    const { code, stdout, stderr } = await collector.cli(question, options);
    if (code !== 0) throw new Error(`${question.join(' ')} ended with ${code ?? '?'}: ${stderr}`);
    // Where an agent was seen last only its collector remembers.
    said.push(stdout.replace(/^ *"(lastSeen|lastAddress|clockSkewMs|hostName|operatingSystem|softwareVersion)": .*$/gm, ''));
  }
  const restored = await collector.cli(['restore', 'guest', '--to', options.target], options);
  expect({ code: restored.code, said: restored.code === 0 ? '' : restored.stderr }).toEqual({ code: 0, said: '' });
  await expectSameObjects(tree, join(options.target, tree), { without: options.through === undefined ? [] : ['owners'] });
  return said;
}

async function contents(): Promise<string> {
  return outputOf('sh', ['-c', 'find . -printf "%p %s %T@ %m %u\\n" | sort; find . -type f -exec sha256sum {} + | sort'], { cwd: collector.datastore });
}

beforeAll(async () => {
  folder = stack.use(await TestFolder.make());
  tree = folder.at('tree');
  const script = 'mkdir -p one/two && echo inline >file && head -c 3M /dev/urandom >one/fresh && head -c 70K /dev/urandom >one/two/f && ln -s file link && ln one/fresh one/two/hard && chmod 0751 one';
  await mkdir(tree);
  await outputOf('sh', ['-c', script], { cwd: tree });
  collector = stack.use(await CollectorProcess.start(folder.at('datastore')));
  await mkdir(folder.at('agent'));
  const agent = await AgentProcess.enroll(collector, folder.at('agent'), 'guest', { daily: [{ paths: [tree] }] });
  await agent.backup('daily');
  await outputOf('sh', ['-c', 'rm one/two/f && echo later >one/file && mv file first'], { cwd: tree });
  await agent.backup('daily');
  answers = await ask({ target: folder.at('from-owner') });
  await collector.stop();
});
afterAll(() => stack.disposeAsync());

describe('a datastore whose collector does not run', () => {
  test('answers as its collector did', async () => {
    expect(await ask({ target: folder.at('bare') })).toEqual(answers);
    const { code, stderr } = await collector.cli(['verify', '--read-data']);
    expect({ code, said: code === 0 ? '' : stderr }).toEqual({ code: 0, said: '' });
  });

  test('answers the same without its catalog', async () => {
    await outputOf('sh', ['-c', `mkdir ../kept && mv catalog.* ../kept/`], { cwd: collector.datastore });
    expect(await ask({ target: folder.at('without-catalog') })).toEqual(answers);
    expect((await collector.cli(['verify', '--read-data'])).code).toBe(0);
  });

  testWith('root')('answers the same from a file system that is mounted read-only, with and without its catalog', async () => {
    for (const state of ['without', 'with']) {
      await outputOf('sh', ['-c', `rm -f catalog.*${state === 'with' ? ' && cp -a ../kept/* .' : ''}`], { cwd: collector.datastore });
      const before = await contents();
      await outputOf('mount', ['--bind', collector.datastore, collector.datastore]);
      await outputOf('mount', ['-o', 'remount,bind,ro', collector.datastore]);
      try {
        expect(await ask({ target: folder.at(`read-only-${state}`) })).toEqual(answers);
        expect((await collector.cli(['verify', '--read-data'])).code).toBe(0);
        const refused = await collector.cli(['token', 'create']);
        expect(refused).toMatchObject({ code: 1, stdout: '' });
        expect(refused.stderr).toContain('DATASTORE_READ_ONLY');
      } finally {
        await outputOf('umount', [collector.datastore]);
      }
      expect(await contents()).toBe(before);
    }
  });

  testWith('root', 'setpriv')('answers the same to another user who may only read it', async (context) => {
    if (!(await nobodyCanRun())) context.skip('the repository lies where other users cannot reach it');
    await outputOf('chmod', ['-R', 'a+rX', collector.datastore]);
    await outputOf('chmod', ['a+rx', folder.path]);
    await mkdir(folder.at('by-nobody'), { mode: 0o777 });
    await outputOf('chmod', ['777', folder.at('by-nobody')]);
    const before = await contents();
    const { code, stderr } = await collector.cli(['restore', 'guest', '--to', folder.at('by-nobody')], { through: asNobody });
    // Root's files cannot be given back to root by someone else; they are whole but for that.
    expect(stderr).not.toMatch(/DATASTORE_/);
    expect([0, 3]).toContain(code);
    await expectSameObjects(tree, join(folder.at('by-nobody'), tree), { without: ['owners'] });
    expect((await collector.cli(['verify', '--read-data'], { through: asNobody })).code).toBe(0);
    expect(await contents()).toBe(before);
    expect(await readdir(collector.datastore)).not.toContain('admin.sock');
  });
});
