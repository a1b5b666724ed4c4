/**
 * A folder for a copy that a database's own way of backup writes to disk before it can be read. It is removed when it is closed; one that a killed agent
 * has left is removed by the next run.
 */
import { mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';
import { formatBytes } from '@stillpoint/proto/text/format-bytes.ts';

const ownFolder = /^stillpoint-staging-(\d+)-/;

export class StagingFolder implements Disposable {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** Makes one in `directory` for `bytes` bytes, 0700. Throws SOURCE_FAILED, naming the place, when there is no room or it cannot be made. `what`: for the message. */
  static open(directory: string, bytes: number, what: string): StagingFolder {
    try {
      removeLeftovers(directory);
      const freeBytes = freeBytesIn(directory);
      if (freeBytes < bytes) throw tooSmall(directory, freeBytes, bytes, what);
      return new StagingFolder(mkdtempSync(join(directory, `stillpoint-staging-${process.pid}-`)));
    } catch (cause) {
      const code = cause instanceof StillpointError ? undefined : systemErrorCode(cause);
      if (code === undefined) throw cause;
      throw new StillpointError('SOURCE_FAILED', `${what} is copied to ${directory} first, and that cannot be written to (${code})`, { hint: 'name another folder with staging_dir', cause });
    }
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** Bytes that this user may still write there. Throws what the system says. */
export function freeBytesIn(directory: string): number {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize;
}

/** What is said when there is too little room. */
export function tooSmall(directory: string, freeBytes: number, bytes: number, what: string): StillpointError {
  return new StillpointError('SOURCE_FAILED', `${what} is copied to ${directory} first, which has ${formatBytes(freeBytes)} left and needs ${formatBytes(bytes)}`, { hint: 'make room there, or name another folder with staging_dir' });
}

/** Folders of processes that are gone. One whose number another process has got since stays until that ends, too. */
function removeLeftovers(directory: string): void {
  for (const name of readdirSync(directory)) {
    const [, pid] = ownFolder.exec(name) ?? [];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(directory, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemErrorCode(error) !== 'ESRCH';
  }
}
