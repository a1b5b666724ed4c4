/** Plans of the collector as commands show them. */
import { jsonTime, jsonUuid } from '@stillpoint/proto/cli/json-fields.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import { refusalText } from '../plan/plan-state.ts';
import type { AppliedPlans } from './applied-plans.ts';
import { wordOrNull } from './run-text.ts';

/** A plan on an agent. */
export type AgentPlan = v1.AgentPlanFacts.$Properties;
/** What becomes of one. */
export type Change = v1.PlanChange.$Properties;

/** One line of what `apply` did. `facts`: what became of it, as far as that is known. */
export function changeLine(change: Change, facts: AgentPlan | undefined): string {
  return `  ${change.agentName ?? ''}/${change.plan ?? ''}: ${kindOf(change)}${facts === undefined || change.overruledBy ? '' : `; ${stateText(facts)}`}`;
}

/** What a change does. */
export function kindOf({ before, after, overruledBy }: Change): string {
  if (overruledBy) return `nothing changes, since what was applied to ${overruledBy} goes before`;
  if (before && !after) return 'taken back';
  if (!before) return 'new';
  if (before.revision === after?.revision) return 'as it was';
  return `changed from revision ${String(before.revision ?? 0)}`;
}

/** What became of a plan on an agent. */
export function stateText({ state, revisionInForce, connected }: AgentPlan): string {
  if (state === 'in-force') return 'in force';
  if (state === 'refused') return 'REFUSED by the guest';
  if (state === 'local') return 'NOT RUN: its agent.toml does not have plans = "central"';
  if (state === 'unknown') return 'the guest has not connected yet';
  const inForce = revisionInForce ? `runs revision ${String(revisionInForce)}` : 'has none yet';
  return connected === true ? `sent; ${inForce}` : `the guest is away; ${inForce}`;
}

/** As {@link stateText}, and on further lines why. */
export function stateLines(facts: AgentPlan): string[] {
  const local = facts.state === 'local' ? ['its agent.toml takes no plans from the collector'] : [];
  return [stateText(facts), ...local, ...(facts.refusals ?? []).map((refusal) => `refused: ${refusalText(refusal)}`)];
}

/** What was applied, in JSON. */
export function appliedJson({ plan, targetText, target, sinceMs, actor, covers, follows, inForce }: v1.CentralPlanFacts.$Properties): Readonly<Record<string, unknown>> {
  const agentId = target?.agentId && target.agentId.length > 0 ? jsonUuid(target.agentId) : null;
  return { plan: plan?.name ?? '', target: targetText ?? '', agentId, agents: wordOrNull(target?.agents), labels: target?.labels ?? {}, revision: plan?.revision ?? 0, definition: definitionJson(plan?.definition), since: jsonTime(sinceMs), actor: actor ?? '', covers: covers ?? 0, follows: follows ?? 0, inForce: inForce ?? 0 };
}

/** A plan on an agent, in JSON. */
export function agentPlanJson({ agentId, agentName, plan, targetText, state, refusals, revisionInForce, connected }: AgentPlan, definitionOf: AppliedPlans['definitionOf']): Readonly<Record<string, unknown>> {
  return {
    agentId: jsonUuid(agentId),
    agentName: agentName ?? '',
    plan: plan?.name ?? '',
    target: targetText ?? '',
    revision: plan?.revision ?? 0,
    definition: definitionJson(definitionOf(plan?.revision)),
    state: state ?? '',
    revisionInForce: revisionInForce === 0 ? null : (revisionInForce ?? null),
    connected: connected ?? false,
    refusals: (refusals ?? []).map(({ source, field, reason }) => ({ source: wordOrNull(source), field: field ?? '', reason: reason ?? '' })),
  };
}

/** A change, in JSON. */
export function changeJson({ agentName, plan, before, after, overruledBy, obstacle }: Change): Readonly<Record<string, unknown>> {
  const side = (one: v1.CentralPlan.$Properties | null | undefined): unknown => (one ? { revision: one.revision ?? 0 } : null);
  return { agentName: agentName ?? '', plan: plan ?? '', before: side(before), after: side(after), overruledBy: wordOrNull(overruledBy), obstacle: wordOrNull(obstacle) };
}

function definitionJson(definition: string | null | undefined): unknown {
  return definition ? JSON.parse(definition) : null;
}
