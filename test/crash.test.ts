/**
 * Agent and collector are killed in the middle of a backup: at each named step of the write order, and at random times. What was not committed is
 * not visible, the datastore is whole, and the next run sends only what had not arrived.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';

import { AgentProcess, resultOf } from './support/agent-process.ts';
import { outputOf, type Finished } from './support/child-program.ts';
import { CollectorProcess } from './support/collector-process.ts';
import { expectSameObjects } from './support/oracle.ts';
import { isLong } from './support/requirements.ts';
import { TestFolder } from './support/test-folder.ts';

const mebibyte = 1_048_576;

interface Scene extends AsyncDisposable {
  readonly folder: TestFolder;
  readonly tree: string;
  readonly collector: CollectorProcess;
  readonly agent: AgentProcess;
}

/** A collector, an agent and a tree of `mebibytes` that do not compress, with one snapshot of a small part of it. */
async function openScene(mebibytes: number): Promise<Scene> {
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
async function addFiles(tree: string, name: string, mebibytes: number): Promise<void> {
  const script = `mkdir -p ${name} && cd ${name} && for n in $(seq 1 ${Math.ceil(mebibytes / 16)}); do head -c 8M /dev/urandom >large-$n; for m in $(seq 1 80); do head -c 102K /dev/urandom >small-$n-$m; done; done`;
  await outputOf('sh', ['-c', script], { cwd: tree });
}

/** How the collector ended; a fault point that is not reached must not keep the test waiting. */
async function endOf(collector: CollectorProcess): Promise<Finished> {
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
async function expectWhole(collector: CollectorProcess): Promise<void> {
  const { code, stdout, stderr } = await collector.cli(['verify', '--read-data']);
  expect({ code, said: code === 0 ? '' : stdout + stderr }).toEqual({ code: 0, said: '' });
}

/** The newest snapshot is the tree as it is now. */
async function expectRestores({ folder, tree, collector }: Scene): Promise<void> {
  const target = folder.at('restored');
  await collector.ask('restore', 'guest', '--to', target);
  await expectSameObjects(tree, join(target, tree));
  await outputOf('rm', ['-rf', target]);
}

describe('a collector that is killed', () => {
  test.each<[fault: string, added: number, mebibytes?: number]>([
    ['pack-created', 0],
    ['block-verified:9', 0],
    ['block-appended:12', 0],
    ['pack-synced', 0],
    // The collector tells what is durable every 64 MiB, or after five seconds.
    ['durable-sent', 0, 96],
    ['commit-received', 0],
    ['commit-walked', 0],
    ['commit-synced', 0],
    ['snapshot-temp-written', 0],
    // From here on the snapshot has its name: it is there, whoever heard of it.
    ['snapshot-renamed', 1],
    ['snapshot-committed', 1],
    ['catalog-committed', 1],
    ['committed-sent', 1],
  ])('at %s leaves %i new snapshots, a whole datastore, and what had arrived', async (fault, added, mebibytes = 32) => {
    await using scene = await openScene(mebibytes);
    const { collector, agent } = scene;
    await collector.stop();
    await collector.serve({ STILLPOINT_FAULT: fault });
    const { code, summary } = await agent.run('daily');
    expect((await endOf(collector)).signal).toBe('SIGKILL');
    // Who was told of the commit has nothing to complain about.
    if (fault !== 'committed-sent') expect({ code, summary }).toEqual({ code: 1, summary: undefined });
    // From the bare directory, as it was left.
    expect(await collector.snapshots()).toHaveLength(1 + added);
    await collector.serve();
    expect(await collector.snapshots()).toHaveLength(1 + added);
    await expectWhole(collector);
    const again = await agent.backup('daily');
    expect(await collector.snapshots()).toHaveLength(2 + added);
    // The folders above the tree change with every test.
    if (added === 1) expect(again.newBytes).toBeLessThan(mebibyte / 16);
    else if (/commit|snapshot|durable/.test(fault)) expect(again.sentBytes).toBeLessThan(0.75 * mebibytes * mebibyte);
    await expectRestores(scene);
  });

  test.each([['pack-footer-written'], ['pack-sealed']])('at %s, while it stops, loses nothing', async (fault) => {
    await using scene = await openScene(16);
    const { collector, agent } = scene;
    await collector.stop();
    await collector.serve({ STILLPOINT_FAULT: fault });
    await agent.backup('daily');
    await expect(collector.stop()).rejects.toThrow('SIGKILL');
    expect(await collector.snapshots()).toHaveLength(2);
    await expectWhole(collector);
    await collector.serve();
    await expectWhole(collector);
    const { sentBytes } = await agent.backup('daily');
    expect(sentBytes).toBeLessThan(mebibyte);
    await expectRestores(scene);
  });

  test('at journal-appended has taken the decision', async () => {
    await using folder = await TestFolder.make();
    await using collector = await CollectorProcess.init(folder.at('datastore'));
    await collector.serve({ STILLPOINT_FAULT: 'journal-appended' });
    const { code } = await collector.cli(['token', 'create', '--agent', 'guest']);
    expect(code).not.toBe(0);
    expect((await endOf(collector)).signal).toBe('SIGKILL');
    await collector.serve();
    const { tokens } = JSON.parse(await collector.ask('token', 'list', '--json')) as { tokens: { agentName: string }[] };
    expect(tokens.map((token) => token.agentName)).toEqual(['guest']);
  });

  test('right after the commit does not make the agent commit twice: it asks again and is told the same snapshot', async () => {
    await using scene = await openScene(16);
    const { collector, agent } = scene;
    const port = collector.address;
    await collector.stop();
    await collector.serve({ STILLPOINT_FAULT: 'catalog-committed' }, port);
    const running = agent.run('daily');
    expect((await endOf(collector)).signal).toBe('SIGKILL');
    await collector.serve({}, port);
    const { code, summary } = await running;
    expect(code).toBe(0);
    const snapshots = await collector.snapshots();
    expect(snapshots).toHaveLength(2);
    expect(summary?.snapshotId).toBe(snapshots.at(-1)?.snapshotId);
  });
});

describe('agent and collector that are killed at random times', () => {
  const rounds = 20;
  const roundMebibytes = isLong ? 1100 : 128;

  test(`leave a whole datastore ${rounds} times, and the last run sends only what had not arrived`, { timeout: isLong ? 3_600_000 : 420_000 }, async () => {
    await using scene = await openScene(roundMebibytes);
    const { tree, collector, agent } = scene;
    const random = seeded(20_261_123);
    const startedMs = performance.now();
    await agent.backup('daily');
    const wholeMs = performance.now() - startedMs;
    let visible = 2;
    let interrupted = 0;
    for (let round = 0; round < rounds; round++) {
      if (interrupted === 0) {
        await outputOf('rm', ['-rf', join(tree, 'second'), join(tree, 'next')]);
        await addFiles(tree, 'next', roundMebibytes);
      }
      const victim = random() < 0.5 ? 'agent' : 'collector';
      await using program = await agent.start(['backup', 'daily', '--json']);
      await Promise.race([wait(random() * wholeMs), program.finished]);
      if (victim === 'agent') program.kill('SIGKILL');
      else await collector.kill();
      const { code, summary } = resultOf(await program.finished);
      if (victim === 'collector') await collector.serve();
      const snapshots = await collector.snapshots();
      const came = snapshots.length - visible;
      // A run that was told of its commit has one; one that was killed at the very moment may have.
      if (code === 0) expect(came).toBe(1);
      else expect(came).toBeLessThanOrEqual(1);
      if (summary !== undefined) expect(snapshots.at(-1)?.snapshotId).toBe(summary.snapshotId);
      expect(snapshots.every((snapshot) => snapshot.status === 'complete')).toBe(true);
      visible = snapshots.length;
      interrupted = came === 1 ? 0 : interrupted + 1;
      const { code: verified, stdout, stderr } = await collector.cli(['verify']);
      expect({ round, verified, said: verified === 0 ? '' : stdout + stderr }).toEqual({ round, verified: 0, said: '' });
    }
    const { sentBytes } = await agent.backup('daily');
    if (interrupted > 1) expect(sentBytes).toBeLessThan(roundMebibytes * mebibyte * 0.9);
    await expectWhole(collector);
    await expectRestores(scene);
    await collector.stop();
    await expectWhole(collector);
  });
});

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
