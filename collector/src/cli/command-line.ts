/**
 * Reads the command line, runs the command, and turns whatever happens into an exit status: 0 done; 1 failed; 2 wrong usage or configuration;
 * 3 done, but some entries could not be read.
 */
import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { ReadStream, WriteStream } from 'node:tty';

import { CommanderError } from 'commander';

import { asStillpointError } from '@stillpoint/proto/cli/error-text.ts';
import { unwrittenOutput } from '@stillpoint/proto/cli/exit-status.ts';
import { InterruptSignals } from '@stillpoint/proto/cli/interrupt-signals.ts';
import { Output } from '@stillpoint/proto/cli/output.ts';
import { asksForJson, usageError } from '@stillpoint/proto/cli/usage-error.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';

import type { CommandContext, CommandRunner, ExitStatus } from './command-context.ts';
import { askSecret } from './secret-prompt.ts';
import { buildProgram, programName, type GlobalOptions } from './program.ts';

/** The parts of `process` that the command line uses. */
export type ProcessLike = Pick<NodeJS.Process, 'env' | 'exit'> & {
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  readonly stderr: WriteStream;
  on(event: NodeJS.Signals, listener: () => void): unknown;
  off(event: NodeJS.Signals, listener: () => void): unknown;
};

const defaultDatastore = '/var/lib/stillpoint';

/** Runs the command that `args` (without node and script) ask for; resolves to the exit status and never throws. */
export async function runCommandLine(args: readonly string[], host: ProcessLike): Promise<number> {
  const output = new Output(
    { stdout: host.stdout, stderr: host.stderr },
    { program: programName, json: asksForJson(args), debug: host.env['STILLPOINT_DEBUG'] === '1' },
  );
  using interrupt = new InterruptSignals(host);
  let status: ExitStatus = 0;
  const run: CommandRunner = (work) => async (...commandArgs) => {
    const context = contextOf(program.opts<GlobalOptions>(), output, host, interrupt.signal);
    status = (await work(context, ...commandArgs)) ?? 0;
  };
  const program = buildProgram(run, host);
  try {
    await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    return exitStatusOf(error, output, interrupt.signal);
  } finally {
    output.endProgress();
  }
}

function exitStatusOf(error: unknown, output: Output, signal: AbortSignal): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    // Without a command, commander has printed the help already.
    if (error.code !== 'commander.help') output.error(usageError(error, programName));
    return 2;
  }
  if (output.closed.aborted) {
    const unwritten = unwrittenOutput(output);
    if (unwritten !== undefined) output.error(unwritten);
    return 1;
  }
  const failure = signal.aborted ? interruption(error) : asStillpointError(error);
  output.error(failure);
  return failure.exitCode;
}

// Whatever a signal made fail is the signal's doing; only a command that knows how to go on says more.
function interruption(error: unknown): StillpointError {
  return error instanceof StillpointError && error.code === 'CANCELLED' && error.hint !== undefined ? error : new StillpointError('CANCELLED', 'interrupted', { cause: error });
}

function contextOf(options: GlobalOptions, output: Output, host: ProcessLike, interrupted: AbortSignal): CommandContext {
  const hasTerminal = host.stdin.isTTY && host.stderr.isTTY;
  return {
    output,
    log: host.stderr,
    datastore: chosenDatastore(options.datastore, host.env),
    env: host.env,
    program: programName,
    signal: AbortSignal.any([interrupted, output.closed]),
    now: Date.now,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    ask: hasTerminal ? (question) => askOn(host, question, interrupted) : undefined,
    askSecret: hasTerminal ? (question) => askSecret(host, question) : undefined,
    askAgain: hasTerminal ? (question) => askOn(host, question) : undefined,
  };
}

function chosenDatastore(option: string | undefined, env: NodeJS.ProcessEnv): string {
  if (option === '') throw new StillpointError('USAGE', '--datastore names no folder');
  const fromEnvironment = env['STILLPOINT_DATASTORE'];
  return resolve(option ?? (fromEnvironment === undefined || fromEnvironment === '' ? defaultDatastore : fromEnvironment));
}

async function askOn(host: ProcessLike, question: string, signal?: AbortSignal): Promise<string> {
  const reader = createInterface({ input: host.stdin, output: host.stderr });
  try {
    return await reader.question(question, signal === undefined ? {} : { signal });
  } finally {
    reader.close();
  }
}
