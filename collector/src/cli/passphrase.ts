/** Passphrases: typed, or read from a file descriptor. Never from the command line, which every user of the host can read. */
import { readFileSync } from 'node:fs';

import { StillpointError } from '@stillpoint/proto/errors.ts';

import type { CommandContext } from './command-context.ts';

/** The option of commands that need one. */
export interface PassphraseOptions {
  readonly passphraseFd?: string;
}

const minLength = 12;

/** A new passphrase, typed twice. USAGE when it is short, or there is nobody to ask. */
export async function newPassphrase(context: CommandContext, options: PassphraseOptions): Promise<string> {
  const passphrase = await readPassphrase(context, options, 'Passphrase for the recovery kit: ');
  if (Array.from(passphrase).length < minLength) throw new StillpointError('USAGE', `the passphrase has less than ${minLength} characters`, { hint: 'take some words that nobody would guess together' });
  if (options.passphraseFd === undefined && (await context.askSecret?.('The same again: ')) !== passphrase) throw new StillpointError('USAGE', 'the two passphrases are not the same');
  return passphrase;
}

/** A passphrase. USAGE when there is nobody to ask. */
export async function readPassphrase({ askSecret }: CommandContext, { passphraseFd }: PassphraseOptions, question: string): Promise<string> {
  if (passphraseFd !== undefined) return readDescriptor(passphraseFd);
  if (askSecret === undefined) throw new StillpointError('USAGE', 'there is no terminal to ask for the passphrase', { hint: 'give it on a file descriptor, as in --passphrase-fd 3 3</root/passphrase' });
  return askSecret(question);
}

function readDescriptor(text: string): string {
  if (!/^[0-9]{1,4}$/u.test(text)) throw new StillpointError('USAGE', `--passphrase-fd ${text} is no number of a file descriptor`);
  try {
    return readFileSync(Number(text), 'utf8').replace(/\r?\n$/u, '');
  } catch (cause) {
    throw new StillpointError('USAGE', `the passphrase cannot be read from file descriptor ${text}`, { hint: 'open it for the command, as in 3</root/passphrase', cause });
  }
}
