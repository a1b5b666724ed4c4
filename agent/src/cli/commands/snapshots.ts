/** `snapshots`: what can be restored of this guest. */
import { declareSnapshots, listSnapshots } from '@stillpoint/proto/cli/commands/snapshots.ts';
import type { Command } from 'commander';

import { examples, type CommandRunner } from '../command-context.ts';
import { onOwnSnapshots } from '../own-access.ts';

/** Adds the command to `parent`. */
export function addSnapshots(parent: Command, run: CommandRunner): void {
  declareSnapshots(parent).addHelpText('after', examples('stillpoint-agent snapshots', 'stillpoint-agent snapshots --plan daily --json')).action(onOwnSnapshots(run)(listSnapshots));
}
