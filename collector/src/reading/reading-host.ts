/**
 * All guests that read from their own snapshots: who may, how many at a time, and what ends them. The entrance of this folder; must not know how the server
 * listens, nor what the CLI of a guest does with what it reads.
 */
import { randomBytes } from 'node:crypto';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import type { Peer } from '@stillpoint/proto/rpc/peer.ts';
import type { CallContext } from '@stillpoint/proto/rpc/server-call.ts';
import type { Logger } from 'pino';

import type { AgentRow, Catalog } from '../catalog/catalog.ts';
import type { CollectionGate } from '../collection/collection-gate.ts';
import type { PackReader } from '../datastore/pack-reader.ts';
import type { AgentsDirectory } from '../identity/agents-directory.ts';
import { boundedHello, lastWhereabouts, negotiateVersion, whereaboutsOf } from '../identity/greeting.ts';
import { ChunkDelivery } from './chunk-delivery.ts';
import { Reading, type RestoreStream } from './reading.ts';
import { ReadingAudit } from './reading-audit.ts';
import { readingLimits } from './reading-limits.ts';
import { RevealedChunks, type RevealedLimits } from './revealed-chunks.ts';

/** What readings work on; the caller closes it after the host. `clock` gives ms since 1970. */
export interface ReadingHostParts {
  readonly catalog: Pick<Catalog, 'listSnapshots' | 'lookupChunks' | 'locateChunks' | 'findVersions'>;
  readonly packs: Pick<PackReader, 'readBlock'>;
  readonly gate: CollectionGate;
  readonly agents: AgentsDirectory;
  readonly clock: () => number;
  readonly logger: Logger;
}

/** Settings with defaults. */
export interface ReadingHostOptions extends RevealedLimits {
  readonly maxReadings?: number;
  readonly maxReadingsPerAgent?: number;
  readonly maxStarts?: number;
  readonly idleMs?: number;
}

interface Seat extends Disposable {
  readonly agentId: string;
  reading: Reading | undefined;
  aborted: StillpointError | undefined;
}

const sweepMs = 30_000;

/** Whoever makes it closes it. */
export class ReadingHost implements AsyncDisposable {
  readonly #parts: ReadingHostParts;
  readonly #options: ReadingHostOptions;
  readonly #seats = new Set<Seat>();
  /** When each agent began what it began lately. */
  readonly #starts = new Map<string, number[]>();
  readonly #sweep: NodeJS.Timeout;
  #emptied = Promise.withResolvers<undefined>();
  #closing = false;

  constructor(parts: ReadingHostParts, options: ReadingHostOptions = {}) {
    this.#parts = parts;
    this.#options = options;
    parts.agents.onDismiss((agentId, reason) => this.#abort(agentId, reason));
    this.#sweep = setInterval(() => this.#abortIdle(), sweepMs);
    this.#sweep.unref();
  }

  /** Handler of `Restore`. Throws what the guest is to be told. */
  async restore(stream: RestoreStream, { peer }: CallContext): Promise<void> {
    const begin = await readBegin(stream);
    const agent = this.#agentOf(peer);
    await this.#greet(agent, peer, begin);
    const audit = new ReadingAudit(this.#parts, agent);
    using seat = await this.#sit(agent, audit);
    const { catalog, packs, gate, clock } = this.#parts;
    using holds = new DisposableStack();
    const sessionId = randomBytes(16);
    const revealed = new RevealedChunks(catalog, this.#options);
    const delivery = new ChunkDelivery({ catalog, packs, agentId: Buffer.from(agent.agentId, 'hex'), sessionId }, revealed);
    const check = (): void => { assertAllowed(this.#agentOf(peer)); };
    const reading = new Reading(stream, { agentId: agent.agentId, catalog, gate, holds, revealed, delivery, audit, check, clock });
    seat.reading = reading;
    if (seat.aborted !== undefined) throw seat.aborted;
    await stream.write({ ready: { sessionId, agentName: agent.name, maxReadIds: readingLimits.maxReadIds, maxPendingReads: readingLimits.maxPendingReads } });
    let ending = 'ended by the guest';
    try {
      await reading.run();
    } catch (error) {
      ending = error instanceof StillpointError ? `ended with ${error.code}` : 'failed';
      if (error instanceof StillpointError && isRefusal(error)) await audit.refused(error);
      throw error;
    } finally {
      await audit.end(delivery.counts, ending);
    }
  }

  /** Handler of `FindOwnVersions`: of the calling agent, whatever agent the request names. Throws what the guest is to be told. */
  async *findVersions(request: v1.FindVersionsRequest, { peer, signal }: CallContext): AsyncGenerator<v1.FindVersionsReply.$Properties> {
    const agent = this.#agentOf(peer);
    using seat = await this.#sit(agent, new ReadingAudit(this.#parts, agent));
    if (request.pattern.length > readingLimits.maxPatternBytes) throw new StillpointError('PATTERN_INVALID', `a pattern of ${request.pattern.length} bytes is too long`);
    const found = this.#parts.catalog.findVersions({ pattern: Buffer.from(request.pattern).toString('latin1'), agentId: agent.agentId, ignoreCase: request.ignoreCase, deletedOnly: request.deleted });
    for await (const versions of found) {
      if (signal.aborted) return;
      if (seat.aborted !== undefined) throw seat.aborted;
      assertAllowed(this.#agentOf(peer));
      yield { versions };
    }
  }

  /** Ends all readings. Safe to call again. */
  async close(): Promise<void> {
    clearInterval(this.#sweep);
    this.#closing = true;
    if (this.#seats.size === 0) return;
    for (const seat of this.#seats) abort(seat, stopping());
    await this.#emptied.promise;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #agentOf(peer: Peer): AgentRow {
    if (peer.kind !== 'agent') throw new StillpointError('CERTIFICATE_REQUIRED', 'this call needs the certificate of an enrolled agent');
    return this.#parts.agents.admit(peer);
  }

  async #greet(agent: AgentRow, peer: Peer, begin: v1.RestoreBegin.$Properties): Promise<void> {
    const { agents, clock } = this.#parts;
    const hello = boundedHello(begin.hello);
    negotiateVersion(hello);
    await agents.refuseClone(agent, whereaboutsOf(hello, peer.address), [lastWhereabouts(agent)]);
    const timeMs = clock();
    await agents.noteSeen(agent.agentId, { timeMs, address: peer.address, hello, clockSkewMs: (hello.clockMs ?? 0) - timeMs });
  }

  async #sit(agent: AgentRow, audit: ReadingAudit): Promise<Seat> {
    if (this.#closing) throw stopping();
    this.#countStart(agent);
    try {
      assertAllowed(agent);
    } catch (error) {
      if (error instanceof StillpointError) await audit.refused(error);
      throw error;
    }
    const own = [...this.#seats].filter((seat) => seat.agentId === agent.agentId).length;
    const { maxReadings, maxReadingsPerAgent } = { ...readingLimits, ...this.#options };
    if (this.#seats.size >= maxReadings || own >= maxReadingsPerAgent) {
      throw new StillpointError('SESSION_LIMIT', `the collector serves ${own >= maxReadingsPerAgent ? `${own} readers of this guest` : `${this.#seats.size} restoring guests`} already`, { hint: 'try again later, or restore at the collector' });
    }
    const seat: Seat = { agentId: agent.agentId, reading: undefined, aborted: undefined, [Symbol.dispose]: () => this.#leave(seat) };
    this.#seats.add(seat);
    return seat;
  }

  #leave(seat: Seat): void {
    this.#seats.delete(seat);
    if (this.#closing && this.#seats.size === 0) this.#emptied.resolve(undefined);
  }

  /** SESSION_LIMIT for who begins too often. */
  #countStart({ agentId }: AgentRow): void {
    const nowMs = this.#parts.clock();
    const lately = (this.#starts.get(agentId) ?? []).filter((startedMs) => startedMs > nowMs - readingLimits.startsMs);
    this.#starts.set(agentId, lately);
    if (lately.length >= (this.#options.maxStarts ?? readingLimits.maxStarts)) throw new StillpointError('SESSION_LIMIT', 'this guest has begun to read very often in the last minutes', { hint: 'try again later, or restore at the collector' });
    lately.push(nowMs);
  }

  #abort(agentId: string, error: StillpointError): void {
    for (const seat of this.#seats) if (seat.agentId === agentId) abort(seat, error);
  }

  #abortIdle(): void {
    const oldestMs = this.#parts.clock() - (this.#options.idleMs ?? readingLimits.idleMs);
    for (const seat of this.#seats) if (seat.reading !== undefined && seat.reading.lastMs < oldestMs) abort(seat, new StillpointError('SESSION_LOST', 'the guest neither asked for anything nor took anything for an hour'));
  }
}

function abort(seat: Seat, error: StillpointError): void {
  seat.aborted ??= error;
  seat.reading?.abort(error);
}

function assertAllowed({ name, restore }: AgentRow): void {
  if (restore === 'on') return;
  throw new StillpointError('RESTORE_REFUSED', `the collector does not let the guest of agent ${name} read its snapshots`, {
    hint: `restore at the collector, or allow it there: stillpoint-collector agents set ${name} --restore on`,
  });
}

function isRefusal({ code }: StillpointError): boolean {
  return code === 'RESTORE_REFUSED' || code === 'SNAPSHOT_UNKNOWN' || code === 'PROTOCOL_VIOLATION' || code === 'LIMIT_EXCEEDED';
}

async function readBegin(stream: RestoreStream): Promise<v1.RestoreBegin.$Properties> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StillpointError('SESSION_LOST', 'the guest opened a reading but did not begin it')), readingLimits.beginMs);
  });
  try {
    const first = await Promise.race([stream.read(), late]);
    if (!first?.begin) throw new StillpointError('PROTOCOL_VIOLATION', 'the first message of a reading is not RestoreBegin');
    return first.begin;
  } finally {
    clearTimeout(timer);
  }
}

function stopping(): StillpointError {
  return new StillpointError('SESSION_LOST', 'the collector is stopping', { hint: 'run the same command again when it serves; for a restore to a directory add --overwrite changed' });
}
