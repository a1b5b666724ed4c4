/**
 * All agents whose service is connected, and orders to them. Decides who may have a stream; the runs themselves lie in run-registry.ts. The entrance of this
 * folder; must not know how the server listens, what the CLI asks, or when something is due.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { Logger } from '@stillpoint/proto/log/logger.ts';
import { v1 } from '@stillpoint/proto/messages.ts';
import type { Peer } from '@stillpoint/proto/rpc/peer.ts';

import type { AgentRow, Catalog } from '../catalog/catalog.ts';
import { uuidOf, type AgentsDirectory } from '../identity/agents-directory.ts';
import type { RestoreGrants } from '../reading/restore-grants.ts';
import { boundedHello, cloned, lastWhereabouts, negotiateVersion, refuseClone, welcome, whereaboutsOf } from '../identity/greeting.ts';
import type { PlanShelf } from '../plan/plan-shelf.ts';
import { ControlSeat, type ControlChannel } from './control-seat.ts';
import type { RunLog } from './run-log.ts';
import { RunRegistry, type RunOrder } from './run-registry.ts';

/** What a hub works on; the caller closes it after the hub. `clock` gives ms since 1970; `collectorId` is a UUID. */
export interface ControlHubParts {
  readonly agents: Pick<AgentsDirectory, 'admit' | 'noteSeen' | 'onDismiss' | 'find'>;
  readonly catalog: Pick<Catalog, 'putRuns' | 'listRuns' | 'findRun' | 'notePlans'>;
  readonly collectorId: string;
  /** What agents are to be sent; undefined: nothing. */
  readonly plans?: Pick<PlanShelf, 'of'> | undefined;
  /** Where agents get the right to read what a restore needs. */
  readonly grants: Pick<RestoreGrants, 'give' | 'end'>;
  readonly clock: () => number;
  readonly logger: Logger;
  /** What the log says of runs. */
  readonly log?: RunLog | undefined;
}

/** Settings with defaults. */
export interface ControlHubOptions {
  readonly greetMs?: number;
  /** How long an agent has to tell of runs that go on, after it has connected. */
  readonly settleMs?: number;
  /** How long an agent has to show that it is still there, when another stream comes with its certificate. */
  readonly livingMs?: number;
}

/** An agent that is connected. */
export interface ConnectedAgent {
  readonly agentId: string;
  readonly sinceMs: number;
  readonly zone: string;
  readonly plans: readonly v1.PlanFacts.$Properties[];
}

/** A run to order; see RunOrder. */
export type StartRequest = Omit<RunOrder, 'runId' | 'agent'> & { readonly agentId: string };

/** A restore to order. `snapshotIds` (hexadecimal digits) are those of the order's addresses; `facts` are as the history shows them. */
export interface RestoreRequest {
  readonly agentId: string;
  readonly actor: string;
  readonly snapshotIds: readonly string[];
  readonly order: Omit<v1.StartRestore.$Properties, 'runId'>;
  readonly facts: v1.RestoreFacts.$Properties;
}

/** Streams of one agent that have not greeted yet. */
const maxGreeting = 4;

export class ControlHub implements AsyncDisposable {
  readonly runs: RunRegistry;
  readonly #parts: ControlHubParts;
  readonly #options: ControlHubOptions;
  readonly #seats = new Map<string, ControlSeat>();
  readonly #greeting = new Map<string, number>();
  readonly #changeListeners: ((agentId: string) => void)[] = [];
  readonly #closed = new AbortController();

  private constructor(parts: ControlHubParts, options: ControlHubOptions) {
    this.#parts = parts;
    this.#options = options;
    this.runs = new RunRegistry(parts);
    this.runs.onEnd(({ agentName, plan, runId, state, errorCode, address }) => {
      const facts = { agent: agentName, plan, run: Buffer.from(runId ?? []).toString('hex'), state: endNames[state ?? 0], code: errorCode === '' ? undefined : errorCode, snapshot: address === '' ? undefined : address };
      parts.logger[state === v1.RunState.RUN_COMPLETE ? 'info' : 'warn'](facts, 'run ended');
    });
    this.runs.onEnd(({ runId }) => { parts.grants.end(Buffer.from(runId ?? []).toString('hex')); });
    parts.agents.onDismiss((agentId, reason) => {
      this.#seats.get(agentId)?.abort(reason);
    });
  }

  /** Takes up the runs that an earlier collector knew of. Whoever opens it closes it. Errors of the catalog. */
  static async open(parts: ControlHubParts, options: ControlHubOptions = {}): Promise<ControlHub> {
    const hub = new ControlHub(parts, options);
    await hub.runs.resume();
    hub.#giveAgain();
    return hub;
  }

  /** Calls `listener` with the id of an agent that has connected, or changed its plans. */
  onChange(listener: (agentId: string) => void): void {
    this.#changeListeners.push(listener);
  }

  /** Those that are connected. */
  connected(): ConnectedAgent[] {
    return [...this.#seats.values()].map((seat) => ({ agentId: seat.parts.agentId, sinceMs: seat.parts.sinceMs, zone: seat.zone, plans: seat.plans }));
  }

  /** Handler of `Control`. Throws what the agent is to be told. */
  async control(stream: ControlChannel, { peer }: { readonly peer: Peer }): Promise<void> {
    const agent = this.#admit(peer);
    const hello = await this.#greeted(agent, stream, peer.address);
    this.#refuseWhenClosed();
    const { clock, agents, collectorId, logger } = this.#parts;
    const sinceMs = clock();
    // Again: the greeting may have taken its time.
    const row = this.#admit(peer);
    const answer = welcome(hello, { collectorId, clockMs: sinceMs, agentId: uuidOf(row), agentName: row.name, certificateNotAfterMs: row.certificateNotAfterMs, renewCertificate: peer.kind === 'agent' && peer.byPreviousAuthority === true });
    const log = logger.child({ agent: row.name });
    const seat = new ControlSeat(stream, {
      agentId: row.agentId,
      address: peer.address,
      sinceMs,
      takesRestores: hello.capabilities?.includes('restore-order') === true,
      takesPlans: hello.capabilities?.includes('central-plans') === true,
      // Its name of now: it may have been renamed.
      report: (report) => this.runs.report(agents.find(row.agentId) ?? row, report),
      plansChanged: async (list) => {
        await this.#parts.catalog.notePlans(row.agentId, list);
        this.#changed(row.agentId);
      },
      monotonic: () => performance.now(),
    });
    this.#seats.get(row.agentId)?.abort(new StillpointError('SESSION_SUPERSEDED', `another control stream of this agent came from ${peer.address}`, { hint: 'it did not answer any more on the older one' }));
    this.#seats.set(row.agentId, seat);
    const over = new AbortController();
    try {
      await agents.noteSeen(row.agentId, { timeMs: sinceMs, address: peer.address, hello, clockSkewMs: (hello.clockMs ?? 0) - sinceMs });
      await stream.write({ welcome: answer });
      log.info({ address: peer.address, version: hello.softwareVersion }, 'agent connected');
      this.#settle(seat, over.signal).catch((error: unknown) => { log.error({ err: error }, 'runs that are gone cannot be written down'); });
      seat.isWelcomed = true;
      this.#sendPlans(seat);
      await seat.run();
      log.info('agent disconnected');
    } catch (error) {
      log.info({ err: error }, 'agent disconnected');
      throw error;
    } finally {
      over.abort();
      if (this.#seats.get(row.agentId) === seat) this.#seats.delete(row.agentId);
    }
  }

  /** Orders a run; resolves when the agent has taken the order. AGENT_OFFLINE, RUN_ACTIVE, PLAN_UNKNOWN and what else the agent refuses with. */
  async start({ agentId, plan, ...rest }: StartRequest): Promise<v1.RunFacts.$Properties> {
    this.#refuseWhenClosed();
    const seat = this.#seatOf(agentId);
    const agent = this.#parts.agents.find(agentId) ?? { agentId, name: '' };
    const runId = new Uint8Array(randomBytes(16));
    const queued = await this.runs.queue({ agent, plan, runId, ...rest });
    try {
      await seat.order(runId, { startRun: { plan, runId, reason: rest.reason } });
    } catch (error) {
      if (error instanceof StillpointError) await this.runs.fail(agentId, runId, error);
      throw error;
    }
    this.#parts.logger.info({ agent: agent.name, plan, run: Buffer.from(runId).toString('hex'), reason: rest.reason, actor: rest.actor }, 'run ordered');
    return queued;
  }

  /** Orders a restore; resolves when the agent has taken the order. AGENT_OFFLINE, PROTOCOL_VERSION, LIMIT_EXCEEDED, and what the agent refuses with (RESTORE_REFUSED). */
  async startRestore({ agentId, actor, snapshotIds, order, facts }: RestoreRequest): Promise<v1.RunFacts.$Properties> {
    this.#refuseWhenClosed();
    const seat = this.#seatOf(agentId);
    const agent = this.#parts.agents.find(agentId) ?? { agentId, name: '' };
    if (!seat.parts.takesRestores) throw new StillpointError('PROTOCOL_VERSION', `the agent ${agent.name} is of an older release, which takes no restores`, { hint: 'bring it to this release, or restore on the guest: stillpoint-agent restore' });
    const runId = new Uint8Array(randomBytes(16));
    const run = Buffer.from(runId).toString('hex');
    const queued = await this.runs.queue({ agent, plan: '', runId, reason: 'restore', actor, scheduledMs: 0, attempt: 1, restore: { ...facts, snapshotIds: snapshotIds.map((id) => Buffer.from(id, 'hex')) } });
    this.#parts.grants.give(run, { agentId, snapshotIds, actor });
    try {
      await seat.order(runId, { startRestore: { ...order, runId } });
    } catch (error) {
      this.#parts.grants.end(run);
      if (error instanceof StillpointError) await this.runs.fail(agentId, runId, error);
      throw error;
    }
    this.#parts.logger.info({ agent: agent.name, run, actor, snapshots: snapshotIds }, 'restore ordered');
    return queued;
  }

  /** Asks the agent to stop a run; it ends a little later. RUN_UNKNOWN, AGENT_OFFLINE. */
  async cancel(agentId: string, runId: Uint8Array, by: string): Promise<void> {
    const seat = this.#seatOf(agentId);
    this.runs.stopping(agentId, runId, by);
    await seat.order(runId, { cancelRun: { runId } });
  }

  /** Plans have been applied or taken back, or agents have other names or labels: sends each connected agent what is new for it. */
  sendPlans(): void {
    for (const seat of this.#seats.values()) this.#sendPlans(seat);
  }

  /** Ends all streams. Runs go on: agents tell of them when they are back. Safe to call again. */
  async close(): Promise<void> {
    this.#closed.abort();
    for (const seat of this.#seats.values()) seat.abort(stopping());
    await this.runs.keepLines();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** Restores that a collector before this one ordered, and that go on in their guests as far as is known. */
  #giveAgain(): void {
    for (const { runId, agentId, actor, restore } of this.runs.going()) {
      const snapshotIds = (restore?.snapshotIds ?? []).map((id) => Buffer.from(id).toString('hex'));
      if (snapshotIds.length > 0) this.#parts.grants.give(Buffer.from(runId ?? []).toString('hex'), { agentId: Buffer.from(agentId ?? []).toString('hex'), snapshotIds, actor: actor ?? '' });
    }
  }

  #admit(peer: Peer): AgentRow {
    if (peer.kind !== 'agent') throw new StillpointError('CERTIFICATE_REQUIRED', 'this call needs the certificate of an enrolled agent');
    return this.#parts.agents.admit(peer);
  }

  /** The greeting of one that is neither a copy nor a second service of the agent. */
  async #greeted({ agentId }: AgentRow, stream: ControlChannel, address: string): Promise<v1.Hello.$Properties> {
    const waiting = this.#greeting.get(agentId) ?? 0;
    if (waiting >= maxGreeting) throw new StillpointError('SESSION_LIMIT', `${waiting} control streams of this agent have not greeted yet`);
    this.#greeting.set(agentId, waiting + 1);
    const over = new AbortController();
    try {
      const late = wait(this.#options.greetMs ?? 30_000, undefined, { signal: over.signal }).then(() => { throw new StillpointError('SESSION_LOST', 'the agent opened a control stream but did not greet'); });
      const first = await Promise.race([stream.read(), late]);
      if (!first?.hello) throw new StillpointError('PROTOCOL_VIOLATION', 'the first message of a control stream is not Hello');
      const hello = boundedHello(first.hello);
      negotiateVersion(hello);
      await this.#refuseClone(agentId, hello, address);
      return hello;
    } finally {
      over.abort();
      const left = (this.#greeting.get(agentId) ?? 1) - 1;
      if (left === 0) this.#greeting.delete(agentId);
      else this.#greeting.set(agentId, left);
    }
  }

  /** A stream that was lost without our noticing, also by a guest that was booted anew or rolled back, makes room. One that lives belongs to another machine. */
  async #refuseClone(agentId: string, hello: v1.Hello.$Properties, address: string): Promise<void> {
    const row = this.#parts.agents.find(agentId);
    if (row === undefined) return;
    refuseClone(row, whereaboutsOf(hello, address), [lastWhereabouts(row)]);
    const seat = this.#seats.get(agentId);
    if (seat !== undefined && (await seat.isLiving(this.#options.livingMs ?? 4000))) throw cloned(row.name, seat.parts.address, address, ' at the same time');
  }

  /** What was believed to go on before this stream, and is not told of on it, has ended without anybody to tell. */
  async #settle(seat: ControlSeat, over: AbortSignal): Promise<void> {
    const { agentId, sinceMs } = seat.parts;
    const before = this.runs.going(agentId).filter(({ queuedMs }) => (queuedMs ?? 0) < sinceMs);
    if (before.length === 0) return;
    const isOver = await wait(this.#options.settleMs ?? 10_000, false, { signal: over }).catch(() => true);
    if (isOver) return;
    for (const { runId } of before) {
      if (runId === null || runId === undefined || seat.hasReported(Buffer.from(runId).toString('hex'))) continue;
      await this.runs.fail(agentId, runId, new StillpointError('RUN_LOST', 'the agent knows of this run no more: its service was ended, or the guest was restarted', { hint: 'the next run goes on where this one stopped' }));
    }
  }

  #sendPlans(seat: ControlSeat): void {
    const { plans, logger } = this.#parts;
    if (plans === undefined) return;
    // A stream that takes nothing any more ends; the agent is sent them when it is back.
    seat.sendPlans(() => plans.of(seat.parts.agentId)).catch((error: unknown) => { logger.debug({ err: error, agentId: seat.parts.agentId }, 'plans could not be sent'); });
  }

  #seatOf(agentId: string): ControlSeat {
    const seat = this.#seats.get(agentId);
    if (seat !== undefined) return seat;
    const row = this.#parts.agents.find(agentId);
    const seen = row === undefined || row.lastSeenMs === 0 ? 'was never seen' : `was seen last at ${new Date(row.lastSeenMs).toISOString()} from ${row.lastAddress}`;
    throw new StillpointError('AGENT_OFFLINE', `the service of ${row?.name ?? agentId} is not connected; the agent ${seen}`, { hint: 'on the guest, run `stillpoint-agent serve`, or look into its log' });
  }

  #changed(agentId: string): void {
    for (const listener of this.#changeListeners) listener(agentId);
  }

  #refuseWhenClosed(): void {
    if (this.#closed.signal.aborted) throw stopping();
  }
}

const endNames: Readonly<Record<number, string>> = {
  [v1.RunState.RUN_COMPLETE]: 'complete',
  [v1.RunState.RUN_INCOMPLETE]: 'incomplete',
  [v1.RunState.RUN_FAILED]: 'failed',
  [v1.RunState.RUN_CANCELLED]: 'cancelled',
};

function stopping(): StillpointError {
  return new StillpointError('SESSION_LOST', 'the collector is stopping', { hint: 'the agent connects again by itself' });
}
