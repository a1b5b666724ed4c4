/**
 * A window of a restore: the content of some thousand small files or of a part of a big one, fetched block by block in the order of the packs. What is to be done
 * with a file when its content is there (its metadata, its name) waits in the window, in order.
 */
import { writeSync } from 'node:fs';

import type { EncryptionKey } from '../encryption/encryption-key.ts';
import { plainChunk } from '../encryption/plain-chunk.ts';
import { StillpointError, systemErrorCode } from '../errors.ts';
import { ByteWriter } from '../format/binary.ts';

import type { ChunkSource, GroupMember } from '../tree/chunk-source.ts';
import { isDamage } from './tree-walk.ts';
import type { ChunkUse, UseFailure } from './write-job.ts';
import type { WritePool } from './write-pool.ts';

/** A file whose content comes from chunks. `failure` is set when some of it could not be had or written. */
export interface OpenFile {
  readonly fd: number;
  failure: StillpointError | undefined;
}

/** What a window needs to run. `key` is that of the archive, if it is encrypted. `onBytes` is told of content as it is written. */
export interface WindowContext {
  readonly chunks: ChunkSource;
  readonly key: EncryptionKey | undefined;
  readonly pool: WritePool;
  readonly signal: AbortSignal | undefined;
  readonly onBytes: (bytes: number) => void;
}

interface Piece extends ChunkUse {
  readonly file: OpenFile;
}

/** Step that follows the window's content; with `undone` it gives back what it holds and leaves nothing half done. */
export type Finisher = (undone: boolean) => void;

/** Fill it, run it, then finish it: after every earlier window is finished. */
export class DataWindow {
  readonly #ids = new ByteWriter(65_536);
  readonly #files: OpenFile[] = [];
  readonly #offsets: number[] = [];
  readonly #lengths: number[] = [];
  readonly #finishers: Finisher[] = [];
  #bytes = 0;

  /** Content added so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Steps added so far. */
  get steps(): number {
    return this.#finishers.length;
  }

  addChunk(file: OpenFile, id: Uint8Array, fileOffset: number, lengthBytes: number): void {
    this.#ids.raw(id);
    this.#files.push(file);
    this.#offsets.push(fileOffset);
    this.#lengths.push(lengthBytes);
    this.#bytes += lengthBytes;
  }

  addFinisher(finisher: Finisher): void {
    this.#finishers.push(finisher);
  }

  /**
   * Fetches and writes the window's content. When it resolves or rejects, no thread writes to its files any more. Damage is noted in the files; rejects with
   * TARGET_FULL, errors of the collector, or the signal's reason.
   */
  async run(context: WindowContext): Promise<void> {
    if (this.#files.length === 0) return;
    const ids = this.#ids.copy();
    const running: Promise<void>[] = [];
    let failure: unknown;
    try {
      for await (const group of context.chunks.readGroups(ids, context.signal)) {
        const pieces = this.#pieces(ids, group.members);
        const step = 'error' in group ? this.#without(pieces, group.error, context) : (await context.pool.write(group.block, pieces, context.key)).done.then((failures) => this.#settle(pieces, failures, context));
        // It is awaited below; a rejection before that must not count as unhandled.
        step.catch(() => undefined);
        running.push(step);
      }
    } catch (error) {
      failure = error;
    }
    const settled = await Promise.allSettled(running);
    failure ??= settled.find((result) => result.status === 'rejected')?.reason;
    if (failure !== undefined) throw failure instanceof Error ? failure : new StillpointError('INTERNAL', 'a window of a restore failed', { cause: failure });
  }

  /** Takes the steps in order; `undone` as in {@link Finisher}. */
  finish(undone: boolean): void {
    // One that fails is gone, the others stay to be undone.
    for (let next = this.#finishers.shift(); next !== undefined; next = this.#finishers.shift()) next(undone);
  }

  /** In order of their place in the block. */
  #pieces(ids: Buffer, members: readonly GroupMember[]): Piece[] {
    const pieces: Piece[] = [];
    for (const { index, chunkOffset } of members) {
      const file = this.#files[index];
      if (file === undefined) continue;
      const id = ids.subarray(index * 32, index * 32 + 32);
      pieces.push({ id, file, fd: file.fd, fileOffset: this.#offsets[index] ?? 0, lengthBytes: this.#lengths[index] ?? 0, chunkOffset });
    }
    return pieces.sort((left, right) => left.chunkOffset - right.chunkOffset);
  }

  async #without(pieces: readonly Piece[], error: StillpointError, context: WindowContext): Promise<void> {
    if (error.code !== 'CHUNK_MISSING') return this.#retry(pieces, context);
    // There is no other copy to ask for.
    for (const { file } of pieces) file.failure ??= error;
    return undefined;
  }

  async #settle(pieces: readonly Piece[], failures: readonly UseFailure[], context: WindowContext): Promise<void> {
    const again: Piece[] = [];
    for (const { use, errno, text } of failures) {
      const piece = pieces[use];
      if (piece === undefined) continue;
      if (errno === '') again.push(piece);
      else noteWriteError(piece.file, errno, text);
    }
    context.onBytes(pieces.reduce((sum, piece) => sum + piece.lengthBytes, 0) - again.reduce((sum, piece) => sum + piece.lengthBytes, 0));
    await this.#retry(again, context);
  }

  /** One by one from whatever copy is whole: slow and rare. */
  async #retry(pieces: readonly Piece[], context: WindowContext): Promise<void> {
    for (const piece of pieces) {
      context.signal?.throwIfAborted();
      if (piece.file.failure !== undefined) continue;
      try {
        const bytes = plainChunk(await context.chunks.readChunk(piece.id), piece.id, context.key);
        if (bytes.length !== piece.lengthBytes) throw new StillpointError('NODE_CORRUPT', `a chunk has ${bytes.length} bytes where a file expects ${piece.lengthBytes}`);
        writeWhole(piece.fd, bytes, piece.fileOffset);
        context.onBytes(bytes.length);
      } catch (error) {
        const errno = systemErrorCode(error);
        if (error instanceof StillpointError && isDamage(error)) piece.file.failure = error;
        else if (errno !== undefined) noteWriteError(piece.file, errno, String(error));
        else throw error;
      }
    }
  }
}

/** Writes all of `bytes` at `offset` of an open file. Throws the system's error. */
export function writeWhole(fd: number, bytes: Uint8Array, offset: number): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(fd, bytes, written, bytes.length - written, offset + written);
}

/** True for errors after which no further write can succeed. */
export function isFull(errno: string | undefined): boolean {
  return errno === 'ENOSPC' || errno === 'EDQUOT';
}

/** TARGET_FULL in the middle of a restore. */
export function fullError(cause: unknown): StillpointError {
  return new StillpointError('TARGET_FULL', 'the target is full', { hint: 'make room and run the same command with --overwrite changed: what is right already is not read again', cause });
}

function noteWriteError(file: OpenFile, errno: string, text: string): void {
  if (isFull(errno)) throw fullError(new Error(text));
  file.failure ??= new StillpointError('RESTORE_INCOMPLETE', `its content could not be written (${errno})`, { cause: new Error(text) });
}
