/**
 * The plans of a serving collector's agents, in memory: they are asked for whenever an agent connects or something was decided.
 */
import type { v1 } from '@stillpoint/proto/messages.ts';
import { maxCentralPlans } from '@stillpoint/proto/plan/central-plan.ts';

import type { Catalog } from '../catalog/catalog.ts';
import { CentralPlans, planMessage } from './central-plans.ts';
import type { TargetedAgent } from './plan-target.ts';

/** `agentOf`: the agent with its name and labels of now; 32 hexadecimal digits. */
export interface PlanShelfParts {
  readonly catalog: Pick<Catalog, 'listCentralPlans'>;
  readonly agentOf: (agentId: string) => TargetedAgent | undefined;
}

/** Holds nothing open. */
export class PlanShelf {
  readonly #parts: PlanShelfParts;
  #plans = new CentralPlans([]);

  private constructor(parts: PlanShelfParts) {
    this.#parts = parts;
  }

  /** Reads what was applied. Errors of the catalog. */
  static async open(parts: PlanShelfParts): Promise<PlanShelf> {
    const shelf = new PlanShelf(parts);
    await shelf.reload();
    return shelf;
  }

  /** Plans have been applied or taken back. Errors of the catalog. */
  async reload(): Promise<void> {
    this.#plans = new CentralPlans(await this.#parts.catalog.listCentralPlans());
  }

  /** What an agent is to be sent. Of more plans than one takes (a label that was given later can cover it with too many) the first by name: it would refuse all of them. */
  of(agentId: string): v1.CentralPlan.$Properties[] {
    const agent = this.#parts.agentOf(agentId);
    return agent === undefined ? [] : this.#plans.of(agent).slice(0, maxCentralPlans).map(planMessage);
  }
}
