/**
 * Which filesystems a walk follows when it comes to a mount point. What it does not follow is named: in the snapshot, the summary and `check`.
 */
import { readMounts, type FilesystemKind, type Mount } from '@stillpoint/proto/posix/mounts.ts';

/** `filesystems` of a source. */
export type FilesystemChoice = 'local' | 'one' | 'all';

/** A mount that a walk did not enter. `path` is a latin1 string. */
export interface SkippedMountFacts {
  readonly path: string;
  readonly filesystem: string;
  readonly reason: string;
}

const reasons: Readonly<Record<FilesystemKind, string>> = {
  local: 'filesystems = "one"',
  memory: 'in memory',
  pseudo: 'the kernel\'s view, not files',
  overlay: 'an overlay of directories that are backed up where they lie',
  fuse: 'FUSE: backed up where its data lies',
  network: 'network: backed up where its data lies',
  unknown: 'of a type that this release does not know',
};

/** The mounts of this host, looked at again when a walk comes to one that was not there. */
export class MountPolicy {
  readonly #choice: FilesystemChoice;
  readonly #readMounts: () => readonly Mount[];
  #byId: ReadonlyMap<number, Mount> = new Map();
  #byPath: ReadonlyMap<string, Mount> = new Map();

  constructor(choice: FilesystemChoice, mounts: readonly Mount[] = readMounts(), readAgain: () => readonly Mount[] = readMounts) {
    this.#choice = choice;
    this.#readMounts = readAgain;
    this.#take(mounts);
  }

  /** The mount by its id (kernel 5.8 and later), or by where it is mounted. */
  find(id: number | undefined, path: string): Mount | undefined {
    if (id === undefined) return this.#byPath.get(path);
    // Mounted since the run began: unknown, it would pass for a subvolume and be walked, were it /proc.
    if (!this.#byId.has(id)) this.#take(this.#readMounts());
    return this.#byId.get(id) ?? this.#byPath.get(path);
  }

  /** Why a mount at `path` is not entered, or undefined when it is. `mount` undefined: another subvolume of the same filesystem. */
  refusal(path: string, mount: Mount | undefined): SkippedMountFacts | undefined {
    if (mount === undefined) return this.#choice === 'one' ? { path, filesystem: 'subvolume', reason: reasons.local } : undefined;
    const { kind, fsType } = mount;
    if (this.#choice === 'one' || kind === 'pseudo') return { path, filesystem: fsType, reason: kind === 'pseudo' ? reasons.pseudo : reasons.local };
    if (this.#choice === 'all' || kind === 'local') return undefined;
    return { path, filesystem: fsType, reason: reasons[kind] };
  }

  #take(mounts: readonly Mount[]): void {
    this.#byId = new Map(mounts.map((mount) => [mount.id, mount]));
    // Of several mounts on one point the last is the one that is seen.
    this.#byPath = new Map(mounts.map((mount) => [mount.mountPoint, mount]));
  }
}
