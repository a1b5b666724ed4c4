/** `key`: the key that this guest's backups are encrypted with. */
import { readFileSync } from 'node:fs';

import { formatKey } from '@stillpoint/proto/encryption/key-text.ts';
import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';
import type { Command } from 'commander';

import { readAgentConfig } from '../../config/agent-config-file.ts';
import { KeyStore } from '../../encryption/key-store.ts';
import { StateDirectory } from '../../identity/state-directory.ts';
import { shownPath } from '../../identity/state-error.ts';
import { examples, type CommandContext, type CommandRunner } from '../command-context.ts';

/** Adds the command and its parts to `parent`. */
export function addKey(parent: Command, run: CommandRunner): void {
  const key = parent
    .command('key')
    .description('the key that backups are encrypted with when agent.toml says encryption = "agent"')
    .addHelpText('after', `\nWithout the key nobody can read these backups, the collector's administrator neither: export it and keep that in a safe place.\n${examples('stillpoint-agent key create', 'stillpoint-agent key export >/media/safe/web7.key', 'stillpoint-agent key import /media/safe/web7.key')}`);
  key.command('create').description('make a key; there must be none yet').action(run(create));
  key.command('show-id').description('print the id of the key, which is no secret').action(run(showId));
  key.command('export').description('print the key, for paper or a safe').action(run(exportKey));
  key.command('import').description('bring back a key that was exported').argument('<FILE>', 'what `key export` printed; - reads it from stdin').action(run(importKey));
}

async function create({ configFile, output }: CommandContext): Promise<undefined> {
  const config = readAgentConfig(configFile);
  const store = new KeyStore(config);
  StateDirectory.create(config.stateDirectory);
  const { id } = store.create();
  if (output.json) {
    await output.document({ keyId: id, file: store.file, encryption: config.encryption.byAgent });
    return;
  }
  await output.line(`Encryption key ${id} is in ${shownPath(store.file)}.

Nobody can read these backups without it, and nobody can make it again.

Next:
  1. keep a copy in a safe place, not on this guest:   stillpoint-agent key export
  2. ${config.encryption.byAgent ? 'back up; the first backup sends everything anew:' : 'write into the first part of agent.toml:         '}     ${config.encryption.byAgent ? 'stillpoint-agent backup' : 'encryption = "agent"'}`);
}

async function showId({ configFile, output }: CommandContext): Promise<undefined> {
  const store = new KeyStore(readAgentConfig(configFile));
  const { id } = store.get();
  const exportedMs = store.exportedMs(id);
  if (output.json) await output.document({ keyId: id, file: store.file, exported: exportedMs === undefined ? null : new Date(exportedMs).toISOString() });
  else await output.line(id);
  warnUnlessExported(output, store);
}

async function exportKey({ configFile, output, now }: CommandContext): Promise<undefined> {
  const store = new KeyStore(readAgentConfig(configFile));
  const key = store.get();
  const text = formatKey(key);
  if (output.json) await output.document({ keyId: key.id, text });
  else await output.line(text.trimEnd());
  // Once it is out: what was only begun is no copy.
  store.noteExported(key.id, now());
  output.note('Keep it where neither this guest nor the collector is lost with it. Whoever has it can read the backups.');
}

async function importKey({ configFile, output, stdin, now }: CommandContext, file: string): Promise<undefined> {
  const config = readAgentConfig(configFile);
  const store = new KeyStore(config);
  StateDirectory.create(config.stateDirectory);
  const key = file === '-' ? store.import(await readAll(stdin), 'standard input') : store.import(readText(file), shownPath(file));
  store.noteExported(key.id, now());
  if (output.json) await output.document({ keyId: key.id, file: store.file });
  else await output.line(`Encryption key ${key.id} is in ${shownPath(store.file)}.`);
}

/** Says what may be lost, when nobody has a copy of the key. */
export function warnUnlessExported(output: CommandContext['output'], store: KeyStore): void {
  const warning = store.warning();
  if (warning !== undefined) output.warn(`warning: ENCRYPTION_KEY_NOT_EXPORTED: ${warning}`);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new StillpointError('ENCRYPTION_KEY_INVALID', `the key file ${shownPath(file)} cannot be read (${systemErrorCode(error) ?? 'it is no file'})`, { hint: 'name a file with what `key export` printed', cause: error });
  }
}

async function readAll(stdin: CommandContext['stdin']): Promise<string> {
  let text = '';
  for await (const part of stdin.setEncoding('utf8')) text = `${text}${String(part)}`.slice(0, 65_536);
  return text;
}
