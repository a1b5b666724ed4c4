/**
 * Reads the command line, runs the command, and turns whatever happens into an exit status: 0 done; 1 failed; 2 wrong usage or configuration;
 * 3 done, but some entries could not be read.
 */
import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Readable } from 'node:stream';
import type { WriteStream } from 'node:tty';

import { exitStatusOf, type ExitStatus } from '@stillpoint/proto/cli/exit-status.ts';
import { InterruptSignals, type SignalHost } from '@stillpoint/proto/cli/interrupt-signals.ts';
import { Output } from '@stillpoint/proto/cli/output.ts';
import { asksForJson } from '@stillpoint/proto/cli/usage-error.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';

import { agentConfigFile } from '../config/agent-config-file.ts';
import { defaultAgentConfigFile } from '../config/agent-config.ts';
import type { CommandContext, CommandRunner } from './command-context.ts';
import { buildProgram, programName, type GlobalOptions } from './program.ts';

/** The parts of `process` that the command line uses. */
export interface ProcessLike extends SignalHost {
  readonly env: NodeJS.ProcessEnv;
  readonly pid: number;
  readonly execPath: string;
  readonly execArgv: string[];
  readonly argv: string[];
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: WriteStream;
  readonly stderr: WriteStream;
}

// A stopped command has said its last word; what still holds the process then is not waited for.
const lingerMs = 250;

/** Runs the command that `args` (without node and script) ask for; resolves to the exit status and never throws. */
export async function runCommandLine(args: readonly string[], host: ProcessLike): Promise<number> {
  const output = new Output(host, { program: programName, json: asksForJson(args), debug: host.env['STILLPOINT_DEBUG'] === '1' });
  using interrupt = new InterruptSignals(host);
  const interrupted = interrupt.signal;
  let status: number;
  try {
    status = await runCommand(args, host, { output, interrupted });
  } catch (error) {
    status = exitStatusOf(error, { program: programName, output, interrupted });
  }
  output.endProgress();
  if (interrupted.aborted) setTimeout(() => host.exit(status), lingerMs).unref();
  return status;
}

async function runCommand(args: readonly string[], host: ProcessLike, { output, interrupted }: { readonly output: Output; readonly interrupted: AbortSignal }): Promise<ExitStatus> {
  let status: ExitStatus = 0;
  const run: CommandRunner = (work) => async (...commandArgs) => {
    const options = program.opts<GlobalOptions>();
    if (options.config === '') throw new StillpointError('USAGE', '--config names no file');
    const configFile = resolve(agentConfigFile(options.config, host.env));
    const context: CommandContext = {
      output,
      configFile,
      configChosen: configFile !== defaultAgentConfigFile,
      signal: AbortSignal.any([interrupted, output.closed]),
      now: Date.now,
      stdin: host.stdin,
      ask: host.stdin.isTTY === true && host.stderr.isTTY ? (question) => askOn(host, question, interrupted) : undefined,
      process: host,
    };
    status = (await work(context, ...commandArgs)) ?? 0;
  };
  const program = buildProgram(run, host);
  await program.parseAsync(args, { from: 'user' });
  return status;
}

async function askOn(host: ProcessLike, question: string, signal: AbortSignal): Promise<string> {
  const reader = createInterface({ input: host.stdin, output: host.stderr });
  try {
    return await reader.question(question, { signal });
  } finally {
    reader.close();
  }
}
