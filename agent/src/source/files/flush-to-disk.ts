/**
 * Writes to disk what is in memory before a walk. A page that is dirty may be written to again without any change of the file's times (a mapped file): only
 * files that were flushed after their last change show the next one. See reuse-rule.ts.
 */
import { openDirectory } from '@stillpoint/proto/posix/directory-handle.ts';
import { closeHandle, syncFilesystem } from '@stillpoint/proto/posix/open-file.ts';
import { PosixError } from '@stillpoint/proto/posix/posix-error.ts';

/** A path whose filesystem could not be flushed. */
export interface FlushFailure {
  readonly path: string;
  readonly error: PosixError;
}

/** Flushes the filesystems of the given paths (absolute latin1 strings); those mounted below them are the walk's. */
export async function flushToDisk(paths: readonly string[]): Promise<FlushFailure[]> {
  const failures: FlushFailure[] = [];
  for (const path of paths) {
    try {
      const fd = openNear(path);
      try {
        await syncFilesystem(fd);
      } finally {
        closeHandle(fd);
      }
    } catch (error) {
      if (!(error instanceof PosixError)) throw error;
      failures.push({ path, error });
    }
  }
  return failures;
}

/** The directory itself (it may be a mount point), or the one that holds the object. */
function openNear(path: string): number {
  try {
    return openDirectory(path, { follow: false });
  } catch (error) {
    if (!(error instanceof PosixError)) throw error;
    const cut = path.lastIndexOf('/');
    return openDirectory(cut <= 0 ? '/' : path.slice(0, cut), { follow: true });
  }
}
