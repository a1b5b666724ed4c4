/** `recovery-kit`: what a collector is beside its data, for the day its host is gone. */
import { randomBytes } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';

import type { Command } from 'commander';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';
import { countOf } from '@stillpoint/proto/text/format-count.ts';
import { formatLocalTime } from '@stillpoint/proto/text/format-time.ts';
import { formatUtcTime } from '@stillpoint/proto/text/format-time.ts';

import { becomeDatastoreUser } from '../../admin/owner-rights.ts';
import { openKit, sealKit } from '../../recovery/kit-file.ts';
import { decodeKit, encodeKit, readRecoveryKit, type RecoveryKit } from '../../recovery/recovery-kit.ts';
import { returnIdentity } from '../../recovery/return-identity.ts';
import { examples, type CommandContext, type CommandRunner } from '../command-context.ts';
import { addGroup } from '../command-group.ts';
import { newPassphrase, readPassphrase, type PassphraseOptions } from '../passphrase.ts';
import { withAdmin } from '../with-admin.ts';

interface ExportOptions extends PassphraseOptions {
  readonly to?: string;
}

const fdOption = ['--passphrase-fd <NUMBER>', 'read the passphrase from this file descriptor instead of the terminal'] as const;

/** Adds the group to `parent`. */
export function addRecoveryKit(parent: Command, run: CommandRunner): void {
  const group = addGroup(parent, 'recovery-kit', 'write the CA’s key, the collector’s id and its configuration into one encrypted file', async () => run(exportKit)(group.opts<ExportOptions>()));
  group
    .option('--to <FILE>', 'the new file; keep it, and the passphrase, away from this host')
    .option(...fdOption)
    .addHelpText('after', examples('stillpoint-collector recovery-kit --to /media/usb/stillpoint.kit', 'stillpoint-collector recovery-kit check /media/usb/stillpoint.kit', 'stillpoint-collector recovery-kit restore /media/usb/stillpoint.kit --datastore /srv/stillpoint'));
  group.command('check').description('open a kit and say what is in it').argument('<FILE>').option(...fdOption).action(run(async (context, file: string, _options: PassphraseOptions, self: Command) => checkKit(context, file, self.optsWithGlobals())));
  group
    .command('restore')
    .description('give the copy of a datastore back its CA and configuration, where they are missing or damaged')
    .argument('<FILE>')
    .option(...fdOption)
    .action(run(async (context, file: string, _options: PassphraseOptions, self: Command) => restoreKit(context, file, self.optsWithGlobals())));
}

/** Reads the kit in `path` and opens it with a passphrase that is asked for. RECOVERY_KIT_INVALID, USAGE. */
export async function loadKit(context: CommandContext, path: string, options: PassphraseOptions): Promise<RecoveryKit> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new StillpointError('RECOVERY_KIT_INVALID', `${path} cannot be read: ${systemErrorCode(cause) ?? String(cause)}`, { cause });
  }
  return decodeKit(openKit(text, await readPassphrase(context, options, 'Passphrase of the recovery kit: ')));
}

async function exportKit(context: CommandContext, options: ExportOptions): Promise<undefined> {
  const { output, datastore, now } = context;
  const { to } = options;
  if (to === undefined) throw new StillpointError('USAGE', 'the file to write is not named', { hint: 'say --to FILE' });
  const kit = await readRecoveryKit(datastore, now());
  const passphrase = await newPassphrase(context, options);
  const about = `Recovery kit of the Stillpoint collector ${kit.collectorId}, made ${formatUtcTime(kit.madeMs)}.\nWho has it and its passphrase can make agents, and pose as the collector.\nUse: stillpoint-collector recovery-kit restore FILE, or init --recovery-kit FILE.`;
  await writeKit(to, sealKit(encodeKit(kit), passphrase, { about, random: (bytes) => randomBytes(bytes) }));
  // Last: without a collector, this command turns into the datastore's user for it.
  await withAdmin(context, { write: true }, async (admin) => admin.recordEvent({ kind: 'recovery-kit', object: to, text: 'exported' }));
  if (output.json) await output.document({ file: to, collectorId: kit.collectorId, decisions: kit.decisions.length });
  else output.note(`The recovery kit is in ${to}. Keep it and its passphrase away from this host, and apart from each other. Make a new one when agents were enrolled or policies changed.`);
}

async function checkKit(context: CommandContext, file: string, options: PassphraseOptions): Promise<undefined> {
  const kit = await loadKit(context, file, options);
  if (context.output.json) await context.output.document({ collectorId: kit.collectorId, made: formatUtcTime(kit.madeMs), decisions: kit.decisions.length });
  else await context.output.line(`Collector ${kit.collectorId}, made ${formatLocalTime(kit.madeMs)}: CA, configuration, ${countOf(kit.decisions.length, 'decision')} about agents, policies and schedules.`);
}

async function restoreKit(context: CommandContext, file: string, options: PassphraseOptions): Promise<undefined> {
  const { output, datastore, now } = context;
  const kit = await loadKit(context, file, options);
  await becomeDatastoreUser(datastore);
  const { authority, configuration, aside } = await returnIdentity(datastore, kit, new Date(now()));
  if (output.json) {
    await output.document({ datastore, authority, configuration, aside: aside ?? null });
    return;
  }
  if (!authority && !configuration) output.note(`${datastore} lacks nothing that the kit has.`);
  if (aside !== undefined) output.note(`The damaged folder ca lies in ${aside} now.`);
  if (authority) output.note('The CA is back: agents that know it connect without being enrolled again.');
  if (configuration) output.note(`collector.toml is back as it was on ${formatLocalTime(kit.madeMs)}: see whether its addresses are those of this host.`);
}

async function writeKit(path: string, text: string): Promise<void> {
  try {
    await using handle = await open(path, 'wx', 0o600);
    await handle.writeFile(text);
    await handle.sync();
  } catch (cause) {
    if (systemErrorCode(cause) === 'EEXIST') throw new StillpointError('TARGET_CONFLICT', `${path} is there already`, { hint: 'name a new file', cause });
    throw new StillpointError('TARGET_NOT_WRITABLE', `${path} cannot be written: ${systemErrorCode(cause) ?? String(cause)}`, { cause });
  }
}
