/** `init`: a datastore with its private CA and configuration. */
import type { Command } from 'commander';

import { formatHostPort, parseHostPort, type HostPort } from '@stillpoint/proto/rpc/address.ts';
import { shellQuote } from '@stillpoint/proto/text/shell-quote.ts';

import { becomeDatastoreUser } from '../../admin/owner-rights.ts';
import { defaultListener } from '../../serve/collector-config.ts';
import { createInstance } from '../../serve/instance.ts';
import { examples, type CommandContext, type CommandRunner } from '../command-context.ts';

interface InitOptions {
  readonly listen?: readonly string[];
}

/** Adds the command to `parent`. */
export function addInit(parent: Command, run: CommandRunner): void {
  parent
    .command('init')
    .description('make a datastore, its private CA and its configuration')
    .option('--listen <HOST:PORT>', `address on which agents are answered; may be given again (default: ${formatHostPort(defaultListener)})`, collect)
    .addHelpText('after', examples('stillpoint-collector init --datastore /srv/stillpoint --listen 10.20.0.5:7443'))
    .action(run(init));
}

async function init(context: CommandContext, options: InitOptions): Promise<undefined> {
  const { datastore, output } = context;
  // A package makes an empty folder that belongs to the service's user.
  await becomeDatastoreUser(datastore);
  const listeners = options.listen?.map(parseHostPort) ?? [defaultListener];
  const { collectorId, configPath } = await createInstance(datastore, listeners, new Date(context.now()));
  if (output.json) {
    await output.document({ datastore, collectorId, config: configPath, listen: listeners.map(formatHostPort) });
    return;
  }
  const chosen = `--datastore ${shellQuote(datastore)}`;
  await output.line(nextSteps(datastore, chosen, listeners));
}

function nextSteps(datastore: string, chosen: string, listeners: readonly HostPort[]): string {
  return `Made a datastore in ${datastore}.
It holds the private CA (folder ca): keep a copy of that folder, agents trust no other.

Next:
  1. start the collector (it will listen on ${listeners.map(formatHostPort).join(', ')}):
       stillpoint-collector serve ${chosen}
  2. make a token for a guest:
       stillpoint-collector token create --agent NAME ${chosen}
  3. paste the line that it prints on the guest.`;
}

function collect(value: string, previous: readonly string[] = []): string[] {
  return [...previous, value];
}
