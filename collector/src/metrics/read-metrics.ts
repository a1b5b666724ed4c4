/** Reads what the metrics are made of, from a collector that serves. */
import { SOFTWARE_VERSION } from '@stillpoint/proto/services.ts';

import type { AdminParts, ServingParts } from '../admin/admin-parts.ts';
import { alarmsOf } from '../admin/status-report.ts';
import { collectorMetrics } from './collector-metrics.ts';
import { formatMetrics } from './metric-text.ts';

/** The page for Prometheus. Errors of catalog and datastore. */
export async function readMetricsPage(parts: AdminParts, serving: ServingParts): Promise<string> {
  const { catalog, datastore, now } = parts;
  const [{ alarms, plans, latestRuns }, agents, totals, space, collected, verified] = await Promise.all([alarmsOf(parts), catalog.listAgents(), catalog.totals(), datastore.freeSpace(), catalog.latestEvents('garbage-collected'), catalog.latestEvents('verified')]);
  const { user, system } = process.cpuUsage();
  return formatMetrics(
    collectorMetrics({
      nowMs: now(),
      version: SOFTWARE_VERSION,
      startedMs: serving.sinceMs,
      alarms,
      plans,
      agents,
      connected: new Set(serving.control.connected().map(({ agentId }) => agentId)),
      latestRuns,
      going: serving.control.runs.going().length,
      sessions: serving.sessions().length,
      totals,
      space,
      events: [...collected, ...verified],
      memory: process.memoryUsage(),
      cpuSeconds: (user + system) / 1_000_000,
    }),
  );
}
