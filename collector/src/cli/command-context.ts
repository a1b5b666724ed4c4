/**
 * What a command gets to work with, and how commands are put together.
 */
import type { Writable } from 'node:stream';

import type { Command } from 'commander';

import type { Output } from '@stillpoint/proto/cli/output.ts';

/** The surroundings of one command. Nothing below reads the process' environment, clock or signals by itself. */
export interface CommandContext {
  readonly output: Output;
  /** Where `serve` writes its log: stderr. */
  readonly log: Writable;
  /** The datastore chosen by `--datastore`, STILLPOINT_DATASTORE or the default; absolute. */
  readonly datastore: string;
  /** What the process was started with; for what a service manager passes on. */
  readonly env: NodeJS.ProcessEnv;
  /** Name of the program in messages. */
  readonly program: string;
  /** Aborted by the first SIGINT or SIGTERM, and when nobody reads the output any more. */
  readonly signal: AbortSignal;
  /** ms since 1970. */
  readonly now: () => number;
  /** The collector's time zone, as in `Asia/Tokyo`. */
  readonly zone: string;
  /** Asks on the terminal; undefined when there is none to ask on. */
  readonly ask: ((question: string) => Promise<string>) | undefined;
  /** As `ask`, without showing what is typed. */
  readonly askSecret: ((question: string) => Promise<string>) | undefined;
  /** As `ask`, also after the command was interrupted. */
  readonly askAgain: ((question: string) => Promise<string>) | undefined;
}

/** Exit status of a command that ended without an error: 3 when entries are missing, 1 when it found what it was to look for (damage). `health` has meanings of its own. */
export type ExitStatus = 0 | 1 | 2 | 3;

/** Runs a command's work inside its context; commander calls the function that this returns. */
export type CommandRunner = <Args extends unknown[]>(
  work: (context: CommandContext, ...args: Args) => Promise<ExitStatus | undefined>,
) => (...args: Args) => Promise<void>;

/** Adds one command (or a group of them) to its parent. */
export type AddCommand = (parent: Command, run: CommandRunner) => void;

/** A line for the end of a command's help. */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}\n`;
}
