/**
 * Restores that an administrator has an agent carry out. The agent gets the right to read the snapshots for this one restore; what it may overwrite, its own agent.toml says.
 */
import { parseAddress } from '@stillpoint/proto/address/address.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import type { AdminParts, Decide } from './admin-parts.ts';
import { getAgent } from './agent-administration.ts';
import { hubOf } from './run-administration.ts';

const maxAddresses = 256;
const maxTextLength = 4096;
/** An order has to fit a message of a control stream with ease. */
const maxOrderLength = 128 * 1024;

/**
 * Orders a restore and tells how it goes until it ends or `signal` is aborted. AGENT_UNKNOWN, AGENT_OFFLINE, SNAPSHOT_UNKNOWN, LIMIT_EXCEEDED, what the agent refuses with
 * (RESTORE_REFUSED); COLLECTOR_UNREACHABLE when none runs.
 */
export async function* pushRestore(parts: AdminParts, { actor, signal, decide }: { readonly actor: string; readonly signal: AbortSignal; readonly decide: Decide }, request: v1.PushRestoreRequest.$Properties): AsyncGenerator<v1.RunFacts.$Properties> {
  const hub = hubOf(parts);
  const agent = await getAgent(parts, request.agent ?? '');
  const addresses = request.addresses ?? [];
  if (addresses.length === 0) throw new StillpointError('USAGE', 'a restore needs something to restore');
  const settings = request.settings ?? {};
  const order = { addresses, target: request.target ?? '', settings };
  if (addresses.length > maxAddresses || JSON.stringify(order).length > maxOrderLength) throw new StillpointError('LIMIT_EXCEEDED', `an order to restore has at most ${maxAddresses} addresses and ${maxOrderLength / 1024} KiB`, { hint: 'restore a directory above them, or in several steps' });
  const snapshotIds = [...new Set(addresses.map(idOf))];
  const known = new Set((await parts.catalog.listSnapshots({})).map(({ snapshotId }) => Buffer.from(snapshotId ?? []).toString('hex')));
  const unknown = snapshotIds.find((id) => !known.has(id));
  if (unknown !== undefined) throw new StillpointError('SNAPSHOT_UNKNOWN', `there is no snapshot @${unknown}`, { hint: '`snapshots` lists all' });
  const titles = (request.titles ?? []).length > 0 ? (request.titles ?? []) : addresses;
  const isDry = settings.dryRun === true;
  const text = `to agent ${agent.name}${order.target === '' ? '' : `, ${order.target}`}${isDry ? ', dry run' : ''}: ${snapshotIds.map((id) => `@${id}`).join(' ')}`;
  await decide({ actor, audit: { kind: 'restore-ordered', object: titles.join(' ').slice(0, maxTextLength), text: text.slice(0, maxTextLength) } });
  const queued = await hub.startRestore({ agentId: agent.agentId, actor, snapshotIds, order, facts: { addresses: titles.slice(0, 16).map((title) => title.slice(0, 512)), target: order.target.slice(0, 1024), dryRun: isDry } });
  yield* hub.runs.follow(agent.agentId, queued.runId ?? new Uint8Array(0), signal);
}

function idOf(text: string): string {
  const { snapshot } = parseAddress(text);
  if (snapshot.kind === 'id' && snapshot.id.length === 32) return snapshot.id;
  throw new StillpointError('USAGE', `${text} does not name its snapshot by the whole id`);
}
