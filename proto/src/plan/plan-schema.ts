/**
 * Keys of a `[[plan]]`, their defaults and their checks: the same in agent.toml and in the files that `plan apply` takes. The entrance of this folder, which must not know whose
 * plan it is.
 */
import { z } from 'zod';

import { configTable } from '../config/config-table.ts';
import { StillpointError } from '../errors.ts';
import { checkCron } from '../schedule/cron-times.ts';
import type { PlanConfig } from './plan-config.ts';
import { quiesceSchema } from './quiesce-schema.ts';
import { refuseRepeatedNames } from './repeated-name.ts';
import { sourceSchema } from './source-schema.ts';

/** Schema of one plan. */
export const planSchema: z.ZodType<PlanConfig> = configTable({
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
