/**
 * What the ways to copy filesystems have in common. A copy is prepared (and named in the record of leftovers), taken at the still point, opened for reading after the thaw,
 * and removed: by the run, or by the next one when the run died.
 */
import type { FrozenPath } from './path-map.ts';
import type { PlanFilesystem } from './plan-filesystem.ts';

/** How filesystems are copied. */
export type SnapshotKind = 'btrfs' | 'lvm' | 'zfs' | 'external';

/** What has to be removed when a run is dead. Written as JSON: keys and meaning never change within a release line. Paths are latin1 strings, commands text. */
export type CopyLeftover =
  /** Subvolumes in a folder of their own. */
  | { readonly kind: 'btrfs'; readonly folder: string }
  /** `volume`: VG/LV; `folder`: where it may be mounted. */
  | { readonly kind: 'lvm'; readonly volume: string; readonly folder: string }
  | { readonly kind: 'zfs'; readonly snapshots: readonly string[] }
  | { readonly kind: 'external'; readonly command: readonly string[]; readonly environment: Readonly<Record<string, string>>; readonly timeoutMs: number };

/** A copy of one or more filesystems. Whoever prepares it removes its leftover on every path. */
export interface PreparedSnapshot {
  readonly kind: SnapshotKind;
  readonly filesystems: readonly PlanFilesystem[];
  readonly leftover: CopyLeftover;
  /** True when everything that it copies is of one instant. */
  readonly oneInstant: boolean;
  /** Things to know of, for the record. */
  readonly notes: readonly string[];
  /** Makes the copy: the only step while others wait. Throws StillpointError. */
  take(signal: AbortSignal): Promise<void>;
  /** Makes it readable; tells where. Throws StillpointError. */
  open(signal: AbortSignal): Promise<readonly FrozenPath[]>;
}

/** Surroundings of a copy. */
export interface SnapshotContext {
  /** Names what is made: letters, digits and hyphens. */
  readonly runId: string;
  /** Names the markers; the same in each attempt of a run. */
  readonly markerId: string;
  readonly plan: string;
  /** Folder of the plan in the state directory (text): mounts lie there, where no other user can look. */
  readonly planFolder: string;
}

/** Makes copies of one kind. Knows nothing of freezing. */
export interface FilesystemSnapshotter {
  readonly kind: SnapshotKind;
  /** Why it cannot copy this filesystem; undefined: it can, as far as can be told without running anything. */
  refusal(filesystem: PlanFilesystem): string | undefined;
  /** Looks whether everything is there and names what will be made; makes nothing. Throws StillpointError. */
  prepare(filesystems: readonly PlanFilesystem[], context: SnapshotContext): Promise<readonly PreparedSnapshot[]>;
}
