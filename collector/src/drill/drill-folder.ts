/**
 * A folder of a drill's own. It is locked as long as the drill goes on: one that was killed leaves a guest's whole content, which the next drill in the same place removes.
 */
import { constants, type Stats } from 'node:fs';
import { lstat, mkdtemp, open, readdir, realpath, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

import { systemErrorCode } from '@stillpoint/proto/errors.ts';
import { LockKind, tryLock } from '@stillpoint/proto/posix/open-file.ts';

/** Not the name of folders that are to be kept. */
const prefix = 'stillpoint-drilling-';
const folderFlags = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;
/** What a program has written that was ended a moment ago comes in between. */
const removal = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 } as const;

/** Whoever makes it disposes of it: then it is gone. */
export class DrillFolder implements AsyncDisposable {
  /** Absolute and without links; for its owner alone. */
  readonly path: string;
  readonly #lock: FileHandle;

  private constructor(path: string, lock: FileHandle) {
    this.path = path;
    this.#lock = lock;
  }

  /** Makes one in `parent`, and removes those there that drills of this user have left. Node's errors. */
  static async make(parent: string): Promise<DrillFolder> {
    const place = await realpath(parent);
    await removeLeft(place);
    for (;;) {
      const path = await mkdtemp(join(place, prefix));
      const lock = await lockOf(path);
      // Another drill has taken it for one that was left, before it was locked.
      if (lock !== undefined) return new DrillFolder(path, lock);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.path, removal);
    await this.#lock.close();
  }
}

async function removeLeft(place: string): Promise<void> {
  for (const name of await readdir(place)) {
    if (!name.startsWith(prefix)) continue;
    const path = join(place, name);
    // In a folder that is everybody's, others can make one of that name.
    if ((await statOf(path))?.uid !== process.getuid?.()) continue;
    await using lock = await lockOf(path);
    if (lock !== undefined) await rm(path, removal);
  }
}

/** The lock of a folder; undefined when somebody else has it, or the folder is gone. */
async function lockOf(path: string): Promise<FileHandle | undefined> {
  await using stack = new AsyncDisposableStack();
  const handle = await openFolder(path);
  if (handle === undefined) return undefined;
  stack.use(handle);
  if (!tryLock(handle.fd, LockKind.exclusive) || (await statOf(path))?.ino !== (await handle.stat()).ino) return undefined;
  stack.move();
  return handle;
}

async function openFolder(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, folderFlags);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(systemErrorCode(error) ?? '')) return undefined;
    throw error;
  }
}

async function statOf(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
