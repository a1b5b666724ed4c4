/**
 * Keys of a `[[plan.source]]` of kind `mariadb` or `mysql`: the same for both.
 */
import { configTable } from '../config/config-table.ts';
import { textPath } from '../config/path-text.ts';
import { z } from 'zod';

import type { MariadbSourceConfig } from './plan-config.ts';
import { archiveName, span, userName } from './tool-keys.ts';

const text = z.string().refine((value) => value !== '' && !value.includes('\0'), { error: 'expected a text that is not empty' });
const host = z.union([textPath, z.string().regex(/^[A-Za-z0-9_.:-]+$/)], { error: 'expected the file or the folder of a socket, or the name of a host' });

const keys = {
  method: z.enum(['logical', 'physical']).default('logical'),
  host: host.optional(),
  port: z.int().min(1).max(65_535).optional(),
  user: text.optional(),
  run_as: userName.optional(),
  defaults_file: textPath.optional(),
  databases: z.union([z.literal('all'), z.array(text).min(1)], { error: 'expected "all" or a list of databases' }).optional(),
  exclude_databases: z.array(text).optional(),
  schema_only: z.boolean().optional(),
  exclude_tables: z.array(text).optional(),
  exclude_table_data: z.array(text).optional(),
  lock_tables: z.boolean().optional(),
  quiesce: z.boolean().default(false),
  timeout: span.prefault('12h'),
  bin_dir: textPath.optional(),
};

const mariadbKeys = configTable({ kind: z.literal('mariadb'), name: archiveName.default('mariadb'), ...keys });
const mysqlKeys = configTable({ kind: z.literal('mysql'), name: archiveName.default('mysql'), ...keys });

type Keys = z.output<typeof mariadbKeys> | z.output<typeof mysqlKeys>;

/** Schema of the source for MariaDB. */
export const mariadbSource = mariadbKeys.superRefine(refuse).transform(sourceOf);
/** Schema of the source for MySQL. */
export const mysqlSource = mysqlKeys.superRefine(refuse).transform(sourceOf);

const logicalKeys = ['databases', 'exclude_databases', 'schema_only', 'exclude_tables', 'exclude_table_data', 'lock_tables'] as const;
const ownHosts: readonly string[] = ['localhost', '127.0.0.1', '::1'];

// A key that does nothing is a wish that is not met.
function refuse(source: Keys, context: z.core.$RefinementCtx): void {
  const issue = (key: keyof Keys, message: string): void => {
    context.addIssue({ code: 'custom', path: [key], message });
  };
  if (source.method === 'physical') {
    for (const key of logicalKeys) if (source[key] !== undefined) issue(key, 'only with method = "logical": the physical one takes the whole server');
    if (source.host !== undefined && !source.host.startsWith('/') && !ownHosts.includes(source.host)) issue('host', 'method = "physical" reads the server\'s files, so the server must be on this guest');
  }
  if (source.exclude_databases !== undefined && Array.isArray(source.databases)) issue('exclude_databases', 'only with databases = "all"');
  if (source.port !== undefined && (source.host === undefined || source.host.startsWith('/'))) issue('port', 'only with the name of a host: a socket has no port');
  if (source.kind === 'mysql' && source.exclude_table_data !== undefined) issue('exclude_table_data', 'mysqldump cannot leave out the rows of one table; use exclude_tables');
}

function sourceOf(source: Keys): MariadbSourceConfig {
  return {
    kind: source.kind,
    name: source.name,
    method: source.method,
    host: source.host,
    port: source.port,
    user: source.user,
    runAs: source.run_as,
    defaultsFile: source.defaults_file,
    databases: source.databases ?? 'all',
    excludeDatabases: source.exclude_databases ?? [],
    schemaOnly: source.schema_only ?? false,
    excludeTables: source.exclude_tables ?? [],
    excludeTableData: source.exclude_table_data ?? [],
    lockTables: source.lock_tables ?? false,
    quiesce: source.quiesce,
    timeoutMs: source.timeout,
    binDirectory: source.bin_dir,
  };
}
