import { describe, expect, it } from 'vitest';

import { connectionString } from '../source/postgres/connection-string.ts';
import { postgresSource } from '@stillpoint/proto/plan/postgres-source-schema.ts';

function problems(keys: object): string[] {
  return postgresSource.safeParse({ kind: 'postgres', ...keys }).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
}

describe('a source of kind postgres', () => {
  it('logs in by peer authentication when nothing else is said', () => {
    expect(postgresSource.parse({ kind: 'postgres' })).toMatchObject({ host: '/var/run/postgresql', port: 5432, user: 'postgres', runAs: 'postgres', databases: 'all', method: 'logical' });
  });

  it('runs its tools as the agent with a password file, a service or a host', () => {
    for (const keys of [{ password_file: '/etc/pgpass' }, { service: 'shop' }, { host: 'db.example' }]) expect(postgresSource.parse({ kind: 'postgres', ...keys }).runAs).toBeUndefined();
  });

  it('leaves to a service what the service says', () => {
    expect(postgresSource.parse({ kind: 'postgres', service: 'shop', port: 5433 })).toMatchObject({ host: undefined, port: 5433, user: undefined });
  });

  it('refuses keys that would do nothing', () => {
    expect(problems({ method: 'physical', databases: 'all', schema_only: false })).toEqual([
      'databases: only with method = "logical": the physical one takes the whole cluster',
      'schema_only: only with method = "logical": the physical one takes the whole cluster',
    ]);
    expect(problems({ databases: ['shop'], exclude_databases: ['crm'] })).toEqual(['exclude_databases: only with databases = "all"']);
    expect(problems({ service_file: '/etc/pg_service.conf' })).toEqual(['service_file: only with `service`']);
  });

  it('names a database to the tools as it is, whatever is in its name', () => {
    const config = postgresSource.parse({ kind: 'postgres' });
    expect(connectionString(config, `it's a \\ "b" = c`)).toContain(`dbname='it\\'s a \\\\ "b" = c'`);
  });
});
