/**
 * Deleting a snapshot, in the order that survives a crash: decision, catalog row, file. Only when the file is gone are its chunks garbage.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import type { AdminParts, Decide } from './admin-parts.ts';

/** Deletes the snapshot with exactly this id, damaged or not. SNAPSHOT_UNKNOWN. */
export async function deleteSnapshot(parts: AdminParts, decide: Decide, actor: string, request: v1.SnapshotRequest.$Properties): Promise<void> {
  const { datastore, catalog } = parts;
  const snapshotId = Buffer.from(request.snapshotId ?? []).toString('hex');
  const record = (await catalog.listSnapshots({})).find((candidate) => Buffer.from(candidate.snapshotId ?? []).toString('hex') === snapshotId);
  if (record === undefined && !(await exists(parts, snapshotId))) {
    throw new StillpointError('SNAPSHOT_UNKNOWN', `there is no snapshot @${snapshotId}`, { hint: '`stillpoint-collector snapshots` lists all' });
  }
  await decide({
    actor,
    snapshotDeleted: {
      snapshotId: Buffer.from(snapshotId, 'hex'),
      agentName: record?.agentName ?? '',
      plan: record?.plan ?? '',
      snapshotTimeMs: record?.timeMs ?? 0,
    },
  });
  await catalog.removeSnapshot(snapshotId);
  await datastore.snapshots.delete(snapshotId);
}

// A damaged file has no row in a rebuilt catalog, and must be deletable all the same.
async function exists(parts: AdminParts, snapshotId: string): Promise<boolean> {
  for await (const stored of parts.datastore.snapshots.list()) {
    if (stored === snapshotId) return true;
  }
  return false;
}
