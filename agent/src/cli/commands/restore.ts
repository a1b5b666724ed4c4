/** `restore`: gives back what is in this guest's own snapshots. This process writes the files, with its caller's rights. */
import { declareRestore, restore } from '@stillpoint/proto/cli/commands/restore.ts';
import type { ExitStatus } from '@stillpoint/proto/cli/exit-status.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { Command } from 'commander';

import { readAgentConfig } from '../../config/agent-config-file.ts';
import { restoreCluster, type ClusterFlags } from '../../restore/cluster-restore.ts';
import { restoreDatabase, type DatabaseFlags } from '../../restore/database-restore.ts';
import { examples, type CommandRunner } from '../command-context.ts';
import { onOwnSnapshots, type OwnAccessContext } from '../own-access.ts';
import { isToken, restoreByToken, type RescueFlags } from '../rescue-restore.ts';

/** Adds the command to `parent`. */
export function addRestore(parent: Command, run: CommandRunner): void {
  declareRestore(parent)
    .option('--collector <HOST:PORT>', 'with a token in place of the first address: where its collector is')
    .option('--cluster <DIR>', 'a physical backup as a data directory that starts: of MariaDB this directory itself, of PostgreSQL below it with its full paths')
    .option('--database <NAME>', 'into this database of the server that the archive came from; made when it is not there, refused when it holds tables, unless --overwrite always')
    .option('--table <NAME>', 'only this table, with --database')
    .option('--schema-only', 'no rows, with --database')
    .option('--globals', 'make roles that the server lacks first, with --database; they are shown')
    .option('--user <NAME>', 'connect as this user, with --database')
    .addHelpText(
      'after',
      examples(
        'stillpoint-agent restore daily:/etc/hosts --to /tmp/look',
        'stillpoint-agent restore daily@-1:/srv/www --in-place --overwrite changed',
        'stillpoint-agent restore daily:postgres.shop --database shop_restored',
        'stillpoint-agent restore daily:postgres.data --cluster /srv/restored',
        'stillpoint-agent restore daily:mariadb.physical --cluster /srv/restored',
        'stillpoint-agent restore daily:postgres.shop --stdout | pg_restore -d shop',
        'stillpoint-agent restore TOKEN --collector 10.20.0.5:7443 --to /mnt',
      ),
    )
    .action(onOwnSnapshots(run)(restoreTo));
}

async function restoreTo(given: OwnAccessContext, texts: readonly string[], flags: RescueFlags & DatabaseFlags & ClusterFlags): Promise<ExitStatus | undefined> {
  const { database, cluster, collector } = flags;
  const context = { ...given, openSnapshots: () => given.openSnapshots(flags.keyFile) };
  const [first = '', ...parts] = texts;
  if (isToken(first)) {
    refuseTogether('a token', { '--database': database, '--cluster': cluster, '--table': flags.table, '--schema-only': flags.schemaOnly, '--globals': flags.globals, '--user': flags.user });
    return restoreByToken(context, first, parts, flags);
  }
  refuseTogether('an address', { '--collector': collector });
  if (cluster !== undefined) {
    refuseTogether('--cluster', { '--database': database, '--to': flags.to, '--in-place': flags.inPlace, '--stdout': flags.stdout, '--format': flags.format, '--include': flags.include, '--exclude': flags.exclude, '--full-path': flags.fullPath });
    return restoreCluster(context, readAgentConfig(context.configFile), texts, { ...flags, cluster });
  }
  if (database !== undefined) {
    refuseTogether('--database', { '--to': flags.to, '--in-place': flags.inPlace, '--stdout': flags.stdout, '--format': flags.format, '--include': flags.include, '--exclude': flags.exclude, '--full-path': flags.fullPath });
    return restoreDatabase(context, readAgentConfig(context.configFile), texts, { ...flags, database });
  }
  refuseTogether('restoring files', { '--table': flags.table, '--schema-only': flags.schemaOnly, '--globals': flags.globals, '--user': flags.user });
  return restore(context, texts, flags);
}

function refuseTogether(one: string, others: Readonly<Record<string, unknown>>): void {
  const [other] = Object.entries(others).find(([, given]) => given !== undefined) ?? [];
  if (other !== undefined) throw new StillpointError('USAGE', `${one} and ${other} do not go together`, { hint: 'leave one of them out' });
}
