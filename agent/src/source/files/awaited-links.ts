/**
 * Objects with several names of which further ones are awaited: their content is read once.
 */
import type { StatBuffer } from '@stillpoint/proto/posix/stat.ts';

import { mayReuse, storedObject, type DamagedIds, type StoredEntry } from './reuse-rule.ts';

/** Objects that are remembered. Beyond, a name is read like any other, which costs time only. */
const REMEMBERED = 5000;

interface AwaitedLink extends StoredEntry {
  awaited: number;
}

/** Keyed by filesystem (its ordinal in the archive) and inode. */
export class AwaitedLinks {
  readonly #links = new Map<string, AwaitedLink>();

  /** What was read under another name of the same object, if it is as it was then. */
  take(filesystem: number, stat: StatBuffer, damaged: DamagedIds): StoredEntry | undefined {
    if (stat.nlink < 2) return undefined;
    const key = keyOf(filesystem, stat);
    const link = this.#links.get(key);
    // Within this walk the stored stat need not be old: it was compared after the reading too.
    if (link === undefined || !mayReuse(storedObject(link.entry), false, stat, true, damaged)) return undefined;
    if (--link.awaited === 0) this.#links.delete(key);
    return link;
  }

  /** Remembers an object that was read, when it has more names. */
  remember(filesystem: number, stat: StatBuffer, stored: StoredEntry): void {
    if (stat.nlink < 2 || stored.entry.changed || this.#links.size >= REMEMBERED) return;
    this.#links.set(keyOf(filesystem, stat), { ...stored, awaited: stat.nlink - 1 });
  }
}

function keyOf(filesystem: number, stat: StatBuffer): string {
  return `${filesystem}:${stat.inode}`;
}
