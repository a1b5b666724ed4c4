/**
 * What a command gets to work with, and how commands are put together.
 */
import type { Command } from 'commander';
import type { Readable } from 'node:stream';

import type { ExitStatus } from '@stillpoint/proto/cli/exit-status.ts';
import type { Output } from '@stillpoint/proto/cli/output.ts';

/** The surroundings of one command. Nothing below reads the process' environment or signals by itself. */
export interface CommandContext {
  readonly output: Output;
  /** agent.toml as chosen by `--config`, STILLPOINT_AGENT_CONFIG or the default; absolute. */
  readonly configFile: string;
  /** True when the file was chosen and is not just the default. */
  readonly configChosen: boolean;
  /** Aborted by the first SIGINT or SIGTERM, and when nobody reads the output any more. */
  readonly signal: AbortSignal;
  /** ms since 1970. */
  readonly now: () => number;
  readonly stdin: Readable;
  /** Asks on the terminal; undefined when there is none to ask on. */
  readonly ask: ((question: string) => Promise<string>) | undefined;
  /** The process itself, for the one command that stays and starts others. */
  readonly process: ServiceProcess;
}

/** The parts of `process` that the service uses. */
export type ServiceProcess = Pick<NodeJS.Process, 'env' | 'pid' | 'execPath' | 'execArgv' | 'argv'> & {
  on(event: NodeJS.Signals, listener: () => void): unknown;
  off(event: NodeJS.Signals, listener: () => void): unknown;
};

/** Runs a command's work inside its context; commander calls the function that this returns. */
export type CommandRunner = <Args extends unknown[]>(work: (context: CommandContext, ...args: Args) => Promise<ExitStatus | undefined>) => (...args: Args) => Promise<void>;

/** Adds one command to its parent. */
export type AddCommand = (parent: Command, run: CommandRunner) => void;

/** Lines for the end of a command's help. */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}\n`;
}
