/**
 * What the daemon needs of the part that talks to agents, put together from that part's pieces.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { Logger } from '@stillpoint/proto/log/logger.ts';
import type { Peer } from '@stillpoint/proto/rpc/peer.ts';
import type { Handlers } from '@stillpoint/proto/rpc/server-call.ts';
import type { agentService } from '@stillpoint/proto/services.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import type { ServedBandwidth } from '../admin/bandwidth-administration.ts';
import type { DecisionMaker } from '../admin/admin-parts.ts';
import type { OwnedDatastore } from '../admin/bare-datastore.ts';
import type { Refusal } from '../alarm/collector-alarms.ts';
import { RefusalBook } from '../alarm/refusal-book.ts';
import { EventBudget } from '../audit/event-budget.ts';
import { tellingOfRefusals } from '../audit/refusing-handlers.ts';
import { Bandwidth } from '../bandwidth/bandwidth.ts';
import { BandwidthLimits, type BandwidthRule } from '../bandwidth/bandwidth-limits.ts';
import { ControlHub } from '../control/control-hub.ts';
import type { RunLog } from '../control/run-log.ts';
import { uuidToHex } from '../identity/agent-id.ts';
import { AgentsDirectory } from '../identity/agents-directory.ts';
import { Enrolment } from '../identity/enrolment.ts';
import { PlanShelf } from '../plan/plan-shelf.ts';
import { ReadingHost } from '../reading/reading-host.ts';
import { RestoreGrants } from '../reading/restore-grants.ts';
import { Scheduler } from '../schedule/scheduler.ts';
import { agentServiceHandlers } from '../session/agent-service.ts';
import { SessionHost } from '../session/session-host.ts';
import { checkChunkCopies } from '../verify/chunk-check.ts';
import type { CollectorIdentity } from './collector-identity.ts';

/** The AgentService with everything behind it. */
export interface AgentService {
  readonly handlers: Handlers<typeof agentService>;
  /** Paths that a guest without a certificate may call. */
  readonly anonymousPaths: readonly string[];
  /** Refuses a peer (revoked, removed, unknown) before its call reaches a handler. */
  readonly authorize: (peer: Peer, path: string) => void;
  /** Told of everything that is refused to guests, for the audit log. */
  readonly events: EventBudget;
  /** Every decision of a serving collector is made here, so that it is in effect at once. */
  readonly decisions: DecisionMaker;
  /** Calls `listener` with the id (hex) of an agent that may come no more. */
  onDismiss(listener: (agentId: string) => void): void;
  /** True when the peer is an agent whose certificate is accepted now. */
  accepts(peer: Peer): boolean;
  /** Backups under way. */
  sessions(): readonly v1.ActiveSession.$Properties[];
  readonly bandwidth: ServedBandwidth;
  readonly control: ControlHub;
  readonly scheduler: Scheduler;
  /** Agents that were refused of late. */
  readonly refusals: RefusalBook;
  /** See SessionHost. */
  indexVersions(): void;
  /** Aborts all sessions, seals packs, ends threads. */
  close(): Promise<void>;
}

/** What the service stands on; the caller closes these after it. */
export interface AgentServiceParts extends OwnedDatastore {
  readonly identity: CollectorIdentity;
  readonly logger: Logger;
  /** What the log says of runs. */
  readonly runLog: RunLog;
  /** The collector's time zone, and how many scheduled runs go on at a time. */
  readonly zone: string;
  readonly maxRunning: number;
  /** How long after its end a certificate can be renewed with its old key. */
  readonly renewGraceMs: number;
  /** See SchedulerParts. */
  readonly maxRunningPerLabel: Readonly<Record<string, number>>;
  /** How many sessions go on, and wait; how fast they may send. */
  readonly admission: { readonly max_sessions: number; readonly max_waiting: number; readonly min_rate: number };
  readonly bandwidthRules: readonly BandwidthRule[];
  /** What the last collector here knew of refusals. */
  readonly refusals: readonly Refusal[];
  /** ms since 1970. */
  readonly now: () => number;
}

/** Opens the service; the caller closes it. Errors of the catalog. */
export async function openAgentService({ parts, decisions, identity, renewGraceMs, logger, runLog, zone, maxRunning, maxRunningPerLabel, admission, bandwidthRules, refusals: known, now: clock }: AgentServiceParts): Promise<AgentService> {
  const { catalog, datastore, gate } = parts;
  const { collectorId, authority } = identity;
  const agents = await AgentsDirectory.open(catalog, decisions);
  const events = new EventBudget({ decide: agents.decide, nameOf: (agentId) => agents.find(uuidToHex(agentId))?.name, clock, logger });
  const refusals = new RefusalBook(clock, (agentId) => agents.find(agentId)?.name, known);
  const refused = (error: unknown, peer: Peer, path: string): void => {
    events.refused(error, peer, path);
    refusals.refused(error, peer);
  };
  const enrolment = new Enrolment({ agents, authority, previousCaCertificate: identity.previous?.certificate, collectorId, clock, logger, renewGraceMs });
  const limits = new BandwidthLimits(bandwidthRules);
  for await (const decision of datastore.journal.readAll()) limits.apply(decision);
  // No session is there before the scheduler.
  const slowing: { scheduler?: Scheduler } = {};
  const bandwidth = new Bandwidth({ limits, clock, slowed: (agentId, plan) => slowing.scheduler?.slowedTo(agentId, plan) });
  const host = await SessionHost.open({ catalog, datastore, agents, gate, space: parts.upkeep?.space, bandwidth, clock, logger }, { maxSessions: admission.max_sessions, maxWaiting: admission.max_waiting, minRate: admission.min_rate });
  // The reading is over: that damage cannot be marked is no failure of it.
  const checkChunks = async (ids: Uint8Array): Promise<unknown> =>
    checkChunkCopies({ catalog, datastore, decisions: agents }, ids, 'collector').catch((error: unknown) => { logger.warn({ err: error }, 'damage that a guest met could not be marked'); });
  const grants = new RestoreGrants(clock);
  const readings = new ReadingHost({ catalog, packs: datastore.packs, gate, checkChunks, agents, events, grants, clock, logger });
  const plans = await PlanShelf.open({ catalog, agentOf: (agentId) => agents.find(agentId) });
  const control = await ControlHub.open({ catalog, agents, collectorId, grants, plans, clock, logger, log: runLog });
  agents.onDecided(async () => {
    await plans.reload().catch((error: unknown) => { logger.error({ err: error }, 'plans of the collector cannot be read; agents keep those that they have'); });
    control.sendPlans();
  });
  const scheduler = await Scheduler.open({ hub: control, catalog, agentOf: (agentId) => agents.find(agentId), clock, zone, maxRunning, maxRunningPerLabel, logger });
  slowing.scheduler = scheduler;
  const handlers = agentServiceHandlers({ host, readings, enrolment, agents, catalog, collectorId, clock });
  return {
    bandwidth: { limits, bandwidth, waiting: () => host.waiting },
    control,
    scheduler,
    refusals,
    events,
    handlers: tellingOfRefusals({ ...handlers, Control: (stream, context) => control.control(stream, context), Backup: (stream, context) => tellingOfTheEnd(host.backup(stream, context)) }, { refused }),
    anonymousPaths: AgentsDirectory.anonymousPaths,
    authorize: agents.authorize,
    decisions: agents,
    onDismiss: (listener) => {
      agents.onDismiss(listener);
    },
    accepts: (peer) => agents.accepts(peer),
    sessions: () => host.sessions(),
    indexVersions: () => {
      host.indexVersions();
    },
    close: async () => {
      scheduler[Symbol.dispose]();
      // First: an agent that is told now comes back to the next collector.
      await control.close();
      await readings.close();
      await host.close();
      bandwidth[Symbol.dispose]();
      await events.close();
    },
  };
}

/** To an agent, the collector's end is a lost session: it asks what became of a commit, and its next run goes on where this one stopped. */
async function tellingOfTheEnd(backup: Promise<void>): Promise<void> {
  try {
    await backup;
  } catch (error) {
    if (!(error instanceof StillpointError) || error.code !== 'CATALOG_FAILED') throw error;
    throw new StillpointError('SESSION_LOST', `the collector stops and has to be started again: ${error.message}`, { hint: 'run the backup again: it goes on where it stopped', cause: error });
  }
}
