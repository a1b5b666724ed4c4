/**
 * Which privileges each kind of backup needs, by the server's version, and what is missing without one. `check --suggest` prints them as statements.
 */
import type { Grants } from './grants.ts';
import type { MariadbServer } from './mariadb-server.ts';
import { compareSeries, type Flavour, type Series } from './mariadb-tools.ts';

/** A privilege that an account lacks. */
export interface MissingRight {
  readonly privilege: string;
  /** undefined: on everything. */
  readonly database: string | undefined;
  /** What a backup lacks without it. */
  readonly consequence: string;
  /** True when the tool fails without it, so that there is no need to say more. */
  readonly fatal: boolean;
}

/** In MariaDB 10.5 the privilege to see the binary log's position got a name of its own. */
const newNames: Series = { major: 10, minor: 5 };
/** From MySQL 8.0 on a dump may show routines with a privilege of their own. */
const mysqlNewNames: Series = { major: 8, minor: 0 };

const perDatabase = [
  { privilege: 'SELECT', consequence: 'tables that it may not read are not in the dump', fatal: false },
  { privilege: 'SHOW VIEW', consequence: 'a database with views cannot be dumped', fatal: true },
  { privilege: 'TRIGGER', consequence: 'triggers are not in the dump', fatal: false },
  { privilege: 'EVENT', consequence: 'a database cannot be dumped with its events', fatal: true },
] as const;

/** Name of the privilege to see the position in the binary log. */
export function positionPrivilege(flavour: Flavour, series: Series): string {
  return flavour === 'mariadb' && compareSeries(series, newNames) >= 0 ? 'BINLOG MONITOR' : 'REPLICATION CLIENT';
}

/** What is missing for dumps of `databases`. */
export function missingForDumps(server: MariadbServer, grants: Grants, databases: readonly string[], all: boolean, lockTables: boolean): MissingRight[] {
  const missing: MissingRight[] = [];
  if (all && !grants.has('SHOW DATABASES') && !grants.has('SELECT')) {
    missing.push({ privilege: 'SHOW DATABASES', database: undefined, consequence: 'databases that it may not see are not backed up', fatal: false });
  }
  const wanted = [...perDatabase, ...(lockTables ? [{ privilege: 'LOCK TABLES', consequence: 'tables cannot be locked', fatal: true }] : [])];
  for (const { privilege, consequence, fatal } of wanted) {
    if (grants.has(privilege)) continue;
    for (const database of databases) if (!grants.has(privilege, database)) missing.push({ privilege, database, consequence, fatal });
  }
  return [...missing, ...missingForRoutines(server, grants)];
}

/** The text of routines lies in the server's own tables. */
function missingForRoutines({ flavour, series }: MariadbServer, grants: Grants): MissingRight[] {
  const consequence = 'the text of procedures and functions of others, and the accounts, are not in the backup';
  if (grants.has('SELECT') || grants.has('SELECT', 'mysql')) return [];
  if (flavour === 'mysql' && compareSeries(series, mysqlNewNames) >= 0 && grants.has('SHOW_ROUTINE')) return [];
  return [{ privilege: 'SELECT', database: 'mysql', consequence, fatal: false }];
}

/** What is missing for writing down the position in the binary log; MariaDB shows it to everyone. */
export function missingForPosition({ flavour, series }: MariadbServer, grants: Grants): string[] {
  return flavour === 'mariadb' ? [] : grants.missing(['RELOAD', positionPrivilege(flavour, series)]);
}

/** What is missing for a physical copy: nothing of it can be left out. */
export function missingForCopy(server: MariadbServer, grants: Grants): string[] {
  return grants.missing(copyPrivileges(server));
}

/** Privileges for a physical copy. */
export function copyPrivileges({ flavour, series }: { readonly flavour: Flavour; readonly series: Series }): string[] {
  const position = positionPrivilege(flavour, series);
  if (flavour === 'mysql') return compareSeries(series, mysqlNewNames) >= 0 ? ['BACKUP_ADMIN', 'PROCESS', 'RELOAD', 'LOCK TABLES', position] : ['PROCESS', 'RELOAD', 'LOCK TABLES', position];
  return compareSeries(series, newNames) >= 0 ? ['RELOAD', 'PROCESS', position] : ['RELOAD', 'PROCESS', 'LOCK TABLES', position];
}

/** Privileges for keeping the server still. */
export function quiescePrivileges(): string[] {
  return ['RELOAD'];
}
