/** `restore`: gives back files, trees and streams. This process writes the files, with its caller's rights. */
import { declareRestore, restore } from '@stillpoint/proto/cli/commands/restore.ts';
import { examples } from '@stillpoint/proto/cli/snapshot-access.ts';
import type { Command } from 'commander';

import { onDatastore } from '../admin-access.ts';
import type { CommandRunner } from '../command-context.ts';

/** Adds the command to `parent`. */
export function addRestore(parent: Command, run: CommandRunner): void {
  declareRestore(parent)
    .addHelpText(
      'after',
      examples(
        'stillpoint-collector restore db1:/etc/hosts --to /tmp/look',
        'stillpoint-collector restore db1/daily@-1:/srv/www --to / --full-path --overwrite changed',
        'stillpoint-collector restore db1/daily:postgres.shop --stdout | pg_restore -d shop',
        "stillpoint-collector restore db1 --stdout --format tar --include '*.conf' | tar -xf - -C /tmp/conf",
      ),
    )
    .action(onDatastore(run)(restore));
}
