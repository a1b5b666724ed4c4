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

/** Someone else answers for these: another host, or a process. */
const mayBeDead: ReadonlySet<FilesystemKind> = new Set(['network', 'fuse', 'unknown']);

/** The mounts of this host, looked at again when a walk comes to one that was not there. */
export class MountPolicy {
  readonly #choice: FilesystemChoice;
  readonly #readMounts: () => readonly Mount[];
  #byId: ReadonlyMap<number, Mount> = new Map();
  #byPath: ReadonlyMap<string, Mount> = new Map();
  /** Names of mount points that are not looked at, by the directory that they are in. */
  #untouched: ReadonlyMap<string, ReadonlySet<string>> = new Map();

  constructor(choice: FilesystemChoice, mounts: readonly Mount[] = readMounts(), readAgain: () => readonly Mount[] = readMounts) {
    this.#choice = choice;
    this.#readMounts = readAgain;
    this.#take(mounts);
  }

  /** False on most hosts: then no directory needs to be asked for. */
  get hasUntouched(): boolean {
    return this.#untouched.size > 0;
  }

  /**
   * Names in the directory `path` of which a walk must not even take the stat: the roots of filesystems that it does not enter anyway, and whose server may have
   * gone. Whoever asks a dead one for its root waits for ever.
   */
  untouched(path: string): ReadonlySet<string> | undefined {
    return this.#untouched.get(path);
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
    const untouched = new Map<string, Set<string>>();
    for (const { kind, mountPoint } of this.#choice === 'all' ? [] : seenFromRoot(mounts)) {
      if (!mayBeDead.has(kind)) continue;
      const cut = mountPoint.lastIndexOf('/');
      const directory = cut === 0 ? '/' : mountPoint.slice(0, cut);
      untouched.set(directory, (untouched.get(directory) ?? new Set()).add(mountPoint.slice(cut + 1)));
    }
    this.#untouched = untouched;
  }
}

/** The mounts that a path leads to: not those that lie below or under a later one, whose paths are another filesystem's directories now. */
function seenFromRoot(mounts: readonly Mount[]): readonly Mount[] {
  const ids = new Set(mounts.map(({ id }) => id));
  // What lies outside of this process' root is not listed.
  const parentOf = ({ id, parentId }: Mount): number => (ids.has(parentId) && parentId !== id ? parentId : -1);
  const placed = new Map(mounts.map((mount) => [`${parentOf(mount)} ${mount.mountPoint}`, mount.id]));
  const seenAt = (path: string): number => {
    let id = -1;
    for (const prefix of prefixesOf(path)) {
      for (let over = placed.get(`${id} ${prefix}`); over !== undefined; over = placed.get(`${id} ${prefix}`)) id = over;
    }
    return id;
  };
  return mounts.filter((mount) => mount.mountPoint !== '/' && seenAt(mount.mountPoint) === mount.id);
}

/** `/`, `/srv` and `/srv/share` of `/srv/share`. */
function prefixesOf(path: string): string[] {
  const names = path.split('/').slice(1);
  return ['/', ...names.map((_, index) => `/${names.slice(0, index + 1).join('/')}`)];
}
