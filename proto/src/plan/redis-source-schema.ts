/**
 * Keys of a `[[plan.source]]` of kind `redis`.
 */
import { configTable } from '../config/config-table.ts';
import { textPath } from '../config/path-text.ts';
import { z } from 'zod';

import type { RedisSourceConfig } from './plan-config.ts';
import { archiveName, span } from './tool-keys.ts';

const host = z.union([textPath, z.string().regex(/^[A-Za-z0-9_.:-]+$/)], { error: 'expected the path of a socket or the name of a host' });

/** Schema of the source. */
export const redisSource = configTable({
  kind: z.literal('redis'),
  name: archiveName.default('redis'),
  host: host.default('127.0.0.1'),
  port: z.int().min(1).max(65_535).default(6379),
  user: z.string().regex(/^[^\s\0]+$/, { error: 'expected the name of a user of the server' }).optional(),
  password_file: textPath.optional(),
  timeout: span.prefault('2h'),
})
  .superRefine((source, context) => {
    if (source.user !== undefined && source.password_file === undefined) context.addIssue({ code: 'custom', path: ['user'], message: 'a user logs in with a password: name the file that holds it as password_file' });
  })
  .transform((source): RedisSourceConfig => ({ kind: source.kind, name: source.name, host: source.host, port: source.port, user: source.user, passwordFile: source.password_file, timeoutMs: source.timeout }));
