/**
 * Garbage collection beside everything else: what snapshots need stays, whatever runs and whenever the collector is killed; what nobody needs goes.
 */
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { AgentProcess } from './support/agent-process.ts';
import { openBackupScene, type BackupScene } from './support/backup-scene.ts';
import { outputOf } from './support/child-program.ts';
import { CollectorProcess } from './support/collector-process.ts';
import { addFiles, endOf, expectRestores, expectWhole, openScene } from './support/crash-scene.ts';
import { expectSameObjects } from './support/oracle.ts';
import { isLong, longForm, testWith } from './support/requirements.ts';
import { TestFolder } from './support/test-folder.ts';

const mebibyte = 1_048_576;

/** What `gc --json` says. */
interface GcSummary {
  readonly expiredSnapshots: number;
  readonly freedChunks: number;
  readonly deletedPacks: number;
  readonly rewrittenPacks: number;
  readonly freedBytes: number;
  readonly deadBytes: number;
}

async function collect(collector: CollectorProcess): Promise<GcSummary> {
  return JSON.parse(await collector.ask('gc', '--json')) as GcSummary;
}

async function packBytes(collector: CollectorProcess): Promise<number> {
  return Number((await outputOf('du', ['-sb', join(collector.datastore, 'packs')])).split('\t')[0]);
}

/** A scene with three snapshots, of which the second one alone needs 16 MiB: in packs of their own, or (`mixed`) in those that hold the first one. The collector does not run. */
async function openDoomedScene(mixed = false): Promise<BackupScene> {
  await using stack = new AsyncDisposableStack();
  const scene = stack.use(await openScene(16));
  const { collector, agent, tree } = scene;
  if (!mixed) {
    await collector.stop();
    await collector.serve();
  }
  await agent.backup('daily');
  await collector.stop();
  await rm(join(tree, 'second'), { recursive: true });
  await collector.serve();
  await agent.backup('daily');
  await collector.stop();
  stack.move();
  return scene;
}

async function secondSnapshot(collector: CollectorProcess): Promise<string> {
  const [, second] = await collector.snapshots();
  return `@${second?.snapshotId ?? ''}`;
}

describe('a collector that is killed', () => {
  const scenes = new AsyncDisposableStack();
  let separate: BackupScene;
  let mixed: BackupScene;

  // Made once: every test begins with a copy of the datastore.
  beforeAll(async () => {
    [separate, mixed] = await Promise.all([openDoomedScene(), openDoomedScene(true)]);
    scenes.use(separate);
    scenes.use(mixed);
  });
  afterAll(() => scenes.disposeAsync());

  async function copyOf(scene: BackupScene): Promise<Pick<BackupScene, 'folder' | 'tree' | 'collector'> & AsyncDisposable> {
    const folder = await TestFolder.make();
    await cp(scene.collector.datastore, folder.at('datastore'), { recursive: true, preserveTimestamps: true });
    const collector = CollectorProcess.at(folder.at('datastore'));
    return {
      folder,
      tree: scene.tree,
      collector,
      [Symbol.asyncDispose]: async () => {
        await collector[Symbol.asyncDispose]();
        await folder[Symbol.asyncDispose]();
      },
    };
  }

  type Step = readonly [fault: string, before: readonly string[], listed: number];
  const steps: readonly Step[] = [
    ['gc-pack-rewritten', ['delete'], 2],
  ];
  // crash-points.test.ts dies at each of them, too, and hundreds of times at random ones.
  const others: readonly Step[] = [
    ['snapshot-unlisted', [], 2],
    ['gc-marked', ['delete'], 2],
    ['gc-condemned', ['delete'], 2],
    ['gc-pack-forgotten', ['delete'], 2],
    ['gc-swept-begun', ['delete'], 2],
    ['gc-pack-deleted', ['delete'], 2],
    ['gc-pack-moved', ['delete'], 2],
  ];

  test.each([...steps, ...(isLong ? others : [])])('at %s loses nothing, and the next collection goes on', async (fault, before, listed) => {
    await using scene = await copyOf(/rewritten|moved/u.test(fault) ? mixed : separate);
    const { collector } = scene;
    const doomed = await secondSnapshot(collector);
    if (before.includes('delete')) await collector.ask('delete', doomed, '--now', '--yes');
    await collector.serve({ STILLPOINT_FAULT: fault });
    const { code } = await collector.cli(before.includes('delete') ? ['gc'] : ['delete', doomed, '--now', '--yes']);
    expect(code).not.toBe(0);
    expect((await endOf(collector)).signal).toBe('SIGKILL');
    // From the bare directory, as it was left.
    expect(await collector.snapshots()).toHaveLength(listed);
    await collector.serve();
    await expectWhole(collector);
    await collect(collector);
    await expectWhole(collector);
    expect(await packBytes(collector)).toBeLessThan(4 * mebibyte);
    await expectRestores(scene);
    const [first] = await collector.snapshots();
    await collector.ask('restore', first?.address ?? '', '--to', scene.folder.at('older'));
  });

  testWith(longForm)('at undelete-decided has the snapshot back', async () => {
    await using scene = await copyOf(separate);
    const { collector } = scene;
    const doomed = await secondSnapshot(collector);
    await collector.ask('delete', doomed, '--yes');
    await collector.serve({ STILLPOINT_FAULT: 'undelete-decided' });
    await collector.cli(['undelete', doomed]);
    expect((await endOf(collector)).signal).toBe('SIGKILL');
    await collector.serve();
    expect(await collector.snapshots()).toHaveLength(3);
    expect((await collect(collector)).freedChunks).toBe(0);
    await expectWhole(collector);
  });

  testWith(longForm)('at expiry-decided lets the snapshot go at its next start', async () => {
    await using scene = await copyOf(separate);
    const { collector } = scene;
    await collector.ask('delete', await secondSnapshot(collector), '--grace', '1s', '--yes');
    await collector.serve({ STILLPOINT_FAULT: 'expiry-decided' });
    // Not over yet, or over and killed.
    await expect.poll(async () => (await collector.cli(['gc'])).code, { timeout: 60_000 }).not.toBe(0);
    expect((await endOf(collector)).signal).toBe('SIGKILL');
    await collector.serve();
    await collect(collector);
    expect(await packBytes(collector)).toBeLessThan(4 * mebibyte);
    await expectWhole(collector);
    await expectRestores(scene);
  });
});

test('a snapshot that is deleted can be taken back, with every file and its versions', async () => {
  await using scene = await openDoomedScene();
  const { collector } = scene;
  await collector.serve();
  const doomed = await secondSnapshot(collector);
  await collector.ask('delete', doomed, '--yes');
  expect(await collector.ask('undelete')).toContain('guest/daily@');
  expect((await collect(collector)).freedChunks).toBe(0);
  await collector.ask('undelete', doomed);
  expect(await collector.snapshots()).toHaveLength(3);
  await expect.poll(() => collector.ask('find', 'large-1'), { timeout: 60_000 }).toContain('second/large-1');
  await collector.ask('restore', doomed, '--to', scene.folder.at('back'));
  await expectWhole(collector);
});

test('an agent sends again what was condemned', async () => {
  await using scene = await openBackupScene();
  const { collector, agent, tree } = scene;
  await addFiles(tree, 'data', 16);
  const { sentBytes } = await agent.backup('daily');
  const [only] = await collector.snapshots();
  await collector.ask('delete', `@${only?.snapshotId ?? ''}`, '--now', '--yes');
  expect((await collect(collector)).freedChunks).toBeGreaterThan(16);
  const again = await agent.backup('daily');
  expect(again.sentBytes).toBeGreaterThan(0.95 * sentBytes);
  await expectWhole(collector);
  await expectRestores(scene);
});

test('policies and pins decide what prune deletes, and it says why', async () => {
  await using scene = await openBackupScene();
  const { collector, agent } = scene;
  for (let round = 0; round < 4; round++) await agent.backup('daily');
  const [first, second] = await collector.snapshots();
  await collector.ask('retention', 'set', 'guest/daily', '--keep-last', '1');
  await collector.ask('pin', first?.address ?? '', '--reason', 'the first of all');
  expect(await collector.ask('retention', 'show')).toMatch(/guest\/daily +1 last[^]*the first of all/u);
  const dry = await collector.ask('prune', '--dry-run');
  expect(dry).toMatch(/keep +pinned: the first of all/u);
  expect(dry.match(/GO +no rule keeps it/gu)).toHaveLength(2);
  expect(await collector.snapshots()).toHaveLength(4);
  expect((await collector.cli(['prune'])).stderr).toContain('CONFIRMATION_NEEDED');
  await collector.ask('prune', '--yes');
  expect((await collector.snapshots()).map(({ sequence }) => sequence)).toEqual([1, 4]);
  expect((await collector.cli(['delete', `@${first?.snapshotId ?? ''}`, '--yes'])).stderr).toContain('SNAPSHOT_PROTECTED');
  // All of that outlives the catalog.
  await collector.stop();
  await rm(join(collector.datastore, 'catalog.sqlite'));
  await collector.ask('rebuild-catalog');
  expect((await collector.snapshots()).map(({ sequence }) => sequence)).toEqual([1, 4]);
  expect(await collector.ask('retention', 'show')).toMatch(/guest\/daily +1 last[^]*the first of all/u);
  const bare = await collector.cli(['delete', `@${first?.snapshotId ?? ''}`, '--now', '--yes']);
  expect([bare.code, bare.stderr]).toEqual([1, expect.stringContaining('SNAPSHOT_PROTECTED')]);
  await collector.ask('undelete', `@${second?.snapshotId ?? ''}`);
  await collector.serve();
  expect((await collector.snapshots()).map(({ sequence }) => sequence)).toEqual([1, 2, 4]);
  await collector.ask('unpin', `@${first?.snapshotId ?? ''}`);
  expect((await collector.ask('prune', '--dry-run')).match(/GO +no rule keeps it/gu)).toHaveLength(2);
  await collector.ask('retention', 'set', 'default', '--keep-everything', '--immutable-for', '7d');
  await collector.ask('retention', 'set', 'guest/daily', '--as-default');
  await collector.ask('retention', 'set', 'default', '--keep-last', '1');
  expect((await collector.cli(['delete', `@${second?.snapshotId ?? ''}`, '--now', '--yes'])).stderr).toMatch(/SNAPSHOT_PROTECTED: .* immutable until/u);
  await collector.stop();
  expect((await collector.cli(['delete', `@${second?.snapshotId ?? ''}`, '--now', '--yes'])).stderr).toMatch(/SNAPSHOT_PROTECTED: .* immutable until/u);
});

test('two agents with the same content back up while snapshots are deleted and garbage is collected: nothing that a snapshot needs is lost', async () => {
  await using scene = await openBackupScene();
  const { folder, collector, agent, tree } = scene;
  const otherTree = folder.at('other-tree');
  await mkdir(folder.at('other-agent'));
  await addFiles(tree, 'shared', 16);
  await cp(tree, otherTree, { recursive: true });
  const both = folder.at('both');
  await cp(tree, both, { recursive: true });
  const other = await AgentProcess.enroll(collector, folder.at('other-agent'), 'other', { daily: [{ paths: [otherTree] }] });
  const stop = new AbortController();
  const collecting = (async () => {
    let freed = 0;
    while (!stop.signal.aborted) freed += (await collect(collector)).freedChunks;
    return freed;
  })();
  const work = async (who: AgentProcess, where: string): Promise<void> => {
    for (let round = 0; round < 4; round++) {
      // Each drops what it brought the last time, and goes back and forth over what both have.
      await rm(join(where, 'own'), { recursive: true, force: true });
      await addFiles(where, 'own', 4);
      if (round % 2 === 1) await rm(join(where, 'shared'), { recursive: true });
      else await cp(join(both, 'shared'), join(where, 'shared'), { recursive: true });
      const { summary } = await who.run('daily', ['--force-read']);
      if (summary === undefined || round === 3) continue;
      await collector.ask('delete', `@${summary.snapshotId}`, '--yes', ...(round % 3 === 0 ? [] : ['--now']));
    }
  };
  await Promise.all([work(agent, tree), work(other, otherTree)]);
  await Promise.all([agent.backup('daily'), other.backup('daily')]);
  stop.abort();
  expect(await collecting).toBeGreaterThan(0);
  await expectWhole(collector);
  await collector.stop();
  await collector.serve();
  await collect(collector);
  await expectWhole(collector);
  await expectRestores(scene);
  await collector.ask('restore', 'other', '--to', folder.at('other-restored'));
  await expectSameObjects(otherTree, join(folder.at('other-restored'), otherTree));
});
