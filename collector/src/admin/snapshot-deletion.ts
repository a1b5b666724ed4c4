/**
 * Deleting a snapshot and taking it back, in the order that survives a crash: decision, catalog row, and the file only when it can be taken back no more. Only then are its chunks garbage.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { faultPoint } from '@stillpoint/proto/fault-point.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import type { AdminParts, Decide } from './admin-parts.ts';
import { assertDeletable } from './snapshot-protection.ts';

/** A deleted snapshot can be taken back for so long, unless somebody says otherwise. */
export const defaultGraceMs = 7 * 86_400_000;

const maxReasonLength = 1024;

/** Deletes the snapshot with exactly this id, damaged or not. SNAPSHOT_UNKNOWN, SNAPSHOT_PROTECTED. */
export async function deleteSnapshot(parts: AdminParts, decide: Decide, actor: string, request: v1.DeleteSnapshotRequest.$Properties): Promise<void> {
  const snapshotId = Buffer.from(request.snapshotId ?? []).toString('hex');
  const record = (await parts.catalog.listSnapshots({})).find((candidate) => Buffer.from(candidate.snapshotId ?? []).toString('hex') === snapshotId);
  const retention = await parts.catalog.retention();
  const waits = retention.deletions.some((deletion) => deletion.snapshotId === snapshotId);
  // One that waits for the end of its grace may be sent off at once.
  if (record === undefined && !(waits && request.graceMs === 0) && (waits || !(await exists(parts, snapshotId)))) {
    throw new StillpointError('SNAPSHOT_UNKNOWN', `there is no snapshot @${snapshotId}`, { hint: '`stillpoint-collector snapshots` lists all' });
  }
  if (record !== undefined) assertDeletable(record, retention, parts.now());
  await removeSnapshot(parts, decide, { actor, snapshotId, record, graceMs: request.graceMs ?? defaultGraceMs, reason: (request.reason ?? '').slice(0, maxReasonLength) });
}

/** What {@link removeSnapshot} needs; `record` is undefined for one that the catalog does not know. */
export interface SnapshotRemoval {
  readonly actor: string;
  readonly snapshotId: string;
  readonly record: v1.SnapshotRecord.$Properties | undefined;
  readonly graceMs: number;
  /** For the audit log; may be empty. */
  readonly reason: string;
}

/** Deletes without asking whether it may. */
export async function removeSnapshot(parts: AdminParts, decide: Decide, { actor, snapshotId, record, graceMs, reason }: SnapshotRemoval): Promise<void> {
  const { datastore, catalog, now } = parts;
  // A file that cannot be read can be taken back by nobody. A clock that went back must not make the grace end before it begins.
  const behindMs = Math.max(0, (await catalog.retention()).timeMarkMs - now());
  const grace = record === undefined || graceMs === 0 ? 0 : graceMs + behindMs;
  await decide({
    actor,
    snapshotDeleted: {
      snapshotId: Buffer.from(snapshotId, 'hex'),
      agentId: record?.agentId ?? new Uint8Array(0),
      agentName: record?.agentName ?? '',
      plan: record?.plan ?? '',
      sequence: record?.sequence ?? 0,
      snapshotTimeMs: record?.timeMs ?? 0,
      graceMs: grace,
      reason,
    },
  });
  await catalog.removeSnapshot(snapshotId);
  faultPoint('snapshot-unlisted');
  if (grace === 0) await datastore.snapshots.delete(snapshotId);
}

/** Takes the deletion of the snapshot with exactly this id back. SNAPSHOT_UNKNOWN when it was not deleted, or is gone; SNAPSHOT_CORRUPT. */
export async function undeleteSnapshot(parts: AdminParts, decide: Decide, actor: string, request: v1.SnapshotRequest.$Properties): Promise<void> {
  const { datastore, catalog, serving } = parts;
  const snapshotId = Buffer.from(request.snapshotId ?? []).toString('hex');
  const isDeleted = (await catalog.retention()).deletions.some((deletion) => deletion.snapshotId === snapshotId);
  if (!isDeleted) throw new StillpointError('SNAPSHOT_UNKNOWN', `there is no deleted snapshot @${snapshotId} that could be taken back`, { hint: '`stillpoint-collector undelete` lists those that can' });
  const { record } = await datastore.snapshots.get(snapshotId);
  await decide({ actor, snapshotUndeleted: { snapshotId: Buffer.from(snapshotId, 'hex') } });
  faultPoint('undelete-decided');
  await catalog.addSnapshot(record, []);
  serving?.indexVersions();
}

// A damaged file has no row in a rebuilt catalog, and must be deletable all the same.
async function exists(parts: AdminParts, snapshotId: string): Promise<boolean> {
  for await (const stored of parts.datastore.snapshots.list()) {
    if (stored === snapshotId) return true;
  }
  return false;
}
