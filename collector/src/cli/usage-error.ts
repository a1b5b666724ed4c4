/**
 * What commander finds wrong with a command line, as the error that every command prints.
 */
import type { CommanderError } from 'commander';

import { StillpointError } from '@stillpoint/proto/errors.ts';

/** The USAGE error for what commander threw. Its suggestion ("Did you mean ...?") becomes the hint. */
export function usageError(error: CommanderError, program: string): StillpointError {
  const [first = '', ...rest] = error.message.split('\n');
  const suggestion = /\(Did you mean (.*)\?\)/u.exec(rest.join(' '))?.[1];
  return new StillpointError('USAGE', first.replace(/^error: /u, '').replace(/\.$/u, ''), {
    hint: suggestion === undefined ? `\`${program} --help\` shows how it is used` : `did you mean ${suggestion}?`,
    cause: error,
  });
}
