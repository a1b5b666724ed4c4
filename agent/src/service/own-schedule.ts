/**
 * The plans' own schedules of agent.toml, for times at which the collector cannot be asked. What was missed while the service did not run is not made up for
 * here: the collector does that when it is back.
 */
import { CronTimes } from '@stillpoint/proto/schedule/cron-times.ts';

import type { PlanConfig } from '../config/agent-config.ts';

interface Awaited {
  readonly times: CronTimes;
  nextMs: number | undefined;
}

/** Remembers when each plan is due next. */
export class OwnSchedule {
  readonly #zone: string;
  readonly #sinceMs: number;
  readonly #returns = new Map<string, number>();
  #plans = new Map<string, Awaited>();

  /** `zone` as in `Asia/Tokyo`; times up to `sinceMs` are past. */
  constructor(zone: string, sinceMs: number) {
    this.#zone = zone;
    this.#sinceMs = sinceMs;
  }

  /** The plans whose time has come since the last call; each is named once, however many times were missed. */
  due(plans: readonly PlanConfig[], nowMs: number): PlanConfig[] {
    const before = this.#plans;
    this.#plans = new Map();
    return plans.filter(({ name, schedule }) => {
      if (schedule === undefined) return false;
      const known = before.get(name);
      const awaited = known?.times.expression === schedule.trim() ? known : this.#await(schedule, known === undefined ? this.#sinceMs : nowMs);
      this.#plans.set(name, awaited);
      if (awaited.nextMs === undefined || nowMs < awaited.nextMs) return false;
      awaited.nextMs = awaited.times.next(nowMs);
      return true;
    });
  }

  /** The collector was there after all, had no room for the plan's run, and said when to come back. */
  comeBack(plan: string, atMs: number): void {
    this.#returns.set(plan, atMs);
  }

  /** The plans that were to come back by now; each is named once. */
  returning(plans: readonly PlanConfig[], nowMs: number): PlanConfig[] {
    const names = [...this.#returns].filter(([, atMs]) => atMs <= nowMs).map(([name]) => name);
    for (const name of names) this.#returns.delete(name);
    return plans.filter(({ name }) => names.includes(name));
  }

  #await(schedule: string, afterMs: number): Awaited {
    const times = new CronTimes(schedule, this.#zone);
    return { times, nextMs: times.next(afterMs) };
  }
}
