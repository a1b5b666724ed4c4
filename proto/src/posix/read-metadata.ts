/** Everything that is kept of an object besides its content. */
import { ENTRY_MAX_HOLES } from '../format/directory-node.ts';
import { EntryType, type Hole, type Metadata, type Xattr } from '../format/entry.ts';
import { readLinkAt } from './create.ts';
import { readInodeFlags } from './inode-flags.ts';
import type { ObjectPlace } from './object-place.ts';
import { readHoles } from './open-file.ts';
import type { Owners } from './owners.ts';
import { PosixError } from './posix-error.ts';
import type { StatBuffer } from './stat.ts';
import { readXattrs, readXattrsAt } from './xattrs.ts';

/** What {@link readMetadata} needs besides the object. */
export interface MetadataContext {
  readonly owners: Owners;
  /** Ordinal of the object's filesystem within the archive. */
  readonly filesystem: number;
  /** Told of each part that could not be read; it is then left empty, and the entry is not whole. */
  readonly onUnreadable: (part: 'xattrs' | 'inode flags' | 'holes', error: PosixError) => void;
}

const noXattrs: readonly Xattr[] = [];
const noHoles: readonly Hole[] = [];

/**
 * Metadata of the object at `place`, of which `stat` was just filled (from its handle where it has one). Of a file whose blocks are fewer than its size also the holes: its
 * handle's position moves. Throws PosixError when a symlink cannot be read.
 */
export function readMetadata(place: ObjectPlace, stat: StatBuffer, context: MetadataContext): Metadata {
  const { directoryFd, name, fd } = place;
  const { type } = stat;
  const sizeBytes = type === EntryType.file ? stat.sizeBytes : 0;
  const device = type === EntryType.charDevice || type === EntryType.blockDevice;

  function part<T>(what: 'xattrs' | 'inode flags' | 'holes', read: () => T, otherwise: T): T {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof PosixError)) throw error;
      context.onUnreadable(what, error);
      return otherwise;
    }
  }

  return {
    type,
    mode: stat.mode,
    uid: stat.uid,
    gid: stat.gid,
    user: context.owners.userName(stat.uid),
    group: context.owners.groupName(stat.gid),
    sizeBytes,
    mtimeNs: stat.mtimeNs,
    ctimeNs: stat.ctimeNs,
    inode: stat.inode,
    filesystem: context.filesystem,
    hardLinked: type !== EntryType.directory && stat.nlink > 1,
    rdevMajor: device ? stat.rdevMajor : 0,
    rdevMinor: device ? stat.rdevMinor : 0,
    target: type === EntryType.symlink ? readLinkAt(directoryFd, name) : '',
    xattrs: part('xattrs', () => (fd === undefined ? readXattrsAt(directoryFd, name) : readXattrs(fd)), noXattrs),
    inodeFlags: fd === undefined ? 0 : part('inode flags', () => readInodeFlags(fd), 0),
    // A compressed file has fewer blocks without having holes: asking is cheap then.
    holes: fd !== undefined && stat.blocks * 512 < sizeBytes ? part('holes', () => readHoles(fd, sizeBytes, ENTRY_MAX_HOLES), noHoles) : noHoles,
  };
}
