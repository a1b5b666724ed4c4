/**
 * All alarms of this moment, from the catalog, the disk and the running collector: the one list behind `status`, `health`, notifications and metrics.
 */
import type { v1 } from '@stillpoint/proto/messages.ts';

import type { Catalog } from '../catalog/catalog.ts';
import type { Datastore } from '../datastore/datastore.ts';
import type { KnownPlan } from '../schedule/known-plans.ts';
import { readKnownPlans } from '../schedule/known-plans.ts';
import { compareAlarms, type Alarm } from './alarm.ts';
import { findCentralAlarms } from './central-alarms.ts';
import { findCollectorAlarms, type FailingChannel, type Refusal } from './collector-alarms.ts';
import { findDrillAlarms } from './drill-alarms.ts';
import { findAlarms } from './plan-alarms.ts';
import { findQuotaAlarms } from './quota-alarms.ts';

/** What it is read from. `zone` is the collector's time zone, `now` gives ms since 1970. */
export interface AlarmSources {
  readonly datastore: Pick<Datastore, 'freeSpace' | 'directory'>;
  readonly catalog: Pick<Catalog, 'totals' | 'retention' | 'listAgents' | 'latestEvents' | 'storedBytesOf' | 'listPlans' | 'listSchedules' | 'listCentralPlans' | 'newestSnapshots'>;
  readonly zone: string;
  readonly now: () => number;
  /** Bytes below which backups are refused. */
  readonly admissionBytes: () => Promise<number>;
  /** The last run of each plan. */
  readonly latestRuns: () => Promise<readonly v1.RunFacts.$Properties[]>;
  readonly refusals: readonly Refusal[];
  readonly failing: readonly FailingChannel[];
}

/** What was found, and from which plans and runs. */
export interface FoundAlarms {
  /** Worst first. */
  readonly alarms: Alarm[];
  readonly plans: KnownPlan[];
  readonly latestRuns: readonly v1.RunFacts.$Properties[];
}

/** Finds them. Errors of catalog and datastore. */
export async function readAlarms({ datastore, catalog, zone, now, admissionBytes, latestRuns, refusals, failing }: AlarmSources): Promise<FoundAlarms> {
  const [agents, plans, latest, space, totals, retention, central, lists, drills] = await Promise.all([catalog.listAgents(), readKnownPlans(catalog, zone), latestRuns(), datastore.freeSpace(), catalog.totals(), catalog.retention(), catalog.listCentralPlans(), catalog.listPlans(), catalog.latestEvents('drill')]);
  const usedBytes = new Map<string, number>();
  for (const { agentId, quotaBytes } of agents) if (quotaBytes > 0) usedBytes.set(agentId, await catalog.storedBytesOf(agentId));
  // One that was revoked or retired meanwhile raises nothing any more.
  const active = new Set(agents.filter(({ state }) => state === 'active').map(({ agentId }) => agentId));
  const facts = { space, directory: datastore.directory, admissionBytes: await admissionBytes(), damagedChunks: totals.damagedChunks, timeMarkMs: retention.timeMarkMs, refusals: refusals.filter(({ agentId }) => active.has(agentId)), failing };
  return { alarms: [...findAlarms(plans, latest, now()), ...findCentralAlarms(agents, central, lists), ...findCollectorAlarms(facts, now()), ...findQuotaAlarms(agents, usedBytes), ...findDrillAlarms(drills, agents, now())].sort(compareAlarms), plans, latestRuns: latest };
}
