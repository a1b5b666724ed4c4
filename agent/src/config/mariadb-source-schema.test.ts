import { StillpointError } from '@stillpoint/proto/errors.ts';
import { describe, expect, it } from 'vitest';

import { parseAgentConfig } from './agent-config-file.ts';

function parse(keys: string, kind = 'mariadb'): ReturnType<typeof parseAgentConfig>['plans'][number]['sources'][number] | undefined {
  return parseAgentConfig(`state_dir = "/s"\n[[plan]]\nname = "p"\n[[plan.source]]\nkind = "${kind}"\n${keys}\n`, 't').plans[0]?.sources[0];
}

function refusal(keys: string, kind = 'mariadb'): string {
  try {
    parse(keys, kind);
    return '';
  } catch (error) {
    if (error instanceof StillpointError) return error.message;
    throw error;
  }
}

describe('a source of kind mariadb', () => {
  it('needs no keys, and is named after its kind', () => {
    expect(parse('')).toMatchObject({ kind: 'mariadb', name: 'mariadb', method: 'logical', databases: 'all', host: undefined, lockTables: false, quiesce: false });
    expect(parse('', 'mysql')).toMatchObject({ kind: 'mysql', name: 'mysql' });
  });

  it.each([
    ['method = "physical"\ndatabases = ["shop"]', 'databases: only with method = "logical"'],
    ['method = "physical"\nhost = "db.example"', 'host: method = "physical" reads the server\'s files'],
    ['databases = ["shop"]\nexclude_databases = ["crm"]', 'exclude_databases: only with databases = "all"'],
    ['host = "/run/mysqld"\nport = 3306', 'port: only with the name of a host'],
    ['password = "x"', 'password'],
  ])('refuses a key that would do nothing: %s', (keys, message) => {
    expect(refusal(keys)).toContain(message);
  });

  it('of MySQL refuses what its tool cannot do', () => {
    expect(refusal('exclude_table_data = ["t"]', 'mysql')).toContain('exclude_table_data: mysqldump cannot');
  });
});
