/**
 * Metadata of an object that was there before: whether it is as it should be, and making it so. In between nobody may do more with the object than who may
 * before or after, and it is never setuid for the wrong owner.
 */
import { EntryType, type Metadata } from '../format/entry.ts';
import { applyEarlyFlags, applyMetadata, changeMode, isLabel, wantedOwner, type AttributeOptions, type NotApplied } from './apply-metadata.ts';
import { applyInodeFlags, InodeFlag, readInodeFlags } from './inode-flags.ts';
import type { ObjectPlace } from './object-place.ts';
import { PosixError } from './posix-error.ts';
import type { StatBuffer } from './stat.ts';
import { readXattrs, readXattrsAt } from './xattrs.ts';

const lockingFlags = InodeFlag.immutable | InodeFlag.append;

/**
 * True when applying `metadata` would change nothing: owner (unless the rule is `none`), mode, mtime, attributes and, of what is open, inode flags. `stat` was just
 * filled from the object. What cannot be read counts as different.
 */
export function hasMetadata(place: ObjectPlace, metadata: Metadata, options: AttributeOptions, stat: StatBuffer): boolean {
  if (stat.mtimeNs !== metadata.mtimeNs || !hasOwner(metadata, options, stat)) return false;
  if (metadata.type !== EntryType.symlink && stat.mode !== metadata.mode) return false;
  try {
    return hasXattrs(place, metadata) && (place.fd === undefined ? 0 : readInodeFlags(place.fd)) === metadata.inodeFlags;
  } catch (error) {
    if (error instanceof PosixError) return false;
    throw error;
  }
}

/** Sets everything anew. `stat` was just filled from the object, which is of the type that `metadata` says. Lists what could not be set. */
export function correctMetadata(place: ObjectPlace, metadata: Metadata, options: AttributeOptions, stat: StatBuffer): NotApplied[] {
  attempt(() => {
    // Nothing else can be changed while these are set.
    if (place.fd !== undefined) applyInodeFlags(place.fd, 0, lockingFlags);
  });
  attempt(() => {
    restrictMode(place, metadata, stat);
  });
  const missed: NotApplied[] = [];
  if (place.fd !== undefined) missed.push(...applyEarlyFlags(place.fd, metadata));
  else if (metadata.inodeFlags !== 0) missed.push({ what: 'inode flags', reason: 'it cannot be opened' });
  return [...missed, ...applyMetadata(place, metadata, options)];
}

// A new group must not get what the old one was allowed, nor a new owner a setuid bit. An owner is denied nothing that he could not allow himself again.
function restrictMode(place: ObjectPlace, metadata: Metadata, stat: StatBuffer): void {
  if (metadata.type === EntryType.symlink) return;
  // A directory without its sticky bit would let everybody remove what is in it.
  const kept = metadata.type === EntryType.directory ? 0o700 | (stat.mode & 0o7000) : 0o600;
  const mode = (stat.mode & metadata.mode & 0o777) | kept;
  if (mode !== stat.mode) changeMode(place, metadata.type, mode);
}

/** What is refused here is refused again, and listed, when the metadata is set. */
function attempt(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof PosixError)) throw error;
  }
}

function hasOwner(metadata: Metadata, options: AttributeOptions, stat: StatBuffer): boolean {
  if (options.ownerRule === 'none') return true;
  const { uid, gid } = wantedOwner(metadata, options);
  return stat.uid === uid && stat.gid === gid;
}

function hasXattrs(place: ObjectPlace, metadata: Metadata): boolean {
  const present = place.fd === undefined ? readXattrsAt(place.directoryFd, place.name) : readXattrs(place.fd);
  const wanted = new Map(metadata.xattrs.map(({ name, value }) => [name, value]));
  for (const { name, value } of present) {
    const expected = wanted.get(name);
    if (expected !== undefined && Buffer.compare(expected, value) !== 0) return false;
    // What applying removes: see applyAttributes.
    if (expected === undefined && !isLabel(name) && metadata.type !== EntryType.symlink) return false;
    wanted.delete(name);
  }
  return wanted.size === 0;
}
