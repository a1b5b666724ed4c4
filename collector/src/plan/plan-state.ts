/**
 * What became of the plans that were defined for an agent, from what the agent has told last. Pure.
 */
import type { v1 } from '@stillpoint/proto/messages.ts';

import type { AgentRow } from '../catalog/catalog.ts';
import type { AppliedPlan, CentralPlans } from './central-plans.ts';

/** `pending`: the agent has another revision, or none. `local`: its agent.toml takes no plans from the collector. `unknown`: it has not told of its plans yet. */
export type CentralPlanState = 'in-force' | 'pending' | 'refused' | 'local' | 'unknown';

/** A plan of the collector on one agent. */
export interface AgentPlanState {
  readonly agent: AgentRow;
  readonly applied: AppliedPlan;
  readonly state: CentralPlanState;
  /** Of `refused`. */
  readonly refusals: readonly v1.PlanRefusal.$Properties[];
  /** 0: none. */
  readonly revisionInForce: number;
}

/** Those of `agent`, by name. `told`: what it has told of its plans, undefined: nothing yet. */
export function planStatesOf(agent: AgentRow, plans: CentralPlans, told: v1.PlanList.$Properties | undefined): AgentPlanState[] {
  return plans.of(agent).map((applied) => {
    const revisionInForce = told?.plans?.find(({ name }) => name === applied.plan)?.centralRevision ?? 0;
    const refusals = (told?.refusals ?? []).filter(({ plan, revision }) => plan === applied.plan && revision === applied.revision);
    return { agent, applied, refusals, revisionInForce, state: stateOf(applied.revision, revisionInForce, refusals.length > 0, told) };
  });
}

/** True when the agent takes its plans from the collector, and has none at all. */
export function hasNoPlan(told: v1.PlanList.$Properties | undefined, states: readonly AgentPlanState[]): boolean {
  return told?.central === true && (told.plans ?? []).length === 0 && states.length === 0;
}

/** In one line. */
export function refusalText({ source, field, reason }: v1.PlanRefusal.$Properties): string {
  return [source ? `source ${source}` : '', field ?? '', reason ?? ''].filter((part) => part !== '').join(': ');
}

function stateOf(revision: number, inForce: number, isRefused: boolean, told: v1.PlanList.$Properties | undefined): CentralPlanState {
  if (told === undefined) return 'unknown';
  if (told.central !== true) return 'local';
  if (isRefused) return 'refused';
  return inForce === revision ? 'in-force' : 'pending';
}
