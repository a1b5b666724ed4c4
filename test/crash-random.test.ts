/** Agent and collector are killed at random times in the middle of a backup of hundreds of mebibytes, or of more than a gibibyte when there is time. */
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';

import { resultOf } from './support/agent-process.ts';
import { outputOf } from './support/child-program.ts';
import { addFiles, expectRestores, expectWhole, openScene } from './support/crash-scene.ts';
import { isLong } from './support/requirements.ts';

const mebibyte = 1_048_576;

describe('agent and collector that are killed at random times', () => {
  // Twenty take as long as a third of all other tests.
  const rounds = isLong ? 20 : 3;
  const roundMebibytes = isLong ? 1100 : 200;

  test(`leave a whole datastore ${rounds} times, and the last run sends only what had not arrived`, { timeout: 1_200_000 }, async () => {
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
