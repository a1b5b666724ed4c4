/**
 * Starts runs when they are due, on agents that are connected, so many at a time. What is due is decided in decide-run.ts. Its own state is a cache: after a restart it
 * knows from the history and the snapshots what has run.
 */
import type { Logger } from '@stillpoint/proto/log/logger.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import type { Catalog } from '../catalog/catalog.ts';
import type { ConnectedAgent, ControlHub } from '../control/control-hub.ts';
import { decideRun, stoppedByWindow } from './decide-run.ts';
import { PlanSchedule } from './plan-schedule.ts';
import { LabelLimits } from './label-limits.ts';
import { ScheduleRules, type RuledAgent, type ScheduleChoice } from './schedule-rule.ts';

/** What a scheduler works on; `clock` gives ms since 1970, `zone` is as in `Asia/Tokyo`. */
export interface SchedulerParts {
  readonly hub: Pick<ControlHub, 'connected' | 'start' | 'cancel' | 'onChange'> & { readonly runs: Pick<ControlHub['runs'], 'going' | 'onEnd'> };
  readonly catalog: Pick<Catalog, 'latestRuns' | 'newestSnapshots' | 'listSchedules'>;
  /** The agent with its name and labels of now; 32 hexadecimal digits. */
  readonly agentOf: (agentId: string) => RuledAgent | undefined;
  readonly clock: () => number;
  readonly zone: string;
  /** Runs that go on at a time, of all agents together. */
  readonly maxRunning: number;
  /** By label: how many runs go on at a time on agents that have the same value of it. */
  readonly maxRunningPerLabel: Readonly<Record<string, number>>;
  readonly logger: Logger;
}

type Facts = v1.RunFacts.$Properties;

interface Due {
  readonly agentId: string;
  readonly plan: string;
  readonly scheduledMs: number;
  readonly attempt: number;
  readonly reason: string;
}

interface KnownSchedule {
  readonly text: string;
  readonly schedule: PlanSchedule | undefined;
}

const tickMs = 5000;

export class Scheduler implements Disposable {
  readonly #parts: SchedulerParts;
  readonly #last = new Map<string, Facts>();
  readonly #firstSeen = new Map<string, number>();
  readonly #schedules = new Map<string, KnownSchedule>();
  #rules = new ScheduleRules([]);
  #timer: NodeJS.Timeout | undefined;

  private constructor(parts: SchedulerParts) {
    this.#parts = parts;
    parts.hub.runs.onEnd((facts) => {
      this.#last.set(keyOf(hex(facts.agentId), facts.plan ?? ''), facts);
      // Its place is free.
      if (this.#timer !== undefined) setImmediate(() => { this.tick(); });
    });
  }

  /** Reads what has run; does nothing until `start` or `tick`. Errors of the catalog. */
  static async open(parts: SchedulerParts): Promise<Scheduler> {
    const scheduler = new Scheduler(parts);
    for (const facts of await parts.catalog.latestRuns()) scheduler.#last.set(keyOf(hex(facts.agentId), facts.plan ?? ''), facts);
    for (const { agentId, plan, timeMs } of await parts.catalog.newestSnapshots()) scheduler.#noteSnapshot(keyOf(hex(agentId), plan ?? ''), timeMs ?? 0);
    await scheduler.reload();
    return scheduler;
  }

  /** Looks at the plans every few seconds from now on. Whoever starts it disposes of it. */
  start(): void {
    this.#timer ??= setInterval(() => { this.tick(); }, tickMs).unref();
  }

  /** Schedules have been set or taken back. */
  async reload(): Promise<void> {
    this.#rules = new ScheduleRules(await this.#parts.catalog.listSchedules());
  }

  /** The last run of each plan that has ended: one that goes on hides no failure. From memory, since it is asked for often. */
  lastEnded(): Facts[] {
    return [...this.#last.values()].filter(({ state }) => state !== undefined);
  }

  /** Starts and stops what is due now. */
  tick(): void {
    const { hub, clock, maxRunning, maxRunningPerLabel, agentOf } = this.#parts;
    const nowMs = clock();
    const going = new Map(hub.runs.going().map((facts) => [keyOf(hex(facts.agentId), facts.plan ?? ''), facts]));
    const labels = new LabelLimits(maxRunningPerLabel, [...going.values()].map(({ agentId }) => agentOf(hex(agentId))));
    // A restore goes before backups: what is due on its guest waits, and it takes a place of those that may run.
    const restoring = new Set([...going.values()].filter(({ restore }) => restore).map((facts) => hex(facts.agentId)));
    const due = hub.connected().flatMap((agent) => this.#dueOf(agent, going, nowMs)).filter(({ agentId }) => !restoring.has(agentId));
    due.sort((left, right) => left.scheduledMs - right.scheduledMs || (left.agentId < right.agentId ? -1 : 1));
    let places = maxRunning - going.size;
    for (const run of due) {
      if (places <= 0) return;
      // Whoever waits for others with its label holds up nobody else.
      if (!labels.take(agentOf(run.agentId))) continue;
      places -= 1;
      this.#start(run);
    }
  }

  /** Bytes per second that a run of the plan may send now, because it has outlived its window; undefined: no such bound. A run that a person asked for has none. */
  slowedTo(agentId: string, plan: string): number | undefined {
    const schedule = this.#schedules.get(keyOf(agentId, plan))?.schedule;
    if (schedule?.slowBytesPerSecond === undefined || schedule.window?.isOpen(this.#parts.clock()) !== false) return undefined;
    const run = this.#parts.hub.runs.going().find((facts) => facts.plan === plan && hex(facts.agentId) === agentId && !facts.restore);
    return run === undefined || run.reason === 'asked' ? undefined : schedule.slowBytesPerSecond;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #dueOf(agent: ConnectedAgent, going: ReadonlyMap<string, Facts>, nowMs: number): Due[] {
    const { agentId } = agent;
    return agent.plans.flatMap(({ name, schedule: own }) => {
      const plan = name ?? '';
      const key = keyOf(agentId, plan);
      const choice = this.#rules.find(this.#parts.agentOf(agentId) ?? { agentId, name: '', labels: {} }, plan);
      const schedule = this.#scheduleOf(key, choice, { agentId, plan, own: own ?? '', guestZone: agent.zone });
      if (schedule === undefined) return [];
      const last = this.#last.get(key);
      const decision = decideRun({ schedule, sinceMs: this.#sinceOf(key, choice, last, nowMs), last, going: going.get(key) }, nowMs);
      if (decision.kind === 'stop') this.#stop(agentId, going.get(key)?.runId ?? new Uint8Array(0));
      if (decision.kind !== 'start') return [];
      return [{ agentId, plan, scheduledMs: decision.scheduledMs, attempt: decision.attempt, reason: decision.reason }];
    });
  }

  /** A schedule counts from when it was set; one of a plan that has never run from when the plan was first seen, so that it does not begin in the middle of a day. */
  #sinceOf(key: string, choice: ScheduleChoice | undefined, last: Facts | undefined, nowMs: number): number {
    const set = choice?.sinceMs ?? 0;
    if (last !== undefined) return set;
    const firstSeen = this.#firstSeen.get(key) ?? nowMs;
    this.#firstSeen.set(key, firstSeen);
    // A rule was mostly there before the plan.
    if (set === 0) return firstSeen;
    return choice?.rule === undefined ? set : Math.max(set, firstSeen);
  }

  #scheduleOf(key: string, choice: ScheduleChoice | undefined, plan: { readonly agentId: string; readonly plan: string; readonly own: string; readonly guestZone: string }): PlanSchedule | undefined {
    const settings = choice?.settings;
    const text = JSON.stringify([settings, plan.own, plan.guestZone]);
    const known = this.#schedules.get(key);
    if (known?.text === text) return known.schedule;
    let schedule: PlanSchedule | undefined;
    try {
      schedule = PlanSchedule.of({ ...plan, settings, collectorZone: this.#parts.zone });
    } catch (error) {
      // Agents of another release may know schedules that this one does not.
      this.#parts.logger.warn({ err: error, plan: plan.plan, agentId: plan.agentId }, 'the schedule of a plan cannot be followed');
    }
    this.#schedules.set(key, { text, schedule });
    return schedule;
  }

  #start(run: Due): void {
    const { hub, logger } = this.#parts;
    hub.start({ ...run, actor: 'collector' }).catch((error: unknown) => {
      logger.warn({ err: error, plan: run.plan, agentId: run.agentId, reason: run.reason }, 'a run that is due could not be started');
    });
  }

  #stop(agentId: string, runId: Uint8Array): void {
    const { hub, logger } = this.#parts;
    hub.cancel(agentId, runId, stoppedByWindow).catch((error: unknown) => {
      if (error instanceof StillpointError && error.code === 'RUN_UNKNOWN') return;
      logger.warn({ err: error, agentId }, 'a run could not be stopped at the end of its window');
    });
  }

  // Without a history (a rebuilt catalog), a snapshot still tells that its time is served.
  #noteSnapshot(key: string, timeMs: number): void {
    const last = this.#last.get(key);
    if ((last?.queuedMs ?? 0) < timeMs) this.#last.set(key, { queuedMs: timeMs });
  }
}

function keyOf(agentId: string, plan: string): string {
  return `${agentId}/${plan}`;
}

function hex(bytes: Uint8Array | null | undefined): string {
  return Buffer.from(bytes ?? []).toString('hex');
}
