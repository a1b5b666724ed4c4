/** What was applied for guests, as commands work with it. */
import type { v1 } from '@stillpoint/proto/messages.ts';

import type { AdminApi } from '../admin/admin-api.ts';

/** Everything, put together. */
export interface AppliedPlans {
  readonly plans: readonly v1.CentralPlanFacts.$Properties[];
  /** A plan of each agent, without its definition. */
  readonly agents: readonly v1.AgentPlanFacts.$Properties[];
  /** JSON of the definition of a revision; empty for one that is not applied. */
  readonly definitionOf: (revision: number | null | undefined) => string;
}

/** Reads it. Errors of the call. */
export async function readAppliedPlans(admin: Pick<AdminApi, 'listCentralPlans'>): Promise<AppliedPlans> {
  const plans: v1.CentralPlanFacts.$Properties[] = [];
  const agents: v1.AgentPlanFacts.$Properties[] = [];
  for await (const part of admin.listCentralPlans()) {
    plans.push(...(part.plans ?? []));
    agents.push(...(part.agents ?? []));
  }
  const definitions = new Map(plans.map(({ plan }) => [plan?.revision ?? 0, plan?.definition ?? '']));
  return { plans, agents, definitionOf: (revision) => definitions.get(revision ?? 0) ?? '' };
}
