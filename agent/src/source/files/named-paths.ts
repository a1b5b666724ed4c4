/**
 * The paths that a source names, as they are on this guest when a run begins.
 */
import { lstatSync, readdirSync, realpathSync } from 'node:fs';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';
import type { Confinement } from '@stillpoint/proto/plan/plan-config.ts';
import { readMounts } from '@stillpoint/proto/posix/mounts.ts';
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';

import { isConfined } from '../confined-path.ts';

/** What becomes of the paths of a source. All are absolute latin1 strings. */
export interface NamedPaths {
  /** To walk; none the same as or below another. */
  readonly found: readonly string[];
  /** Named but not there (or not reachable: `reason`). */
  readonly missing: readonly { readonly path: string; readonly reason: string }[];
  /** Named through a symbolic link in the middle: `walked` is where it leads. */
  readonly resolved: readonly { readonly path: string; readonly walked: string }[];
}

/** Looks at each path. A path that is itself a symlink is taken as the link; links before its last name are resolved, since a walk follows none. What leaves its confinement is missing. */
export function findNamedPaths(paths: readonly string[], confinement?: Confinement): NamedPaths {
  const found = new Set<string>();
  const missing: { path: string; reason: string }[] = [];
  const resolved: { path: string; walked: string }[] = [];
  for (const path of paths) {
    try {
      lstatSync(bytes(path));
      const walked = resolveParent(path);
      if (confinement !== undefined && !isConfined(walked, confinement)) {
        missing.push({ path, reason: 'leads out of what [allow] read permits' });
        continue;
      }
      if (walked !== path) resolved.push({ path, walked });
      found.add(walked);
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === undefined) throw error;
      missing.push({ path, reason: code });
    }
  }
  const all = [...found];
  return { found: all.filter((path) => !all.some((other) => other !== path && (other === '/' || path.startsWith(`${other}/`)))), missing, resolved };
}

/** Ids of the mounts that were there, by path. */
export type RequiredMounts = ReadonlyMap<string, number>;

/**
 * MOUNT_MISSING unless each path is a mount point with something in it: an absent disk must not look like deleted files. With the mounts of an `earlier` look, also
 * when another one has taken their place, as far as the kernel has given it another id: in between there was nothing.
 */
export function checkRequiredMounts(paths: readonly string[], earlier?: RequiredMounts): RequiredMounts {
  const required = new Map<string, number>();
  if (paths.length === 0) return required;
  // Of several mounts on one point the last is the one that is seen.
  const mounts = new Map(readMounts().map((mount) => [mount.mountPoint, mount.id]));
  for (const path of paths) {
    const shown = showByteName(path);
    const hint = 'mount it, or take it out of require_mounts';
    const id = mounts.get(path);
    if (id === undefined && earlier !== undefined) throw new StillpointError('MOUNT_MISSING', `${shown} is required to be mounted, but was unmounted during the run`, { hint: 'mount it and run the backup again' });
    if (id === undefined) throw new StillpointError('MOUNT_MISSING', `${shown} is required to be mounted, but nothing is mounted there`, { hint });
    if (earlier !== undefined && earlier.get(path) !== id) throw new StillpointError('MOUNT_MISSING', `${shown} is required to be mounted, but was mounted anew during the run`, { hint: 'run the backup again' });
    required.set(path, id);
    let empty: boolean;
    try {
      empty = readdirSync(bytes(path)).every((name) => name === 'lost+found');
    } catch (cause) {
      throw new StillpointError('MOUNT_MISSING', `${shown} is required to be mounted, but cannot be listed (${systemErrorCode(cause) ?? String(cause)})`, { hint, cause });
    }
    if (empty) throw new StillpointError('MOUNT_MISSING', `${shown} is required to be mounted, but what is mounted there is empty`, { hint });
  }
  return required;
}

function resolveParent(path: string): string {
  const cut = path.lastIndexOf('/');
  if (cut <= 0) return path;
  const parent = realpathSync(bytes(path.slice(0, cut)), { encoding: 'buffer' }).toString('latin1');
  return `${parent === '/' ? '' : parent}${path.slice(cut)}`;
}

function bytes(path: string): Buffer {
  return Buffer.from(path, 'latin1');
}
