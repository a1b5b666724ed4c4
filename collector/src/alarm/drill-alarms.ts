/** What needs somebody because a restore was tried and failed. Pure. */
import { formatAge } from '@stillpoint/proto/text/format-duration.ts';

import type { AgentRow, EventRow } from '../catalog/catalog.ts';
import { drillOf } from '../drill/drill-result.ts';
import { oneLine, type Alarm } from './alarm.ts';

/** `drills`: of each plan, the newest event of a drill. Only active agents raise something. */
export function findDrillAlarms(drills: readonly EventRow[], agents: readonly AgentRow[], nowMs: number): Alarm[] {
  const active = new Map(agents.filter(({ state }) => state === 'active').map((agent) => [agent.name, agent]));
  return drills.flatMap((event): Alarm[] => {
    const facts = drillOf(event);
    const agent = active.get(facts?.agentName ?? '');
    if (facts === undefined || facts.passed === true || agent === undefined) return [];
    const plan = facts.plan ?? '';
    const text = `the last drill, ${formatAge(Math.max(0, nowMs - event.timeMs))} ago, failed: ${facts.text ?? ''}`;
    return [{ kind: 'DRILL', agentName: agent.name, plan, text: oneLine(text), critical: false, subject: `${agent.agentId}/${plan}`, graceMs: 0 }];
  });
}
