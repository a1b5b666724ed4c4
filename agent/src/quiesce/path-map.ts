/**
 * Where the copy of a live path is read. A walk reads below `frozen` and records below `live`.
 */
import { isWithin } from '@stillpoint/proto/text/normal-path.ts';

/** One copied filesystem or subvolume. Absolute byte strings in normal form. */
export interface FrozenPath {
  readonly live: string;
  readonly frozen: string;
}

/** Immutable. Empty: everything is read where it lives. */
export class PathMap {
  /** Longest live path first. */
  readonly entries: readonly FrozenPath[];

  constructor(entries: readonly FrozenPath[] = []) {
    this.entries = [...entries].sort((left, right) => right.live.length - left.live.length || (left.live < right.live ? -1 : 1));
  }

  /** Where the object that lives at `path` is read. What begins a copy of its own below (see {@link entryAt}) is not under the result. */
  toFrozen(path: string): string {
    const entry = this.entries.find(({ live }) => isWithin(path, live));
    return entry === undefined ? path : moved(path, entry.live, entry.frozen);
  }

  /** Where the object that is read at `path` lives. */
  toLive(path: string): string {
    const entry = this.entries.filter(({ frozen }) => isWithin(path, frozen)).sort((left, right) => right.frozen.length - left.frozen.length)[0];
    return entry === undefined ? path : moved(path, entry.frozen, entry.live);
  }

  /** The copy that begins exactly at the live path `path`: a walk that comes there goes on in it, since the parent's copy has an empty directory in its place. */
  entryAt(path: string): FrozenPath | undefined {
    return this.entries.find(({ live }) => live === path);
  }
}

function moved(path: string, from: string, to: string): string {
  const rest = path === from ? '' : path.slice(from === '/' ? 1 : from.length + 1);
  if (rest === '') return to;
  return to === '/' ? `/${rest}` : `${to}/${rest}`;
}
