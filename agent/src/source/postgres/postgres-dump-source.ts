/**
 * The databases of a PostgreSQL server, each as one dump that pg_dump makes within a transaction of its own, and what belongs to none of them (roles, tablespaces) before them.
 * Nothing is written to the guest's disk. PostgreSQL shares no snapshot between databases, so each dump has its own moment, unless they share the still point of the plan:
 * exported-snapshots.ts.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { z } from 'zod';

import type { PostgresSourceConfig } from '../../config/agent-config.ts';
import type { DatabaseQuiesce } from '../../quiesce/database-quiesce.ts';
import { archiveNameOf, GLOBALS } from '../archive-name.ts';
import type { DatabaseFiles } from '../files/database-directory.ts';
import { servedFiles } from '../served-files.ts';
import type { Source, SourceArchive, SourceRun, StreamArchive } from '../source.ts';
import { ToolStream } from '../tool/tool-stream.ts';
import { checkCustomEnd, checkGlobalsEnd } from './dump-end.ts';
import { ExportedSnapshots } from './exported-snapshots.ts';
import { PostgresServer } from './postgres-server.ts';
import type { PostgresTool } from './postgres-tools.ts';

export class PostgresDumpSource implements Source {
  readonly name: string;
  readonly kind = 'postgres';
  readonly #config: PostgresSourceConfig;
  #exported: ExportedSnapshots | undefined;

  constructor(config: PostgresSourceConfig) {
    this.name = config.name;
    this.#config = config;
  }

  databaseFiles(): Promise<readonly DatabaseFiles[]> {
    const { host, port } = this.#config;
    return Promise.resolve(servedFiles({ kind: 'postgres', host, port }));
  }

  quiesce(): DatabaseQuiesce | undefined {
    return this.#config.quiesce ? (this.#exported ??= new ExportedSnapshots(this.#config)) : undefined;
  }

  async *archives(run: SourceRun): AsyncIterable<SourceArchive> {
    const server = await PostgresServer.connect(this.#config, run.signal);
    const pgDump = await server.tool('pg_dump');
    run.version('PostgreSQL', server.version);
    run.version('pg_dump', pgDump.version);
    const databases = await this.#databases(server, run);
    yield await this.#globals(server);
    for (const database of databases) {
      yield this.#dump(server, pgDump, database);
      await this.#exported?.release(database);
    }
  }

  async close(): Promise<void> {
    await this.#exported?.[Symbol.asyncDispose]();
  }

  /** Names, in the order of the server or of the configuration. */
  async #databases(server: PostgresServer, run: SourceRun): Promise<readonly string[]> {
    const { databases, excludeDatabases } = this.#config;
    if (databases !== 'all') return databases;
    const wanted = (await server.databases()).filter(({ name }) => !excludeDatabases.includes(name));
    for (const { name, open } of wanted) {
      if (!open) run.missing('DATABASE_UNREACHABLE', '', `${this.name}: the database ${name} lets nobody connect, so it cannot be dumped; name it in exclude_databases when it is not needed`);
    }
    return wanted.filter(({ open }) => open).map(({ name }) => name);
  }

  async #globals(server: PostgresServer): Promise<StreamArchive> {
    const pgDumpall = await server.tool('pg_dumpall');
    const options = [`--database=${server.database}`, '--globals-only', ...((await canReadPasswords(server)) ? [] : ['--no-role-passwords'])];
    return {
      kind: 'stream',
      name: `${this.name}.${GLOBALS}`,
      contentClass: 'dump',
      description: 'pg_dumpall',
      open: () => ToolStream.start(server.toolOptions(pgDumpall, options, server.database), checkGlobalsEnd),
    };
  }

  #dump(server: PostgresServer, pgDump: PostgresTool, database: string): StreamArchive {
    const snapshot = this.#exported?.snapshotOf(database);
    const tool = server.toolOptions(pgDump, [...dumpOptions(this.#config), ...(snapshot === undefined ? [] : [`--snapshot=${snapshot}`])], database);
    return {
      kind: 'stream',
      name: archiveNameOf(this.name, database),
      contentClass: 'dump',
      description: 'pg_dump',
      open: async () => {
        await refuseMissing(server, database);
        return ToolStream.start(tool, (edges) => checkCustomEnd(edges, pgDump.file, tool));
      },
    };
  }
}

/** True when the user may read the roles' passwords (as hashes): only then can a fresh server get them back. */
export async function canReadPasswords(server: PostgresServer): Promise<boolean> {
  const [row] = await server.query(z.object({ may: z.boolean() }), `select has_table_privilege('pg_catalog.pg_authid', 'select') as may`);
  return row?.may === true;
}

/** Uncompressed, or a changed row would change everything behind it; the agent compresses what is new. */
function dumpOptions({ schemaOnly, excludeTables, excludeTableData }: PostgresSourceConfig): string[] {
  return [
    '--format=custom',
    '--compress=0',
    ...(schemaOnly ? ['--schema-only'] : []),
    ...excludeTables.map((pattern) => `--exclude-table=${pattern}`),
    ...excludeTableData.map((pattern) => `--exclude-table-data=${pattern}`),
  ];
}

// In the agent's words, where pg_dump's are the server's, in its language.
async function refuseMissing(server: PostgresServer, database: string): Promise<void> {
  if ((await server.databases()).some(({ name }) => name === database)) return;
  throw new StillpointError('DATABASE_UNREACHABLE', `there is no database ${database} on the server ${server.name}`, { hint: 'correct `databases` in agent.toml' });
}
