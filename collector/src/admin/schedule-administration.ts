/**
 * Schedules as an administrator sets and sees them. Setting one is a decision.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import { PlanSchedule } from '../schedule/plan-schedule.ts';
import { readKnownPlans, type KnownPlan } from '../schedule/known-plans.ts';
import { ScheduleRule, ScheduleRules } from '../schedule/schedule-rule.ts';
import type { AdminParts, Decide } from './admin-parts.ts';
import { getAgent } from './agent-administration.ts';

const planName = /^[a-z0-9][a-z0-9._-]{0,62}$/u;
const maxNext = 1000;
const maxRules = 1000;

/** Sets the schedule of a plan, or takes it back. AGENT_UNKNOWN, NAME_INVALID, USAGE for a schedule, zone or window that is none. */
export async function setSchedule(parts: AdminParts, decide: Decide, actor: string, request: v1.SetScheduleRequest.$Properties): Promise<v1.ScheduleFacts.$Properties> {
  if (request.rule) return setRule(parts, decide, actor, request.rule, request.settings);
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

/** Sets a rule, or takes it back; answers with what it is, without a plan. USAGE. */
async function setRule(parts: AdminParts, decide: Decide, actor: string, text: string, settings: v1.ScheduleSettings.$Properties | null | undefined): Promise<v1.ScheduleFacts.$Properties> {
  const rule = new ScheduleRule(text);
  const known = (await parts.catalog.listSchedules()).filter(({ agentId }) => agentId === '');
  if (!settings && !known.some(({ plan }) => plan === text)) {
    throw new StillpointError('PLAN_UNKNOWN', `there is no rule ${text}`, { hint: known.length === 0 ? 'no rule is set' : `those that are set: ${known.map(({ plan }) => plan).join(', ')}` });
  }
  if (settings && known.length >= maxRules && !known.some(({ plan }) => plan === text)) throw new StillpointError('LIMIT_EXCEEDED', `there are ${String(known.length)} rules already`);
  // With a schedule in place of each plan's own, so that a zone or window which is wrong is told now.
  if (settings) PlanSchedule.of({ agentId: '', plan: '', settings, own: '0 0 * * *', guestZone: '', collectorZone: localZone() });
  await decide({ actor, scheduleSet: { plan: rule.text, ...(settings ? { settings } : {}) } });
  await parts.serving?.scheduler.reload();
  return { rule: text, origin: settings ? 'rule' : 'none', ...(settings ? { settings } : {}) };
}

/** All rules, the one that goes first before the others, with how many plans each covers. */
export async function listRules(parts: AdminParts): Promise<v1.ScheduleRule.$Properties[]> {
  const [rows, plans] = await Promise.all([parts.catalog.listSchedules(), readKnownPlans(parts.catalog, localZone())]);
  return new ScheduleRules(rows).list().map(({ rule, sinceMs, settings }) => ({
    rule: rule.text,
    settings,
    sinceMs,
    covers: plans.filter(({ agent, plan }) => rule.covers(agent, plan)).length,
    follows: plans.filter((known) => known.rule === rule.text).length,
  }));
}

/** Every plan that is known, or those that a rule would cover, with its schedule. AGENT_UNKNOWN, USAGE. */
export async function listSchedules(parts: AdminParts, request: v1.ListSchedulesRequest.$Properties): Promise<v1.ScheduleFacts.$Properties[]> {
  const rule = request.rule ? new ScheduleRule(request.rule) : undefined;
  const agent = request.agent ?? '';
  const plan = request.plan ?? '';
  const agentId = agent === '' ? undefined : (await getAgent(parts, agent)).agentId;
  const plans = await readKnownPlans(parts.catalog, localZone());
  return plans
    .filter((known) => (agentId === undefined || known.agent.agentId === agentId) && (plan === '' || known.plan === plan) && rule?.covers(known.agent, known.plan) !== false)
    .map((known) => factsOf(known, parts.now(), Math.min(request.next ?? 0, maxNext)));
}

function factsOf({ agent, plan, settings, rule, schedule, problem }: KnownPlan, nowMs: number, next: number): v1.ScheduleFacts.$Properties {
  return {
    agentId: Buffer.from(agent.agentId, 'hex'),
    agentName: agent.name,
    plan,
    origin: originOf(schedule, rule),
    rule: rule ?? '',
    settings: { ...settings, cron: schedule?.times.expression ?? settings?.cron ?? '', zone: schedule?.zone ?? '' },
    nextMs: schedule?.nextStarts(nowMs, next) ?? [],
    maxAgeMs: schedule?.maxAgeMs(settings, nowMs) ?? settings?.maxAgeMs ?? 0,
    problem,
  };
}

function originOf(schedule: PlanSchedule | undefined, rule: string | undefined): string {
  if (schedule === undefined) return 'none';
  return schedule.origin === 'collector' && rule !== undefined ? 'rule' : schedule.origin;
}

/** The collector's time zone. */
export function localZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
