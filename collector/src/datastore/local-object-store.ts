/**
 * Objects as files below one folder. Keeps a bounded number of files open, because restore reads thousands of blocks from the same packs.
 */
import { mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';

import { datastoreError } from './datastore-error.ts';
import { syncPath, writeDurably } from './durable-file.ts';

import type { FileHandle } from 'node:fs/promises';
import type { ObjectStore, StoredObject } from './object-store.ts';

/** Steps of a put that a crash test may stop at. */
export type PutStep = 'temp-written' | 'renamed' | 'committed';

/** Options of {@link LocalObjectStore}. */
export interface LocalObjectStoreOptions {
  /** Files kept open for reading. */
  readonly maxOpenFiles?: number;
  /** Nobody counts on what a reader has seen, and what it reads may be on a medium that takes no syncs: {@link ObjectStore.settle} does nothing. */
  readonly readOnly?: boolean;
  readonly onPutStep?: (name: string, step: PutStep) => void;
}

interface OpenFile {
  readonly handle: Promise<FileHandle>;
  users: number;
  dropped: boolean;
}

const TEMPORARY_SUFFIX = '.tmp';

/** The {@link ObjectStore} of a local directory. Files are 0600, folders 0700. */
export class LocalObjectStore implements ObjectStore {
  readonly #directory: string;
  readonly #maxOpenFiles: number;
  readonly #readOnly: boolean;
  readonly #onPutStep: (name: string, step: PutStep) => void;
  // In the order of their last use.
  readonly #openFiles = new Map<string, OpenFile>();
  readonly #closing = new Set<Promise<void>>();
  readonly #syncedFolders = new Set<string>();
  // Those in which every name is known to last.
  readonly #settledFolders = new Set<string>();
  #closed = false;

  constructor(directory: string, options: LocalObjectStoreOptions = {}) {
    this.#directory = directory;
    this.#maxOpenFiles = options.maxOpenFiles ?? 32;
    this.#readOnly = options.readOnly ?? false;
    this.#onPutStep = options.onPutStep ?? (() => undefined);
  }

  async put(name: string, bytes: Uint8Array): Promise<void> {
    const path = this.#path(name);
    const temporary = path + TEMPORARY_SUFFIX;
    try {
      await this.#ensureFolder(dirname(path));
      try {
        await writeDurably(temporary, bytes);
        this.#onPutStep(name, 'temp-written');
        await rename(temporary, path);
      } catch (error) {
        await removeIfThere(temporary);
        throw error;
      }
      this.#onPutStep(name, 'renamed');
      await syncPath(dirname(path));
      this.#onPutStep(name, 'committed');
    } catch (error) {
      this.#settledFolders.delete(dirname(path));
      throw datastoreError(error, `writing ${path}`);
    } finally {
      this.#dropFile(name);
    }
  }

  async settle(name: string): Promise<void> {
    const folder = dirname(this.#path(name));
    if (this.#readOnly || this.#settledFolders.has(folder)) return;
    try {
      await syncPath(folder);
    } catch (error) {
      throw datastoreError(error, `syncing ${folder}`);
    }
    this.#settledFolders.add(folder);
  }

  async read(name: string, offset: number, length: number): Promise<Buffer | undefined> {
    const path = this.#path(name);
    const file = this.#useFile(name, path);
    try {
      const handle = await file.handle;
      const bytes = Buffer.allocUnsafe(length);
      let done = 0;
      while (done < length) {
        const { bytesRead } = await handle.read(bytes, done, length - done, offset + done);
        if (bytesRead === 0) break;
        done += bytesRead;
      }
      return bytes.subarray(0, done);
    } catch (error) {
      this.#dropFile(name);
      if (systemErrorCode(error) === 'ENOENT') return undefined;
      throw datastoreError(error, `reading ${path}`);
    } finally {
      file.users -= 1;
      this.#closeUnused(file);
    }
  }

  async size(name: string): Promise<number | undefined> {
    const path = this.#path(name);
    try {
      return (await stat(path)).size;
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return undefined;
      throw datastoreError(error, `reading ${path}`);
    }
  }

  async *list(prefix: string): AsyncGenerator<StoredObject> {
    for (const folder of await this.#names(prefix)) {
      for (const file of await this.#names(`${prefix}${folder}/`)) {
        if (file.endsWith(TEMPORARY_SUFFIX)) continue;
        const name = `${prefix}${folder}/${file}`;
        const sizeBytes = await this.size(name);
        // Deleted since the folder was read.
        if (sizeBytes !== undefined) yield { name, sizeBytes };
      }
    }
  }

  async delete(name: string): Promise<boolean> {
    const path = this.#path(name);
    try {
      await unlink(path);
      await syncPath(dirname(path));
      return true;
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return false;
      throw datastoreError(error, `deleting ${path}`);
    } finally {
      this.#dropFile(name);
    }
  }

  /** Removes what interrupted puts below `prefix` left behind; only the owner may. Answers how many there were. */
  async removeTemporaries(prefix: string): Promise<number> {
    let count = 0;
    for (const folder of await this.#names(prefix)) {
      for (const file of await this.#names(`${prefix}${folder}/`)) {
        if (!file.endsWith(TEMPORARY_SUFFIX)) continue;
        const path = join(this.#directory, prefix, folder, file);
        try {
          await unlink(path);
        } catch (error) {
          throw datastoreError(error, `deleting ${path}`);
        }
        count += 1;
      }
    }
    return count;
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const name of [...this.#openFiles.keys()]) this.#dropFile(name);
    await Promise.all(this.#closing);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #path(name: string): string {
    if (this.#closed) throw new StillpointError('INTERNAL', `the datastore is closed, but ${name} is needed`);
    if (!/^[a-z0-9-]+\/[a-z0-9]{2}\/[a-z0-9-]+\.[a-z]+$/.test(name)) throw new StillpointError('INTERNAL', `${name} is no name of an object`);
    return join(this.#directory, name);
  }

  /** Names in a folder, sorted; none when it is absent or not a folder. */
  async #names(folder: string): Promise<string[]> {
    const path = join(this.#directory, folder);
    try {
      return (await readdir(path)).sort();
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === 'ENOENT' || code === 'ENOTDIR') return [];
      throw datastoreError(error, `reading ${path}`);
    }
  }

  async #ensureFolder(folder: string): Promise<void> {
    if (this.#syncedFolders.has(folder)) return;
    await mkdir(folder, { mode: 0o700, recursive: true });
    // Also when it was there: who made it may have died before it was fsynced.
    await syncPath(dirname(folder));
    this.#syncedFolders.add(folder);
  }

  #useFile(name: string, path: string): OpenFile {
    const known = this.#openFiles.get(name);
    const file = known ?? { handle: open(path, 'r'), users: 0, dropped: false };
    file.users += 1;
    this.#openFiles.delete(name);
    this.#openFiles.set(name, file);
    for (const oldest of this.#openFiles.keys()) {
      if (this.#openFiles.size <= this.#maxOpenFiles) break;
      this.#dropFile(oldest);
    }
    return file;
  }

  #dropFile(name: string): void {
    const file = this.#openFiles.get(name);
    if (file === undefined) return;
    this.#openFiles.delete(name);
    file.dropped = true;
    this.#closeUnused(file);
  }

  #closeUnused(file: OpenFile): void {
    if (!file.dropped || file.users > 0) return;
    const closing = closeFile(file).finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
  }
}

async function closeFile(file: OpenFile): Promise<void> {
  // A file that could not be opened was reported to its readers, and closing one that was only read loses nothing.
  await file.handle.then((handle) => handle.close()).catch(() => undefined);
}

async function removeIfThere(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
  }
}
