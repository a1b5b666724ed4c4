/**
 * The plans that administrators have defined for many agents, and which of them each agent has. The entrance of this folder: knows what was decided, and neither who is connected nor what
 * guests make of it. Pure.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import type { CentralPlanRow } from '../catalog/catalog.ts';
import { PlanTarget, type TargetedAgent } from './plan-target.ts';

/** A plan that was applied to a target. */
export interface AppliedPlan extends CentralPlanRow {
  readonly target: PlanTarget;
}

/** All of them. Holds nothing open. */
export class CentralPlans {
  /** The one that goes first before the others. */
  readonly list: readonly AppliedPlan[];

  /** `rows` as the catalog lists them. One that this release cannot read is left out. */
  constructor(rows: readonly CentralPlanRow[]) {
    this.list = rows
      .flatMap((row): AppliedPlan[] => {
        const target = readTarget(row.targetRecord);
        return target === undefined ? [] : [{ ...row, target }];
      })
      .sort((left, right) => left.target.compare(right.target) || right.revision - left.revision);
  }

  /** What `agent` gets: of each name the one that goes first, by name. */
  of(agent: TargetedAgent): AppliedPlan[] {
    const chosen = new Map<string, AppliedPlan>();
    for (const applied of this.list) if (!chosen.has(applied.plan) && applied.target.covers(agent)) chosen.set(applied.plan, applied);
    return [...chosen.values()].sort((left, right) => (left.plan < right.plan ? -1 : 1));
  }

  /** The plan of that name that was applied to exactly this target. */
  find(target: PlanTarget, plan: string): AppliedPlan | undefined {
    return this.list.find((applied) => applied.plan === plan && applied.target.key === target.key);
  }
}

/** As it goes to agents and to administrators. */
export function planMessage({ plan, revision, definition }: Pick<CentralPlanRow, 'plan' | 'revision' | 'definition'>): v1.CentralPlan.$Properties {
  return { name: plan, revision, definition };
}

function readTarget(record: v1.PlanTarget.$Properties): PlanTarget | undefined {
  try {
    return new PlanTarget(record);
  } catch (error) {
    if (error instanceof StillpointError) return undefined;
    throw error;
  }
}
