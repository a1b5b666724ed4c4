/**
 * Every plan that is known of: from what agents told of themselves, from schedules that were set, and from snapshots; with its schedule.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import type { AgentRow, Catalog } from '../catalog/catalog.ts';
import { PlanSchedule } from './plan-schedule.ts';

/** A plan of an agent that is not removed. */
export interface KnownPlan {
  readonly agent: AgentRow;
  readonly plan: string;
  readonly settings: v1.ScheduleSettings.$Properties | undefined;
  readonly schedule: PlanSchedule | undefined;
  /** Why the schedule cannot be followed. */
  readonly problem: string;
  /** Oldest first. */
  readonly snapshots: readonly v1.SnapshotRecord.$Properties[];
}

/** All of them, by agent and name. Errors of the catalog. */
export async function readKnownPlans(catalog: Pick<Catalog, 'listAgents' | 'listPlans' | 'listSchedules' | 'listSnapshots'>, collectorZone: string): Promise<KnownPlan[]> {
  const [agents, told, set, snapshots] = await Promise.all([catalog.listAgents(), catalog.listPlans(), catalog.listSchedules(), catalog.listSnapshots({})]);
  const byPlan = Map.groupBy(snapshots, ({ agentId, plan }) => `${Buffer.from(agentId ?? []).toString('hex')}/${plan ?? ''}`);
  return agents
    .filter(({ state }) => state !== 'removed')
    .flatMap((agent) => {
      const { agentId } = agent;
      const list = told.get(agentId);
      const own = new Map((list?.plans ?? []).map(({ name, schedule }) => [name ?? '', schedule ?? '']));
      const mine = set.filter((row) => row.agentId === agentId);
      const saved = [...byPlan.keys()].filter((key) => key.startsWith(`${agentId}/`)).map((key) => key.slice(agentId.length + 1));
      const names = [...new Set([...own.keys(), ...mine.map(({ plan }) => plan), ...saved])].sort();
      return names.map((plan) => {
        const settings = mine.find((row) => row.plan === plan)?.settings;
        const factors = { agentId, plan, settings, own: own.get(plan) ?? '', guestZone: list?.zone ?? '', collectorZone };
        return { agent, plan, settings, ...scheduleOf(factors), snapshots: byPlan.get(`${agentId}/${plan}`) ?? [] };
      });
    });
}

function scheduleOf(factors: Parameters<typeof PlanSchedule.of>[0]): Pick<KnownPlan, 'schedule' | 'problem'> {
  try {
    return { schedule: PlanSchedule.of(factors), problem: '' };
  } catch (error) {
    if (!(error instanceof StillpointError)) throw error;
    return { schedule: undefined, problem: error.message };
  }
}
