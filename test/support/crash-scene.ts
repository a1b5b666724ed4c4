/** What crash tests share: a collector, an agent, a tree that takes a while to send, and how to see that nothing is lost. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { expect } from 'vitest';

import { AgentProcess } from './agent-process.ts';
import { outputOf, type Finished } from './child-program.ts';
import { CollectorProcess } from './collector-process.ts';
import { expectSameObjects } from './oracle.ts';
import { TestFolder } from './test-folder.ts';

/** Whoever opens it disposes of it. */
export interface CrashScene extends AsyncDisposable {
  readonly folder: TestFolder;
  readonly tree: string;
  readonly collector: CollectorProcess;
  readonly agent: AgentProcess;
}

/** A collector, an agent and a tree of `mebibytes` that do not compress, with one snapshot of a small part of it. */
export async function openScene(mebibytes: number): Promise<CrashScene> {
  const stack = new AsyncDisposableStack();
  const folder = stack.use(await TestFolder.make());
  const tree = folder.at('tree');
  await mkdir(tree);
  await outputOf('sh', ['-c', 'head -c 1M /dev/urandom >first'], { cwd: tree });
  const collector = stack.use(await CollectorProcess.start(folder.at('datastore')));
  await mkdir(folder.at('agent'));
  const agent = await AgentProcess.enroll(collector, folder.at('agent'), 'guest', { daily: [{ paths: [tree] }] });
  await agent.backup('daily');
  await addFiles(tree, 'second', mebibytes);
  return { folder, tree, collector, agent, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

/** Half in large files, half in small ones. */
export async function addFiles(tree: string, name: string, mebibytes: number): Promise<void> {
  const script = `mkdir -p ${name} && cd ${name} && for n in $(seq 1 ${Math.ceil(mebibytes / 16)}); do head -c 8M /dev/urandom >large-$n; for m in $(seq 1 80); do head -c 102K /dev/urandom >small-$n-$m; done; done`;
  await outputOf('sh', ['-c', script], { cwd: tree });
}

/** How the collector ended; a fault point that is not reached must not keep the test waiting. */
export async function endOf(collector: CollectorProcess): Promise<Finished> {
  const giveUp = new AbortController();
  const late = wait(20_000, undefined, { signal: giveUp.signal }).then(() => {
    throw new Error(`the collector goes on, although a fault point was armed:\n${collector.log}`);
  });
  try {
    return await Promise.race([collector.ended, late]);
  } finally {
    giveUp.abort();
    await late.catch(() => undefined);
  }
}

/** The datastore opens, and every byte in it is what it should be. */
export async function expectWhole(collector: CollectorProcess): Promise<void> {
  const { code, stdout, stderr } = await collector.cli(['verify', '--read-data']);
  expect({ code, said: code === 0 ? '' : stdout + stderr }).toEqual({ code: 0, said: '' });
}

/** The newest snapshot is the tree as it is now. */
export async function expectRestores({ folder, tree, collector }: CrashScene): Promise<void> {
  const target = folder.at('restored');
  await collector.ask('restore', 'guest', '--to', target);
  await expectSameObjects(tree, join(target, tree));
  await outputOf('rm', ['-rf', target]);
}
