/**
 * Groups of hard links within what is restored: the first member is made from its content, the others are links to it.
 */
import { chunkId } from '../chunk-identity.ts';
import type { Entry } from '../format/entry.ts';
import { linkAt } from '../posix/create.ts';
import { openDirectoryAt } from '../posix/directory-handle.ts';
import { closeHandle } from '../posix/open-file.ts';
import { StatBuffer, statAt } from '../posix/stat.ts';

/** The first restored member: where it is in the target, as names from its root down. `failed` when it could not be made. */
export interface LinkGroup {
  readonly place: readonly string[];
  failed: boolean;
}

/** One for each restore. Grows with the number of groups that have a member in the restored set. */
export class HardLinks {
  readonly #groups = new Map<string, LinkGroup>();

  /** The group that the entry belongs to, undefined for its first member and for what had one link only. `archive` tells archives apart. */
  find(archive: string, entry: Entry): LinkGroup | undefined {
    return entry.hardLinked ? this.#groups.get(linkKey(archive, entry)) : undefined;
  }

  /** Makes the entry the first member of its group. */
  begin(archive: string, entry: Entry, place: readonly string[]): LinkGroup {
    const group: LinkGroup = { place, failed: false };
    if (entry.hardLinked) this.#groups.set(linkKey(archive, entry), group);
    return group;
  }
}

/** Links `name` in an open directory to the group's first member, found from the target's root without following symlinks. Throws PosixError. */
export function linkToFirst(rootFd: number, group: LinkGroup, directoryFd: number, name: string): void {
  atFirst(rootFd, group, (fd, first) => {
    linkAt(fd, first, directoryFd, name);
  });
}

/** True when `name` in an open directory is the group's first member under another name. Throws PosixError. */
export function isLinkedToFirst(rootFd: number, group: LinkGroup, directoryFd: number, name: string): boolean {
  const one = new StatBuffer();
  const other = new StatBuffer();
  atFirst(rootFd, group, (fd, first) => {
    statAt(fd, first, one);
  });
  statAt(directoryFd, name, other);
  return one.isSameObject(other);
}

function atFirst(rootFd: number, group: LinkGroup, act: (directoryFd: number, name: string) => void): void {
  let fd = rootFd;
  try {
    for (const parent of group.place.slice(0, -1)) {
      const next = openDirectoryAt(fd, parent);
      if (fd !== rootFd) closeHandle(fd);
      fd = next;
    }
    act(fd, group.place.at(-1) ?? '');
  } finally {
    if (fd !== rootFd) closeHandle(fd);
  }
}

/**
 * What members of a group have in common. The inode alone is not enough: one that was freed and used again while the walk went on would tie a file to
 * another one's content.
 */
export function linkKey(archive: string, entry: Entry): string {
  const { filesystem, inode, type, sizeBytes, content, target } = entry;
  const held = content.kind === 'inline' ? content.bytes : content.kind === 'chunks' ? content.ids : content.kind === 'none' ? Buffer.from(target, 'latin1') : content.node;
  return `${archive}:${filesystem}:${inode}:${type}:${sizeBytes}:${chunkId(held).toString('base64')}`;
}
