/** `complete`: names for the completion of a shell, one in a line. Not in the help: people have `status` and `snapshots`. */
import { listSnapshotAddresses } from '@stillpoint/proto/cli/commands/snapshots.ts';
import type { Command } from 'commander';

import { readGuestPlans } from '../../central/guest-plans.ts';
import { readAgentConfig } from '../../config/agent-config-file.ts';
import type { CommandContext, CommandRunner } from '../command-context.ts';
import { onOwnSnapshots } from '../own-access.ts';

/** Adds the command to `parent`. */
export function addComplete(parent: Command, run: CommandRunner): void {
  const group = parent.command('complete', { hidden: true }).description('names for the completion of a shell');
  group.command('plans').action(run(listPlans));
  group.command('snapshots').action(onOwnSnapshots(run)(listSnapshotAddresses));
}

async function listPlans({ configFile, output }: CommandContext): Promise<undefined> {
  for (const { name } of readGuestPlans(readAgentConfig(configFile)).config.plans) await output.line(name);
}
