/**
 * The running collector: starts its parts in order and stops them in the opposite one.
 *
 *   start: configuration · lock and recovery of the datastore · catalog · identity · agents' service · local socket · agents' listeners · roll-out
 *   stop:  roll-out · agents' listeners · sessions and packs · local socket · catalog · datastore and lock
 */
import { hostname } from 'node:os';
import type { Writable } from 'node:stream';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';
import { Housekeeping } from './housekeeping.ts';
import { createLogger, type Logger } from '@stillpoint/proto/log/logger.ts';
import { formatHostPort, type HostPort } from '@stillpoint/proto/rpc/address.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import type { ServerIdentity } from '@stillpoint/proto/rpc/listener.ts';
import { RpcServer } from '@stillpoint/proto/rpc/server.ts';
import { adminService, agentService } from '@stillpoint/proto/services.ts';

import { AdminCore } from '../admin/admin-core.ts';
import type { AdminParts, ServingParts } from '../admin/admin-parts.ts';
import { adminHandlers } from '../admin/admin-service.ts';
import { AuditNotes } from '../audit/audit-notes.ts';
import { catalogFile } from '../admin/datastore-catalog.ts';
import { RunLog } from '../control/run-log.ts';
import { markCatalogDamaged } from '../catalog/catalog-opening.ts';
import { openOwnedDatastore, type OwnedDatastore } from '../admin/bare-datastore.ts';
import { becomeDatastoreUser } from '../admin/owner-rights.ts';
import { alarmsOf } from '../admin/status-report.ts';
import { MetricsServer } from '../metrics/metrics-server.ts';
import { readMetricsPage } from '../metrics/read-metrics.ts';
import { Notifier } from '../notify/notifier.ts';
import { channelsOf } from '../notify/notify-config.ts';
import { readNotifyState, type NotifyState } from '../notify/notify-state.ts';
import { adminSocketPath } from '../datastore/datastore-lock.ts';
import { DrillSchedule, drillCommand } from '../drill/drill-schedule.ts';
import { openAgentService, type AgentService } from './agent-service.ts';
import { RolloutServer } from '../rollout/rollout-server.ts';
import { admitFrom } from './allowed-networks.ts';
import { agentAddresses, collectorConfigPath, readCollectorConfig, rolloutAddresses, rolloutFolder, type CollectorConfig } from './collector-config.ts';
import { openCollectorIdentity, type CollectorIdentity } from './collector-identity.ts';
import { authorityProblems, ServerCertificate } from './server-certificate.ts';


/** Time that agents have to read why they are cut off. */
const DISCONNECT_MS = 2000;
/** Peers outside the networks that may connect are logged so often. */
const OUTSIDE_MS = 60_000;

/** Settings of {@link Collector.open}. `log` gets the log; `pretty` for people. */
export interface CollectorOptions {
  readonly now: () => number;
  readonly log: Writable;
  readonly pretty: boolean;
  /** The journal, when stderr goes there; the caller closes it afterwards. */
  readonly journal?: { write(line: string): boolean } | undefined;
}

/** A collector that serves. `close` stops it in order; safe to call again. */
export class Collector implements AsyncDisposable {
  readonly #logger: Logger;
  readonly #runLog: RunLog;
  readonly #bound: HostPort[] = [];
  #rollout: RolloutServer | undefined;
  /** What to undo, in order of making. */
  readonly #stack = new AsyncDisposableStack();
  readonly #sinceMs: number;
  readonly #config: CollectorConfig;
  readonly #failed = Promise.withResolvers<StillpointError>();
  #failure: StillpointError | undefined;
  #ready = false;
  #outsideToldMs = Number.NEGATIVE_INFINITY;

  private constructor(config: CollectorConfig, { logger, runLog }: { readonly logger: Logger; readonly runLog: RunLog }, sinceMs: number) {
    this.#config = config;
    this.#logger = logger;
    this.#runLog = runLog;
    this.#sinceMs = sinceMs;
  }

  /**
   * Starts the collector of the datastore in `directory`; it answers agents and the CLI when this resolves. CONFIG_*, DATASTORE_*, JOURNAL_CORRUPT,
   * STATE_INVALID, LISTEN_FAILED; nothing is left running then.
   */
  static async open(directory: string, options: CollectorOptions): Promise<Collector> {
    await becomeDatastoreUser(directory);
    const config = readCollectorConfig(directory);
    const runLog = new RunLog();
    const logger = createLogger({ level: config.log.level, pretty: options.pretty, stream: options.log, journal: options.journal, tap: (line) => { runLog.take(line); } });
    const collector = new Collector(config, { logger, runLog }, options.now());
    try {
      await collector.#start(directory, options);
      return collector;
    } catch (error) {
      await collector.close();
      throw error;
    }
  }

  /** `HOST:PORT` of each listener as it is bound. */
  listeners(): readonly string[] {
    return this.#bound.map(formatHostPort);
  }

  /** Resolves with CATALOG_FAILED when the collector can go on no more and must be closed; it is to be started again then. */
  get failure(): Promise<StillpointError> {
    return this.#failed.promise;
  }

  async close(): Promise<void> {
    if (this.#stack.disposed) return;
    if (this.#ready) this.#logger.info('stopping');
    try {
      await this.#stack.disposeAsync();
    } catch (thrown) {
      const error = firstOf(thrown);
      // Without a catalog not everything can be put in order: the next start does it. What the collector failed of is the error to show.
      if (this.#failure === undefined) throw error;
      this.#logger.warn({ err: error }, 'the collector could not be stopped in order');
    }
    if (this.#ready) this.#logger.info('stopped');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #start(directory: string, { now }: CollectorOptions): Promise<void> {
    const socketPath = adminSocketPath(directory);
    const owned = await openOwnedDatastore(directory, { now, socketPath, space: { floorBytes: this.#config.space.floor, reserveBytes: this.#config.space.reserve, admissionBytes: this.#config.admission.min_free }, note: (text) => { this.#logger.warn(text); } });
    this.#stack.defer(() => owned.close());
    owned.parts.catalog.failure.then((failure) => { this.#fail(failure); }).catch((error: unknown) => { this.#failed.reject(error); });
    this.#reportRecovery(owned);
    const identity = await openCollectorIdentity(directory, owned.parts.datastore.collectorId, new Date(now()));
    const told = await readNotifyState(directory, (text) => { this.#logger.warn(text); });
    const { max_running: maxRunning, max_running_per_label: maxRunningPerLabel } = this.#config.schedule;
    const agents = await openAgentService({ ...owned, identity, renewGraceMs: this.#config.certificates.renew_grace, logger: this.#logger, runLog: this.#runLog, zone: localZone(), maxRunning, maxRunningPerLabel, admission: this.#config.admission, bandwidthRules: this.#config.bandwidth, refusals: told.refusals, now });
    this.#stack.defer(() => agents.close());
    const notifier = this.#makeNotifier(owned, agents, told, now);
    const parts = await this.#answerAdministrators(owned, agents, notifier, identity, socketPath, now);
    await this.#answerAgents(agents, identity, now);
    await this.#serveRollout(directory, identity, agents);
    const housekeeping = Housekeeping.start(parts, { gcIntervalMs: this.#config.gc.interval, verify: this.#config.verify, catalogDamaged: (failure) => { this.#catalogDamaged(directory, failure); }, logger: this.#logger });
    this.#stack.defer(() => housekeeping.close());
    const drills = this.#startDrills(parts, directory, now);
    this.#stack.defer(() => drills.close());
    const notes = AuditNotes.start(parts, { configPath: collectorConfigPath(directory), logger: this.#logger });
    this.#stack.defer(() => notes.close());
    agents.scheduler.start();
    notifier.start(async () => (await alarmsOf(parts)).alarms);
    this.#stack.defer(() => notifier.close());
    await this.#serveMetrics(parts);
    this.#ready = true;
    this.#logger.info({ datastore: directory, pid: process.pid, listen: this.listeners() }, 'the collector is ready');
  }

  #startDrills(parts: AdminParts, directory: string, now: () => number): DrillSchedule {
    const recordEvent = (event: v1.AuditEvent.$Properties): Promise<void> => new AdminCore(parts, { actor: 'collector', signal: new AbortController().signal }).recordEvent(event);
    return DrillSchedule.start({ drills: this.#config.drill, latestDrills: () => parts.catalog.latestEvents('drill'), recordEvent, run: drillCommand(directory), now, logger: this.#logger });
  }

  async #answerAdministrators(owned: OwnedDatastore, agents: AgentService, notifier: Notifier, identity: CollectorIdentity, socketPath: string, now: () => number): Promise<AdminParts> {
    const server = this.#server({});
    // Through the agents' directory: a revocation takes effect at once.
    const parts: AdminParts = { ...owned.parts, decisions: agents.decisions, serving: this.#serving(owned, agents, notifier, () => authorityProblems(identity.authority.certificate, now())), now };
    const ownerUid = process.getuid?.() ?? 0;
    server.implement(adminService, adminHandlers((actor, signal) => new AdminCore(parts, { actor, signal }), { ownerUid }));
    this.#stack.defer(() => server.close());
    await server.listenUnix(socketPath);
    return parts;
  }

  /** What happens to a run, or is refused, is looked at soon, not at the next look. */
  #makeNotifier({ parts: { datastore } }: OwnedDatastore, agents: AgentService, state: NotifyState, now: () => number): Notifier {
    const { directory, collectorId } = datastore;
    const notifier = new Notifier({ directory, state, channels: channelsOf(this.#config.notify), refusals: agents.refusals, sender: { collectorId, hostName: hostname() }, now, logger: this.#logger });
    agents.control.runs.onEnd(() => { notifier.wake(); });
    agents.refusals.onNew(() => { notifier.wake(); });
    return notifier;
  }

  async #answerAgents(agents: AgentService, identity: CollectorIdentity, now: () => number): Promise<void> {
    const server = this.#server({
      now: () => new Date(now()),
      anonymousPaths: agents.anonymousPaths,
      admitFrom: admitFrom(this.#config.network.allow),
      authorize: (peer, path) => { agents.authorize(peer, path); },
      onCallRefused: (error, peer, path) => { agents.events.refused(error, peer, path); },
      onRefused: (error, address) => {
        this.#noteRefused(error, address);
        agents.events.connectionRefused(error, address);
      },
    });
    server.implement(agentService, agents.handlers);
    this.#stack.defer(() => this.#dismissAgents(agents, server));
    for (const address of this.#config.listen) this.#bound.push(await server.listenTls(address, identity.server));
    const present = (renewed: ServerIdentity): void => {
      server.renewIdentity(renewed);
      this.#rollout?.renewIdentity(renewed);
    };
    this.#stack.use(ServerCertificate.start({ identity, present, now, logger: this.#logger }));
    agents.onDismiss(() => {
      // Later: the sessions that end because of it are told why first. Further calls are refused already.
      setTimeout(() => server.disconnect((peer) => peer.kind === 'agent' && !agents.accepts(peer)), DISCONNECT_MS).unref();
    });
  }

  async #serveRollout(directory: string, { server }: CollectorIdentity, { bandwidth: { bandwidth } }: AgentService): Promise<void> {
    const { listen } = this.#config.rollout;
    if (listen.length === 0) return;
    const collectors = (): readonly string[] => agentAddresses(this.#config, this.#bound);
    const rollout = await RolloutServer.open(listen, { packages: rolloutFolder(this.#config, directory), identity: server, collectors, admit: admitFrom(this.#config.network.allow), bandwidth, logger: this.#logger });
    this.#stack.defer(() => rollout.close());
    this.#rollout = rollout;
    this.#logger.info({ listen: rollout.addresses.map(formatHostPort), packages: rolloutFolder(this.#config, directory) }, 'guests can fetch the agent');
  }

  async #serveMetrics(parts: AdminParts): Promise<void> {
    const { listen } = this.#config.metrics;
    const { serving } = parts;
    if (listen.length === 0 || serving === undefined) return;
    const metrics = await MetricsServer.open(listen, { page: () => readMetricsPage(parts, serving), logger: this.#logger });
    this.#stack.defer(() => metrics.close());
    this.#logger.info({ listen: metrics.addresses.map(formatHostPort) }, 'metrics are answered');
  }

  async #dismissAgents(agents: AgentService, server: RpcServer): Promise<void> {
    // First: cut off, sessions would end, and be logged, as ones whose agents have gone. From here on nobody can begin another.
    try {
      await agents.close();
    } finally {
      // When nobody has asked for this stop, each agent is told that the same run can go on soon.
      await server.close(this.#failure === undefined ? 0 : DISCONNECT_MS);
    }
  }

  /** Found while it was read: the next start takes a copy, or makes it anew. */
  #catalogDamaged(directory: string, failure: StillpointError): void {
    markCatalogDamaged(catalogFile(directory), failure);
    this.#fail(failure);
  }

  #fail(failure: StillpointError): void {
    const { code, message } = failure;
    this.#failure = new StillpointError(code, `the collector cannot go on without its catalog: ${message}`, {
      hint: 'start it again (a service manager does so by itself): nothing that was confirmed is lost, and the catalog is brought up to date; the log says more',
      cause: failure,
    });
    this.#logger.fatal({ err: failure }, 'the catalog failed; the collector stops');
    this.#failed.resolve(this.#failure);
  }

  #serving(owned: OwnedDatastore, agents: AgentService, notifier: Notifier, problems: () => readonly string[]): ServingParts {
    const leftOpen = owned.parts.datastore.recoveries.filter((recovery) => recovery.outcome === 'left-open');
    return {
      sinceMs: this.#sinceMs,
      listeners: () => this.listeners(),
      agentAddresses: () => agentAddresses(this.#config, this.#bound),
      rollouts: () => rolloutAddresses(this.#rollout?.addresses ?? []).map((address) => ({ address, keyPin: this.#rollout?.keyPin ?? '' })),
      sessions: () => agents.sessions(),
      bandwidth: agents.bandwidth,
      control: agents.control,
      scheduler: agents.scheduler,
      notifier,
      indexVersions: () => { agents.indexVersions(); },
      problems: () => [...problems(), ...leftOpen.map(({ packId, error }) => `pack ${packId} could not be sealed: ${error?.message ?? ''}`)],
    };
  }

  #server(options: ConstructorParameters<typeof RpcServer>[0]): RpcServer {
    return new RpcServer({
      onRefused: (error, address) => { this.#noteRefused(error, address); },
      ...options,
      onHandlerFailure: (error, { path, peer }) => {
        this.#logger.error({ err: error, path, peer: peer.address }, 'a call failed unexpectedly');
      },
    });
  }

  #noteRefused(error: Error, address: string): void {
    // Peers from outside may knock as often as they like: the audit log counts them.
    if (error instanceof StillpointError && error.code === 'PERMISSION_DENIED') {
      const nowMs = performance.now();
      if (nowMs - this.#outsideToldMs < OUTSIDE_MS) return;
      this.#outsideToldMs = nowMs;
    }
    // Clients knock to see who answers, and leave.
    this.#logger[systemErrorCode(error) === 'ECONNRESET' ? 'debug' : 'info']({ address, code: error instanceof StillpointError ? error.code : undefined }, `connection refused: ${error.message}`);
  }

  #reportRecovery({ parts: { datastore } }: OwnedDatastore): void {
    const { torn } = datastore.journal;
    if (torn !== undefined) this.#logger.warn({ file: torn.path, bytes: torn.bytes }, 'the journal ended in an interrupted record, which was moved aside');
    for (const { packId, outcome, content, damage, tailBytes, error } of datastore.recoveries) {
      const facts = { pack: packId, outcome, blocks: content?.blocks.length ?? 0, damagedRanges: damage.length, tailBytes };
      if (outcome === 'left-open') this.#logger.error({ ...facts, reason: error?.message }, 'a pack that was left open could not be sealed');
      else if (damage.length > 0) this.#logger.error(facts, 'a pack that was left open is damaged; run `stillpoint-collector verify --read-data`');
      else this.#logger.info(facts, 'a pack that was left open is recovered');
    }
  }
}

function localZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

// Of several parts that failed to close, the later ones mostly failed of the first.
function firstOf(error: unknown): unknown {
  return error instanceof SuppressedError ? firstOf(error.suppressed) : error;
}
