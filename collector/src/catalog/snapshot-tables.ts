/**
 * Snapshots: their records, as the datastore's files have them, and how far the versions of their files are indexed.
 */
import type Database from 'better-sqlite3';

import { StillpointError } from '@stillpoint/proto/errors.ts';

/** How far a snapshot's versions are indexed. */
export const IndexState = { none: 0, begun: 1, done: 2 } as const;
export type IndexState = (typeof IndexState)[keyof typeof IndexState];

/** What the catalog needs of a record, and its encoded bytes. Ids are hexadecimal. */
export interface SnapshotFacts {
  readonly snapshotId: string;
  readonly agentId: string;
  readonly agentName: string;
  readonly plan: string;
  readonly sequence: number;
  readonly timeMs: number;
  readonly runId: string;
  /** The session that stored it. */
  readonly sessionId: string;
  readonly record: Uint8Array;
}

/** A row of the table, without the record. */
export interface SnapshotRow {
  readonly number: number;
  readonly id: Buffer;
  readonly agent: Buffer;
  readonly plan: string;
  readonly sequence: number;
  readonly time_ms: number;
  readonly state: IndexState;
}

const rowColumns = 'number, id, agent, plan, sequence, time_ms, state';

/** The table of snapshots. */
export class SnapshotTables {
  readonly #insert: Database.Statement;
  readonly #update: Database.Statement;
  readonly #byId: Database.Statement<[Uint8Array], SnapshotRow>;
  readonly #byNumber: Database.Statement<[number], SnapshotRow>;
  readonly #ofPlan: Database.Statement<[Uint8Array, string], SnapshotRow>;
  readonly #setState: Database.Statement<[number, number]>;
  readonly #delete: Database.Statement<[number]>;
  readonly #records: Database.Statement<[], Buffer>;
  readonly #recordsOfAgent: Database.Statement<[Uint8Array], Buffer>;
  readonly #recordOfRun: Database.Statement<[Uint8Array, Uint8Array], Buffer>;
  readonly #newest: Database.Statement<[], { readonly record: Buffer }>;
  readonly #unindexed: Database.Statement<[], SnapshotRow>;

  constructor(database: Database.Database) {
    this.#insert = database.prepare(
      'INSERT INTO snapshots (id, agent, agent_name, plan, sequence, time_ms, run, state, record) VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)',
    );
    this.#update = database.prepare('UPDATE snapshots SET agent_name = ?, time_ms = ?, run = ?, record = ? WHERE number = ?');
    this.#byId = database.prepare(`SELECT ${rowColumns} FROM snapshots WHERE id = ?`);
    this.#byNumber = database.prepare(`SELECT ${rowColumns} FROM snapshots WHERE number = ?`);
    this.#ofPlan = database.prepare(`SELECT ${rowColumns} FROM snapshots WHERE agent = ? AND plan = ? ORDER BY sequence, number`);
    this.#setState = database.prepare('UPDATE snapshots SET state = ? WHERE number = ?');
    this.#delete = database.prepare('DELETE FROM snapshots WHERE number = ?');
    this.#records = database.prepare<[], Buffer>('SELECT record FROM snapshots ORDER BY time_ms, agent, plan').pluck();
    this.#recordsOfAgent = database.prepare<[Uint8Array], Buffer>('SELECT record FROM snapshots WHERE agent = ? ORDER BY time_ms, plan').pluck();
    this.#recordOfRun = database.prepare<[Uint8Array, Uint8Array], Buffer>('SELECT record FROM snapshots WHERE agent = ? AND run = ?').pluck();
    this.#newest = database.prepare(
      'SELECT s.record FROM (SELECT agent, plan, max(sequence) AS sequence FROM snapshots GROUP BY agent, plan) JOIN snapshots s USING (agent, plan, sequence)',
    );
    this.#unindexed = database.prepare(`SELECT ${rowColumns} FROM snapshots WHERE state < 2 ORDER BY time_ms, sequence`);
  }

  /** Adds a snapshot, or renews the record of one that is there. */
  put(facts: SnapshotFacts): SnapshotRow {
    const id = Buffer.from(facts.snapshotId, 'hex');
    const run = Buffer.from(facts.runId, 'hex');
    const known = this.#byId.get(id);
    if (known === undefined) {
      const agent = Buffer.from(facts.agentId, 'hex');
      this.#insert.run(id, agent, facts.agentName, facts.plan, facts.sequence, facts.timeMs, run, facts.record);
    } else {
      this.#update.run(facts.agentName, facts.timeMs, run, facts.record, known.number);
    }
    return this.get(facts.snapshotId);
  }

  find(snapshotId: string): SnapshotRow | undefined {
    return this.#byId.get(Buffer.from(snapshotId, 'hex'));
  }

  /** SNAPSHOT_UNKNOWN when it is not there. */
  get(snapshotId: string): SnapshotRow {
    const row = this.find(snapshotId);
    if (row === undefined) throw new StillpointError('SNAPSHOT_UNKNOWN', `snapshot ${snapshotId} is not in the catalog`);
    return row;
  }

  byNumber(number: number): SnapshotRow | undefined {
    return this.#byNumber.get(number);
  }

  /** All snapshots of the plan that `row` belongs to, oldest first. */
  siblings(row: { readonly agent: Uint8Array; readonly plan: string }): SnapshotRow[] {
    return this.#ofPlan.all(row.agent, row.plan);
  }

  setState(number: number, state: IndexState): void {
    this.#setState.run(state, number);
  }

  delete(number: number): void {
    this.#delete.run(number);
  }

  /** Encoded records, oldest first. */
  records(agentId: string | undefined, plan: string | undefined): Uint8Array[] {
    if (agentId === undefined && plan === undefined) return this.#records.all();
    if (agentId !== undefined && plan === undefined) return this.#recordsOfAgent.all(Buffer.from(agentId, 'hex'));
    return this.#recordsOfPlan(agentId, plan ?? '');
  }

  /** Encoded records of the newest snapshot of each plan. */
  newestRecords(): Uint8Array[] {
    return this.#newest.all().map(({ record }) => record);
  }

  recordOfRun(agentId: string, runId: Uint8Array): Uint8Array | undefined {
    return this.#recordOfRun.get(Buffer.from(agentId, 'hex'), runId);
  }

  /** Snapshots whose versions are not all indexed, oldest first. */
  unindexed(): SnapshotRow[] {
    return this.#unindexed.all();
  }

  #recordsOfPlan(agentId: string | undefined, plan: string): Uint8Array[] {
    const { database } = this.#records;
    const condition = agentId === undefined ? '' : 'AND agent = ?';
    const statement = database.prepare<unknown[], Buffer>(`SELECT record FROM snapshots WHERE plan = ? ${condition} ORDER BY time_ms, agent`).pluck();
    return agentId === undefined ? statement.all(plan) : statement.all(plan, Buffer.from(agentId, 'hex'));
  }
}
