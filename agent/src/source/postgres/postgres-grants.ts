/**
 * The statements that give a user the rights for a backup, and no more: what a superuser runs once, through psql.
 */
import { z } from 'zod';

import type { PostgresServer } from './postgres-server.ts';

/** A statement and the database to run it in. */
export interface Grant {
  readonly database: string;
  readonly statement: string;
  /** Why it is needed. */
  readonly reason: string;
}

/** A database with what its grants depend on. Names are as the server knows them, not quoted. */
export interface GrantedDatabase {
  readonly name: string;
  readonly schemas: readonly string[];
  /** Roles that own tables or sequences in them: what they make later must be readable as well. */
  readonly owners: readonly string[];
  readonly rowSecurity: boolean;
  readonly largeObjects: boolean;
}

const shape = z.object({ schemas: z.array(z.string()), owners: z.array(z.string()), rowSecurity: z.boolean(), largeObjects: z.boolean() });

/** Asks a server what {@link postgresGrants} needs to know of a database. Throws DATABASE_UNREACHABLE, TOOL_FAILED. */
export async function describeDatabase(server: PostgresServer, name: string): Promise<GrantedDatabase> {
  const own = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`;
  const [row] = await server.query(
    shape,
    `select (select coalesce(json_agg(n.nspname order by n.nspname), '[]') from pg_namespace n where ${own}) as schemas,
       (select coalesce(json_agg(distinct r.rolname), '[]') from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_roles r on r.oid = c.relowner where ${own} and c.relkind in ('r', 'p', 'S', 'm')) as owners,
       exists (select from pg_class where relrowsecurity) as "rowSecurity",
       exists (select from pg_largeobject_metadata) as "largeObjects"`,
    name,
  );
  return { name, ...shape.parse(row) };
}

/**
 * Statements for a new user `user` that logs in to a server of version `major`. `home`: a database that everyone may connect to. With `passwords` the dump of the globals has the roles' password
 * hashes, so that a fresh server gets them back.
 */
export function postgresGrants(user: string, major: number, home: string, databases: readonly GrantedDatabase[], passwords: boolean): readonly Grant[] {
  const role = quoteIdentifier(user);
  const grants: Grant[] = [{ database: home, statement: `CREATE ROLE ${role} LOGIN;`, reason: 'a user for backups; it gets in by peer authentication, or set a password with \\password' }];
  const add = (database: string, statement: string, reason: string): number => grants.push({ database, statement, reason });
  if (major >= 14) add(home, `GRANT pg_read_all_data TO ${role};`, 'reads every table and sequence of every database, also those made later');
  if (databases.some(({ rowSecurity }) => rowSecurity)) add(home, `ALTER ROLE ${role} BYPASSRLS;`, 'tables with row security are refused otherwise, since rows could be missing');
  if (databases.some(({ largeObjects }) => largeObjects)) add(home, `ALTER ROLE ${role} SET lo_compat_privileges = on;`, 'reads every large object, whoever owns it');
  if (passwords) add(home, `GRANT SELECT ON pg_catalog.pg_authid TO ${role};`, 'the globals hold the hashes of the roles\' passwords');
  for (const { name, schemas, owners } of databases) {
    add(home, `GRANT CONNECT ON DATABASE ${quoteIdentifier(name)} TO ${role};`, 'for databases that not everyone may connect to');
    if (major >= 14) continue;
    for (const schema of schemas.map(quoteIdentifier)) {
      add(name, `GRANT USAGE ON SCHEMA ${schema} TO ${role};`, 'names in the schema');
      add(name, `GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO ${role};`, 'tables that are there now');
      add(name, `GRANT SELECT ON ALL SEQUENCES IN SCHEMA ${schema} TO ${role};`, 'sequences that are there now');
    }
    for (const owner of owners.map(quoteIdentifier)) {
      add(name, `ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} GRANT USAGE ON SCHEMAS TO ${role};`, 'schemas made later');
      add(name, `ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} GRANT SELECT ON TABLES TO ${role};`, 'tables made later');
      add(name, `ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} GRANT SELECT ON SEQUENCES TO ${role};`, 'sequences made later');
    }
  }
  return grants;
}

/** A name as it stands in a statement: always quoted, which is never wrong. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
