/**
 * The AgentService of proto/stillpoint.proto: what agents call, handed to those who answer it.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';

import { uuidOf } from '../identity/agents-directory.ts';
import { boundedHello, lastWhereabouts, refuseClone, welcome, whereaboutsOf } from '../identity/greeting.ts';

import type { v1 } from '@stillpoint/proto/messages.ts';
import type { Peer } from '@stillpoint/proto/rpc/peer.ts';
import type { Handlers } from '@stillpoint/proto/rpc/server-call.ts';
import type { agentService } from '@stillpoint/proto/services.ts';
import type { AgentRow, Catalog } from '../catalog/catalog.ts';
import type { AgentsDirectory } from '../identity/agents-directory.ts';
import type { Enrolment } from '../identity/enrolment.ts';
import type { ReadingHost } from '../reading/reading-host.ts';
import type { SessionHost } from './session-host.ts';

/** Snapshots of one answer: newest ones, so that it stays below the size of a message. */
const MAX_LISTED_BYTES = 3 * 1_048_576;

/** Who answers. `clock` gives ms since 1970; `collectorId` is a UUID. */
export interface AgentServiceParts {
  readonly host: SessionHost;
  readonly readings: ReadingHost;
  readonly enrolment: Enrolment;
  readonly agents: AgentsDirectory;
  readonly catalog: Pick<Catalog, 'listSnapshots'>;
  readonly collectorId: string;
  readonly clock: () => number;
}

/**
 * Handlers for `RpcServer.implement(agentService, …)`. The server is made with `anonymousPaths: AgentsDirectory.anonymousPaths` and
 * `authorize: agents.authorize`.
 */
export function agentServiceHandlers(parts: AgentServiceParts): Handlers<typeof agentService> {
  return {
    Enroll: (request, { peer }) => parts.enrolment.enroll(request, peer),
    Renew: (request, { peer }) => parts.enrolment.renew(request, peer),
    RedeemRestore: (request, { peer }) => parts.enrolment.redeemRestore(request, peer),
    Greet: (hello, { peer }) => greet(hello, peer, parts),
    Backup: (stream, context) => parts.host.backup(stream, context),
    ListOwnSnapshots: (request, { peer }) => listOwnSnapshots(request, peer, parts),
    Restore: (stream, context) => parts.readings.restore(stream, context),
    FindOwnVersions: (request, context) => parts.readings.findVersions(request, context),
  };
}

async function greet(request: v1.Hello.$Properties, peer: Peer, parts: AgentServiceParts): Promise<v1.Welcome.$Properties> {
  const agent = agentOf(peer, parts);
  const hello = boundedHello(request);
  const clockMs = parts.clock();
  const answer = welcome(hello, { collectorId: parts.collectorId, clockMs, agentId: uuidOf(agent), agentName: agent.name, certificateNotAfterMs: agent.certificateNotAfterMs, renewCertificate: peer.kind === 'agent' && peer.byPreviousAuthority === true });
  refuseClone(agent, whereaboutsOf(hello, peer.address), [lastWhereabouts(agent)]);
  await parts.agents.noteSeen(agent.agentId, { timeMs: clockMs, address: peer.address, hello, clockSkewMs: (hello.clockMs ?? 0) - clockMs });
  return answer;
}

/** The calling agent's own: whatever agent the request names, no other's are shown. */
async function listOwnSnapshots(request: v1.ListSnapshotsRequest.$Properties, peer: Peer, parts: AgentServiceParts): Promise<v1.ListSnapshotsReply.$Properties> {
  const { agentId } = agentOf(peer, parts);
  const plan = request.plan ?? '';
  const records = await parts.catalog.listSnapshots(plan === '' ? { agentId } : { agentId, plan });
  let room = MAX_LISTED_BYTES;
  const newest = records
    .toReversed()
    // Warnings make most of a record, and whoever lists snapshots does not read them.
    .map((record) => ({ ...record, draft: { ...record.draft, warnings: [], skippedMounts: [], planDefinition: '', encryptedDetails: new Uint8Array(0) } }))
    .filter((record) => (room -= 512 + 128 * (record.draft.archives?.length ?? 0)) > 0);
  return { snapshots: newest.reverse() };
}

function agentOf(peer: Peer, parts: AgentServiceParts): AgentRow {
  if (peer.kind !== 'agent') throw new StillpointError('CERTIFICATE_REQUIRED', 'this call needs the certificate of an enrolled agent');
  return parts.agents.admit(peer);
}
