/** `find`: every version of a path, over all snapshots. */
import { declareFind, findVersions } from '@stillpoint/proto/cli/commands/find.ts';
import { examples } from '@stillpoint/proto/cli/snapshot-access.ts';
import type { Command } from 'commander';

import { onDatastore } from '../admin-access.ts';
import type { CommandRunner } from '../command-context.ts';

/** Adds the command to `parent`. */
export function addFind(parent: Command, run: CommandRunner): void {
  declareFind(parent)
    .option('--agent <NAME>', 'only of this agent')
    .addHelpText('after', examples('stillpoint-collector find hosts', "stillpoint-collector find '/srv/**/*.xlsx' --agent files1 --deleted"))
    .action(onDatastore(run)(findVersions));
}
