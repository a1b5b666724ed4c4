/**
 * The statements that give an account the rights for a backup, and no more: what an administrator runs once. They hold no password: the account gets in by its name in the operating
 * system, or the administrator sets one.
 */
import type { MariadbSourceConfig } from '../../config/agent-config.ts';
import { compareSeries, type Flavour, type Series } from './mariadb-tools.ts';
import { copyPrivileges, positionPrivilege, quiescePrivileges } from './needed-rights.ts';
import { sqlName } from './sql-text.ts';

/** A statement. */
export interface Grant {
  readonly statement: string;
  /** Why it is needed. */
  readonly reason: string;
}

/** What of a source its rights depend on. */
export type GrantWish = Pick<MariadbSourceConfig, 'method' | 'databases' | 'lockTables' | 'quiesce'>;

/** From here on an account may be let in by its name in the operating system without a plugin that has to be loaded. */
const socketSince: Series = { major: 10, minor: 4 };
const mysqlRoutineSince: Series = { major: 8, minor: 0 };
const dumpPrivileges = ['SELECT', 'SHOW VIEW', 'TRIGGER', 'EVENT'] as const;

/** Statements for a new account `user`@`localhost` on a server of that version. */
export function mariadbGrants(user: string, { flavour, series, hasBinaryLog }: { readonly flavour: Flavour; readonly series: Series; readonly hasBinaryLog: boolean }, wish: GrantWish): readonly Grant[] {
  const account = `${sqlName(user)}@${sqlName('localhost')}`;
  const grants: Grant[] = [{ statement: `CREATE USER ${account} ${identification(flavour, series)};`, reason: `an account for backups; the user ${user} of the guest gets in through the socket without a password` }];
  const add = (privileges: readonly string[], scope: string, reason: string): void => {
    if (privileges.length > 0) grants.push({ statement: `GRANT ${privileges.join(', ')} ON ${scope} TO ${account};`, reason });
  };
  if (wish.quiesce) add(quiescePrivileges(), '*.*', 'keeps the server still while filesystems are copied');
  if (wish.method === 'physical') {
    add(copyPrivileges({ flavour, series }), '*.*', 'copies the files of the server while it works');
    return grants;
  }
  const privileges = [...dumpPrivileges, ...(wish.lockTables ? ['LOCK TABLES'] : [])];
  if (wish.databases === 'all') {
    add(privileges, '*.*', 'dumps every database, also those made later, and reads accounts and routines');
  } else {
    for (const database of wish.databases) add(privileges, `${pattern(database)}.*`, `dumps the database ${database}`);
    add(['SELECT'], '`mysql`.*', 'reads accounts, and the text of procedures and functions');
  }
  if (flavour === 'mysql') {
    if (compareSeries(series, mysqlRoutineSince) >= 0 && wish.databases !== 'all') add(['SHOW_ROUTINE'], '*.*', 'reads procedures and functions');
    if (hasBinaryLog && !wish.lockTables) add(['RELOAD', positionPrivilege(flavour, series)], '*.*', 'writes the position in the binary log into each dump');
  }
  return grants;
}

/** `_` and `%` of a database's name stand for themselves. */
function pattern(database: string): string {
  return sqlName(database.replaceAll(/[_%\\]/g, '\\$&'));
}

function identification(flavour: Flavour, series: Series): string {
  if (flavour === 'mysql') return 'IDENTIFIED WITH auth_socket';
  return compareSeries(series, socketSince) >= 0 ? 'IDENTIFIED VIA unix_socket' : 'IDENTIFIED WITH unix_socket';
}
