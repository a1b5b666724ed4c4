/**
 * The globals of a server (the archive `….globals`), reduced to what another server lacks. An account that is there already is left as it is: an old password or an old right would
 * come back otherwise.
 */
import { ACCOUNT_LINE, DATABASE_LINE } from '../../source/mariadb/account-statements.ts';
import type { MariadbServer } from '../../source/mariadb/mariadb-server.ts';
import { sqlName } from '../../source/mariadb/sql-text.ts';
import { runTool } from '../../source/tool/tool-process.ts';

/** What of the globals is to be done. */
export interface GlobalsScript {
  readonly newAccounts: readonly string[];
  /** In order; may be empty. */
  readonly statements: readonly string[];
  /** Grants on single tables and routines, which must be there first: run after the databases are loaded. */
  readonly objectGrants: readonly string[];
}

/** Grants on everything or on whole databases, which need not be there. */
const wideGrant = /^GRANT .* ON (?:\*|`(?:[^`]|``)+`)\.\* TO /;
const objectGrant = /^GRANT .* ON /;

/** Reads `sql` for a server that has `accounts` (`name`@`host`, roles as `name`). */
export function readGlobals(sql: string, accounts: ReadonlySet<string>): GlobalsScript {
  const newAccounts = new Set<string>();
  const statements: string[] = [];
  const objectGrants: string[] = [];
  let account: string | undefined;
  for (const line of sql.split('\n')) {
    if (line.startsWith(DATABASE_LINE)) account = undefined;
    else if (line.startsWith(ACCOUNT_LINE)) account = line.slice(ACCOUNT_LINE.length);
    // Rights of everyone (PUBLIC) are for an administrator to give.
    else if (line !== '' && !line.startsWith('--') && account !== undefined && account !== 'PUBLIC' && !accounts.has(account)) {
      newAccounts.add(account);
      if (objectGrant.test(line) && !wideGrant.test(line) && !line.startsWith('GRANT PROXY ')) objectGrants.push(line);
      else statements.push(line);
    }
  }
  return { newAccounts: [...newAccounts], statements, objectGrants };
}

/** What of `globals` (the archive's bytes) the server lacks. Nothing is done. Throws DATABASE_UNREACHABLE, TOOL_FAILED. */
export async function findMissingGlobals(server: MariadbServer, globals: Uint8Array): Promise<GlobalsScript> {
  const rows = await server.query('SELECT User, Host FROM mysql.user;');
  // A role has no host.
  const known = rows.map(([user = '', host = '']) => (host === '' ? sqlName(user) : `${sqlName(user)}@${sqlName(host)}`));
  return readGlobals(Buffer.from(globals).toString('utf8'), new Set(known));
}

/** Makes the accounts that {@link findMissingGlobals} found, up to the first that fails. Throws TOOL_FAILED with the server's message. */
export async function loadGlobals(server: MariadbServer, { statements }: GlobalsScript): Promise<void> {
  if (statements.length > 0) await runTool(server.client(), `${statements.join('\n')}\n`);
}
