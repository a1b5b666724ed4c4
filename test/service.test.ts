/** The service of a guest: what the collector asks for, and what becomes of it when one of both is restarted, killed or shut out. */
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { AgentProcess } from './support/agent-process.ts';
import { openBackupScene } from './support/backup-scene.ts';
import type { ChildProgram } from './support/child-program.ts';
import type { CollectorProcess } from './support/collector-process.ts';
import { listeningSockets } from './support/listening-sockets.ts';

let stack: AsyncDisposableStack;
let collector: CollectorProcess;
let agent: AgentProcess;
let tree = '';

interface RunJson {
  readonly runId: string;
  readonly plan: string;
  readonly state: string;
  readonly reason: string;
  readonly bytes: number;
  readonly stoppedBy: string | null;
  readonly address: string | null;
  readonly error: { readonly code: string } | null;
}

const slow = { kind: 'command', name: 'slow', command: ['sh', '-c', 'echo begun; exec sleep 120'] } as const;
const patience = { timeout: 60_000, interval: 1000 };

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  ({ collector, agent, tree } = stack.use(await openBackupScene()));
  await agent.configure({ daily: [{ paths: [tree] }], slow: [slow] });
});
afterEach(() => stack.disposeAsync());

async function serve(): Promise<ChildProgram> {
  const service = stack.use(await agent.start(['serve']));
  await service.waitFor(/connected to the collector/, 'stderr');
  await connected(true);
  return service;
}

async function connected(expected: boolean): Promise<void> {
  await vi.waitFor(async () => {
    const { agents } = JSON.parse(await collector.ask('agents', '--json')) as { agents: { connected: boolean; plans: { name: string }[] }[] };
    expect(agents[0]?.connected).toBe(expected);
    if (expected) expect(agents[0]?.plans.length).toBeGreaterThan(0);
  }, patience);
}

async function runs(): Promise<readonly RunJson[]> {
  return (JSON.parse(await collector.ask('runs', '--json')) as { runs: RunJson[] }).runs;
}

async function newestRun(facts: Partial<RunJson>): Promise<RunJson | undefined> {
  await vi.waitFor(async () => { expect((await runs())[0]).toMatchObject(facts); }, patience);
  return (await runs())[0];
}

async function begin(plan: string): Promise<void> {
  await collector.ask('run', `${agent.name}/${plan}`, '--no-wait');
  await newestRun({ plan, state: 'running' });
}

test('a run that the collector asks for is followed to its end, and stands in the history', async () => {
  await using service = await serve();
  const { code, stdout, stderr } = await collector.cli(['run', `${agent.name}/daily`]);
  expect(stderr).not.toContain('CANCELLED');
  expect([code, stdout]).toEqual([0, expect.stringContaining(`${agent.name}/daily@`)]);
  expect(await runs()).toMatchObject([{ plan: 'daily', state: 'complete', reason: 'asked', error: null }]);
  expect((await collector.snapshots()).map(({ address }) => address)).toEqual([(await runs())[0]?.address]);
  const logs = await collector.ask('logs', `${agent.name}/daily`);
  expect(logs).toMatch(/ collector {2}ordered: asked, by cli uid .*\n(.*\n)*.* guest {6}begun\n(.*\n)*.* collector {2}session begun .*\n(.*\n)*.* collector {2}session committed .*\n(.*\n)*.* guest {6}ended: complete, snapshot/);
  // Also when the log of before is gone.
  const { address } = collector;
  await collector.stop();
  await collector.serve({}, address);
  expect(await collector.ask('logs', `${agent.name}/daily`)).toBe(logs);
  await connected(true);
  expect((await collector.cli(['run', `${agent.name}/dialy`])).stderr).toMatch(/PLAN_UNKNOWN.*\n.*did you mean .*daily/);
  service.kill('SIGTERM');
  expect((await service.finished).code).toBe(0);
});

test('a guest listens on nothing, also while it backs up, and its collector where collector.toml says and nowhere else', async () => {
  await using service = await serve();
  await begin('slow');
  const started = (await readFile(`/proc/${service.pid}/task/${service.pid}/children`, 'utf8')).trim().split(' ').map(Number);
  expect(started.length).toBeGreaterThan(0);
  for (const pid of [service.pid, ...started]) expect(await listeningSockets(pid)).toEqual([]);
  expect(await listeningSockets(collector.pid)).toEqual([`tcp ${collector.address.split(':').at(-1) ?? ''}`]);
});

test('a run is stopped by an administrator, and nothing of it is visible', async () => {
  await using _service = await serve();
  await begin('slow');
  expect((await collector.cli(['run', `${agent.name}/slow`])).stderr).toContain('RUN_ACTIVE');
  await collector.ask('run', `${agent.name}/slow`, '--cancel');
  expect(await newestRun({ state: 'cancelled' })).toMatchObject({ stoppedBy: expect.stringContaining('cli uid') as string, error: { code: 'RUN_CANCELLED' } });
  expect(await collector.snapshots()).toEqual([]);
  expect((await collector.cli(['run', `${agent.name}/slow`, '--cancel'])).stderr).toContain('RUN_UNKNOWN');
});

test('the collector is restarted in the middle of a run: the agent comes back and tells how it ended', async () => {
  await using _service = await serve();
  await begin('slow');
  const { address } = collector;
  await collector.stop();
  await collector.serve({}, address);
  expect(await newestRun({ state: 'failed' })).toMatchObject({ plan: 'slow', error: { code: 'SESSION_LOST' } });
  await connected(true);
  expect((await collector.cli(['run', `${agent.name}/daily`])).code).toBe(0);
});

test('a service that is killed in the middle of a run is noticed, and the next run goes well', async () => {
  await using service = await serve();
  await begin('slow');
  process.kill(service.pid, 'SIGKILL');
  await service.waitFor(/./, 'stderr');
  await connected(false);
  expect((await collector.cli(['run', `${agent.name}/daily`])).stderr).toContain('AGENT_OFFLINE');
  await using _again = await serve();
  expect(await newestRun({ state: 'failed' })).toMatchObject({ plan: 'slow', error: { code: 'RUN_LOST' } });
  expect((await collector.cli(['run', `${agent.name}/daily`])).code).toBe(0);
});

test('a revoked agent is cut off at once, and says why', async () => {
  await using service = await serve();
  await begin('slow');
  await collector.ask('agents', 'revoke', agent.name, '--yes');
  await service.waitFor(/AGENT_REVOKED/, 'stderr');
  await connected(false);
  expect((await collector.cli(['run', `${agent.name}/daily`])).stderr).toContain('AGENT_OFFLINE');
});

test('a changed agent.toml is in force by itself, a wrong one keeps the old, and one guest has one service', async () => {
  await using service = await serve();
  await appendFile(agent.configFile, `[[plan]]\nname = "extra"\n[[plan.source]]\nkind = "files"\npaths = [${JSON.stringify(tree)}]\n`);
  await vi.waitFor(async () => { expect(await collector.ask('agents', 'show', agent.name)).toContain('extra (files)'); }, patience);
  await writeFile(agent.configFile, 'state_dir = 7\n');
  process.kill(service.pid, 'SIGHUP');
  await service.waitFor(/CONFIG_INVALID/, 'stderr');
  expect((await collector.cli(['run', `${agent.name}/extra`])).code).toBe(0);
  await agent.configure({ daily: [{ paths: [tree] }] });
  const { code, stderr } = await (await agent.start(['serve'])).finished;
  expect([code, stderr]).toEqual([1, expect.stringMatching(/SERVICE_ACTIVE.*process \d+/)]);
});

test('a schedule starts its plan when its time comes, and health tells of a plan that has no backup', async () => {
  await using _service = await serve();
  expect((await collector.cli(['health'])).code).toBe(0);
  expect((await collector.cli(['schedule', 'set', `${agent.name}/daily`, '61 1 * * *'])).stderr).toContain('USAGE');
  expect((await collector.cli(['schedule', 'set', `${agent.name}/daily`, '0 1 * * *', '--window', '01:00-01:00'])).stderr).toContain('never opens');
  await collector.ask('schedule', 'set', `${agent.name}/daily`, '* * * * *');
  const before = await collector.cli(['health']);
  expect([before.code, before.stdout]).toEqual([2, expect.stringContaining(`NEVER: ${agent.name}/daily`)]);
  expect((await collector.ask('schedule', 'preview', `${agent.name}/daily`, '--next', '5')).trim().split('\n')).toHaveLength(5);
  await vi.waitFor(async () => { expect(await runs()).toContainEqual(expect.objectContaining({ plan: 'daily', state: 'complete', reason: 'schedule' })); }, { timeout: 120_000, interval: 1000 });
  await collector.ask('schedule', 'unset', `${agent.name}/daily`);
  expect((await collector.cli(['health'])).stdout).toContain('STILLPOINT OK');
});
