/** `ls`: an agent's plans, a snapshot's archives, a directory's entries. */
import { declareLs, list } from '@stillpoint/proto/cli/commands/ls.ts';
import { examples } from '@stillpoint/proto/cli/snapshot-access.ts';
import type { Command } from 'commander';

import { onDatastore } from '../admin-access.ts';
import type { CommandRunner } from '../command-context.ts';

/** Adds the command to `parent`. */
export function addLs(parent: Command, run: CommandRunner): void {
  declareLs(parent)
    .argument('<ADDRESS>', 'an AGENT lists its plans, a SNAPSHOT its archives, a path its entries')
    .addHelpText('after', examples('stillpoint-collector ls db1', 'stillpoint-collector ls db1/daily', 'stillpoint-collector ls -l db1:/etc', 'stillpoint-collector ls "db1@2026-11-22 10:30:/srv/www"'))
    .action(onDatastore(run)(list));
}
