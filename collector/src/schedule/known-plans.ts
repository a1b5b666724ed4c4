/**
 * Every plan that is known of: from what agents told of themselves, from schedules that were set, and from snapshots; with its schedule.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import type { AgentRow, Catalog } from '../catalog/catalog.ts';
import { PlanSchedule } from './plan-schedule.ts';
import { ScheduleRules } from './schedule-rule.ts';

/** A plan of an agent that is not removed. */
export interface KnownPlan {
  readonly agent: AgentRow;
  readonly plan: string;
  readonly settings: v1.ScheduleSettings.$Properties | undefined;
  /** The rule that the settings come from. */
  readonly rule: string | undefined;
  readonly schedule: PlanSchedule | undefined;
  /** Why the schedule cannot be followed. */
  readonly problem: string;
  readonly newest: v1.SnapshotRecord.$Properties | undefined;
}

/** All of them, by agent and name. Errors of the catalog. */
export async function readKnownPlans(catalog: Pick<Catalog, 'listAgents' | 'listPlans' | 'listSchedules' | 'newestSnapshots'>, collectorZone: string): Promise<KnownPlan[]> {
  const [agents, told, set, snapshots] = await Promise.all([catalog.listAgents(), catalog.listPlans(), catalog.listSchedules(), catalog.newestSnapshots()]);
  const rules = new ScheduleRules(set);
  const byAgent = Map.groupBy(snapshots, ({ agentId }) => Buffer.from(agentId ?? []).toString('hex'));
  return agents
    .filter(({ state }) => state !== 'removed')
    .flatMap((agent) => {
      const { agentId } = agent;
      const list = told.get(agentId);
      const own = new Map((list?.plans ?? []).map(({ name, schedule }) => [name ?? '', schedule ?? '']));
      const newest = new Map((byAgent.get(agentId) ?? []).map((record) => [record.plan ?? '', record]));
      const names = [...new Set([...own.keys(), ...rules.plansOf(agentId), ...newest.keys()])].sort();
      return names.map((plan) => {
        const found = rules.find(agent, plan);
        // A plan that its agent has no more is nobody's business, whatever rule would cover it.
        const choice = found?.rule !== undefined && !own.has(plan) ? undefined : found;
        const factors = { agentId, plan, settings: choice?.settings, own: own.get(plan) ?? '', guestZone: list?.zone ?? '', collectorZone };
        return { agent, plan, settings: choice?.settings, rule: choice?.rule, ...scheduleOf(factors), newest: newest.get(plan) };
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
