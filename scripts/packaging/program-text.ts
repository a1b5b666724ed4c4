/**
 * What a program says of itself: its commands with their arguments, options and examples. Manual pages and completion are made of this, so that they cannot tell
 * anything else than the program's help.
 */
import { Writable } from 'node:stream';

import type { Argument, Command } from 'commander';

import { buildProgram as buildAgent } from '../../agent/src/cli/program.ts';
import { buildProgram as buildCollector } from '../../collector/src/cli/program.ts';
import type { PackagedProgram } from './packaged-programs.ts';

/** A name as it is typed, with what it means. */
export interface Term {
  readonly term: string;
  readonly text: string;
}

/** An option. `flags` are the words that name it; `value` is what it takes, as in `<DIR>`. */
export interface OptionText extends Term {
  readonly flags: readonly string[];
  readonly value: string | undefined;
}

/** One command; `path` is empty for the program itself. */
export interface CommandText {
  readonly path: readonly string[];
  readonly summary: string;
  /** As in `PLAN`, `[PLAN]` and `ADDRESS...`. */
  readonly args: readonly Term[];
  readonly options: readonly OptionText[];
  /** What follows the options in the help: examples, exit status. */
  readonly notes: string;
  readonly hasCommands: boolean;
}

/** The program first, then its visible commands, depth first. */
export function programText(program: PackagedProgram): CommandText[] {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => { done(); } });
  const streams = { stdout: nowhere, stderr: nowhere };
  const build = program.bundle === 'agent' ? buildAgent : buildCollector;
  return [...textsOf(build(() => async () => undefined, streams), [])];
}

function* textsOf(command: Command, path: readonly string[]): Generator<CommandText> {
  const help = command.createHelp();
  const commands = help.visibleCommands(command).filter((child) => child.name() !== 'help');
  yield {
    path,
    summary: command.description(),
    args: command.registeredArguments.map((argument) => ({ term: shownArgument(argument), text: help.argumentDescription(argument) })),
    options: help.visibleOptions(command).map((option) => ({
      term: help.optionTerm(option),
      text: help.optionDescription(option),
      flags: [option.short, option.long].filter((flag) => flag !== undefined),
      value: option.required || option.optional ? /[<[](.*)[>\]]/.exec(option.flags)?.[0] : undefined,
    })),
    notes: notesOf(command),
    hasCommands: commands.length > 0,
  };
  for (const child of commands) yield* textsOf(child, [...path, child.name()]);
}

/** As in the line of usage: brackets for what may be left out, dots for what may be repeated. */
function shownArgument(argument: Argument): string {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? name : `[${name}]`;
}

/** What a command prints behind its options. */
function notesOf(command: Command): string {
  let printed = '';
  command.configureOutput({ writeOut: (text) => { printed += text; } });
  command.outputHelp();
  return printed.slice(command.helpInformation().length).trim();
}
