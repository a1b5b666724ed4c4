import { afterEach, beforeEach, expect, test } from 'vitest';

import { v1 } from '@stillpoint/proto/messages.ts';

import { TestFolder } from './catalog-fixture.ts';
import { openScratchCatalog, type SqliteCatalog } from './sqlite-catalog.ts';

const agentA = Buffer.alloc(16, 1);
const agentB = Buffer.alloc(16, 2);
let folder: TestFolder;
let catalog: SqliteCatalog;

beforeEach(() => {
  folder = new TestFolder();
  catalog = openScratchCatalog(folder.file());
});

afterEach(async () => {
  await catalog.close();
  folder[Symbol.dispose]();
});

function run(number: number, facts: v1.RunFacts.$Properties = {}): v1.RunFacts.$Properties {
  const runId = Buffer.alloc(16);
  runId.writeUInt32LE(number);
  return { runId, agentId: agentA, plan: 'daily', state: v1.RunState.RUN_COMPLETE, queuedMs: number * 1000, ...facts };
}

test('runs are listed newest first, of one agent, plan or id, or only those that go on', async () => {
  await catalog.putRuns([run(1), run(2, { plan: 'weekly' }), run(3, { agentId: agentB }), run(4, { state: v1.RunState.RUN_RUNNING })]);
  const times = async (filter: { agentId?: string; plan?: string; runId?: string; going?: boolean }): Promise<unknown[]> => (await catalog.listRuns({ ...filter, limit: 10 })).map(({ queuedMs }) => queuedMs);
  expect(await times({})).toEqual([4000, 3000, 2000, 1000]);
  expect(await times({ agentId: agentA.toString('hex'), plan: 'daily' })).toEqual([4000, 1000]);
  expect(await times({ going: true })).toEqual([4000]);
  expect(await times({ runId: Buffer.from(run(2).runId ?? []).toString('hex') })).toEqual([2000]);
  expect((await catalog.latestRuns()).map(({ queuedMs }) => queuedMs).sort()).toEqual([2000, 3000, 4000]);
});

test('a run is replaced by what is known later, and another agent’s run of the same id is another run', async () => {
  await catalog.putRuns([run(1, { state: v1.RunState.RUN_RUNNING })]);
  await catalog.putRuns([run(1, { state: v1.RunState.RUN_FAILED, errorCode: 'SESSION_LOST' }), run(1, { agentId: agentB })]);
  const runs = await catalog.listRuns({ limit: 10 });
  expect(runs.map(({ state }) => state).sort()).toEqual([v1.RunState.RUN_COMPLETE, v1.RunState.RUN_FAILED]);
});

test('the history of an agent does not grow beyond 1,000 runs, and pushes out nobody else’s', async () => {
  await catalog.putRuns([run(1, { agentId: agentB })]);
  await catalog.putRuns(Array.from({ length: 1100 }, (_, index) => run(index + 10)));
  expect(await catalog.listRuns({ agentId: agentA.toString('hex'), limit: 5000 })).toHaveLength(1000);
  expect(await catalog.listRuns({ agentId: agentB.toString('hex'), limit: 5000 })).toHaveLength(1);
});

test('a schedule is set, replaced and taken back by decisions', async () => {
  const decide = async (number: number, scheduleSet: v1.ScheduleSet.$Properties): Promise<void> => {
    await catalog.applyDecisions([{ number, timeMs: number * 1000, actor: 'cli uid 0', scheduleSet }]);
  };
  await decide(1, { agentId: agentA, plan: 'daily', settings: { cron: '30 1 * * *' } });
  await decide(2, { agentId: agentA, plan: 'daily', settings: { cron: '0 2 * * *', window: '01:00-05:00' } });
  expect(await catalog.listSchedules()).toMatchObject([{ agentId: agentA.toString('hex'), plan: 'daily', sinceMs: 2000, settings: { cron: '0 2 * * *', window: '01:00-05:00' } }]);
  await decide(3, { agentId: agentA, plan: 'daily' });
  expect(await catalog.listSchedules()).toEqual([]);
});
