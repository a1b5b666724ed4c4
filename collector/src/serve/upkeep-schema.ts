/** Tables [space] and [verify] of collector.toml. */
import { configTable } from '@stillpoint/proto/config/config-table.ts';
import { parseSize } from '@stillpoint/proto/text/parse-size.ts';
import { parseSpan } from '@stillpoint/proto/text/parse-span.ts';
import { z } from 'zod';

import { parseShare } from '../verify/sample-share.ts';

const minIntervalMs = 3_600_000;
const maxIntervalMs = 365 * 86_400_000;

/** A size, as bytes. */
export const size = z.string({ error: 'expected a size such as 512M' }).transform((text, context): number => {
  const sizeBytes = parseSize(text);
  if (sizeBytes !== undefined) return sizeBytes;
  context.addIssue({ code: 'custom', message: 'expected a size such as 512M, with K, M, G or T' });
  return z.NEVER;
});

const interval = z.string({ error: 'expected a span of time such as 7d, or off' }).transform((text, context): number | undefined => {
  if (text === 'off') return undefined;
  const intervalMs = parseSpan(text);
  if (intervalMs !== undefined && intervalMs >= minIntervalMs && intervalMs <= maxIntervalMs) return intervalMs;
  context.addIssue({ code: 'custom', message: 'expected a span of time from 1h to 365d, such as 7d, or off' });
  return z.NEVER;
});

const rate = z.string({ error: 'expected a size such as 50M, or off' }).transform((text, context): number | undefined => {
  if (text === 'off') return undefined;
  const rateBytes = parseSize(text);
  if (rateBytes !== undefined && rateBytes > 0) return rateBytes;
  context.addIssue({ code: 'custom', message: 'expected bytes a second such as 50M, or off' });
  return z.NEVER;
});

const share = z.string({ error: 'expected a share such as 25%' }).transform((text, context): number => {
  const value = parseShare(text);
  if (value !== undefined) return value;
  context.addIssue({ code: 'custom', message: 'expected a share such as 25%, above 0% and up to 100%' });
  return z.NEVER;
});

/** [space]: bytes; see space-guard.ts. */
export const spaceTable = configTable({ floor: size.prefault('512M'), reserve: size.prefault('64M') }).prefault({});

/** [verify]: ms, bytes a second, and a share; undefined for off. */
export const verifyTable = configTable({ interval: interval.prefault('7d'), rate: rate.prefault('50M'), sample: share.prefault('100%') }).prefault({});
