/**
 * How many runs may go on at a time on agents that share a value of a label: with `host = 1` one guest of each host. Made anew for each look at what is due. Pure.
 */
import type { RuledAgent } from './schedule-rule.ts';

/** Holds nothing open. */
export class LabelLimits {
  readonly #limits: readonly (readonly [string, number])[];
  readonly #running = new Map<string, number>();

  /** `limits` by key of a label; `running`: the agent of each run that goes on. */
  constructor(limits: Readonly<Record<string, number>>, running: readonly (Pick<RuledAgent, 'labels'> | undefined)[]) {
    this.#limits = Object.entries(limits);
    for (const agent of running) this.#count(agent);
  }

  /** True when a run of the agent may begin now; it counts from then on. An agent without the label waits for nobody. */
  take(agent: Pick<RuledAgent, 'labels'> | undefined): boolean {
    for (const [key, limit] of this.#limits) if ((this.#running.get(groupOf(agent, key) ?? '') ?? 0) >= limit) return false;
    this.#count(agent);
    return true;
  }

  #count(agent: Pick<RuledAgent, 'labels'> | undefined): void {
    for (const [key] of this.#limits) {
      const group = groupOf(agent, key);
      if (group !== undefined) this.#running.set(group, (this.#running.get(group) ?? 0) + 1);
    }
  }
}

function groupOf(agent: Pick<RuledAgent, 'labels'> | undefined, key: string): string | undefined {
  if (agent === undefined || !Object.hasOwn(agent.labels, key)) return undefined;
  return `${key}=${agent.labels[key] ?? ''}`;
}
