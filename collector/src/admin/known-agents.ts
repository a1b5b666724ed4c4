/** Agents and snapshots as addresses are resolved against, asked of a datastore's owner. */
import { knownAgents, type KnownAgent } from '@stillpoint/proto/address/known-snapshots.ts';

import { KeyRing } from '@stillpoint/proto/encryption/key-ring.ts';
import { withDetails } from '@stillpoint/proto/encryption/snapshot-details.ts';

import type { AdminApi } from './admin-api.ts';

/** Everything that the datastore's owner knows, in one value; with what agents have encrypted with these keys. */
export async function readKnownAgents(api: AdminApi, keys: KeyRing = KeyRing.none): Promise<KnownAgent[]> {
  const [agents, snapshots] = await Promise.all([api.listAgents(), api.listSnapshots({})]);
  return knownAgents(agents.agents ?? [], (snapshots.snapshots ?? []).map((record) => withDetails(record, keys)));
}
