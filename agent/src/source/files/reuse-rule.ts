/**
 * When a stored entry may stand for what is on disk without opening it. The rule that decides whether a backup silently misses a change:
 * size, mtime, ctime and inode are the stored ones, the stored stat was taken before that read, ctime was at least two seconds old when it began
 * (an edit within one tick of the clock leaves all of them alone) and when everything was last written to disk (an edit of a mapped page that is dirty still
 * leaves them alone too), the entry was not changing, and none of its chunks is damaged.
 */
import type { Entry } from '@stillpoint/proto/format/entry.ts';
import { isSameStat, type StatBuffer } from '@stillpoint/proto/posix/stat.ts';

const YOUNG_NS = 2_000_000_000n;

/** True when an entry must be read again next time, however equal its stat is then. `trustedMs` (ms since 1970): when its reading or the last flush began, whichever was first. */
export function mustReadAgain(ctimeNs: bigint, trustedMs: number): boolean {
  return BigInt(Math.floor(trustedMs)) * 1_000_000n - ctimeNs < YOUNG_NS;
}

/** What is known of a stored entry. */
export interface StoredEntry {
  readonly entry: Entry;
  readonly readAgain: boolean;
}

/** Chunk ids that the collector cannot give back (latin1 keys); empty nearly always. */
export type DamagedIds = ReadonlySet<string>;

/** True when `stored` may be reused for the object of `stat`. */
export function mayReuse(stored: StoredEntry, stat: StatBuffer, stableInodes: boolean, damaged: DamagedIds): boolean {
  return !stored.readAgain && !stored.entry.changed && isSameStat(stat, stored.entry, stableInodes) && (damaged.size === 0 || !isDamaged(stored.entry, damaged));
}

/** A chunk list's own chunks are not known here, so a file that has one is read again while anything of this archive is damaged. */
function isDamaged(entry: Entry, damaged: DamagedIds): boolean {
  if (entry.content.kind === 'list') return true;
  if (entry.content.kind !== 'chunks') return false;
  const ids = Buffer.from(entry.content.ids.buffer, entry.content.ids.byteOffset, entry.content.ids.byteLength);
  for (let at = 0; at < ids.length; at += 32) if (damaged.has(ids.toString('latin1', at, at + 32))) return true;
  return false;
}
