import type { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import { describe, expect, it } from 'vitest';

import type { AgentRow, CentralPlanRow } from '../catalog/catalog.ts';
import { findCentralAlarms } from '../alarm/central-alarms.ts';
import { CentralPlans } from './central-plans.ts';
import { diffDefinitions } from './definition-diff.ts';
import { planFileText } from './plan-file.ts';
import { planStatesOf } from './plan-state.ts';
import { PlanShelf } from './plan-shelf.ts';
import { PlanTarget, targetKey } from './plan-target.ts';

const id = 'ab'.repeat(16);
const web = agent('web1', { role: 'web', site: 'tokyo' });

function agent(name: string, labels: Readonly<Record<string, string>> = {}, agentId = id): AgentRow {
  const row: Pick<AgentRow, 'agentId' | 'name' | 'labels' | 'state'> = { agentId, name, labels, state: 'active' };
  return row as AgentRow;
}

let revision = 0;
function row(targetRecord: v1.PlanTarget.$Properties, plan = 'daily'): CentralPlanRow {
  revision += 1;
  return { targetRecord, plan, revision, sinceMs: 0, actor: 'cli', definition: `{"name":"${plan}","source":[]}` };
}

describe('a target', () => {
  it.each([
    [{ agents: '*' }, true],
    [{ agents: 'web*' }, true],
    [{ agents: 'web?' }, true],
    [{ agents: 'db*' }, false],
    [{ agents: 'we' }, false],
    [{ labels: { role: 'web' } }, true],
    [{ labels: { role: 'db' } }, false],
    [{ labels: { role: 'web', site: 'osaka' } }, false],
    [{ agents: 'web*', labels: { site: 'tokyo' } }, true],
    [{ agents: 'db*', labels: { site: 'tokyo' } }, false],
    [{ labels: { constructor: 'web' } }, false],
    [{ agentId: Buffer.from(id, 'hex') }, true],
    [{ agentId: Buffer.alloc(16) }, false],
  ])('%j covers web1: %s', (target, covers) => {
    expect(new PlanTarget(target).covers(web)).toBe(covers);
  });

  it.each([[{}], [{ agents: 'WEB*' }], [{ agents: 'a/b' }], [{ labels: { 'a b': 'x' } }]])('%j is none', (target) => {
    expect(() => new PlanTarget(target)).toThrow(expect.objectContaining({ code: 'USAGE' }) as StillpointError);
  });

  it('is the same for labels in another order', () => {
    expect(targetKey({ labels: { a: '1', b: '2' } })).toBe(targetKey({ agents: '', labels: { b: '2', a: '1' } }));
    expect(targetKey({ agents: 'a' })).not.toBe(targetKey({ labels: { a: '' } }));
  });
});

describe('of several plans of one name', () => {
  const chosen = (...targets: readonly v1.PlanTarget.$Properties[]): v1.PlanTarget.$Properties | undefined => new CentralPlans(targets.map((target) => row(target))).of(web)[0]?.targetRecord;
  const [everyone, label, labels, pattern, one] = [{ agents: '*' }, { labels: { role: 'web' } }, { labels: { role: 'web', site: 'tokyo' } }, { agents: 'web*' }, { agentId: Buffer.from(id, 'hex') }];

  it.each([
    [[one, pattern, labels, label, everyone], one],
    [[pattern, labels, label, everyone], pattern],
    [[labels, label, everyone], labels],
    [[label, everyone], label],
    [[{ agents: 'db*' }, everyone], everyone],
    [[{ agents: 'we*' }, { agents: '*b1' }], { agents: '*b1' }],
  ])('%j: the agent has that of %j', (targets, first) => {
    expect(chosen(...targets)).toEqual(first);
  });

  it('one that cannot be read here is passed over', () => {
    expect(chosen({ agents: 'A LATER GRAMMAR' }, everyone)).toEqual(everyone);
  });

  it('an agent has one of each name', () => {
    expect(new CentralPlans([row(everyone, 'b'), row(label, 'a'), row(everyone, 'a')]).of(web).map(({ plan, targetRecord }) => [plan, targetRecord])).toEqual([['a', label], ['b', everyone]]);
  });
});

it('an agent that a label has covered with more plans than it takes is sent as many as it takes', async () => {
  const rows = Array.from({ length: 65 }, (_, index) => row({ labels: { role: 'web' } }, `p${String(index).padStart(2, '0')}`));
  const shelf = await PlanShelf.open({ catalog: { listCentralPlans: () => Promise.resolve(rows) }, agentOf: () => web });
  expect(shelf.of(id).map(({ name }) => name)).toEqual(rows.slice(0, 64).map(({ plan }) => plan));
});

describe('what became of a plan', () => {
  const applied = row({ agents: '*' });
  const { revision: due } = applied;
  const plans = new CentralPlans([applied]);
  const told = (central: boolean, centralRevision = 0, refused = 0): v1.PlanList.$Properties => ({
    central,
    plans: centralRevision === 0 ? [] : [{ name: 'daily', centralRevision }],
    refusals: refused === 0 ? [] : [{ plan: 'daily', revision: refused, source: 'etc', field: 'paths', reason: '/etc is not permitted' }],
  });

  it.each([
    ['unknown', undefined, 'has not connected yet', false],
    ['local', told(false), 'does not have plans = "central"', true],
    ['in-force', told(true, due), undefined, false],
    ['pending', told(true, due + 1), `runs revision ${String(due + 1)}`, false],
    // Of an older revision, which is no business of this one.
    ['pending', told(true, 0, due + 1), 'has not taken revision', false],
    ['refused', told(true, 0, due), 'source etc: paths: /etc is not permitted', true],
  ] as const)('is %s', (state, list, alarm, critical) => {
    expect(planStatesOf(web, plans, list).map((one) => one.state)).toEqual([state]);
    const alarms = findCentralAlarms([web], [applied], new Map(list === undefined ? [] : [[id, list]]));
    expect(alarms.map(({ kind, plan, text, critical: isCritical }) => [kind, plan, text, isCritical])).toEqual(alarm === undefined ? [] : [['PLAN', 'daily', expect.stringContaining(alarm), critical]]);
  });

  it('is told of a guest that waits for plans and has none, and of no other', () => {
    expect(findCentralAlarms([web], [], new Map([[id, told(true)]]))).toMatchObject([{ kind: 'PLAN', plan: '', critical: true }]);
    expect(findCentralAlarms([web], [], new Map([[id, told(false)]]))).toEqual([]);
    expect(findCentralAlarms([{ ...web, state: 'retired' }], [applied], new Map([[id, told(true, 0, due)]]))).toEqual([]);
  });
});

describe('a definition', () => {
  const before = JSON.stringify({ name: 'web', source: [{ kind: 'files', paths: ['/srv'] }, { kind: 'files', name: 'etc', paths: ['/etc'] }] });
  const after = JSON.stringify({ name: 'web', schedule: '0 1 * * *', quiesce: { snapshot: 'none' }, source: [{ kind: 'files', paths: ['/srv'], exclude: ['*.tmp'] }] });

  it('differs from another key by key', () => {
    expect(diffDefinitions(before, after)).toEqual([
      { key: 'quiesce.snapshot', before: undefined, after: '"none"' },
      { key: 'schedule', before: undefined, after: '"0 1 * * *"' },
      { key: 'source.etc.kind', before: '"files"', after: undefined },
      { key: 'source.etc.name', before: '"etc"', after: undefined },
      { key: 'source.etc.paths', before: '["/etc"]', after: undefined },
      { key: 'source.files.exclude', before: undefined, after: '["*.tmp"]' },
    ]);
    expect(diffDefinitions(before, before)).toEqual([]);
    expect(diffDefinitions('', before).length).toBeGreaterThan(0);
  });

  it('is shown as it would be written', () => {
    expect(planFileText(after)).toContain('[[plan.source]]\nkind = "files"\npaths = [ "/srv" ]');
  });
});
