/** What crash tests share: a collector, an agent, a tree that takes a while to send, and how to see that nothing is lost. */
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { expect } from 'vitest';

import { openBackupScene, type BackupScene } from './backup-scene.ts';
import { outputOf, type Finished } from './child-program.ts';
import type { CollectorProcess } from './collector-process.ts';
import { expectSameObjects } from './oracle.ts';

/** A collector, an agent and a tree of `mebibytes` that do not compress, with one snapshot of a small part of it. Whoever opens it disposes of it. */
export async function openScene(mebibytes: number): Promise<BackupScene> {
  await using stack = new AsyncDisposableStack();
  const scene = stack.use(await openBackupScene());
  const { tree, agent } = scene;
  await outputOf('sh', ['-c', 'head -c 1M /dev/urandom >first'], { cwd: tree });
  await agent.backup('daily');
  await addFiles(tree, 'second', mebibytes);
  stack.move();
  return scene;
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
export async function expectRestores({ folder, tree, collector }: Pick<BackupScene, 'folder' | 'tree' | 'collector'>): Promise<void> {
  const target = folder.at('restored');
  await collector.ask('restore', 'guest', '--to', target);
  await expectSameObjects(tree, join(target, tree));
  await outputOf('rm', ['-rf', target]);
}
