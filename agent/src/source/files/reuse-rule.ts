/**
 * When a stored entry may stand for what is on disk without opening it. The rule that decides whether a backup silently misses a change:
 * size, mtime, ctime and inode are the stored ones, the stored stat was taken before that read, ctime was at least two seconds old when it began
 * (an edit within one tick of the clock leaves all of them alone) and when everything was last written to disk (an edit of a mapped page that is dirty still
 * leaves them alone too), the entry was read whole and was not changing, and none of its chunks is damaged.
 */
import type { Entry, EntryContent } from '@stillpoint/proto/format/entry.ts';
import { isSameStat, statFields, type StatBuffer, type StatFields } from '@stillpoint/proto/posix/stat.ts';

const YOUNG_NS = 2_000_000_000n;

/** True when an entry is too young to be trusted: it must be read again next time, however equal its stat is then. `trustedMs` (ms since 1970): when its reading or the last flush began, whichever was first. */
export function mustReadAgain(ctimeNs: bigint, trustedMs: number): boolean {
  return BigInt(Math.floor(trustedMs)) * 1_000_000n - ctimeNs < YOUNG_NS;
}

/** An entry that was read before, decoded. */
export interface StoredEntry {
  readonly entry: Entry;
  readonly readAgain: boolean;
}

/** What the rule looks at: a cursor at an entry of the tree cache, or {@link storedObject} of a decoded one. */
export interface StoredObject extends StatFields {
  /** The entry was changing while it was read. */
  readonly changed: boolean;
  /** Asked for only when something is damaged. */
  readonly content: EntryContent;
}

/** Chunk ids that the collector cannot give back (latin1 keys); empty nearly always. */
export type DamagedIds = ReadonlySet<string>;

/** True when `stored` may be reused for the object of `stat`. `readAgain`: what was decided when it was stored, see {@link mustReadAgain}. */
export function mayReuse(stored: StoredObject, readAgain: boolean, stat: StatBuffer, stableInodes: boolean, damaged: DamagedIds): boolean {
  return !readAgain && !stored.changed && isSameStat(stat, stored, stableInodes) && (damaged.size === 0 || !isDamaged(stored.content, damaged));
}

/** What the rule looks at, of a decoded entry. */
export function storedObject(entry: Entry): StoredObject {
  return { ...statFields(entry), changed: entry.changed, content: entry.content };
}

/** A chunk list's own chunks are not known here, so a file that has one is read again while anything of this archive is damaged. */
function isDamaged(content: EntryContent, damaged: DamagedIds): boolean {
  if (content.kind === 'list') return true;
  if (content.kind !== 'chunks') return false;
  const ids = Buffer.from(content.ids.buffer, content.ids.byteOffset, content.ids.byteLength);
  for (let at = 0; at < ids.length; at += 32) if (damaged.has(ids.toString('latin1', at, at + 32))) return true;
  return false;
}
