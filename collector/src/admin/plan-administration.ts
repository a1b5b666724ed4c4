/**
 * Plans for many agents, as an administrator defines and sees them. Defining one is a decision; what guests make of it they tell themselves.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import { maxCentralPlans, maxDefinitionBytes, parseDefinition } from '@stillpoint/proto/plan/central-plan.ts';

import type { AgentRow, CentralPlanRow } from '../catalog/catalog.ts';
import { CentralPlans, planMessage, type AppliedPlan } from '../plan/central-plans.ts';
import { planStatesOf, refusalText } from '../plan/plan-state.ts';
import { isPattern, PlanTarget } from '../plan/plan-target.ts';
import type { AdminParts, Decide } from './admin-parts.ts';
import { getAgent } from './agent-administration.ts';

/** Of the whole collector. */
const maxApplied = 1000;

/**
 * Defines the plans for a target, takes back those without a definition, or only says what that would change. A definition that is in force already for the same target is not decided anew.
 * USAGE, AGENT_UNKNOWN, LIMIT_EXCEEDED; PLAN_REFUSED for something that such a plan cannot have; PLAN_UNKNOWN when there is nothing to take back.
 */
export async function applyPlans(parts: AdminParts, decide: Decide | undefined, actor: string, request: v1.ApplyPlansRequest.$Properties): Promise<v1.ApplyPlansReply.$Properties> {
  const target = await targetOf(parts, request.target ?? {});
  const [agents, rows, lists, lastDecision] = await Promise.all([livingAgents(parts), parts.catalog.listCentralPlans(), parts.catalog.listPlans(), parts.catalog.lastDecision()]);
  const before = new CentralPlans(rows);
  const text = target.text(namesOf(agents));
  let revision = Math.max(lastDecision, ...rows.map((row) => row.revision));
  const wished = (request.plans ?? []).map((plan) => checked(plan, before, target, text)).map((plan): AppliedPlan => {
    const same = before.find(target, plan.name);
    const isSame = plan.definition !== '' && same?.definition === plan.definition;
    return isSame ? same : { target, targetRecord: target.message(), plan: plan.name, revision: ++revision, sinceMs: parts.now(), actor, definition: plan.definition };
  });
  if (wished.length === 0 || wished.length > maxCentralPlans) throw new StillpointError('USAGE', `from one to ${String(maxCentralPlans)} plans are applied at a time`);
  const names = new Set(wished.map(({ plan }) => plan));
  const after = new CentralPlans([...rows.filter((row) => !(names.has(row.plan) && before.find(target, row.plan)?.revision === row.revision)), ...wished.filter(({ definition }) => definition !== '')]);
  if (after.list.length > maxApplied) throw new StillpointError('LIMIT_EXCEEDED', `a collector has at most ${String(maxApplied)} plans that were applied`);
  const covered = agents.filter((agent) => target.covers(agent));
  const crowded = covered.find((agent) => after.of(agent).length > maxCentralPlans);
  if (crowded !== undefined) throw new StillpointError('LIMIT_EXCEEDED', `${crowded.name} would have more than ${String(maxCentralPlans)} plans of the collector`);
  if (decide !== undefined && request.dryRun !== true) {
    for (const row of wished) {
      if (before.find(target, row.plan)?.revision !== row.revision) await decide({ actor, centralPlanSet: { target: target.message(), plan: planMessage(row) } });
    }
  }
  const changes = covered.flatMap((agent) => wished.map((row) => changeOf(agent, row, before, after, lists.get(agent.agentId), namesOf(agents))));
  return { target: text, changes, plans: request.dryRun === true ? [] : wished.map(nameAndRevision) };
}

/** Everything that was applied, one by one, then what became of it on each agent: together that is more than a message holds. */
export async function* listCentralPlans(parts: AdminParts): AsyncGenerator<v1.CentralPlanList.$Properties> {
  const [agents, rows, lists] = await Promise.all([livingAgents(parts), parts.catalog.listCentralPlans(), parts.catalog.listPlans()]);
  const plans = new CentralPlans(rows);
  const nameOf = namesOf(agents);
  const states = agents.flatMap((agent) => planStatesOf(agent, plans, lists.get(agent.agentId)));
  for (const applied of plans.list) {
    const own = states.filter((state) => state.applied === applied);
    const facts = {
      target: applied.target.message(),
      targetText: applied.target.text(nameOf),
      plan: planMessage(applied),
      sinceMs: applied.sinceMs,
      actor: applied.actor,
      covers: agents.filter((agent) => applied.target.covers(agent)).length,
      follows: own.length,
      inForce: own.filter(({ state }) => state === 'in-force').length,
    };
    yield { plans: [facts] };
  }
  const connected = new Set((parts.serving?.control.connected() ?? []).map(({ agentId }) => agentId));
  for (const own of Map.groupBy(states, ({ agent }) => agent.agentId).values()) {
    yield {
      agents: own.map(({ agent, applied, state, refusals, revisionInForce }) => ({
        agentId: Buffer.from(agent.agentId, 'hex'),
        agentName: agent.name,
        plan: nameAndRevision(applied),
        targetText: applied.target.text(nameOf),
        state,
        refusals: [...refusals],
        revisionInForce,
        connected: connected.has(agent.agentId),
      })),
    };
  }
}

/** PLAN_REFUSED when the agent has refused the plan that is defined for it under this name. */
export async function refuseRefusedPlan(parts: AdminParts, agent: AgentRow, plan: string): Promise<void> {
  const [rows, lists] = await Promise.all([parts.catalog.listCentralPlans(), parts.catalog.listPlans()]);
  const state = planStatesOf(agent, new CentralPlans(rows), lists.get(agent.agentId)).find(({ applied }) => applied.plan === plan);
  if (state?.state !== 'refused') return;
  throw new StillpointError('PLAN_REFUSED', `the guest ${agent.name} refuses the plan ${plan}: ${state.refusals.map(refusalText).join('; ')}`, { hint: 'correct the plan and apply it again, or permit it with [allow] in agent.toml of the guest' });
}

/** A single name is that agent for good, whatever it is called later; so it has to be there. */
async function targetOf(parts: AdminParts, wish: v1.PlanTarget.$Properties): Promise<PlanTarget> {
  const agents = wish.agents ?? '';
  if ((wish.agentId ?? []).length > 0 || agents === '' || isPattern(agents)) return new PlanTarget(wish);
  if (Object.keys(wish.labels ?? {}).length > 0) throw new StillpointError('USAGE', `--agent ${agents} names one agent, so there is nothing for --label to choose`, { hint: 'leave --label out, or write a pattern' });
  return new PlanTarget({ agentId: Buffer.from((await getAgent(parts, agents)).agentId, 'hex') });
}

// Also on the side of the collector: whoever talks to the socket past the command gets the same answers.
function checked({ name, definition }: v1.CentralPlan.$Properties, before: CentralPlans, target: PlanTarget, targetText: string): { readonly name: string; readonly definition: string } {
  const plan = name ?? '';
  if (!definition) {
    if (before.find(target, plan) !== undefined) return { name: plan, definition: '' };
    throw new StillpointError('PLAN_UNKNOWN', `no plan "${plan}" was applied to ${targetText}`, { hint: '`stillpoint-collector plan show` lists those that were' });
  }
  if (Buffer.byteLength(definition) > maxDefinitionBytes) throw new StillpointError('LIMIT_EXCEEDED', `the plan ${plan} has more than ${String(maxDefinitionBytes)} bytes`);
  const read = parseDefinition(definition);
  if ('plan' in read && read.plan.name === plan) return { name: plan, definition };
  const faults = 'faults' in read ? read.faults.map(({ source, field, reason }) => [source === '' ? '' : `source ${source}`, field, reason].filter((part) => part !== '').join(': ')) : ['it calls itself by another name'];
  throw new StillpointError('PLAN_REFUSED', `the plan ${plan} cannot be defined for guests: ${faults.join('; ')}`, { hint: 'put it into agent.toml of the guests that need it' });
}

function changeOf(agent: AgentRow, row: AppliedPlan, before: CentralPlans, after: CentralPlans, told: v1.PlanList.$Properties | undefined, nameOf: (agentId: string) => string | undefined): v1.PlanChange.$Properties {
  const had = planNamed(before.of(agent), row.plan);
  const has = planNamed(after.of(agent), row.plan);
  const isOverruled = row.definition !== '' && has?.revision !== row.revision;
  return {
    agentName: agent.name,
    plan: row.plan,
    ...(had === undefined ? {} : { before: nameAndRevision(had) }),
    ...(has === undefined ? {} : { after: nameAndRevision(has) }),
    overruledBy: isOverruled ? (has?.target.text(nameOf) ?? '') : '',
    obstacle: told === undefined || told.central === true ? '' : 'its agent.toml does not have plans = "central"',
  };
}

function nameAndRevision({ plan, revision }: AppliedPlan): v1.CentralPlan.$Properties {
  return { name: plan, revision };
}

function planNamed(plans: readonly AppliedPlan[], name: string): AppliedPlan | undefined {
  return plans.find(({ plan }: CentralPlanRow) => plan === name);
}

function namesOf(agents: readonly AgentRow[]): (agentId: string) => string | undefined {
  const names = new Map(agents.map(({ agentId, name }) => [agentId, name]));
  return (agentId) => names.get(agentId);
}

async function livingAgents(parts: AdminParts): Promise<AgentRow[]> {
  return (await parts.catalog.listAgents()).filter(({ state }) => state !== 'removed').sort((left, right) => (left.name < right.name ? -1 : 1));
}
