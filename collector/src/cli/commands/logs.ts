/** `logs`: what both sides had to say of one run, and where their journals have more. */
import type { Command } from 'commander';

import { jsonId, jsonTime } from '@stillpoint/proto/cli/json-fields.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import { countOf } from '@stillpoint/proto/text/format-count.ts';
import { formatLocalTime } from '@stillpoint/proto/text/format-time.ts';

import { examples, type CommandContext, type CommandRunner } from '../command-context.ts';
import { runLines } from '../run-lines.ts';
import { runJson, runName, runStateName } from '../run-text.ts';
import { withAdmin } from '../with-admin.ts';

const allRuns = 99_999;

/** Adds the command to `parent`. */
export function addLogs(parent: Command, run: CommandRunner): void {
  parent
    .command('logs')
    .description('what collector and guest had to say of one run')
    .argument('<RUN>', 'id of the run, or its beginning, as `runs` shows it; AGENT/PLAN is the newest of that plan')
    .addHelpText('after', examples('stillpoint-collector logs db1/daily', 'stillpoint-collector logs 3f2a91c0'))
    .action(run(showLogs));
}

async function showLogs(context: CommandContext, word: string): Promise<undefined> {
  const { output } = context;
  const facts = await withAdmin(context, { write: false }, async (admin) => {
    const { runId } = findRun((await admin.listRuns({ agent: '', plan: '', limit: allRuns })).runs ?? [], word);
    const [told] = (await admin.listRuns({ runId: runId ?? null })).runs ?? [];
    if (told === undefined) throw new StillpointError('RUN_UNKNOWN', `the run ${jsonId(runId)} has just left the history`);
    return told;
  });
  const journals = journalCommands(facts);
  if (output.json) {
    await output.document({ ...runJson(facts, context.now()), notes: facts.notes ?? [], lines: runLines(facts).map(({ timeMs, ...line }) => ({ time: jsonTime(timeMs), ...line })), journals });
    return;
  }
  await output.line(`${runName(facts)}: run ${jsonId(facts.runId)}, ${runStateName(facts)}`);
  for (const { timeMs, side, level, text } of runLines(facts)) {
    await output.line(`  ${formatLocalTime(timeMs)}  ${side.padEnd('collector'.length)}  ${level === 'info' ? '' : `${level.toUpperCase()} `}${text}`);
  }
  const more = (facts.warnings ?? 0) - (facts.notes ?? []).length;
  if (more > 0) await output.line(`  and ${countOf(more, 'more warning')} of the guest${facts.address ? `; \`stillpoint-collector snapshots --agent ${facts.agentName ?? ''} --json\` has all that the snapshot keeps` : ''}`);
  if (facts.errorHint) await output.line(`  next: ${facts.errorHint}`);
  output.note(`Their journals have more:\n  here:         ${journals.collector}\n  on the guest: ${journals.guest}`);
}

function findRun(runs: readonly v1.RunFacts.$Properties[], word: string): v1.RunFacts.$Properties {
  const wanted = word.toLowerCase();
  if (wanted.includes('/')) {
    // Newest first.
    const newest = runs.find((facts) => `${facts.agentName ?? ''}/${facts.plan ?? ''}` === wanted);
    if (newest !== undefined) return newest;
    throw new StillpointError('RUN_UNKNOWN', `no run of ${word} is known`, { hint: '`stillpoint-collector runs` lists those that are; runs that a person starts in the guest are not among them' });
  }
  if (!/^[0-9a-f]{4,32}$/u.test(wanted)) throw new StillpointError('USAGE', `"${word}" names no run`, { hint: 'write at least four digits of its id, as `stillpoint-collector runs` shows it, or AGENT/PLAN' });
  const found = runs.filter(({ runId }) => jsonId(runId).startsWith(wanted));
  const [only, ...others] = found;
  if (only === undefined) throw new StillpointError('RUN_UNKNOWN', `no run is known whose id begins with ${wanted}`, { hint: '`stillpoint-collector runs` lists those that are' });
  if (others.length > 0) throw new StillpointError('USAGE', `${countOf(found.length, 'run')} begin with ${wanted}`, { hint: `write more of the id: ${found.slice(0, 4).map(({ runId }) => jsonId(runId)).join(', ')}` });
  return only;
}


/** As systemd's packages are set up; the fields are in the journal of a service, not in a log file. */
function journalCommands({ runId }: v1.RunFacts.$Properties): { readonly collector: string; readonly guest: string } {
  const field = `STILLPOINT_RUN=${jsonId(runId)}`;
  return { collector: `journalctl -u stillpoint-collector ${field}`, guest: `journalctl -u stillpoint-agent ${field}` };
}
