/**
 * What a user lacks for dumping a database. Asked of the server itself, so that what superusers, memberships and pg_read_all_data give is counted as the server counts it.
 */
import { z } from 'zod';

import type { PostgresServer } from './postgres-server.ts';

/** One right that is missing, on one kind of thing in one database. */
export interface MissingRight {
  readonly database: string;
  /** `SELECT`, `USAGE`, `CONNECT`, `BYPASSRLS`: what it is about, as it stands in a statement. */
  readonly right: 'CONNECT' | 'USAGE' | 'SELECT' | 'BYPASSRLS' | 'LARGE OBJECTS';
  /** Quoted names of what it lacks the right on, in order. */
  readonly objects: readonly string[];
}

const lackRow = z.object({ right: z.enum(['USAGE', 'SELECT', 'BYPASSRLS', 'LARGE OBJECTS']), object: z.string() });

// Members of extensions are made by their extension and not dumped. pg_dump switches row security off, and is refused where that would have hidden rows.
const lacks = `
  with relations as (
    select c.oid, c.relkind, n.nspname, quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'S', 'm') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
  )
  select 'USAGE' as "right", quote_ident(nspname) as object from pg_namespace
    where nspname !~ '^pg_' and nspname <> 'information_schema' and not has_schema_privilege(oid, 'usage')
  union all select 'SELECT', name from relations where not case relkind when 'S' then has_sequence_privilege(oid, 'select') else has_table_privilege(oid, 'select') end
  union all select 'BYPASSRLS', name from relations where relkind in ('r', 'p') and row_security_active(oid)
  union all select 'LARGE OBJECTS', l.oid::text from pg_largeobject_metadata l
    where current_setting('lo_compat_privileges') = 'off' and not pg_has_role(l.lomowner, 'usage')
      and not exists (select from aclexplode(l.lomacl) a where a.privilege_type = 'SELECT' and (a.grantee = 0 or (a.grantee <> 0 and pg_has_role(a.grantee, 'usage'))))
  order by 1, 2`;

/** Everything that the user of `server` lacks for a dump of `database`, which lets it connect. Throws DATABASE_UNREACHABLE, TOOL_FAILED. */
export async function listMissingRights(server: PostgresServer, database: string): Promise<readonly MissingRight[]> {
  const rows = await server.query(lackRow, lacks, database);
  return [...Map.groupBy(rows, ({ right }) => right)].map(([right, found]) => ({ database, right, objects: found.map(({ object }) => object) }));
}

/** Those of `databases` that the user may not connect to. */
export async function listClosedDatabases(server: PostgresServer, databases: readonly string[]): Promise<readonly string[]> {
  const rows = await server.query(z.object({ name: z.string() }), `select datname as name from pg_database where datallowconn and not has_database_privilege(oid, 'connect') order by datname`);
  return rows.map(({ name }) => name).filter((name) => databases.includes(name));
}
