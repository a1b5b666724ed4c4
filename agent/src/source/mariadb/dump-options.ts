/**
 * How databases are dumped: whole with everything that belongs to them, so that they can be loaded under another name, and so that two dumps of nearly the same rows are nearly the
 * same bytes (docs/performance.md has the measurements).
 */
import { compareSeries, type MariadbTool } from './mariadb-tools.ts';

/** What differs from one dump to the next. */
export interface DumpWish {
  readonly database: string;
  readonly schemaOnly: boolean;
  /** In place of a transaction. */
  readonly lockTables: boolean;
  readonly position: boolean;
  readonly withoutTables: readonly string[];
  readonly withoutRows: readonly string[];
}

/**
 * Rows of one statement, in bytes. Where a statement ends shifts with every row before it, which costs a chunk each time; at 1 MiB twice the upload of 4 MiB. Below the
 * `max_allowed_packet` of every server at its default. One statement for each row would upload still a little less, and takes five times as long to load.
 */
const STATEMENT_BYTES = 4_190_208;
/** The name of the option changed here. */
const sourceDataSince = { major: 8, minor: 1 } as const;
const mysqlStatisticsSince = { major: 8, minor: 0 } as const;

/** Options of mariadb-dump or mysqldump behind those of the connection. Without `--databases` the dump holds no CREATE DATABASE and no USE, so it can be loaded under any name. */
export function dumpOptions(tool: MariadbTool, wish: DumpWish): string[] {
  const ownOptions = tool.flavour === 'mariadb' ? [] : mysqlOptions(tool);
  return [
    wish.lockTables ? '--lock-tables' : '--single-transaction',
    '--quick',
    '--routines',
    '--triggers',
    '--events',
    '--hex-blob',
    '--no-tablespaces',
    // A date at the end would make every dump another one.
    '--skip-dump-date',
    '--default-character-set=utf8mb4',
    '--max-allowed-packet=1G',
    `--net-buffer-length=${STATEMENT_BYTES}`,
    ...ownOptions,
    ...(wish.position ? [`--${positionOption(tool)}=2`] : []),
    ...(wish.schemaOnly ? ['--no-data'] : []),
    ...wish.withoutTables.map((table) => `--ignore-table=${wish.database}.${table}`),
    ...wish.withoutRows.map((table) => `--ignore-table-data=${wish.database}.${table}`),
    '--',
    wish.database,
  ];
}

function positionOption(tool: MariadbTool): string {
  return tool.flavour === 'mysql' && compareSeries(tool.series, sourceDataSince) >= 0 ? 'source-data' : 'master-data';
}

function mysqlOptions(tool: MariadbTool): string[] {
  return ['--set-gtid-purged=OFF', ...(compareSeries(tool.series, mysqlStatisticsSince) >= 0 ? ['--column-statistics=0'] : [])];
}
