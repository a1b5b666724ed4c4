/**
 * The plans of this guest: those of agent.toml, and those that the collector has defined as far as agent.toml permits them. The entrance of this folder; must not know how plans arrive, nor
 * how they run. A plan of the collector that is refused is not in force, not even in the form that was accepted before: what runs is always what the collector shows.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { parseDefinition } from '@stillpoint/proto/plan/central-plan.ts';

import type { AgentConfig, PlanConfig } from '../config/agent-config.ts';
import { readSentPlans, type SentPlan } from './central-plan-file.ts';
import { confined, findPermissionFaults } from './restrict-plan.ts';

/** Why a plan of the collector is not in force. */
export interface PlanRefusal {
  readonly plan: string;
  readonly revision: number;
  /** Empty: the plan itself. */
  readonly source: string;
  /** As in `quiesce.pre`; may be empty. */
  readonly field: string;
  readonly reason: string;
}

/** What this guest runs, and what it refuses to. */
export interface GuestPlans {
  /** agent.toml with all plans that are in force in place of its own. */
  readonly config: AgentConfig;
  readonly refusals: readonly PlanRefusal[];
}

/** Told of one plan, at most. */
const maxRefusalsOfPlan = 8;
const maxTextLength = 300;

/** The plans in force, from agent.toml and what the collector has sent last. Asks the filesystem where paths lead. STATE_INVALID, PERMISSION_DENIED, STATE_IO. */
export function readGuestPlans(config: AgentConfig): GuestPlans {
  return config.planOrigin === 'local' ? { config, refusals: [] } : judgePlans(config, readSentPlans(config.stateDirectory));
}

/** As {@link readGuestPlans}, of plans that were `sent`. */
export function judgePlans(config: AgentConfig, sent: readonly SentPlan[]): GuestPlans {
  const plans: PlanConfig[] = [...config.plans];
  const refusals: PlanRefusal[] = [];
  for (const one of sent) {
    const judged = judge(config, plans, one);
    if ('plan' in judged) plans.push(judged.plan);
    else refusals.push(...judged.faults.slice(0, maxRefusalsOfPlan).map(({ source, field, reason }) => ({ plan: one.name, revision: one.revision, source: told(source), field: told(field), reason: told(reason) })));
  }
  return { config: { ...config, plans }, refusals };
}

/** In one line: plan, source, key and reason. */
export function refusalText({ plan, source, field, reason }: PlanRefusal): string {
  const place = [source === '' ? '' : `source ${source}`, field].filter((part) => part !== '').join(': ');
  return `plan ${plan}${place === '' ? '' : `, ${place}`}: ${reason}`;
}

/** PLAN_REFUSED for the plan of that name, when it is refused. */
export function refuseRefused(refusals: readonly PlanRefusal[], plan: string): void {
  const own = refusals.filter((refusal) => refusal.plan === plan);
  if (own.length === 0) return;
  throw new StillpointError('PLAN_REFUSED', `the collector has defined something that agent.toml of this guest does not permit: ${own.map(refusalText).join('; ')}`, {
    hint: 'permit it with [allow] in agent.toml, or correct the plan at the collector: stillpoint-collector plan show',
  });
}

// What the collector wrote comes back to terminals and logs.
function told(text: string): string {
  return text.slice(0, maxTextLength).replaceAll(/\p{Cc}/gu, ' ');
}

type Fault = Pick<PlanRefusal, 'source' | 'field' | 'reason'>;

function judge(config: AgentConfig, before: readonly PlanConfig[], { name, revision, definition }: SentPlan): { readonly plan: PlanConfig } | { readonly faults: readonly Fault[] } {
  const read = parseDefinition(definition);
  if ('faults' in read) return read;
  const { plan } = read;
  // What runs under a name is what was defined under it.
  if (plan.name !== name) return { faults: [{ source: '', field: 'name', reason: `it was sent under the name ${name}, and calls itself ${plan.name}` }] };
  if (before.some((other) => other.name === name)) return { faults: [{ source: '', field: 'name', reason: `agent.toml of the guest has a plan "${name}" of its own, which goes before` }] };
  const faults = findPermissionFaults(plan, config);
  return faults.length > 0 ? { faults } : { plan: confined(plan, revision, config) };
}
