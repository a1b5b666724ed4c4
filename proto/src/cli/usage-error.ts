/**
 * What the reader of command lines finds wrong with one, as the error that every command prints.
 */
import { StillpointError } from '../errors.ts';

/** The USAGE error for what commander threw (`message` is all that is used). Its suggestion ("Did you mean ...?") becomes the hint. */
export function usageError(error: { readonly message: string }, program: string): StillpointError {
  const [first = '', ...rest] = error.message.split('\n');
  const suggestion = /\(Did you mean (.*)\?\)/u.exec(rest.join(' '))?.[1];
  return new StillpointError('USAGE', first.replace(/^error: /u, '').replace(/\.$/u, ''), {
    hint: suggestion === undefined ? `\`${program} --help\` shows how it is used` : `did you mean ${suggestion}?`,
    cause: error,
  });
}

/** True when `args` (without node and script) ask for JSON: errors of the command line itself must know it before it was read. */
export function asksForJson(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end === -1 ? args : args.slice(0, end)).includes('--json');
}
