/** Guests of a list that are no agents: those that a roll-out has left out. */
import { readFile } from 'node:fs/promises';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';

/** The names in `file` that none of `known` has, in the order of the file; each once. Blank lines and what follows a # do not count, nor do capitals. USAGE when it cannot be read. */
export async function missingFrom(file: string, known: ReadonlySet<string>): Promise<string[]> {
  const names = new Set((await readList(file)).split('\n').map((line) => line.replace(/#.*$/u, '').trim().toLowerCase()));
  names.delete('');
  return [...names].filter((name) => !known.has(name));
}

async function readList(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new StillpointError('USAGE', `${file} cannot be read (${systemErrorCode(cause) ?? 'unknown reason'})`, { hint: 'name a file with one name of a guest in a line', cause });
  }
}
