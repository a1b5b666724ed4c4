/**
 * The moment of a plan's still point for dumps: a transaction is opened in each database while the filesystems of the plan stand still, and its snapshot is exported, which pg_dump then
 * takes its dump of, however much later. PostgreSQL shares no snapshot between databases, so they are opened at once and are milliseconds apart.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { z } from 'zod';

import type { PostgresSourceConfig } from '../../config/agent-config.ts';
import type { DatabaseQuiesce } from '../../quiesce/database-quiesce.ts';
import { PostgresServer } from './postgres-server.ts';
import { PsqlSession } from './psql-session.ts';

/** The guest waits for it. */
const EXPORT_LIMIT_MS = 5000;
/** Each costs the server a connection for as long as its dump and those before it take. */
const MAX_DATABASES = 64;

const snapshotRow = z.object({ id: z.string() });

interface OpenSession {
  readonly session: PsqlSession;
  snapshot: string | undefined;
}

/** Whoever makes it ends it. */
export class ExportedSnapshots implements DatabaseQuiesce, AsyncDisposable {
  readonly name: string;
  /** Nothing is held: the server goes on. */
  readonly holderPids: readonly number[] = [];
  readonly #config: PostgresSourceConfig;
  readonly #sessions = new Map<string, OpenSession>();

  constructor(config: PostgresSourceConfig) {
    this.name = config.name;
    this.#config = config;
  }

  /** Connects to each database that will be dumped. Throws what connecting throws, SOURCE_FAILED for more than 64 databases. */
  async prepare(signal: AbortSignal): Promise<void> {
    const server = await PostgresServer.connect(this.#config, signal);
    const { databases, excludeDatabases } = this.#config;
    const names = databases === 'all' ? (await server.databases()).filter(({ name, open }) => open && !excludeDatabases.includes(name)).map(({ name }) => name) : databases;
    if (names.length > MAX_DATABASES) {
      throw new StillpointError('SOURCE_FAILED', `the server ${server.name} has ${names.length} databases to dump, and quiesce = true holds a connection to each: at most ${MAX_DATABASES}`, { hint: 'divide them into several sources' });
    }
    // A copy that was thawed too early is made once more, and needs another moment.
    await this[Symbol.asyncDispose]();
    for (const name of names) this.#sessions.set(name, { session: await PsqlSession.open(server, name), snapshot: undefined });
  }

  async freeze(): Promise<'settled'> {
    await Promise.all(
      [...this.#sessions.values()].map(async (open) => {
        await open.session.execute('begin a transaction', 'begin transaction isolation level repeatable read, read only;', EXPORT_LIMIT_MS);
        const [row] = await open.session.query('export its snapshot', snapshotRow, 'select pg_export_snapshot() as id', EXPORT_LIMIT_MS);
        open.snapshot = row?.id;
      }),
    );
    return 'settled';
  }

  thaw(): Promise<boolean> {
    return Promise.resolve([...this.#sessions.values()].every(({ snapshot }) => snapshot !== undefined));
  }

  /** Of the copies; what was exported is good until {@link release}. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  /** The snapshot that a dump of the database is to be made of; undefined when none was exported: the dump then has its own moment. */
  snapshotOf(database: string): string | undefined {
    return this.#sessions.get(database)?.snapshot;
  }

  /** Ends the database's transaction, so that the server may clean up behind it. Idempotent. */
  async release(database: string): Promise<void> {
    const open = this.#sessions.get(database);
    this.#sessions.delete(database);
    await open?.session[Symbol.asyncDispose]();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#sessions.keys()].map((database) => this.release(database)));
  }
}
