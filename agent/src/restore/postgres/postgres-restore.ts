/** `restore --database` for an archive of kind `postgres`: the globals first when they are wished for, then the dump. */
import { StillpointError } from '@stillpoint/proto/errors.ts';

import { GLOBALS } from '../../source/archive-name.ts';
import { PostgresServer } from '../../source/postgres/postgres-server.ts';
import type { DatabaseRestore } from '../database-restore.ts';
import { findMissingGlobals, loadGlobals, loadPostgres } from './postgres-loader.ts';

/** Throws what {@link loadPostgres} throws, USAGE for an archive that is no dump of a database, and ARCHIVE_UNKNOWN when the snapshot has no globals. */
export async function restorePostgres(restore: DatabaseRestore<'postgres'>): Promise<void> {
  const { source, archiveName, flags, content, say, signal } = restore;
  const globalsName = `${archiveName.split('.')[0] ?? ''}.${GLOBALS}`;
  if (archiveName === globalsName) throw new StillpointError('USAGE', `${archiveName} holds roles and tablespaces, and goes into no database`, { hint: 'name the archive of a database and add --globals, or use --stdout and psql' });
  // Whoever may read everything may not make databases: then a user for the restore is named.
  const { user = source.user } = flags;
  const server = await PostgresServer.connect({ ...source, databases: 'all', user, runAs: source.runAs === undefined ? undefined : user }, signal);
  const dryRun = flags.dryRun === true;
  if (flags.globals === true) await restoreGlobals(restore, server, globalsName, dryRun);
  await loadPostgres(server, content, {
    database: flags.database,
    overwrite: flags.overwrite === 'always',
    table: flags.table,
    schemaOnly: flags.schemaOnly === true,
    noOwner: flags.owner === 'none',
    dryRun,
    say,
  });
}

async function restoreGlobals({ readOther, say }: DatabaseRestore<'postgres'>, server: PostgresServer, name: string, dryRun: boolean): Promise<void> {
  const globals = await readOther(name);
  if (globals === undefined) throw new StillpointError('ARCHIVE_UNKNOWN', `the snapshot has no archive ${name}`, { hint: 'make the roles by hand, or load without owners with --owner none' });
  const script = await findMissingGlobals(server, globals);
  say(script.statements.length === 0 ? 'the server has all roles of the snapshot' : `roles that the server lacks${dryRun ? '' : ', made now'}:`);
  // The hash of a password is of use to who reads it over a shoulder.
  for (const statement of script.statements) say(`  ${statement.replace(/ PASSWORD '[^']*'/, " PASSWORD '…'")}`);
  for (const statement of script.tablespaces) say(`  not run, since it needs a folder first: ${statement}`);
  if (!dryRun) await loadGlobals(server, script);
}
