/** `audit`: who did what, and whether the log of it is whole. */
import type { Command } from 'commander';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { jsonTime, jsonUuid } from '@stillpoint/proto/cli/json-fields.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import { countOf } from '@stillpoint/proto/text/format-count.ts';
import { formatLocalTime } from '@stillpoint/proto/text/format-time.ts';

import { examples, type CommandContext, type CommandRunner, type ExitStatus } from '../command-context.ts';
import { addGroup } from '../command-group.ts';
import { timeOf } from '../time-option.ts';
import { withAdmin } from '../with-admin.ts';

interface ListOptions {
  readonly since?: string;
  readonly until?: string;
  readonly agent?: string;
  readonly kind?: readonly string[];
}

interface VerifyOptions {
  readonly head?: string;
}

/** Adds the group to `parent`. */
export function addAudit(parent: Command, run: CommandRunner): void {
  const group = addGroup(parent, 'audit', 'who did what: every decision, restore and refusal; and whether that log is whole', async () => run(listEvents)(group.opts<ListOptions>()));
  group.addHelpText('after', examples('stillpoint-collector audit --since 7d', 'stillpoint-collector audit list --agent db1 --kind restore --json', 'stillpoint-collector audit verify'));
  for (const command of [group, group.command('list').description('list the events, oldest first')]) {
    command
      .option('--since <TIME>', 'from this day or time on, or a span such as 7d')
      .option('--until <TIME>', 'up to this day or time')
      .option('--agent <NAME>', 'about this agent only')
      .option('--kind <KIND>', 'of this kind only, such as restore; may be given again', collect);
    if (command !== group) command.action(run(async (context, _options: ListOptions, self: Command) => listEvents(context, self.optsWithGlobals<ListOptions>())));
  }
  group
    .command('verify')
    .description('check the chain of the log, and that its end is there')
    .option('--head <NUMBER:HASH>', 'also prove that the record of that number is the one that was noted down')
    .action(run(verifyLog));
}

async function listEvents(context: CommandContext, options: ListOptions): Promise<undefined> {
  const { output } = context;
  const request = {
    sinceMs: options.since === undefined ? 0 : timeOf(context, '--since', options.since, 'start'),
    untilMs: options.until === undefined ? 0 : timeOf(context, '--until', options.until, 'end'),
    agent: options.agent ?? '',
    kinds: [...(options.kind ?? [])],
  };
  await withAdmin(context, { write: false }, async (admin) => {
    for await (const { events } of admin.listEvents(request)) {
      for (const event of events ?? []) {
        if (output.json) await output.event(eventJson(event));
        else await output.line(eventText(event));
      }
    }
  });
}

async function verifyLog(context: CommandContext, options: VerifyOptions): Promise<ExitStatus | undefined> {
  const { output } = context;
  const noted = options.head === undefined ? undefined : parseHead(options.head);
  const verdict = await withAdmin(context, { write: false }, async (admin) => admin.verifyAudit(noted ?? {}));
  const head = `${String(verdict.records ?? 0)}:${Buffer.from(verdict.hash ?? []).toString('hex')}`;
  const findings = verdict.findings ?? [];
  if (output.json) {
    await output.document({ whole: findings.length === 0, records: verdict.records ?? 0, first: jsonTime(verdict.firstMs), last: jsonTime(verdict.lastMs), head, findings, comparedWith: verdict.witnesses ?? [] });
  } else {
    const span = verdict.records ? `, from ${formatLocalTime(verdict.firstMs ?? 0)} to ${formatLocalTime(verdict.lastMs ?? 0)}` : '';
    await output.line(`${countOf(verdict.records ?? 0, 'record')} in one unbroken chain${span}`);
    await output.line(`compared with: ${(verdict.witnesses ?? []).join('; ')}`);
    for (const finding of findings) await output.line(`BROKEN: ${finding}`);
    await output.line(`head: ${head}`);
  }
  if (findings.length === 0) return undefined;
  throw new StillpointError('AUDIT_BROKEN', `the audit log is not what it was: ${countOf(findings.length, 'finding')}`, { hint: 'compare it with a copy of journal/decisions.log, and with who was on this host; docs/audit.md says what each finding means' });
}

function parseHead(text: string): { number: number; hash: Uint8Array } {
  const [, number, hash] = /^([1-9][0-9]{0,14}):([0-9a-f]{64})$/iu.exec(text.trim()) ?? [];
  if (number === undefined || hash === undefined) throw new StillpointError('USAGE', `--head ${text} is not NUMBER:HASH`, { hint: 'give what `stillpoint-collector audit verify` printed behind "head:"' });
  return { number: Number(number), hash: Buffer.from(hash, 'hex') };
}

function eventText({ timeMs, actor, kind, object, text, agentName, plan }: v1.EventFacts.$Properties): string {
  const about = agentName ? `${agentName}${plan ? `/${plan}` : ''}` : '';
  const words = [about, about === object ? '' : (object ?? ''), text ?? ''].filter((word) => word !== '');
  return `${formatLocalTime(timeMs ?? 0)}  ${(kind ?? '').padEnd(18)} ${(actor ?? '').replace(/^agent [0-9a-f-]{36}$/u, `agent ${agentName ?? ''}`)}  ${words.join('  ')}`.trimEnd().replaceAll(/[\0-\x1f\x7f-\x9f]/gu, '?');
}

function eventJson(event: v1.EventFacts.$Properties): Record<string, unknown> {
  return {
    number: event.number ?? 0,
    time: jsonTime(event.timeMs),
    actor: event.actor ?? '',
    kind: event.kind ?? '',
    object: event.object ?? '',
    text: event.text ?? '',
    agentId: event.agentId && event.agentId.length > 0 ? jsonUuid(event.agentId) : null,
    agentName: event.agentName === '' ? null : (event.agentName ?? null),
    plan: event.plan === '' ? null : (event.plan ?? null),
    snapshot: event.snapshotId && event.snapshotId.length > 0 ? Buffer.from(event.snapshotId).toString('hex') : null,
    snapshotTime: jsonTime(event.snapshotTimeMs),
  };
}

function collect(value: string, previous: readonly string[] = []): string[] {
  return [...previous, value];
}
