/**
 * The filesystems that hold the files of a plan: those of its paths, and those mounted below that a walk follows.
 */
import { isWithin } from '@stillpoint/proto/text/normal-path.ts';
import { readMounts, type Mount } from '@stillpoint/proto/posix/mounts.ts';

import type { FilesSelection } from '../config/agent-config.ts';
import { Selection } from '../selection/selection.ts';
import { MountPolicy } from '../source/files/mount-policy.ts';
import { findNamedPaths } from '../source/files/named-paths.ts';

/** One of them. `path`: where it is mounted, a latin1 string. */
export interface PlanFilesystem {
  readonly path: string;
  readonly mount: Mount;
  /** True when the plan reads something at or below the directory `path`, were it another subvolume. */
  readonly reads: (path: string) => boolean;
}

/** Surroundings of {@link planFilesystems}. `protectedPaths`: Stillpoint's own, never read. */
export interface PlanFilesystemOptions {
  readonly protectedPaths: readonly string[];
  readonly mounts?: readonly Mount[];
}

// A name that no file has: where it is left out, everything is, unless a pattern takes something back.
const anyName = '\x01\x02\x03';

/** Sorted by path, each mount point once: the mount that is seen there. Throws PATTERN_INVALID and CONFIG_INVALID as {@link Selection.create}. */
export function planFilesystems(trees: readonly FilesSelection[], { protectedPaths, mounts = readMounts() }: PlanFilesystemOptions): PlanFilesystem[] {
  const seen = new Map(mounts.map((mount) => [mount.mountPoint, mount]));
  const readers: ((path: string) => boolean)[] = [];
  const paths = new Set<string>();
  for (const tree of trees) {
    const { found } = findNamedPaths(tree.paths, tree.confinement);
    const selection = Selection.create({ ...tree, always: protectedPaths });
    const excluded = tree.exclude.some((pattern) => pattern.startsWith('!')) ? undefined : Selection.create({ ...tree, include: undefined, always: protectedPaths });
    readers.push((path) => {
      if (found.some((named) => isWithin(named, path))) return true;
      return tree.filesystems !== 'one' && comesTo(selection, found, path) && !(excluded !== undefined && isEmptied(excluded, path));
    });
    for (const named of found) {
      const own = holderOf(named, seen);
      if (own !== undefined) paths.add(own);
    }
    const policy = new MountPolicy(tree.filesystems, mounts);
    const leftOut: string[] = [];
    for (const [path, mount] of sorted(seen)) {
      if (!found.some((named) => path !== named && isWithin(path, named)) || leftOut.some((other) => isWithin(path, other))) continue;
      if (policy.refusal(path, mount) !== undefined) leftOut.push(path);
      else if (comesTo(selection, found, path)) paths.add(path);
    }
  }
  const reads = (path: string): boolean => readers.some((reader) => reader(path));
  return sorted(seen)
    .filter(([path]) => paths.has(path))
    .map(([path, mount]) => ({ path, mount, reads }));
}

/** The mount point of the filesystem that holds `path`. */
function holderOf(path: string, seen: ReadonlyMap<string, Mount>): string | undefined {
  return [...seen.keys()].filter((mountPoint) => isWithin(path, mountPoint)).sort((left, right) => right.length - left.length)[0];
}

/** True when no pattern leaves out the directory `path`, below a named path, or one above it. */
function comesTo(selection: Selection, found: readonly string[], path: string): boolean {
  const named = found.find((candidate) => isWithin(path, candidate));
  if (named === undefined) return false;
  let level = selection.enter(named);
  for (const name of path.slice(named === '/' ? 1 : named.length + 1).split('/')) {
    if (name === '') continue;
    if (isLeftOut(level.verdict(name, true))) return false;
    level = level.enter(name);
  }
  return true;
}

/** True when a pattern leaves out everything in `path`, as for the snapshots of other programs. */
function isEmptied(excluded: Selection, path: string): boolean {
  return isLeftOut(excluded.enter(path).verdict(anyName, true));
}

function isLeftOut(verdict: unknown): boolean {
  return typeof verdict === 'object';
}

function sorted(seen: ReadonlyMap<string, Mount>): [string, Mount][] {
  return [...seen].sort(([left], [right]) => (left < right ? -1 : 1));
}
