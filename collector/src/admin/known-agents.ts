/** Agents and snapshots as addresses are resolved against, asked of a datastore's owner. */
import { knownAgents, type KnownAgent } from '@stillpoint/proto/address/known-snapshots.ts';

import type { AdminApi } from './admin-api.ts';

/** Everything that the datastore's owner knows, in one value. */
export async function readKnownAgents(api: AdminApi): Promise<KnownAgent[]> {
  const [agents, snapshots] = await Promise.all([api.listAgents(), api.listSnapshots({})]);
  return knownAgents(agents.agents ?? [], snapshots.snapshots ?? []);
}
