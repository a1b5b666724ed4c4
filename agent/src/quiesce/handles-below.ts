/**
 * Handles that a thread left open when it was ended: nothing closes them but the end of the process, and a copy with open files cannot be unmounted.
 */
import { readdirSync, readlinkSync } from 'node:fs';

import { systemErrorCode } from '@stillpoint/proto/errors.ts';
import { closeHandle } from '@stillpoint/proto/posix/open-file.ts';
import { isWithin } from '@stillpoint/proto/text/normal-path.ts';

/** Closes all handles of this process on objects at or below `paths` (byte strings). To be called only when nobody reads there any more. */
export function closeHandlesBelow(paths: readonly string[]): void {
  if (paths.length === 0) return;
  for (const fd of readdirSync('/proc/self/fd')) {
    const target = targetOf(fd);
    if (target !== undefined && paths.some((path) => isWithin(target, path))) closeHandle(Number(fd));
  }
}

function targetOf(fd: string): string | undefined {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`, { encoding: 'buffer' }).toString('latin1');
  } catch (error) {
    // The handle of the listing itself is closed already.
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
