/**
 * The commands of `stillpoint-collector` and the options that all of them take. What a command does lies in commands/.
 */
import type { Writable } from 'node:stream';

import { Command } from 'commander';

import { SOFTWARE_VERSION } from '@stillpoint/proto/services.ts';

import type { AddCommand, CommandRunner } from './command-context.ts';
import { addAgents } from './commands/agents.ts';
import { addCa } from './commands/ca.ts';
import { addAudit } from './commands/audit.ts';
import { addCopy } from './commands/copy.ts';
import { addComplete } from './commands/complete.ts';
import { addDelete } from './commands/delete.ts';
import { addDiff } from './commands/diff.ts';
import { addDrill } from './commands/drill.ts';
import { addFind } from './commands/find.ts';
import { addGc } from './commands/gc.ts';
import { addHealth } from './commands/health.ts';
import { addInit } from './commands/init.ts';
import { addLimits } from './commands/limits.ts';
import { addLogs } from './commands/logs.ts';
import { addLs } from './commands/ls.ts';
import { addNotify } from './commands/notify.ts';
import { addPlan } from './commands/plan.ts';
import { addPin } from './commands/pin.ts';
import { addPrune } from './commands/prune.ts';
import { addRebuildCatalog } from './commands/rebuild-catalog.ts';
import { addRecoveryKit } from './commands/recovery-kit.ts';
import { addReport } from './commands/report.ts';
import { addRestore } from './commands/restore.ts';
import { addRun } from './commands/run.ts';
import { addRuns } from './commands/runs.ts';
import { addRetention } from './commands/retention.ts';
import { addSchedule } from './commands/schedule.ts';
import { addServe } from './commands/serve.ts';
import { addSnapshots } from './commands/snapshots.ts';
import { addStatus } from './commands/status.ts';
import { addToken } from './commands/token.ts';
import { addUndelete } from './commands/undelete.ts';
import { addVerify } from './commands/verify.ts';

export const programName = 'stillpoint-collector';

/** Options accepted before and after every command. */
export interface GlobalOptions {
  readonly datastore?: string;
  readonly json?: boolean;
}

/** In the order of the help. */
const commands: readonly AddCommand[] = [addInit, addServe, addToken, addAgents, addRun, addRuns, addLogs, addPlan, addSchedule, addLimits, addSnapshots, addLs, addFind, addDiff, addRestore, addVerify, addDrill, addDelete, addUndelete, addRetention, addPin, addPrune, addGc, addAudit, addReport, addStatus, addHealth, addRecoveryKit, addNotify, addCa, addRebuildCatalog, addCopy, addComplete];

/** The program, ready to parse; it throws CommanderError instead of ending the process. */
export function buildProgram(run: CommandRunner, streams: { readonly stdout: Writable; readonly stderr: Writable }): Command {
  const program = new Command(programName)
    .description('The backup server: takes in what agents send, keeps it, and gives it back.')
    .version(SOFTWARE_VERSION, '--version', 'print the version and stop')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [COMMAND]', 'show the help of a command')
    .option('--datastore <DIR>', 'folder of the datastore (default: $STILLPOINT_DATASTORE, else /var/lib/stillpoint)')
    .option('--json', 'print results as JSON, for programs')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => streams.stdout.write(text),
      writeErr: (text) => streams.stderr.write(text),
      // The error is printed in one place for all kinds of errors.
      outputError: () => undefined,
    })
    .exitOverride()
    .addHelpText('after', help);
  for (const add of commands) add(program, run);
  return program;
}

const help = `
An ADDRESS names something in a snapshot: AGENT[/PLAN][@WHEN][:[ARCHIVE][/PATH]] or @ID[:...]
  db1/daily@latest:files/etc/hosts    a file of the newest snapshot of plan "daily"
  db1:/etc/hosts                      the same, when the agent has one plan and the snapshot one tree
  "db1@2026-11-22 10:30:/srv"         as it was at that time
WHEN is latest, latest-complete, -1 (one before), a day, a time, or RFC 3339.

Exit status: 0 done; 1 failed; 2 wrong usage or configuration; 3 done, but some entries could not be read.
`;
