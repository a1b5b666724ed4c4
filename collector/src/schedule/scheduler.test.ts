import { pino } from 'pino';
import { expect, test } from 'vitest';

import { v1 } from '@stillpoint/proto/messages.ts';

import type { ScheduleRow } from '../catalog/catalog.ts';
import type { ConnectedAgent, StartRequest } from '../control/control-hub.ts';
import { Scheduler } from './scheduler.ts';

const at = (text: string): number => Date.parse(text);
const idOf = (number: number): string => number.toString(16).padStart(32, '0');

/** A hub in memory: runs begin at once and end when they are told to. */
class FakeHub {
  agents: ConnectedAgent[] = [];
  started: StartRequest[] = [];
  cancelled: string[] = [];
  #going: v1.RunFacts.$Properties[] = [];
  #onEnd: (facts: v1.RunFacts.$Properties) => void = () => undefined;
  readonly runs = { going: () => this.#going, onEnd: (listener: (facts: v1.RunFacts.$Properties) => void) => { this.#onEnd = listener; } };
  nowMs = 0;

  connected(): ConnectedAgent[] {
    return this.agents;
  }

  onChange(): void {
    // Nobody listens here.
  }

  async start(request: StartRequest): Promise<v1.RunFacts.$Properties> {
    this.started.push(request);
    const { agentId, ...facts } = request;
    const run: v1.RunFacts.$Properties = { ...facts, agentId: Buffer.from(agentId, 'hex'), runId: Buffer.alloc(16, this.started.length), queuedMs: this.nowMs, state: v1.RunState.RUN_RUNNING };
    this.#going.push(run);
    return run;
  }

  async cancel(_agentId: string, runId: Uint8Array, by: string): Promise<void> {
    this.cancelled.push(by);
    this.#going = this.#going.map((run) => (Buffer.from(run.runId ?? []).equals(runId) ? { ...run, stoppedBy: by } : run));
  }

  restoreInto(agentId: string): void {
    this.#going.push({ agentId: Buffer.from(agentId, 'hex'), runId: Buffer.alloc(16, 255), plan: '', state: v1.RunState.RUN_RUNNING, restore: { addresses: ['db1:/etc'] } });
  }

  endAll(state = v1.RunState.RUN_COMPLETE): void {
    const ended = this.#going;
    this.#going = [];
    for (const run of ended) this.#onEnd({ ...run, state, endedMs: this.nowMs });
  }
}

type Labels = Record<string, string>;

async function scene(count: number, { maxRunning = 8, maxRunningPerLabel = {}, labels = () => ({}), schedule = '30 1 * * *', rows = [], latest = [] }: { maxRunning?: number; maxRunningPerLabel?: Record<string, number>; labels?: (number: number) => Labels; schedule?: string; rows?: ScheduleRow[]; latest?: v1.RunFacts.$Properties[] } = {}): Promise<{ hub: FakeHub; scheduler: Scheduler; tick: (time: string) => string[] }> {
  const hub = new FakeHub();
  hub.agents = Array.from({ length: count }, (_, index) => ({ agentId: idOf(index + 1), sinceMs: 0, zone: 'UTC', plans: [{ name: 'daily', schedule, sourceKinds: [] }] }));
  const catalog = { latestRuns: async () => latest, newestSnapshots: async () => [], listSchedules: async () => rows };
  const scheduler = await Scheduler.open({ hub, catalog, agentOf: (agentId) => ({ agentId, name: `web${String(Number.parseInt(agentId, 16))}`, labels: labels(Number.parseInt(agentId, 16)) }), maxRunningPerLabel, clock: () => hub.nowMs, zone: 'UTC', maxRunning, logger: pino({ level: 'silent' }) });
  return {
    hub,
    scheduler,
    tick: (time) => {
      hub.nowMs = at(time);
      const before = hub.started.length;
      scheduler.tick();
      return hub.started.slice(before).map(({ agentId, reason }) => `${String(Number.parseInt(agentId, 16))} ${reason}`);
    },
  };
}

test('each plan starts at its time, so many at a time, and the others when a place is free', async () => {
  const { hub, tick } = await scene(5, { maxRunning: 2 });
  expect(tick('2026-11-22T00:00:00Z')).toEqual([]);
  expect(tick('2026-11-22T01:30:00Z')).toEqual(['1 schedule', '2 schedule']);
  expect(tick('2026-11-22T01:31:00Z')).toEqual([]);
  hub.endAll();
  expect(tick('2026-11-22T01:32:00Z')).toEqual(['3 schedule', '4 schedule']);
  hub.endAll();
  expect(tick('2026-11-22T01:33:00Z')).toEqual(['5 schedule']);
  hub.endAll();
  expect(tick('2026-11-22T23:00:00Z')).toEqual([]);
});

test('what is due on a guest waits for a restore into it, which takes a place of those that may run', async () => {
  const { hub, tick } = await scene(3, { maxRunning: 2 });
  tick('2026-11-22T00:00:00Z');
  hub.restoreInto(idOf(1));
  expect(tick('2026-11-22T01:30:00Z')).toEqual(['2 schedule']);
  hub.endAll();
  expect(tick('2026-11-22T01:31:00Z')).toEqual(['1 schedule', '3 schedule']);
});

test('a collector that was away for two days makes up for one run of each plan that has run before', async () => {
  const last = { agentId: Buffer.from(idOf(1), 'hex'), plan: 'daily', state: v1.RunState.RUN_COMPLETE, scheduledMs: at('2026-11-20T01:30:00Z'), queuedMs: at('2026-11-20T01:30:00Z') };
  const { hub, tick } = await scene(2, { latest: [last] });
  expect(tick('2026-11-22T12:00:00Z')).toEqual(['1 late']);
  hub.endAll();
  expect(tick('2026-11-22T12:00:05Z')).toEqual([]);
  expect(tick('2026-11-23T01:30:00Z')).toEqual(['1 schedule', '2 schedule']);
});

test('an agent that is away is late, not lost', async () => {
  const { hub, tick } = await scene(1);
  tick('2026-11-22T00:00:00Z');
  const away = hub.agents;
  hub.agents = [];
  expect(tick('2026-11-22T01:30:00Z')).toEqual([]);
  hub.agents = away;
  expect(tick('2026-11-24T08:00:00Z')).toEqual(['1 late']);
});

test('a run is stopped once at the end of its window, and goes on in the next', async () => {
  const rows = [{ agentId: idOf(1), plan: 'daily', sinceMs: at('2026-11-21T12:00:00Z'), settings: { cron: '30 1 * * *', window: '01:00-05:00', atWindowEnd: 'stop' } }];
  const { hub, tick } = await scene(1, { rows });
  expect(tick('2026-11-22T01:30:00Z')).toEqual(['1 schedule']);
  tick('2026-11-22T04:59:00Z');
  expect(hub.cancelled).toEqual([]);
  tick('2026-11-22T05:00:00Z');
  tick('2026-11-22T05:00:05Z');
  expect(hub.cancelled).toEqual(['the end of its window']);
  hub.endAll(v1.RunState.RUN_CANCELLED);
  expect(tick('2026-11-22T12:00:00Z')).toEqual([]);
  expect(tick('2026-11-23T01:00:00Z')).toEqual(['1 late']);
});

test('a schedule that nobody can follow holds up no other plan', async () => {
  const { hub, tick } = await scene(2);
  hub.agents = hub.agents.map((agent, index) => (index === 0 ? { ...agent, plans: [{ name: 'daily', schedule: 'sometimes', sourceKinds: [] }] } : agent));
  tick('2026-11-22T00:00:00Z');
  expect(tick('2026-11-22T01:30:00Z')).toEqual(['2 schedule']);
});

test('one guest of each host at a time, and who waits holds up nobody else', async () => {
  const { hub, tick } = await scene(4, { maxRunningPerLabel: { host: 1 }, labels: (number) => ({ host: number <= 3 ? 'esx01' : 'esx02' }) });
  tick('2026-11-22T00:00:00Z');
  expect(tick('2026-11-22T01:30:00Z')).toEqual(['1 schedule', '4 schedule']);
  expect(tick('2026-11-22T01:30:05Z')).toEqual([]);
  hub.endAll();
  expect(tick('2026-11-22T01:40:00Z')).toEqual(['2 late']);
});

test('a rule starts the plans that it covers, and a plan that is new to it is not made up for', async () => {
  const rule = (plan: string, cron: string): ScheduleRow => ({ agentId: '', plan, sinceMs: at('2026-11-01T00:00:00Z'), settings: { cron } });
  const rows = [rule('web*/daily', '0 3 * * *'), rule('role=db/daily', '0 4 * * *'), { ...rule('daily', '0 5 * * *'), agentId: idOf(2), sinceMs: at('2026-11-22T03:00:00Z') }];
  const { hub, tick } = await scene(2, { rows, labels: () => ({ role: 'db' }) });
  expect(tick('2026-11-22T03:30:00Z')).toEqual([]);
  expect(tick('2026-11-22T04:00:00Z')).toEqual([]);
  expect(tick('2026-11-22T05:00:00Z')).toEqual(['2 schedule']);
  hub.endAll();
  expect(tick('2026-11-23T03:00:00Z')).toEqual(['1 schedule']);
});

test.each<[string, string, (number | undefined)[]]>([
  ['a run is slowed behind its window, and only there', 'slow 8Mbit', [undefined, 1_000_000, undefined]],
  ['one that may finish is not', 'finish', [undefined, undefined, undefined]],
])('%s', async (_title, atWindowEnd, rates) => {
  const rows = [{ agentId: idOf(1), plan: 'daily', sinceMs: at('2026-11-21T12:00:00Z'), settings: { cron: '30 1 * * *', window: '01:00-05:00', atWindowEnd } }];
  const { hub, scheduler, tick } = await scene(1, { rows });
  tick('2026-11-22T01:30:00Z');
  const seen = ['2026-11-22T04:59:00Z', '2026-11-22T05:00:00Z', '2026-11-23T01:00:00Z'].map((time) => {
    tick(time);
    return scheduler.slowedTo(idOf(1), 'daily');
  });
  expect(seen).toEqual(rates);
  expect(hub.cancelled).toEqual([]);
  tick('2026-11-23T12:00:00Z');
  hub.endAll();
  expect(scheduler.slowedTo(idOf(1), 'daily')).toBeUndefined();
});

test('a run that a person asked for is not slowed', async () => {
  const rows = [{ agentId: idOf(1), plan: 'daily', sinceMs: at('2026-11-21T12:00:00Z'), settings: { cron: '30 1 * * *', window: '01:00-05:00', atWindowEnd: 'slow 8Mbit' } }];
  const { hub, scheduler, tick } = await scene(1, { rows });
  await hub.start({ agentId: idOf(1), plan: 'daily', reason: 'asked', actor: 'cli', scheduledMs: 0, attempt: 1 });
  tick('2026-11-22T12:00:00Z');
  expect(scheduler.slowedTo(idOf(1), 'daily')).toBeUndefined();
});

test('a run that goes on hides no failure before it', async () => {
  const last = { agentId: Buffer.from(idOf(1), 'hex'), plan: 'daily', state: v1.RunState.RUN_FAILED, scheduledMs: at('2026-11-22T01:30:00Z'), queuedMs: at('2026-11-22T01:30:00Z'), endedMs: at('2026-11-22T01:31:00Z') };
  const { hub, scheduler, tick } = await scene(1, { latest: [last] });
  expect(tick('2026-11-22T01:40:00Z')).toEqual(['1 retry']);
  expect(scheduler.lastEnded()).toMatchObject([{ state: v1.RunState.RUN_FAILED }]);
  hub.endAll();
  expect(scheduler.lastEnded()).toMatchObject([{ state: v1.RunState.RUN_COMPLETE }]);
});
