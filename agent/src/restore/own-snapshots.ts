/**
 * This agent's snapshots, for the commands that look into them and restore: the entrance of this folder. Must not know what the commands do.
 */
import { knownAgents } from '@stillpoint/proto/address/known-snapshots.ts';
import { listArchives } from '@stillpoint/proto/address/resolve-archive.ts';
import type { SnapshotAccess } from '@stillpoint/proto/cli/snapshot-access.ts';
import type { KeyRing } from '@stillpoint/proto/encryption/key-ring.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { callServerStream, callUnary } from '@stillpoint/proto/rpc/client-call.ts';
import { agentService } from '@stillpoint/proto/services.ts';
import { NodeReader } from '@stillpoint/proto/tree/node-reader.ts';

import type { CollectorConfig } from '../config/agent-config.ts';
import { openCollector } from '../identity/collector-connection.ts';
import type { EnrolledAgent } from '../identity/enrolled-agent.ts';
import { completeOwnAddress } from './own-address.ts';
import { OwnChunks } from './own-chunks.ts';
import { LastingReading } from './lasting-reading.ts';

/** Whose snapshots, and where they are. */
export interface OwnSnapshotsOptions {
  readonly collector: CollectorConfig;
  readonly agent: EnrolledAgent;
  readonly keys: KeyRing;
  /** As of SnapshotAccess. */
  readonly encrypts: boolean;
  /** How long to go on trying after a lost connection; see LastingReadingOptions. */
  readonly reconnectMs: number;
  /** Ends everything but what is still to be told to the audit log. */
  readonly signal: AbortSignal;
  readonly lost?: ((error: StillpointError) => void) | undefined;
}

/** Connects and begins a reading; whoever opens it disposes of it. RESTORE_REFUSED when it is switched off; errors of the connection. */
export async function openOwnSnapshots({ collector, agent, keys, encrypts, reconnectMs, signal, lost }: OwnSnapshotsOptions): Promise<SnapshotAccess> {
  await using stack = new AsyncDisposableStack();
  const call = stack.use(await LastingReading.open({ connect: () => openCollector(collector, agent, signal), giveUpMs: reconnectMs, signal, lost }));
  const { snapshots } = await callUnary(call.channel, agentService.ListOwnSnapshots, {}, { signal });
  const [own] = knownAgents([{ agentId: Buffer.from(agent.agentId, 'hex'), name: call.agentName }], snapshots).filter(({ id }) => id === agent.agentId);
  if (own === undefined) throw new StillpointError('INTERNAL', 'this agent is not among those that it knows');
  const chunks = new OwnChunks(call);
  const nodes = new NodeReader(chunks.nodes, keys);
  const opened = stack.move();
  return {
    agents: [own],
    encrypts,
    chunks,
    nodes,
    listArchives: async (snapshot) => {
      await call.openSnapshot(Buffer.from(snapshot.id, 'hex'));
      return listArchives(snapshot, (id) => nodes.readArchive(id));
    },
    completeAddress: (address) => completeOwnAddress(address, own),
    findVersions: (request) => callServerStream(call.channel, agentService.FindOwnVersions, request, { signal }),
    searchProblems: async () => [],
    recordEvent: (event) => call.recordEvent(event),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}
