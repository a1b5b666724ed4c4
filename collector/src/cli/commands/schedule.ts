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
import { wordOrNull } from '../run-text.ts';
import { withAdmin } from '../with-admin.ts';

type Facts = v1.ScheduleFacts.$Properties;

interface SetOptions {
  readonly window?: string;
  readonly atWindowEnd?: string;
  readonly zone?: string;
  readonly jitter?: string;
  readonly maxAge?: string;
}

interface PreviewOptions {
  readonly next?: string;
}

/** Adds the group to `parent`. */
export function addSchedule(parent: Command, run: CommandRunner): void {
  const group = addGroup(parent, 'schedule', 'when plans run: show, set, unset, preview', run((context) => show(context, undefined)));
  const plan = ['<AGENT/PLAN>', 'as in db1/daily'] as const;
  group.command('show').description('the schedules of all plans, or of one').argument('[AGENT/PLAN]', 'as in db1/daily').action(run(show));
  group
    .command('set')
    .description('set when a plan runs, in place of what its agent.toml says')
    .argument(...plan)
    .argument('[CRON]', 'minute, hour, day of month, month, day of week; left out: the plan’s own schedule with the options given')
    .option('--window <FROM-TO>', 'runs begin only in these hours, as in 01:00-05:00')
    .option('--at-window-end <WHAT>', 'finish: what runs goes on; stop: it goes on in the next window (default: finish)')
    .option('--zone <ZONE>', 'time zone of both, as in Asia/Tokyo (default: the collector’s; of a plan’s own schedule the guest’s)')
    .option('--jitter <SPAN>', 'begin up to so much later, each plan at a time of its own')
    .option('--max-age <SPAN>', 'the plan is OVERDUE when its newest snapshot is older (default: twice its interval)')
    .addHelpText('after', examples('stillpoint-collector schedule set db1/daily "30 1 * * *" --window 01:00-05:00', 'stillpoint-collector schedule set web7/daily "0 2 * * 1-5" --zone Asia/Tokyo --jitter 30m --max-age 4d'))
    .action(run(set));
  group.command('unset').description('the plan follows the schedule of its agent.toml again').argument(...plan).action(run(unset));
  group.command('preview').description('the next times at which a plan begins').argument(...plan).option('--next <NUMBER>', 'so many (default: 5)').action(run(preview));
}

async function show(context: CommandContext, text: string | undefined): Promise<undefined> {
  const { output } = context;
  const name = text === undefined ? { agent: '', plan: '' } : parsePlanName(text);
  const schedules = await list(context, { ...name, next: 1 });
  if (text !== undefined && schedules.length === 0) throw unknown(text);
  if (output.json) {
    await output.document({ schedules: schedules.map(scheduleJson) });
    return;
  }
  if (schedules.length === 0) {
    output.note('No plan is known yet: agents tell of theirs when their service connects.');
    return;
  }
  await output.table(
    [{ heading: 'PLAN' }, { heading: 'SET BY' }, { heading: 'SCHEDULE' }, { heading: 'ZONE' }, { heading: 'WINDOW' }, { heading: 'JITTER' }, { heading: 'OVERDUE AFTER' }, { heading: 'NEXT' }],
    schedules.map((facts) => [
      `${facts.agentName ?? ''}/${facts.plan ?? ''}`,
      facts.origin === 'plan' ? 'agent.toml' : (facts.origin ?? ''),
      facts.problem ? `WRONG: ${facts.problem}` : (facts.settings?.cron ?? ''),
      facts.settings?.zone ?? '',
      windowText(facts),
      facts.settings?.jitterMs ? formatDuration(facts.settings.jitterMs) : '',
      facts.maxAgeMs ? formatDuration(facts.maxAgeMs) : '',
      facts.nextMs?.[0] === undefined ? '' : formatLocalTime(facts.nextMs[0]),
    ]),
  );
}

async function set(context: CommandContext, text: string, cron: string | undefined, options: SetOptions): Promise<undefined> {
  const { window = '', atWindowEnd = '', zone = '', jitter, maxAge } = options;
  if (cron === undefined && Object.keys(options).length === 0) throw new StillpointError('USAGE', 'nothing to set', { hint: 'give a schedule as in "30 1 * * *"' });
  if (atWindowEnd !== '' && window === '') throw new StillpointError('USAGE', '--at-window-end goes with --window only');
  const settings = {
    cron: cron ?? '',
    zone,
    window,
    atWindowEnd,
    jitterMs: jitter === undefined ? 0 : parseDuration(jitter, '--jitter'),
    maxAgeMs: maxAge === undefined ? 0 : parseDuration(maxAge, '--max-age'),
  };
  const facts = await withAdmin(context, { write: true }, (admin) => admin.setSchedule({ ...parsePlanName(text), settings }));
  await told(context, facts);
}

async function unset(context: CommandContext, text: string): Promise<undefined> {
  await told(context, await withAdmin(context, { write: true }, (admin) => admin.setSchedule(parsePlanName(text))));
}

async function preview(context: CommandContext, text: string, { next = '5' }: PreviewOptions): Promise<undefined> {
  if (!/^[1-9][0-9]{0,2}$/u.test(next)) throw new StillpointError('USAGE', `--next ${next} is no number from 1 to 999`);
  const [facts] = await list(context, { ...parsePlanName(text), next: Number(next) });
  if (facts === undefined) throw unknown(text);
  if (facts.problem) throw new StillpointError('USAGE', `the schedule of ${text} cannot be followed: ${facts.problem}`);
  if (context.output.json) await context.output.document(scheduleJson(facts));
  else if (facts.origin === 'none') context.output.note(`${text} has no schedule.`);
  else for (const ms of facts.nextMs ?? []) await context.output.line(formatLocalTime(ms));
}

async function list(context: CommandContext, request: v1.ListSchedulesRequest.$Properties): Promise<Facts[]> {
  return withAdmin(context, { write: false }, async (admin) => (await admin.listSchedules(request)).schedules ?? []);
}

async function told({ output }: CommandContext, facts: Facts): Promise<undefined> {
  if (output.json) {
    await output.document(scheduleJson(facts));
    return;
  }
  const name = `${facts.agentName ?? ''}/${facts.plan ?? ''}`;
  const next = facts.nextMs?.[0];
  if (next === undefined) await output.line(`${name} has no schedule.`);
  else await output.line(`${name} runs at "${facts.settings?.cron ?? ''}" (${facts.settings?.zone ?? ''})${windowText(facts) === '' ? '' : `, ${windowText(facts)}`}; next ${formatLocalTime(next)}`);
}

function windowText({ settings }: Facts): string {
  if (!settings?.window) return '';
  return settings.atWindowEnd === 'stop' ? `${settings.window}, then stop` : settings.window;
}

function scheduleJson({ agentId, agentName, plan, origin, settings, nextMs, maxAgeMs, problem }: Facts): Readonly<Record<string, unknown>> {
  return {
    agentId: jsonUuid(agentId),
    agentName: agentName ?? '',
    plan: plan ?? '',
    origin: origin ?? '',
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

function unknown(text: string): StillpointError {
  return new StillpointError('PLAN_UNKNOWN', `no plan ${text} is known`, { hint: 'agents tell of their plans when their service connects; `stillpoint-collector schedule show` lists them' });
}
