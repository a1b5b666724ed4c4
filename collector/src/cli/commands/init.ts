/** `init`: a datastore with its private CA and configuration. */
import type { Command } from 'commander';

import { formatHostPort, parseHostPort, type HostPort } from '@stillpoint/proto/rpc/address.ts';
import { shellQuote } from '@stillpoint/proto/text/shell-quote.ts';

import { becomeDatastoreUser } from '../../admin/owner-rights.ts';
import { defaultListener, readCollectorConfig } from '../../serve/collector-config.ts';
import { createInstance } from '../../serve/instance.ts';
import { examples, type CommandContext, type CommandRunner } from '../command-context.ts';
import type { PassphraseOptions } from '../passphrase.ts';
import { loadKit } from './recovery-kit.ts';

interface InitOptions extends PassphraseOptions {
  readonly listen?: readonly string[];
  readonly recoveryKit?: string;
}

/** Adds the command to `parent`. */
export function addInit(parent: Command, run: CommandRunner): void {
  parent
    .command('init')
    .description('make a datastore, its private CA and its configuration')
    .option('--listen <HOST:PORT>', `address on which agents are answered; may be given again (default: ${formatHostPort(defaultListener)})`, collect)
    .option('--recovery-kit <FILE>', 'make the collector anew that this kit is of, without its data: its agents go on connecting')
    .option('--passphrase-fd <NUMBER>', 'read the passphrase of the kit from this file descriptor instead of the terminal')
    .addHelpText('after', examples('stillpoint-collector init --datastore /srv/stillpoint --listen 10.20.0.5:7443'))
    .action(run(init));
}

async function init(context: CommandContext, options: InitOptions): Promise<undefined> {
  const { datastore, output } = context;
  const kit = options.recoveryKit === undefined ? undefined : await loadKit(context, options.recoveryKit, options);
  // A package makes an empty folder that belongs to the service's user.
  await becomeDatastoreUser(datastore);
  const chosenListeners = options.listen?.map(parseHostPort);
  const { collectorId, configPath } = await createInstance(datastore, chosenListeners, new Date(context.now()), kit);
  const listeners = chosenListeners ?? readCollectorConfig(datastore).listen;
  if (output.json) {
    await output.document({ datastore, collectorId, config: configPath, listen: listeners.map(formatHostPort) });
    return;
  }
  const chosen = `--datastore ${shellQuote(datastore)}`;
  await output.line(kit === undefined ? nextSteps(datastore, chosen, listeners) : stepsAfterLoss(datastore, chosen, listeners));
}

function nextSteps(datastore: string, chosen: string, listeners: readonly HostPort[]): string {
  return `Made a datastore in ${datastore}.
It holds the private CA (folder ca), and agents trust no other: without it each guest must be enrolled again. When the first agents are enrolled, write a recovery kit and keep it elsewhere:
       stillpoint-collector recovery-kit --to FILE ${chosen}

Next:
  1. start the collector (it will listen on ${listeners.map(formatHostPort).join(', ')}):
       stillpoint-collector serve ${chosen}
  2. make a token for a guest:
       stillpoint-collector token create --agent NAME ${chosen}
  3. paste the line that it prints on the guest.`;
}

function stepsAfterLoss(datastore: string, chosen: string, listeners: readonly HostPort[]): string {
  return `Made a datastore in ${datastore} with the CA, the id and the agents of the recovery kit. It holds no data.

Next:
  1. see whether its addresses (${listeners.map(formatHostPort).join(', ')}) are those of this host: agents look for the collector where it was
  2. start the collector:
       stillpoint-collector serve ${chosen}
     Agents connect without being enrolled again, and the next run of each plan is a first backup. Those enrolled after the kit was made need a new token.`;
}

function collect(value: string, previous: readonly string[] = []): string[] {
  return [...previous, value];
}
