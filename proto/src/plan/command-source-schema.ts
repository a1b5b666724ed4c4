/**
 * Keys of a `[[plan.source]]` of kind `command`.
 */
import { configTable } from '../config/config-table.ts';
import { textPath } from '../config/path-text.ts';
import { z } from 'zod';

import type { CommandSourceConfig } from './plan-config.ts';
import { archiveName, commandLine, span, userName } from './tool-keys.ts';

/** Schema of the source. */
export const commandSource = configTable({
  kind: z.literal('command'),
  name: archiveName.default('command'),
  command: commandLine,
  timeout: span.prefault('2h'),
  environment: z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/), z.string()).default({}),
  directory: textPath.optional(),
  run_as: userName.optional(),
  tar: z.boolean().default(false),
}).transform(
  (source): CommandSourceConfig => ({
    kind: source.kind,
    name: source.name,
    command: source.command,
    timeoutMs: source.timeout,
    environment: source.environment,
    directory: source.directory,
    runAs: source.run_as,
    tar: source.tar,
  }),
);
