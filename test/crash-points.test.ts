/**
 * The core of a collector is killed at each of its fault points, and at random ones over and over. After each death the next process opens the datastore, verifies every byte of it, restores every
 * snapshot, and finds what the model of test/support/core allows. `STILLPOINT_CRASH_SEED` runs one story again, `STILLPOINT_CRASH_ROUNDS` says how many deaths there are to be.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Files } from './support/core/contents.ts';
import type { CoreRun } from './support/core/core-run.ts';
import { CoreScene } from './support/core/core-scene.ts';
import type { Order } from './support/core/order.ts';
import { RandomOrders } from './support/core/random-orders.ts';
import { dayMs } from './support/core/store-model.ts';
import { isLong } from './support/requirements.ts';
import { seeded } from './support/seeded-random.ts';

const rounds = Number(process.env['STILLPOINT_CRASH_ROUNDS'] ?? (isLong ? 5000 : 60));
const onlySeed = process.env['STILLPOINT_CRASH_SEED'];
/** Deaths of one datastore: it must not grow so large that each costs much. */
const deathsOfStory = 16;

/** A day after the last death nothing is kept that no snapshot needs. */
const tidyUp: readonly Order[] = [{ kind: 'pass' }, { kind: 'pass' }, { kind: 'collect' }];

let runs = 0;
const newRun = (): string => (++runs).toString(16).padStart(32, '0');
/** Files that no other snapshot has, but for one of them. */
const ownFiles = (): Files => ({ 'a/0': 0, ...Object.fromEntries(['a/1', 'a/2', 'b/1', 'b/2', 'c/1'].map((path, at) => [path, 1000 + runs * 10 + at])) });
const backUp = (runId = newRun(), files = ownFiles()): Order => ({ kind: 'backup', agent: 0, plan: 'daily', runId, files });

/** What leads to a point: a snapshot is made, and goes. */
function backUpAndDelete(graceMs: number, ...more: readonly Order[]): Order[] {
  const runId = newRun();
  return [backUp(runId), { kind: 'delete', runId, graceMs }, ...more];
}

/** As above, from packs of its own, which are sealed; of what it holds `kept` is in another snapshot, too. */
function collectOwnPacks(kept: readonly string[]): Order[] {
  const runId = newRun();
  const files = ownFiles();
  const others = newRun();
  const keptFiles = Object.fromEntries(kept.map((path) => [path, files[path] ?? 0]));
  return [{ kind: 'restart' }, backUp(runId, files), { kind: 'restart' }, ...(kept.length === 0 ? [] : [backUp(others, keptFiles)]), { kind: 'delete', runId, graceMs: 0 }, { kind: 'collect' }];
}

function undeleted(): Order[] {
  const runId = newRun();
  return [backUp(runId), { kind: 'delete', runId, graceMs: 2 * dayMs }, { kind: 'undelete', runId }];
}

const dying: readonly [point: string, orders: () => Order[]][] = [
  // It is told at its time: a run may be over before.
  ['durable-sent', () => Array.from({ length: 20 }, () => backUp())],
  ...['session-begun', 'pack-created', 'block-verified', 'block-appended', 'pack-synced', 'commit-received', 'commit-walked', 'commit-synced'].map((point) => [point, () => [backUp()]] as [string, () => Order[]]),
  ...['snapshot-temp-written', 'snapshot-renamed', 'snapshot-committed', 'catalog-committed', 'committed-sent'].map((point) => [point, () => [backUp()]] as [string, () => Order[]]),
  ...['pack-footer-written', 'pack-sealed'].map((point) => [point, () => [backUp(), { kind: 'restart' }]] as [string, () => Order[]]),
  ...['journal-appended', 'snapshot-unlisted'].map((point) => [point, () => backUpAndDelete(0)] as [string, () => Order[]]),
  ['undelete-decided', undeleted],
  ['expiry-decided', () => backUpAndDelete(2 * dayMs, { kind: 'pass' }, { kind: 'pass' }, { kind: 'collect' })],
  ...['gc-marked', 'gc-condemned', 'gc-swept-begun'].map((point) => [point, () => backUpAndDelete(0, { kind: 'collect' })] as [string, () => Order[]]),
  ...['gc-pack-forgotten', 'gc-pack-deleted'].map((point) => [point, () => collectOwnPacks([])] as [string, () => Order[]]),
  ...['gc-pack-rewritten', 'gc-pack-moved'].map((point) => [point, () => collectOwnPacks(['a/1'])] as [string, () => Order[]]),
];

let scene: CoreScene;
beforeAll(async () => {
  scene = await CoreScene.open();
});
afterAll(() => scene[Symbol.asyncDispose]());

async function giveAll(run: CoreRun, orders: readonly Order[]): Promise<void> {
  for (const order of orders) if (run.model.allows(order)) expect(await run.do(order)).toBeUndefined();
}

describe('the core of a collector', () => {
  // One datastore for all points: each has the deaths before it to live with.
  let run: CoreRun;
  beforeAll(async () => {
    run = await scene.begin();
  });
  afterAll(() => run[Symbol.asyncDispose]());

  test.each(dying)('that is killed at %s loses nothing, and shows nothing that was not committed', async (point, orders) => {
    // Opens what the death before has left, and compares. A verification is written down, too, and is not meant.
    let died = await run.open(point === 'journal-appended' ? `${point}:2` : point);
    for (const order of orders()) {
      if (died !== undefined) break;
      died = await run.do(order);
    }
    expect(died, run.story).toBe(point);
  });

  test('that was killed at every point collects all garbage a day later', async () => {
    expect(await run.open()).toBeUndefined();
    await giveAll(run, tidyUp);
    expect(await run.check()).toBeUndefined();
  });

  test(`that is killed ${rounds} times at random points loses nothing, shows nothing that was not committed, and collects all garbage later`, { timeout: 60_000 + rounds * 5000 }, async () => {
    const firstSeed = Number(onlySeed ?? 20_261_124);
    const points = new Map<string, number>();
    let deaths = 0;
    for (let seed = firstSeed; deaths < rounds; seed++) {
      deaths += await tellStory(seed, points);
      if (onlySeed !== undefined) break;
    }
    process.stdout.write(`killed ${deaths} times: ${[...points].sort().map(([point, times]) => `${point} ${times}`).join(', ')}\n`);
  });
});

/** One datastore, killed again and again. Answers how often. */
async function tellStory(seed: number, points: Map<string, number>): Promise<number> {
  const random = seeded(seed);
  const orders = new RandomOrders(random);
  await using run = await scene.begin();
  let deaths = 0;
  const note = (point: string | undefined): boolean => {
    if (point === undefined) return false;
    points.set(point, (points.get(point) ?? 0) + 1);
    deaths += 1;
    return true;
  };
  try {
    while (deaths < deathsOfStory) {
      if (random() < 0.2) {
        // At a moment that no fault point names.
        if (note(await run.open())) continue;
        await run.kill(orders.next(run.model), random() * 60);
        note('a random moment');
        continue;
      }
      const died = note(await run.open(`any:${1 + Math.floor(random() * random() * 90)}`));
      for (let step = 0; !died && step < 12; step++) {
        const order = orders.next(run.model);
        if (!note(await run.do(order))) continue;
        if (order.kind === 'backup' && random() < 0.4) {
          if (note(await run.open(`any:${1 + Math.floor(random() * 40)}`))) break;
          note(await run.do(order));
        }
        break;
      }
    }
    expect(await run.open()).toBeUndefined();
    await giveAll(run, tidyUp);
    expect(await run.check()).toBeUndefined();
  } catch (error) {
    throw new Error(`STILLPOINT_CRASH_SEED=${seed}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  return deaths;
}
