/** `report`: a span of time for auditors. */
import type { Command } from 'commander';

import { jsonTime } from '@stillpoint/proto/cli/json-fields.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import type { AdminApi } from '../../admin/admin-api.ts';
import { readKnownAgents } from '../../admin/known-agents.ts';
import { gatherReport, type PlanReport, type Report } from '../../report/gather-report.ts';
import { csvOf, htmlOf, textOf } from '../../report/report-tables.ts';
import { examples, type CommandContext, type CommandRunner } from '../command-context.ts';
import { timeOf } from '../time-option.ts';
import { withAdmin } from '../with-admin.ts';
import { drillJson } from './drill.ts';

interface ReportOptions {
  readonly from: string;
  readonly to?: string;
  readonly format: string;
}

const formats: Readonly<Record<string, (report: Report) => string>> = { text: textOf, csv: csvOf, html: htmlOf };
const maxRuns = 100_000;

/** Adds the command to `parent`. */
export function addReport(parent: Command, run: CommandRunner): void {
  parent
    .command('report')
    .description('what was planned and done, restored and deleted within a span of time')
    .option('--from <TIME>', 'a day, a time, or a span such as 30d', '30d')
    .option('--to <TIME>', 'a day, all of it, or a time (default: now)')
    .option('--format <FORMAT>', 'text, csv or html', 'text')
    .addHelpText('after', examples('stillpoint-collector report --from 2026-11-01 --to 2026-11-30 --format html >november.html'))
    .action(run(report));
}

async function report(context: CommandContext, options: ReportOptions): Promise<undefined> {
  const { output } = context;
  const format = formats[options.format];
  if (format === undefined) throw new StillpointError('USAGE', `--format ${options.format} is not known`, { hint: 'write text, csv or html' });
  const fromMs = timeOf(context, '--from', options.from, 'start');
  const toMs = Math.min(options.to === undefined ? context.now() : timeOf(context, '--to', options.to, 'end'), context.now());
  if (fromMs >= toMs) throw new StillpointError('USAGE', 'the span of the report ends before it begins');
  const made = await withAdmin(context, { write: false }, async (admin) => gather(admin, fromMs, toMs));
  if (output.json) await output.document(reportJson(made));
  else await output.line(format(made).trimEnd());
  return undefined;
}

async function gather(admin: AdminApi, fromMs: number, toMs: number): Promise<Report> {
  const events: v1.EventFacts.$Properties[] = [];
  for await (const list of admin.listEvents({ untilMs: toMs })) events.push(...(list.events ?? []));
  const [agents, schedules, runs] = await Promise.all([readKnownAgents(admin), admin.listSchedules({}), admin.listRuns({ limit: maxRuns })]);
  return gatherReport({ fromMs, toMs, agents, schedules: schedules.schedules ?? [], runs: runs.runs ?? [], events });
}

function reportJson({ fromMs, toMs, plans, restores, deletions }: Report): Record<string, unknown> {
  return { from: jsonTime(fromMs), to: jsonTime(toMs), plans: plans.map(planJson), restores: restores.map(eventJson), deletions: deletions.map(eventJson) };
}

function planJson({ oldestMs, newestMs, longestGapMs, planned, lastDrill, consistency, ...counts }: PlanReport): Record<string, unknown> {
  return {
    ...counts,
    planned: planned ?? null,
    longestGapMs: longestGapMs ?? null,
    oldest: jsonTime(oldestMs),
    newest: jsonTime(newestMs),
    consistency: consistency === '' ? null : consistency,
    lastDrill: lastDrill === undefined ? null : drillJson(lastDrill),
  };
}

function eventJson({ timeMs, actor, kind, object, text, agentName, plan, snapshotTimeMs }: v1.EventFacts.$Properties): Record<string, unknown> {
  return { time: jsonTime(timeMs), actor: actor ?? '', kind: kind ?? '', object: object ?? '', text: text ?? '', agentName: agentName ?? '', plan: plan ?? '', snapshotTime: jsonTime(snapshotTimeMs) };
}
