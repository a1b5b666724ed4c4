/** The plan as it stands in the snapshots that were made by it: what somebody needs to know who asks later what was backed up, and nothing that is secret. */
import type { PlanConfig } from '../config/agent-config.ts';

/** JSON. Of the environment of commands only the names: programs take passwords from there. */
export function describePlan(plan: PlanConfig): string {
  return JSON.stringify(plan, (key, value: unknown) => (key === 'environment' && isTable(value) ? Object.fromEntries(Object.keys(value).map((name) => [name, '…'])) : value));
}

function isTable(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
