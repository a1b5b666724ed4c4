/**
 * A `[[plan.source]]`: which keys it takes follows from its kind. Each kind's schema is a file of its own.
 */
import { z } from 'zod';

import type { SourceConfig } from './plan-config.ts';
import { commandSource } from './command-source-schema.ts';
import { filesSource } from './files-source-schema.ts';
import { mariadbSource, mysqlSource } from './mariadb-source-schema.ts';
import { refusedWord } from './one-of.ts';
import { redisSource } from './redis-source-schema.ts';
import { sqliteSource } from './sqlite-source-schema.ts';
import { postgresSource } from './postgres-source-schema.ts';

const schemas = [filesSource, commandSource, postgresSource, mariadbSource, mysqlSource, sqliteSource, redisSource] as const;
const kinds = ['files', 'command', 'postgres', 'mariadb', 'mysql', 'sqlite', 'redis'] as const;
const laterKinds = ['volume'];

/** Schema of a source. The kind is looked at first: the keys of another kind would only be reported as unknown. */
export const sourceSchema: z.ZodType<SourceConfig> = z.discriminatedUnion('kind', schemas, {
  error: ({ input }) => {
    const kind = typeof input === 'object' && input !== null && 'kind' in input ? input.kind : undefined;
    return typeof kind === 'string' ? refusedWord(kind, kinds, laterKinds) : 'expected a string';
  },
});
