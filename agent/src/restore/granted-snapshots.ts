/**
 * Snapshots that this guest may read for one restore: those of an order of the collector, or the one of a token in a rescue system. They may be of another agent. Nothing else can be
 * asked for on this way.
 */
import { knownAgents } from '@stillpoint/proto/address/known-snapshots.ts';
import { listArchives } from '@stillpoint/proto/address/resolve-archive.ts';
import type { SnapshotAccess } from '@stillpoint/proto/cli/snapshot-access.ts';
import type { KeyRing } from '@stillpoint/proto/encryption/key-ring.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { Channel } from '@stillpoint/proto/rpc/client.ts';
import { NodeReader } from '@stillpoint/proto/tree/node-reader.ts';

import { OwnChunks } from './own-chunks.ts';
import { LastingReading } from './lasting-reading.ts';

/** The way to the collector, and the order (32 hexadecimal digits; absent: by token). */
export interface GrantedSnapshotsOptions {
  readonly open: () => Promise<Channel>;
  readonly runId?: string;
  readonly keys: KeyRing;
  /** As of SnapshotAccess. */
  readonly encrypts: boolean;
  /** How long to go on trying after a lost connection; see LastingReadingOptions. */
  readonly reconnectMs: number;
  /** Ends everything but what is still to be told to the audit log. */
  readonly signal: AbortSignal;
  readonly lost?: ((error: StillpointError) => void) | undefined;
}

/** Connects and begins a reading; whoever opens it disposes of it. RESTORE_REFUSED when the order is over, TOKEN_INVALID, SNAPSHOT_UNKNOWN; errors of the connection. */
export async function openGrantedSnapshots({ open, runId, keys, encrypts, reconnectMs, signal, lost }: GrantedSnapshotsOptions): Promise<SnapshotAccess> {
  await using stack = new AsyncDisposableStack();
  const call = stack.use(await LastingReading.open({ connect: open, runId, giveUpMs: reconnectMs, signal, lost }));
  if (call.granted.length === 0) throw new StillpointError('SNAPSHOT_UNKNOWN', 'the collector has no snapshot for this restore any more', { hint: '`stillpoint-collector snapshots` lists all' });
  const chunks = new OwnChunks(call);
  const nodes = new NodeReader(chunks.nodes, keys);
  const opened = stack.move();
  return {
    agents: knownAgents([], call.granted),
    encrypts,
    chunks,
    nodes,
    listArchives: async (snapshot) => {
      await call.openSnapshot(Buffer.from(snapshot.id, 'hex'));
      return listArchives(snapshot, (id) => nodes.readArchive(id));
    },
    completeAddress: (address) => address,
    async *findVersions() {
      yield await Promise.reject(new StillpointError('RESTORE_REFUSED', 'a restore by order or by token searches no snapshots'));
    },
    searchProblems: async () => [],
    recordEvent: (event) => call.recordEvent(event),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}
