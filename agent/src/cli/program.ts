/**
 * The commands of `stillpoint-agent` and the options that all of them take. What a command does lies in commands/.
 */
import type { Writable } from 'node:stream';

import { Command } from 'commander';

import { SOFTWARE_VERSION } from '@stillpoint/proto/services.ts';

import type { AddCommand, CommandRunner } from './command-context.ts';
import { addBackup } from './commands/backup.ts';
import { addCheck } from './commands/check.ts';
import { addComplete } from './commands/complete.ts';
import { addEnroll } from './commands/enroll.ts';
import { addFind } from './commands/find.ts';
import { addKey } from './commands/key.ts';
import { addLs } from './commands/ls.ts';
import { addReset } from './commands/reset.ts';
import { addRestore } from './commands/restore.ts';
import { addRestoreOrder } from './commands/restore-order.ts';
import { addServe } from './commands/serve.ts';
import { addSnapshots } from './commands/snapshots.ts';
import { addStatus } from './commands/status.ts';

export const programName = 'stillpoint-agent';

/** Options accepted before and after every command. */
export interface GlobalOptions {
  readonly config?: string;
  readonly json?: boolean;
}

/** In the order of the help. */
const commands: readonly AddCommand[] = [addEnroll, addServe, addBackup, addSnapshots, addLs, addFind, addRestore, addCheck, addStatus, addKey, addReset, addComplete, addRestoreOrder];

/** The program, ready to parse; it throws CommanderError instead of ending the process. */
export function buildProgram(run: CommandRunner, streams: { readonly stdout: Writable; readonly stderr: Writable }): Command {
  const program = new Command(programName)
    .description('Backs up this guest to a Stillpoint collector.')
    .version(SOFTWARE_VERSION, '--version', 'print the version and stop')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [COMMAND]', 'show the help of a command')
    .option('--config <FILE>', 'configuration (default: $STILLPOINT_AGENT_CONFIG, else /etc/stillpoint/agent.toml)')
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
Examples:
  stillpoint-agent enroll TOKEN --collector 10.20.0.5:7443    once; \`stillpoint-collector token create\` makes the token
  stillpoint-agent check                                      what would be backed up, and what stands in the way
  stillpoint-agent backup                                     now, with progress
  stillpoint-agent restore daily:/etc/hosts --to /tmp         a file of this guest's newest snapshot of plan "daily"

What is backed up is written in agent.toml. A guest sees its own snapshots; \`stillpoint-collector restore\` on the backup server sees all.

An ADDRESS names something in a snapshot: PLAN[@WHEN][:[ARCHIVE][/PATH]] or @ID[:...], also with this agent's name in front: db1/daily@latest:/etc
WHEN is latest, latest-complete, -1 (one before), a day, a time, or RFC 3339.

Exit status: 0 done; 1 failed; 2 wrong usage or configuration; 3 done, but some entries could not be read.
`;
