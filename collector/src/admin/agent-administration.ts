/**
 * Agents as an administrator sees and changes them. Changes are decisions: journal first, then catalog.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { countOf } from '@stillpoint/proto/text/format-count.ts';
import { nearestWord } from '@stillpoint/proto/text/nearest-word.ts';
import { v1 } from '@stillpoint/proto/messages.ts';

import type { AgentRow } from '../catalog/catalog.ts';
import type { AdminParts, Decide } from './admin-parts.ts';

const agentName = /^[a-z0-9][a-z0-9._-]{0,62}$/u;
const labelKey = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,62}$/u;
const maxLabels = 64;
const maxLabelLength = 256;

/** Checks a name that an agent is to have. NAME_INVALID. */
export function checkAgentName(name: string): void {
  if (agentName.test(name)) return;
  throw new StillpointError('NAME_INVALID', `"${name}" can be no agent's name`, {
    hint: 'a name has up to 63 of a-z, 0-9, ".", "_" and "-" and begins with a letter or digit',
  });
}

/** Every agent that is not removed, sorted by name, with what its snapshots tell. */
export async function listAgentFacts(parts: AdminParts): Promise<v1.AgentFacts.$Properties[]> {
  const newest = await newestSnapshots(parts);
  const rows = (await livingAgents(parts)).sort((left, right) => (left.name < right.name ? -1 : 1));
  const used = new Map<string, number>();
  for (const { agentId, quotaBytes } of rows) if (quotaBytes > 0) used.set(agentId, await parts.catalog.storedBytesOf(agentId));
  const connected = new Map((parts.serving?.control.connected() ?? []).map((agent) => [agent.agentId, agent]));
  return rows.map((row) => {
    const stream = connected.get(row.agentId);
    return { ...factsOf(row, newest.get(row.agentId)), usedBytes: used.get(row.agentId) ?? 0, connected: stream !== undefined, connectedSinceMs: stream?.sinceMs ?? 0, plans: [...(stream?.plans ?? [])] };
  });
}

/** Changes name, dedup, restore or labels, or retires. AGENT_UNKNOWN, AGENT_REVOKED, AGENT_NAME_TAKEN, NAME_INVALID, USAGE. */
export async function updateAgent(parts: AdminParts, decide: Decide, actor: string, request: v1.UpdateAgentRequest.$Properties): Promise<v1.AgentFacts.$Properties> {
  const row = await getAgent(parts, request.agent ?? '');
  const name = request.name ?? row.name;
  if (name !== row.name) await checkNameFree(parts, name);
  const dedup = request.dedup ?? row.dedup;
  if (dedup !== 'fleet' && dedup !== 'agent') {
    throw new StillpointError('USAGE', `deduplication "${dedup}" is not known`, { hint: 'write fleet (shared between agents) or agent (each on its own)' });
  }
  const restore = request.restore ?? row.restore;
  if (restore !== 'on' && restore !== 'off') throw new StillpointError('USAGE', `restore "${restore}" is not known`, { hint: 'write on (the guest may read its own snapshots) or off' });
  const labels = changedLabels(row.labels, request);
  const { quotaBytes } = request;
  const { retired } = request;
  if (typeof retired === 'boolean') checkRetiring(row, retired);
  await decide({ actor, agentChanged: { agentId: Buffer.from(row.agentId, 'hex'), name, dedup, restore, labels, ...(typeof retired === 'boolean' ? { retired } : {}), ...(typeof quotaBytes === 'number' ? { quotaBytes } : {}) } });
  return factsAfter(parts, row.agentId);
}

/** Voids every certificate of the agent and ends its connections; its snapshots stay. AGENT_UNKNOWN. Revoking again changes nothing. */
export async function revokeAgent(parts: AdminParts, decide: Decide, actor: string, request: v1.AgentRequest.$Properties): Promise<v1.AgentFacts.$Properties> {
  const row = await getAgent(parts, request.agent ?? '');
  if (row.state !== 'revoked') await decide({ actor, agentRevoked: { agentId: Buffer.from(row.agentId, 'hex') } });
  return factsAfter(parts, row.agentId);
}

/** Forgets an agent that has no snapshots. AGENT_UNKNOWN, AGENT_HAS_SNAPSHOTS. */
export async function removeAgent(parts: AdminParts, decide: Decide, actor: string, request: v1.AgentRequest.$Properties): Promise<void> {
  const row = await getAgent(parts, request.agent ?? '');
  const snapshots = await parts.catalog.listSnapshots({ agentId: row.agentId });
  if (snapshots.length > 0) {
    throw new StillpointError('AGENT_HAS_SNAPSHOTS', `agent ${row.name} has ${countOf(snapshots.length, 'snapshot')}`, {
      hint: `\`stillpoint-collector agents set ${row.name} --retired\` keeps them and lets it rest; to remove it, delete them first`,
    });
  }
  await decide({ actor, agentRemoved: { agentId: Buffer.from(row.agentId, 'hex') } });
}

/** The agent with exactly this name or id (32 hexadecimal digits or UUID). AGENT_UNKNOWN suggests the nearest. */
export async function getAgent(parts: AdminParts, text: string): Promise<AgentRow> {
  const rows = await livingAgents(parts);
  const wanted = text.toLowerCase();
  const row = rows.find((agent) => agent.name === wanted) ?? rows.find((agent) => agent.agentId === wanted.replaceAll('-', ''));
  if (row !== undefined) return row;
  const near = nearestWord(wanted, rows.map((agent) => agent.name));
  throw new StillpointError('AGENT_UNKNOWN', `there is no agent "${text}"`, {
    hint: near === undefined ? '`stillpoint-collector agents` lists them; names are not completed here' : `did you mean ${near}?`,
  });
}

/** Checks labels that an agent is to have. USAGE. */
export function checkLabels(labels: Readonly<Record<string, string>>): void {
  for (const [key, value] of Object.entries(labels)) {
    if (!labelKey.test(key)) throw new StillpointError('USAGE', `"${key}" can be no label's key`, { hint: 'write KEY=VALUE with a key of letters, digits, ".", "_", "/" and "-"' });
    if (value.length > maxLabelLength) throw new StillpointError('USAGE', `the value of label "${key}" has more than ${maxLabelLength} characters`);
  }
}

/** Refuses a name that an agent has. NAME_INVALID, AGENT_NAME_TAKEN. */
export async function checkNameFree(parts: AdminParts, name: string): Promise<void> {
  checkAgentName(name);
  const taken = (await livingAgents(parts)).find((agent) => agent.name === name);
  if (taken === undefined) return;
  throw new StillpointError('AGENT_NAME_TAKEN', `there is an agent ${name} already (${taken.state}, enrolled ${new Date(taken.enrolledMs).toISOString()})`, {
    hint: 'choose another name; a guest that was installed anew continues its history with `stillpoint-collector token create --agent NAME --replace`',
  });
}

function checkRetiring({ name, state }: AgentRow, retired: boolean): void {
  if (state !== 'revoked') return;
  const hint = retired ? 'nothing needs to be done: it raises no alarms, and its snapshots stay' : `let it in again with a new token: stillpoint-collector token create --agent ${name} --replace`;
  throw new StillpointError('AGENT_REVOKED', `agent ${name} was revoked`, { hint });
}

async function livingAgents(parts: AdminParts): Promise<AgentRow[]> {
  return (await parts.catalog.listAgents()).filter((agent) => agent.state !== 'removed');
}

async function factsAfter(parts: AdminParts, agentId: string): Promise<v1.AgentFacts.$Properties> {
  const row = await getAgent(parts, agentId);
  return factsOf(row, (await newestSnapshots(parts, agentId)).get(agentId));
}

interface SnapshotSum {
  readonly count: number;
  readonly newest: v1.SnapshotRecord.$Properties;
}

async function newestSnapshots(parts: AdminParts, agentId?: string): Promise<Map<string, SnapshotSum>> {
  const sums = new Map<string, SnapshotSum>();
  for (const record of await parts.catalog.listSnapshots(agentId === undefined ? {} : { agentId })) {
    const key = Buffer.from(record.agentId ?? []).toString('hex');
    const sum = sums.get(key);
    const newest = sum === undefined || (record.timeMs ?? 0) > (sum.newest.timeMs ?? 0) ? record : sum.newest;
    sums.set(key, { count: (sum?.count ?? 0) + 1, newest });
  }
  return sums;
}

function factsOf(row: AgentRow, snapshots: SnapshotSum | undefined): v1.AgentFacts.$Properties {
  return {
    agentId: Buffer.from(row.agentId, 'hex'),
    name: row.name,
    state: row.state,
    enrolledMs: row.enrolledMs,
    lastSeenMs: row.lastSeenMs,
    lastAddress: row.lastAddress,
    softwareVersion: row.hello?.softwareVersion ?? '',
    hostName: row.hello?.hostName ?? '',
    operatingSystem: row.hello?.operatingSystem ?? '',
    clockSkewMs: row.clockSkewMs,
    certificateNotAfterMs: row.certificateNotAfterMs,
    dedup: row.dedup,
    restore: row.restore,
    quotaBytes: row.quotaBytes,
    labels: { ...row.labels },
    snapshots: snapshots?.count ?? 0,
    lastSnapshotMs: snapshots?.newest.timeMs ?? 0,
    lastSnapshotStatus: snapshots === undefined ? '' : snapshots.newest.draft?.status === v1.SnapshotStatus.COMPLETE ? 'complete' : 'incomplete',
  };
}

function changedLabels(labels: Readonly<Record<string, string>>, request: v1.UpdateAgentRequest.$Properties): Record<string, string> {
  const changed = new Map(Object.entries(labels));
  for (const key of request.removeLabels ?? []) {
    if (!changed.delete(key)) throw new StillpointError('USAGE', `the agent has no label "${key}"`);
  }
  checkLabels(request.setLabels ?? {});
  for (const [key, value] of Object.entries(request.setLabels ?? {})) changed.set(key, value);
  if (changed.size > maxLabels) throw new StillpointError('USAGE', `an agent has at most ${maxLabels} labels`);
  return Object.fromEntries(changed);
}
