import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { v1 } from '@stillpoint/proto/messages.ts';
import type { AgentPeer } from '@stillpoint/proto/rpc/peer.ts';

import type { AgentRow } from '../catalog/catalog.ts';
import { TestFolder } from '../catalog/catalog-fixture.ts';
import { openScratchCatalog, type SqliteCatalog } from '../catalog/sqlite-catalog.ts';
import { RestoreGrants } from '../reading/restore-grants.ts';
import { ControlHub } from './control-hub.ts';
import { RunLog } from './run-log.ts';

const agentId = '11111111111111111111111111111111';
const row: AgentRow = {
  agentId, name: 'db1', state: 'active', enrolledMs: 0, dedup: 'fleet', restore: 'on', quotaBytes: 0, labels: {}, certificateSerials: ['aa'], certificateNotAfterMs: 0, lastSeenMs: 0, lastAddress: '', hello: undefined, clockSkewMs: 0,
};
const peer = { kind: 'agent', agentId: '11111111-1111-1111-1111-111111111111', serial: 'aa', address: '127.0.0.1:4000' } as AgentPeer;
const hello = { protocolVersion: 1, capabilities: ['control'], machineId: 'machine-1', clockMs: 0 };
const plans = { plans: [{ name: 'daily', schedule: '30 1 * * *', sourceKinds: ['files'] }], zone: 'Asia/Tokyo' };

/** An agent's end of a stream, in memory. */
class FakeAgent {
  readonly orders: v1.ControlOrder.$Properties[] = [];
  readonly ended: Promise<unknown>;
  readTurns = 0;
  #queue: (v1.ControlReport | undefined)[] = [];
  #wake = Promise.withResolvers<undefined>();
  #stopped = false;

  constructor(hub: ControlHub, from: AgentPeer = peer) {
    const stream = {
      read: async (): Promise<v1.ControlReport | undefined> => {
        this.readTurns += 1;
        while (this.#queue.length === 0) {
          this.#wake = Promise.withResolvers<undefined>();
          await this.#wake.promise;
        }
        return this.#queue.shift();
      },
      write: async (order: v1.ControlOrder.$Properties): Promise<void> => {
        this.orders.push(order);
        const { startRun, cancelRun, startRestore } = order;
        const runId = (startRun ?? cancelRun ?? startRestore)?.runId;
        if (runId && !this.#stopped) this.say({ answer: { runId, errorCode: this.refusal, errorText: 'no' } });
      },
    };
    this.ended = hub.control(stream, { peer: from }).then(() => 'well', (error: unknown) => (error as StillpointError).code);
  }

  /** The code that orders are refused with. */
  refusal = '';

  say(...messages: v1.ControlReport.$Properties[]): void {
    this.#queue.push(...messages.map((message) => v1.ControlReport.decode(v1.ControlReport.encode(message).finish())));
    this.#wake.resolve(undefined);
  }

  hangUp(): void {
    this.#queue.push(undefined);
    this.#wake.resolve(undefined);
  }

  /** Answers no order any more. */
  fallSilent(): void {
    this.#stopped = true;
  }

  get lastRunId(): Uint8Array {
    return this.orders.findLast(({ startRun }) => startRun)?.startRun?.runId ?? new Uint8Array(0);
  }
}

let folder: TestFolder;
let catalog: SqliteCatalog;
let hub: ControlHub;
let grants: RestoreGrants;
let runLog: RunLog;
let nowMs = 1_000_000;
/** What agents are to be sent. */
let shelf: v1.CentralPlan.$Properties[] = [];
let current: AgentRow | StillpointError = row;
let dismiss: (agentId: string) => void = () => undefined;

async function openHub(): Promise<ControlHub> {
  const agents = {
    admit: () => {
      if (current instanceof StillpointError) throw current;
      return current;
    },
    find: () => (current instanceof StillpointError ? undefined : current),
    noteSeen: async (_id: string, { hello: seen, address }: { hello: v1.Hello.$Properties; address: string }) => { if (!(current instanceof StillpointError)) current = { ...current, hello: seen, lastAddress: address }; },
    onDismiss: (listener: (id: string, reason: StillpointError) => void) => { dismiss = (id) => { listener(id, new StillpointError('AGENT_REVOKED', 'revoked')); }; },
  };
  grants = new RestoreGrants(() => nowMs);
  return ControlHub.open({ agents, catalog, collectorId: '', grants, plans: { of: () => shelf }, log: runLog, clock: () => nowMs, logger: pino({ level: 'silent' }) }, { greetMs: 50, settleMs: 20, livingMs: 50 });
}

beforeEach(async () => {
  current = row;
  shelf = [];
  runLog = new RunLog();
  folder = new TestFolder();
  catalog = openScratchCatalog(folder.file());
  hub = await openHub();
});

afterEach(async () => {
  await hub.close();
  await catalog.close();
  folder[Symbol.dispose]();
});

async function connect(): Promise<FakeAgent> {
  const agent = new FakeAgent(hub);
  agent.say({ hello }, { plans });
  await vi.waitFor(() => { expect(hub.connected()[0]?.plans).toHaveLength(1); });
  return agent;
}

const start = (plan = 'daily'): Promise<v1.RunFacts.$Properties> => hub.start({ agentId, plan, reason: 'asked', actor: 'cli uid 0', scheduledMs: 0, attempt: 1 });
const history = async (): Promise<unknown[]> => (await catalog.listRuns({ limit: 10 })).map(({ state, errorCode }) => [state, errorCode]);

test('a run is ordered, followed and written down, and its end is noted to the agent', async () => {
  const agent = await connect();
  const { runId } = await start();
  const followed: unknown[] = [];
  const following = (async () => {
    for await (const { state, counts } of hub.runs.follow(agentId, runId ?? new Uint8Array(0), new AbortController().signal)) followed.push([state, counts?.bytes ?? 0]);
  })();
  await vi.waitFor(() => { expect(followed).toEqual([[v1.RunState.RUN_QUEUED, 0]]); });
  agent.say({ run: { runId: agent.lastRunId, plan: 'daily', state: v1.RunState.RUN_RUNNING, counts: { bytes: 5 } } });
  await vi.waitFor(() => { expect(followed).toContainEqual([v1.RunState.RUN_RUNNING, 5]); });
  agent.say({ run: { runId: agent.lastRunId, plan: 'daily', state: v1.RunState.RUN_COMPLETE, counts: { bytes: 9 } } });
  await following;
  expect(followed.at(-1)).toEqual([v1.RunState.RUN_COMPLETE, 9]);
  await vi.waitFor(() => { expect(agent.orders.at(-1)?.runNoted?.runId).toEqual(agent.lastRunId); });
  expect(await history()).toEqual([[v1.RunState.RUN_COMPLETE, '']]);
  expect(hub.runs.going()).toEqual([]);
});

test('what the log says of a run is in its history, also of the time before a restart', async () => {
  const agent = await connect();
  await start();
  const run = Buffer.from(agent.lastRunId).toString('hex');
  const say = (msg: string): void => { runLog.take(JSON.stringify({ level: 'info', time: new Date(nowMs).toISOString(), run, msg })); };
  const texts = async (): Promise<unknown> => (await catalog.listRuns({ runId: run, limit: 1 }))[0]?.lines?.map(({ text }) => text);
  agent.say({ run: { runId: agent.lastRunId, plan: 'daily', state: v1.RunState.RUN_RUNNING } });
  say('session begun');
  await vi.waitFor(() => { expect(hub.runs.going()[0]?.state).toBe(v1.RunState.RUN_RUNNING); });
  await hub.close();
  expect(await texts()).toEqual(['session begun']);
  runLog = new RunLog();
  hub = await openHub();
  const again = await connect();
  say('session committed');
  again.say({ run: { runId: agent.lastRunId, plan: 'daily', state: v1.RunState.RUN_COMPLETE } });
  await vi.waitFor(async () => { expect(await texts()).toEqual(['session begun', 'session committed']); });
  expect(runLog.of(run)).toEqual([]);
});

test('a restore that goes on in its guest may still read after the collector was started again, until it is over', async () => {
  const agent = new FakeAgent(hub);
  agent.say({ hello: { ...hello, capabilities: ['control', 'restore-order'] } }, { plans });
  await vi.waitFor(() => { expect(hub.connected()).toHaveLength(1); });
  const snapshotIds = ['ab'.repeat(16)];
  const { runId } = await hub.startRestore({ agentId, actor: 'cli uid 0', snapshotIds, order: { addresses: ['@abab'], target: '/t' }, facts: { addresses: ['db1'], target: '/t' } });
  const run = Buffer.from(runId ?? []).toString('hex');
  await hub.close();
  hub = await openHub();
  expect(grants.take(run, agentId)).toMatchObject({ snapshotIds, actor: 'cli uid 0' });
  await hub.runs.fail(agentId, runId ?? new Uint8Array(0), new StillpointError('RUN_LOST', 'gone'));
  expect(() => grants.take(run, agentId)).toThrow(expect.objectContaining({ code: 'RESTORE_REFUSED' }) as Error);
});

test('a plan that has a run is not started again, and an agent’s refusal is the answer', async () => {
  const agent = await connect();
  await start();
  await expect(start()).rejects.toMatchObject({ code: 'RUN_ACTIVE' });
  agent.refusal = 'PLAN_UNKNOWN';
  await expect(start('weekly')).rejects.toMatchObject({ code: 'PLAN_UNKNOWN' });
  expect(await history()).toContainEqual([v1.RunState.RUN_FAILED, 'PLAN_UNKNOWN']);
});

test('nothing is ordered from an agent that is away, and an order in flight ends with its stream', async () => {
  await expect(start()).rejects.toMatchObject({ code: 'AGENT_OFFLINE' });
  const agent = await connect();
  agent.fallSilent();
  const order = expect(start()).rejects.toMatchObject({ code: 'AGENT_OFFLINE' });
  await vi.waitFor(() => { expect(agent.lastRunId).toHaveLength(16); });
  agent.hangUp();
  await order;
  expect(await agent.ended).toBe('well');
  expect(hub.connected()).toEqual([]);
});

test('a second stream takes the place of one that does not answer any more', async () => {
  const first = await connect();
  first.fallSilent();
  const second = new FakeAgent(hub, { ...peer, address: '127.0.0.1:5000' });
  // As after a hard reset: booted anew, and the older connection was never ended.
  second.say({ hello: { ...hello, bootId: 'boot-2' } }, { plans });
  expect(await first.ended).toBe('SESSION_SUPERSEDED');
  expect(hub.connected()).toHaveLength(1);
});

test('a second stream is refused while the first answers: there are two, though they have one machine id', async () => {
  const first = await connect();
  const copy = new FakeAgent(hub, { ...peer, address: '127.0.0.1:5000' });
  copy.say({ hello });
  expect(await copy.ended).toBe('AGENT_CLONED');
  first.refusal = 'RUN_UNKNOWN';
  const other = new FakeAgent(hub, { ...peer, address: '127.0.0.1:5001' });
  other.say({ hello });
  expect(await other.ended).toBe('AGENT_CLONED');
  expect(hub.connected()).toHaveLength(1);
});

test('a copy of the guest is refused, and the guest keeps its stream', async () => {
  await connect();
  const copy = new FakeAgent(hub, { ...peer, address: '127.0.0.1:5000' });
  copy.say({ hello: { ...hello, machineId: 'machine-2' } });
  expect(await copy.ended).toBe('AGENT_CLONED');
  expect(hub.connected()).toHaveLength(1);
});

test('a revoked agent is cut off at once', async () => {
  const agent = await connect();
  dismiss(agentId);
  expect(await agent.ended).toBe('AGENT_REVOKED');
});

test('what an agent can run is known of while it is away', async () => {
  const agent = await connect();
  agent.hangUp();
  await agent.ended;
  expect((await catalog.listPlans()).get(agentId)).toMatchObject(plans);
});

test('runs outlive a restart of the collector: told again they go on, not told of they are lost', async () => {
  const agent = await connect();
  await start('daily');
  const kept = agent.lastRunId;
  await start('weekly');
  await hub.close();
  expect(await agent.ended).toBe('SESSION_LOST');
  nowMs += 60_000;
  hub = await openHub();
  expect(hub.runs.going()).toHaveLength(2);
  const back = await connect();
  back.say({ run: { runId: kept, plan: 'daily', state: v1.RunState.RUN_RUNNING } });
  await vi.waitFor(async () => { expect(await history()).toContainEqual([v1.RunState.RUN_FAILED, 'RUN_LOST']); });
  expect(hub.runs.going()).toMatchObject([{ plan: 'daily', state: v1.RunState.RUN_RUNNING, actor: 'cli uid 0' }]);
});

test('an end that is told twice is noted twice and written once', async () => {
  const agent = await connect();
  await start();
  const run = { runId: agent.lastRunId, plan: 'daily', state: v1.RunState.RUN_FAILED, errorCode: 'SOURCE_FAILED' };
  agent.say({ run }, { run: { ...run, errorCode: 'OTHER' } });
  await vi.waitFor(() => { expect(agent.orders.filter(({ runNoted }) => runNoted)).toHaveLength(2); });
  expect(await history()).toEqual([[v1.RunState.RUN_FAILED, 'SOURCE_FAILED']]);
});

test.each([
  ['nothing', [], 'SESSION_LOST'],
  ['no greeting first', [{ plans }], 'PROTOCOL_VIOLATION'],
  ['two greetings', [{ hello }, { hello }], 'PROTOCOL_VIOLATION'],
  ['an ancient protocol', [{ hello: { ...hello, protocolVersion: 0 } }], 'PROTOCOL_VERSION'],
  ['a plan named like a path', [{ hello }, { plans: { plans: [{ name: '../x' }] } }], 'PROTOCOL_VIOLATION'],
  ['300 plans', [{ hello }, { plans: { plans: Array.from({ length: 300 }, (_, index) => ({ name: `p${String(index)}` })) } }], 'LIMIT_EXCEEDED'],
  ['a run without an id', [{ hello }, { run: { plan: 'daily', state: v1.RunState.RUN_RUNNING } }], 'PROTOCOL_VIOLATION'],
  ['a run without a state', [{ hello }, { run: { runId: Buffer.alloc(16), plan: 'daily' } }], 'PROTOCOL_VIOLATION'],
  ['65 runs at a time', [{ hello }, ...Array.from({ length: 65 }, (_, index) => ({ run: { runId: Buffer.alloc(16, index + 1), plan: 'daily', state: v1.RunState.RUN_RUNNING } }))], 'LIMIT_EXCEEDED'],
])('an agent that sends %s loses its stream', async (_title, messages, code) => {
  const agent = new FakeAgent(hub);
  agent.say(...messages);
  expect(await agent.ended).toBe(code);
});

test('a flood is read at 20 messages a second, and texts are cut', async () => {
  const agent = await connect();
  const run = { runId: Buffer.alloc(16, 9), plan: 'daily', state: v1.RunState.RUN_RUNNING, errorText: '\u001b[31m'.repeat(10_000) };
  agent.say(...Array.from({ length: 1000 }, () => ({ run })));
  await vi.waitFor(() => { expect(agent.readTurns).toBeGreaterThan(150); });
  const before = agent.readTurns;
  const beganMs = performance.now();
  await vi.waitFor(() => { expect(agent.readTurns).toBeGreaterThan(before + 3); }, { timeout: 5000 });
  expect(agent.readTurns).toBeLessThan(260 + ((performance.now() - beganMs) / 1000) * 25);
  const text = hub.runs.going(agentId)[0]?.errorText ?? '';
  expect(text).toHaveLength(1024);
  expect(text).not.toContain('\u001b');
});

test('streams that never greet are limited', async () => {
  const silent = Array.from({ length: 6 }, () => new FakeAgent(hub));
  const codes = await Promise.all(silent.map(({ ended }) => ended));
  expect(codes.sort()).toEqual(['SESSION_LIMIT', 'SESSION_LIMIT', 'SESSION_LOST', 'SESSION_LOST', 'SESSION_LOST', 'SESSION_LOST']);
});

test('plans are sent after the welcome, again when they have changed, and to releases that know them', async () => {
  const sent = (agent: FakeAgent): unknown[] => agent.orders.flatMap(({ setPlans }) => (setPlans ? [(setPlans.plans ?? []).map(({ revision }) => revision)] : []));
  shelf = [{ name: 'web', revision: 3, definition: '{}' }];
  const older = await connect();
  hub.sendPlans();
  older.hangUp();
  await older.ended;
  expect(sent(older)).toEqual([]);

  const agent = new FakeAgent(hub);
  // It has not been welcomed: nothing may come before.
  hub.sendPlans();
  agent.say({ hello: { ...hello, capabilities: ['control', 'central-plans'] } });
  await vi.waitFor(() => { expect(sent(agent)).toEqual([[3]]); });
  expect(agent.orders.map((order) => Object.keys(order)[0])).toEqual(['welcome', 'setPlans']);
  hub.sendPlans();
  shelf = [{ name: 'web', revision: 4, definition: '{}' }];
  hub.sendPlans();
  shelf = [];
  hub.sendPlans();
  await vi.waitFor(() => { expect(sent(agent).at(-1)).toEqual([]); });
  expect(sent(agent).length).toBeLessThan(4);
});

test('what an agent says of the plans that it refuses is kept, cut to what is shown', async () => {
  const agent = new FakeAgent(hub);
  const refusal = { plan: 'web', revision: 3, source: 'www', field: 'paths', reason: `/etc\u001b[2J${'x'.repeat(1000)}` };
  agent.say({ hello }, { plans: { ...plans, central: true, plans: [{ name: 'daily', centralRevision: 7 }], refusals: Array.from({ length: 300 }, () => refusal) } });
  await vi.waitFor(async () => { expect((await catalog.listPlans()).get(agentId)).toMatchObject({ central: true, plans: [{ name: 'daily', centralRevision: 7 }] }); });
  const [kept, ...others] = (await catalog.listPlans()).get(agentId)?.refusals ?? [];
  expect([kept?.reason?.startsWith('/etc [2Jx'), kept?.reason?.length, others.length]).toEqual([true, 300, 255]);
  agent.say({ plans: { refusals: [{ plan: '../web' }] } });
  expect(await agent.ended).toBe('PROTOCOL_VIOLATION');
});
