/** `snapshots`: what can be restored. */
import { declareSnapshots, listSnapshots } from '@stillpoint/proto/cli/commands/snapshots.ts';
import { examples, keyFileOption } from '@stillpoint/proto/cli/snapshot-access.ts';
import type { Command } from 'commander';

import { onDatastore } from '../admin-access.ts';
import type { CommandRunner } from '../command-context.ts';

/** Adds the command to `parent`. */
export function addSnapshots(parent: Command, run: CommandRunner): void {
  declareSnapshots(parent)
    .option('--agent <NAME>', 'only of this agent')
    .option(...keyFileOption)
    .addHelpText('after', examples('stillpoint-collector snapshots --agent db1', 'stillpoint-collector snapshots --json'))
    .action(onDatastore(run)(listSnapshots));
}
