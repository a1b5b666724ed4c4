/**
 * The power goes while a collector works. Every write, rename, removal and sync of its core is recorded; from the record come the states in which a disk could be found after a cut at any of its steps: what
 * was synced is there, everything else may be there, or be torn at a sector, or not be there. From each state the core opens, verifies every byte, restores every snapshot that anybody was told of, and takes
 * the next backup. `STILLPOINT_POWER_STATES` says how many states are looked at, `STILLPOINT_POWER_CUT` (as a failure prints it) looks at one.
 */
import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect } from 'vitest';

import type { CoreChild } from './support/core/core-child.ts';
import { firstMs } from './support/core/core-run.ts';
import { CoreScene } from './support/core/core-scene.ts';
import { followMarks } from './support/core/mark.ts';
import type { Order } from './support/core/order.ts';
import { RandomOrders } from './support/core/random-orders.ts';
import { record, type RecordedLife, type Recording } from './support/core/recording.ts';
import { dayMs, StoreModel } from './support/core/store-model.ts';
import { isLong, testWith } from './support/requirements.ts';
import { seeded } from './support/seeded-random.ts';
import { TestFolder } from './support/test-folder.ts';
import { writeFound, type Survival } from './support/unsynced-disk.ts';

/** The power goes behind so many steps. */
interface Cut {
  readonly behind: number;
  readonly survival: Survival;
  readonly seed: number;
}

const onlyCut = process.env['STILLPOINT_POWER_CUT'];
const states = Number(process.env['STILLPOINT_POWER_STATES'] ?? (isLong ? 3000 : 24));
const stories = Number(process.env['STILLPOINT_POWER_STORIES'] ?? (isLong ? 10 : 0));
const firstSeed = 20_261_124;

const runOf = (run: number): string => run.toString(16).padStart(32, '0');
const backup = (run: number, plan: string, files: Record<string, number>, agent = 0): Order => ({ kind: 'backup', agent, plan, runId: runOf(run), files });

const lives: readonly RecordedLife[] = [
  {
    fault: 'snapshot-renamed:3',
    orders: [backup(1, 'daily', { 'a/1': 1, 'a/2': 2, 'a/3': 3, 'a/4': 4, 'a/5': 5, 'b/1': 6 }), backup(2, 'daily', { 'a/1': 1, 'b/1': 7 }, 1), backup(3, 'weekly', { 'c/1': 8 })],
  },
  {
    orders: [
      // The run that had no answer asks again, and is answered.
      backup(3, 'weekly', { 'c/1': 8 }),
      { kind: 'delete', runId: runOf(1), graceMs: 2 * dayMs },
      { kind: 'undelete', runId: runOf(1) },
      backup(4, 'daily', { 'a/1': 1, 'd/1': 9 }),
      { kind: 'delete', runId: runOf(1), graceMs: 0 },
      { kind: 'pass' },
      { kind: 'pass' },
    ],
  },
  { fault: 'gc-pack-moved', orders: [{ kind: 'collect' }] },
  { orders: [{ kind: 'collect' }, { kind: 'rebuild' }, backup(5, 'daily', { 'a/1': 1, 'd/1': 10 }), { kind: 'prune', keepLast: 1, graceMs: 0 }, { kind: 'restart' }, { kind: 'collect' }, backup(6, 'daily', { 'a/1': 1 }, 1)] },
];

let scene: CoreScene;
beforeAll(async () => {
  scene = await CoreScene.open();
});
afterAll(() => scene[Symbol.asyncDispose]());

describe('a power failure', () => {
  testWith('gcc')(`at any moment loses no snapshot that was confirmed, and shows none that was not (${states} states)`, { timeout: 60_000 + states * 5000 }, async () => {
    await lookAtStates(await recordIn('fixed', lives), 0);
  });

  for (let story = 1; story <= stories; story++) {
    testWith('gcc')(`at any moment of random work loses nothing that was confirmed (story ${story})`, { timeout: 60_000 + states * 5000 }, async () => {
      await lookAtStates(await recordIn(`story-${story}`, randomLives(firstSeed + story)), story);
    });
  }
});

async function recordIn(name: string, orders: readonly RecordedLife[]): Promise<Recording> {
  await mkdir(scene.folder.at(name));
  return record(scene.program, scene.folder.at(name), orders);
}

function randomLives(seed: number): RecordedLife[] {
  const random = seeded(seed);
  const orders = new RandomOrders(random);
  // What is there to be deleted is not known yet: the orders that name nothing.
  const model = new StoreModel(firstMs);
  return Array.from({ length: 6 }, () => ({ fault: `any:${1 + Math.floor(random() * 120)}`, orders: Array.from({ length: 8 }, () => orders.next(model)) }));
}

async function lookAtStates(recording: Recording, story: number): Promise<void> {
  const cuts = chooseCuts(recording, story);
  const disk = recording.disk();
  await using stack = new AsyncDisposableStack();
  const children = [stack.use(scene.take()), stack.use(scene.take())];
  let marks = '';
  let behind = 0;
  const looking = children.map(() => Promise.resolve());
  for (const [at, cut] of cuts.entries()) {
    for (; behind < cut.behind; behind++) {
      const step = recording.steps[behind];
      if (step === undefined) continue;
      disk.apply(step);
      marks += recording.marksOf(step);
    }
    const found = disk.found(cut.survival, seeded(cut.seed));
    const told = marks;
    const turn = at % children.length;
    // One state for each process at a time: no more of them lie in memory.
    await looking[turn];
    const child = children[turn];
    if (child === undefined) continue;
    looking[turn] = lookAt(child, found, told, at % 4 === 0).catch((error: unknown) => {
      throw new Error(`STILLPOINT_POWER_CUT=${story}:${cut.behind}:${cut.survival}:${cut.seed} (behind ${JSON.stringify(describeStep(recording, cut.behind))}): ${error instanceof Error ? error.message : String(error)}\ntold:\n${told}`, { cause: error });
    });
    looking[turn].catch(() => undefined);
  }
  await Promise.all(looking);
  process.stdout.write(`${cuts.length} states of a disk without power, out of a log of ${recording.steps.length} steps\n`);
}

/** Everything that a person would look for after the power is back. */
async function lookAt(child: CoreChild, found: ReadonlyMap<string, Buffer | undefined>, told: string, goesOn: boolean): Promise<void> {
  await using place = await TestFolder.make();
  await writeFound(place.path, found);
  const directory = place.at('datastore');
  const model = new StoreModel(firstMs);
  followMarks(model, told);
  model.crashed();
  // While it was being made it is a datastore already, or can be made by making it again.
  if (told === '') await child.create(directory, model.nowMs);
  await child.open(directory, model.nowMs);
  try {
    expect(model.compare(await child.look(model.nowMs))).toEqual([]);
    if (goesOn) await goOn(child, model);
  } finally {
    await child.close(model.nowMs);
  }
}

async function goOn(child: CoreChild, model: StoreModel): Promise<void> {
  const orders: Order[] = [backup(901, 'daily', { 'a/1': 1, 'z/1': 901 }), backup(902, 'weekly', { 'a/1': 1 }, 1), { kind: 'collect' }];
  for (const order of orders) {
    model.begin(order);
    model.end(order, await child.do(order, model.nowMs, {}));
  }
  expect(model.compare(await child.look(model.nowMs))).toEqual([]);
}

/** At syncs, where most is at stake just before them, and in between. In their order. */
function chooseCuts({ steps }: Recording, story: number): Cut[] {
  if (onlyCut !== undefined) return parseCut(onlyCut, story);
  const random = seeded(firstSeed + story);
  const candidates = steps.flatMap((step, at): Cut[] => {
    const survivals: Survival[] = step.kind === 'sync' ? ['nothing', 'names', 'some', 'some'] : random() < 0.3 ? ['some', 'everything'] : [];
    return survivals.map((survival) => ({ behind: at, survival, seed: Math.floor(random() * 1_000_000) }));
  });
  const chosen = candidates.map((cut) => ({ cut, rank: random() })).sort((left, right) => left.rank - right.rank).slice(0, states);
  return chosen.map(({ cut }) => cut).sort((left, right) => left.behind - right.behind);
}

function parseCut(text: string, story: number): Cut[] {
  const [ofStory, behind, survival, seed] = text.split(':');
  return Number(ofStory) === story ? [{ behind: Number(behind), survival: survival as Survival, seed: Number(seed) }] : [];
}

function describeStep({ steps }: Recording, behind: number): unknown {
  return steps.slice(Math.max(0, behind - 3), behind + 1).map((step) => ('bytes' in step ? { ...step, inode: String(step.inode), bytes: step.bytes.length } : 'inode' in step ? { ...step, inode: String(step.inode) } : step));
}
