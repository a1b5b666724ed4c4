/**
 * The databases of a MariaDB or MySQL server, each as one dump made within a transaction of its own, and what belongs to none of them (accounts, roles, grants) before them. Nothing
 * is written to the guest's disk. Dumps follow one another, so each has its own moment, and its position in the binary log when there is one.
 */
import { basename } from 'node:path';

import { StillpointError } from '@stillpoint/proto/errors.ts';

import type { MariadbSourceConfig } from '../../config/agent-config.ts';
import type { DatabaseQuiesce } from '../../quiesce/database-quiesce.ts';
import { archiveNameOf, GLOBALS } from '../archive-name.ts';
import type { DatabaseFiles } from '../files/database-directory.ts';
import { servedFiles } from '../served-files.ts';
import type { Source, SourceArchive, SourceRun, StreamArchive, StreamInput } from '../source.ts';
import { TextStream } from '../stream/text-stream.ts';
import { ToolStream } from '../tool/tool-stream.ts';
import { accountStatements } from './account-statements.ts';
import { connectionOptions } from './connection-options.ts';
import { checkDumpEnd } from './dump-end.ts';
import { dumpHead } from './dump-head.ts';
import { dumpOptions } from './dump-options.ts';
import { MariadbQuiesce } from './mariadb-quiesce.ts';
import { MariadbServer } from './mariadb-server.ts';
import { getTool, makerOf, refuseOlder, type MariadbTool } from './mariadb-tools.ts';
import { missingForDumps, missingForPosition } from './needed-rights.ts';
import { chosenTables, listTables, uncoveredTables } from './table-choice.ts';

/** A connected server and what its dumps have in common. */
interface DumpSurroundings {
  readonly server: MariadbServer;
  readonly tool: MariadbTool;
  readonly position: boolean;
  readonly run: SourceRun;
}

export class MariadbDumpSource implements Source {
  readonly name: string;
  readonly kind: string;
  readonly #config: MariadbSourceConfig;

  constructor(config: MariadbSourceConfig) {
    this.name = config.name;
    this.kind = config.kind;
    this.#config = config;
  }

  quiesce(): DatabaseQuiesce | undefined {
    return this.#config.quiesce ? new MariadbQuiesce(this.#config) : undefined;
  }

  databaseFiles(): Promise<readonly DatabaseFiles[]> {
    const { host, port, quiesce, databases } = this.#config;
    // Kept still, so that its files can be part of a tree; and a list of databases leaves others to the tree, of which nobody may be told.
    return Promise.resolve(quiesce || databases !== 'all' ? [] : servedFiles({ kind: 'mariadb', host, port }));
  }

  async *archives(run: SourceRun): AsyncIterable<SourceArchive> {
    const { kind, binDirectory } = this.#config;
    const server = await MariadbServer.connect(this.#config, kind, run.signal);
    const tool = await getTool('dump', kind, binDirectory, run.signal);
    refuseOlder(tool, server);
    run.version(makerOf(server.flavour), server.versionText);
    run.version(basename(tool.file), tool.version);
    const databases = await chosenDatabases(this.#config, server);
    const position = await this.#tellRights(server, databases, run);
    yield this.#globals(server);
    for (const database of databases) yield this.#dump({ server, tool, position, run }, database);
  }

  /** Says what the account lacks; true when the position can be written down. */
  async #tellRights(server: MariadbServer, databases: readonly string[], run: SourceRun): Promise<boolean> {
    const grants = await server.grants();
    for (const { privilege, database, consequence, fatal } of missingForDumps(server, grants, databases, this.#config.databases === 'all', this.#config.lockTables)) {
      // What makes the tool fail is told by its failure, with the object that it failed on; a database without views needs no right to them.
      if (!fatal) run.missing('DATABASE_RIGHT_MISSING', '', `${this.name}: ${server.account} lacks ${privilege} on ${database ?? 'the server'}: ${consequence}; \`stillpoint-agent check --suggest\` prints the statement`);
    }
    if (!server.hasBinaryLog || this.#config.lockTables) return false;
    const missing = missingForPosition(server, grants);
    if (missing.length > 0) run.warn('POSITION_NOT_RECORDED', '', `${this.name}: ${server.account} lacks ${missing.join(', ')}: the dumps do not tell their position in the binary log`);
    return missing.length === 0;
  }

  #globals(server: MariadbServer): StreamArchive {
    return {
      kind: 'stream',
      name: `${this.name}.${GLOBALS}`,
      contentClass: 'dump',
      description: 'SHOW CREATE USER, SHOW GRANTS',
      open: async () => new TextStream(await accountStatements(server)),
    };
  }

  #dump(surroundings: DumpSurroundings, database: string): StreamArchive {
    return { kind: 'stream', name: archiveNameOf(this.name, database), contentClass: 'dump', description: surroundings.tool.file, open: () => this.#openDump(surroundings, database) };
  }

  async #openDump({ server, tool, position, run }: DumpSurroundings, database: string): Promise<StreamInput> {
    const { excludeTables, excludeTableData, schemaOnly, lockTables, timeoutMs, runAs } = this.#config;
    await refuseMissing(server, database);
    const tables = await listTables(server, database);
    const withoutTables = chosenTables(excludeTables, database, tables);
    const withoutRows = chosenTables(excludeTableData, database, tables);
    const uncovered = uncoveredTables(tables).filter((table) => !withoutTables.includes(table) && !withoutRows.includes(table));
    if (uncovered.length > 0 && !lockTables && !schemaOnly) {
      const text = `${this.name}: ${database}: ${uncoveredText(uncovered)}`;
      run.warn('TABLE_NOT_TRANSACTIONAL', '', text);
      run.unsettled(text);
    }
    const names = { withoutTables: withoutTables.map(({ name }) => name), withoutRows: withoutRows.map(({ name }) => name) };
    const options = dumpOptions(tool, { database, schemaOnly, lockTables, position, ...names });
    return ToolStream.start(
      { command: [tool.file, ...connectionOptions(this.#config), ...options], timeoutMs, signal: run.signal, runAs },
      {
        head: dumpHead(database, await server.createStatement(database)),
        endCheck: (edges) => {
          checkDumpEnd(edges, tool.file);
        },
      },
    );
  }
}

/** The databases that a source takes, in the order of the server or of the configuration. */
export async function chosenDatabases({ databases, excludeDatabases }: MariadbSourceConfig, server: MariadbServer): Promise<readonly string[]> {
  if (databases !== 'all') return databases;
  return (await server.databases()).filter((name) => !excludeDatabases.includes(name));
}

/** What is said of tables that no transaction covers. */
export function uncoveredText(tables: readonly { readonly name: string; readonly engine: string | undefined }[]): string {
  const names = tables.map(({ name, engine }) => `${name} (${engine ?? ''})`).join(', ');
  return `no transaction covers ${names}: what is written there during the dump may be in it in part and not agree with the other tables; use ENGINE=InnoDB, or lock_tables = true`;
}

// In the agent's words, where the tool's are the server's, in its language.
async function refuseMissing(server: MariadbServer, database: string): Promise<void> {
  const rows = await server.query('SELECT SCHEMA_NAME FROM information_schema.SCHEMATA;');
  if (rows.some(([name]) => name === database)) return;
  throw new StillpointError('DATABASE_UNREACHABLE', `there is no database ${database} on the server ${server.name} that ${server.account} may see`, { hint: 'correct `databases` in agent.toml, or grant the account its rights' });
}
