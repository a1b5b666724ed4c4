/** Tables [[drill]] of collector.toml. */
import { configTable } from '@stillpoint/proto/config/config-table.ts';
import { normalPath } from '@stillpoint/proto/text/normal-path.ts';
import { parseSpan } from '@stillpoint/proto/text/parse-span.ts';
import { z } from 'zod';

import type { PlannedDrill } from '../drill/drill-schedule.ts';

const minIntervalMs = 3_600_000;
const maxIntervalMs = 365 * 86_400_000;

const plan = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,62}\/[a-z0-9][a-z0-9._-]{0,62}$/iu, { error: 'expected AGENT/PLAN' });

const interval = z.string({ error: 'expected a span of time such as 30d' }).transform((text, context): number => {
  const intervalMs = parseSpan(text);
  if (intervalMs !== undefined && intervalMs >= minIntervalMs && intervalMs <= maxIntervalMs) return intervalMs;
  context.addIssue({ code: 'custom', message: 'expected a span of time from 1h to 365d, such as 30d' });
  return z.NEVER;
});

const folder = z.string({ error: 'expected an absolute path' }).transform((text, context): string => {
  const path = normalPath(text);
  if (path !== undefined) return path;
  context.addIssue({ code: 'custom', message: 'expected an absolute path without ".."' });
  return z.NEVER;
});

const drill = configTable({ plan, interval: interval.prefault('30d'), scratch: folder, check: z.string().min(1).optional(), load: z.boolean().default(false) }).transform(
  ({ plan: name, interval: intervalMs, scratch, check, load }): PlannedDrill => ({ plan: name, intervalMs, scratch, check, load }),
);

/** [[drill]]: restores that the collector tries by itself. */
export const drillTables = z.array(drill).default([]);
