/**
 * The index over the decisions that define plans for many agents. Writes belong into a transaction of the caller.
 */
import type Database from 'better-sqlite3';

import { v1 } from '@stillpoint/proto/messages.ts';

import { targetKey } from '../plan/plan-target.ts';

/** A plan that is applied; `target` is an encoded PlanTarget. */
export interface CentralPlanColumns {
  readonly target: Uint8Array;
  readonly plan: string;
  readonly revision: number;
  readonly sinceMs: number;
  readonly actor: string;
  readonly definition: string;
}

/** The table `central_plans`. */
export class CentralPlanTable {
  readonly #database: Database.Database;
  readonly #list: Database.Statement<[], CentralPlanColumns>;

  constructor(database: Database.Database) {
    this.#database = database;
    this.#list = database.prepare('SELECT target, plan, revision, since_ms AS sinceMs, actor, definition FROM central_plans ORDER BY revision');
  }

  list(): CentralPlanColumns[] {
    return this.#list.all().map((row) => ({ ...row, target: new Uint8Array(row.target) }));
  }

  /** What a decision says of such plans. */
  apply({ centralPlanSet, agentRemoved, timeMs, actor }: v1.Decision.$Properties): void {
    if (centralPlanSet) {
      const { name, revision, definition } = centralPlanSet.plan ?? {};
      const target = centralPlanSet.target ?? {};
      const key = [targetKey(target), name ?? ''] as const;
      this.#database.prepare('DELETE FROM central_plans WHERE target_key = ? AND plan = ?').run(...key);
      if (definition) {
        this.#database
          .prepare('INSERT INTO central_plans (target_key, plan, target, revision, since_ms, actor, definition) VALUES (?, ?, ?, ?, ?, ?, ?)')
          .run(...key, v1.PlanTarget.encode(target).finish(), revision ?? 0, timeMs ?? 0, actor ?? '', definition);
      }
    }
    if (agentRemoved) this.#database.prepare('DELETE FROM central_plans WHERE target_key = ?').run(Buffer.from(agentRemoved.agentId ?? []).toString('hex'));
  }

  /** Forgets everything, so that all decisions can be applied again. */
  forget(): void {
    this.#database.prepare('DELETE FROM central_plans').run();
  }
}
