/**
 * Who may use a datastore: one owner, or any number of readers. The kernel's lock decides; the file's text only says whom to talk to.
 */
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { blake3 } from '@napi-rs/blake-hash';
import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';
import { LockKind, tryLock } from '@stillpoint/proto/posix/open-file.ts';

import { datastoreError } from './datastore-error.ts';

import type { FileHandle } from 'node:fs/promises';

/** The owner: may write. Readers write nothing and may be many. */
export type DatastoreMode = 'owner' | 'reader';

/** What an owner says of itself in the lock file. */
export interface DatastoreOwner {
  readonly pid: number;
  readonly startedMs: number;
  /** Where it answers the CLI; undefined when it does not. */
  readonly socketPath: string | undefined;
}

// sun_path has 108 bytes with the ending NUL; some programs and languages count more strictly.
const MAX_SOCKET_PATH_BYTES = 100;
const TEXT_BYTES = 512;

/** Path of the local socket of the datastore at `directory`: in it, or under /run or the temporary folder when that path is too long for a socket. */
export function adminSocketPath(directory: string): string {
  const path = join(resolve(directory), 'admin.sock');
  if (Buffer.byteLength(path) <= MAX_SOCKET_PATH_BYTES) return path;
  const name = `stillpoint-${blake3(Buffer.from(resolve(directory))).toString('hex', 0, 12)}.sock`;
  return join(process.getuid?.() === 0 ? '/run' : tmpdir(), name);
}

/** A lock that is held until {@link close}, at the latest until the process ends. */
export class DatastoreLock implements AsyncDisposable {
  readonly #handle: FileHandle | undefined;
  readonly #mode: DatastoreMode;
  #closed = false;

  private constructor(handle: FileHandle | undefined, mode: DatastoreMode) {
    this.#handle = handle;
    this.#mode = mode;
  }

  /** Locks the datastore at `directory` for writing, without waiting, and writes `owner` into the lock file. DATASTORE_LOCKED, DATASTORE_DENIED, DATASTORE_READ_ONLY. */
  static async acquireOwner(directory: string, owner: DatastoreOwner): Promise<DatastoreLock> {
    const path = lockPath(directory);
    try {
      const handle = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600);
      try {
        if (!tryLock(handle.fd, LockKind.exclusive)) throw await lockedByOthers(directory, handle);
        await writeText(handle, JSON.stringify({ ...owner, file: await fileIdentity(handle) }));
        return new DatastoreLock(handle, 'owner');
      } catch (error) {
        await handle.close();
        throw error;
      }
    } catch (error) {
      throw datastoreError(error, `locking ${path}`);
    }
  }

  /** Locks the datastore for reading, without waiting; writes nothing. Where that is impossible (no lock file, read-only mount) it goes on without. DATASTORE_LOCKED. */
  static async acquireReader(directory: string): Promise<DatastoreLock> {
    const path = lockPath(directory);
    const handle = await openForReading(path);
    if (handle === undefined) return new DatastoreLock(undefined, 'reader');
    try {
      if (!tryLockForReading(handle.fd)) throw await lockedByOwner(directory);
      return new DatastoreLock(handle, 'reader');
    } catch (error) {
      await handle.close();
      throw datastoreError(error, `locking ${path}`);
    }
  }

  /** Gives the lock back. May be called again. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    try {
      if (this.#mode === 'owner' && this.#handle !== undefined) await writeText(this.#handle, '');
    } finally {
      await this.#handle?.close();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

/**
 * What the lock file says of its owner; undefined when it says nothing. It may be one that has died: only a failed lock proves that there is an owner.
 * In a copy of a datastore the text is that of the original's owner: it counts only in the file that it was written into, or a command on the copy would be
 * carried out, without a word, on the original.
 */
export async function findDatastoreOwner(directory: string): Promise<DatastoreOwner | undefined> {
  const path = lockPath(directory);
  try {
    await using handle = await open(path, 'r');
    return parseOwner(await handle.readFile('utf8'), await fileIdentity(handle));
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw datastoreError(error, `reading ${path}`);
  }
}

/** What no copy has in common with the file, be it made by a program or by a snapshot of the filesystem. */
async function fileIdentity(handle: FileHandle): Promise<string> {
  const { dev, ino } = await handle.stat({ bigint: true });
  return `${dev}:${ino}`;
}

function lockPath(directory: string): string {
  return join(directory, 'lock');
}

/** Overwrites in place and never truncates: that needs no space, so a collector starts and stops on a full disk. */
async function writeText(handle: FileHandle, text: string): Promise<void> {
  try {
    await handle.write(`${text.padEnd(TEXT_BYTES - 1)}\n`, 0);
  } catch (error) {
    // A copy-on-write filesystem needs space even so. The lock holds without its text; adminSocketPath() is where the CLI looks then.
    if (datastoreError(error, 'locking').code !== 'DATASTORE_FULL') throw error;
  }
}

async function openForReading(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (error) {
    const code = systemErrorCode(error);
    // A copy without the file, or one that this user may read all of but this.
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EPERM') return undefined;
    throw datastoreError(error, `opening ${path}`);
  }
}

/** False when there is an owner. True also on a filesystem that knows no locks, such as some network mounts: it has no owner that locks either. */
function tryLockForReading(fd: number): boolean {
  try {
    return tryLock(fd, LockKind.shared);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOLCK' || code === 'ENOTSUP' || code === 'ENOSYS' || code === 'EROFS') return true;
    throw error;
  }
}

/** Why an exclusive lock failed: a shared one succeeds beside readers only. It ends with the handle. */
async function lockedByOthers(directory: string, handle: FileHandle): Promise<StillpointError> {
  if (!tryLock(handle.fd, LockKind.shared)) return lockedByOwner(directory);
  return new StillpointError('DATASTORE_LOCKED', `datastore ${directory} is being read by other commands`, { hint: 'wait until they have ended, then try again' });
}

async function lockedByOwner(directory: string): Promise<StillpointError> {
  const owner = await findDatastoreOwner(directory);
  const who = owner === undefined ? 'another process' : `process ${owner.pid} (since ${new Date(owner.startedMs).toISOString()})`;
  return new StillpointError('DATASTORE_LOCKED', `datastore ${directory} is in use by ${who}`, { hint: 'stop that process, or wait until it has ended' });
}

function parseOwner(text: string, file: string): DatastoreOwner | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Empty, or being written at this moment.
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('pid' in value) || !('startedMs' in value)) return undefined;
  const { pid, startedMs } = value;
  if (typeof pid !== 'number' || typeof startedMs !== 'number') return undefined;
  if (!('file' in value) || value.file !== file) return undefined;
  const socketPath = 'socketPath' in value && typeof value.socketPath === 'string' ? value.socketPath : undefined;
  return { pid, startedMs, socketPath };
}
