/**
 * Which plan a command is about.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { nearestWord } from '@stillpoint/proto/text/nearest-word.ts';

import type { PlanConfig } from '../config/agent-config.ts';

/** The plan called `name`, or the only one when no name is given. PLAN_UNKNOWN suggests the nearest; PLAN_AMBIGUOUS lists them. `configFile` is only named. */
export function choosePlan(plans: readonly PlanConfig[], name: string | undefined, configFile: string): PlanConfig {
  const names = plans.map((plan) => plan.name);
  const [first] = plans;
  if (first === undefined) throw new StillpointError('PLAN_UNKNOWN', `${configFile} has no plan`, { hint: 'add a [[plan]] with a [[plan.source]]' });
  if (name === undefined) {
    if (plans.length === 1) return first;
    throw new StillpointError('PLAN_AMBIGUOUS', `${configFile} has ${String(plans.length)} plans: ${names.join(', ')}`, {
      hint: `name the one to back up, as in \`stillpoint-agent backup ${first.name}\``,
    });
  }
  const plan = plans.find((candidate) => candidate.name === name);
  if (plan !== undefined) return plan;
  const near = nearestWord(name, names);
  throw new StillpointError('PLAN_UNKNOWN', `${configFile} has no plan "${name}", only ${names.join(', ')}`, {
    hint: near === undefined ? 'name one of them' : `did you mean \`${near}\`?`,
  });
}
