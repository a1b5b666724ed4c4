/**
 * The AdminApi over an open datastore: in the collector's process behind the local socket, or in the CLI's own over a bare datastore. Each caller has one
 * of its own, which acts in that caller's name.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import { collectGarbage } from '../collection/collect-garbage.ts';
import type { ChunkPlace } from '../catalog/catalog.ts';
import { checkChunkCopies } from '../verify/chunk-check.ts';
import { verifyDatastore } from '../verify/verify-datastore.ts';
import type { AdminApi } from './admin-api.ts';
import type { AdminParts, Decide, DecisionMaker } from './admin-parts.ts';
import { collectedEvent, listAuditEvents, verifiedEvent, verifyAudit } from './audit-administration.ts';
import { getAgent, listAgentFacts, removeAgent, revokeAgent, updateAgent } from './agent-administration.ts';
import { reportBandwidth, setBandwidth } from './bandwidth-administration.ts';
import { streamBlocks } from './block-stream.ts';
import { applyPlans, listCentralPlans } from './plan-administration.ts';
import { pushRestore } from './restore-administration.ts';
import { acceptTime, judgeAll, noteTime, pinSnapshot, prune, reportRetention, setRetention, unpinSnapshot } from './retention-administration.ts';
import { listRules, listSchedules, setSchedule } from './schedule-administration.ts';
import { deleteSnapshot, undeleteSnapshot } from './snapshot-deletion.ts';
import { openSearchCatalog } from './missing-versions.ts';
import { cancelRun, listRuns, runPlan } from './run-administration.ts';
import { reportStatus } from './status-report.ts';
import { createEnrolmentToken, listTokenFacts, revokeToken } from './token-administration.ts';

/** Who asks, what stops its streams, and what to give back at the end (a bare datastore). */
export interface AdminCoreOptions {
  readonly actor: string;
  readonly signal: AbortSignal;
  readonly close?: () => Promise<void>;
}

const maxTextLength = 4096;
const eventKind = /^[a-z][a-z-]{0,31}$/u;

/** Administration in the name of one actor. `close` closes what the options say, and nothing else. */
export class AdminCore implements AdminApi {
  readonly bare: boolean;
  readonly #parts: AdminParts;
  readonly #options: AdminCoreOptions;

  constructor(parts: AdminParts, options: AdminCoreOptions) {
    this.#parts = parts;
    this.#options = options;
    this.bare = parts.serving === undefined;
  }

  async getStatus(): Promise<v1.StatusReply.$Properties> {
    return reportStatus(this.#parts);
  }

  async listAgents(): Promise<v1.ListAgentsReply.$Properties> {
    return { agents: await listAgentFacts(this.#parts) };
  }

  async updateAgent(request: v1.UpdateAgentRequest.$Properties): Promise<v1.AgentFacts.$Properties> {
    return this.#deciding((decide) => updateAgent(this.#parts, decide, this.#options.actor, request));
  }

  async revokeAgent(request: v1.AgentRequest.$Properties): Promise<v1.AgentFacts.$Properties> {
    return this.#deciding((decide) => revokeAgent(this.#parts, decide, this.#options.actor, request));
  }

  async removeAgent(request: v1.AgentRequest.$Properties): Promise<void> {
    await this.#deciding((decide) => removeAgent(this.#parts, decide, this.#options.actor, request));
  }

  async createToken(request: v1.CreateTokenRequest.$Properties): Promise<v1.CreateTokenReply.$Properties> {
    return this.#deciding((decide) => createEnrolmentToken(this.#parts, decide, this.#options.actor, request));
  }

  async listTokens(): Promise<v1.ListTokensReply.$Properties> {
    return { tokens: await listTokenFacts(this.#parts) };
  }

  async revokeToken(request: v1.RevokeTokenRequest.$Properties): Promise<void> {
    await this.#deciding((decide) => revokeToken(this.#parts, decide, this.#options.actor, request));
  }

  async listSnapshots(request: v1.ListSnapshotsRequest.$Properties): Promise<v1.ListSnapshotsReply.$Properties> {
    const agent = request.agent ?? '';
    const plan = request.plan ?? '';
    const agentId = agent === '' ? undefined : (await getAgent(this.#parts, agent)).agentId;
    const filter = { ...(agentId === undefined ? {} : { agentId }), ...(plan === '' ? {} : { plan }) };
    return { snapshots: await this.#parts.catalog.listSnapshots(filter) };
  }

  async deleteSnapshot(request: v1.DeleteSnapshotRequest.$Properties): Promise<void> {
    await this.#freeing((decide) => deleteSnapshot(this.#parts, decide, this.#options.actor, request));
  }

  async undeleteSnapshot(request: v1.SnapshotRequest.$Properties): Promise<void> {
    await this.#deciding((decide) => undeleteSnapshot(this.#parts, decide, this.#options.actor, request));
  }

  async getRetention(): Promise<v1.RetentionReply.$Properties> {
    return reportRetention(this.#parts);
  }

  async setRetention(request: v1.SetRetentionRequest.$Properties): Promise<void> {
    await this.#deciding((decide) => setRetention(this.#parts, decide, this.#options.actor, request));
  }

  async pinSnapshot(request: v1.PinSnapshotRequest.$Properties): Promise<void> {
    await this.#deciding((decide) => pinSnapshot(this.#parts, decide, this.#options.actor, request));
  }

  async unpinSnapshot(request: v1.SnapshotRequest.$Properties): Promise<void> {
    await this.#deciding((decide) => unpinSnapshot(this.#parts, decide, this.#options.actor, request));
  }

  async judgeSnapshots(): Promise<v1.JudgeSnapshotsReply.$Properties> {
    return judgeAll(this.#parts);
  }

  async prune(request: v1.PruneRequest.$Properties): Promise<v1.PruneReply.$Properties> {
    return this.#freeing(async (decide) => {
      await noteTime(this.#parts, decide);
      return prune(this.#parts, decide, this.#options.actor, request);
    });
  }

  async acceptTime(): Promise<void> {
    await this.#deciding((decide) => acceptTime(this.#parts, decide, this.#options.actor));
  }

  async *collectGarbage(request: v1.CollectGarbageRequest.$Properties): AsyncGenerator<v1.CollectGarbageEvent.$Properties> {
    const { decisions } = this.#parts;
    if (decisions === undefined) throw new StillpointError('INTERNAL', 'a garbage collection changes the datastore, which was opened for reading');
    const space = this.#parts.upkeep?.space;
    await space?.takeReserve();
    try {
      await decisions.exclusively((decide) => noteTime(this.#parts, decide));
      yield* this.#collect(decisions, request);
    } finally {
      await space?.refill();
    }
  }

  async *#collect(decisions: DecisionMaker, request: v1.CollectGarbageRequest.$Properties): AsyncGenerator<v1.CollectGarbageEvent.$Properties> {
    for await (const event of collectGarbage({ ...this.#parts, decisions, actor: this.#options.actor, signal: this.#options.signal }, request)) {
      if (event.summary) await this.#noteEvent(collectedEvent(event.summary));
      yield event;
    }
  }

  async locateChunks(request: v1.LocateChunksRequest.$Properties): Promise<v1.LocateChunksReply.$Properties> {
    const places = await this.#parts.catalog.locateChunks(request.ids ?? new Uint8Array(0));
    return { chunks: places.map((list) => ({ locations: list.map(locationOf) })) };
  }

  readBlocks(request: v1.ReadBlocksRequest.$Properties): AsyncIterable<v1.BlockData.$Properties> {
    return streamBlocks(this.#parts.datastore.packs, request.blocks ?? []);
  }

  async *findVersions(request: v1.FindVersionsRequest.$Properties): AsyncGenerator<v1.FindVersionsReply.$Properties> {
    const agent = request.agent ?? '';
    await using search = this.bare ? await openSearchCatalog(this.#parts, this.#options.signal) : undefined;
    const found = (search?.catalog ?? this.#parts.catalog).findVersions({
      pattern: Buffer.from(request.pattern ?? []).toString('latin1'),
      agentId: agent === '' ? undefined : (await getAgent(this.#parts, agent)).agentId,
      ignoreCase: request.ignoreCase ?? false,
      deletedOnly: request.deleted ?? false,
    });
    for await (const versions of found) {
      if (this.#options.signal.aborted) return;
      yield { versions };
    }
  }

  async *verify(request: v1.VerifyRequest.$Properties): AsyncGenerator<v1.VerifyEvent.$Properties> {
    for await (const event of verifyDatastore(this.#parts, request, { api: this, actor: this.#options.actor, signal: this.#options.signal })) {
      if (event.summary) await this.#noteEvent(verifiedEvent(request, event.summary));
      yield event;
    }
  }

  async checkChunks({ ids }: v1.CheckChunksRequest.$Properties): Promise<v1.CheckChunksReply.$Properties> {
    return { newlyDamaged: await checkChunkCopies(this.#parts, ids ?? new Uint8Array(0), this.#options.actor) };
  }

  /** On a datastore that was opened for reading nothing can be written down. */
  async recordEvent(event: v1.AuditEvent.$Properties): Promise<void> {
    const { kind = '', object = '', text = '' } = event;
    if (kind === null || !eventKind.test(kind)) throw new StillpointError('USAGE', `"${kind ?? ''}" is no kind of event`);
    const audit = { kind, object: (object ?? '').slice(0, maxTextLength), text: (text ?? '').slice(0, maxTextLength) };
    await this.#parts.decisions?.exclusively((decide) => decide({ actor: this.#options.actor, audit }));
  }

  listEvents(request: v1.ListEventsRequest.$Properties): AsyncIterable<v1.EventList.$Properties> {
    return listAuditEvents(this.#parts, request);
  }

  async verifyAudit(request: v1.VerifyAuditRequest.$Properties): Promise<v1.AuditVerdict.$Properties> {
    return verifyAudit(this.#parts, request);
  }

  runPlan(request: v1.RunPlanRequest.$Properties): AsyncIterable<v1.RunFacts.$Properties> {
    return runPlan(this.#parts, this.#options, request);
  }

  pushRestore(request: v1.PushRestoreRequest.$Properties): AsyncIterable<v1.RunFacts.$Properties> {
    const decide: Decide = (decision) => this.#deciding((inner) => inner(decision));
    return pushRestore(this.#parts, { ...this.#options, decide }, request);
  }

  async cancelPlanRun(request: v1.CancelPlanRunRequest.$Properties): Promise<v1.RunFacts.$Properties> {
    return cancelRun(this.#parts, this.#options.actor, request);
  }

  async listRuns(request: v1.ListRunsRequest.$Properties): Promise<v1.ListRunsReply.$Properties> {
    return { runs: await listRuns(this.#parts, request) };
  }

  async setSchedule(request: v1.SetScheduleRequest.$Properties): Promise<v1.ScheduleFacts.$Properties> {
    return this.#deciding((decide) => setSchedule(this.#parts, decide, this.#options.actor, request));
  }

  async listSchedules(request: v1.ListSchedulesRequest.$Properties): Promise<v1.ListSchedulesReply.$Properties> {
    return { schedules: await listSchedules(this.#parts, request), rules: await listRules(this.#parts) };
  }

  async applyPlans(request: v1.ApplyPlansRequest.$Properties): Promise<v1.ApplyPlansReply.$Properties> {
    if (request.dryRun === true) return applyPlans(this.#parts, undefined, this.#options.actor, request);
    return this.#deciding((decide) => applyPlans(this.#parts, decide, this.#options.actor, request));
  }

  listCentralPlans(): AsyncIterable<v1.CentralPlanList.$Properties> {
    return listCentralPlans(this.#parts);
  }

  async testNotify(): Promise<v1.TestNotifyReply.$Properties> {
    const { serving } = this.#parts;
    if (serving?.notifier === undefined) throw new StillpointError('COLLECTOR_UNREACHABLE', 'no collector runs here that could send anything', { hint: 'start it with `stillpoint-collector serve`: it reads [notify] of collector.toml then' });
    return { outcomes: await serving.notifier.test() };
  }

  /** Decides what is to free space, which a full disk must not keep from it. */
  async #freeing<T>(work: (decide: Decide) => Promise<T>): Promise<T> {
    const space = this.#parts.upkeep?.space;
    return space === undefined ? this.#deciding(work) : space.lend(() => this.#deciding(work));
  }

  /** Writes down what is done already; a disk that cannot take the note keeps nobody from freeing or checking it. */
  async #noteEvent(event: v1.AuditEvent.$Properties): Promise<void> {
    try {
      await this.recordEvent(event);
    } catch (error) {
      if (!(error instanceof StillpointError) || (error.code !== 'DATASTORE_FULL' && error.code !== 'DATASTORE_IO')) throw error;
    }
  }

  async #deciding<T>(work: (decide: Decide) => Promise<T>): Promise<T> {
    const { decisions } = this.#parts;
    if (decisions === undefined) throw new StillpointError('INTERNAL', 'this command changes the datastore, but has opened it for reading');
    return decisions.exclusively(work);
  }

  async getBandwidth(): Promise<v1.BandwidthReply.$Properties> {
    return reportBandwidth(this.#parts);
  }

  async setBandwidth(request: v1.SetBandwidthRequest.$Properties): Promise<v1.BandwidthReply.$Properties> {
    return this.#deciding((decide) => setBandwidth(this.#parts, decide, this.#options.actor, request));
  }

  async close(): Promise<void> {
    await this.#options.close?.();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

function locationOf(place: ChunkPlace): v1.ChunkLocation.$Properties {
  return {
    packId: Buffer.from(place.packId, 'hex'),
    blockOffset: place.blockOffset,
    blockBytes: place.blockBytes,
    chunkOffset: place.chunkOffset,
    chunkBytes: place.chunkBytes,
    damaged: place.damaged,
  };
}
