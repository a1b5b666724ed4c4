import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { pino } from 'pino';
import { expect, test } from 'vitest';

import { CollectionScene, dayMs } from '../collection/collection-scene.testing.ts';
import { makeArchive } from '../session/raw-agent.testing.ts';
import { defaultSpaceSettings } from '../upkeep/space-guard.ts';
import { openUpkeep } from '../upkeep/upkeep.ts';
import { Housekeeping, type VerifySettings } from './housekeeping.ts';

async function keep(scene: CollectionScene, verify: VerifySettings): Promise<{ readonly housekeeping: Housekeeping; readonly upkeep: Awaited<ReturnType<typeof openUpkeep>>; readonly asked: () => number }> {
  const { datastore, catalog, gate, agents } = scene.collector;
  const upkeep = await openUpkeep(datastore.directory, defaultSpaceSettings);
  let asked = 0;
  const now = (): number => {
    asked += 1;
    return scene.clock.nowMs;
  };
  const parts = { datastore, catalog, gate, decisions: agents, serving: undefined, problems: [], upkeep, now };
  const options = { gcIntervalMs: undefined, verify, verifyCheckMs: 20, catalogDamaged: () => undefined, logger: pino({ level: 'silent' }) };
  return { housekeeping: Housekeeping.start(parts, options), upkeep, asked: () => asked };
}

test('data is verified at once when it never was, then when the interval is over, and not before', { timeout: 60_000 }, async () => {
  await using scene = await CollectionScene.open();
  using agent = await scene.collector.agent('db1');
  await scene.backUp(agent, makeArchive({ file: randomBytes(5000) }));
  const { housekeeping, upkeep, asked } = await keep(scene, { interval: 7 * dayMs, sample: 1 });
  await using _housekeeping = housekeeping;
  const beganMs = scene.clock.nowMs;
  await expect.poll(() => upkeep.verification.last?.endedMs, { timeout: 20_000 }).toBe(beganMs);
  expect(upkeep.verification.last?.readBytes).toBeGreaterThan(5000);
  scene.clock.nowMs += 6 * dayMs;
  const before = asked();
  // Whether one is due is asked by the clock.
  await expect.poll(asked, { timeout: 20_000 }).toBeGreaterThan(before + 4);
  expect(upkeep.verification.last?.endedMs).toBe(beganMs);
  scene.clock.nowMs += 2 * dayMs;
  await expect.poll(() => upkeep.verification.last?.endedMs, { timeout: 20_000 }).toBe(beganMs + 8 * dayMs);
});

test('the catalog is copied while it is used, and the reserve of space is made', { timeout: 60_000 }, async () => {
  await using scene = await CollectionScene.open();
  using agent = await scene.collector.agent('db1');
  await scene.backUp(agent, makeArchive({ file: randomBytes(5000) }));
  const { housekeeping, upkeep } = await keep(scene, { sample: 1 });
  await using _housekeeping = housekeeping;
  const { directory } = scene.collector.datastore;
  await expect.poll(async () => (await readdir(directory)).includes('reserve'), { timeout: 20_000 }).toBe(true);
  // The file is there before its room is.
  await expect.poll(() => upkeep.space.reserveBytes, { timeout: 20_000 }).toBeGreaterThan(0);
  await housekeeping.close();
  expect(upkeep.verification.last).toBeUndefined();
  expect((await readdir(join(directory, 'catalog-copies')).catch(() => [])).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});
