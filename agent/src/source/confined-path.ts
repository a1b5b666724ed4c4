/**
 * Whether paths that the collector has named stay where agent.toml permits, links included. What the administrator wrote in `[allow] read` is compared as it stands: a permitted path that is
 * a link permits nothing of what it leads to, or whoever can replace it would widen the permission.
 */
import { realpathSync } from 'node:fs';

import { systemErrorCode } from '@stillpoint/proto/errors.ts';
import type { Confinement } from '@stillpoint/proto/plan/plan-config.ts';
import { readMounts, type Mount } from '@stillpoint/proto/posix/mounts.ts';
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';
import { bytesOfByteString } from '@stillpoint/proto/text/byte-string.ts';
import { isWithin } from '@stillpoint/proto/text/normal-path.ts';

/** True when the path (a byte string in normal form without links) lies where it may. */
export function isConfined(path: string, { within, except }: Confinement): boolean {
  return within.some((permitted) => isWithin(path, permitted)) && !except.some((forbidden) => isWithin(path, forbidden));
}

/**
 * Why the path (a byte string in normal form) must not be read, as it is now; undefined: it may be. `last`: whether its last name is followed when that is a link. What does not exist yet is
 * judged by what exists of it.
 */
export function confinementFault(path: string, confinement: Confinement, last: 'follow' | 'keep'): string | undefined {
  if (!isConfined(path, confinement)) return outside(path, confinement);
  let real: string;
  try {
    real = last === 'follow' ? realPathOf(path) : realParentOf(path);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    return `${showByteName(path)} cannot be looked at (${code})`;
  }
  if (!isConfined(real, confinement)) return `${showByteName(path)} leads to ${showByteName(real)}: ${outside(real, confinement)}`;
  return isKernelView(real, confinement) ? `${showByteName(real)} is the kernel's view and no file` : undefined;
}

/** Its memory and the environment of every process are there: whoever permits "/" means files. What is permitted in so many words is. */
function isKernelView(path: string, { within }: Confinement): boolean {
  const mounts = readMounts();
  const isPseudo = (place: string): boolean => mountOf(place, mounts)?.kind === 'pseudo';
  return isPseudo(path) && !within.some((permitted) => isWithin(path, permitted) && isPseudo(permitted));
}

/** Of several mounts on one point the last is the one that is seen. */
function mountOf(path: string, mounts: readonly Mount[]): Mount | undefined {
  let found: Mount | undefined;
  for (const mount of mounts) if (isWithin(path, mount.mountPoint) && mount.mountPoint.length >= (found?.mountPoint.length ?? 0)) found = mount;
  return found;
}

function outside(path: string, { except }: Confinement): string {
  const own = except.find((forbidden) => isWithin(path, forbidden));
  return own === undefined ? `${showByteName(path)} is not below anything that [allow] read of agent.toml names` : `${showByteName(path)} belongs to the agent itself`;
}

function realParentOf(path: string): string {
  const cut = path.lastIndexOf('/');
  return cut <= 0 ? path : joined(realPathOf(path.slice(0, cut)), path.slice(cut + 1));
}

/** As realpath, but names at the end that do not exist stay as they are. Node's error. */
function realPathOf(path: string): string {
  try {
    return realpathSync(path === '' ? '/' : bytesOfByteString(path), { encoding: 'buffer' }).toString('latin1');
  } catch (error) {
    const code = systemErrorCode(error);
    const cut = path.lastIndexOf('/');
    if ((code !== 'ENOENT' && code !== 'ENOTDIR') || cut < 0) throw error;
    return joined(realPathOf(path.slice(0, cut)), path.slice(cut + 1));
  }
}

function joined(folder: string, name: string): string {
  return folder === '/' ? `/${name}` : `${folder}/${name}`;
}
