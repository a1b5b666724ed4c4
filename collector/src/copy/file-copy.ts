/**
 * Copies of single files: under another name first, durable before they get their own.
 */
import { chmod, mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

import { systemErrorCode } from '@stillpoint/proto/errors.ts';

import { datastoreError } from '../datastore/datastore-error.ts';
import { syncPath } from '../datastore/durable-file.ts';

/** What of a file is copied, and how. */
export interface FileCopyOptions {
  readonly signal: AbortSignal;
  /** Called with the bytes of each piece; waits as long as a rate wants it to. */
  readonly copied: (bytes: number) => Promise<void>;
}

const pieceBytes = 1_048_576;
const temporarySuffix = '.tmp';

/** Copies the bytes that `from` has when it is opened; answers their number, undefined when there is no such file (any more). The folder of `to` is made. DATASTORE_*. */
export async function copyFileDurably(from: string, to: string, options: FileCopyOptions): Promise<number | undefined> {
  const source = await openIfThere(from);
  if (source === undefined) return undefined;
  const temporary = to + temporarySuffix;
  try {
    const { size, mode } = await source.stat();
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    {
      await using target = await open(temporary, 'w', 0o600);
      await pump(source, target, size, options);
      await target.sync();
    }
    if ((mode & 0o777) !== 0o600) await chmod(temporary, mode & 0o777);
    await rename(temporary, to);
    await syncPath(dirname(to));
    return size;
  } catch (error) {
    await rm(temporary, { force: true });
    throw datastoreError(error, `copying ${from} to ${to}`);
  } finally {
    await source.close();
  }
}

async function pump(source: FileHandle, target: FileHandle, size: number, { signal, copied }: FileCopyOptions): Promise<void> {
  const piece = Buffer.allocUnsafe(pieceBytes);
  for (let offset = 0; offset < size; ) {
    signal.throwIfAborted();
    const { bytesRead } = await source.read(piece, 0, Math.min(pieceBytes, size - offset), offset);
    // Cut off meanwhile: whoever checks the copy sees it.
    if (bytesRead === 0) return;
    for (let done = 0; done < bytesRead; ) done += (await target.write(piece, done, bytesRead - done, offset + done)).bytesWritten;
    offset += bytesRead;
    await copied(bytesRead);
  }
}

/** The last `length` bytes of a file, for telling whether two are the same; undefined when there is no such file. DATASTORE_*. */
export async function readTail(path: string, length: number): Promise<{ readonly sizeBytes: number; readonly tail: Buffer } | undefined> {
  const file = await openIfThere(path);
  if (file === undefined) return undefined;
  try {
    const { size } = await file.stat();
    const tail = Buffer.alloc(Math.min(length, size));
    await file.read(tail, 0, tail.length, size - tail.length);
    return { sizeBytes: size, tail };
  } catch (error) {
    throw datastoreError(error, `reading ${path}`);
  } finally {
    await file.close();
  }
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw datastoreError(error, `opening ${path}`);
  }
}
