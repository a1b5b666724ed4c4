/** The tables of a database: which are left out, and which no transaction covers. */
import { anyRunToken, ByteGlob } from '@stillpoint/proto/text/byte-glob.ts';
import { byteStringFromText } from '@stillpoint/proto/text/byte-string.ts';

import type { MariadbServer } from './mariadb-server.ts';
import { sqlText } from './sql-text.ts';

/** One table or view. */
export interface TableFacts {
  readonly name: string;
  /** undefined: a view. */
  readonly engine: string | undefined;
  /** True when a transaction sees it as it was at its beginning. */
  readonly transactional: boolean;
}

/** All tables and views of `database` that the account sees. */
export async function listTables(server: MariadbServer, database: string): Promise<TableFacts[]> {
  const rows = await server.query(
    `SELECT t.TABLE_NAME, COALESCE(t.ENGINE, ''), COALESCE(e.TRANSACTIONS, ''), t.TABLE_TYPE FROM information_schema.TABLES t LEFT JOIN information_schema.ENGINES e ON e.ENGINE = t.ENGINE
     WHERE t.TABLE_SCHEMA = ${sqlText(database)} ORDER BY t.TABLE_NAME;`,
  );
  return rows.map(([name = '', engine = '', transactions, type]) => ({
    name,
    engine: engine === '' ? undefined : engine,
    transactional: type !== 'BASE TABLE' || transactions === 'YES',
  }));
}

/** Those of `tables` that one of the patterns `table` or `database.table` names, where `*` stands for any characters. */
export function chosenTables(patterns: readonly string[], database: string, tables: readonly TableFacts[]): TableFacts[] {
  const globs = patterns.map(globOf);
  return tables.filter(({ name }) => globs.some((glob) => glob.matches(byteStringFromText(name)) || glob.matches(byteStringFromText(`${database}.${name}`))));
}

/** Those that no transaction covers: they are read as they are when their turn comes. */
export function uncoveredTables(tables: readonly TableFacts[]): TableFacts[] {
  return tables.filter(({ engine, transactional }) => engine !== undefined && !transactional);
}

// No RegExp: one with many stars can take for ever on an unlucky name, and the collector may have written it.
function globOf(pattern: string): ByteGlob {
  return new ByteGlob(Array.from(byteStringFromText(pattern), (byte) => (byte === '*' ? anyRunToken : byte.charCodeAt(0))), []);
}
