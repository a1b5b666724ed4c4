/**
 * Keys of a `[[plan.source]]` of kind `sqlite`.
 */
import { configTable } from '../config/config-table.ts';
import { textPath } from '../config/path-text.ts';
import { StillpointError } from '../errors.ts';
import { z } from 'zod';

import { pathGlobs } from './sqlite-globs.ts';
import type { SqliteSourceConfig } from './plan-config.ts';
import { archiveName, span } from './tool-keys.ts';

const databasePath = z.string().superRefine((text, context) => {
  try {
    pathGlobs(text);
  } catch (error) {
    if (!(error instanceof StillpointError)) throw error;
    context.addIssue({ code: 'custom', message: error.hint === undefined ? error.message : `${error.message} (${error.hint})` });
  }
});

/** Schema of the source. */
export const sqliteSource = configTable({
  kind: z.literal('sqlite'),
  name: archiveName.default('sqlite'),
  paths: z.array(databasePath).min(1, { error: 'expected at least one path' }),
  staging_dir: textPath.optional(),
  timeout: span.prefault('2h'),
  lock_timeout: span.prefault('30s'),
  check: z.boolean().default(true),
}).transform(
  (source): SqliteSourceConfig => ({
    kind: source.kind,
    name: source.name,
    paths: source.paths,
    stagingDirectory: source.staging_dir,
    timeoutMs: source.timeout,
    lockTimeoutMs: source.lock_timeout,
    check: source.check,
  }),
);
