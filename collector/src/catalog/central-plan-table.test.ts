import { afterEach, beforeEach, expect, test } from 'vitest';
import type { v1 } from '@stillpoint/proto/messages.ts';

import { TestFolder } from './catalog-fixture.ts';
import { openScratchCatalog, type SqliteCatalog } from './sqlite-catalog.ts';

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

const agentId = Buffer.alloc(16, 7);
const decisions: readonly v1.Decision.$Properties[] = [
  { centralPlanSet: { target: { labels: { role: 'web', site: 'tokyo' } }, plan: { name: 'web', revision: 1, definition: 'a' } } },
  { centralPlanSet: { target: { agentId }, plan: { name: 'web', revision: 2, definition: 'b' } } },
  // The same target, said in another order.
  { centralPlanSet: { target: { labels: { site: 'tokyo', role: 'web' } }, plan: { name: 'web', revision: 3, definition: 'c' } } },
  // Of a release that knows more targets than this one.
  { centralPlanSet: { target: { agents: 'SOMETHING NEW' }, plan: { name: 'web', revision: 4, definition: 'd' } } },
  { centralPlanSet: { target: { agents: '*' }, plan: { name: 'web', revision: 5, definition: 'e' } } },
  { centralPlanSet: { target: { agents: '*' }, plan: { name: 'web', revision: 6, definition: '' } } },
].map((decision, index) => ({ number: index + 1, timeMs: index * 1000, actor: 'cli uid 0', ...decision }));

test('plans for many guests are set, replaced and taken back by decisions, also when all of them are applied again', async () => {
  await catalog.applyDecisions(decisions);
  const list = await catalog.listCentralPlans();
  expect(list.map(({ revision, definition, sinceMs, actor }) => [revision, definition, sinceMs, actor])).toEqual([
    [2, 'b', 1000, 'cli uid 0'],
    [3, 'c', 2000, 'cli uid 0'],
    [4, 'd', 3000, 'cli uid 0'],
  ]);
  expect(list[1]?.targetRecord).toMatchObject({ labels: { role: 'web', site: 'tokyo' } });
  await catalog.forgetDecisions();
  expect(await catalog.listCentralPlans()).toEqual([]);
  await catalog.applyDecisions(decisions);
  expect(await catalog.listCentralPlans()).toEqual(list);
  expect((await catalog.listEvents(10)).map(({ kind, object }) => [kind, object]).slice(0, 2)).toEqual([['plan-removed', '*/web'], ['plan-set', '*/web']]);
});

test('those of one agent go with it', async () => {
  await catalog.applyDecisions([...decisions, { number: decisions.length + 1, timeMs: 0, actor: '', agentRemoved: { agentId } }]);
  expect((await catalog.listCentralPlans()).map(({ revision }) => revision)).toEqual([3, 4]);
});
