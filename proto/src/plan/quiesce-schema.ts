/**
 * Keys of `[plan.quiesce]`: how the plan's sources are brought to one still point.
 */
import { configTable } from '../config/config-table.ts';
import { textPath } from '../config/path-text.ts';
import { z } from 'zod';

import type { QuiesceConfig } from './plan-config.ts';
import { commandLine, span } from './tool-keys.ts';

// A deadline of an hour is a guest that stands still for an hour.
const longestDeadlineMs = 300_000;

const deadline = span.refine((spanMs) => spanMs <= longestDeadlineMs, { error: 'expected at most "300s": for that long nobody can write' });

const size = z.string().regex(/^(?:[1-9][0-9]?%|100%|[1-9][0-9]{0,6}[MGT])$/, { error: 'expected a share of the origin ("10%") or a size ("5G")' });

const external = configTable({
  create: commandLine,
  mount: commandLine.optional(),
  remove: commandLine,
  path: textPath.optional(),
  freeze: z.boolean().default(true),
  timeout: span.prefault('5m'),
});

/** Schema of the table; every key has a default. */
export const quiesceSchema: z.ZodType<QuiesceConfig> = configTable({
  snapshot: z.enum(['none', 'auto', 'btrfs', 'lvm', 'zfs', 'external']).default('auto'),
  pre: commandLine.optional(),
  post: commandLine.optional(),
  hook_timeout: span.prefault('1m'),
  freeze_deadline: deadline.prefault('10s'),
  lvm_size: size.default('10%'),
  external: external.optional(),
})
  .superRefine((quiesce, context) => {
    if (quiesce.snapshot === 'external' && quiesce.external === undefined) {
      context.addIssue({ code: 'custom', path: ['snapshot'], message: '"external" needs a table [plan.quiesce.external] with `create` and `remove`' });
    }
    if (quiesce.snapshot !== 'external' && quiesce.external !== undefined) {
      context.addIssue({ code: 'custom', path: ['external'], message: 'these commands are only used with snapshot = "external"' });
    }
  })
  .transform((quiesce) => ({
    snapshot: quiesce.snapshot,
    pre: quiesce.pre,
    post: quiesce.post,
    hookTimeoutMs: quiesce.hook_timeout,
    freezeDeadlineMs: quiesce.freeze_deadline,
    lvmSize: quiesce.lvm_size,
    external:
      quiesce.external === undefined
        ? undefined
        : {
            create: quiesce.external.create,
            mount: quiesce.external.mount,
            remove: quiesce.external.remove,
            path: quiesce.external.path,
            freeze: quiesce.external.freeze,
            timeoutMs: quiesce.external.timeout,
          },
  }));

/** What a plan without the table has. */
export const defaultQuiesce: QuiesceConfig = quiesceSchema.parse({});
