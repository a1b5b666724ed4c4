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

import type { EventBudget } from '../audit/event-budget.ts';
import type { AgentRow, Catalog } from '../catalog/catalog.ts';
import type { CollectionGate } from '../collection/collection-gate.ts';
import type { PackReader } from '../datastore/pack-reader.ts';
import type { AgentsDirectory } from '../identity/agents-directory.ts';
import { boundedHello, lastWhereabouts, negotiateVersion, refuseClone, whereaboutsOf } from '../identity/greeting.ts';
import { ChunkDelivery } from './chunk-delivery.ts';
import { Reading, type RestoreStream } from './reading.ts';
import { orderedReader, ownReader, rescueReader, type Reader } from './reader.ts';
import { ReadingAudit } from './reading-audit.ts';
import { readingLimits } from './reading-limits.ts';
import type { RestoreGrants } from './restore-grants.ts';
import { RevealedChunks, type RevealedLimits } from './revealed-chunks.ts';

/** What readings work on; the caller closes it after the host. `clock` gives ms since 1970. */
export interface ReadingHostParts {
  readonly catalog: Pick<Catalog, 'listSnapshots' | 'lookupChunks' | 'locateChunks' | 'findVersions'>;
  readonly packs: Pick<PackReader, 'readBlock'>;
  readonly gate: CollectionGate;
  /** Is told of chunks (n * 32 bytes) that a reading met damaged. */
  readonly checkChunks?: (ids: Uint8Array) => Promise<unknown>;
  readonly agents: AgentsDirectory;
  /** Bounds what readings have written into the audit log. */
  readonly events?: Pick<EventBudget, 'write'> | undefined;
  /** Restores that were ordered. */
  readonly grants: RestoreGrants;
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
  readonly readerId: string;
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
    parts.agents.onTokenRevoked((tokenId) => this.#abort(tokenId, new StillpointError('TOKEN_INVALID', 'the token of this restore was revoked while it went on')));
    this.#sweep = setInterval(() => this.#abortIdle(), sweepMs);
    this.#sweep.unref();
  }

  /** Handler of `Restore`. Throws what the guest is to be told. */
  async restore(stream: RestoreStream, { peer }: CallContext): Promise<void> {
    const begin = await readBegin(stream);
    const reader = await this.#readerOf(peer, begin);
    const audit = new ReadingAudit(this.#parts, reader);
    using seat = await this.#sit(reader, audit);
    const { catalog, packs, gate, clock } = this.#parts;
    using holds = new DisposableStack();
    const sessionId = randomBytes(16);
    const revealed = new RevealedChunks(catalog, this.#options);
    const delivery = new ChunkDelivery({ catalog, packs, agentId: Buffer.from(reader.id, 'hex'), sessionId }, revealed);
    const reading = new Reading(stream, { reader, gate, holds, revealed, delivery, audit, clock });
    seat.reading = reading;
    if (seat.aborted !== undefined) throw seat.aborted;
    await stream.write({ ready: { sessionId, agentName: reader.name, maxReadIds: readingLimits.maxReadIds, maxPendingReads: readingLimits.maxPendingReads, granted: await this.#grantedOf(reader) } });
    let ending = 'ended by the guest';
    try {
      await reading.run();
    } catch (error) {
      ending = error instanceof StillpointError ? `ended with ${error.code}` : 'failed';
      if (error instanceof StillpointError && isRefusal(error)) await audit.refused(error);
      throw error;
    } finally {
      await audit.end(delivery.counts, ending);
      // What a guest met damaged is marked, so that its next backup heals it.
      if (delivery.suspects.length > 0) await this.#parts.checkChunks?.(delivery.suspects);
    }
  }

  /** Handler of `FindOwnVersions`: of the calling agent, whatever agent the request names. Throws what the guest is to be told. */
  async *findVersions(request: v1.FindVersionsRequest, { peer, signal }: CallContext): AsyncGenerator<v1.FindVersionsReply.$Properties> {
    const reader = ownReader(this.#parts, peer);
    using seat = await this.#sit(reader, new ReadingAudit(this.#parts, reader));
    if (request.pattern.length > readingLimits.maxPatternBytes) throw new StillpointError('PATTERN_INVALID', `a pattern of ${request.pattern.length} bytes is too long`);
    const found = this.#parts.catalog.findVersions({ pattern: Buffer.from(request.pattern).toString('latin1'), agentId: reader.id, ignoreCase: request.ignoreCase, deletedOnly: request.deleted });
    for await (const versions of found) {
      if (signal.aborted) return;
      if (seat.aborted !== undefined) throw seat.aborted;
      reader.check();
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

  async #readerOf(peer: Peer, { hello: greeting, runId }: v1.RestoreBegin.$Properties): Promise<Reader> {
    const hello = boundedHello(greeting);
    negotiateVersion(hello);
    const rescue = rescueReader(this.#parts, peer, hello.hostName ?? '');
    if (rescue !== undefined) return rescue;
    const isOrdered = runId !== null && runId !== undefined && runId.length > 0;
    const reader = isOrdered ? orderedReader(this.#parts, peer, Buffer.from(runId).toString('hex')) : ownReader(this.#parts, peer);
    await this.#greet(reader.agent, peer, hello);
    return reader;
  }

  // Warnings make most of a record, and nobody restores them.
  async #grantedOf(reader: Reader): Promise<v1.SnapshotRecord.$Properties[]> {
    if (!reader.isGranted) return [];
    return (await reader.openable()).map((record) => ({ ...record, draft: { ...record.draft, warnings: [], skippedMounts: [], planDefinition: '', encryptedDetails: new Uint8Array(0) } }));
  }

  async #greet(agent: AgentRow, peer: Peer, hello: v1.Hello.$Properties): Promise<void> {
    const { agents, clock } = this.#parts;
    refuseClone(agent, whereaboutsOf(hello, peer.address), [lastWhereabouts(agent)]);
    const timeMs = clock();
    await agents.noteSeen(agent.agentId, { timeMs, address: peer.address, hello, clockSkewMs: (hello.clockMs ?? 0) - timeMs });
  }

  async #sit(reader: Reader, audit: ReadingAudit): Promise<Seat> {
    if (this.#closing) throw stopping();
    this.#countStart(reader);
    try {
      reader.check();
    } catch (error) {
      if (error instanceof StillpointError) await audit.refused(error);
      throw error;
    }
    const own = [...this.#seats].filter((seat) => seat.readerId === reader.id).length;
    const { maxReadings, maxReadingsPerAgent } = { ...readingLimits, ...this.#options };
    if (this.#seats.size >= maxReadings || own >= maxReadingsPerAgent) {
      throw new StillpointError('SESSION_LIMIT', `the collector serves ${own >= maxReadingsPerAgent ? `${own} readers of this guest` : `${this.#seats.size} restoring guests`} already`, { hint: 'try again later, or restore at the collector' });
    }
    const seat: Seat = { readerId: reader.id, reading: undefined, aborted: undefined, [Symbol.dispose]: () => this.#leave(seat) };
    this.#seats.add(seat);
    return seat;
  }

  #leave(seat: Seat): void {
    this.#seats.delete(seat);
    if (this.#closing && this.#seats.size === 0) this.#emptied.resolve(undefined);
  }

  /** SESSION_LIMIT for who begins too often. */
  #countStart({ id }: Reader): void {
    const nowMs = this.#parts.clock();
    const lately = (this.#starts.get(id) ?? []).filter((startedMs) => startedMs > nowMs - readingLimits.startsMs);
    this.#starts.set(id, lately);
    if (lately.length >= (this.#options.maxStarts ?? readingLimits.maxStarts)) throw new StillpointError('SESSION_LIMIT', 'this guest has begun to read very often in the last minutes', { hint: 'try again later, or restore at the collector' });
    lately.push(nowMs);
  }

  #abort(readerId: string, error: StillpointError): void {
    for (const seat of this.#seats) if (seat.readerId === readerId) abort(seat, error);
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
