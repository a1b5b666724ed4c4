/**
 * A MariaDB or MySQL server as its own client shows it: one short process for each question. Holds no connection between questions.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';

import { runTool, type ToolOptions } from '../tool/tool-process.ts';
import { connectionOptions, serverName, type ServerAddress } from './connection-options.ts';
import { Grants } from './grants.ts';
import { getTool, makerOf, parseServerVersion, type Flavour, type MariadbTool, type Series } from './mariadb-tools.ts';
import { parseRows, sqlName } from './sql-text.ts';

const QUESTION_TIMEOUT_MS = 120_000;
const CONNECT_TIMEOUT_S = 30;

/** Numbers of errors that mean: no connection, or no login. */
const unreachable: ReadonlySet<string> = new Set(['1040', '1044', '1045', '1049', '1129', '1130', '1203', '1226', '1251', '1698', '2002', '2003', '2005', '2006', '2012', '2013', '2026', '2059', '2061', '4151']);

/** Databases of the server itself: it makes them anew, and what matters of `mysql` is among the globals. */
const ownDatabases: ReadonlySet<string> = new Set(['information_schema', 'performance_schema', 'mysql', 'sys']);

interface ServerFacts {
  readonly version: string;
  readonly versionText: string;
  readonly series: Series;
  readonly hasBinaryLog: boolean;
  readonly account: string;
}

export class MariadbServer {
  readonly address: ServerAddress;
  readonly flavour: Flavour;
  /** For messages. */
  readonly name: string;
  /** `10.11.19`. */
  readonly version: string;
  /** As the server gives it: `10.11.19-MariaDB-log`. */
  readonly versionText: string;
  readonly series: Series;
  readonly hasBinaryLog: boolean;
  /** `backup@localhost`: what the server took the user for. */
  readonly account: string;
  readonly #client: MariadbTool;
  readonly #signal: AbortSignal;

  private constructor(address: ServerAddress, client: MariadbTool, facts: ServerFacts, signal: AbortSignal) {
    this.address = address;
    this.flavour = client.flavour;
    this.name = serverName(address);
    this.version = facts.version;
    this.versionText = facts.versionText;
    this.series = facts.series;
    this.hasBinaryLog = facts.hasBinaryLog;
    this.account = facts.account;
    this.#client = client;
    this.#signal = signal;
  }

  /**
   * Connects once, to see that it works. Throws TOOL_MISSING, DATABASE_UNREACHABLE with what the client said, SOURCE_FAILED for a server of the other maker, an option file that
   * others may read, or a user that cannot be changed to.
   */
  static async connect(address: ServerAddress, flavour: Flavour, signal: AbortSignal): Promise<MariadbServer> {
    const client = await getTool('client', flavour, address.binDirectory, signal);
    const [row] = await ask(clientOptions(client, address, signal), serverName(address), 'SELECT VERSION(), @@log_bin, CURRENT_USER();');
    const [versionText = '', logBin, account = ''] = row ?? [];
    const version = parseServerVersion(versionText);
    if (version === undefined) throw new StillpointError('SOURCE_FAILED', `the server ${serverName(address)} tells no version that is known: ${versionText}`);
    if (version.flavour !== flavour) {
      throw new StillpointError('SOURCE_FAILED', `the server ${serverName(address)} is ${makerOf(version.flavour)} ${version.version}`, { hint: `write kind = "${version.flavour}" in agent.toml` });
    }
    return new MariadbServer(address, client, { ...version, versionText, hasBinaryLog: logBin === '1', account }, signal);
  }

  /** The same server, for what has to be done also when the work was stopped. */
  unstoppable(): MariadbServer {
    return new MariadbServer(this.address, this.#client, this, new AbortController().signal);
  }

  /** What the statements give, row by row. Throws DATABASE_UNREACHABLE, TOOL_FAILED with the server's message, TOOL_TIMEOUT. */
  query(statements: string): Promise<string[][]> {
    return ask(this.client(), this.name, statements);
  }

  /** A client that reads statements from its stdin and ends at the first error. Of its standard error only errors are kept: it repeats statements, which may hold data. */
  client(more: readonly string[] = [], timeoutMs = QUESTION_TIMEOUT_MS): ToolOptions {
    return clientOptions(this.#client, this.address, this.#signal, more, timeoutMs);
  }

  /** All databases that the account sees, but the server's own, by name. */
  async databases(): Promise<string[]> {
    const rows = await this.query('SELECT SCHEMA_NAME FROM information_schema.SCHEMATA ORDER BY SCHEMA_NAME;');
    return rows.flatMap(([name = '']) => (ownDatabases.has(name.toLowerCase()) ? [] : [name]));
  }

  async grants(): Promise<Grants> {
    return Grants.parse((await this.query('SHOW GRANTS;')).map(([line = '']) => line));
  }

  /** `CREATE DATABASE …`, with the character set and collation of the database. */
  async createStatement(database: string): Promise<string> {
    const [row] = await this.query(`SHOW CREATE DATABASE ${sqlName(database)};`);
    return row?.[1] ?? '';
  }
}

function clientOptions({ file }: MariadbTool, address: ServerAddress, signal: AbortSignal, more: readonly string[] = [], timeoutMs = QUESTION_TIMEOUT_MS): ToolOptions {
  const options = [...connectionOptions(address), `--connect-timeout=${CONNECT_TIMEOUT_S}`, '--default-character-set=utf8mb4', '--batch', '--skip-column-names', '--no-auto-rehash', '--skip-reconnect'];
  return { command: [file, ...options, ...more], timeoutMs, signal, runAs: address.runAs, keepLine: isClientMessage };
}

/** True for a line of the client or of what started it; false for a repeated statement. */
function isClientMessage(line: string): boolean {
  return /^(?:ERROR|WARN|Warn|\S*(?:mariadb|mysql|setpriv)\S*: )/.test(line);
}

async function ask(client: ToolOptions, name: string, statements: string): Promise<string[][]> {
  try {
    return parseRows((await runTool(client, statements)).stdout);
  } catch (error) {
    throw connectionError(error, name);
  }
}

/** Tells a failure to connect from others by the number in the client's message, which is the same in every language. Gives the error to throw. */
export function connectionError(error: unknown, name: string): unknown {
  if (!(error instanceof StillpointError) || error.code !== 'TOOL_FAILED') return error;
  const [said, number = ''] = /ERROR (\d+).*$/.exec(error.message) ?? [];
  if (said === undefined || !unreachable.has(number)) return error;
  return new StillpointError('DATABASE_UNREACHABLE', `the server ${name} cannot be reached: ${said}`, {
    hint: 'see that the server runs, and `host`, `port`, `user`, `run_as` and `defaults_file` of the source',
    cause: error,
  });
}
