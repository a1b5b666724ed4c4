/**
 * The index over the decisions that settle what is kept: policies, pins, deleted snapshots that can be taken back, and the high-water mark of time. Writes belong
 * into a transaction of the caller.
 */
import type Database from 'better-sqlite3';

import { v1 } from '@stillpoint/proto/messages.ts';

import type { DeletionRow, PinRow, RetentionState } from './catalog.ts';
import type { MetaTable } from './meta-table.ts';

interface PolicyColumns {
  readonly agent: Uint8Array;
  readonly plan: string;
  readonly since_ms: number;
  readonly policy: Uint8Array | null;
}

interface PinColumns {
  readonly snapshot: Uint8Array;
  readonly reason: string;
  readonly pinned_ms: number;
  readonly actor: string;
}

interface DeletionColumns {
  readonly snapshot: Uint8Array;
  readonly agent: Uint8Array;
  readonly agent_name: string;
  readonly plan: string;
  readonly sequence: number;
  readonly snapshot_time_ms: number;
  readonly deleted_ms: number;
  readonly gone_ms: number;
  readonly actor: string;
}

const noBytes = new Uint8Array(0);

/** The tables that follow from decisions about retention. */
export class RetentionTables {
  readonly #database: Database.Database;
  readonly #meta: MetaTable;
  readonly #policies: Database.Statement<[], PolicyColumns>;
  readonly #pins: Database.Statement<[], PinColumns>;
  readonly #deletions: Database.Statement<[], DeletionColumns>;
  readonly #newestDeleted: Database.Statement<[Uint8Array, string], { readonly sequence: number; readonly timeMs: number | null }>;
  readonly #addPolicy: Database.Statement;
  readonly #addPin: Database.Statement;
  readonly #removePin: Database.Statement;
  readonly #addDeletion: Database.Statement;
  readonly #removeDeletion: Database.Statement;

  constructor(database: Database.Database, meta: MetaTable) {
    this.#database = database;
    this.#meta = meta;
    this.#policies = database.prepare('SELECT agent, plan, since_ms, policy FROM policies ORDER BY number');
    this.#pins = database.prepare('SELECT snapshot, reason, pinned_ms, actor FROM pins ORDER BY pinned_ms, snapshot');
    this.#deletions = database.prepare('SELECT * FROM deletions ORDER BY deleted_ms, snapshot');
    this.#newestDeleted = database.prepare('SELECT max(sequence) AS sequence, max(snapshot_time_ms) AS timeMs FROM deletions WHERE agent = ? AND plan = ?');
    this.#addPolicy = database.prepare('INSERT INTO policies (agent, plan, since_ms, policy) VALUES (?, ?, ?, ?)');
    this.#addPin = database.prepare('INSERT OR REPLACE INTO pins (snapshot, reason, pinned_ms, actor) VALUES (?, ?, ?, ?)');
    this.#removePin = database.prepare('DELETE FROM pins WHERE snapshot = ?');
    this.#addDeletion = database.prepare(
      'INSERT OR REPLACE INTO deletions (snapshot, agent, agent_name, plan, sequence, snapshot_time_ms, deleted_ms, gone_ms, actor) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    );
    this.#removeDeletion = database.prepare('DELETE FROM deletions WHERE snapshot = ?');
  }

  /** Applies what a decision says of retention; others change nothing. */
  apply(decision: v1.Decision.$Properties): void {
    const { retentionSet, snapshotPinned, snapshotUnpinned, snapshotDeleted, snapshotUndeleted, snapshotExpired, timeNoted } = decision;
    const timeMs = decision.timeMs ?? 0;
    const actor = decision.actor ?? '';
    if (retentionSet) {
      const { agentId, plan, policy } = retentionSet;
      this.#addPolicy.run(agentId ?? noBytes, plan ?? '', timeMs, policy ? Buffer.from(v1.RetentionPolicy.encode(policy).finish()) : null);
    }
    if (snapshotPinned) this.#addPin.run(snapshotPinned.snapshotId ?? noBytes, snapshotPinned.reason ?? '', timeMs, actor);
    if (snapshotUnpinned) this.#removePin.run(snapshotUnpinned.snapshotId ?? noBytes);
    if (snapshotDeleted && (snapshotDeleted.graceMs ?? 0) > 0) {
      const { snapshotId, agentId, agentName, plan, sequence, snapshotTimeMs, graceMs } = snapshotDeleted;
      this.#addDeletion.run(snapshotId ?? noBytes, agentId ?? noBytes, agentName ?? '', plan ?? '', sequence ?? 0, snapshotTimeMs ?? 0, timeMs, timeMs + (graceMs ?? 0), actor);
    }
    if (snapshotUndeleted) this.#removeDeletion.run(snapshotUndeleted.snapshotId ?? noBytes);
    if (snapshotExpired) this.#removeDeletion.run(snapshotExpired.snapshotId ?? noBytes);
    if (timeNoted) {
      const notedMs = timeNoted.notedMs ?? 0;
      this.#meta.set('time_mark', timeNoted.accepted === true ? notedMs : Math.max(notedMs, this.#meta.get('time_mark')));
    }
  }

  /** Forgets everything, so that all decisions can be applied again. */
  forget(): void {
    this.#database.exec('DELETE FROM policies; DELETE FROM pins; DELETE FROM deletions');
    this.#meta.set('time_mark', 0);
  }

  state(): RetentionState {
    return {
      policyChanges: this.#policies.all().map(({ agent, plan, since_ms, policy }) => ({ agentId: hex(agent), plan, sinceMs: since_ms, policy: policy === null ? undefined : new Uint8Array(policy) })),
      pins: this.#pins.all().map(({ snapshot, reason, pinned_ms, actor }): PinRow => ({ snapshotId: hex(snapshot), reason, pinnedMs: pinned_ms, actor })),
      deletions: this.#deletions.all().map((row): DeletionRow => ({
        snapshotId: hex(row.snapshot),
        agentId: hex(row.agent),
        agentName: row.agent_name,
        plan: row.plan,
        sequence: row.sequence,
        snapshotTimeMs: row.snapshot_time_ms,
        deletedMs: row.deleted_ms,
        goneMs: row.gone_ms,
        actor: row.actor,
      })),
      timeMarkMs: this.#meta.get('time_mark'),
    };
  }

  /** Highest sequence and time among the plan's snapshots that can be taken back: those that come must stand behind them. */
  newestDeleted(agentId: string, plan: string): { readonly sequence: number; readonly timeMs: number } | undefined {
    const row = this.#newestDeleted.get(Buffer.from(agentId, 'hex'), plan);
    return row === undefined || row.timeMs === null ? undefined : { sequence: row.sequence, timeMs: row.timeMs };
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
