/** Tables [network], [admission] and [[bandwidth]] of collector.toml. */
import { configTable } from '@stillpoint/proto/config/config-table.ts';
import { isCidr } from '@stillpoint/proto/config/network-address.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { z } from 'zod';

import type { BandwidthRule } from '../bandwidth/bandwidth-limits.ts';
import { parseRate, rateHelp } from '../bandwidth/rate.ts';
import { DailyWindow } from '../schedule/daily-window.ts';
import { sessionLimits } from '../session/session-parts.ts';
import { size } from './upkeep-schema.ts';

const network = z.string({ error: 'expected a network as ADDRESS/BITS' }).refine(isCidr, { error: 'expected a network as ADDRESS/BITS ("10.20.0.0/24")' });

const rate = z.string({ error: 'expected a rate such as "200Mbit"' }).transform((text, context): number => {
  const bytesPerSecond = parseRate(text);
  if (bytesPerSecond !== undefined) return bytesPerSecond;
  context.addIssue({ code: 'custom', message: `expected a rate: ${rateHelp}` });
  return z.NEVER;
});

const rule = configTable({ window: z.string().optional(), zone: z.string().optional(), total: rate.prefault('off'), per_agent: rate.prefault('off') }).transform(
  ({ window, zone, total, per_agent: perAgent }, context): BandwidthRule => {
    try {
      return { window: window === undefined ? undefined : new DailyWindow(window, zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone), total, perAgent };
    } catch (error) {
      if (!(error instanceof StillpointError)) throw error;
      context.addIssue({ code: 'custom', path: ['window'], message: error.message });
      return z.NEVER;
    }
  },
);

/** [network]: who may connect; empty: everybody. */
export const networkTable = configTable({ allow: z.array(network).default([]) }).prefault({});

/** [admission]: how many sessions go on, and wait; what a new one must find left of the segment (bytes per second) and of the disk (bytes). */
export const admissionTable = configTable({
  max_sessions: z.int().min(1).max(1024).default(sessionLimits.maxSessions),
  max_waiting: z.int().min(0).max(4096).default(sessionLimits.maxWaiting),
  min_rate: rate.prefault('1Mbit'),
  min_free: size.prefault('1G'),
}).prefault({});

/** [[bandwidth]]: the first rule whose hours it is holds. */
export const bandwidthRules = z.array(rule).default([]);
