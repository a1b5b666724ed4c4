/** `runs`: what ran, and how it went. */
import type { Command } from 'commander';

import { jsonId } from '@stillpoint/proto/cli/json-fields.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { formatBytes } from '@stillpoint/proto/text/format-bytes.ts';
import { formatDuration } from '@stillpoint/proto/text/format-duration.ts';
import { formatLocalTime } from '@stillpoint/proto/text/format-time.ts';

import { examples, type CommandContext, type CommandRunner } from '../command-context.ts';
import { runDurationMs, runJson, runName, runStateName } from '../run-text.ts';
import { withAdmin } from '../with-admin.ts';

interface RunsOptions {
  readonly agent?: string;
  readonly plan?: string;
  readonly limit?: string;
}

/** Adds the command to `parent`. */
export function addRuns(parent: Command, run: CommandRunner): void {
  parent
    .command('runs')
    .description('the history of runs, newest first, with those that go on')
    .option('--agent <NAME>', 'of this agent only')
    .option('--plan <NAME>', 'of this plan only')
    .option('--limit <NUMBER>', 'at most so many (default: 100)')
    .addHelpText('after', examples('stillpoint-collector runs', 'stillpoint-collector runs --agent db1 --plan daily --json'))
    .action(run(listRuns));
}

async function listRuns(context: CommandContext, options: RunsOptions): Promise<undefined> {
  const { output } = context;
  const limit = limitOf(options.limit);
  const runs = await withAdmin(context, { write: false }, async (admin) => (await admin.listRuns({ agent: options.agent ?? '', plan: options.plan ?? '', limit })).runs ?? []);
  const nowMs = context.now();
  if (output.json) {
    await output.document({ runs: runs.map((facts) => runJson(facts, nowMs)) });
    return;
  }
  if (runs.length === 0) {
    output.note('No run is known; `stillpoint-collector run AGENT/PLAN` starts one.');
    return;
  }
  await output.table(
    [{ heading: 'PLAN' }, { heading: 'STATE' }, { heading: 'REASON' }, { heading: 'BEGAN' }, { heading: 'TOOK', align: 'right' }, { heading: 'READ', align: 'right' }, { heading: 'NEW', align: 'right' }, { heading: 'SENT', align: 'right' }, { heading: 'FROZEN', align: 'right' }, { heading: 'WARNINGS', align: 'right' }, { heading: 'ERROR' }, { heading: 'RUN' }],
    runs.map((facts) => [
      runName(facts),
      runStateName(facts),
      (facts.attempt ?? 1) > 1 ? `${facts.reason ?? ''} ${String(facts.attempt)}` : (facts.reason ?? ''),
      formatLocalTime((facts.startedMs ?? 0) === 0 ? (facts.queuedMs ?? 0) : (facts.startedMs ?? 0)),
      spanOrNone(runDurationMs(facts, nowMs)),
      formatBytes(facts.counts?.readBytes ?? 0),
      formatBytes(facts.counts?.newBytes ?? 0),
      formatBytes(facts.counts?.sentBytes ?? 0),
      facts.frozenMs ? formatDuration(facts.frozenMs) : '',
      String(facts.warnings ?? 0),
      facts.errorCode ?? '',
      jsonId(facts.runId).slice(0, 8),
    ]),
  );
}

function spanOrNone(durationMs: number | undefined): string {
  return durationMs === undefined ? '' : formatDuration(durationMs);
}

function limitOf(text: string | undefined): number {
  if (text === undefined) return 0;
  if (!/^[1-9][0-9]{0,4}$/u.test(text)) throw new StillpointError('USAGE', `--limit ${text} is no number from 1 to 99999`);
  return Number(text);
}
