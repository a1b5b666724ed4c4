/**
 * What there is to resolve addresses against: agents, and their snapshots grouped by plan, newest first. Names are those of today, also for
 * snapshots that were taken before a rename.
 */
import { v1 } from '../messages.ts';

/** A snapshot with its agent's name of today. Ids are lower-case hexadecimal digits. */
export interface KnownSnapshot {
  readonly id: string;
  readonly agentId: string;
  readonly agentName: string;
  readonly plan: string;
  readonly timeMs: number;
  readonly complete: boolean;
  readonly record: v1.SnapshotRecord.$Properties;
}

/** An agent that an address can name. `plans` maps a plan's name to its snapshots, newest first. */
export interface KnownAgent {
  readonly id: string;
  readonly name: string;
  readonly plans: ReadonlyMap<string, readonly KnownSnapshot[]>;
}

/** Groups records by agent and plan. Agents that only snapshots know (removed ones) are called as their newest snapshot says. */
export function knownAgents(agents: readonly v1.AgentFacts.$Properties[], records: readonly v1.SnapshotRecord.$Properties[]): KnownAgent[] {
  const names = new Map<string, string>();
  for (const agent of agents) names.set(hexOf(agent.agentId), agent.name ?? '');
  const newestFirst = [...records].sort((left, right) => (right.timeMs ?? 0) - (left.timeMs ?? 0) || (right.sequence ?? 0) - (left.sequence ?? 0));
  for (const record of newestFirst) {
    const id = hexOf(record.agentId);
    if (!names.has(id)) names.set(id, record.agentName ?? '');
  }
  const plansOf = new Map([...names.keys()].map((id) => [id, new Map<string, KnownSnapshot[]>()]));
  for (const record of newestFirst) {
    const snapshot = knownSnapshot(record, names.get(hexOf(record.agentId)));
    const plans = plansOf.get(snapshot.agentId);
    const list = plans?.get(snapshot.plan);
    if (list === undefined) plans?.set(snapshot.plan, [snapshot]);
    else list.push(snapshot);
  }
  return [...names].map(([id, name]) => ({ id, name, plans: plansOf.get(id) ?? new Map<string, KnownSnapshot[]>() })).sort((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0));
}

/** One record on its own; `agentName` is the agent's name of today when it is known. */
export function knownSnapshot(record: v1.SnapshotRecord.$Properties, agentName: string | undefined): KnownSnapshot {
  return {
    id: hexOf(record.snapshotId),
    agentId: hexOf(record.agentId),
    agentName: agentName ?? record.agentName ?? '',
    plan: record.plan ?? '',
    timeMs: record.timeMs ?? 0,
    complete: record.draft?.status === v1.SnapshotStatus.COMPLETE,
    record,
  };
}

function hexOf(bytes: Uint8Array | null | undefined): string {
  return Buffer.from(bytes ?? new Uint8Array(0)).toString('hex');
}
