/** What needs somebody because a restore was tried and failed. Pure. */
import { formatAge } from '@stillpoint/proto/text/format-duration.ts';

import type { AgentRow, EventRow } from '../catalog/catalog.ts';
import { drillOf } from '../drill/drill-result.ts';
import { oneLine, type Alarm } from './alarm.ts';

/** A drill of collector.toml that failed is tried again after a day: what is older is no longer asked for. */
const askedForMs = 2 * 86_400_000;

/** `drills`: of each plan, the newest event of a drill. Only active agents raise something, and names that are nobody's and still stand in collector.toml. */
export function findDrillAlarms(drills: readonly EventRow[], agents: readonly AgentRow[], nowMs: number): Alarm[] {
  const known = new Map(agents.map((agent) => [agent.name, agent]));
  return drills.flatMap((event): Alarm[] => {
    const facts = drillOf(event);
    if (facts === undefined || facts.passed === true) return [];
    const agentName = facts.agentName ?? '';
    const agent = known.get(agentName);
    if (agent === undefined ? nowMs - event.timeMs > askedForMs : agent.state !== 'active') return [];
    const plan = facts.plan ?? '';
    const text = `the last drill, ${formatAge(Math.max(0, nowMs - event.timeMs))} ago, failed: ${facts.text ?? ''}`;
    return [{ kind: 'DRILL', agentName, plan, text: oneLine(text), critical: false, subject: `${agent?.agentId ?? agentName}/${plan}`, graceMs: 0 }];
  });
}
