/**
 * What need not be as it was stored although the stat is: the owners' names, the order of the filesystems, and, where it is not stable, the inode (it groups hard links).
 */
import type { Entry } from '@stillpoint/proto/format/entry.ts';
import type { LeafCursor } from '@stillpoint/proto/format/leaf-cursor.ts';
import type { StatBuffer } from '@stillpoint/proto/posix/stat.ts';

/** Names of owners as the guest knows them now, '' for unknown ones. */
export interface CurrentNames {
  userName(uid: number): string;
  groupName(gid: number): string;
}

/** True when an entry that may be reused for the object of `stat` is as it would be read now: {@link currentEntry} would change nothing. */
export function isCurrentEntry(cursor: LeafCursor, stat: StatBuffer, filesystem: number, names: CurrentNames): boolean {
  const { owner } = cursor;
  return (
    cursor.filesystem === filesystem &&
    owner.user === names.userName(owner.uid) &&
    owner.group === names.groupName(owner.gid) &&
    (!cursor.hardLinked || (cursor.inodeLow === stat.inodeLow && cursor.inodeHigh === stat.inodeHigh))
  );
}

/** A stored entry with all that as it is now. */
export function currentEntry(entry: Entry, stat: StatBuffer, filesystem: number, names: CurrentNames): Entry {
  const user = names.userName(entry.uid);
  const group = names.groupName(entry.gid);
  return { ...entry, user, group, filesystem, inode: entry.hardLinked ? stat.inode : entry.inode };
}
