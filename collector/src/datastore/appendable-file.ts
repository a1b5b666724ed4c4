/**
 * The one kind of file in a datastore that grows: an open pack. Synchronous, because it is written in a worker thread that does nothing else.
 */
import { closeSync, fdatasyncSync, fsyncSync, mkdirSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

import { systemErrorCode } from '@stillpoint/proto/errors.ts';

/** A file open for appending; methods throw system errors. Whoever creates it closes it. */
export interface AppendableFile {
  /** Writes up to `length` bytes of `bytes` from `offset` on at `position` of the file; answers how many. */
  write(bytes: Uint8Array, offset: number, length: number, position: number): number;
  /** Content and length are on the disk when it returns. */
  datasync(): void;
  /** Takes its name away, when nothing that counts was written. */
  remove(): void;
  close(): void;
}

/** Creates a file that must not exist, and its folder when that is missing, both fsynced in their parents. */
export function createAppendableFile(path: string): AppendableFile {
  const folder = dirname(path);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (systemErrorCode(error) !== 'EEXIST') throw error;
  }
  const file = openAppendable(path, 'wx');
  try {
    // The parent too, always: another writer may have made the folder a moment ago and not have fsynced it yet.
    syncFolder(folder);
    syncFolder(dirname(folder));
  } catch (error) {
    discard(file);
    throw error;
  }
  return file;
}

/** Closes a file in which nothing counts, and removes it; never throws, because something else has failed before. */
export function discard(file: AppendableFile): void {
  for (const step of [() => file.remove(), () => file.close()]) {
    try {
      step();
    } catch {
      // What stays is an empty pack, which hurts nobody.
    }
  }
}

/** Opens a file that exists, for writing behind its end. */
export function reopenAppendableFile(path: string): AppendableFile {
  return openAppendable(path, 'r+');
}

function openAppendable(path: string, flags: 'wx' | 'r+'): AppendableFile {
  const descriptor = openSync(path, flags, 0o600);
  return {
    write: (bytes, offset, length, position) => writeSync(descriptor, bytes, offset, length, position),
    datasync: () => fdatasyncSync(descriptor),
    remove: () => unlinkSync(path),
    close: () => closeSync(descriptor),
  };
}

function syncFolder(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
