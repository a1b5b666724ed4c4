/**
 * What belongs to no single database, as statements: databases with their character sets, roles, accounts and what they may do. Put together from SHOW CREATE USER and SHOW GRANTS,
 * the same for both makers; each account's statements stand together behind a line that names it, so that a restore can choose. The text holds hashes of passwords, as the server's
 * own tables do.
 */
import { compareSeries } from './mariadb-tools.ts';
import type { MariadbServer } from './mariadb-server.ts';
import { sqlName, sqlText } from './sql-text.ts';

/** Begins the statements of an account or a role: read by the restore. Never change. */
export const ACCOUNT_LINE = '-- Account ';
/** Begins the statements of a database. Never change. */
export const DATABASE_LINE = '-- Database ';
/** Ends the whole. Never change. */
export const GLOBALS_END_LINE = '-- Dump completed';

/** From MySQL 8.0 on hashes of passwords may be bytes that are no text. */
const binaryHashesSince = { major: 8, minor: 0 } as const;

/** Everything as one text. Throws as {@link MariadbServer.query}: the account needs SELECT on the database `mysql`. */
export async function accountStatements(server: MariadbServer): Promise<string> {
  const lines = ['-- Stillpoint: globals of a server', `-- Server version\t${server.versionText}`, ''];
  for (const database of await server.databases()) {
    lines.push(`${DATABASE_LINE}${oneLine(sqlName(database))}`, `${(await server.createStatement(database)).replace(/^CREATE DATABASE /, 'CREATE DATABASE IF NOT EXISTS ')};`, '');
  }
  const roles = await listRoles(server);
  const accounts = await listAccounts(server);
  for (const role of roles) if (role !== EVERYONE) lines.push(`${ACCOUNT_LINE}${oneLine(sqlName(role))}`, `CREATE ROLE IF NOT EXISTS ${sqlName(role)};`, '');
  lines.push(...(await shown(server, accounts.map((account) => ({ account, statement: `SHOW CREATE USER ${account}` })))));
  // A role may be granted to another role: all are made before anything is granted.
  const all = [...roles.map((role) => (role === EVERYONE ? role : sqlName(role))), ...accounts];
  lines.push(...(await shown(server, all.map((account) => ({ account, statement: `SHOW GRANTS FOR ${account}` })))));
  return `${lines.join('\n')}\n${GLOBALS_END_LINE}\n`;
}

/** What stands for everyone, from MariaDB 10.11 on. */
const EVERYONE = 'PUBLIC';

async function listRoles(server: MariadbServer): Promise<string[]> {
  // Roles of MySQL are accounts.
  if (server.flavour === 'mysql') return [];
  return (await server.query("SELECT User FROM mysql.user WHERE is_role = 'Y' ORDER BY User;")).map(([role = '']) => role);
}

async function listAccounts(server: MariadbServer): Promise<string[]> {
  const rows = await server.query(`SELECT User, Host FROM mysql.user ${server.flavour === 'mariadb' ? "WHERE is_role <> 'Y' " : ''}ORDER BY User, Host;`);
  return rows.map(([user = '', host = '']) => `${sqlName(user)}@${sqlName(host)}`);
}

/** Lines of what the statements show, each account's behind a line that names it. One client asks for all. */
async function shown(server: MariadbServer, questions: readonly { readonly account: string; readonly statement: string }[]): Promise<string[]> {
  const setting = server.flavour === 'mysql' && compareSeries(server.series, binaryHashesSince) >= 0 ? 'SET print_identified_with_as_hex = ON;' : '';
  const rows = await server.query(`${setting}${questions.map(({ account, statement }) => `SELECT ${sqlText(`\n${ACCOUNT_LINE}${oneLine(account)}`)}; ${statement};`).join('\n')}`);
  return [...rows.map(([line = '']) => (line.startsWith(`\n${ACCOUNT_LINE}`) ? line : `${line.replace(/^CREATE USER /, 'CREATE USER IF NOT EXISTS ')};`)), ''];
}

/** A name may hold line breaks; a comment must not. */
function oneLine(text: string): string {
  return text.replaceAll(/[\r\n]/g, '?');
}
