import { expect, test } from 'vitest';

import { TestFolder } from './catalog-fixture.ts';
import { openScratchCatalog } from './sqlite-catalog.ts';

test('the newest snapshot of each plan is the one with the highest number, in whatever order they came', async () => {
  using folder = new TestFolder();
  await using catalog = openScratchCatalog(folder.file());
  expect(await catalog.newestSnapshots()).toEqual([]);
  const plans: readonly (readonly [number, string, number])[] = [[1, 'daily', 2], [1, 'daily', 1], [1, 'weekly', 1], [2, 'daily', 7], [2, 'daily', 9], [2, 'daily', 8]];
  for (const [index, [agent, plan, sequence]] of plans.entries()) {
    await catalog.addSnapshot({ snapshotId: Buffer.alloc(16, index + 1), agentId: Buffer.alloc(16, agent), agentName: `a${String(agent)}`, plan, sequence, timeMs: sequence * 1000, runId: Buffer.alloc(16, index + 1) }, [], true);
  }
  expect((await catalog.newestSnapshots()).map(({ agentName, plan, sequence }) => `${agentName ?? ''}/${plan ?? ''} ${String(sequence)}`).sort()).toEqual(['a1/daily 2', 'a1/weekly 1', 'a2/daily 9']);
});
