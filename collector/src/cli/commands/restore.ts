/** `restore`: gives back files, trees and streams. This process writes the files, with its caller's rights; with `--to-agent` a guest does (push-restore.ts). */
import { declareRestore, restore } from '@stillpoint/proto/cli/commands/restore.ts';
import type { ExitStatus } from '@stillpoint/proto/cli/exit-status.ts';
import type { RestoreFlags } from '@stillpoint/proto/cli/restore-options.ts';
import { examples } from '@stillpoint/proto/cli/snapshot-access.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { Command } from 'commander';

import { openSnapshots } from '../admin-access.ts';
import type { CommandContext, CommandRunner } from '../command-context.ts';
import { pushRestore } from '../push-restore.ts';

/** Adds the command to `parent`. */
export function addRestore(parent: Command, run: CommandRunner): void {
  declareRestore(parent)
    .option('--to-agent <NAME>', 'have this guest restore, into a directory that its agent.toml permits: --to DIR there, or the only one')
    .addHelpText(
      'after',
      examples(
        'stillpoint-collector restore db1:/etc/hosts --to /tmp/look',
        'stillpoint-collector restore db1/daily@-1:/srv/www --to / --full-path --overwrite changed',
        'stillpoint-collector restore db1/daily:postgres.shop --stdout | pg_restore -d shop',
        "stillpoint-collector restore db1 --stdout --format tar --include '*.conf' | tar -xf - -C /tmp/conf",
        'stillpoint-collector restore db1:/etc/nginx --to-agent web7 --to /var/restore',
      ),
    )
    .action(run(restoreTo));
}

async function restoreTo(context: CommandContext, texts: readonly string[], flags: RestoreFlags & { readonly toAgent?: string }): Promise<ExitStatus | undefined> {
  const { toAgent, ...others } = flags;
  if (toAgent !== undefined && others.keyFile !== undefined) throw new StillpointError('USAGE', '--to-agent and --key-file do not go together', { hint: 'the guest takes its own key; with another key, run `stillpoint-agent restore` there' });
  const access = { ...context, openSnapshots: (keyFiles?: readonly string[]) => openSnapshots(context, keyFiles) };
  return toAgent === undefined ? restore(access, texts, others) : pushRestore(access, toAgent, texts, others);
}
