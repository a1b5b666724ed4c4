/**
 * What is asked of a guest to rebuild it on empty disks. Each answer is a text file of the `system` archive; docs/restore-system.md says what they are good for.
 */

/** One question: a command whose output is the file. No shell. */
export interface SystemQuestion {
  /** Path in the archive. */
  readonly file: string;
  readonly command: readonly string[];
}

/** A file or directory of text that is copied as it is; what is not there is left out. */
export interface SystemCopy {
  readonly file: string;
  readonly path: string;
}

const lsblkColumns = 'NAME,KNAME,TYPE,SIZE,FSTYPE,LABEL,UUID,PARTLABEL,PARTUUID,PARTTYPE,MOUNTPOINT,RO,MODEL,SERIAL';

/** Asked of every guest. Where a program is not installed, a note says so. */
export const systemQuestions: readonly SystemQuestion[] = [
  { file: 'disks/lsblk.json', command: ['lsblk', '--json', '--bytes', '--output', lsblkColumns] },
  { file: 'disks/blkid.txt', command: ['blkid'] },
  { file: 'disks/findmnt.json', command: ['findmnt', '--json', '--bytes'] },
  { file: 'disks/swap.txt', command: ['swapon', '--show', '--bytes'] },
  { file: 'lvm/pvs.json', command: ['pvs', '--reportformat', 'json', '--units', 'b', '-o', '+pv_uuid'] },
  { file: 'lvm/vgs.json', command: ['vgs', '--reportformat', 'json', '--units', 'b', '-o', '+vg_uuid'] },
  { file: 'lvm/lvs.json', command: ['lvs', '--reportformat', 'json', '--units', 'b', '-o', '+lv_uuid,lv_layout,devices'] },
  { file: 'disks/mdadm.txt', command: ['mdadm', '--detail', '--scan'] },
  { file: 'disks/btrfs.txt', command: ['btrfs', 'filesystem', 'show'] },
  { file: 'disks/zpool.txt', command: ['zpool', 'status'] },
  { file: 'boot/efibootmgr.txt', command: ['efibootmgr', '-v'] },
  { file: 'boot/uname.txt', command: ['uname', '-a'] },
  { file: 'network/addresses.json', command: ['ip', '-json', 'address'] },
  { file: 'network/links.json', command: ['ip', '-json', '-details', 'link'] },
  { file: 'network/routes.json', command: ['ip', '-json', 'route'] },
  { file: 'network/routes-6.json', command: ['ip', '-json', '-6', 'route'] },
  { file: 'software/dpkg.txt', command: ['dpkg-query', '--show', '--showformat', '${db:Status-Abbrev}\\t${Package}\\t${Version}\\t${Architecture}\\n'] },
  { file: 'software/rpm.txt', command: ['rpm', '--query', '--all', '--queryformat', '%{NAME}\\t%{EPOCHNUM}:%{VERSION}-%{RELEASE}\\t%{ARCH}\\n'] },
  { file: 'software/services.txt', command: ['systemctl', 'list-unit-files', '--state=enabled', '--no-pager', '--no-legend', '--plain'] },
];

/** The partition table of one disk, in a form that `sfdisk` takes back. */
export function partitionQuestion(disk: string): SystemQuestion {
  return { file: `disks/${disk}.sfdisk`, command: ['sfdisk', '--dump', `/dev/${disk}`] };
}

/** Copied from every guest. */
export const systemCopies: readonly SystemCopy[] = [
  { file: 'disks/fstab', path: '/etc/fstab' },
  { file: 'disks/crypttab', path: '/etc/crypttab' },
  { file: 'disks/mountinfo', path: '/proc/self/mountinfo' },
  { file: 'disks/mdstat', path: '/proc/mdstat' },
  { file: 'lvm/backup', path: '/etc/lvm/backup' },
  { file: 'boot/cmdline', path: '/proc/cmdline' },
  { file: 'boot/grub', path: '/etc/default/grub' },
  { file: 'software/os-release', path: '/etc/os-release' },
  { file: 'network/hostname', path: '/etc/hostname' },
  { file: 'network/resolv.conf', path: '/etc/resolv.conf' },
];
