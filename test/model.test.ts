/**
 * Random sequences of what happens to a datastore (backups of two agents, deletions, prunes, collections, restarts, deaths at any fault point) against a model in memory: exactly the model's snapshots are
 * there, each to the last byte, and a collection leaves nothing that none of them needs. A sequence that fails is shrunk to a short one. `STILLPOINT_MODEL_RUNS` says how many sequences, `STILLPOINT_MODEL_SEED`
 * and `STILLPOINT_MODEL_PATH` (as a failure prints them) run one again.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { CoreRun } from './support/core/core-run.ts';
import { CoreScene } from './support/core/core-scene.ts';
import { describeOrder, type Order } from './support/core/order.ts';
import { dayMs } from './support/core/store-model.ts';
import { isLong } from './support/requirements.ts';

const runs = Number(process.env['STILLPOINT_MODEL_RUNS'] ?? (isLong ? 2000 : 4));
const seed = Number(process.env['STILLPOINT_MODEL_SEED'] ?? 20_261_124);
const path = process.env['STILLPOINT_MODEL_PATH'];

type Step = fc.AsyncCommand<CoreRun, CoreRun>;

/** An order that is made of what there is when its turn comes; a process that dies of it is replaced, and what is left is compared. */
class GiveOrder implements Step {
  readonly #make: (run: CoreRun) => Order | undefined;
  #given = 'an order that was not given';

  constructor(make: (run: CoreRun) => Order | undefined) {
    this.#make = make;
  }

  check(run: CoreRun): boolean {
    return this.#make(run) !== undefined;
  }

  async run(_: CoreRun, run: CoreRun): Promise<void> {
    const order = this.#make(run);
    if (order === undefined) return;
    this.#given = describeOrder(order);
    if ((await run.do(order)) !== undefined) await reopen(run);
  }

  toString(): string {
    return this.#given;
  }
}

/** From here on the process dies at the n-th fault point that it passes. */
class Die implements Step {
  readonly #passings: number;

  constructor(passings: number) {
    this.#passings = passings;
  }

  check(): boolean {
    return true;
  }

  async run(_: CoreRun, run: CoreRun): Promise<void> {
    await run.close();
    if ((await run.open(`any:${this.#passings}`)) !== undefined) await reopen(run);
  }

  toString(): string {
    return `to die at the ${this.#passings}. fault point`;
  }
}

class Look implements Step {
  check(): boolean {
    return true;
  }

  async run(_: CoreRun, run: CoreRun): Promise<void> {
    if ((await run.check()) !== undefined) await reopen(run);
  }

  toString(): string {
    return 'verify and restore all';
  }
}

async function reopen(run: CoreRun): Promise<void> {
  expect(await run.open()).toBeUndefined();
}

const files = fc.dictionary(fc.constantFrom('a/1', 'a/2', 'b/1', 'b/2', 'c/1'), fc.integer({ min: 1, max: 12 }), { minKeys: 1, maxKeys: 5 });
const plan = fc.constantFrom('daily', 'weekly');
const graceMs = fc.constantFrom(0, 2 * dayMs);
let runCount = 0;
const runId = (): string => (++runCount).toString(16).padStart(32, '0');
const one = (runIds: readonly string[], which: number): string | undefined => runIds[which % Math.max(1, runIds.length)];
const give = (order: Order): Step => new GiveOrder(() => order);

const steps = fc.commands<CoreRun, CoreRun, false>(
  [
    fc.record({ agent: fc.nat(1), plan, files }).map((backup) => give({ kind: 'backup', runId: runId(), ...backup })),
    fc.record({ agent: fc.nat(1), plan, files }).map((backup) => give({ kind: 'backup', runId: runId(), ...backup, abandoned: true })),
    fc.record({ which: fc.nat(9), graceMs }).map(({ which, graceMs: grace }) => new GiveOrder(({ model }) => {
      const runIdOf = one(model.listed, which);
      return runIdOf === undefined ? undefined : { kind: 'delete', runId: runIdOf, graceMs: grace };
    })),
    fc.nat(9).map((which) => new GiveOrder(({ model }) => {
      const runIdOf = one(model.deleted, which);
      return runIdOf === undefined ? undefined : { kind: 'undelete', runId: runIdOf };
    })),
    fc.record({ keepLast: fc.integer({ min: 1, max: 3 }), graceMs }).map((prune) => give({ kind: 'prune', ...prune })),
    fc.constant('collect' as const).map((kind) => give({ kind })),
    fc.constant('pass' as const).map((kind) => give({ kind })),
    fc.constantFrom('restart' as const, 'rebuild' as const).map((kind) => give({ kind })),
    fc.record({ files: fc.tuple(files, files), plan }).map(({ files: [first, second], plan: of }) =>
      give({ kind: 'busy', orders: [{ kind: 'backup', agent: 0, plan: of, runId: runId(), files: first }, { kind: 'backup', agent: 1, plan: of, runId: runId(), files: second }, { kind: 'collect' }] }),
    ),
    fc.integer({ min: 1, max: 60 }).map((passings) => new Die(passings)),
    fc.constant(undefined).map(() => new Look()),
  ],
  { maxCommands: 24, size: 'max' },
);

describe('a datastore', () => {
  let scene: CoreScene;
  beforeAll(async () => {
    scene = await CoreScene.open();
  });
  afterAll(() => scene[Symbol.asyncDispose]());

  test(`holds what a model says, whatever is done to it (${runs} sequences)`, { timeout: 120_000 + runs * 20_000 }, async () => {
    const property = fc.asyncProperty(steps, async (commands) => {
      await using run = await scene.begin();
      await reopen(run);
      await fc.asyncModelRun(() => ({ model: run, real: run }), commands);
      await run.close();
      // What dies here dies of the last step's fault.
      await reopen(run);
      for (const kind of ['pass', 'pass', 'collect'] as const) expect(await run.do({ kind })).toBeUndefined();
      expect(await run.check()).toBeUndefined();
    });
    await fc.assert(property, { numRuns: runs, seed, ...(path === undefined ? {} : { path }), endOnFailure: false });
  });
});
