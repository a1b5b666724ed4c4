/** A restore that ended early, or whose result was changed: the same command with --overwrite changed makes it right. */
import { chown, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect } from 'vitest';

import { AgentProcess } from './support/agent-process.ts';
import { ChildProgram, outputOf } from './support/child-program.ts';
import { CollectorProcess } from './support/collector-process.ts';
import { expectSameToRsync } from './support/oracle.ts';
import { asNobody, nobodyCanRun } from './support/other-user.ts';
import { collectorLauncher } from './support/programs.ts';
import { missing, testWith } from './support/requirements.ts';
import { TestFolder } from './support/test-folder.ts';

const needs = ['root', 'rsync', 'setfacl', 'setfattr'] as const;

describe('a restore that is done again', () => {
  const stack = new AsyncDisposableStack();
  let folder: TestFolder;
  let collector: CollectorProcess;
  let above = '';
  let tree = '';

  beforeAll(async () => {
    if (missing(...needs) !== undefined) return;
    folder = stack.use(await TestFolder.make());
    above = join(stack.use(await TestFolder.make('/var/tmp')).path, 'above');
    tree = join(above, 'tree');
    // Special files and directories first, for a kill to meet them.
    await outputOf('sh', ['-euc', `
      mkdir -p '${tree}' && cd '${tree}'
      for n in $(seq 150); do mkfifo -m 640 a-pipe$n; mknod -m 660 a-nil$n c 1 3; ln -s target$n a-link$n; done
      for d in $(seq 30); do
        mkdir dir$d
        for n in $(seq 40); do echo $d $n >dir$d/file$n; done
        head -c 300000 /dev/urandom >dir$d/large
        cp /bin/true dir$d/program
        ln dir$d/file1 dir$d/twin
      done
      chown -hR 1234:2345 .
      chown 77:88 dir1 dir1/file2 a-pipe1
      chmod 4755 dir*/program
      chmod 2751 dir1
      chmod 1777 dir2
      setfattr -n user.note -v mine dir1 dir1/large
      setfacl -m u:99:rwx dir3 dir3/file3
      chown 55:66 '${above}'
      chmod 751 '${above}'
    `]);
    collector = stack.use(await CollectorProcess.start(folder.at('datastore')));
    await mkdir(folder.at('agent'));
    const agent = await AgentProcess.enroll(collector, folder.at('agent'), 'guest', { daily: [{ paths: [tree] }] });
    await agent.backup('daily');
  });
  afterAll(() => stack.disposeAsync());

  const restore = (target: string): string[] => ['restore', `guest:${tree}`, '--full-path', '--to', target, '--overwrite', 'changed'];

  async function expectRight(target: string): Promise<void> {
    await expectSameToRsync(tree, join(target, tree));
    const { uid, gid, mode } = await stat(join(target, above));
    expect([uid, gid, mode & 0o7777]).toEqual([55, 66, 0o751]);
  }

  testWith(...needs)('sets owners, modes, ACLs and attributes that were changed, and says for how many', async () => {
    const target = folder.at('changed');
    await collector.ask(...restore(target));
    await expectRight(target);
    await outputOf('sh', ['-euc', `
      chown -h 1:1 a-pipe* a-nil* a-link* dir1 dir1/* dir4/program
      chmod 777 a-pipe1 dir2 dir2/*
      setfattr -n user.note -v other dir1/large
      setfattr -n user.more -v x dir5 dir5/file1
      setfacl -b dir3 dir3/file3
    `], { cwd: join(target, tree) });
    const { stderr } = await collector.cli(restore(target));
    // 450 special files; of the 43 in dir1 and in dir2 a program is written anew and a twin was right with its file; dir3/file3 and dir5/file1.
    expect(stderr).toMatch(/\n3 files .* restored; .* right already, 534 had their content and got their metadata\n$/);
    await expectRight(target);
    expect((await collector.cli(restore(target))).stderr).toMatch(/\n0 files .*, 0 others restored; [\d,]+ were right already\n$/);
  });

  testWith(...needs)('makes right what one left that was killed, wherever that was', async () => {
    const total = (await outputOf('find', [tree])).split('\n').length;
    let killed = 0;
    for (const share of [0.05, 0.2, 0.35, 0.6, 0.9]) {
      const target = folder.at(`killed-${share}`);
      await using program = ChildProgram.start(collectorLauncher, [...restore(target), '--datastore', collector.datastore]);
      while (!program.ended && (await countOf(join(target, tree))) < share * total) await setTimeout(1);
      program.kill('SIGKILL');
      if ((await program.finished).signal === 'SIGKILL') killed++;
      await collector.ask(...restore(target));
      await outputOf('find', [target, '-name', '.stillpoint-restore-*', '-delete']);
      await expectRight(target);
    }
    expect(killed).toBeGreaterThan(0);
  });

  testWith(...needs)('gives owners to what was restored by who may not', async (context) => {
    if (!(await nobodyCanRun())) context.skip('no other user can run it');
    const target = folder.at('nobody');
    await mkdir(target);
    await chown(target, 65_534, 65_534);
    await outputOf('chmod', ['755', folder.path]);
    await outputOf('cp', ['-a', collector.datastore, folder.at('copy')]);
    await outputOf('chown', ['-R', '65534:65534', folder.at('copy')]);
    const first = ChildProgram.start(collectorLauncher, [...restore(target), '--datastore', folder.at('copy')], { through: asNobody });
    expect((await first.finished).code).toBe(3);
    await collector.ask(...restore(target));
    await expectSameToRsync(tree, join(target, tree));
  });
});

async function countOf(path: string): Promise<number> {
  try {
    return (await readdir(path, { recursive: true })).length;
  } catch {
    // Not there yet, or a directory on its way to its name.
    return 0;
  }
}
