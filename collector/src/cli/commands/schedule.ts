/** `schedule`: when plans run. */
import type { Command } from 'commander';

import { jsonTime, jsonUuid } from '@stillpoint/proto/cli/json-fields.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import { formatDuration } from '@stillpoint/proto/text/format-duration.ts';
import { formatLocalTime } from '@stillpoint/proto/text/format-time.ts';

import { examples, type CommandContext, type CommandRunner } from '../command-context.ts';
import { addGroup } from '../command-group.ts';
import { parseDuration } from '../duration-option.ts';
import { parsePlanName } from '../plan-name.ts';
import { isRule } from '../../schedule/schedule-rule.ts';
import { wordOrNull } from '../run-text.ts';
import { withAdmin } from '../with-admin.ts';

type Facts = v1.ScheduleFacts.$Properties;

interface SetOptions {
  readonly window?: string;
  readonly atWindowEnd?: string;
  readonly zone?: string;
  readonly jitter?: string;
  readonly maxAge?: string;
  readonly label?: string;
}

interface LabelOption {
  readonly label?: string;
}

interface PreviewOptions extends LabelOption {
  readonly next?: string;
}

/** Adds the group to `parent`. */
export function addSchedule(parent: Command, run: CommandRunner): void {
  const group = addGroup(parent, 'schedule', 'when plans run: show, set, unset, preview', run((context) => show(context, undefined)));
  const plan = ['<AGENT/PLAN>', "as in db1/daily; a rule for many plans as in 'web*/daily', or with --label only the plan"] as const;
  const label = ['--label <KEY=VALUE>', 'all agents with this label; the argument is the plan then, as in daily'] as const;
  group.command('show').description('the schedules of all plans, or of one').argument('[AGENT/PLAN]', 'as in db1/daily').action(run(show));
  group
    .command('set')
    .description('set when a plan runs, in place of what its agent.toml says')
    .argument(...plan)
    .argument('[CRON]', 'minute, hour, day of month, month, day of week; left out: the plan’s own schedule with the options given')
    .option('--window <FROM-TO>', 'runs begin only in these hours, as in 01:00-05:00')
    .option('--at-window-end <WHAT>', 'finish: what runs goes on; stop: it goes on in the next window; "slow 5Mbit": it goes on at that rate (default: finish)')
    .option('--zone <ZONE>', 'time zone of both, as in Asia/Tokyo (default: the collector’s; of a plan’s own schedule the guest’s)')
    .option('--jitter <SPAN>', 'begin up to so much later, each plan at a time of its own')
    .option('--max-age <SPAN>', 'the plan is OVERDUE when its newest snapshot is older (default: twice its interval)')
    .option(...label)
    .addHelpText('after', `\nWhat is set for a plan goes before patterns, patterns before labels, all of them before its agent.toml; of two rules, the one with more letters.\n${examples('stillpoint-collector schedule set db1/daily "30 1 * * *" --window 01:00-05:00', 'stillpoint-collector schedule set web7/daily "0 2 * * 1-5" --zone Asia/Tokyo --jitter 30m --max-age 4d', "stillpoint-collector schedule set 'web*/daily' '0 3 * * *' --jitter 1h", "stillpoint-collector schedule set daily '0 4 * * *' --label role=db")}`)
    .action(run(set));
  group.command('unset').description('the plan follows the schedule of its agent.toml again; takes back a rule').argument(...plan).option(...label).action(run(unset));
  group.command('preview').description('the next times at which a plan, or every plan that a rule covers, begins').argument(...plan).option(...label).option('--next <NUMBER>', 'so many (default: 5)').action(run(preview));
}

async function show(context: CommandContext, text: string | undefined): Promise<undefined> {
  const { output } = context;
  const name = text === undefined ? { agent: '', plan: '' } : nameOf(text, {});
  const { schedules = [], rules = [] } = await list(context, { ...name, next: 1 });
  if (text !== undefined && schedules?.length === 0) throw unknown(text);
  if (output.json) {
    await output.document({ schedules: (schedules ?? []).map(scheduleJson), rules: (rules ?? []).map(ruleJson) });
    return;
  }
  await showPlans(context, schedules ?? []);
  if (text === undefined && rules !== null && rules.length > 0) await showRules(context, rules);
}

async function showPlans({ output }: CommandContext, schedules: readonly Facts[]): Promise<void> {
  if (schedules.length === 0) {
    output.note('No plan is known yet: agents tell of theirs when their service connects.');
    return;
  }
  await output.table(
    [{ heading: 'PLAN' }, { heading: 'SET BY' }, { heading: 'SCHEDULE' }, { heading: 'ZONE' }, { heading: 'WINDOW' }, { heading: 'JITTER' }, { heading: 'OVERDUE AFTER' }, { heading: 'NEXT' }],
    schedules.map((facts) => [
      `${facts.agentName ?? ''}/${facts.plan ?? ''}`,
      originText(facts),
      facts.problem ? `WRONG: ${facts.problem}` : (facts.settings?.cron ?? ''),
      facts.settings?.zone ?? '',
      windowText(facts),
      facts.settings?.jitterMs ? formatDuration(facts.settings.jitterMs) : '',
      facts.maxAgeMs ? formatDuration(facts.maxAgeMs) : '',
      facts.nextMs?.[0] === undefined ? '' : formatLocalTime(facts.nextMs[0]),
    ]),
  );
}

/** Also those that cover nothing: somebody may wait for what they promise. */
async function showRules({ output }: CommandContext, rules: readonly v1.ScheduleRule.$Properties[]): Promise<void> {
  await output.line('');
  await output.table(
    [{ heading: 'RULE' }, { heading: 'SCHEDULE' }, { heading: 'ZONE' }, { heading: 'WINDOW' }, { heading: 'COVERS', align: 'right' }, { heading: 'FOLLOWED BY', align: 'right' }],
    rules.map(({ rule, settings, covers, follows }) => [rule ?? '', wordOrNull(settings?.cron) ?? 'as the plan says', settings?.zone ?? '', windowText({ settings: settings ?? {} }), String(covers ?? 0), String(follows ?? 0)]),
  );
}

async function set(context: CommandContext, text: string, cron: string | undefined, options: SetOptions): Promise<undefined> {
  const { window = '', atWindowEnd = '', zone = '', jitter, maxAge, label } = options;
  if (cron === undefined && Object.keys(options).every((key) => key === 'label')) throw new StillpointError('USAGE', 'nothing to set', { hint: 'give a schedule as in "30 1 * * *"' });
  if (atWindowEnd !== '' && window === '') throw new StillpointError('USAGE', '--at-window-end goes with --window only');
  const settings = {
    cron: cron ?? '',
    zone,
    window,
    atWindowEnd,
    jitterMs: jitter === undefined ? 0 : parseDuration(jitter, '--jitter'),
    maxAgeMs: maxAge === undefined ? 0 : parseDuration(maxAge, '--max-age'),
  };
  const facts = await withAdmin(context, { write: true }, (admin) => admin.setSchedule({ ...nameOf(text, { ...(label === undefined ? {} : { label }) }), settings }));
  await told(context, facts);
}

async function unset(context: CommandContext, text: string, options: LabelOption): Promise<undefined> {
  await told(context, await withAdmin(context, { write: true }, (admin) => admin.setSchedule(nameOf(text, options))));
}

async function preview(context: CommandContext, text: string, { next = '5', ...options }: PreviewOptions): Promise<undefined> {
  if (!/^[1-9][0-9]{0,2}$/u.test(next)) throw new StillpointError('USAGE', `--next ${next} is no number from 1 to 999`);
  const name = nameOf(text, options);
  const schedules = (await list(context, { ...name, next: Number(next) })).schedules ?? [];
  const [facts] = schedules;
  if (facts === undefined) throw unknown(name.rule ?? text);
  if (name.rule !== undefined) return previewMany(context, schedules);
  if (facts.problem) throw new StillpointError('USAGE', `the schedule of ${text} cannot be followed: ${facts.problem}`);
  if (context.output.json) await context.output.document(scheduleJson(facts));
  else if (facts.origin === 'none') context.output.note(`${text} has no schedule.`);
  else for (const ms of facts.nextMs ?? []) await context.output.line(formatLocalTime(ms));
}

/** All starts of all plans, in their order: how a night will go. */
async function previewMany({ output }: CommandContext, schedules: readonly Facts[]): Promise<undefined> {
  if (output.json) {
    await output.document({ schedules: schedules.map(scheduleJson) });
    return;
  }
  const starts = schedules.flatMap((facts) => (facts.nextMs ?? []).map((ms) => ({ ms, facts }))).sort((left, right) => left.ms - right.ms);
  await output.table([{ heading: 'BEGINS' }, { heading: 'PLAN' }, { heading: 'SET BY' }], starts.map(({ ms, facts }) => [formatLocalTime(ms), `${facts.agentName ?? ''}/${facts.plan ?? ''}`, originText(facts)]));
  for (const { agentName, plan, origin, problem } of schedules) {
    if (problem) output.warn(`the schedule of ${agentName ?? ''}/${plan ?? ''} cannot be followed: ${problem}`);
    else if (origin === 'none') output.note(`${agentName ?? ''}/${plan ?? ''} has no schedule.`);
  }
}

async function list(context: CommandContext, request: v1.ListSchedulesRequest.$Properties): Promise<v1.ListSchedulesReply.$Properties> {
  return withAdmin(context, { write: false }, (admin) => admin.listSchedules(request));
}

/** A plan of an agent, or a rule for many. USAGE. */
function nameOf(text: string, { label }: LabelOption): { readonly agent?: string; readonly plan?: string; readonly rule?: string } {
  if (label === undefined) return isRule(text) ? { rule: text } : parsePlanName(text);
  if (!label.includes('=')) throw new StillpointError('USAGE', `"${label}" is no label`, { hint: 'write it as KEY=VALUE, as in --label role=web' });
  const plan = text.startsWith('*/') ? text.slice(2) : text;
  if (plan.includes('/')) throw new StillpointError('USAGE', `${text} names agents, and so does --label`, { hint: `write only the plan, as in \`${plan.split('/').at(-1) ?? 'daily'} --label ${label}\`` });
  return { rule: `${label}/${plan}` };
}

function originText({ origin, rule }: Facts): string {
  if (origin === 'plan') return rule ? `agent.toml, ${rule}` : 'agent.toml';
  return wordOrNull(rule) ?? origin ?? '';
}

async function told({ output }: CommandContext, facts: Facts): Promise<undefined> {
  if (output.json) {
    await output.document(scheduleJson(facts));
    return;
  }
  if (facts.rule && !facts.agentName) {
    const what = facts.settings ? `is set: "${wordOrNull(facts.settings.cron) ?? 'as the plan says'}"` : 'is taken back';
    await output.line(`rule ${facts.rule} ${what}; \`schedule show\` lists what each plan follows`);
    return;
  }
  const name = `${facts.agentName ?? ''}/${facts.plan ?? ''}`;
  const next = facts.nextMs?.[0];
  if (next === undefined) await output.line(`${name} has no schedule.`);
  else await output.line(`${name} runs at "${facts.settings?.cron ?? ''}" (${facts.settings?.zone ?? ''})${windowText(facts) === '' ? '' : `, ${windowText(facts)}`}; next ${formatLocalTime(next)}`);
}

function windowText({ settings }: Facts): string {
  if (!settings?.window) return '';
  const atEnd = settings.atWindowEnd ?? '';
  return atEnd === '' || atEnd === 'finish' ? settings.window : `${settings.window}, then ${atEnd}`;
}

function scheduleJson({ agentId, agentName, plan, origin, rule, settings, nextMs, maxAgeMs, problem }: Facts): Readonly<Record<string, unknown>> {
  return {
    agentId: jsonUuid(agentId),
    agentName: agentName ?? '',
    plan: plan ?? '',
    origin: origin ?? '',
    rule: wordOrNull(rule),
    cron: wordOrNull(settings?.cron),
    zone: wordOrNull(settings?.zone),
    window: wordOrNull(settings?.window),
    atWindowEnd: settings?.window ? (wordOrNull(settings.atWindowEnd) ?? 'finish') : null,
    jitterMs: settings?.jitterMs ?? 0,
    maxAgeMs: maxAgeMs ?? 0,
    next: (nextMs ?? []).map(jsonTime),
    problem: wordOrNull(problem),
  };
}

function ruleJson({ rule, settings, sinceMs, covers, follows }: v1.ScheduleRule.$Properties): Readonly<Record<string, unknown>> {
  const { cron, zone, window, atWindowEnd, jitterMs, maxAgeMs } = settings ?? {};
  return { rule: rule ?? '', cron: wordOrNull(cron), zone: wordOrNull(zone), window: wordOrNull(window), atWindowEnd: wordOrNull(atWindowEnd), jitterMs: jitterMs ?? 0, maxAgeMs: maxAgeMs ?? 0, since: jsonTime(sinceMs), covers: covers ?? 0, follows: follows ?? 0 };
}

function unknown(text: string): StillpointError {
  return new StillpointError('PLAN_UNKNOWN', `no plan ${text} is known`, { hint: 'agents tell of their plans when their service connects; `stillpoint-collector schedule show` lists them' });
}
