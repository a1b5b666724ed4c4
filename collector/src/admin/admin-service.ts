/**
 * The AdminService on the local socket: who may call it, and under which name it acts. What the calls do lies in admin-core.ts.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { Owners } from '@stillpoint/proto/posix/owners.ts';
import type { Peer } from '@stillpoint/proto/rpc/peer.ts';
import type { CallContext, Handlers } from '@stillpoint/proto/rpc/server-call.ts';
import type { adminService } from '@stillpoint/proto/services.ts';
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';

import type { AdminApi } from './admin-api.ts';

/** Makes the API that acts in the name of `actor` and stops its streams when `signal` is aborted. */
export type AdminFor = (actor: string, signal: AbortSignal) => AdminApi;

/** Settings of {@link adminHandlers}: the user who owns the datastore may call, and root. */
export interface AdminAccess {
  readonly ownerUid: number;
}

/** Refuses everyone but local processes of root and of the datastore's owner. PERMISSION_DENIED. */
export function checkAdminPeer(peer: Peer, access: AdminAccess): asserts peer is Peer & { kind: 'local' } {
  if (peer.kind === 'local' && (peer.uid === 0 || peer.uid === access.ownerUid)) return;
  throw new StillpointError('PERMISSION_DENIED', 'this call is for administrators on the collector itself', {
    hint: 'run the command as root or as the user of the collector',
  });
}

/** How the journal and the audit log name a local caller: users may be gone when somebody reads it. */
export function localActor(uid: number): string {
  const name = userNameOf(uid);
  return name === '' ? `cli uid ${uid}` : `cli uid ${uid} (${name})`;
}

// A user database that does not answer keeps nobody from administrating: the number says who it was.
function userNameOf(uid: number): string {
  try {
    return showByteName(new Owners().userName(uid));
  } catch {
    return '';
  }
}

/** The handlers of the service. */
export function adminHandlers(adminFor: AdminFor, access: AdminAccess): Handlers<typeof adminService> {
  const admin = (context: CallContext): AdminApi => {
    checkAdminPeer(context.peer, access);
    return adminFor(localActor(context.peer.uid), context.signal);
  };
  return {
    GetStatus: async (_request, context) => admin(context).getStatus(),
    ListAgents: async (_request, context) => admin(context).listAgents(),
    UpdateAgent: async (request, context) => admin(context).updateAgent(request),
    RevokeAgent: async (request, context) => admin(context).revokeAgent(request),
    RemoveAgent: async (request, context) => emptyAfter(admin(context).removeAgent(request)),
    CreateToken: async (request, context) => admin(context).createToken(request),
    ListTokens: async (_request, context) => admin(context).listTokens(),
    RevokeToken: async (request, context) => emptyAfter(admin(context).revokeToken(request)),
    ListSnapshots: async (request, context) => admin(context).listSnapshots(request),
    DeleteSnapshot: async (request, context) => emptyAfter(admin(context).deleteSnapshot(request)),
    UndeleteSnapshot: async (request, context) => emptyAfter(admin(context).undeleteSnapshot(request)),
    GetRetention: async (_request, context) => admin(context).getRetention(),
    SetRetention: async (request, context) => emptyAfter(admin(context).setRetention(request)),
    PinSnapshot: async (request, context) => emptyAfter(admin(context).pinSnapshot(request)),
    UnpinSnapshot: async (request, context) => emptyAfter(admin(context).unpinSnapshot(request)),
    JudgeSnapshots: async (_request, context) => admin(context).judgeSnapshots(),
    Prune: async (request, context) => admin(context).prune(request),
    CollectGarbage: (request, context) => admin(context).collectGarbage(request),
    AcceptTime: async (_request, context) => emptyAfter(admin(context).acceptTime()),
    LocateChunks: async (request, context) => admin(context).locateChunks(request),
    ReadBlocks: (request, context) => admin(context).readBlocks(request),
    FindVersions: (request, context) => admin(context).findVersions(request),
    Verify: (request, context) => admin(context).verify(request),
    CheckChunks: async (request, context) => admin(context).checkChunks(request),
    RunPlan: (request, context) => admin(context).runPlan(request),
    PushRestore: (request, context) => admin(context).pushRestore(request),
    CancelPlanRun: async (request, context) => admin(context).cancelPlanRun(request),
    ListRuns: async (request, context) => admin(context).listRuns(request),
    SetSchedule: async (request, context) => admin(context).setSchedule(request),
    ListSchedules: async (request, context) => admin(context).listSchedules(request),
    ApplyPlans: async (request, context) => admin(context).applyPlans(request),
    ListCentralPlans: (_request, context) => admin(context).listCentralPlans(),
    TestNotify: async (_request, context) => admin(context).testNotify(),
    ListEvents: (request, context) => admin(context).listEvents(request),
    VerifyAudit: async (request, context) => admin(context).verifyAudit(request),
    GetBandwidth: async (_request, context) => admin(context).getBandwidth(),
    SetBandwidth: async (request, context) => admin(context).setBandwidth(request),
    RecordEvent: async (request, context) => emptyAfter(admin(context).recordEvent(request)),
  };
}

async function emptyAfter(work: Promise<void>): Promise<Record<string, never>> {
  await work;
  return {};
}
