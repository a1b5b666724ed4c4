/**
 * Deleted snapshots whose grace is over: their files go. Decided first, so that a crash in between is finished at the next start.
 */
import { faultPoint } from '@stillpoint/proto/fault-point.ts';

import type { DecisionMaker } from '../admin/admin-parts.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Datastore } from '../datastore/datastore.ts';
import { clockState } from '../retention/trusted-time.ts';

/** What an expiry works on. */
export interface ExpiryParts {
  readonly catalog: Pick<Catalog, 'retention'>;
  readonly datastore: Pick<Datastore, 'snapshots'>;
  readonly decisions: DecisionMaker;
  readonly actor: string;
  /** ms since 1970. */
  readonly now: () => number;
}

/** Lets every snapshot go that is due; `waiting` are those that are due by a clock that is not trusted, and stay. */
export async function expireSnapshots({ catalog, datastore, decisions, actor, now }: ExpiryParts): Promise<{ readonly expired: number; readonly waiting: number }> {
  return decisions.exclusively(async (decide) => {
    const { deletions, timeMarkMs } = await catalog.retention();
    const nowMs = now();
    const due = deletions.filter(({ goneMs }) => goneMs <= nowMs);
    if (clockState(nowMs, timeMarkMs) !== 'right') return { expired: 0, waiting: due.length };
    for (const { snapshotId } of due) {
      await decide({ actor, snapshotExpired: { snapshotId: Buffer.from(snapshotId, 'hex') } });
      faultPoint('expiry-decided');
      await datastore.snapshots.delete(snapshotId);
    }
    return { expired: due.length, waiting: 0 };
  });
}
