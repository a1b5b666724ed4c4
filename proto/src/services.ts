/**
 * The two services of proto/stillpoint.proto as method tables for client and server.
 */
import { StillpointError } from './errors.ts';
import { v1 } from './messages.ts';
import { bidi, messageCodec, serverStream, serviceDefinition, unary, type Codec } from './rpc/service.ts';

const maxReportBytes = 256 * 1024;
const upload = messageCodec(v1.Upload);

/** Uploads pass as messages, or as bytes that are a whole encoded `Upload` already: blocks are built in place by the compressor. */
const uploadCodec: Codec<v1.Upload.$Properties | Buffer, v1.Upload> = {
  encode: (message) => (Buffer.isBuffer(message) ? message : upload.encode(message)),
  decode: (bytes) => upload.decode(bytes),
};

const report = messageCodec(v1.ControlReport);

/** Reports are small: an agent's list of plans is the largest. A larger one is not even decoded. */
const controlCodec: Codec<v1.ControlReport.$Properties, v1.ControlReport> = {
  encode: (message) => report.encode(message),
  decode: (bytes) => {
    if (bytes.length > maxReportBytes) throw new StillpointError('LIMIT_EXCEEDED', `a message of a control stream has at most ${maxReportBytes} bytes`);
    return report.decode(bytes);
  },
};

/** What agents call. Peers without a valid certificate reach `Enroll`, `Renew` and `RedeemRestore` only. */
export const agentService = serviceDefinition('stillpoint.v1.AgentService', {
  Enroll: unary(v1.EnrollRequest, v1.EnrollReply),
  Renew: unary(v1.RenewRequest, v1.RenewReply),
  Greet: unary(v1.Hello, v1.Welcome),
  Backup: bidi({ codec: uploadCodec }, v1.Answer),
  ListOwnSnapshots: unary(v1.ListSnapshotsRequest, v1.ListSnapshotsReply),
  Restore: bidi(v1.RestoreRequest, v1.RestoreAnswer),
  FindOwnVersions: serverStream(v1.FindVersionsRequest, v1.FindVersionsReply),
  Control: bidi({ codec: controlCodec }, v1.ControlOrder),
  RedeemRestore: unary(v1.RedeemRestoreRequest, v1.RedeemRestoreReply),
});

/** What the CLI calls on the local socket. */
export const adminService = serviceDefinition('stillpoint.v1.AdminService', {
  GetStatus: unary(v1.Empty, v1.StatusReply),
  ListAgents: unary(v1.Empty, v1.ListAgentsReply),
  UpdateAgent: unary(v1.UpdateAgentRequest, v1.AgentFacts),
  RevokeAgent: unary(v1.AgentRequest, v1.AgentFacts),
  RemoveAgent: unary(v1.AgentRequest, v1.Empty),
  CreateToken: unary(v1.CreateTokenRequest, v1.CreateTokenReply),
  ListTokens: unary(v1.Empty, v1.ListTokensReply),
  RevokeToken: unary(v1.RevokeTokenRequest, v1.Empty),
  ListSnapshots: unary(v1.ListSnapshotsRequest, v1.ListSnapshotsReply),
  DeleteSnapshot: unary(v1.DeleteSnapshotRequest, v1.Empty),
  UndeleteSnapshot: unary(v1.SnapshotRequest, v1.Empty),
  GetRetention: unary(v1.Empty, v1.RetentionReply),
  SetRetention: unary(v1.SetRetentionRequest, v1.Empty),
  PinSnapshot: unary(v1.PinSnapshotRequest, v1.Empty),
  UnpinSnapshot: unary(v1.SnapshotRequest, v1.Empty),
  JudgeSnapshots: unary(v1.Empty, v1.JudgeSnapshotsReply),
  Prune: unary(v1.PruneRequest, v1.PruneReply),
  CollectGarbage: serverStream(v1.CollectGarbageRequest, v1.CollectGarbageEvent),
  AcceptTime: unary(v1.Empty, v1.Empty),
  LocateChunks: unary(v1.LocateChunksRequest, v1.LocateChunksReply),
  ReadBlocks: serverStream(v1.ReadBlocksRequest, v1.BlockData),
  FindVersions: serverStream(v1.FindVersionsRequest, v1.FindVersionsReply),
  Verify: serverStream(v1.VerifyRequest, v1.VerifyEvent),
  CheckChunks: unary(v1.CheckChunksRequest, v1.CheckChunksReply),
  GetBandwidth: unary(v1.Empty, v1.BandwidthReply),
  SetBandwidth: unary(v1.SetBandwidthRequest, v1.BandwidthReply),
  RecordEvent: unary(v1.AuditEvent, v1.Empty),
  ListEvents: serverStream(v1.ListEventsRequest, v1.EventList),
  VerifyAudit: unary(v1.VerifyAuditRequest, v1.AuditVerdict),
  RunPlan: serverStream(v1.RunPlanRequest, v1.RunFacts),
  CancelPlanRun: unary(v1.CancelPlanRunRequest, v1.RunFacts),
  ListRuns: unary(v1.ListRunsRequest, v1.ListRunsReply),
  PushRestore: serverStream(v1.PushRestoreRequest, v1.RunFacts),
  SetSchedule: unary(v1.SetScheduleRequest, v1.ScheduleFacts),
  ListSchedules: unary(v1.ListSchedulesRequest, v1.ListSchedulesReply),
  ApplyPlans: unary(v1.ApplyPlansRequest, v1.ApplyPlansReply),
  ListCentralPlans: serverStream(v1.Empty, v1.CentralPlanList),
  TestNotify: unary(v1.Empty, v1.TestNotifyReply),
});

/** The protocol's version and what this release can do beyond it; see docs/protocol.md. */
export const PROTOCOL_VERSION = 1;
/** The oldest version that both sides of this release still speak. */
export const OLDEST_PROTOCOL_VERSION = 1;
export const capabilities: readonly string[] = ['backup', 'chunk-list', 'sparse', 'control', 'restore-order', 'pace', 'central-plans'];
/** Version of agent and collector, as they tell each other. */
export const SOFTWARE_VERSION = '0.1.0';
