/**
 * The line that says which snapshot was taken, before anything else is said.
 */
import { snapshotKeyId } from '../encryption/snapshot-details.ts';
import { formatAge } from '../text/format-duration.ts';

import { showName } from './address.ts';
import type { KnownSnapshot } from './known-snapshots.ts';
import { formatWallMinutes, zoneAbbreviation } from './wall-clock.ts';

// By the numbers of Consistency in the contract; a newer agent may know more.
const consistencyNames: readonly string[] = ['unknown', 'crash', 'filesystem', 'application'];

/** `db1/daily 2026-11-22 01:30 JST, 9 h old, consistency application`; an incomplete snapshot goes on with `, incomplete`, an encrypted one with its key. */
export function headline(snapshot: KnownSnapshot, nowMs: number, zone: string): string {
  const { timeMs } = snapshot;
  const taken = `${formatWallMinutes(timeMs, zone)} ${zoneAbbreviation(timeMs, zone)}`;
  const consistency = consistencyName(snapshot);
  const keyId = snapshotKeyId(snapshot.record);
  return `${showName(snapshot.agentName, snapshot.plan)} ${taken}, ${formatAge(nowMs - timeMs)} old, consistency ${consistency}${snapshot.complete ? '' : ', incomplete'}${keyId === undefined ? '' : `, encrypted by the agent with key ${keyId}`}`;
}

/** `application`, `filesystem`, `crash`, or `unknown` when the snapshot does not say. */
export function consistencyName(snapshot: KnownSnapshot): string {
  return consistencyNames[snapshot.record.draft?.consistency ?? 0] ?? 'unknown';
}
