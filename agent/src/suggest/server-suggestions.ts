/**
 * Suggestions for database servers. Each is asked for its version and databases as its own user of the operating system; one that refuses gets the source without statements.
 */
import { dirname } from 'node:path';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { Owners } from '@stillpoint/proto/posix/owners.ts';
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';

import { mariadbSource } from '@stillpoint/proto/plan/mariadb-source-schema.ts';
import { postgresSource } from '@stillpoint/proto/plan/postgres-source-schema.ts';
import { mariadbGrants } from '../source/mariadb/mariadb-grants.ts';
import { MariadbServer } from '../source/mariadb/mariadb-server.ts';
import { describeDatabase, postgresGrants } from '../source/postgres/postgres-grants.ts';
import { PostgresServer } from '../source/postgres/postgres-server.ts';
import type { LiveDatabase } from '../source/live-databases.ts';
import { sourceText, type SuggestedStatement, type Suggestion } from './suggestion.ts';

/** Of the database and of the operating system alike, so that a socket lets it in without a password. */
const BACKUP_USER = 'stillpoint';

/** What a suggestion is made of before it is known whether a source covers it. */
export type OpenSuggestion = Omit<Suggestion, 'coveredBy'>;

/** The suggestion for one server. `name`: of its source, where the kind is taken already. Throws only the signal's reason. */
export async function suggestServer(live: LiveDatabase, name: string | undefined, signal: AbortSignal): Promise<OpenSuggestion> {
  switch (live.kind) {
    case 'postgres':
      return suggestPostgres(live, name, signal);
    case 'mariadb':
      return suggestMariadb(live, name, signal);
    default:
      return suggestRedis(live, name);
  }
}

async function suggestPostgres(live: LiveDatabase, name: string | undefined, signal: AbortSignal): Promise<OpenSuggestion> {
  const socket = live.sockets.find((path) => path.includes('/.s.PGSQL.'));
  const port = Number(socket?.split('.').at(-1) ?? live.ports[0] ?? 5432);
  const owner = ownerOf(live);
  const at = { kind: 'postgres', name, host: socket === undefined ? '127.0.0.1' : dirname(socket), port };
  const keys = { ...at, user: owner, run_as: owner, databases: 'all' };
  const title = `PostgreSQL in ${showByteName(live.path)}`;
  const suggestion = { title, source: sourceText(keys), statements: [], leastPrivilegeSource: undefined, notes: [] };
  return attempt(suggestion, signal, async () => {
    const server = await PostgresServer.connect(postgresSource.parse(keys), signal);
    const databases = (await server.databases()).filter(({ open }) => open);
    const described = await Promise.all(databases.map(({ name }) => describeDatabase(server, name)));
    const statements = postgresGrants(BACKUP_USER, server.major, server.database, described, true);
    return {
      ...suggestion,
      title: `PostgreSQL ${server.version} in ${showByteName(live.path)}`,
      statements: statements.map(({ database, statement, reason }) => ({ database, statement, reason })),
      leastPrivilegeSource: sourceText({ ...at, user: BACKUP_USER, run_as: BACKUP_USER, databases: 'all' }),
    };
  });
}

async function suggestMariadb(live: LiveDatabase, name: string | undefined, signal: AbortSignal): Promise<OpenSuggestion> {
  const [socket] = live.sockets;
  const [port] = live.ports;
  const at = socket === undefined ? { kind: 'mariadb', name, host: '127.0.0.1', port } : { kind: 'mariadb', name, host: socket };
  const title = `MariaDB or MySQL in ${showByteName(live.path)}`;
  const owner = ownerOf(live);
  const suggestions: OpenSuggestion = { title, source: sourceText({ ...at, databases: 'all' }), statements: [], leastPrivilegeSource: undefined, notes: [] };
  return attempt(suggestions, signal, async () => {
    // root gets in through the socket on most guests, the server's own user where its packages have made an account for it.
    const { server, user } = await firstToConnect(at, ['root', owner], signal);
    const { flavour, series, hasBinaryLog } = server;
    const grants = mariadbGrants(BACKUP_USER, { flavour, series, hasBinaryLog }, { method: 'logical', databases: 'all', lockTables: false, quiesce: false });
    const kind = flavour === 'mysql' ? 'mysql' : 'mariadb';
    return {
      ...suggestions,
      title: `${flavour === 'mysql' ? 'MySQL' : 'MariaDB'} ${server.version} in ${showByteName(live.path)}`,
      source: sourceText({ ...at, kind, user, run_as: user, databases: 'all' }),
      statements: grants.map(({ statement, reason }): SuggestedStatement => ({ database: undefined, statement, reason })),
      leastPrivilegeSource: sourceText({ ...at, kind, user: BACKUP_USER, run_as: BACKUP_USER, databases: 'all' }),
    };
  });
}

async function firstToConnect(at: Readonly<Record<string, string | number | undefined>>, users: readonly string[], signal: AbortSignal): Promise<{ server: MariadbServer; user: string }> {
  let refusal: unknown;
  for (const user of users) {
    for (const flavour of ['mariadb', 'mysql'] as const) {
      try {
        const config = mariadbSource.parse({ ...at, kind: 'mariadb', user, run_as: user });
        return { server: await MariadbServer.connect(config, flavour, signal), user };
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof StillpointError)) throw error;
        refusal ??= error;
      }
    }
  }
  throw refusal;
}

function suggestRedis(live: LiveDatabase, name: string | undefined): OpenSuggestion {
  const [socket] = live.sockets;
  const [port = 6379] = live.ports;
  const at = socket === undefined ? { host: '127.0.0.1', port } : { host: socket };
  return {
    title: `Redis in ${showByteName(live.path)}`,
    source: sourceText({ kind: 'redis', name, ...at }),
    statements: [],
    leastPrivilegeSource: undefined,
    notes: ['where it wants a password, name a file with it in `password_file`'],
  };
}

async function attempt(otherwise: OpenSuggestion, signal: AbortSignal, ask: () => Promise<OpenSuggestion>): Promise<OpenSuggestion> {
  try {
    return await ask();
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof StillpointError)) throw error;
    return { ...otherwise, notes: [...otherwise.notes, `it could not be asked for more: ${error.code}: ${error.message}`] };
  }
}

function ownerOf({ uid }: LiveDatabase): string {
  const name = new Owners().userName(uid);
  return name === '' ? String(uid) : name;
}
