/**
 * Loads a dump of a database into a running MariaDB or MySQL server, through its client. Nothing is written before the target is known to be free. A database that was made for it is
 * dropped again when loading fails; one that was there keeps what was loaded until then, since these servers cannot take back the making of tables.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { bytesOfByteString } from '@stillpoint/proto/text/byte-string.ts';

import { listTables } from '../../source/mariadb/table-choice.ts';
import type { MariadbServer } from '../../source/mariadb/mariadb-server.ts';
import { compareSeries, makerOf } from '../../source/mariadb/mariadb-tools.ts';
import { sqlName } from '../../source/mariadb/sql-text.ts';
import { dropHalf } from '../half-database.ts';
import { feedTool } from '../tool-input.ts';
import { DumpFilter } from './dump-filter.ts';
import { lookIntoDump, type DumpHead } from './dump-head.ts';

/** What is loaded, and where to. */
export interface MariadbLoad {
  /** Made when it is not there. */
  readonly database: string;
  /** Replaces tables that are in the way, where they are refused otherwise. Tables that are not in the dump stay. */
  readonly overwrite: boolean;
  /** Only this table or view, with its rows and triggers. */
  readonly table: string | undefined;
  readonly schemaOnly: boolean;
  /** Views, triggers, routines and events belong to whoever loads: for a server that lacks the accounts. */
  readonly noOwner: boolean;
  /** Looks, and writes nothing. */
  readonly dryRun: boolean;
  readonly timeoutMs: number;
  /** Told what will be done, and what the person should know. */
  readonly say: (line: string) => void;
}

/** What was done. */
export interface MariadbLoaded {
  readonly created: boolean;
  /** Accounts that something loaded belongs to and that the server does not have. */
  readonly missingDefiners: readonly string[];
}

/**
 * Loads `dump`. Throws TARGET_CONFLICT when the target holds something, PATH_UNKNOWN when the table is not in the dump, DATABASE_UNREACHABLE, TOOL_FAILED with what the server said, and what the stream
 * throws.
 */
export async function loadMariadb(server: MariadbServer, dump: AsyncIterable<Uint8Array>, load: MariadbLoad): Promise<MariadbLoaded> {
  const head = await lookIntoDump(dump);
  const exists = (await server.databases()).includes(load.database);
  if (exists) await refuseTaken(server, load);
  tellVersions(server, head, load.say);
  if (load.dryRun) return { created: false, missingDefiners: [] };
  if (!exists) {
    await server.query(`CREATE DATABASE ${sqlName(load.database)} ${head.createOptions};`);
    load.say(`made the database ${load.database}`);
  }
  const filter = new DumpFilter(load);
  try {
    await feedTool(server.client(['--binary-mode', '--max-allowed-packet=1G', `--database=${load.database}`], load.timeoutMs), filter.apply(head.stream));
    if (!filter.found) throw new StillpointError('PATH_UNKNOWN', `the dump holds no table ${load.table ?? ''}`, { hint: 'name it as it is in the database, without the database' });
  } catch (error) {
    if (exists) load.say(`the database ${load.database} holds what was loaded until then`);
    else await dropHalf(load, () => server.unstoppable().query(`DROP DATABASE ${sqlName(load.database)};`));
    throw withHint(error);
  }
  const missingDefiners = await findMissing(server, filter.definers);
  if (missingDefiners.length > 0) {
    load.say(`views, triggers, routines or events belong to accounts that the server does not have: ${missingDefiners.join(', ')}; they fail until these are made, from the same snapshot's globals`);
  }
  return { created: !exists, missingDefiners };
}

async function refuseTaken(server: MariadbServer, { database, table, overwrite }: MariadbLoad): Promise<void> {
  const tables = (await listTables(server, database)).map(({ name }) => name).filter((name) => table === undefined || name === table);
  if (tables.length === 0 || overwrite) return;
  throw new StillpointError('TARGET_CONFLICT', `the database ${database} at ${server.name} holds ${tables.slice(0, 5).join(', ')}${tables.length > 5 ? ` and ${tables.length - 5} more` : ''}; nothing was written`, {
    hint: 'choose a new name with --database, or replace what is there with --overwrite always',
  });
}

function tellVersions(server: MariadbServer, { server: dumped }: DumpHead, say: (line: string) => void): void {
  if (dumped === undefined) return;
  const names = `the server is ${makerOf(server.flavour)} ${server.version}, and ${makerOf(dumped.flavour)} ${dumped.version} was dumped`;
  if (dumped.flavour !== server.flavour) say(`${names}: what the two do not share fails`);
  else if (compareSeries(server.series, dumped.series) < 0) say(`${names}: what an older server does not know fails`);
}

async function findMissing(server: MariadbServer, definers: ReadonlySet<string>): Promise<string[]> {
  if (definers.size === 0) return [];
  try {
    const known = new Set((await server.query('SELECT User, Host FROM mysql.user;')).map(([user = '', host = '']) => `${sqlName(user)}@${sqlName(host)}`));
    return [...definers].map((name) => bytesOfByteString(name).toString('utf8')).filter((name) => !known.has(name)).sort();
  } catch (error) {
    // Who may load a database need not be allowed to see accounts.
    if (error instanceof StillpointError && error.code === 'TOOL_FAILED') return [];
    throw error;
  }
}

/** A statement with a large value is as long as twice the value. */
function withHint(error: unknown): unknown {
  if (!(error instanceof StillpointError) || error.code !== 'TOOL_FAILED' || !/ERROR (?:1153|2006|2013|2020) /.test(error.message)) return error;
  return new StillpointError(error.code, error.message, { hint: 'a value may be longer than the server\'s max_allowed_packet: SET GLOBAL max_allowed_packet = 1073741824, and load again', cause: error });
}
