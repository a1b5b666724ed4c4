/** `find`: every version of a path, over all snapshots of this guest. */
import { declareFind, findVersions } from '@stillpoint/proto/cli/commands/find.ts';
import type { Command } from 'commander';

import { examples, type CommandRunner } from '../command-context.ts';
import { onOwnSnapshots } from '../own-access.ts';

/** Adds the command to `parent`. */
export function addFind(parent: Command, run: CommandRunner): void {
  declareFind(parent).addHelpText('after', examples('stillpoint-agent find hosts', "stillpoint-agent find '/srv/**/*.xlsx' --deleted")).action(onOwnSnapshots(run)(findVersions));
}
