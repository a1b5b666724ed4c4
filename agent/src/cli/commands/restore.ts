/** `restore`: gives back what is in this guest's own snapshots. This process writes the files, with its caller's rights. */
import { declareRestore, restore } from '@stillpoint/proto/cli/commands/restore.ts';
import type { Command } from 'commander';

import { examples, type CommandRunner } from '../command-context.ts';
import { onOwnSnapshots } from '../own-access.ts';

/** Adds the command to `parent`. */
export function addRestore(parent: Command, run: CommandRunner): void {
  declareRestore(parent)
    .addHelpText(
      'after',
      examples(
        'stillpoint-agent restore daily:/etc/hosts --to /tmp/look',
        'stillpoint-agent restore daily@-1:/srv/www --in-place --overwrite changed',
        'stillpoint-agent restore daily:postgres.shop --stdout | pg_restore -d shop',
      ),
    )
    .action(onOwnSnapshots(run)(restore));
}
