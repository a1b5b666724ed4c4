/**
 * What a `files` source leaves out unless `default_excludes = false`. Only what the system makes again by itself, or what is no data of
 * its own: lost data is worse than a larger first backup. Not in the list, on purpose: `lost+found` (after a repair it holds the only copy),
 * `/var/tmp`, `/var/crash`, users' `.cache`, container layers, logs. The directories themselves stay, as mount points of a restored system.
 */

/** A pattern and why it is safe to leave out what it matches. */
export interface DefaultExclude {
  readonly pattern: string;
  readonly reason: string;
}

/** In order; a user's patterns come after these, so `!` takes one back. */
export const defaultExcludes: readonly DefaultExclude[] = [
  { pattern: '/proc/*', reason: 'the kernel\'s view of processes, not files' },
  { pattern: '/sys/*', reason: 'the kernel\'s view of devices, not files' },
  { pattern: '/dev/*', reason: 'device nodes, made at every boot; reading some never ends' },
  { pattern: '/run/*', reason: 'process ids and sockets of this boot' },
  { pattern: '/var/run/*', reason: '/run under its old name, where it is a directory still' },
  { pattern: '/var/lib/lxcfs/*', reason: 'a view of /proc for containers' },
  { pattern: '/tmp/*', reason: 'emptied at boot or by age, so nothing may rely on it' },
  { pattern: '/swapfile', reason: 'memory that was paged out; worthless after a boot and may hold secrets' },
  { pattern: '/swap.img', reason: 'the same, as Ubuntu names it' },
  { pattern: '/swap/swapfile', reason: 'the same, in a subvolume of its own on btrfs' },
  { pattern: '/var/cache/apt/archives/**/*.deb', reason: 'downloaded packages; apt fetches them again' },
  { pattern: '/var/cache/apt/*.bin', reason: 'apt\'s index, rebuilt at its next start' },
  { pattern: '/var/cache/dnf/*', reason: 'downloaded packages and indexes; dnf fetches them again' },
  { pattern: '/var/cache/libdnf5/*', reason: 'the same for dnf 5' },
  { pattern: '/var/cache/yum/*', reason: 'the same for yum' },
  { pattern: '/var/cache/man/*', reason: 'mandb rebuilds it' },
  { pattern: '**/.snapshots/[0-9]*/snapshot/*', reason: 'snapper\'s earlier states of the same files, each a whole copy to read' },
];
