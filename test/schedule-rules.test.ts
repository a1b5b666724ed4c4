/** Schedules for many plans: by pattern and by label, as an administrator sets, sees and takes them back. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { AgentProcess } from './support/agent-process.ts';
import { openBackupScene } from './support/backup-scene.ts';
import type { CollectorProcess } from './support/collector-process.ts';

interface Shown {
  readonly schedules: readonly { readonly plan: string; readonly origin: string; readonly rule: string | null; readonly cron: string | null; readonly next: readonly string[] }[];
  readonly rules: readonly { readonly rule: string; readonly covers: number; readonly follows: number }[];
}

let stack: AsyncDisposableStack;
let collector: CollectorProcess;
let agent: AgentProcess;

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  ({ collector, agent } = stack.use(await openBackupScene()));
  const service = stack.use(await agent.start(['serve']));
  await service.waitFor(/connected to the collector/, 'stderr');
  await vi.waitFor(async () => { expect(await shown()).toMatchObject({ schedules: [{ plan: 'daily', origin: 'none' }] }); }, { timeout: 20_000, interval: 800 });
});
afterEach(() => stack.disposeAsync());

async function shown(): Promise<Shown> {
  return JSON.parse(await collector.ask('schedule', 'show', '--json')) as Shown;
}

async function daily(): Promise<Shown['schedules'][number] | undefined> {
  return (await shown()).schedules.find(({ plan }) => plan === 'daily');
}

test('a pattern goes before a label, the plan itself before both, and each can be taken back', async () => {
  await collector.ask('agents', 'set', agent.name, '--label', 'role=web');
  await collector.ask('schedule', 'set', 'daily', '0 1 * * *', '--label', 'role=web', '--zone', 'UTC');
  expect(await daily()).toMatchObject({ origin: 'rule', rule: 'role=web/daily', cron: '0 1 * * *' });
  await collector.ask('schedule', 'set', 'gu*/daily', '0 2 * * *', '--zone', 'UTC', '--window', '02:00-05:00');
  expect(await daily()).toMatchObject({ origin: 'rule', rule: 'gu*/daily', cron: '0 2 * * *' });
  expect((await shown()).rules).toMatchObject([{ rule: 'gu*/daily', covers: 1, follows: 1 }, { rule: 'role=web/daily', covers: 1, follows: 0 }]);
  expect(await collector.ask('schedule', 'preview', '*/daily', '--next', '2')).toMatch(/BEGINS +PLAN +SET BY *\n.*guest\/daily +gu\*\/daily *\n.*guest\/daily/u);

  // Decisions outlive the collector.
  await collector.stop();
  await collector.serve({}, collector.address);
  expect((await shown()).rules).toHaveLength(2);

  await collector.ask('schedule', 'set', `${agent.name}/daily`, '0 3 * * *');
  expect(await daily()).toMatchObject({ origin: 'collector', rule: null, cron: '0 3 * * *' });
  await collector.ask('schedule', 'unset', `${agent.name}/daily`);
  await collector.ask('schedule', 'unset', 'gu*/daily');
  expect(await daily()).toMatchObject({ rule: 'role=web/daily' });
  await collector.ask('schedule', 'unset', 'daily', '--label', 'role=web');
  expect(await shown()).toMatchObject({ schedules: [{ origin: 'none', rule: null }], rules: [] });
});

// One scene for all: each costs two processes.
const refused: readonly (readonly [readonly string[], string])[] = [
  [['set', 'gu*', '0 1 * * *'], 'USAGE: "gu*" is no rule for plans'],
  [['set', 'gu*/daily', '61 1 * * *'], 'USAGE'],
  [['set', 'gu*/daily', '0 1 * * *', '--zone', 'Mars/North'], 'USAGE'],
  [['set', 'gu*/daily', '0 1 * * *', '--window', '01:00-05:00', '--at-window-end', 'slow 1'], 'USAGE: "slow 1" is nothing to do'],
  [['set', 'gu*/daily', '0 1 * * *', '--label', 'role=web'], 'USAGE: gu*/daily names agents, and so does --label'],
  [['set', 'daily', '0 1 * * *', '--label', 'web'], 'USAGE: "web" is no label'],
  [['unset', 'gu*/daily'], 'PLAN_UNKNOWN: there is no rule gu*/daily'],
  [['preview', 'no*/daily'], 'PLAN_UNKNOWN'],
];

test('what is no rule, or no schedule, is refused with a reason, and changes nothing', async () => {
  for (const [words, text] of refused) {
    const { code, stderr } = await collector.cli(['schedule', ...words]);
    expect([words, code, stderr]).toEqual([words, 2, expect.stringContaining(text)]);
  }
  expect((await shown()).rules).toEqual([]);
});
