/**
 * Extended attributes: names are latin1 strings, values bytes as the kernel stores them. ACLs (system.posix_acl_access, …_default), file capabilities
 * (security.capability), labels and trusted.* are among them as far as the caller may see them (root: all).
 */
import type { Xattr } from '../format/entry.ts';
import { cString, procPath, secondCString, showName } from './c-string.ts';
import { lastErrno, lastError, libc } from './libc.ts';
import { errnoNumbers, PosixError } from './posix-error.ts';

const ENODATA = errnoNumbers['ENODATA'];
const ENOTSUP = errnoNumbers['EOPNOTSUPP'];
const EINVAL = errnoNumbers['EINVAL'];

// The kernel's limits, XATTR_LIST_MAX and XATTR_SIZE_MAX.
const names = Buffer.allocUnsafeSlow(64 * 1024);
const value = Buffer.allocUnsafeSlow(64 * 1024);
const none: readonly Xattr[] = [];

/** Attributes of an open file or directory, sorted by name. One system call when there are none; filesystems without attributes have none. Throws PosixError. */
export function readXattrs(fd: number): readonly Xattr[] {
  const listed = listedBytesOf(libc.flistxattr(fd, names, names.length), 'flistxattr', '');
  return listed === 0 ? none : collect(listed, (name) => libc.fgetxattr(fd, cString(name), value, value.length), 'fgetxattr');
}

/** Attributes of `name` itself in an open directory: for what cannot be opened (symlinks, fifos, sockets, devices). Needs /proc. As {@link readXattrs}. */
export function readXattrsAt(dirfd: number, name: string): readonly Xattr[] {
  const listed = listedBytesOf(libc.llistxattr(procPath(dirfd, name), names, names.length), 'llistxattr', name);
  if (listed === 0) return none;
  return collect(listed, (attribute) => libc.lgetxattr(procPath(dirfd, name), secondCString(attribute), value, value.length), 'lgetxattr');
}

/** Names of the attributes of an open file or directory, unsorted. Throws PosixError. */
export function listXattrs(fd: number): string[] {
  return split(listedBytesOf(libc.flistxattr(fd, names, names.length), 'flistxattr', ''));
}

/** As {@link listXattrs} for `name` itself in an open directory. */
export function listXattrsAt(dirfd: number, name: string): string[] {
  return split(listedBytesOf(libc.llistxattr(procPath(dirfd, name), names, names.length), 'llistxattr', name));
}

/** Sets an attribute of an open file or directory, new or not. Throws PosixError (EPERM, ENOTSUP, ENOSPC …). */
export function setXattr(fd: number, xattr: Xattr): void {
  if (libc.fsetxattr(fd, cString(xattr.name), xattr.value, xattr.value.length, 0) !== 0) throw lastError('fsetxattr', showName(xattr.name));
}

/** As {@link setXattr} for `name` itself in an open directory. */
export function setXattrAt(dirfd: number, name: string, xattr: Xattr): void {
  const result = libc.lsetxattr(procPath(dirfd, name), secondCString(xattr.name), xattr.value, xattr.value.length, 0);
  if (result !== 0) throw lastError('lsetxattr', showName(xattr.name));
}

/** Removes an attribute of an open file or directory; that there is none is no error. Throws PosixError. */
export function removeXattr(fd: number, attribute: string): void {
  removed(libc.fremovexattr(fd, cString(attribute)), 'fremovexattr', attribute);
}

/** As {@link removeXattr} for `name` itself in an open directory. */
export function removeXattrAt(dirfd: number, name: string, attribute: string): void {
  removed(libc.lremovexattr(procPath(dirfd, name), secondCString(attribute)), 'lremovexattr', attribute);
}

function listedBytesOf(result: number, syscall: string, subject: string): number {
  if (result >= 0) return result;
  const errno = lastErrno();
  if (errno === ENOTSUP) return 0;
  throw new PosixError(syscall, errno, showName(subject));
}

function removed(result: number, syscall: string, attribute: string): void {
  if (result === 0) return;
  const errno = lastErrno();
  if (errno !== ENODATA) throw new PosixError(syscall, errno, showName(attribute));
}

// XFS shows root how it stores ACLs, besides the ACLs themselves. Kept, they would be noise on every other filesystem.
const hidden = new Set(['trusted.SGI_ACL_FILE', 'trusted.SGI_ACL_DEFAULT']);

function split(listedBytes: number): string[] {
  if (listedBytes === 0) return [];
  return names.toString('latin1', 0, listedBytes - 1).split('\0').filter((name) => !hidden.has(name));
}

function collect(listedBytes: number, get: (name: string) => number, syscall: string): Xattr[] {
  const xattrs: Xattr[] = [];
  for (const name of split(listedBytes).sort()) {
    const length = get(name);
    if (length >= 0) {
      xattrs.push({ name, value: new Uint8Array(value.subarray(0, length)) });
      continue;
    }
    const errno = lastErrno();
    // Gone since it was listed, or listed by a filesystem that does not give it (some FUSE and overlay layers).
    if (errno !== ENODATA && errno !== ENOTSUP && errno !== EINVAL) throw new PosixError(syscall, errno, showName(name));
  }
  return xattrs;
}
