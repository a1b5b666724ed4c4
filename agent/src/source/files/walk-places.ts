/**
 * Directories that a walk does not read where they live: copies that were made at the still point. A copy of a filesystem has empty directories where others are
 * mounted, so the walk is led out of it again, too.
 */
import type { Mount } from '@stillpoint/proto/posix/mounts.ts';
import { isWithin } from '@stillpoint/proto/text/normal-path.ts';

/** Where a directory is read: below `frozen` what lives below `live`. Absolute byte strings in normal form. */
export interface WalkPlace {
  readonly live: string;
  readonly frozen: string;
}

export class WalkPlaces {
  readonly #root: string;
  /** By the directory that they are in, then by name. */
  readonly #below = new Map<string, Map<string, string>>();

  /** `mounts`: what is mounted on this guest. */
  constructor(copies: readonly WalkPlace[], mounts: readonly Mount[]) {
    const places = new Map<string, string>();
    for (const { mountPoint } of mounts) if (copies.some(({ live }) => live !== mountPoint && isWithin(mountPoint, live))) places.set(mountPoint, mountPoint);
    for (const { live, frozen } of copies) places.set(live, frozen);
    this.#root = places.get('/') ?? '/';
    places.delete('/');
    for (const [path, place] of places) {
      const cut = path.lastIndexOf('/');
      const directory = cut === 0 ? '/' : path.slice(0, cut);
      const names = this.#below.get(directory) ?? new Map<string, string>();
      this.#below.set(directory, names.set(path.slice(cut + 1), place));
    }
  }

  /** Where the root directory is read. */
  get root(): string {
    return this.#root;
  }

  /** False on most runs: then no directory needs to be asked for. */
  get hasAny(): boolean {
    return this.#below.size > 0;
  }

  /** Names in the directory that lives at `path` which are read elsewhere, each with where. */
  in(path: string): ReadonlyMap<string, string> | undefined {
    return this.#below.get(path);
  }
}
