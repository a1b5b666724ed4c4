/**
 * Sets metadata on a newly created object. What the caller may not set, or the filesystem does not keep, is listed and not thrown: a restore goes on and says it.
 *
 * The order matters. A file's own attributes need write permission, so they come before its mode; changing the owner takes setuid bits and capabilities away,
 * so both come after it; ACLs are written over the mode's group bits; times come when nothing else is written, and last the flags that
 * forbid every change.
 */
import { EntryType, type Metadata, type Xattr } from '../format/entry.ts';
import { formatUtcTimeNs } from '../text/format-time.ts';
import { cString, showName } from './c-string.ts';
import { applyInodeFlags, earlyInodeFlags, inodeFlagNames, keptInodeFlags } from './inode-flags.ts';
import { lastErrno, lastError, libc } from './libc.ts';
import type { ObjectPlace } from './object-place.ts';
import { closeHandle, O_CLOEXEC, O_PATH, O_NOFOLLOW } from './open-file.ts';
import type { Owners } from './owners.ts';
import { errnoNumbers, PosixError } from './posix-error.ts';
import { statAt, StatBuffer, statFd } from './stat.ts';
import { listXattrs, listXattrsAt, removeXattr, removeXattrAt, setXattr, setXattrAt } from './xattrs.ts';

/** One piece of metadata that could not be set, and why, in words for a person. */
export interface NotApplied {
  readonly what: string;
  readonly reason: string;
}

/** How owners are set: by number, by name where this machine knows it (else by number), or not at all. */
export type OwnerRule = 'ids' | 'names' | 'none';

/** What {@link applyAttributes} needs besides the object. */
export interface AttributeOptions {
  readonly ownerRule: OwnerRule;
  readonly owners: Owners;
}

const AT_SYMLINK_NOFOLLOW = 0x100;
const UTIME_OMIT = 0x3ffffffen;
const setuid = 0o4000;
const setgid = 0o2000;
/** uid_t and gid_t of -1 mean "leave it". */
const unchangedId = 0xffff_ffff;
const times = new BigInt64Array(4);
const stat = new StatBuffer();

/** Sets the flags that count only while the object is empty: call it before the first byte or name is written. */
export function applyEarlyFlags(fd: number, metadata: Metadata): NotApplied[] {
  return applyFlags(fd, metadata, earlyInodeFlags);
}

/** Sets owner, attributes, ACLs, capabilities and mode. Attributes that the new object got from its directory (default ACLs) and the old one had not are removed. */
export function applyAttributes(place: ObjectPlace, metadata: Metadata, options: AttributeOptions): NotApplied[] {
  const missed: NotApplied[] = [];
  removeForeignXattrs(place, metadata, missed);
  setXattrs(place, metadata.xattrs.filter((xattr) => !isPrivileged(xattr.name)), missed);
  const owner = wantedOwner(metadata, options);
  if (options.ownerRule !== 'none') attempt('owner', missed, () => { setOwner(place, owner.uid, owner.gid); });
  if (metadata.type !== EntryType.symlink) attempt('mode', missed, () => { setMode(place, metadata, owner, missed); });
  setXattrs(place, metadata.xattrs.filter((xattr) => isPrivileged(xattr.name)), missed);
  return missed;
}

/**
 * Sets mtime and then the inode flags. For directories when everything below is done, for hard-linked files when the last link is made: an immutable object takes neither. atime
 * is left as it is.
 */
export function applyTimes(place: ObjectPlace, metadata: Metadata): NotApplied[] {
  const missed: NotApplied[] = [];
  attempt('mtime', missed, () => {
    setModified(place, metadata.mtimeNs);
    readStat(place);
    if (stat.mtimeNs !== metadata.mtimeNs) missed.push({ what: 'mtime', reason: `the filesystem keeps ${formatUtcTimeNs(stat.mtimeNs)} for ${formatUtcTimeNs(metadata.mtimeNs)}` });
  });
  if (place.fd !== undefined) missed.push(...applyFlags(place.fd, metadata, keptInodeFlags & ~earlyInodeFlags));
  return missed;
}

/** {@link applyAttributes} and {@link applyTimes} in one, for objects that are finished. */
export function applyMetadata(place: ObjectPlace, metadata: Metadata, options: AttributeOptions): NotApplied[] {
  return [...applyAttributes(place, metadata, options), ...applyTimes(place, metadata)];
}

function attempt(what: string, missed: NotApplied[], set: () => void): void {
  try {
    set();
  } catch (error) {
    if (!(error instanceof PosixError)) throw error;
    missed.push({ what, reason: error.message });
  }
}

function applyFlags(fd: number, metadata: Metadata, scope: number): NotApplied[] {
  const missed: NotApplied[] = [];
  attempt('inode flags', missed, () => {
    const left = applyInodeFlags(fd, metadata.inodeFlags, scope);
    if (left !== 0) missed.push({ what: 'inode flags', reason: `not taken by the filesystem or not allowed: ${inodeFlagNames(left).join(', ')}` });
  });
  return missed;
}

// To be set after owner and mode: the kernel takes capabilities away with a new owner, and ACLs change the mode.
function isPrivileged(name: string): boolean {
  return name.startsWith('security.') || name.startsWith('system.');
}

/** Labels belong to this machine's policy: they are set but never removed. */
export function isLabel(name: string): boolean {
  return name.startsWith('security.') && name !== 'security.capability';
}

function removeForeignXattrs(place: ObjectPlace, metadata: Metadata, missed: NotApplied[]): void {
  // Nothing is inherited by a symlink but labels, and those stay.
  if (metadata.type === EntryType.symlink) return;
  attempt('xattrs', missed, () => {
    for (const name of place.fd === undefined ? listXattrsAt(place.directoryFd, place.name) : listXattrs(place.fd)) {
      if (isLabel(name) || metadata.xattrs.some((xattr) => xattr.name === name)) continue;
      attempt(`xattr ${showName(name)}`, missed, () => {
        if (place.fd === undefined) removeXattrAt(place.directoryFd, place.name, name);
        else removeXattr(place.fd, name);
      });
    }
  });
}

function setXattrs(place: ObjectPlace, xattrs: readonly Xattr[], missed: NotApplied[]): void {
  for (const xattr of xattrs) {
    attempt(`xattr ${showName(xattr.name)}`, missed, () => {
      if (place.fd === undefined) setXattrAt(place.directoryFd, place.name, xattr);
      else setXattr(place.fd, xattr);
    });
  }
}

/** Ids as the rule finds them. */
export interface OwnerIds {
  readonly uid: number;
  readonly gid: number;
}

/** The owner that the rules `ids` and `names` set. */
export function wantedOwner(metadata: Metadata, options: AttributeOptions): OwnerIds {
  const { uid, gid, user, group } = metadata;
  if (options.ownerRule !== 'names') return { uid, gid };
  return {
    uid: (user === '' ? undefined : options.owners.findUid(user)) ?? uid,
    gid: (group === '' ? undefined : options.owners.findGid(group)) ?? gid,
  };
}

function setOwner(place: ObjectPlace, uid: number, gid: number): void {
  if (changeOwner(place, uid, gid) === 0) return;
  const errno = lastErrno();
  // Who may not give files away may still choose among the own groups.
  if (errno === errnoNumbers['EPERM']) changeOwner(place, unchangedId, gid);
  throw new PosixError('chown', errno, `to ${uid}:${gid}`);
}

function changeOwner(place: ObjectPlace, uid: number, gid: number): number {
  return place.fd === undefined
    ? libc.fchownat(place.directoryFd, cString(place.name), uid, gid, AT_SYMLINK_NOFOLLOW)
    : libc.fchown(place.fd, uid, gid);
}

function setMode(place: ObjectPlace, metadata: Metadata, owner: OwnerIds, missed: NotApplied[]): void {
  let { mode } = metadata;
  const special = metadata.type === EntryType.directory ? 0 : mode & (setuid | setgid);
  if (special !== 0) {
    // With another owner than it was made for, a setuid program would run as whoever restores.
    readStat(place);
    if (stat.uid !== owner.uid) mode &= ~setuid;
    if (stat.gid !== owner.gid) mode &= ~setgid;
  }
  changeMode(place, metadata.type, mode);
  if ((metadata.mode & (setuid | setgid)) === 0) return;
  // The kernel leaves setgid out without an error when the caller is not in the group.
  readStat(place);
  if (stat.mode !== metadata.mode) missed.push({ what: 'mode', reason: `left at ${octal(stat.mode)} for ${octal(metadata.mode)}: the owner is another` });
}

/** Sets the mode of anything but a symlink. Throws PosixError, ESTALE when it is no longer of that type. */
export function changeMode(place: ObjectPlace, type: EntryType, mode: number): void {
  if (place.fd !== undefined) {
    if (libc.fchmod(place.fd, mode) !== 0) throw lastError('fchmod', octal(mode));
    return;
  }
  // There is no chmod that does not follow a symlink before Linux 6.6: through a handle that only names the object, once it is known what it is.
  const handle = libc.openat(place.directoryFd, cString(place.name), O_PATH | O_NOFOLLOW | O_CLOEXEC, 0);
  if (handle < 0) throw lastError('openat', showName(place.name));
  try {
    statFd(handle, stat);
    if (stat.type !== type) throw new PosixError('chmod', errnoNumbers['ESTALE'] ?? 116, showName(place.name));
    if (libc.chmod(cString(`/proc/self/fd/${handle}`), mode) !== 0) throw lastError('chmod', octal(mode));
  } finally {
    closeHandle(handle);
  }
}

function setModified(place: ObjectPlace, mtimeNs: bigint): void {
  // Nanoseconds of a timespec count upwards from the second, also before 1970.
  const nanoseconds = ((mtimeNs % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n;
  times[0] = 0n;
  times[1] = UTIME_OMIT;
  times[2] = (mtimeNs - nanoseconds) / 1_000_000_000n;
  times[3] = nanoseconds;
  const result =
    place.fd === undefined ? libc.utimensat(place.directoryFd, cString(place.name), times, AT_SYMLINK_NOFOLLOW) : libc.futimens(place.fd, times);
  if (result !== 0) throw lastError('utimensat', showName(place.name));
}

function readStat(place: ObjectPlace): void {
  if (place.fd === undefined) statAt(place.directoryFd, place.name, stat);
  else statFd(place.fd, stat);
}

function octal(mode: number): string {
  return `0${mode.toString(8)}`;
}
