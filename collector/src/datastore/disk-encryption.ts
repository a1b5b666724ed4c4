/**
 * Whether what lies below a datastore is encrypted, as far as the running system shows it: dm-crypt below the filesystem, or a filesystem that encrypts. Disks that encrypt themselves, ZFS and fscrypt do not show it here.
 */
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { systemErrorCode } from '@stillpoint/proto/errors.ts';
import { readMounts, type Mount } from '@stillpoint/proto/posix/mounts.ts';

/** Where it is looked; others than the system's own only in tests. */
export interface EncryptionSources {
  readonly mounts: () => readonly Mount[];
  /** As /sys/dev/block: a folder `MAJOR:MINOR` for each block device. */
  readonly blockDevices: string;
  /** `MAJOR:MINOR` of a device file; undefined when there is none. */
  readonly deviceOf: (path: string) => string | undefined;
}

const filesystems: Readonly<Record<string, string>> = { 'fuse.gocryptfs': 'gocryptfs', 'fuse.encfs': 'encfs', 'fuse.cryfs': 'CryFS', 'fuse.securefs': 'securefs', ecryptfs: 'eCryptfs' };
/** Deeper than any stack of RAID, LVM and dm-crypt. */
const maxDepth = 8;
/** Device mapper gives each kind of target a prefix. */
const cryptUuid = /^CRYPT-([A-Z0-9]+)-/u;

const system: EncryptionSources = { mounts: readMounts, blockDevices: '/sys/dev/block', deviceOf: findDevice };

/** `LUKS2`, `gocryptfs` …; undefined when none is seen, which proves nothing. */
export function findDiskEncryption(directory: string, sources: EncryptionSources = system): string | undefined {
  try {
    const mount = mountOf(Buffer.from(realpathSync(directory)).toString('latin1'), sources.mounts());
    if (mount === undefined) return undefined;
    const { fsType, source, major, minor } = mount;
    // On btrfs the mount's own numbers are those of no device.
    const device = source.startsWith('/') ? (sources.deviceOf(source) ?? `${major}:${minor}`) : `${major}:${minor}`;
    return filesystems[fsType] ?? deviceEncryption(sources.blockDevices, device, 0);
  } catch (error) {
    // A system without /proc or /sys shows nothing.
    if (systemErrorCode(error) === undefined) throw error;
    return undefined;
  }
}

function mountOf(path: string, mounts: readonly Mount[]): Mount | undefined {
  // A later mount hides an earlier one at the same place.
  return mounts.filter(({ mountPoint }) => mountPoint === '/' || path === mountPoint || path.startsWith(`${mountPoint}/`)).reduce<Mount | undefined>((best, mount) => (best === undefined || mount.mountPoint.length >= best.mountPoint.length ? mount : best), undefined);
}

/** Of a device that lies on several, all must be. */
function deviceEncryption(blockDevices: string, device: string, depth: number): string | undefined {
  if (depth > maxDepth) return undefined;
  const folder = join(blockDevices, device);
  const crypt = cryptUuid.exec(textOf(join(folder, 'dm/uuid')))?.[1];
  if (crypt !== undefined) return crypt === 'PLAIN' ? 'dm-crypt' : crypt;
  // A partition has nothing below it but its disk, which may be a mapped one.
  const below = textOf(join(folder, 'partition')) === '' ? namesIn(join(folder, 'slaves')).map((name) => textOf(join(folder, 'slaves', name, 'dev'))) : [textOf(join(folder, '../dev'))];
  const kinds = new Set(below.map((next) => (/^\d+:\d+$/u.test(next) ? deviceEncryption(blockDevices, next, depth + 1) : undefined)));
  return kinds.has(undefined) ? undefined : [...kinds].join(', ') || undefined;
}

function findDevice(path: string): string | undefined {
  const { mode, rdev } = statSync(path);
  // S_IFBLK
  if ((mode & 0o170_000) !== 0o060_000) return undefined;
  const major = ((rdev / 256) & 0xfff) >>> 0;
  return `${major}:${(rdev & 0xff) + (Math.floor(rdev / 0x10_0000) & 0xfff) * 256}`;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'latin1').trim();
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return '';
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return [];
  }
}
