/**
 * Plans that administrators have defined for guests and that are not in force there: a backup that somebody believes in and that nobody makes. Pure.
 */
import type { v1 } from '@stillpoint/proto/messages.ts';

import type { AgentRow, CentralPlanRow } from '../catalog/catalog.ts';
import { CentralPlans } from '../plan/central-plans.ts';
import { hasNoPlan, planStatesOf, refusalText, type AgentPlanState } from '../plan/plan-state.ts';
import { oneLine, type Alarm } from './alarm.ts';

/** A guest that is off for the night takes its plans in the morning. */
const patienceMs = 86_400_000;
/** A guest is connected before the plan for it is applied, or a moment after. */
const emptyPatienceMs = 3_600_000;

/** `lists`: what each agent has told of its plans. In no order. */
export function findCentralAlarms(agents: readonly AgentRow[], rows: readonly CentralPlanRow[], lists: ReadonlyMap<string, v1.PlanList.$Properties>): Alarm[] {
  const plans = new CentralPlans(rows);
  return agents
    .filter(({ state }) => state === 'active')
    .flatMap((agent) => {
      const told = lists.get(agent.agentId);
      const states = planStatesOf(agent, plans, told);
      const alarms = states.flatMap(alarmOf);
      if (hasNoPlan(told, states)) alarms.push(alarm(agent, '', 'it takes its plans from the collector, and none is applied to it: nothing is backed up', { critical: true, graceMs: emptyPatienceMs }));
      return alarms;
    });
}

function alarmOf({ agent, applied: { plan, revision }, state, refusals, revisionInForce }: AgentPlanState): Alarm[] {
  switch (state) {
    case 'in-force':
      return [];
    case 'refused':
      return [alarm(agent, plan, `the guest refuses revision ${String(revision)}, so the plan does not run: ${refusals.map(refusalText).join('; ')}`, { critical: true, graceMs: 0 })];
    case 'local':
      return [alarm(agent, plan, `agent.toml of the guest does not have plans = "central", so revision ${String(revision)} does not run`, { critical: true, graceMs: 0 })];
    case 'pending':
      return [alarm(agent, plan, `the guest has not taken revision ${String(revision)} yet${revisionInForce === 0 ? '' : `, and runs revision ${String(revisionInForce)}`}`, { critical: false, graceMs: patienceMs })];
    case 'unknown':
      return [alarm(agent, plan, `the service of the guest has not connected yet, so revision ${String(revision)} does not run`, { critical: false, graceMs: patienceMs })];
  }
}

function alarm(agent: AgentRow, plan: string, text: string, how: Pick<Alarm, 'critical' | 'graceMs'>): Alarm {
  return { kind: 'PLAN', agentName: agent.name, plan, text: oneLine(text), subject: `${agent.agentId}/${plan}`, ...how };
}
