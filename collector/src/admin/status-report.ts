/**
 * Facts for `status`.
 */
import { countOf } from '@stillpoint/proto/text/format-count.ts';
import { SOFTWARE_VERSION } from '@stillpoint/proto/services.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import { alarmMessage } from '../alarm/alarm.ts';
import { readAlarms } from '../alarm/read-alarms.ts';
import type { FreeSpace } from '../datastore/free-space.ts';
import { defaultSpaceSettings, SpaceGuard } from '../upkeep/space-guard.ts';
import { SpaceHistory } from '../upkeep/space-history.ts';
import { VerificationRecord } from '../upkeep/verification-record.ts';
import type { AdminParts } from './admin-parts.ts';
import { findDiskEncryption } from '../datastore/disk-encryption.ts';
import { drillOf } from '../drill/drill-result.ts';
import { localZone } from './schedule-administration.ts';

/** What there is in the datastore, and what is wrong with it. */
export async function reportStatus(parts: AdminParts): Promise<v1.StatusReply.$Properties> {
  const { datastore, catalog, serving } = parts;
  const [totals, snapshots, space, unindexed, { alarms }] = await Promise.all([catalog.totals(), catalog.listSnapshots({}), datastore.freeSpace(), catalog.unindexedSnapshots(), alarmsOf(parts)]);
  const rawBytes = snapshots.reduce((sum, { draft }) => sum + (draft?.counts?.bytes ?? 0), 0);
  return {
    collectorId: datastore.collectorId,
    softwareVersion: SOFTWARE_VERSION,
    datastore: datastore.directory,
    listeners: [...(serving?.listeners() ?? [])],
    servingSinceMs: serving?.sinceMs ?? 0,
    snapshots: snapshots.length,
    packs: totals.packs,
    chunks: totals.chunks,
    rawBytes,
    uniqueBytes: totals.uniqueBytes,
    storedBytes: totals.packBytes,
    freeBytes: space.freeBytes,
    totalBytes: space.totalBytes,
    damagedChunks: totals.damagedChunks,
    diskEncryption: findDiskEncryption(datastore.directory) ?? '',
    sessions: [...(serving?.sessions() ?? [])],
    verification: (parts.upkeep?.verification ?? (await VerificationRecord.open(datastore.directory))).facts(),
    forecast: await forecastOf(parts, space),
    alarms: alarms.map(alarmMessage),
    drills: (await catalog.latestEvents('drill')).map(drillOf).filter((drill) => drill !== undefined),
    problems: [...(serving?.problems() ?? []), ...parts.problems.map(({ code, message }) => `${code}: ${message}`), ...indexProblem(unindexed.length, serving !== undefined)],
  };
}

async function forecastOf({ upkeep, datastore, now }: AdminParts, space: FreeSpace): Promise<v1.SpaceForecast.$Properties> {
  const { dailyGrowthBytes, daysUntilFull } = (upkeep?.history ?? (await SpaceHistory.open(datastore.directory))).growth(now(), space);
  const guard = upkeep?.space ?? (await SpaceGuard.open(datastore.directory, defaultSpaceSettings));
  return { dailyGrowthBytes: dailyGrowthBytes ?? 0, daysUntilFull: daysUntilFull ?? 0, floorBytes: await guard.floorBytes(), reserveBytes: guard.reserveBytes };
}

/** All alarms, with those that only a running collector knows of. Errors of catalog and datastore. */
export function alarmsOf({ datastore, catalog, serving, upkeep, now }: AdminParts): ReturnType<typeof readAlarms> {
  return readAlarms({ datastore, catalog, zone: localZone(), now, admissionBytes: async () => upkeep?.space.admissionBytes() ?? 0, latestRuns: async () => serving?.scheduler.lastEnded?.() ?? catalog.latestRuns(), refusals: serving?.notifier?.refusals() ?? [], failing: serving?.notifier?.failing() ?? [] });
}

// Behind every commit the collector indexes for a moment: no problem. Without a collector nothing goes on.
function indexProblem(snapshots: number, isServing: boolean): string[] {
  if (snapshots === 0 || isServing) return [];
  return [`\`find\` does not know all files of ${countOf(snapshots, 'snapshot')} yet; they are indexed when the collector runs`];
}
