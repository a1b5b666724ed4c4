/** `run`: one run of a plan, now. */
import type { Command } from 'commander';

import { isErrorCode, StillpointError } from '@stillpoint/proto/errors.ts';
import { v1 } from '@stillpoint/proto/messages.ts';

import { examples, type CommandContext, type CommandRunner, type ExitStatus } from '../command-context.ts';
import { parsePlanName, type PlanName } from '../plan-name.ts';
import { progressText, resultLines, runJson, runName, runStateName } from '../run-text.ts';
import { withAdmin } from '../with-admin.ts';

interface RunOptions {
  readonly wait?: boolean;
  readonly cancel?: boolean;
}

/** Adds the command to `parent`. */
export function addRun(parent: Command, run: CommandRunner): void {
  parent
    .command('run')
    .description('have a guest run a plan now, and follow it')
    .argument('<AGENT/PLAN>', 'as in db1/daily; with --cancel also the id of a run or restore')
    .option('--no-wait', 'only start it')
    .option('--cancel', 'stop the run of this plan that is going on')
    .addHelpText(
      'after',
      `
Ctrl-C asks whether the run is to be stopped; without a terminal it goes on. Nothing of a stopped run is visible, and the next one goes on where it stopped.
Exit status: 0 complete; 3 incomplete; 1 failed or stopped.
${examples('stillpoint-collector run db1/daily', 'stillpoint-collector run db1/daily --no-wait', 'stillpoint-collector run db1/daily --cancel')}`,
    )
    .action(run(runPlan));
}

async function runPlan(context: CommandContext, text: string, options: RunOptions): Promise<ExitStatus> {
  if (options.cancel === true) return cancel(context, text);
  const name = parsePlanName(text);
  const isFollowed = options.wait !== false;
  let last: v1.RunFacts.$Properties | undefined;
  try {
    await withAdmin(context, { write: false }, async (admin) => {
      for await (const facts of admin.runPlan({ ...name, noWait: !isFollowed })) {
        last = facts;
        if (!isFollowed) return;
        if (context.output.json) await context.output.event({ event: 'run', ...runJson(facts, context.now()) });
        else context.output.progress(progressText(facts, context.now()), context.now());
      }
    });
  } catch (error) {
    if (!context.signal.aborted || last === undefined) throw error;
    throw await interrupted(context, name, last);
  }
  context.output.endProgress();
  if (!isFollowed) return started(context, last ?? {});
  return finish(context, last ?? {});
}

async function started({ output, now }: CommandContext, facts: v1.RunFacts.$Properties): Promise<0> {
  const id = Buffer.from(facts.runId ?? []).toString('hex');
  if (output.json) await output.document(runJson(facts, now()));
  else await output.line(`${facts.agentName ?? ''}/${facts.plan ?? ''}: run ${id} is started; \`stillpoint-collector runs\` shows it`);
  return 0;
}

async function finish({ output, now }: CommandContext, facts: v1.RunFacts.$Properties): Promise<ExitStatus> {
  if (facts.state === v1.RunState.RUN_COMPLETE || facts.state === v1.RunState.RUN_INCOMPLETE) {
    if (!output.json) for (const line of resultLines(facts, now())) await output.line(line);
    return facts.state === v1.RunState.RUN_COMPLETE ? 0 : 3;
  }
  if (facts.state === v1.RunState.RUN_QUEUED || facts.state === v1.RunState.RUN_RUNNING) {
    throw new StillpointError('SESSION_LOST', 'the collector tells no more of this run, which may go on', { hint: '`stillpoint-collector runs` shows what became of it' });
  }
  const code = facts.errorCode ?? '';
  throw new StillpointError(isErrorCode(code) ? code : 'INTERNAL', `the run of ${facts.agentName ?? ''}/${facts.plan ?? ''} is ${runStateName(facts)}: ${facts.errorText ?? ''}`, { hint: facts.errorHint === '' ? undefined : (facts.errorHint ?? undefined) });
}

async function cancel(context: CommandContext, text: string): Promise<0> {
  const request = /^[0-9a-f]{32}$/u.test(text) ? { runId: Buffer.from(text, 'hex') } : parsePlanName(text);
  const facts = await withAdmin(context, { write: false }, (admin) => admin.cancelPlanRun(request));
  if (context.output.json) await context.output.document(runJson(facts, context.now()));
  else await context.output.line(`${runName(facts)}: the guest stops it; \`stillpoint-collector runs\` shows its end`);
  return 0;
}

/** Ctrl-C ends the following; whether it ends the run is asked. */
async function interrupted(context: CommandContext, name: PlanName, facts: v1.RunFacts.$Properties): Promise<StillpointError> {
  context.output.endProgress();
  const goesOn = new StillpointError('CANCELLED', `the run of ${name.agent}/${name.plan} goes on without this command`, {
    hint: `\`stillpoint-collector runs\` shows it, \`stillpoint-collector run ${name.agent}/${name.plan} --cancel\` stops it`,
  });
  if (context.askAgain === undefined) return goesOn;
  const answer = (await context.askAgain('Stop the run on the guest too? [y/N] ')).trim().toLowerCase();
  if (answer !== 'y' && answer !== 'yes') return goesOn;
  const fresh = { ...context, signal: new AbortController().signal };
  await withAdmin(fresh, { write: false }, (admin) => admin.cancelPlanRun({ runId: facts.runId ?? new Uint8Array(0) }));
  return new StillpointError('RUN_CANCELLED', `the guest stops the run of ${name.agent}/${name.plan}`, { hint: 'the next run goes on where this one stopped' });
}
