/** The mounted filesystems of this process, and what kind each is. */
import { readFileSync } from 'node:fs';

/** What stands behind a mount, as far as it matters for backing it up. */
export type FilesystemKind = 'local' | 'memory' | 'pseudo' | 'overlay' | 'fuse' | 'network' | 'unknown';

/** One mounted filesystem. Paths and texts are latin1 strings. */
export interface Mount {
  /** As `StatBuffer.mountId`. */
  readonly id: number;
  readonly parentId: number;
  /** Device numbers, as `StatBuffer.devMajor` and `devMinor` (on btrfs those of the whole filesystem, which no file has). */
  readonly major: number;
  readonly minor: number;
  /** What of the filesystem is mounted: '/' or a subvolume or the source of a bind mount. */
  readonly root: string;
  readonly mountPoint: string;
  readonly fsType: string;
  readonly source: string;
  /** Options of the mount, then those of the filesystem. */
  readonly options: readonly string[];
  readonly kind: FilesystemKind;
  /** False where an inode number may change although the file does not (network, FUSE, FAT): then it tells nothing about identity. */
  readonly stableInodes: boolean;
}

/** The mounts that this process sees, in the order they were mounted; a later one with the same mount point hides the earlier. Throws Node's error without /proc. */
export function readMounts(): Mount[] {
  return parseMounts(readFileSync('/proc/self/mountinfo', 'latin1'));
}

/** Parses the text of `/proc/<pid>/mountinfo`, read as latin1. Lines that are none are left out: the kernel writes the whole table or nothing. */
export function parseMounts(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const fields = line.split(' ');
    // After six fixed fields come optional ones, up to a lone hyphen.
    const separator = fields.indexOf('-', 6);
    const [id, parentId, device, root, mountPoint, mountOptions] = fields;
    const [fsType, source, superOptions] = fields.slice(separator + 1);
    if (separator < 0 || device === undefined || root === undefined || mountPoint === undefined || fsType === undefined) return [];
    const [major, minor] = device.split(':');
    const type = unescape(fsType);
    return {
      id: Number(id),
      parentId: Number(parentId),
      major: Number(major),
      minor: Number(minor),
      root: unescape(root),
      mountPoint: unescape(mountPoint),
      fsType: type,
      source: unescape(source ?? ''),
      options: [mountOptions, superOptions].flatMap((options) => (options === undefined ? [] : unescape(options).split(','))),
      kind: filesystemKind(type),
      stableInodes: hasStableInodes(type),
    };
  });
}

// Space, tab, newline, backslash and number sign are written as three octal digits.
function unescape(field: string): string {
  return field.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}

const kinds: Readonly<Record<Exclude<FilesystemKind, 'unknown'>, readonly string[]>> = {
  // fuseblk is FUSE over a block device: ntfs-3g, exfat-fuse.
  local: [
    ...['ext2', 'ext3', 'ext4', 'xfs', 'btrfs', 'zfs', 'f2fs', 'jfs', 'reiserfs', 'reiser4', 'nilfs2', 'bcachefs', 'gfs2', 'ocfs2', 'minix', 'ufs', 'hfs'],
    ...['hfsplus', 'apfs', 'vfat', 'msdos', 'exfat', 'ntfs', 'ntfs3', 'fuseblk', 'iso9660', 'udf', 'squashfs', 'erofs', 'cramfs', 'romfs', 'jffs2', 'ubifs'],
  ],
  memory: ['tmpfs', 'ramfs', 'rootfs'],
  pseudo: [
    ...['proc', 'sysfs', 'cgroup', 'cgroup2', 'devtmpfs', 'devpts', 'debugfs', 'tracefs', 'securityfs', 'selinuxfs', 'smackfs', 'apparmorfs', 'configfs'],
    ...['pstore', 'efivarfs', 'bpf', 'mqueue', 'hugetlbfs', 'autofs', 'binfmt_misc', 'fusectl', 'rpc_pipefs', 'nfsd', 'nsfs', 'pipefs', 'sockfs', 'bdev'],
    ...['resctrl', 'binder', 'xenfs', 'openpromfs', 'usbfs', 'functionfs', 'pidfs', 'spufs', 'guest_memfd', 'fuse.lxcfs', 'fuse.gvfsd-fuse', 'fuse.portal'],
  ],
  overlay: ['overlay', 'overlayfs', 'aufs', 'unionfs', 'ecryptfs', 'fuse.mergerfs', 'fuse.unionfs', 'fuse.fuse-overlayfs', 'fuse.bindfs'],
  fuse: ['fuse'],
  network: [
    ...['nfs', 'nfs4', 'cifs', 'smb3', 'smbfs', 'ceph', '9p', 'virtiofs', 'glusterfs', 'afs', 'kafs', 'ncpfs', 'coda', 'lustre', 'beegfs', 'gpfs', 'orangefs'],
    ...['pvfs2', 'davfs', 'vboxsf', 'prl_fs', 'vmhgfs', 'acfs', 'fuse.sshfs', 'fuse.glusterfs', 'fuse.ceph', 'fuse.ceph-fuse', 'fuse.s3fs', 'fuse.rclone'],
    ...['fuse.vmhgfs-fuse', 'fuse.davfs2', 'fuse.curlftpfs', 'fuse.moosefs', 'fuse.mfs', 'fuse.juicefs', 'fuse.goofys', 'fuse.gcsfuse', 'fuse.blobfuse2'],
  ],
};
const kindByType = new Map<string, FilesystemKind>();
for (const [kind, types] of Object.entries(kinds)) for (const type of types) kindByType.set(type, kind as FilesystemKind);

/** Kind of a filesystem by its type as mountinfo names it. */
export function filesystemKind(fsType: string): FilesystemKind {
  return kindByType.get(fsType) ?? (fsType.startsWith('fuse.') ? 'fuse' : 'unknown');
}

// FAT and exFAT make inode numbers up when a file is first looked up; FUSE and network filesystems may do so, overlay when it copies a file up.
const unstableLocal = new Set(['vfat', 'msdos', 'exfat', 'fuseblk', 'hfs']);

/** True when a file keeps its inode number for life, over remounts too: on local disk filesystems but those that have none on the disk, and in memory. */
export function hasStableInodes(fsType: string): boolean {
  const kind = filesystemKind(fsType);
  return kind === 'memory' || (kind === 'local' && !unstableLocal.has(fsType));
}
