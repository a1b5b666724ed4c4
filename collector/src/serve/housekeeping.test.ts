import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { chunkId } from '@stillpoint/proto/chunk-identity.ts';
import { pino } from 'pino';
import { expect, test } from 'vitest';

import { CollectionScene, dayMs } from '../collection/collection-scene.testing.ts';
import { makeArchive, type RawArchive } from '../session/raw-agent.testing.ts';
import { defaultSpaceSettings } from '../upkeep/space-guard.ts';
import { openUpkeep } from '../upkeep/upkeep.ts';
import { Housekeeping, type VerifySettings } from './housekeeping.ts';

async function keep(scene: CollectionScene, verify: VerifySettings, gcIntervalMs?: number): Promise<{ readonly housekeeping: Housekeeping; readonly upkeep: Awaited<ReturnType<typeof openUpkeep>>; readonly asked: () => number }> {
  const { datastore, catalog, gate, agents } = scene.collector;
  const upkeep = await openUpkeep(datastore.directory, defaultSpaceSettings);
  let asked = 0;
  const now = (): number => {
    asked += 1;
    return scene.clock.nowMs;
  };
  const parts = { datastore, catalog, gate, decisions: agents, serving: undefined, problems: [], upkeep, now };
  const options = { gcIntervalMs, verify, verifyCheckMs: 20, catalogDamaged: () => undefined, logger: pino({ level: 'silent' }) };
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

test('garbage is collected without being asked for when the interval is over, and again after the next', { timeout: 60_000 }, async () => {
  await using scene = await CollectionScene.open();
  using agent = await scene.collector.agent('db1');
  const { catalog } = scene.collector;
  const isKnown = async ({ chunks }: RawArchive): Promise<boolean> => (await catalog.lookupChunks(Buffer.concat(chunks.map((chunk) => chunkId(chunk))))).some((facts) => facts !== undefined);
  const backUpAndDelete = async (): Promise<RawArchive> => {
    const archive = makeArchive({ file: randomBytes(5000) });
    await scene.admin.deleteSnapshot({ snapshotId: await scene.backUp(agent, archive), graceMs: 0 });
    return archive;
  };
  const stays = makeArchive({ file: randomBytes(5000) });
  await scene.backUp(agent, stays, 'weekly');
  const first = await backUpAndDelete();
  const { housekeeping } = await keep(scene, { sample: 1 }, 30);
  await using _housekeeping = housekeeping;
  await expect.poll(() => isKnown(first), { timeout: 20_000 }).toBe(false);
  const second = await backUpAndDelete();
  await expect.poll(() => isKnown(second), { timeout: 20_000 }).toBe(false);
  expect(await isKnown(stays)).toBe(true);
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
  await expect.poll(async () => (await readdir(join(directory, 'catalog-copies')).catch(() => [])).filter((name) => !name.endsWith('.tmp')).length, { timeout: 20_000 }).toBe(1);
  await housekeeping.close();
  expect(upkeep.verification.last).toBeUndefined();
  expect((await readdir(join(directory, 'catalog-copies')).catch(() => [])).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});
