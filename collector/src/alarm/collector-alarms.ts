/**
 * What needs somebody at the collector itself: room, damage, its clock, guests that were refused, ways of telling that fail. Pure.
 */
import { countOf } from '@stillpoint/proto/text/format-count.ts';
import { formatAge } from '@stillpoint/proto/text/format-duration.ts';
import { formatBytes } from '@stillpoint/proto/text/format-bytes.ts';

import type { FreeSpace } from '../datastore/free-space.ts';
import { describeClock } from '../retention/trusted-time.ts';
import { oneLine, type Alarm } from './alarm.ts';

// Less than both: little for a backup on any disk, and a good part of a small one.
const lowSpace = { bytes: 1_073_741_824, share: 0.05 } as const;
// Somebody must have time to do something before the first backup is refused.
const beforeRefusal = 1.25;

/** An agent that was refused; the newest refusal of its kind. */
export interface Refusal {
  readonly agentId: string;
  readonly agentName: string;
  readonly code: string;
  readonly text: string;
  readonly lastMs: number;
}

/** A way of telling that fails. */
export interface FailingChannel {
  readonly channel: string;
  readonly sinceMs: number;
  readonly text: string;
}

/** What it is found from. */
export interface CollectorFacts {
  readonly space: FreeSpace;
  readonly directory: string;
  /** Below it new backups are refused. */
  readonly admissionBytes: number;
  readonly damagedChunks: number;
  /** Up to when the clock was found right, 0: never. */
  readonly timeMarkMs: number;
  readonly refusals: readonly Refusal[];
  readonly failing: readonly FailingChannel[];
}

/** In no order. */
export function findCollectorAlarms({ space, directory, admissionBytes, damagedChunks, timeMarkMs, refusals, failing }: CollectorFacts, nowMs: number): Alarm[] {
  return [
    ...spaceAlarms(space, directory, admissionBytes),
    ...damageAlarms(damagedChunks),
    ...clockAlarms(nowMs, timeMarkMs),
    ...refusals.map(refusalAlarm),
    ...failing.map(({ channel, sinceMs, text }) => alarm('NOTIFY', `alarms cannot be sent by ${channel} for ${formatAge(nowMs - sinceMs)}: ${text}; \`stillpoint-collector notify test\` tries it now`, channel)),
  ];
}

/** One for a disk that is full or nearly so, else none. */
export function spaceAlarms({ freeBytes, totalBytes }: FreeSpace, directory: string, admissionBytes: number): Alarm[] {
  if (freeBytes >= Math.max(Math.min(lowSpace.bytes, totalBytes * lowSpace.share), admissionBytes * beforeRefusal)) return [];
  const isFull = freeBytes === 0;
  const text = `the disk is ${isFull ? 'full' : 'nearly full'}: ${formatBytes(freeBytes)} of ${formatBytes(totalBytes)} are free; free space on the filesystem of ${directory}, or new backups are refused with COLLECTOR_BUSY`;
  return [{ ...alarm('FREE_SPACE', text), critical: isFull || freeBytes < admissionBytes }];
}

function damageAlarms(damagedChunks: number): Alarm[] {
  if (damagedChunks === 0) return [];
  const text = `${countOf(damagedChunks, 'chunk is', 'chunks are')} damaged; \`stillpoint-collector verify --read-data\` names what that hurts, the next backup that still has the content heals it`;
  return [{ ...alarm('DAMAGE', text), critical: true }];
}

function clockAlarms(nowMs: number, markMs: number): Alarm[] {
  const wrong = describeClock(nowMs, markMs);
  return wrong === undefined ? [] : [alarm('CLOCK', `${wrong}; nothing is pruned and nothing expires until it is corrected or accepted: \`stillpoint-collector prune --accept-time\``)];
}

function refusalAlarm({ agentId, agentName, code, text }: Refusal): Alarm {
  return { ...alarm('REFUSED', `the collector refused it: ${code}: ${text}`, `${agentId} ${code}`), agentName };
}

function alarm(kind: Alarm['kind'], text: string, subject = ''): Alarm {
  return { kind, agentName: '', plan: '', text: oneLine(text), critical: false, subject, graceMs: 0 };
}
