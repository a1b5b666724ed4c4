/** `ls`: this guest's plans, a snapshot's archives, a directory's entries. */
import { declareLs, list } from '@stillpoint/proto/cli/commands/ls.ts';
import type { Command } from 'commander';

import { examples, type CommandRunner } from '../command-context.ts';
import { onOwnSnapshots } from '../own-access.ts';

/** Adds the command to `parent`. */
export function addLs(parent: Command, run: CommandRunner): void {
  declareLs(parent)
    .argument('<ADDRESS>', "this agent's name lists its plans, a SNAPSHOT its archives, a path its entries")
    .addHelpText('after', examples('stillpoint-agent ls daily', 'stillpoint-agent ls -l daily:/etc', 'stillpoint-agent ls "daily@2026-11-22 10:30:/srv/www"'))
    .action(onOwnSnapshots(run)(list));
}
