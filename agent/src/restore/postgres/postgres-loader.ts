/**
 * Loads a dump of a database into a running PostgreSQL server. Nothing is written before everything that can be known beforehand is: that the target is free, that the roles exist. What
 * fails on the way leaves nothing behind: a database that was made for it is dropped again, one that was there is as it was, since all of it is one transaction.
 */
import { once } from 'node:events';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { z } from 'zod';

import { quoteIdentifier } from '../../source/postgres/postgres-grants.ts';
import type { PostgresServer } from '../../source/postgres/postgres-server.ts';
import type { PostgresTool } from '../../source/postgres/postgres-tools.ts';
import { ToolProcess } from '../../source/tool/tool-process.ts';
import { dropHalf } from '../half-database.ts';
import { lookIntoDump, type DumpContents } from './dump-contents.ts';
import { readGlobals, type GlobalsScript } from './globals-script.ts';

/** What is loaded, and where to. */
export interface PostgresLoad {
  /** Made when it is not there. */
  readonly database: string;
  /** Replaces what is in the way, where a database with tables is refused otherwise. Tables that are not in the dump stay. */
  readonly overwrite: boolean;
  /** `orders` or `sales.orders`: only this table, its rows and its sequence; without indexes, constraints and triggers. */
  readonly table: string | undefined;
  readonly schemaOnly: boolean;
  /** Everything belongs to whoever loads, and nobody is granted anything: for a server that lacks the roles. */
  readonly noOwner: boolean;
  /** Looks at everything, and writes nothing. */
  readonly dryRun: boolean;
  /** Told what will be done, and what the person should know. */
  readonly say: (line: string) => void;
}

/** What was done. */
export interface PostgresLoaded {
  readonly created: boolean;
  readonly items: number;
}

/** Longer ones are cut off by the server, without a word. */
const NAME_BYTES = 63;

const nameRow = z.object({ name: z.string() });

/** What of `globals` (the archive's bytes) the server lacks. Nothing is done. Throws DATABASE_UNREACHABLE, TOOL_FAILED. */
export async function findMissingGlobals(server: PostgresServer, globals: Uint8Array): Promise<GlobalsScript> {
  const roles = await server.query(nameRow, 'select rolname as name from pg_roles');
  const tablespaces = await server.query(nameRow, 'select spcname as name from pg_tablespace');
  return readGlobals(Buffer.from(globals).toString('utf8'), names(roles), names(tablespaces));
}

/** Makes the roles that {@link findMissingGlobals} found, all or none. Throws TOOL_FAILED with the server's message. */
export async function loadGlobals(server: PostgresServer, { statements }: GlobalsScript): Promise<void> {
  if (statements.length > 0) await server.execute(`begin;\n${statements.join('\n')}\ncommit;\n`);
}

/**
 * Loads `dump`. Throws USAGE for a name that no database can have, TARGET_CONFLICT when the target holds something, PATH_UNKNOWN when the table is not in the dump, TARGET_NOT_WRITABLE when roles are missing, TOOL_MISSING, TOOL_OUTDATED,
 * DATABASE_UNREACHABLE, and TOOL_FAILED with the end of what pg_restore said.
 */
export async function loadPostgres(server: PostgresServer, dump: AsyncIterable<Uint8Array>, load: PostgresLoad): Promise<PostgresLoaded> {
  const nameBytes = Buffer.byteLength(load.database);
  if (nameBytes === 0 || nameBytes > NAME_BYTES) throw new StillpointError('USAGE', `no database of PostgreSQL can be called "${load.database}"`, { hint: `a name has 1 to ${NAME_BYTES} bytes` });
  const pgRestore = await server.tool('pg_restore');
  const contents = await lookIntoDump(dump, { ...server.toolOptions(pgRestore, [], ''), command: [pgRestore.file, ...partOptions(load)] });
  if (contents.items === 0 && load.table !== undefined) throw new StillpointError('PATH_UNKNOWN', `the dump holds no table ${load.table}`, { hint: 'name it as it is in the database, with its schema if there are several: sales.orders' });
  const exists = (await server.databases()).some(({ name }) => name === load.database);
  const taken = exists ? await listTaken(server, load) : [];
  if (taken.length > 0 && !load.overwrite) {
    throw new StillpointError('TARGET_CONFLICT', `the database ${load.database} at ${server.name} holds ${taken.slice(0, 5).join(', ')}${taken.length > 5 ? ` and ${taken.length - 5} more` : ''}; nothing was written`, {
      hint: 'choose a new name with --database, or replace what is there with --overwrite always',
    });
  }
  if (!load.noOwner) await refuseMissingRoles(server, contents);
  if (contents.serverMajor > server.major) load.say(`the server is PostgreSQL ${server.version}, older than the ${contents.serverVersion} that was dumped: what it does not know yet fails`);
  load.say(`what is in it (${contents.items} ${contents.items === 1 ? 'object' : 'objects'} of a PostgreSQL ${contents.serverVersion}) goes into the ${exists ? 'database' : 'new database'} ${load.database} at ${server.name}`);
  if (load.dryRun) return { created: false, items: contents.items };
  if (exists) {
    await fill(server, pgRestore, contents, load, ['--single-transaction', ...(taken.length > 0 ? ['--clean', '--if-exists'] : [])]);
  } else {
    await fillNew(server, pgRestore, contents, load);
  }
  return { created: !exists, items: contents.items };
}

async function fillNew(server: PostgresServer, pgRestore: PostgresTool, contents: DumpContents, load: PostgresLoad): Promise<void> {
  const name = quoteIdentifier(load.database);
  await server.execute(`create database ${name} ${contents.createOptions};`);
  load.say(`made the database ${load.database}`);
  try {
    await fill(server, pgRestore, contents, load, []);
    // Last: a database that is read-only for everyone could not be filled.
    const settings = contents.databaseSettings.filter(({ ofRole }) => !load.noOwner || !ofRole);
    await server.execute(settings.map(({ before, after }) => `${before}${name}${after}\n`).join(''));
  } catch (error) {
    // What pg_restore had open at the server may take a moment to go.
    await dropHalf(load, () => server.unstoppable().execute(`drop database ${name} with (force);`));
    throw error;
  }
}

/** pg_restore reads the dump from its stdin and ends at the first error. */
async function fill(server: PostgresServer, pgRestore: PostgresTool, contents: DumpContents, load: PostgresLoad, options: readonly string[]): Promise<void> {
  if (load.table !== undefined) await server.execute(contents.schemas.map((schema) => `create schema if not exists ${quoteIdentifier(schema)};\n`).join(''), load.database);
  const owners = load.noOwner ? ['--no-owner', '--no-privileges'] : [];
  const spaces = (await server.query(nameRow, `select spcname as name from pg_tablespace where spcname not in ('pg_default', 'pg_global')`)).length > 0 ? [] : ['--no-tablespaces'];
  const parameters = ['--exit-on-error', ...partOptions(load), ...owners, ...spaces, ...options];
  // Ended before its stdin is: it would take the end of a broken stream for the end of the dump.
  await using tool = await ToolProcess.start(server.toolOptions(pgRestore, parameters, load.database), 'ignore', 'pipe');
  const { stdin } = tool;
  if (stdin === null) throw new StillpointError('INTERNAL', 'pg_restore was started without a pipe');
  // Its exit status tells why it did not read on.
  stdin.on('error', () => undefined);
  const ended = tool.exited.then(() => undefined, () => undefined);
  for await (const part of contents.stream) {
    if (stdin.destroyed) break;
    if (!stdin.write(part)) await Promise.race([once(stdin, 'drain').catch(() => undefined), ended]);
  }
  stdin.end();
  await tool.succeeded();
}

function partOptions({ table, schemaOnly }: PostgresLoad): string[] {
  const { schema, name } = table === undefined ? { schema: undefined, name: undefined } : tableName(table);
  return [...(name === undefined ? [] : [`--table=${name}`]), ...(schema === undefined ? [] : [`--schema=${schema}`]), ...(schemaOnly ? ['--schema-only'] : [])];
}

function tableName(table: string): { readonly schema: string | undefined; readonly name: string } {
  const dot = table.indexOf('.');
  return dot < 0 ? { schema: undefined, name: table } : { schema: table.slice(0, dot), name: table.slice(dot + 1) };
}

/** Quoted names of what stands in the way. */
async function listTaken(server: PostgresServer, load: PostgresLoad): Promise<readonly string[]> {
  const relations = await server.query(
    z.object({ schema: z.string(), relation: z.string(), name: z.string() }),
    `select n.nspname as schema, c.relname as relation, quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
       and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
     order by c.relkind = 'S', 3`,
    load.database,
  );
  if (load.table === undefined) return relations.map(({ name }) => name);
  const wanted = tableName(load.table);
  return relations.filter(({ schema, relation }) => relation === wanted.name && (wanted.schema === undefined || schema === wanted.schema)).map(({ name }) => name);
}

async function refuseMissingRoles(server: PostgresServer, { roles }: DumpContents): Promise<void> {
  const known = names(await server.query(nameRow, 'select rolname as name from pg_roles'));
  const missing = roles.filter((role) => !known.has(role));
  if (missing.length === 0) return;
  throw new StillpointError('TARGET_NOT_WRITABLE', `the server ${server.name} lacks roles that own something in the dump or are granted something: ${missing.join(', ')}; nothing was written`, {
    hint: 'make them from the same snapshot with --globals, or load without owners and grants with --owner none',
  });
}

function names(rows: readonly { readonly name: string }[]): Set<string> {
  return new Set(rows.map(({ name }) => name));
}
