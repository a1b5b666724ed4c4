/**
 * Addresses as they may be typed in a guest: the agent's own name may be left out, and no other names anything here.
 */
import type { Address } from '@stillpoint/proto/address/address.ts';
import type { KnownAgent } from '@stillpoint/proto/address/known-snapshots.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';

/**
 * The address with the agent's name: `daily@latest` becomes `db1/daily@latest`. One word is a plan when there is one of that name, else the agent's name or id.
 * AGENT_UNKNOWN for everything else.
 */
export function completeOwnAddress(address: Address, own: KnownAgent): Address {
  const { snapshot } = address;
  if (snapshot.kind === 'id') return address;
  if (snapshot.plan === undefined && own.plans.has(snapshot.agent)) return { ...address, snapshot: { ...snapshot, agent: own.name, plan: snapshot.agent } };
  const named = snapshot.agent.toLowerCase();
  if (named === own.name || named.replaceAll('-', '') === own.id) return { ...address, snapshot: { ...snapshot, agent: own.name } };
  const plans = [...own.plans.keys()].sort();
  throw new StillpointError('AGENT_UNKNOWN', `this guest is agent ${own.name} and sees no other's snapshots; "${snapshot.agent}" is not its name${snapshot.plan === undefined ? ', and no plan of it' : ''}`, {
    hint: `${plans.length === 0 ? 'it has no snapshot yet' : `its plans: ${plans.join(', ')}`}; other guests' files are restored on the backup server, with stillpoint-collector restore`,
  });
}
