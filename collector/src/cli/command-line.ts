/**
 * Reads the command line, runs the command, and turns whatever happens into an exit status: 0 done; 1 failed; 2 wrong usage or configuration;
 * 3 done, but some entries could not be read.
 */
import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { ReadStream, WriteStream } from 'node:tty';

import { CommanderError } from 'commander';

import { StillpointError } from '@stillpoint/proto/errors.ts';

import type { CommandContext, CommandRunner, ExitStatus } from './command-context.ts';
import { asStillpointError } from './error-text.ts';
import { Output } from './output.ts';
import { buildProgram, programName, type GlobalOptions } from './program.ts';
import { usageError } from './usage-error.ts';

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
    { stdout: host.stdout, stderr: host.stderr, stderrIsTerminal: host.stderr.isTTY },
    { program: programName, json: asksForJson(args), debug: host.env['STILLPOINT_DEBUG'] === '1' },
  );
  const interrupt = new InterruptSignals(host);
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
    interrupt.close();
  }
}

function exitStatusOf(error: unknown, output: Output, signal: AbortSignal): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    // Without a command, commander has printed the help already.
    if (error.code !== 'commander.help') output.error(usageError(error, programName));
    return 2;
  }
  // Whoever closed the pipe has read enough and needs no message.
  if (output.closed.aborted) return 1;
  const failure = signal.aborted ? new StillpointError('CANCELLED', 'interrupted', { cause: error }) : asStillpointError(error);
  output.error(failure);
  return failure.exitCode;
}

function contextOf(options: GlobalOptions, output: Output, host: ProcessLike, interrupted: AbortSignal): CommandContext {
  return {
    output,
    datastore: chosenDatastore(options.datastore, host.env),
    program: programName,
    signal: AbortSignal.any([interrupted, output.closed]),
    now: Date.now,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    ask: host.stdin.isTTY && host.stderr.isTTY ? (question) => askOn(host, question, interrupted) : undefined,
  };
}

function chosenDatastore(option: string | undefined, env: NodeJS.ProcessEnv): string {
  if (option === '') throw new StillpointError('USAGE', '--datastore names no folder');
  const fromEnvironment = env['STILLPOINT_DATASTORE'];
  return resolve(option ?? (fromEnvironment === undefined || fromEnvironment === '' ? defaultDatastore : fromEnvironment));
}

// Errors of the command line itself must already know in which form they are wanted.
function asksForJson(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end === -1 ? args : args.slice(0, end)).includes('--json');
}

async function askOn(host: ProcessLike, question: string, signal: AbortSignal): Promise<string> {
  const reader = createInterface({ input: host.stdin, output: host.stderr });
  try {
    return await reader.question(question, { signal });
  } finally {
    reader.close();
  }
}

/** The first SIGINT or SIGTERM asks the command to stop, the second ends the process at once. */
class InterruptSignals {
  readonly #host: ProcessLike;
  readonly #controller = new AbortController();

  constructor(host: ProcessLike) {
    this.#host = host;
    host.on('SIGINT', this.#interrupt);
    host.on('SIGTERM', this.#terminate);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  close(): void {
    this.#host.off('SIGINT', this.#interrupt);
    this.#host.off('SIGTERM', this.#terminate);
  }

  // Exit statuses as a shell reports a process that died of the signal.
  readonly #interrupt = (): void => {
    this.#stop(130);
  };

  readonly #terminate = (): void => {
    this.#stop(143);
  };

  #stop(statusOfSecond: number): void {
    if (this.#controller.signal.aborted) this.#host.exit(statusOfSecond);
    this.#controller.abort();
  }
}
