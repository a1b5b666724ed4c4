/**
 * The commands of `stillpoint-agent` and the options that all of them take. What a command does lies in commands/.
 */
import type { Writable } from 'node:stream';

import { Command } from 'commander';

import { SOFTWARE_VERSION } from '@stillpoint/proto/services.ts';

import type { AddCommand, CommandRunner } from './command-context.ts';
import { addBackup } from './commands/backup.ts';
import { addCheck } from './commands/check.ts';
import { addEnroll } from './commands/enroll.ts';
import { addStatus } from './commands/status.ts';

export const programName = 'stillpoint-agent';

/** Options accepted before and after every command. */
export interface GlobalOptions {
  readonly config?: string;
  readonly json?: boolean;
}

/** In the order of the help. */
const commands: readonly AddCommand[] = [addEnroll, addBackup, addCheck, addStatus];

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

What is backed up is written in agent.toml. Restores are asked of the collector: \`stillpoint-collector restore\`.

Exit status: 0 done; 1 failed; 2 wrong usage or configuration; 3 done, but some entries could not be read.
`;
