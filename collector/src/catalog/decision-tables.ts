/**
 * The index over the journal of decisions: agents, tokens, certificates, events. Applying a decision twice changes nothing: what was applied is known by its
 * number. Writes belong into a transaction of the caller.
 */
import type Database from 'better-sqlite3';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { v1 } from '@stillpoint/proto/messages.ts';

import type { EventRow, TokenRow } from './catalog.ts';
import type { DamageTable } from './damage-table.ts';
import { eventOfDecision } from './decision-event.ts';
import type { MetaTable } from './meta-table.ts';

/** An agent with its last greeting still encoded. */
export interface AgentColumns {
  readonly id: Uint8Array;
  readonly name: string;
  readonly state: 'active' | 'retired' | 'revoked' | 'removed';
  readonly enrolled_ms: number;
  readonly dedup: string;
  readonly restore: string;
  /** Null when it has none. */
  readonly quota_bytes: number | null;
  readonly labels: string;
  readonly not_after_ms: number;
  /** Blank when none. */
  readonly serials: string | null;
  readonly time_ms: number | null;
  readonly address: string | null;
  readonly hello: Uint8Array | null;
  readonly clock_skew_ms: number | null;
}

/** What an agent's greeting told; `hello` is an encoded Hello. */
export interface Sighting {
  readonly timeMs: number;
  readonly address: string;
  readonly hello: Uint8Array;
  readonly clockSkewMs: number;
}

interface TokenColumns {
  readonly id: string;
  readonly secret_hash: Uint8Array;
  readonly agent_name: string;
  readonly created_ms: number;
  readonly expires_ms: number;
  readonly uses_left: number;
  readonly revoked: number;
  readonly replaces: number;
  readonly networks: string;
  readonly labels: string;
  readonly snapshot: Uint8Array;
}

interface EventColumns {
  readonly time_ms: number;
  readonly actor: string;
  readonly kind: string;
  readonly object: string;
  readonly text: string;
}

const noBytes = new Uint8Array(0);
// A row for the few agents that have one, so that the table of agents stays as it is.
const quotaPrefix = 'quota:';

/** Tables of another matter that follow from decisions, too. */
export interface DecidedTables {
  apply(decision: v1.Decision.$Properties): void;
  /** Forgets everything that decisions said. */
  forget(): void;
}

/** The tables that follow from decisions. */
export class DecisionTables {
  readonly #database: Database.Database;
  readonly #meta: MetaTable;
  readonly #damages: DamageTable;
  readonly #others: readonly DecidedTables[];
  readonly #agents: Database.Statement<[], AgentColumns>;
  readonly #tokens: Database.Statement<[], TokenColumns>;
  readonly #events: Database.Statement<[number], EventColumns>;
  readonly #latestEvents: Database.Statement<[string], EventColumns>;
  readonly #statements = new Map<string, Database.Statement>();

  constructor(database: Database.Database, meta: MetaTable, damages: DamageTable, others: readonly DecidedTables[]) {
    this.#database = database;
    this.#meta = meta;
    this.#damages = damages;
    this.#others = others;
    this.#agents = database.prepare(
      `SELECT a.*, (SELECT value FROM meta WHERE key = '${quotaPrefix}' || lower(hex(a.id))) AS quota_bytes, (SELECT group_concat(c.serial, ' ') FROM certificates c WHERE c.agent = a.id) AS serials, s.time_ms, s.address, s.hello, s.clock_skew_ms
       FROM agents a LEFT JOIN sightings s ON s.agent = a.id ORDER BY a.name, a.enrolled_ms`,
    );
    this.#tokens = database.prepare('SELECT * FROM tokens ORDER BY created_ms, id');
    this.#latestEvents = database.prepare('SELECT time_ms, actor, kind, object, text FROM events WHERE number IN (SELECT max(number) FROM events WHERE kind = ? GROUP BY object) ORDER BY object');
    this.#events = database.prepare('SELECT time_ms, actor, kind, object, text FROM events ORDER BY number DESC LIMIT ?');
  }

  /** Number of the last decision that was applied. */
  last(): number {
    return this.#meta.get('last_decision');
  }

  /** Applies decisions in the order given; those up to {@link last} are passed over. INTERNAL for one that does not follow it. */
  apply(decisions: readonly v1.Decision.$Properties[]): void {
    for (const decision of decisions) {
      const number = decision.number ?? 0;
      const last = this.last();
      if (number <= last) continue;
      // What is left out once would never be applied: a revocation would be forgotten.
      if (number !== last + 1) throw new StillpointError('INTERNAL', `decision ${number} was given to the catalog, which knows ${last} of them`);
      this.#applyAgent(decision);
      this.#applyToken(decision);
      this.#applyDamage(decision);
      for (const tables of this.#others) tables.apply(decision);
      const event = eventOfDecision(decision);
      this.#run(
        'INSERT OR REPLACE INTO events (number, time_ms, actor, kind, object, text) VALUES (?, ?, ?, ?, ?, ?)',
        ...[number, decision.timeMs ?? 0, decision.actor ?? '', event.kind, event.object, event.text],
      );
      this.#meta.set('last_decision', number);
    }
  }

  /** Forgets everything that decisions said, damage included, so that all can be applied again. What is known of agents' greetings stays. */
  forget(): void {
    for (const table of ['agents', 'certificates', 'tokens', 'events']) this.#run(`DELETE FROM ${table}`);
    this.#run('DELETE FROM meta WHERE key GLOB ?', `${quotaPrefix}*`);
    this.#damages.forgetAll();
    for (const tables of this.#others) tables.forget();
    this.#meta.set('last_decision', 0);
  }

  /** Records an agent's greeting. */
  noteSeen(agentId: Uint8Array, sighting: Sighting): void {
    this.#run(
      `INSERT OR REPLACE INTO sightings (agent, time_ms, address, hello, clock_skew_ms) VALUES (?, ?, ?, ?, ?)`,
      ...[agentId, sighting.timeMs, sighting.address, sighting.hello, sighting.clockSkewMs],
    );
  }

  agents(): AgentColumns[] {
    return this.#agents.all();
  }

  tokens(): TokenRow[] {
    return this.#tokens.all().map((row) => ({
      tokenId: row.id,
      secretHash: new Uint8Array(row.secret_hash),
      agentName: row.agent_name,
      createdMs: row.created_ms,
      expiresMs: row.expires_ms,
      usesLeft: row.uses_left,
      revoked: row.revoked === 1,
      replace: row.replaces === 1,
      networks: JSON.parse(row.networks) as string[],
      labels: JSON.parse(row.labels) as Record<string, string>,
      snapshotId: Buffer.from(row.snapshot).toString('hex'),
    }));
  }

  /** Of each object, the newest event of `kind`. */
  latestEvents(kind: string): EventRow[] {
    return this.#latestEvents.all(kind).map(({ time_ms, ...row }) => ({ timeMs: time_ms, ...row }));
  }

  /** The newest events, newest first. */
  events(limit: number): EventRow[] {
    return this.#events.all(limit).map(({ time_ms, ...row }) => ({ timeMs: time_ms, ...row }));
  }

  #applyAgent(decision: v1.Decision.$Properties): void {
    const { agentEnrolled, agentChanged, agentRevoked, agentRemoved, certificateIssued } = decision;
    if (agentEnrolled) this.#enroll(agentEnrolled, decision.timeMs ?? 0);
    if (agentChanged) {
      const { agentId, name, dedup, restore, labels, quotaBytes } = agentChanged;
      if (typeof quotaBytes === 'number') this.#meta.set(`${quotaPrefix}${Buffer.from(agentId ?? noBytes).toString('hex')}`, quotaBytes);
      // Empty words leave what is there; labels are always all of them.
      this.#run(
        `UPDATE agents SET name = coalesce(nullif(?, ''), name), dedup = coalesce(nullif(?, ''), dedup), restore = coalesce(nullif(?, ''), restore), labels = ? WHERE id = ?`,
        ...[name ?? '', dedup ?? '', restore ?? '', JSON.stringify(labels ?? {}), agentId ?? noBytes],
      );
    }
    if (typeof agentChanged?.retired === 'boolean') {
      // Who was revoked stays so.
      const [from, to] = agentChanged.retired ? ['active', 'retired'] : ['retired', 'active'];
      this.#run('UPDATE agents SET state = ? WHERE id = ? AND state = ?', to, agentChanged.agentId ?? noBytes, from);
    }
    if (agentRevoked) this.#run(`UPDATE agents SET state = 'revoked' WHERE id = ? AND state IN ('active', 'retired')`, agentRevoked.agentId ?? noBytes);
    if (agentRemoved) {
      const agent = agentRemoved.agentId ?? noBytes;
      this.#run(`UPDATE agents SET state = 'removed' WHERE id = ?`, agent);
      this.#run('DELETE FROM certificates WHERE agent = ?', agent);
    }
    if (certificateIssued) {
      const { agentId, certificateSerial, certificateNotAfterMs } = certificateIssued;
      this.#addCertificate(agentId ?? noBytes, certificateSerial ?? '', certificateNotAfterMs ?? 0);
    }
  }

  #enroll(enrolled: v1.AgentEnrolled.$Properties, timeMs: number): void {
    const agent = enrolled.agentId ?? noBytes;
    if (enrolled.replaced === true) this.#run('DELETE FROM certificates WHERE agent = ?', agent);
    // Who continues a known agent keeps its settings and its history.
    this.#run(
      `INSERT INTO agents (id, name, state, enrolled_ms, dedup, restore, labels, not_after_ms) VALUES (?, ?, 'active', ?, 'fleet', 'on', '{}', 0)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, state = 'active', enrolled_ms = excluded.enrolled_ms`,
      ...[agent, enrolled.name ?? '', timeMs],
    );
    if (Object.keys(enrolled.labels ?? {}).length > 0) this.#run('UPDATE agents SET labels = json_patch(labels, ?) WHERE id = ?', JSON.stringify(enrolled.labels), agent);
    this.#addCertificate(agent, enrolled.certificateSerial ?? '', enrolled.certificateNotAfterMs ?? 0);
    if (!enrolled.hello?.machineId) return;
    // Greetings are no decisions, but which machine was enrolled is: a catalog that is made anew must not take a copy for the agent.
    this.#run(
      `INSERT INTO sightings (agent, time_ms, address, hello, clock_skew_ms) VALUES (?, ?, ?, ?, 0)
       ON CONFLICT (agent) DO UPDATE SET time_ms = excluded.time_ms, address = excluded.address, hello = excluded.hello, clock_skew_ms = 0 WHERE excluded.time_ms > time_ms`,
      ...[agent, timeMs, enrolled.address ?? '', v1.Hello.encode(enrolled.hello).finish()],
    );
  }

  #addCertificate(agent: Uint8Array, serial: string, notAfterMs: number): void {
    this.#run('INSERT OR IGNORE INTO certificates (agent, serial) VALUES (?, ?)', agent, serial.toLowerCase());
    this.#run('UPDATE agents SET not_after_ms = ? WHERE id = ?', notAfterMs, agent);
  }

  #applyToken({ tokenCreated, tokenSpent, tokenRevoked, timeMs }: v1.Decision.$Properties): void {
    if (tokenCreated) {
      const { tokenId, secretHash, agentName, expiresMs, replace, uses, networks, labels, snapshotId } = tokenCreated;
      this.#run(
        `INSERT OR REPLACE INTO tokens (id, secret_hash, agent_name, created_ms, expires_ms, uses_left, revoked, replaces, networks, labels, snapshot) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)`,
        ...[tokenId ?? '', secretHash ?? noBytes, agentName ?? '', timeMs ?? 0, expiresMs ?? 0, Math.max(1, uses ?? 1), replace === true ? 1 : 0, JSON.stringify(networks ?? []), JSON.stringify(labels ?? {}), snapshotId ?? noBytes],
      );
    }
    if (tokenSpent) this.#run('UPDATE tokens SET uses_left = max(0, uses_left - 1) WHERE id = ?', tokenSpent.tokenId ?? '');
    if (tokenRevoked) this.#run('UPDATE tokens SET revoked = 1 WHERE id = ?', tokenRevoked.tokenId ?? '');
  }

  #applyDamage({ chunksDamaged, chunksHealed }: v1.Decision.$Properties): void {
    if (chunksDamaged) {
      this.#damages.mark(
        (chunksDamaged.chunks ?? []).map(({ chunkId, packId, blockOffset }) => ({
          id: chunkId ?? noBytes,
          packId: Buffer.from(packId ?? noBytes).toString('hex'),
          blockOffset: blockOffset ?? 0,
        })),
      );
    }
    if (chunksHealed) this.#damages.clear(chunksHealed.chunkIds ?? noBytes);
  }

  #run(text: string, ...values: unknown[]): void {
    let statement = this.#statements.get(text);
    if (statement === undefined) {
      statement = this.#database.prepare(text);
      this.#statements.set(text, statement);
    }
    statement.run(...values);
  }
}
