/**
 * What needs somebody: plans without a backup of late, and agents with which something is about to go wrong. The commonest real failure is that no backup came, and
 * nothing that runs can tell of that. Pure: the time comes in.
 */
import { v1 } from '@stillpoint/proto/messages.ts';
import { formatAge, formatDuration } from '@stillpoint/proto/text/format-duration.ts';

import type { AgentRow } from '../catalog/catalog.ts';
import type { KnownPlan } from '../schedule/known-plans.ts';
import { compareAlarms, oneLine, type Alarm, type AlarmKind } from './alarm.ts';

const clockBoundMs = 3_600_000;
const certificateBoundMs = 14 * 86_400_000;

/** `latest`: the newest run of each plan. Only active agents raise something. Worst first. */
export function findAlarms(plans: readonly KnownPlan[], latest: readonly v1.RunFacts.$Properties[], nowMs: number): Alarm[] {
  const newestRuns = new Map(latest.map((facts) => [`${Buffer.from(facts.agentId ?? []).toString('hex')}/${facts.plan ?? ''}`, facts]));
  const alarms = plans.filter(({ agent }) => agent.state === 'active').flatMap((plan) => planAlarms(plan, newestRuns.get(`${plan.agent.agentId}/${plan.plan}`), nowMs));
  const agents = new Map(plans.map(({ agent }) => [agent.agentId, agent]));
  for (const agent of agents.values()) if (agent.state === 'active') alarms.push(...agentAlarms(agent, nowMs));
  return alarms.sort(compareAlarms);
}

function planAlarms({ agent, plan, schedule, settings, problem, newest }: KnownPlan, run: v1.RunFacts.$Properties | undefined, nowMs: number): Alarm[] {
  const raise = (kind: AlarmKind, text: string, graceMs = 0): Alarm => {
    return { kind, agentName: agent.name, plan, text: oneLine(text), critical: kind === 'NEVER' || kind === 'OVERDUE', subject: `${agent.agentId}/${plan}`, graceMs };
  };
  const alarms: Alarm[] = [];
  const maxAgeMs = schedule?.maxAgeMs(settings, nowMs) ?? settings?.maxAgeMs ?? 0;
  if (newest === undefined) {
    if (schedule !== undefined) alarms.push(raise('NEVER', `no backup yet, though the plan runs at "${schedule.times.expression}"`, maxAgeMs));
  } else if (maxAgeMs > 0 && nowMs - (newest.timeMs ?? 0) > maxAgeMs) {
    alarms.push(raise('OVERDUE', `the newest backup is ${formatAge(nowMs - (newest.timeMs ?? 0))} old, more than ${formatDuration(maxAgeMs)}`));
  }
  if (problem !== '') alarms.push({ ...raise('FAILED', `its schedule cannot be followed: ${problem}`), subject: `${agent.agentId}/${plan} schedule` });
  if (run?.state === v1.RunState.RUN_FAILED && (run.endedMs ?? 0) > (newest?.timeMs ?? 0)) {
    alarms.push(raise('FAILED', `the last run failed ${formatAge(nowMs - (run.endedMs ?? 0))} ago: ${run.errorCode ?? ''}: ${run.errorText ?? ''}`));
  }
  if (newest?.draft?.status === v1.SnapshotStatus.INCOMPLETE) alarms.push(raise('INCOMPLETE', 'entries could not be read, or a source failed, in the newest backup; `snapshots` shows them'));
  if (newest?.draft?.shrunk === true) alarms.push(raise('SHRUNK', 'the newest backup has much less than the one before it'));
  return alarms;
}

function agentAlarms(agent: AgentRow, nowMs: number): Alarm[] {
  const raise = (kind: AlarmKind, text: string): Alarm => ({ kind, agentName: agent.name, plan: '', text, critical: false, subject: agent.agentId, graceMs: 0 });
  const alarms: Alarm[] = [];
  const leftMs = agent.certificateNotAfterMs - nowMs;
  if (leftMs < certificateBoundMs) {
    alarms.push(raise('CERT', leftMs <= 0 ? 'its certificate has expired' : `its certificate expires in ${formatAge(leftMs)}, and its service has not renewed it`));
  }
  if (agent.lastSeenMs > 0 && Math.abs(agent.clockSkewMs) > clockBoundMs) {
    alarms.push(raise('CLOCK', `its clock is ${formatAge(Math.abs(agent.clockSkewMs))} ${agent.clockSkewMs > 0 ? 'ahead' : 'behind'}`));
  }
  return alarms;
}
