/**
 * Keys of a `[[plan.source]]` of kind `postgres`.
 */
import { configTable } from '../config/config-table.ts';
import { textPath } from '../config/path-text.ts';
import { z } from 'zod';

import type { PostgresSourceConfig } from './plan-config.ts';
import { archiveName, span, userName } from './tool-keys.ts';

/** Where Debian's and Red Hat's packages put the socket, and PostgreSQL's own default user. */
const defaultHost = '/var/run/postgresql';
const defaultUser = 'postgres';

const text = z.string().refine((value) => value !== '' && !value.includes('\0'), { error: 'expected a text that is not empty' });
const host = z.union([textPath, z.string().regex(/^[A-Za-z0-9_.:-]+$/)], { error: 'expected the folder of a socket or the name of a host' });

const keys = configTable({
  kind: z.literal('postgres'),
  name: archiveName.default('postgres'),
  method: z.enum(['logical', 'physical']).default('logical'),
  host: host.optional(),
  port: z.int().min(1).max(65_535).optional(),
  user: text.optional(),
  run_as: userName.optional(),
  service: text.optional(),
  service_file: textPath.optional(),
  password_file: textPath.optional(),
  databases: z.union([z.literal('all'), z.array(text).min(1)], { error: 'expected "all" or a list of databases' }).optional(),
  exclude_databases: z.array(text).optional(),
  schema_only: z.boolean().optional(),
  exclude_tables: z.array(text).optional(),
  exclude_table_data: z.array(text).optional(),
  quiesce: z.boolean().default(false),
  timeout: span.prefault('12h'),
  bin_dir: textPath.optional(),
});

/** Schema of the source. */
export const postgresSource = keys
  .superRefine((source, context) => {
    refuseLogicalKeys(source, context);
    refuseUselessKeys(source, context);
  })
  .transform((source): PostgresSourceConfig => {
    // A service brings its own host, port and user; what is written beside it goes before.
    const own = source.service === undefined;
    const server = source.host ?? (own ? defaultHost : undefined);
    const peer = own && source.password_file === undefined && server?.startsWith('/') === true;
    return {
      kind: source.kind,
      name: source.name,
      method: source.method,
      host: server,
      port: source.port ?? (own ? 5432 : undefined),
      user: source.user ?? (own ? defaultUser : undefined),
      runAs: source.run_as ?? (peer ? defaultUser : undefined),
      service: source.service,
      serviceFile: source.service_file,
      passwordFile: source.password_file,
      databases: source.databases ?? 'all',
      excludeDatabases: source.exclude_databases ?? [],
      schemaOnly: source.schema_only ?? false,
      excludeTables: source.exclude_tables ?? [],
      excludeTableData: source.exclude_table_data ?? [],
      quiesce: source.quiesce,
      timeoutMs: source.timeout,
      binDirectory: source.bin_dir,
    };
  });

type Keys = z.output<typeof keys>;

const logicalKeys = ['databases', 'exclude_databases', 'schema_only', 'exclude_tables', 'exclude_table_data'] as const;

function refuseLogicalKeys(source: Keys, context: z.core.$RefinementCtx): void {
  if (source.method === 'logical') return;
  for (const key of logicalKeys) {
    if (source[key] !== undefined) context.addIssue({ code: 'custom', path: [key], message: 'only with method = "logical": the physical one takes the whole cluster' });
  }
}

// A key that does nothing is a wish that is not met.
function refuseUselessKeys(source: Keys, context: z.core.$RefinementCtx): void {
  if (source.exclude_databases !== undefined && Array.isArray(source.databases)) {
    context.addIssue({ code: 'custom', path: ['exclude_databases'], message: 'only with databases = "all"' });
  }
  if (source.service_file !== undefined && source.service === undefined) {
    context.addIssue({ code: 'custom', path: ['service_file'], message: 'only with `service`' });
  }
}
