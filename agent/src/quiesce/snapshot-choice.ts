/**
 * Which filesystem of a plan is copied how. Looks, and runs nothing: a run and `check` say the same.
 */
import type { QuiesceConfig } from '../config/agent-config.ts';
import { btrfsSnapshotter } from './btrfs-snapshotter.ts';
import { externalSnapshotter } from './external-snapshotter.ts';
import { lvmSnapshotter } from './lvm-snapshotter.ts';
import type { PlanFilesystem } from './plan-filesystem.ts';
import type { FilesystemSnapshotter } from './snapshotter.ts';
import { zfsSnapshotter } from './zfs-snapshotter.ts';

/** What becomes of one filesystem: copied by `snapshotter`, or `unchanging` (nobody can write to it), or read while it lives, for `reason`. */
export interface SnapshotChoice {
  readonly filesystem: PlanFilesystem;
  readonly snapshotter: FilesystemSnapshotter | undefined;
  readonly unchanging: boolean;
  readonly reason: string;
}

/** Filesystems that cannot be written at all. */
const unchangingTypes = new Set(['squashfs', 'iso9660', 'erofs', 'cramfs', 'romfs']);

/** One choice for each filesystem, in order. */
export function chooseSnapshots(quiesce: QuiesceConfig, filesystems: readonly PlanFilesystem[]): SnapshotChoice[] {
  const candidates = candidatesOf(quiesce);
  return filesystems.map((filesystem) => {
    if (unchangingTypes.has(filesystem.mount.fsType)) return { filesystem, snapshotter: undefined, unchanging: true, reason: 'cannot be written' };
    if (quiesce.snapshot === 'none') return { filesystem, snapshotter: undefined, unchanging: false, reason: 'snapshot = "none"' };
    // Memory, network and FUSE filesystems are neither frozen nor copied by anything here.
    if (filesystem.mount.kind !== 'local') return { filesystem, snapshotter: undefined, unchanging: false, reason: `${filesystem.mount.fsType} cannot be copied` };
    const reasons: string[] = [];
    for (const snapshotter of candidates) {
      const reason = snapshotter.refusal(filesystem);
      if (reason === undefined) return { filesystem, snapshotter, unchanging: false, reason: '' };
      reasons.push(reason);
    }
    const reason = quiesce.snapshot === 'auto' ? `${filesystem.mount.fsType}, neither btrfs nor ZFS nor on a logical volume` : reasons.join(', ');
    return { filesystem, snapshotter: undefined, unchanging: false, reason };
  });
}

// What a filesystem does by itself comes before what lies below it.
function candidatesOf({ snapshot, lvmSize, external }: QuiesceConfig): FilesystemSnapshotter[] {
  switch (snapshot) {
    case 'none':
      return [];
    case 'btrfs':
      return [btrfsSnapshotter];
    case 'zfs':
      return [zfsSnapshotter];
    case 'lvm':
      return [lvmSnapshotter(lvmSize)];
    case 'external':
      return external === undefined ? [] : [externalSnapshotter(external)];
    case 'auto':
      return [btrfsSnapshotter, zfsSnapshotter, lvmSnapshotter(lvmSize)];
  }
}

/** The choices of each snapshotter together. */
export function groupBySnapshotter(choices: readonly SnapshotChoice[]): Map<FilesystemSnapshotter, PlanFilesystem[]> {
  const groups = new Map<FilesystemSnapshotter, PlanFilesystem[]>();
  for (const { snapshotter, filesystem } of choices) {
    if (snapshotter !== undefined) groups.set(snapshotter, [...(groups.get(snapshotter) ?? []), filesystem]);
  }
  return groups;
}

/** A mount point of each filesystem that has to be frozen: what is mounted twice is frozen once. */
export function freezePoints(filesystems: readonly PlanFilesystem[]): string[] {
  return [...new Map(filesystems.map(({ path, mount }) => [`${String(mount.major)}:${String(mount.minor)}`, path])).values()];
}
