/**
 * The collector is killed at each named step of the write order. What was not committed is not visible, the datastore is whole, and the next run sends
 * only what had not arrived.
 */
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { BackupScene } from './support/backup-scene.ts';
import { outputOf } from './support/child-program.ts';
import { CollectorProcess } from './support/collector-process.ts';
import { addFiles, endOf, expectRestores, expectWhole, openScene } from './support/crash-scene.ts';
import { isLong } from './support/requirements.ts';
import { TestFolder } from './support/test-folder.ts';

const mebibyte = 1_048_576;

describe('a collector that is killed', () => {
  let scene: BackupScene;
  /** How many snapshots there are. */
  let visible = 0;

  // One datastore for all steps: each has the crashes before it to live with.
  beforeAll(async () => {
    scene = await openScene(0);
    visible = (await scene.collector.snapshots()).length;
  });
  afterAll(() => scene[Symbol.asyncDispose]());

  interface Step {
    readonly fault: string;
    readonly added: number;
    readonly mebibytes?: number;
  }
  const steps: readonly Step[] = [
    { fault: 'block-appended:12', added: 0 },
    // From here on the snapshot has its name: it is there, whoever heard of it.
    { fault: 'snapshot-renamed', added: 1 },
  ];
  // crash-points.test.ts dies at each of them, too, and hundreds of times at random ones.
  const others: readonly Step[] = [
    { fault: 'pack-created', added: 0 },
    { fault: 'block-verified:9', added: 0 },
    { fault: 'pack-synced', added: 0 },
    // The collector tells what is durable every 64 MiB, or after five seconds.
    { fault: 'durable-sent', added: 0, mebibytes: 96 },
    { fault: 'commit-received', added: 0 },
    { fault: 'commit-walked', added: 0 },
    { fault: 'commit-synced', added: 0 },
    { fault: 'snapshot-temp-written', added: 0 },
    { fault: 'snapshot-committed', added: 1 },
    { fault: 'catalog-committed', added: 1 },
    { fault: 'committed-sent', added: 1 },
  ];

  test.each([...steps, ...(isLong ? others : [])])('at $fault leaves $added new snapshots, a whole datastore, and what had arrived', async ({ fault, added, mebibytes = 16 }) => {
    const { collector, agent, tree } = scene;
    await outputOf('rm', ['-rf', join(tree, 'second')]);
    await addFiles(tree, 'second', mebibytes);
    await collector.stop();
    await collector.serve({ STILLPOINT_FAULT: fault });
    const { code, summary } = await agent.run('daily');
    expect((await endOf(collector)).signal).toBe('SIGKILL');
    // Who was told of the commit has nothing to complain about.
    if (fault !== 'committed-sent') expect({ code, summary }).toEqual({ code: 1, summary: undefined });
    // From the bare directory, as it was left.
    expect(await collector.snapshots()).toHaveLength(visible + added);
    await collector.serve();
    expect(await collector.snapshots()).toHaveLength(visible + added);
    await expectWhole(collector);
    const again = await agent.backup('daily');
    visible += added + 1;
    expect(await collector.snapshots()).toHaveLength(visible);
    // The folders above the tree change with every test.
    if (added === 1) expect(again.newBytes).toBeLessThan(mebibyte / 16);
    else if (/commit|snapshot|durable/.test(fault)) expect(again.sentBytes).toBeLessThan(0.75 * mebibytes * mebibyte);
    await expectRestores(scene);
  });

  test.each(isLong ? ['pack-footer-written', 'pack-sealed'] : ['pack-sealed'])('at %s, while it stops, loses nothing', async (fault) => {
    const { collector, agent, tree } = scene;
    await addFiles(tree, fault, 16);
    await collector.stop();
    await collector.serve({ STILLPOINT_FAULT: fault });
    await agent.backup('daily');
    await expect(collector.stop()).rejects.toThrow('SIGKILL');
    visible += 1;
    expect(await collector.snapshots()).toHaveLength(visible);
    await expectWhole(collector);
    await collector.serve();
    await expectWhole(collector);
    const { sentBytes } = await agent.backup('daily');
    visible += 1;
    expect(sentBytes).toBeLessThan(mebibyte);
    await expectRestores(scene);
  });

  test('at journal-appended has taken the decision', async () => {
    await using folder = await TestFolder.make();
    await using collector = await CollectorProcess.init(folder.at('datastore'));
    // The first thing in the journal is that the clock is right; a collector that starts again within the hour does not say so again.
    await collector.serve();
    await expect.poll(() => collector.ask('retention', 'show', '--json'), { timeout: 20_000 }).toMatch(/"lastSeenRight": "2/);
    await collector.stop();
    await collector.serve({ STILLPOINT_FAULT: 'journal-appended' });
    const { code } = await collector.cli(['token', 'create', '--agent', 'guest']);
    expect(code).not.toBe(0);
    expect((await endOf(collector)).signal).toBe('SIGKILL');
    await collector.serve();
    const { tokens } = JSON.parse(await collector.ask('token', 'list', '--json')) as { tokens: { agentName: string }[] };
    expect(tokens.map((token) => token.agentName)).toEqual(['guest']);
  });

  test('right after the commit does not make the agent commit twice: it asks again and is told the same snapshot', async () => {
    await using fresh = await openScene(16);
    const { collector, agent } = fresh;
    // However long the collector takes to be there again.
    agent.reconnect = '2m';
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
