/**
 * The history of runs, and the schedules that administrators have set. History is no decision: it is lost with the catalog. Of each agent so many runs are
 * kept and no more, whatever it reports. Writes belong into a transaction of the caller.
 */
import type Database from 'better-sqlite3';

import { v1 } from '@stillpoint/proto/messages.ts';

/** Runs that are kept of one agent. */
const runsOfAgent = 1000;

/** A run as it lies in the table; `record` is an encoded RunFacts. */
export interface RunColumns {
  readonly id: Uint8Array;
  readonly agent: Uint8Array;
  readonly plan: string;
  readonly timeMs: number;
  readonly isGoing: boolean;
  readonly record: Uint8Array;
}

/** Which runs are wanted: all that fit, newest first. */
export interface RunFilter {
  readonly agentId?: string | undefined;
  readonly plan?: string | undefined;
  readonly runId?: string | undefined;
  /** Only those whose end is not known. */
  readonly going?: boolean | undefined;
  readonly limit: number;
}

/** A schedule that is in force; `settings` is an encoded ScheduleSettings. */
export interface ScheduleColumns {
  readonly agentId: string;
  readonly plan: string;
  readonly sinceMs: number;
  readonly settings: Uint8Array;
}

const noBytes = new Uint8Array(0);

/** The tables `runs` and `schedules`. */
export class RunTables {
  readonly #database: Database.Database;
  readonly #put: Database.Statement;
  readonly #trim: Database.Statement;
  readonly #list: Database.Statement<unknown[], { readonly record: Uint8Array }>;
  readonly #latest: Database.Statement<[], { readonly record: Uint8Array }>;
  readonly #schedules: Database.Statement<[], { readonly agent: Uint8Array; readonly plan: string; readonly since_ms: number; readonly settings: Uint8Array }>;

  constructor(database: Database.Database) {
    this.#database = database;
    this.#put = database.prepare('INSERT OR REPLACE INTO runs (agent, id, plan, time_ms, going, record) VALUES (?, ?, ?, ?, ?, ?)');
    this.#trim = database.prepare(
      `DELETE FROM runs WHERE agent = :agent AND time_ms < (SELECT time_ms FROM runs WHERE agent = :agent ORDER BY time_ms DESC LIMIT 1 OFFSET ${String(runsOfAgent - 1)})`,
    );
    this.#list = database.prepare(
      `SELECT record FROM runs WHERE (:agent IS NULL OR agent = :agent) AND (:plan IS NULL OR plan = :plan) AND (:id IS NULL OR id = :id) AND going >= :going
       ORDER BY time_ms DESC, id LIMIT :limit`,
    );
    this.#latest = database.prepare('SELECT record, max(time_ms) FROM runs GROUP BY agent, plan');
    this.#schedules = database.prepare('SELECT agent, plan, since_ms, settings FROM schedules ORDER BY agent, plan');
  }

  /** Enters or replaces runs. */
  put(runs: readonly RunColumns[]): void {
    for (const { agent, id, plan, timeMs, isGoing, record } of runs) {
      this.#put.run(agent, id, plan, timeMs, isGoing ? 1 : 0, record);
      this.#trim.run({ agent });
    }
  }

  list({ agentId, plan, runId, going, limit }: RunFilter): Uint8Array[] {
    const parameters = { agent: bytesOf(agentId), plan: plan ?? null, id: bytesOf(runId), going: going === true ? 1 : 0, limit };
    return this.#list.all(parameters).map(({ record }) => new Uint8Array(record));
  }

  /** The newest run of each plan. */
  latest(): Uint8Array[] {
    return this.#latest.all().map(({ record }) => new Uint8Array(record));
  }

  schedules(): ScheduleColumns[] {
    return this.#schedules.all().map(({ agent, plan, since_ms, settings }) => ({ agentId: Buffer.from(agent).toString('hex'), plan, sinceMs: since_ms, settings: new Uint8Array(settings) }));
  }

  /** Remembers what an agent can run. */
  notePlans(agentId: string, list: Uint8Array): void {
    this.#database.prepare('INSERT OR REPLACE INTO plan_lists (agent, list) VALUES (?, ?)').run(Buffer.from(agentId, 'hex'), list);
  }

  /** What each agent told last. */
  planLists(): { readonly agentId: string; readonly list: Uint8Array }[] {
    const rows = this.#database.prepare<[], { readonly agent: Uint8Array; readonly list: Uint8Array }>('SELECT agent, list FROM plan_lists').all();
    return rows.map(({ agent, list }) => ({ agentId: Buffer.from(agent).toString('hex'), list: new Uint8Array(list) }));
  }

  /** What a decision says of schedules. */
  apply({ scheduleSet, agentRemoved, timeMs }: v1.Decision.$Properties): void {
    if (scheduleSet) {
      const key = [scheduleSet.agentId ?? noBytes, scheduleSet.plan ?? ''] as const;
      this.#database.prepare('DELETE FROM schedules WHERE agent = ? AND plan = ?').run(...key);
      if (scheduleSet.settings) {
        const settings = v1.ScheduleSettings.encode(scheduleSet.settings).finish();
        this.#database.prepare('INSERT INTO schedules (agent, plan, since_ms, settings) VALUES (?, ?, ?, ?)').run(...key, timeMs ?? 0, settings);
      }
    }
    if (agentRemoved) this.#database.prepare('DELETE FROM schedules WHERE agent = ?').run(agentRemoved.agentId ?? noBytes);
  }

  /** Forgets what decisions said; the history stays. */
  forget(): void {
    this.#database.prepare('DELETE FROM schedules').run();
  }
}

function bytesOf(id: string | undefined): Buffer | null {
  return id === undefined ? null : Buffer.from(id, 'hex');
}
