/** A guest whose disk is full: it needs its backup more than ever. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';

import { openBackupScene } from './support/backup-scene.ts';
import { outputOf, runProgram } from './support/child-program.ts';
import { testWith } from './support/requirements.ts';

testWith('root')('is backed up all the same, is told what that costs, and `check` names the disk', async () => {
  await using stack = new AsyncDisposableStack();
  const { collector, agent, folder, tree } = stack.use(await openBackupScene());
  await agent.configure({ daily: [{ paths: [tree] }] });
  await writeFile(join(tree, 'before'), 'before');
  await agent.backup('daily');
  const state = agent.stateDirectory;
  stack.defer(async () => { await runProgram('umount', [state]); });
  await outputOf('sh', ['-ec', 'cp -a "$1" "$1.copy"; mount -t tmpfs -o size=2m none "$1"; cp -a "$1.copy/." "$1"; chmod 700 "$1"; cat /dev/zero >"$1/fill" 2>/dev/null || true', 'sh', state]);
  await writeFile(join(tree, 'after'), 'after');
  const { code, summary, stderr, events } = await agent.run('daily');
  expect([code, summary?.status], stderr).toEqual([0, 'complete']);
  const warnings = events.filter(({ event }) => event === 'warning').map((warning) => `${String(warning['code'])} ${String(warning['text'])}`);
  expect(warnings.join('\n')).toMatch(/STATE_IO .*journal cannot be written: ENOSPC[^]*STATE_IO the next run will read every file again/u);
  const check = await (await agent.start(['check'])).finished;
  expect([check.code, check.stdout]).toEqual([1, expect.stringContaining(`STATE_IO: the filesystem of the state directory ${state} is full`)]);
  await rm(join(state, 'fill'));
  expect((await agent.backup('daily')).filesRead).toBe(2);
  await collector.ask('restore', 'guest', '--to', folder.at('restored'));
  expect(await readFile(join(folder.at('restored'), tree, 'after'), 'utf8')).toBe('after');
});
