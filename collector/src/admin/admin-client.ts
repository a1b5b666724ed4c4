/**
 * The AdminApi of a collector that runs, through its local socket.
 */
import { SpentBuffers } from '@stillpoint/proto/collect-garbage.ts';
import { callServerStream, callUnary } from '@stillpoint/proto/rpc/client-call.ts';
import { openLocalChannel, type Channel } from '@stillpoint/proto/rpc/client.ts';
import { adminService } from '@stillpoint/proto/services.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import { PackReader } from '../datastore/pack-reader.ts';
import type { ObjectStore } from '../datastore/object-store.ts';
import type { AdminApi } from './admin-api.ts';
import { streamBlocks } from './block-stream.ts';

// A restore reads block after block: the window keeps two of them on the way.
const windowBytes = 4 * 1024 * 1024;
const collectBytes = 8 * 1024 * 1024;

/** What a client is made with. `objects` when this user may read the owner's files: then blocks come straight from there. The client closes it. */
export interface AdminClientOptions {
  readonly objects: ObjectStore | undefined;
  /** Cancels all calls. */
  readonly signal?: AbortSignal | undefined;
}

/** Calls to the owner of a datastore. Make it with {@link AdminClient.open}; `close` it. */
export class AdminClient implements AdminApi {
  readonly bare = false;
  readonly #channel: Channel;
  readonly #objects: ObjectStore | undefined;
  readonly #packs: PackReader | undefined;
  readonly #signal: AbortSignal | undefined;
  readonly #spent = new SpentBuffers(collectBytes);

  private constructor(channel: Channel, { objects, signal }: AdminClientOptions) {
    this.#channel = channel;
    this.#objects = objects;
    this.#packs = objects === undefined ? undefined : new PackReader(objects);
    this.#signal = signal;
  }

  /** Connects to the socket. COLLECTOR_UNREACHABLE when nobody answers, PERMISSION_DENIED when this user may not. */
  static async open(socketPath: string, options: AdminClientOptions): Promise<AdminClient> {
    return new AdminClient(await openLocalChannel(socketPath, { windowBytes }), options);
  }

  getStatus(): Promise<v1.StatusReply> {
    return callUnary(this.#channel, adminService.GetStatus, {}, this.#options);
  }

  listAgents(): Promise<v1.ListAgentsReply> {
    return callUnary(this.#channel, adminService.ListAgents, {}, this.#options);
  }

  updateAgent(request: v1.UpdateAgentRequest.$Properties): Promise<v1.AgentFacts> {
    return callUnary(this.#channel, adminService.UpdateAgent, request, this.#options);
  }

  revokeAgent(request: v1.AgentRequest.$Properties): Promise<v1.AgentFacts> {
    return callUnary(this.#channel, adminService.RevokeAgent, request, this.#options);
  }

  async removeAgent(request: v1.AgentRequest.$Properties): Promise<void> {
    await callUnary(this.#channel, adminService.RemoveAgent, request, this.#options);
  }

  createToken(request: v1.CreateTokenRequest.$Properties): Promise<v1.CreateTokenReply> {
    return callUnary(this.#channel, adminService.CreateToken, request, this.#options);
  }

  listTokens(): Promise<v1.ListTokensReply> {
    return callUnary(this.#channel, adminService.ListTokens, {}, this.#options);
  }

  async revokeToken(request: v1.RevokeTokenRequest.$Properties): Promise<void> {
    await callUnary(this.#channel, adminService.RevokeToken, request, this.#options);
  }

  listSnapshots(request: v1.ListSnapshotsRequest.$Properties): Promise<v1.ListSnapshotsReply> {
    return callUnary(this.#channel, adminService.ListSnapshots, request, this.#options);
  }

  async deleteSnapshot(request: v1.DeleteSnapshotRequest.$Properties): Promise<void> {
    await callUnary(this.#channel, adminService.DeleteSnapshot, request, this.#options);
  }

  async undeleteSnapshot(request: v1.SnapshotRequest.$Properties): Promise<void> {
    await callUnary(this.#channel, adminService.UndeleteSnapshot, request, this.#options);
  }

  getRetention(): Promise<v1.RetentionReply> {
    return callUnary(this.#channel, adminService.GetRetention, {}, this.#options);
  }

  async setRetention(request: v1.SetRetentionRequest.$Properties): Promise<void> {
    await callUnary(this.#channel, adminService.SetRetention, request, this.#options);
  }

  async pinSnapshot(request: v1.PinSnapshotRequest.$Properties): Promise<void> {
    await callUnary(this.#channel, adminService.PinSnapshot, request, this.#options);
  }

  async unpinSnapshot(request: v1.SnapshotRequest.$Properties): Promise<void> {
    await callUnary(this.#channel, adminService.UnpinSnapshot, request, this.#options);
  }

  judgeSnapshots(): Promise<v1.JudgeSnapshotsReply> {
    return callUnary(this.#channel, adminService.JudgeSnapshots, {}, this.#options);
  }

  prune(request: v1.PruneRequest.$Properties): Promise<v1.PruneReply> {
    return callUnary(this.#channel, adminService.Prune, request, this.#options);
  }

  collectGarbage(request: v1.CollectGarbageRequest.$Properties): AsyncIterable<v1.CollectGarbageEvent> {
    return callServerStream(this.#channel, adminService.CollectGarbage, request, this.#options);
  }

  async acceptTime(): Promise<void> {
    await callUnary(this.#channel, adminService.AcceptTime, {}, this.#options);
  }

  locateChunks(request: v1.LocateChunksRequest.$Properties): Promise<v1.LocateChunksReply> {
    return callUnary(this.#channel, adminService.LocateChunks, request, this.#options);
  }

  readBlocks(request: v1.ReadBlocksRequest.$Properties): AsyncIterable<v1.BlockData.$Properties> {
    return this.#packs === undefined ? this.#readBlocks(request) : streamBlocks(this.#packs, request.blocks ?? []);
  }

  async *#readBlocks(request: v1.ReadBlocksRequest.$Properties): AsyncGenerator<v1.BlockData> {
    for await (const data of callServerStream(this.#channel, adminService.ReadBlocks, request, this.#options)) {
      this.#spent.add(data.block.length);
      yield data;
    }
  }

  findVersions(request: v1.FindVersionsRequest.$Properties): AsyncIterable<v1.FindVersionsReply> {
    return callServerStream(this.#channel, adminService.FindVersions, request, this.#options);
  }

  verify(request: v1.VerifyRequest.$Properties): AsyncIterable<v1.VerifyEvent> {
    return callServerStream(this.#channel, adminService.Verify, request, this.#options);
  }

  checkChunks(request: v1.CheckChunksRequest.$Properties): Promise<v1.CheckChunksReply> {
    return callUnary(this.#channel, adminService.CheckChunks, request, { deadlineMs: 60_000 });
  }

  async recordEvent(event: v1.AuditEvent.$Properties): Promise<void> {
    // Also after an interruption: that a restore was broken off belongs into the log.
    await callUnary(this.#channel, adminService.RecordEvent, event, { deadlineMs: 10_000 });
  }

  listEvents(request: v1.ListEventsRequest.$Properties): AsyncIterable<v1.EventList> {
    return callServerStream(this.#channel, adminService.ListEvents, request, this.#options);
  }

  verifyAudit(request: v1.VerifyAuditRequest.$Properties): Promise<v1.AuditVerdict> {
    return callUnary(this.#channel, adminService.VerifyAudit, request, this.#options);
  }

  runPlan(request: v1.RunPlanRequest.$Properties): AsyncIterable<v1.RunFacts> {
    return callServerStream(this.#channel, adminService.RunPlan, request, this.#options);
  }

  pushRestore(request: v1.PushRestoreRequest.$Properties): AsyncIterable<v1.RunFacts> {
    return callServerStream(this.#channel, adminService.PushRestore, request, this.#options);
  }

  cancelPlanRun(request: v1.CancelPlanRunRequest.$Properties): Promise<v1.RunFacts> {
    // Also after an interruption: that is when it is asked for.
    return callUnary(this.#channel, adminService.CancelPlanRun, request, { deadlineMs: 30_000 });
  }

  listRuns(request: v1.ListRunsRequest.$Properties): Promise<v1.ListRunsReply> {
    return callUnary(this.#channel, adminService.ListRuns, request, this.#options);
  }

  setSchedule(request: v1.SetScheduleRequest.$Properties): Promise<v1.ScheduleFacts> {
    return callUnary(this.#channel, adminService.SetSchedule, request, this.#options);
  }

  listSchedules(request: v1.ListSchedulesRequest.$Properties): Promise<v1.ListSchedulesReply> {
    return callUnary(this.#channel, adminService.ListSchedules, request, this.#options);
  }

  applyPlans(request: v1.ApplyPlansRequest.$Properties): Promise<v1.ApplyPlansReply> {
    return callUnary(this.#channel, adminService.ApplyPlans, request, this.#options);
  }

  listCentralPlans(): AsyncIterable<v1.CentralPlanList> {
    return callServerStream(this.#channel, adminService.ListCentralPlans, {}, this.#options);
  }

  testNotify(): Promise<v1.TestNotifyReply> {
    return callUnary(this.#channel, adminService.TestNotify, {}, this.#options);
  }

  getBandwidth(): Promise<v1.BandwidthReply> {
    return callUnary(this.#channel, adminService.GetBandwidth, {}, this.#options);
  }

  setBandwidth(request: v1.SetBandwidthRequest.$Properties): Promise<v1.BandwidthReply> {
    return callUnary(this.#channel, adminService.SetBandwidth, request, this.#options);
  }

  async close(): Promise<void> {
    this.#channel.close();
    await this.#objects?.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  get #options(): { signal: AbortSignal | undefined } {
    return { signal: this.#signal };
  }
}
