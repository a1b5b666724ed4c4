/**
 * Facts for `status`.
 */
import { countOf } from '@stillpoint/proto/text/format-count.ts';
import { SOFTWARE_VERSION } from '@stillpoint/proto/services.ts';
import { formatBytes } from '@stillpoint/proto/text/format-bytes.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import { findAlarms } from '../alarm/plan-alarms.ts';
import type { FreeSpace } from '../datastore/free-space.ts';
import { describeClock } from '../retention/trusted-time.ts';
import { readKnownPlans } from '../schedule/known-plans.ts';
import type { AdminParts } from './admin-parts.ts';
import { localZone } from './schedule-administration.ts';

// Less than both: little for a backup on any disk, and a good part of a small one.
const lowSpace = { bytes: 1_073_741_824, share: 0.05 } as const;

/** What there is in the datastore, and what is wrong with it. */
export async function reportStatus(parts: AdminParts): Promise<v1.StatusReply.$Properties> {
  const { datastore, catalog, serving } = parts;
  const [totals, snapshots, space, unindexed, retention] = await Promise.all([catalog.totals(), catalog.listSnapshots({}), datastore.freeSpace(), catalog.unindexedSnapshots(), catalog.retention()]);
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
    sessions: [...(serving?.sessions() ?? [])],
    alarms: findAlarms(await readKnownPlans(catalog, localZone()), await catalog.latestRuns(), parts.now()),
    problems: [...clockProblem(parts.now(), retention.timeMarkMs), ...spaceProblem(space, datastore.directory), ...(serving?.problems() ?? []), ...parts.problems.map(({ code, message }) => `${code}: ${message}`), ...damageProblem(totals.damagedChunks), ...indexProblem(unindexed.length, serving !== undefined)],
  };
}

/** A line for a disk that is full or nearly so, else none. */
export function spaceProblem({ freeBytes, totalBytes }: FreeSpace, directory: string): string[] {
  if (freeBytes >= Math.min(lowSpace.bytes, totalBytes * lowSpace.share)) return [];
  const state = freeBytes === 0 ? 'full' : 'nearly full';
  return [`the disk is ${state}: ${formatBytes(freeBytes)} of ${formatBytes(totalBytes)} are free; free space on the filesystem of ${directory}, or backups fail with DATASTORE_FULL`];
}

function clockProblem(nowMs: number, markMs: number): string[] {
  const wrong = describeClock(nowMs, markMs);
  return wrong === undefined ? [] : [`${wrong}; nothing is pruned and nothing expires until it is corrected or accepted: \`stillpoint-collector prune --accept-time\``];
}

function damageProblem(damagedChunks: number): string[] {
  if (damagedChunks === 0) return [];
  return [`${countOf(damagedChunks, 'chunk is', 'chunks are')} damaged; \`stillpoint-collector verify --read-data\` names what that hurts, the next backup that still has the content heals it`];
}

// Behind every commit the collector indexes for a moment: no problem. Without a collector nothing goes on.
function indexProblem(snapshots: number, isServing: boolean): string[] {
  if (snapshots === 0 || isServing) return [];
  return [`\`find\` does not know all files of ${countOf(snapshots, 'snapshot')} yet; they are indexed when the collector runs`];
}
