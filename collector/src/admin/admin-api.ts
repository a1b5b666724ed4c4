/**
 * What the CLI asks of a datastore's owner: the AdminService of proto/stillpoint.proto as a TypeScript interface. Two implementations: the client
 * of a running collector's local socket, and the service itself over a bare datastore in the CLI's own process. Messages are those of the contract.
 */
import type { v1 } from '@stillpoint/proto/messages.ts';

/** Every method throws StillpointError. Streams stop reading when their consumer stops. */
export interface AdminApi extends AsyncDisposable {
  /** True when this process opened the datastore itself. */
  readonly bare: boolean;
  getStatus(): Promise<v1.StatusReply.$Properties>;
  listAgents(): Promise<v1.ListAgentsReply.$Properties>;
  updateAgent(request: v1.UpdateAgentRequest.$Properties): Promise<v1.AgentFacts.$Properties>;
  revokeAgent(request: v1.AgentRequest.$Properties): Promise<v1.AgentFacts.$Properties>;
  removeAgent(request: v1.AgentRequest.$Properties): Promise<void>;
  createToken(request: v1.CreateTokenRequest.$Properties): Promise<v1.CreateTokenReply.$Properties>;
  listTokens(): Promise<v1.ListTokensReply.$Properties>;
  revokeToken(request: v1.RevokeTokenRequest.$Properties): Promise<void>;
  listSnapshots(request: v1.ListSnapshotsRequest.$Properties): Promise<v1.ListSnapshotsReply.$Properties>;
  deleteSnapshot(request: v1.DeleteSnapshotRequest.$Properties): Promise<void>;
  undeleteSnapshot(request: v1.SnapshotRequest.$Properties): Promise<void>;
  getRetention(): Promise<v1.RetentionReply.$Properties>;
  setRetention(request: v1.SetRetentionRequest.$Properties): Promise<void>;
  pinSnapshot(request: v1.PinSnapshotRequest.$Properties): Promise<void>;
  unpinSnapshot(request: v1.SnapshotRequest.$Properties): Promise<void>;
  judgeSnapshots(): Promise<v1.JudgeSnapshotsReply.$Properties>;
  prune(request: v1.PruneRequest.$Properties): Promise<v1.PruneReply.$Properties>;
  collectGarbage(request: v1.CollectGarbageRequest.$Properties): AsyncIterable<v1.CollectGarbageEvent.$Properties>;
  acceptTime(): Promise<void>;
  /** ids: n * 32 bytes; one answer each, in order. */
  locateChunks(request: v1.LocateChunksRequest.$Properties): Promise<v1.LocateChunksReply.$Properties>;
  /** Blocks as stored, in the order asked for; a block that cannot be read comes with `error` and the stream goes on. */
  readBlocks(request: v1.ReadBlocksRequest.$Properties): AsyncIterable<v1.BlockData.$Properties>;
  findVersions(request: v1.FindVersionsRequest.$Properties): AsyncIterable<v1.FindVersionsReply.$Properties>;
  verify(request: v1.VerifyRequest.$Properties): AsyncIterable<v1.VerifyEvent.$Properties>;
  /** Reads these chunks' copies again and marks the bad ones. ids: n * 32 bytes, up to 1000. */
  checkChunks(request: v1.CheckChunksRequest.$Properties): Promise<v1.CheckChunksReply.$Properties>;
  recordEvent(event: v1.AuditEvent.$Properties): Promise<void>;
  /** The audit log, oldest first. */
  listEvents(request: v1.ListEventsRequest.$Properties): AsyncIterable<v1.EventList.$Properties>;
  verifyAudit(request: v1.VerifyAuditRequest.$Properties): Promise<v1.AuditVerdict.$Properties>;
  /** Starts a run and tells how it goes until it ends; it goes on when nobody listens. */
  runPlan(request: v1.RunPlanRequest.$Properties): AsyncIterable<v1.RunFacts.$Properties>;
  /** Has an agent restore and tells how it goes until it ends; it goes on when nobody listens. */
  pushRestore(request: v1.PushRestoreRequest.$Properties): AsyncIterable<v1.RunFacts.$Properties>;
  cancelPlanRun(request: v1.CancelPlanRunRequest.$Properties): Promise<v1.RunFacts.$Properties>;
  listRuns(request: v1.ListRunsRequest.$Properties): Promise<v1.ListRunsReply.$Properties>;
  setSchedule(request: v1.SetScheduleRequest.$Properties): Promise<v1.ScheduleFacts.$Properties>;
  listSchedules(request: v1.ListSchedulesRequest.$Properties): Promise<v1.ListSchedulesReply.$Properties>;
  applyPlans(request: v1.ApplyPlansRequest.$Properties): Promise<v1.ApplyPlansReply.$Properties>;
  /** In several parts, which belong together. */
  listCentralPlans(): AsyncIterable<v1.CentralPlanList.$Properties>;
  /** Sends a test through every way of telling; COLLECTOR_UNREACHABLE when none runs. */
  testNotify(): Promise<v1.TestNotifyReply.$Properties>;
  getBandwidth(): Promise<v1.BandwidthReply.$Properties>;
  setBandwidth(request: v1.SetBandwidthRequest.$Properties): Promise<v1.BandwidthReply.$Properties>;
  close(): Promise<void>;
}
