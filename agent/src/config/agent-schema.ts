/**
 * Keys of agent.toml, their defaults and their checks.
 */

import { configTable } from '@stillpoint/proto/config/config-table.ts';
import { hostPortList, segmentText } from '@stillpoint/proto/config/network-address.ts';
import { bytePath, textPath } from '@stillpoint/proto/config/path-text.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { checkCron } from '@stillpoint/proto/schedule/cron-times.ts';
import { z } from 'zod';
import { defaultStateDirectory, type AgentConfig } from './agent-config.ts';
import { quiesceSchema } from './quiesce-schema.ts';
import { refuseRepeatedNames } from './repeated-name.ts';
import { sourceSchema } from './source-schema.ts';
import { span } from './tool-keys.ts';

const plan = configTable({
  name: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,62}$/, {
    error: 'expected a name of at most 63 lower-case letters, digits, ".", "_" and "-" that begins with a letter or digit',
  }),
  schedule: z.string().superRefine(checkSchedule).optional(),
  quiesce: quiesceSchema.prefault({}),
  system: z.boolean().optional(),
  source: z.array(sourceSchema).min(1, { error: 'expected at least one [[plan.source]]' }),
})
  .superRefine(({ source }, context) => {
    refuseRepeatedNames(source, ['source'], 'two sources of a plan need different names, since their archives are named after them', context);
  })
  // What rebuilding a guest takes belongs to whoever has the whole of it.
  .transform(({ name, schedule, quiesce, source, system = source.some((one) => one.kind === 'files' && one.paths.includes('/')) }) => ({ name, schedule, quiesce, sources: source, system }));

// A schedule that nobody can follow is found where it is written, not when a backup fails to come.
function checkSchedule(text: string, context: z.RefinementCtx<string>): void {
  try {
    checkCron(text);
  } catch (error) {
    if (!(error instanceof StillpointError)) throw error;
    context.addIssue({ code: 'custom', message: `expected a cron expression such as "30 1 * * *": ${error.message}` });
  }
}

const reconnectSpan = z.union([z.literal('off').transform(() => 0), span], { error: 'expected a span of time such as "10m", at most "24d", or "off"' });

/** Schema of the whole file. */
export const agentSchema: z.ZodType<AgentConfig> = configTable({
  state_dir: textPath.prefault(defaultStateDirectory),
  collector: configTable({
    address: hostPortList().default([]),
    segment: segmentText.optional(),
  }).prefault({}),
  upload: configTable({ zstd_level: z.int().min(1).max(19).default(1), reconnect: reconnectSpan.prefault('10m') }).prefault({}),
  restore: configTable({ allow: z.array(bytePath).default([]), special: z.boolean().default(false) }).prefault({}),
  log: configTable({ level: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info') }).prefault({}),
  plan: z.array(plan).default([]),
})
  .superRefine(({ plan: plans }, context) => {
    refuseRepeatedNames(plans, ['plan'], 'two plans need different names', context);
  })
  .transform((file) => ({
    stateDirectory: file.state_dir,
    collector: { addresses: file.collector.address, segment: file.collector.segment },
    upload: { zstdLevel: file.upload.zstd_level, reconnectMs: file.upload.reconnect },
    restore: file.restore,
    log: file.log,
    plans: file.plan,
  }));
