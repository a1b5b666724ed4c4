/** `limits`: how fast agents may send. */
import type { Command } from 'commander';

import { jsonTime, jsonUuid } from '@stillpoint/proto/cli/json-fields.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import { formatLocalTime } from '@stillpoint/proto/text/format-time.ts';
import { countOf } from '@stillpoint/proto/text/format-count.ts';

import { formatRate, parseRateOption } from '../../bandwidth/rate.ts';
import { examples, type CommandContext, type CommandRunner } from '../command-context.ts';
import { addGroup } from '../command-group.ts';
import { parseDuration } from '../duration-option.ts';
import { withAdmin } from '../with-admin.ts';

type Reply = v1.BandwidthReply.$Properties;
type Limits = v1.BandwidthLimits.$Properties;

interface SetOptions {
  readonly total?: string;
  readonly perAgent?: string;
  readonly rate?: string;
  readonly for?: string;
}

/** Adds the group to `parent`. */
export function addLimits(parent: Command, run: CommandRunner): void {
  const group = addGroup(parent, 'limits', 'how fast agents may send: show, set, unset', run(show));
  group.command('show').description('what is in force, and what each session makes of it').action(run(show));
  group
    .command('set')
    .description('set limits at once, also for backups that go on: for all in place of collector.toml, or for one agent')
    .argument('[AGENT]', 'name or id of an agent, in full')
    .option('--total <RATE>', 'all agents together, as in 500Mbit or off; without AGENT')
    .option('--per-agent <RATE>', 'each agent, as in 100Mbit or off; without AGENT')
    .option('--rate <RATE>', 'this agent, as in 50Mbit or off; with AGENT')
    .option('--for <SPAN>', 'only for so long, as in 2h (default: until it is taken back)')
    .addHelpText('after', examples('stillpoint-collector limits set --total 300Mbit --for 4h', 'stillpoint-collector limits set db1 --rate 50Mbit'))
    .action(run(set));
  group.command('unset').description('take back what was set').argument('[AGENT]', 'name or id of an agent, in full').action(run(unset));
}

async function show(context: CommandContext): Promise<undefined> {
  await told(context, await withAdmin(context, { write: false }, (admin) => admin.getBandwidth()));
}

async function set(context: CommandContext, agent: string | undefined, options: SetOptions): Promise<undefined> {
  const untilMs = options.for === undefined ? 0 : Date.now() + parseDuration(options.for, '--for');
  const limits = agent === undefined ? allLimits(options) : { total: 0, perAgent: agentRate(options) };
  await told(context, await withAdmin(context, { write: true }, (admin) => admin.setBandwidth({ agent: agent ?? '', limits: { ...limits, untilMs } })));
}

async function unset(context: CommandContext, agent: string | undefined): Promise<undefined> {
  await told(context, await withAdmin(context, { write: true }, (admin) => admin.setBandwidth({ agent: agent ?? '' })));
}

function allLimits({ total, perAgent, rate }: SetOptions): { readonly total: number; readonly perAgent: number } {
  if (rate !== undefined) throw new StillpointError('USAGE', '--rate goes with the name of an agent', { hint: 'for all agents write --total or --per-agent' });
  if (total === undefined && perAgent === undefined) throw new StillpointError('USAGE', 'nothing to set', { hint: 'give --total or --per-agent, or an agent with --rate' });
  return { total: total === undefined ? 0 : parseRateOption(total, '--total'), perAgent: perAgent === undefined ? 0 : parseRateOption(perAgent, '--per-agent') };
}

function agentRate({ total, perAgent, rate }: SetOptions): number {
  if (total !== undefined || perAgent !== undefined || rate === undefined) throw new StillpointError('USAGE', 'one agent takes --rate, and neither --total nor --per-agent');
  return parseRateOption(rate, '--rate');
}

async function told({ output }: CommandContext, reply: Reply): Promise<void> {
  const { limits, rule, agents = [], sessions = [], waiting } = reply;
  if (output.json) {
    await output.document({
      total: limits?.total ?? 0,
      perAgent: limits?.perAgent ?? 0,
      origin: reply.set ? 'set' : rule ? 'rule' : 'none',
      rule: (rule ?? 0) === 0 ? null : rule,
      until: jsonTime(reply.set?.untilMs),
      agents: (agents ?? []).map((agent) => ({ agentId: jsonUuid(agent.agentId), agentName: agent.agentName ?? '', rate: agent.limits?.perAgent ?? 0, until: jsonTime(agent.limits?.untilMs) })),
      sessions: (sessions ?? []).map((session) => ({ agentName: session.agentName ?? '', plan: session.plan ?? '', allowed: session.allowed ?? 0, used: session.used ?? 0 })),
      waiting: waiting ?? 0,
    });
    return;
  }
  await output.line(`all agents together: ${formatRate(limits?.total ?? 0)}; each: ${formatRate(limits?.perAgent ?? 0)} (${originText(reply)})`);
  for (const agent of agents ?? []) await output.line(`${agent.agentName ?? ''}: ${formatRate(agent.limits?.perAgent ?? 0)}${untilText(agent.limits)}`);
  if ((sessions ?? []).length > 0) {
    await output.table(
      [{ heading: 'SESSION' }, { heading: 'MAY SEND' }, { heading: 'SENDS' }],
      (sessions ?? []).map((session) => [`${session.agentName ?? ''}/${session.plan ?? ''}`, formatRate(session.allowed ?? 0), session.used ? formatRate(session.used) : 'nothing now']),
    );
  }
  if (waiting) await output.line(`${countOf(waiting, 'session waits', 'sessions wait')} for their turn`);
}

function originText({ set: own, rule }: Reply): string {
  if (own) return `set${untilText(own)}`;
  return rule ? `rule ${rule} of collector.toml` : 'nothing is set';
}

function untilText(limits: Limits | null | undefined): string {
  return limits?.untilMs ? ` until ${formatLocalTime(limits.untilMs)}` : '';
}
