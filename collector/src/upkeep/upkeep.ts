/**
 * What the owner of a datastore remembers of its housekeeping, and the space that it keeps for it. The entrance of this folder; must not know who asks.
 */
import { SpaceHistory } from './space-history.ts';
import { SpaceGuard, type SpaceSettings } from './space-guard.ts';
import { VerificationRecord } from './verification-record.ts';

/** Of one datastore, for its owner. Holds nothing that would need closing. */
export interface Upkeep {
  readonly verification: VerificationRecord;
  readonly history: SpaceHistory;
  readonly space: SpaceGuard;
}

/** Reads what is remembered of the datastore in `directory`. DATASTORE_IO. */
export async function openUpkeep(directory: string, settings: SpaceSettings): Promise<Upkeep> {
  return { verification: await VerificationRecord.open(directory), history: await SpaceHistory.open(directory), space: await SpaceGuard.open(directory, settings) };
}
