/**
 * From whatever ended a command to its exit status: 0 done; 1 failed; 2 wrong usage or configuration; 3 done, but some entries are missing.
 */
import { StillpointError, systemErrorCode } from '../errors.ts';
import { asStillpointError } from './error-text.ts';
import type { Output } from './output.ts';
import { usageError } from './usage-error.ts';

/** Exit status of a command that ended without an error: 3 when entries are missing, 1 when it found what it was to look for (problems, damage). */
export type ExitStatus = 0 | 1 | 3;

/** What {@link exitStatusOf} knows of the command. */
export interface EndedCommand {
  readonly program: string;
  readonly output: Output;
  /** The signal of `InterruptSignals`. */
  readonly interrupted: AbortSignal;
}

/** Prints the error, unless there is nothing to say (help was asked for; nobody reads any more), and returns the exit status. */
export function exitStatusOf(error: unknown, { program, output, interrupted }: EndedCommand): number {
  const usage = commanderFacts(error);
  if (usage !== undefined) {
    if (usage.exitCode === 0) return 0;
    // Without a command, commander has printed the help already.
    if (usage.code !== 'commander.help') output.error(usageError(usage, program));
    return 2;
  }
  if (output.closed.aborted) {
    const unwritten = unwrittenOutput(output);
    if (unwritten !== undefined) output.error(unwritten);
    return 1;
  }
  const known = asStillpointError(error);
  const failure = interrupted.aborted && !tellsHowToGoOn(known) ? new StillpointError('CANCELLED', 'interrupted', { cause: error }) : known;
  output.error(failure);
  return failure.exitCode;
}

// Whatever a signal made fail is the signal's doing; only a command that knows how to go on says more.
function tellsHowToGoOn({ code, hint }: StillpointError): boolean {
  return code === 'RUN_CANCELLED' || (code === 'CANCELLED' && hint !== undefined);
}

/** Why stdout of a command can take no more, TARGET_FULL or TARGET_NOT_WRITABLE; undefined when its reader has gone: who closed the pipe has read enough and needs no message. */
export function unwrittenOutput({ closed: { reason } }: Output): StillpointError | undefined {
  const code = systemErrorCode(reason);
  if (code === undefined) return undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new StillpointError('TARGET_FULL', 'what stdout is written to is full', { hint: 'what is there is not whole: make room, or write it elsewhere', cause: reason });
  return new StillpointError('TARGET_NOT_WRITABLE', `stdout cannot be written (${code})`, { hint: 'write it elsewhere', cause: reason });
}

// By its shape: this package does not depend on commander.
function commanderFacts(error: unknown): { readonly message: string; readonly code: string; readonly exitCode: number } | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('exitCode' in error)) return undefined;
  const { message, code, exitCode } = error;
  return typeof code === 'string' && code.startsWith('commander.') && typeof exitCode === 'number' ? { message, code, exitCode } : undefined;
}
