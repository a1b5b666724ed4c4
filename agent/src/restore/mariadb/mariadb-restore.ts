/** `restore --database` for an archive of kind `mariadb` or `mysql`: the globals first when they are wished for, then the dump. */
import { StillpointError } from '@stillpoint/proto/errors.ts';

import { GLOBALS } from '../../source/archive-name.ts';
import { PHYSICAL } from '../../source/mariadb/mariadb-copy-source.ts';
import { MariadbServer } from '../../source/mariadb/mariadb-server.ts';
import type { DatabaseRestore } from '../database-restore.ts';
import { findMissingGlobals, loadGlobals } from './globals-script.ts';
import { loadMariadb } from './mariadb-loader.ts';

/** Throws what {@link loadMariadb} throws, USAGE for an archive that is no dump of a database, and ARCHIVE_UNKNOWN when the snapshot has no globals. */
export async function restoreMariadb(restore: DatabaseRestore<'mariadb' | 'mysql'>): Promise<void> {
  const { source, archiveName, flags, content, say, signal } = restore;
  const [sourceName = ''] = archiveName.split('.');
  const globalsName = `${sourceName}.${GLOBALS}`;
  if (archiveName === globalsName) throw new StillpointError('USAGE', `${archiveName} holds accounts and roles, and goes into no database`, { hint: 'name the archive of a database and add --globals, or use --stdout and mariadb' });
  if (archiveName === `${sourceName}.${PHYSICAL}`) throw new StillpointError('USAGE', `${archiveName} holds the files of a whole server, and goes into no database`, { hint: 'make a data directory of it: --data-directory DIR' });
  const { user } = flags;
  // Whoever may read everything may not make databases: then a user for the restore is named. The option file has the other one's password.
  const address = user === undefined ? source : { ...source, user, runAs: source.runAs === undefined ? undefined : user, defaultsFile: undefined };
  const server = await MariadbServer.connect(address, source.kind, signal);
  const dryRun = flags.dryRun === true;
  if (flags.globals === true) await restoreGlobals(restore, server, globalsName, dryRun);
  await loadMariadb(server, content, {
    database: flags.database,
    overwrite: flags.overwrite === 'always',
    table: flags.table,
    schemaOnly: flags.schemaOnly === true,
    noOwner: flags.owner === 'none',
    dryRun,
    timeoutMs: source.timeoutMs,
    say,
  });
}

async function restoreGlobals({ readOther, say }: DatabaseRestore<'mariadb' | 'mysql'>, server: MariadbServer, name: string, dryRun: boolean): Promise<void> {
  const globals = await readOther(name);
  if (globals === undefined) throw new StillpointError('ARCHIVE_UNKNOWN', `the snapshot has no archive ${name}`, { hint: 'make the accounts by hand, or load without owners with --owner none' });
  const script = await findMissingGlobals(server, globals);
  say(script.newAccounts.length === 0 ? 'the server has all accounts of the snapshot' : `accounts that the server lacks${dryRun ? '' : ', made now'}: ${script.newAccounts.join(', ')}`);
  for (const statement of script.statements) say(`  ${withoutSecret(statement)}`);
  for (const statement of script.objectGrants) say(`  not run, since it needs its table or routine first: ${statement}`);
  if (!dryRun) await loadGlobals(server, script);
}

/** The hash of a password is of use to who reads it over a shoulder. */
function withoutSecret(statement: string): string {
  return statement.replaceAll(/ (PASSWORD|USING|AS) (?:'(?:[^'\\]|\\.|'')*'|0x[0-9A-Fa-f]+)/g, " $1 '…'");
}
