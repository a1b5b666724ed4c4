/** `backup`: one run of a plan, in the foreground. */
import type { Command } from 'commander';

import { asStillpointError } from '@stillpoint/proto/cli/error-text.ts';
import { keepReleasingProgramPages } from '@stillpoint/proto/posix/program-pages.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';

import { readGuestPlans, refuseRefused } from '../../central/guest-plans.ts';
import { readAgentConfig } from '../../config/agent-config-file.ts';
import { renewWhenDue } from '../../identity/renewal.ts';
import { StateDirectory } from '../../identity/state-directory.ts';
import type { RunOutcome } from '../../run/run-events.ts';
import { runPlan } from '../../run/run-plan.ts';
import { examples, type CommandContext, type CommandRunner } from '../command-context.ts';
import { writeLastRun } from '../last-run.ts';
import { explainLoss } from '../lost-session.ts';
import { choosePlan } from '../plan-choice.ts';
import { jsonWatcher, textWatcher } from '../run-watcher.ts';

interface BackupOptions {
  readonly dryRun?: boolean;
  readonly listExcluded?: boolean;
  readonly forceRead?: boolean;
  readonly runId?: string;
}

/** How long a stopped run may take to end; the promise is five seconds, process end included. */
const stopTimeoutMs = 4000;

/** Adds the command to `parent`. */
export function addBackup(parent: Command, run: CommandRunner): void {
  parent
    .command('backup')
    .description('back up now, in the foreground, with progress')
    .argument('[PLAN]', 'a plan of agent.toml or of the collector; may be left out when there is only one')
    .option('--dry-run', 'only walk and count; nothing is read or sent')
    .option('--list-excluded', 'with --dry-run: name every entry that is left out, and what leaves it out')
    .option('--force-read', 'read all files, also those that look unchanged')
    .option('--run-id <ID>', 'identity of the run, 32 hexadecimal digits; the service sets it')
    .addHelpText(
      'after',
      `
Ctrl-C stops cleanly: nothing of the run becomes visible, and the next one goes on where it stopped.
Exit status: 0 done; 3 done, but entries could not be read or a source failed; 1 failed or stopped; 2 wrong usage or configuration.
${examples('stillpoint-agent backup', 'stillpoint-agent backup daily --json', 'stillpoint-agent backup daily --dry-run --list-excluded')}`,
    )
    .action(run(backup));
}

async function backup(context: CommandContext, planName: string | undefined, options: BackupOptions): Promise<0 | 3> {
  const { output, signal, now } = context;
  const { dryRun = false, listExcluded = false, forceRead = false, runId } = options;
  if (runId !== undefined && !/^[0-9a-f]{32}$/u.test(runId)) throw new StillpointError('USAGE', `"${runId}" is no identity of a run`, { hint: 'leave --run-id out: a new one is made' });
  if (listExcluded && !dryRun) throw new StillpointError('USAGE', '--list-excluded goes with --dry-run only', { hint: 'add --dry-run: nothing is backed up then' });
  const { config, refusals } = readGuestPlans(readAgentConfig(context.configFile));
  if (planName !== undefined) refuseRefused(refusals, planName);
  const plan = choosePlan(config.plans, planName, context.configFile);
  const stateDirectory = StateDirectory.open(config.stateDirectory);
  const renewalFailed = (error: StillpointError): void => {
    output.warn(`warning: the certificate of this agent could not be renewed: ${error.code}: ${error.message}`);
  };
  const agent = dryRun ? stateDirectory.readAgent() : await renewWhenDue({ collector: config.collector, state: stateDirectory, nowMs: now(), signal }, renewalFailed);
  const watched = { agentName: agent.agentName, plan: plan.name, now, confidential: config.encryption.byAgent };
  const watcher = output.json ? jsonWatcher(output, watched) : textWatcher(output, watched);
  const startedMs = now();
  const keep = (end: RunOutcome | StillpointError): void => {
    // The record belongs to the run that holds the lock.
    if (dryRun || ('code' in end && end.code === 'RUN_ACTIVE')) return;
    try {
      writeLastRun(stateDirectory, plan.name, { startedMs, endedMs: now() }, end);
    } catch (error) {
      // How the run ended is told here too; that `status` will not know it must hide neither a snapshot nor the reason of a failure.
      const { code, message } = asStillpointError(error);
      output.warn(`warning: \`status\` will not know how this run ended: ${code}: ${message}`);
    }
  };
  let outcome: RunOutcome;
  try {
    using _pages = keepReleasingProgramPages();
    const request = { dryRun, listExcluded, forceRead, runId, signal };
    outcome = await stoppedInTime(runPlan({ config, plan, agent, stateDirectory }, request, watcher.observer), signal);
  } catch (error) {
    const failure = await explainLoss(asStillpointError(error), config.collector, agent);
    keep(failure);
    await watcher.fail(failure);
    throw failure;
  }
  keep(outcome);
  await watcher.finish(outcome);
  return outcome.status === 'incomplete' || outcome.progress.unreadable > 0 ? 3 : 0;
}

/** The run's end, but no later than {@link stopTimeoutMs} after the signal: a read that hangs must not keep a person waiting. What was acknowledged is in the journal. */
async function stoppedInTime(run: Promise<RunOutcome>, signal: AbortSignal): Promise<RunOutcome> {
  const late = Promise.withResolvers<never>();
  let timer: NodeJS.Timeout | undefined;
  const arm = (): void => {
    timer = setTimeout(() => {
      late.reject(
        new StillpointError('RUN_CANCELLED', 'the run was stopped while something in it still waited; nothing of it is visible at the collector', {
          hint: 'the next run goes on where this one stopped',
        }),
      );
    }, stopTimeoutMs);
  };
  if (signal.aborted) arm();
  else signal.addEventListener('abort', arm, { once: true });
  try {
    return await Promise.race([run, late.promise]);
  } finally {
    signal.removeEventListener('abort', arm);
    clearTimeout(timer);
  }
}
