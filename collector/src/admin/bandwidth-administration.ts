/**
 * How fast agents may send, as an administrator sets and sees it. Setting it is a decision, and holds for what goes on.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import type { Bandwidth } from '../bandwidth/bandwidth.ts';
import type { BandwidthLimits, SetLimits } from '../bandwidth/bandwidth-limits.ts';
import type { AdminParts, Decide } from './admin-parts.ts';
import { getAgent } from './agent-administration.ts';

/** The budget of a running collector. */
export interface ServedBandwidth {
  readonly limits: BandwidthLimits;
  readonly bandwidth: Bandwidth;
  /** Sessions that wait for their turn. */
  readonly waiting: () => number;
}

/** What is in force, and what each session makes of it. COLLECTOR_UNREACHABLE when none runs. */
export async function reportBandwidth(parts: AdminParts): Promise<v1.BandwidthReply.$Properties> {
  const { limits, bandwidth, waiting } = servedBy(parts);
  const nowMs = parts.now();
  const { rule, ...inForce } = limits.at(nowMs);
  const names = new Map((await parts.catalog.listAgents()).map(({ agentId, name }) => [agentId, name]));
  const set = limits.set('', nowMs);
  return {
    limits: inForce,
    rule,
    ...(set === undefined ? {} : { set }),
    agents: limits.agents(nowMs).map(([agentId, own]) => ({ agentId: Buffer.from(agentId, 'hex'), agentName: names.get(agentId) ?? '', limits: own })),
    sessions: bandwidth.sessions(),
    waiting: waiting(),
  };
}

/** Sets or takes back. AGENT_UNKNOWN; USAGE; COLLECTOR_UNREACHABLE when none runs. */
export async function setBandwidth(parts: AdminParts, decide: Decide, actor: string, { agent, limits }: v1.SetBandwidthRequest.$Properties): Promise<v1.BandwidthReply.$Properties> {
  const served = servedBy(parts);
  const name = agent ?? '';
  const agentId = name === '' ? '' : (await getAgent(parts, name)).agentId;
  const set = limits ? checked(limits, parts.now()) : undefined;
  const bandwidthSet = { agentId: Buffer.from(agentId, 'hex'), ...(set === undefined ? {} : { limits: set }) };
  await decide({ actor, bandwidthSet });
  served.limits.apply({ bandwidthSet });
  served.bandwidth.divide();
  return reportBandwidth(parts);
}

function checked({ total, perAgent, untilMs }: v1.BandwidthLimits.$Properties, nowMs: number): SetLimits {
  const set = { total: total ?? 0, perAgent: perAgent ?? 0, untilMs: untilMs ?? 0 };
  if (set.untilMs !== 0 && set.untilMs <= nowMs) throw new StillpointError('USAGE', 'the limits would have ended already');
  return set;
}

function servedBy(parts: AdminParts): ServedBandwidth {
  const served = parts.serving?.bandwidth;
  if (served !== undefined) return served;
  throw new StillpointError('COLLECTOR_UNREACHABLE', 'no collector runs on this datastore, so nobody sends anything', { hint: 'start it: `systemctl start stillpoint-collector`, or `stillpoint-collector serve`' });
}
