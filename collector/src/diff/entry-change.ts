/**
 * In which way an entry differs between two snapshots.
 */
import { EntryType, type Entry, type EntryContent, type Hole, type Xattr } from '@stillpoint/proto/format/entry.ts';

/** `type`: another kind of object; `content`: other bytes, link target or device; `metadata`: mode, owner, mtime, attributes or flags; `same`: none of these. */
export type EntryChange = 'type' | 'content' | 'metadata' | 'same';

/**
 * Compares two entries of one name. ctime and inode are no difference: they change when a file is restored or moved to another disk. Of directories only what they
 * are themselves, not what is in them.
 */
export function changeOf(before: Entry, after: Entry): EntryChange {
  if (before.type !== after.type) return 'type';
  if (hasOtherContent(before, after)) return 'content';
  return hasOtherMetadata(before, after) ? 'metadata' : 'same';
}

function hasOtherContent(before: Entry, after: Entry): boolean {
  if (before.type === EntryType.directory) return false;
  return (
    before.sizeBytes !== after.sizeBytes || before.target !== after.target || before.rdevMajor !== after.rdevMajor || before.rdevMinor !== after.rdevMinor ||
    !isSameContent(before.content, after.content) || !isSameList(before.holes, after.holes, isSameHole)
  );
}

function hasOtherMetadata(before: Entry, after: Entry): boolean {
  return (
    before.mode !== after.mode || before.uid !== after.uid || before.gid !== after.gid || before.user !== after.user || before.group !== after.group ||
    before.mtimeNs !== after.mtimeNs || before.inodeFlags !== after.inodeFlags || !isSameList(before.xattrs, after.xattrs, isSameXattr)
  );
}

function isSameContent(before: EntryContent, after: EntryContent): boolean {
  switch (before.kind) {
    case 'none':
      return after.kind === 'none';
    case 'inline':
      return after.kind === 'inline' && Buffer.compare(before.bytes, after.bytes) === 0;
    case 'chunks':
      return after.kind === 'chunks' && Buffer.compare(before.ids, after.ids) === 0;
    case 'list':
    case 'directory':
      return after.kind === before.kind && Buffer.compare(before.node, after.node) === 0;
  }
}

function isSameHole(before: Hole, after: Hole): boolean {
  return before.offset === after.offset && before.length === after.length;
}

function isSameXattr(before: Xattr, after: Xattr): boolean {
  return before.name === after.name && Buffer.compare(before.value, after.value) === 0;
}

function isSameList<T>(before: readonly T[], after: readonly T[], isSame: (before: T, after: T) => boolean): boolean {
  return before.length === after.length && before.every((item, index) => after[index] !== undefined && isSame(item, after[index]));
}
