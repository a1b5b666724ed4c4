/** Plans that the collector defines: taken, changed and refused by guests, kept over restarts of both, and attacked with by a collector that was taken over. */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { AdminApi } from '../collector/src/admin/admin-api.ts';
import { openOwnedDatastore } from '../collector/src/admin/bare-datastore.ts';
import { openAdmin } from '../collector/src/admin/open-admin.ts';
import { readAppliedPlans } from '../collector/src/cli/applied-plans.ts';
import type { AgentProcess } from './support/agent-process.ts';
import { openBackupScene } from './support/backup-scene.ts';
import type { ChildProgram, Finished } from './support/child-program.ts';
import type { CollectorProcess } from './support/collector-process.ts';
import type { TestFolder } from './support/test-folder.ts';

interface PlanState {
  readonly plan: string;
  readonly state: string;
  readonly revision: number;
  readonly revisionInForce: number;
}

const patience = { timeout: 30_000, interval: 100 };

let stack: AsyncDisposableStack;
let folder: TestFolder;
let collector: CollectorProcess;
let agent: AgentProcess;
let tree = '';

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  ({ folder, collector, agent, tree } = stack.use(await openBackupScene()));
  await agent.configure({});
  await agent.takeCentralPlans({ read: [tree] });
  await writeFile(join(tree, 'page.html'), 'hello');
});
afterEach(() => stack.disposeAsync());

async function serve(): Promise<ChildProgram> {
  const service = stack.use(await agent.start(['serve']));
  await service.waitFor(/connected to the collector/, 'stderr');
  return service;
}

/** A file with plans, each a list of keys of its only source. */
async function planFile(plans: Readonly<Record<string, string>>): Promise<string> {
  const file = folder.at('plans.toml');
  await writeFile(file, Object.entries(plans).map(([name, keys]) => `[[plan]]\nname = "${name}"\nschedule = "0 3 * * *"\n[[plan.source]]\nkind = "files"\n${keys}\n`).join('\n'));
  return file;
}

function apply(file: string, ...args: readonly string[]): Promise<Finished> {
  return collector.cli(['plan', 'apply', file, ...args]);
}

/** Asked as a command does, without a process for each question. */
async function asking<T>(work: (admin: AdminApi) => Promise<T>): Promise<T> {
  await using admin = await openAdmin(collector.datastore, { write: false, signal: new AbortController().signal, now: Date.now, note: () => undefined });
  return await work(admin);
}

async function planOf(name: string): Promise<PlanState | undefined> {
  const { agents } = await asking(readAppliedPlans);
  const facts = agents.find(({ plan }) => plan?.name === name);
  return facts === undefined ? undefined : { plan: name, state: facts.state ?? '', revision: facts.plan?.revision ?? 0, revisionInForce: facts.revisionInForce ?? 0 };
}

async function become(name: string, facts: Partial<PlanState>): Promise<PlanState | undefined> {
  await vi.waitFor(async () => { expect(await planOf(name)).toMatchObject(facts); }, patience);
  return planOf(name);
}

async function alarms(): Promise<unknown[]> {
  return ((await asking((admin) => admin.getStatus())).alarms ?? []).filter(({ kind }) => kind === 'PLAN');
}

test('a plan that is applied by label is taken, run, changed, refused by name, and taken back', async () => {
  const service = await serve();
  const paths = `paths = ["${tree}"]`;
  expect(await apply(await planFile({ web: paths }), '--label', 'role=web')).toMatchObject({ code: 0, stderr: expect.stringContaining('No agent is covered now') as string });
  // What is applied to a label is for those that have it later, too.
  await collector.ask('agents', 'set', 'guest', '--label', 'role=web');
  const first = await become('web', { state: 'in-force' });
  expect(first?.revisionInForce).toBe(first?.revision);
  expect(await collector.cli(['run', 'guest/web'])).toMatchObject({ code: 0 });
  const { snapshots } = JSON.parse(await collector.ask('snapshots', '--json')) as { snapshots: { plan: string; planDefinition: unknown }[] };
  expect(snapshots).toMatchObject([{ plan: 'web', planDefinition: { name: 'web', schedule: '0 3 * * *', central: { revision: first?.revision }, sources: [{ paths: [tree], confinement: { within: [tree] } }] } }]);
  expect(await collector.ask('agents', 'show', 'guest')).toContain('web (files) at "0 3 * * *", of the collector');

  // What is shown can be applied again.
  const shown = folder.at('shown.toml');
  await writeFile(shown, await collector.ask('plan', 'show', 'guest/web'));
  expect(await collector.ask('plan', 'diff', shown, '--label', 'role=web')).toContain('guest: plan web: as it was');

  await writeFile(join(tree, 'scratch.tmp'), 'x');
  const changed = await planFile({ web: `${paths}\nexclude = ["*.tmp"]`, etc: 'name = "settings"\npaths = ["/etc"]' });
  const diff = await collector.ask('plan', 'diff', changed, '--label', 'role=web');
  expect(diff).toContain(`guest: plan web: changed from revision ${String(first?.revision)}\n  + source.files.exclude = ["*.tmp"]\n`);
  expect(diff).toContain('guest: plan etc: new\n');
  expect(await planOf('web')).toEqual(first);
  const applied = await apply(changed, '--label', 'role=web');
  expect(applied.code).toBe(3);
  expect(applied.stdout).toContain('guest/web: changed from revision');
  expect(applied.stderr).toContain('guest/etc: refused: source settings: paths: /etc is not below anything that [allow] read of agent.toml names');
  expect((await planOf('web'))?.state).toBe('in-force');
  expect(await collector.cli(['run', 'guest/web'])).toMatchObject({ code: 0 });
  expect(await collector.ask('ls', '-R', `guest/web:${tree}`)).not.toContain('scratch.tmp');
  expect((await collector.cli(['run', 'guest/etc'])).stderr).toMatch(/PLAN_REFUSED: .*source settings: paths: \/etc/u);
  expect(await alarms()).toMatchObject([{ kind: 'PLAN', plan: 'etc', text: expect.stringContaining('source settings: paths: /etc') as string }]);
  expect(service.stderr).toContain('PLAN_REFUSED');
  const check = await (await agent.start(['check'])).finished;
  expect([check.code, check.stdout]).toEqual([1, expect.stringContaining('PLAN_REFUSED: plan etc, source settings: paths: /etc')]);

  // The guest decides: what it permits from now on is in force, without anything being sent again.
  await agent.takeCentralPlans({ read: [tree, '/etc/hostname', '/etc'] });
  service.kill('SIGHUP');
  await become('etc', { state: 'in-force' });
  await agent.takeCentralPlans(undefined);
  service.kill('SIGHUP');
  await become('web', { state: 'local' });
  expect(await collector.cli(['run', 'guest/web'])).toMatchObject({ stderr: expect.stringContaining('PLAN_UNKNOWN') as string });
  await agent.takeCentralPlans({ read: [tree] });
  service.kill('SIGHUP');
  await become('web', { state: 'in-force' });

  expect((await collector.cli(['plan', 'remove', 'etc'])).stderr).toContain('CONFIRMATION_NEEDED');
  await collector.ask('plan', 'remove', 'etc', '--yes');
  expect(await planOf('etc')).toBeUndefined();
  await vi.waitFor(async () => { expect(await alarms()).toEqual([]); }, patience);
  expect(await collector.ask('audit', '--json')).toMatch(/"kind": ?"plan-set"[^]*"kind": ?"plan-removed"/u);
});

test('applied plans outlive restarts of both sides, a lost catalog, and a collector that is away', async () => {
  await collector.stop();
  const file = await planFile({ web: `paths = ["${tree}"]` });
  // Without a collector that runs, too.
  expect(await apply(file, '--agent', 'guest')).toMatchObject({ code: 0 });
  expect(await planOf('web')).toMatchObject({ state: 'unknown' });
  await collector.ask('rebuild-catalog');
  await collector.serve();
  const service = await serve();
  const { revision } = (await become('web', { state: 'in-force' })) ?? {};

  await collector.stop();
  service.kill('SIGTERM');
  await service.finished;
  const status = JSON.parse((await (await agent.start(['status', '--json'])).finished).stdout) as { plans: unknown[] };
  expect(status.plans).toMatchObject([{ name: 'web', schedule: '0 3 * * *', centralRevision: revision }]);
  const alone = stack.use(await agent.start(['serve']));
  await alone.waitFor(/not connected to the collector/, 'stderr');
  await collector.serve();
  expect(await agent.backup('web')).toMatchObject({ status: 'complete' });
  await alone.waitFor(/connected to the collector/, 'stderr');
  await become('web', { state: 'in-force', revision: revision ?? 0 });
});

test('a collector that was taken over has nothing run and nothing read that agent.toml does not permit', async () => {
  await collector.stop();
  const marker = folder.at('taken');
  const touch = ['/usr/bin/touch', marker];
  const files = { kind: 'files', paths: [tree] };
  const attacks: Readonly<Record<string, object>> = {
    command: { source: [{ kind: 'command', command: touch }] },
    pre: { quiesce: { pre: touch }, source: [files] },
    post: { quiesce: { post: touch }, source: [files] },
    external: { quiesce: { snapshot: 'external', external: { create: touch, remove: touch } }, source: [files] },
    tools: { source: [{ kind: 'postgres', bin_dir: folder.path, host: '127.0.0.1' }] },
    database: { source: [{ kind: 'sqlite', paths: [join(tree, '*.db')] }] },
    shadow: { source: [{ kind: 'files', paths: ['/etc/shadow'] }] },
    key: { source: [{ kind: 'files', paths: [join(agent.stateDirectory, 'agent.json')] }] },
  };
  {
    // As whoever owns the collector can: past every check of its own.
    const opened = await openOwnedDatastore(collector.datastore, { now: Date.now, note: () => undefined });
    let revision = 1000;
    for (const [name, keys] of Object.entries({ ...attacks, honest: { source: [files] } })) {
      const plan = { name, revision: ++revision, definition: JSON.stringify({ name, ...keys }) };
      await opened.decisions.exclusively((decide) => decide({ actor: 'attacker', centralPlanSet: { target: { agents: '*' }, plan } }));
    }
    await opened.close();
  }
  await collector.serve();
  await serve();
  await become('honest', { state: 'in-force' });
  const { agents } = JSON.parse(await collector.ask('plan', 'show', 'guest', '--json')) as { agents: PlanState[] };
  expect(agents.filter(({ state }) => state === 'refused').map(({ plan }) => plan)).toEqual(Object.keys(attacks).sort());
  expect((await collector.cli(['run', 'guest/command'])).stderr).toContain('PLAN_REFUSED');
  // The process of the run judges for itself.
  expect(await agent.run('pre')).toMatchObject({ code: 1, stderr: expect.stringContaining('PLAN_REFUSED') as string });
  expect(await collector.cli(['run', 'guest/honest'])).toMatchObject({ code: 0 });
  expect(existsSync(marker)).toBe(false);
  expect((await collector.snapshots()).map(({ plan }) => plan)).toEqual(['honest']);
});
