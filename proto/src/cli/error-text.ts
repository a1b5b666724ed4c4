/**
 * Errors as the programs print them.
 */
import { inspect } from 'node:util';

import { StillpointError } from '../errors.ts';

/** `error` in JSON output. */
export interface ErrorJson {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  /** When the same is worth another attempt, from now on. */
  readonly retryAfterMs?: number;
}

/** `program: CODE: sentence`, and `  next: hint` on a line of its own when there is one. */
export function describeError(program: string, error: StillpointError): string {
  const head = `${program}: ${error.code}: ${error.message}`;
  return error.hint === undefined || error.hint === '' ? head : `${head}\n  next: ${error.hint}`;
}

/** The JSON form of an error. */
export function errorJson(error: StillpointError): ErrorJson {
  const { code, message, hint, retryAfterMs } = error;
  return { code, message, ...(hint === undefined ? {} : { hint }), ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

/** Any thrown value as StillpointError: what is none of ours is a fault of the program, and says so. */
export function asStillpointError(error: unknown): StillpointError {
  if (error instanceof StillpointError) return error;
  // Whoever restores in place of a folder, or cleans up, easily stands in one that is gone.
  if (error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd') {
    return new StillpointError('USAGE', 'the current folder was removed, so a relative path means nothing', { hint: 'go to another folder, or give absolute paths', cause: error });
  }
  return new StillpointError('INTERNAL', error instanceof Error ? error.message : String(error), {
    hint: 'this is a fault of the program; STILLPOINT_DEBUG=1 shows where, please report it',
    cause: error,
  });
}

/** Stack traces of an error and its causes, for STILLPOINT_DEBUG=1. */
export function debugText(error: unknown): string {
  const parts: string[] = [];
  for (let cause = error; cause !== undefined; cause = cause instanceof Error ? cause.cause : undefined) {
    parts.push(cause instanceof Error ? (cause.stack ?? cause.message) : inspect(cause));
  }
  return parts.join('\ncaused by ');
}
