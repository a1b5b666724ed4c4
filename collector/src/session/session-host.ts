/**
 * All sessions of one collector, and what they share: ingest threads, fresh chunks, the reader of nodes. Decides who may begin, and ends sessions that may
 * not go on. The entrance of this folder; must not know how the server listens or what the CLI asks.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';

import { Bandwidth } from '../bandwidth/bandwidth.ts';
import { BandwidthLimits } from '../bandwidth/bandwidth-limits.ts';
import { Admission } from './admission.ts';
import { CommittedSnapshots } from './committed-snapshots.ts';
import { FreshChunks } from './fresh-chunks.ts';
import { Ingest } from './ingest.ts';
import { NodeSource } from './node-source.ts';
import { whereaboutsOf, type Whereabouts } from '../identity/greeting.ts';
import { QuotaBook } from './quota-book.ts';
import { beginSession } from './session-begin.ts';
import { SessionQueue } from './session-queue.ts';
import { sessionLimits } from './session-parts.ts';
import { VersionIndexer } from './version-indexer.ts';

import type { Logger } from 'pino';
import type { v1 } from '@stillpoint/proto/messages.ts';
import type { CallContext } from '@stillpoint/proto/rpc/server-call.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Datastore } from '../datastore/datastore.ts';
import type { CollectionGate } from '../collection/collection-gate.ts';
import type { AgentsDirectory } from '../identity/agents-directory.ts';
import type { SpaceGuard } from '../upkeep/space-guard.ts';
import type { IngestEvents } from './ingest.ts';
import type { Session, UploadStream } from './session.ts';
import type { SessionParts } from './session-parts.ts';

/** What a host works on; the caller closes it after the host. `clock` gives ms since 1970. */
export interface SessionHostParts {
  readonly catalog: Catalog;
  readonly datastore: Pick<Datastore, 'directory' | 'packs' | 'snapshots'>;
  readonly agents: AgentsDirectory;
  readonly gate: CollectionGate;
  /** Refuses sessions before the disk is full. */
  readonly space?: Pick<SpaceGuard, 'checkFloor' | 'findShortage'> | undefined;
  /** What sessions may send; left out, as fast as they can. The caller disposes of it. */
  readonly bandwidth?: Bandwidth | undefined;
  readonly clock: () => number;
  readonly logger: Logger;
}

/** Settings with defaults. */
export interface SessionHostOptions {
  readonly maxSessions?: number | undefined;
  readonly maxWaiting?: number | undefined;
  readonly maxSessionsPerAgent?: number;
  /** Bytes per second that a new session must find left of the limits; 0: it may find nothing. */
  readonly minRate?: number | undefined;
  readonly idleMs?: number;
  readonly durableMs?: number;
  readonly ingestThreads?: number;
  readonly packLimitBytes?: number;
}

/** A session that lives, for the host. */
interface Seat {
  readonly agentId: string;
  readonly plan: string;
  readonly machineId: string;
  readonly bootId: string;
  readonly address: string;
  session: Session | undefined;
  readonly over: PromiseWithResolvers<void>;
  /** Set when it must not go on, before or after its session exists. */
  aborted: StillpointError | undefined;
}

const SWEEP_MS = 30_000;
/** An agent that sent something within this time is running; none boots anew as fast. */
const LIVING_MS = 5000;
/** Time served is written down so often. */
const SERVED_MS = 600_000;

export class SessionHost implements AsyncDisposable {
  readonly #host: SessionHostParts;
  readonly #options: SessionHostOptions;
  readonly #ingest: Ingest;
  readonly #fresh: FreshChunks;
  readonly #indexer: VersionIndexer;
  readonly #parts: SessionParts;
  readonly #seats = new Set<Seat>();
  readonly #queue: SessionQueue;
  readonly #bandwidth: Bandwidth;
  readonly #admission: Admission;
  readonly #sweep: NodeJS.Timeout;
  #servedUpToMs = performance.now();
  #condemnedPacks = 0;
  #failure: StillpointError | undefined;
  readonly #closed = new AbortController();
  #closing: Promise<void> | undefined;

  private constructor(parts: SessionHostParts, options: SessionHostOptions) {
    this.#host = parts;
    this.#options = options;
    const { catalog, datastore, gate, clock, logger } = parts;
    this.#queue = new SessionQueue({ maxSessions: options.maxSessions ?? sessionLimits.maxSessions, maxWaiting: options.maxWaiting ?? sessionLimits.maxWaiting });
    this.#bandwidth = parts.bandwidth ?? new Bandwidth({ limits: new BandwidthLimits([]), clock });
    this.#admission = new Admission({ space: parts.space, bandwidth: this.#bandwidth, minRate: options.minRate ?? 0 });
    this.#fresh = new FreshChunks(catalog, (error) => this.#catalogFailed(error));
    this.#ingest = Ingest.open(
      { directory: datastore.directory, ...(options.ingestThreads === undefined ? {} : { threads: options.ingestThreads }), ...(options.packLimitBytes === undefined ? {} : { packLimitBytes: options.packLimitBytes }) },
      this.#ingestEvents(),
    );
    const nodes = new NodeSource(catalog, datastore.packs);
    this.#indexer = new VersionIndexer(catalog, nodes, logger);
    this.#parts = {
      catalog,
      snapshots: datastore.snapshots,
      ingest: this.#ingest,
      fresh: this.#fresh,
      nodes,
      gate,
      clock,
      logger,
      durableMs: options.durableMs ?? sessionLimits.durableMs,
      admit: (agentId, runId) => this.#admission.check(agentId, Buffer.from(runId).toString('hex'), this.#seats.size - 1),
      checkFloor: async () => parts.space?.checkFloor(),
      condemnedPacks: () => this.#condemnedPacks,
      committed: new CommittedSnapshots(catalog, () => this.#indexer.resume()),
      quotas: new QuotaBook({ catalog, flush: () => this.#fresh.flush(), agentOf: (agentId) => parts.agents.find(agentId) }),
      wholePlans: new Set(),
    };
    gate.pauseIndexBy((work) => this.#fresh.pause(work));
    gate.holdChunks(this.#fresh);
    gate.onCondemned(() => {
      this.#fresh.forgetRecent();
      nodes.clear();
    });
    parts.agents.onDismiss((agentId, reason) => this.abortAgent(agentId, reason));
    this.#sweep = setInterval(() => {
      this.#abortIdle();
      this.#noteServed();
    }, SWEEP_MS);
    this.#sweep.unref();
  }

  /** Starts the ingest threads and takes up what an earlier run left unindexed. The catalog agrees with the datastore. Whoever opens it closes it. */
  static async open(parts: SessionHostParts, options: SessionHostOptions = {}): Promise<SessionHost> {
    const host = new SessionHost(parts, options);
    host.#indexer.resume();
    return host;
  }

  /** The sessions that live, for `status`. */
  sessions(): v1.ActiveSession.$Properties[] {
    return [...this.#seats].flatMap(({ session }) =>
      session === undefined ? [] : [{ agentName: session.facts.agentName, plan: session.facts.plan, startedMs: session.facts.beganMs, receivedBytes: session.receivedBytes }],
    );
  }

  /** Sessions that wait for their turn. */
  get waiting(): number {
    return this.#queue.waiting;
  }

  /** Reads metadata nodes, with a cache; open packs included. */
  get nodes(): NodeSource {
    return this.#parts.nodes;
  }

  /** Handler of `Backup`: runs one session from Begin to Committed. Throws what the agent is to be told. */
  async backup(stream: UploadStream, context: CallContext): Promise<void> {
    const begin = await this.#readBegin(stream);
    const request = beginSession(begin, context.peer, this.#host.agents, this.#parts.clock());
    this.#refuseWhenClosed();
    request.refuseClone(this.#whereabouts(request.agent.agentId));
    await this.#supersede(request.agent.agentId, request.plan);
    this.#refuseWhenClosed();
    this.#refuseWhenFull(request.agent.agentId);
    using _place = await this.#queue.enter(request.agent.agentId, AbortSignal.any([context.signal, this.#closed.signal]), (before) => { tellQueued(stream, request.hello, before); });
    // Another run of the plan may have come while this one waited.
    await this.#supersede(request.agent.agentId, request.plan);
    this.#refuseWhenClosed();
    const seat: Seat = {
      agentId: request.agent.agentId,
      plan: request.plan,
      ...whereaboutsOf(request.hello, context.peer.address),
      session: undefined,
      over: Promise.withResolvers(),
      aborted: undefined,
    };
    this.#seats.add(seat);
    try {
      const session = await request.open(stream, this.#parts);
      if (session !== undefined) await this.#run(seat, session);
    } finally {
      this.#seats.delete(seat);
      seat.over.resolve();
    }
  }

  /** Ends the agent's sessions (32 hexadecimal digits) with `error`; those that are past the point of commit go through. */
  abortAgent(agentId: string, error: StillpointError): void {
    for (const seat of this.#seats) if (seat.agentId === agentId) abort(seat, error);
  }

  /** To be called when a snapshot came into the catalog by another way than a commit: its file versions are indexed. */
  indexVersions(): void {
    this.#indexer.resume();
  }

  /** Resolves when the file versions of all committed snapshots are in the catalog. */
  async indexed(): Promise<void> {
    await this.#indexer.idle();
  }

  /** Ends all sessions, seals the open packs and indexes them. Safe to call again. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  [Symbol.asyncDispose] = (): Promise<void> => this.close();

  async #readBegin(stream: UploadStream): Promise<v1.Begin.$Properties> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new StillpointError('SESSION_LOST', 'the agent opened a session but did not begin it')), sessionLimits.beginMs);
    });
    try {
      const first = await Promise.race([stream.read(), late]);
      if (!first?.begin) throw new StillpointError('PROTOCOL_VIOLATION', 'the first message of a session is not Begin');
      return first.begin;
    } finally {
      clearTimeout(timer);
    }
  }

  /** A new run of the same plan ends the one before: its agent has died or lost its connection without our noticing. */
  async #supersede(agentId: string, plan: string): Promise<void> {
    const find = (): Seat | undefined => [...this.#seats].find((seat) => seat.agentId === agentId && seat.plan === plan);
    for (let seat = find(); seat !== undefined; seat = find()) {
      abort(seat, new StillpointError('SESSION_SUPERSEDED', `a newer run of plan ${plan} took over`, { hint: 'see whether two agents run this plan' }));
      await seat.over.promise;
    }
  }

  async #run(seat: Seat, session: Session): Promise<void> {
    seat.session = session;
    const { agentName, plan, runId } = session.facts;
    const log = this.#parts.logger.child({ agent: agentName, plan, run: runId.toString('hex'), session: session.facts.sessionId.toString('hex') });
    log.info({ address: seat.address }, 'session begun');
    if (seat.aborted !== undefined) session.abort(seat.aborted);
    this.#admission.note(seat.agentId, runId.toString('hex'));
    using share = this.#bandwidth.open({ agentId: seat.agentId, agentName, plan, tell: (bytesPerSecond) => session.pace(bytesPerSecond) });
    try {
      await session.run(share);
      log.info({ receivedBytes: session.receivedBytes, storedBytes: session.storedBytes }, 'session committed');
    } catch (error) {
      log[isOrdinaryEnd(error) ? 'info' : 'warn']({ err: error, receivedBytes: session.receivedBytes }, 'session ended without a commit');
      throw error;
    }
  }

  #ingestEvents(): IngestEvents {
    const { logger } = this.#host;
    return {
      synced: (packId) => this.#fresh.markSynced(packId),
      sealed: (packId, fileBytes) => this.#fresh.seal(packId, fileBytes),
      left: (packId, error) => logger.error({ err: error, pack: packId }, 'a pack was left open; it is sealed at the next start'),
      condemned: (packId, error) => {
        logger.error({ err: error, pack: packId }, 'a pack could not be synced; what it was given last may be lost');
        this.#condemnedPacks += 1;
        this.#fresh.condemn(packId);
        for (const seat of this.#seats) if (seat.session?.presence.reliesOn(packId) === true) abort(seat, error);
      },
      failed: (error) => {
        logger.fatal({ err: error }, 'blocks can no longer be stored');
        this.#failure = error;
        for (const seat of this.#seats) abort(seat, error);
      },
    };
  }

  #catalogFailed(error: unknown): void {
    this.#host.logger.error({ err: error }, 'the catalog does not take blocks');
    const told = error instanceof StillpointError ? error : new StillpointError('INTERNAL', 'the catalog failed', { cause: error });
    for (const seat of this.#seats) abort(seat, told);
  }

  /** Time in which nobody could have gone on with a broken run does not count, so it is the collector's own. */
  #noteServed(leastMs = SERVED_MS): void {
    const nowMs = performance.now();
    const servedMs = Math.floor(nowMs - this.#servedUpToMs);
    if (servedMs < leastMs) return;
    this.#servedUpToMs = nowMs;
    this.#host.catalog.noteServed(servedMs).catch((error: unknown) => this.#catalogFailed(error));
  }

  #whereabouts(agentId: string): Whereabouts[] {
    const livingMs = this.#parts.clock() - LIVING_MS;
    return [...this.#seats]
      .filter((seat) => seat.agentId === agentId)
      .map(({ machineId, bootId, address, session }) => ({ machineId, bootId, address, isLiving: session !== undefined && session.lastMessageMs >= livingMs }));
  }

  #abortIdle(): void {
    const oldest = this.#parts.clock() - (this.#options.idleMs ?? sessionLimits.idleMs);
    for (const seat of this.#seats) {
      if (seat.session !== undefined && seat.session.lastMessageMs < oldest) abort(seat, new StillpointError('SESSION_LOST', 'the agent sent nothing for an hour'));
    }
  }

  /** One agent must not take the places of all, nor those to wait. */
  #refuseWhenFull(agentId: string): void {
    const own = [...this.#seats].filter((seat) => seat.agentId === agentId).length + this.#queue.waitingOf(agentId);
    if (own < (this.#options.maxSessionsPerAgent ?? sessionLimits.maxSessionsPerAgent)) return;
    throw new StillpointError('SESSION_LIMIT', `the collector serves ${own} sessions of this agent already`, { hint: 'run the backup again later' });
  }

  #refuseWhenClosed(): void {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#closing !== undefined) throw stopping();
  }

  async #close(): Promise<void> {
    clearInterval(this.#sweep);
    this.#closed.abort(stopping());
    for (const seat of this.#seats) abort(seat, stopping());
    await Promise.all([...this.#seats].map((seat) => seat.over.promise));
    await this.#indexer.close();
    await this.#ingest.close();
    await this.#fresh.flush();
  }
}

// An agent that does not hear of it waits all the same.
function tellQueued(stream: UploadStream, { capabilities }: v1.Hello.$Properties, before: number): void {
  if (capabilities?.includes('pace') === true) stream.write({ queued: { before } }).catch(() => undefined);
}

function abort(seat: Seat, error: StillpointError): void {
  seat.aborted ??= error;
  seat.session?.abort(error);
}

// Guests are switched off, people press Ctrl-C, the collector is stopped: the next run goes on where this one was.
function isOrdinaryEnd(error: unknown): boolean {
  return error instanceof StillpointError && (error.code === 'SESSION_LOST' || error.code === 'CANCELLED');
}

function stopping(): StillpointError {
  return new StillpointError('SESSION_LOST', 'the collector is stopping', { hint: 'run the backup again: it goes on where it stopped' });
}
