/**
 * Schedules as an administrator sets and sees them. Setting one is a decision.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import { PlanSchedule } from '../schedule/plan-schedule.ts';
import { readKnownPlans, type KnownPlan } from '../schedule/known-plans.ts';
import type { AdminParts, Decide } from './admin-parts.ts';
import { getAgent } from './agent-administration.ts';

const planName = /^[a-z0-9][a-z0-9._-]{0,62}$/u;
const maxNext = 1000;

/** Sets the schedule of a plan, or takes it back. AGENT_UNKNOWN, NAME_INVALID, USAGE for a schedule, zone or window that is none. */
export async function setSchedule(parts: AdminParts, decide: Decide, actor: string, request: v1.SetScheduleRequest.$Properties): Promise<v1.ScheduleFacts.$Properties> {
  const agent = await getAgent(parts, request.agent ?? '');
  const plan = request.plan ?? '';
  if (!planName.test(plan)) throw new StillpointError('NAME_INVALID', `"${plan}" is no name of a plan`);
  const { settings } = request;
  if (settings) {
    const told = (await parts.catalog.listPlans()).get(agent.agentId);
    const own = told?.plans?.find(({ name }) => name === plan)?.schedule ?? '';
    const schedule = PlanSchedule.of({ agentId: agent.agentId, plan, settings, own, guestZone: told?.zone ?? '', collectorZone: localZone() });
    if (schedule === undefined) throw new StillpointError('USAGE', `${agent.name}/${plan} has no schedule of its own that could go with this`, { hint: 'give a cron expression' });
  }
  await decide({ actor, scheduleSet: { agentId: Buffer.from(agent.agentId, 'hex'), plan, ...(settings ? { settings } : {}) } });
  await parts.serving?.scheduler.reload();
  const [facts] = await listSchedules(parts, { agent: agent.agentId, plan, next: 1 });
  return facts ?? { agentId: Buffer.from(agent.agentId, 'hex'), agentName: agent.name, plan, origin: 'none' };
}

/** Every plan that is known, with its schedule. AGENT_UNKNOWN. */
export async function listSchedules(parts: AdminParts, request: v1.ListSchedulesRequest.$Properties): Promise<v1.ScheduleFacts.$Properties[]> {
  const agent = request.agent ?? '';
  const plan = request.plan ?? '';
  const agentId = agent === '' ? undefined : (await getAgent(parts, agent)).agentId;
  const plans = await readKnownPlans(parts.catalog, localZone());
  return plans
    .filter((known) => (agentId === undefined || known.agent.agentId === agentId) && (plan === '' || known.plan === plan))
    .map((known) => factsOf(known, parts.now(), Math.min(request.next ?? 0, maxNext)));
}

function factsOf({ agent, plan, settings, schedule, problem }: KnownPlan, nowMs: number, next: number): v1.ScheduleFacts.$Properties {
  return {
    agentId: Buffer.from(agent.agentId, 'hex'),
    agentName: agent.name,
    plan,
    origin: schedule?.origin ?? 'none',
    settings: { ...settings, cron: schedule?.times.expression ?? settings?.cron ?? '', zone: schedule?.zone ?? '' },
    nextMs: schedule?.nextStarts(nowMs, next) ?? [],
    maxAgeMs: schedule?.maxAgeMs(settings, nowMs) ?? settings?.maxAgeMs ?? 0,
    problem,
  };
}

/** The collector's time zone. */
export function localZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
