/**
 * Writes one pack: the only growing file of the datastore. Made for a worker thread, therefore synchronous. Byte layout: docs/formats.md, "Pack".
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { faultPoint } from '@stillpoint/proto/fault-point.ts';
import { blockHeaderBytes } from '@stillpoint/proto/format/block.ts';

import { createAppendableFile, discard, reopenAppendableFile } from './appendable-file.ts';
import { datastoreError } from './datastore-error.ts';
import { encodePackHeader, encodePackTrailer, PACK_HEADER_BYTES, PACK_LIMIT_BYTES, PACK_LIMIT_CHUNKS, PACK_TRAILER_BYTES, PackFooterBuilder, packObjectName } from './pack-layout.ts';
import { packedBlock } from './packed-block.ts';

import type { BlockClass, BlockHeader } from '@stillpoint/proto/format/block.ts';
import type { AppendableFile } from './appendable-file.ts';
import type { PackContent, PackedBlock } from './pack-facts.ts';

/** Options of {@link PackWriter.create}; limits are what `full` compares with. */
export interface PackWriterOptions {
  readonly limitBytes?: number;
  readonly limitChunks?: number;
  /** Creates the pack's file; replaced where faults are injected. */
  readonly createFile?: (path: string) => AppendableFile;
}

/**
 * An open pack. After a failed append it takes no more blocks and cannot be sealed (recovery does that at the next start), but what it holds can still
 * be synced. After a failed sync nothing that was not synced before may be relied on, and every later call throws the same error.
 */
export class PackWriter {
  /** 32 hexadecimal digits. */
  readonly packId: string;
  readonly blockClass: BlockClass;
  readonly #file: AppendableFile;
  readonly #limitBytes: number;
  readonly #limitChunks: number;
  readonly #footer = new PackFooterBuilder();
  #endBytes: number;
  #syncedBytes: number;
  #closed = false;
  #appendFailure: StillpointError | undefined;
  #condemnation: StillpointError | undefined;

  private constructor(packId: string, blockClass: BlockClass, file: AppendableFile, endBytes: number, options: PackWriterOptions) {
    this.packId = packId;
    this.blockClass = blockClass;
    this.#file = file;
    this.#endBytes = endBytes;
    this.#syncedBytes = endBytes;
    this.#limitBytes = options.limitBytes ?? PACK_LIMIT_BYTES;
    this.#limitChunks = options.limitChunks ?? PACK_LIMIT_CHUNKS;
  }

  /**
   * Creates a pack in the datastore at `directory`; when it returns, file, folder and parent are fsynced. `clock` gives ms since 1970.
   * Whoever creates it seals or closes it. DATASTORE_FULL, DATASTORE_DENIED, DATASTORE_READ_ONLY, DATASTORE_IO.
   */
  static create(directory: string, blockClass: BlockClass, clock: () => number, options: PackWriterOptions = {}): PackWriter {
    const packId = randomBytes(16).toString('hex');
    const what = `creating pack ${packId}`;
    try {
      const file = (options.createFile ?? createAppendableFile)(join(directory, packObjectName(packId)));
      const writer = new PackWriter(packId, blockClass, file, 0, options);
      try {
        writer.#write(encodePackHeader({ packId, blockClass, createdMs: clock() }));
        file.datasync();
      } catch (error) {
        // A full disk is met again and again: each time would leave a file.
        discard(file);
        throw error;
      }
      writer.#syncedBytes = PACK_HEADER_BYTES;
      faultPoint('pack-created');
      return writer;
    } catch (error) {
      throw datastoreError(error, what);
    }
  }

  /** Seals a pack that was left open: writes footer and trailer of `content` behind the end of its file, which stays as it is. Answers the file's new length. Errors as {@link create}. */
  static sealLeftOpen(directory: string, content: PackContent): number {
    try {
      const file = reopenAppendableFile(join(directory, packObjectName(content.packId)));
      const writer = new PackWriter(content.packId, content.blockClass, file, content.fileBytes, {});
      for (const block of content.blocks) writer.#footer.add(block);
      // The process that wrote these blocks may have died before it synced them.
      writer.#syncedBytes = 0;
      return writer.seal();
    } catch (error) {
      throw datastoreError(error, `sealing pack ${content.packId}`);
    }
  }

  /** Length of the file. */
  get fileBytes(): number {
    return this.#endBytes;
  }

  /** Bytes that were appended since the last {@link sync}. */
  get unsyncedBytes(): number {
    return this.#endBytes - this.#syncedBytes;
  }

  /** True when the pack should be sealed and another one be created. */
  get full(): boolean {
    return this.#endBytes >= this.#limitBytes || this.#footer.chunkCount >= this.#limitChunks;
  }

  /**
   * Appends a whole block that was checked; nothing of `block` or `header` is kept. It is durable after the next {@link sync}. DATASTORE_FULL or
   * DATASTORE_IO: nothing was appended, take another pack. INTERNAL for a block that does not belong here.
   */
  append(block: Uint8Array, header: BlockHeader): PackedBlock {
    this.#checkWritable();
    if (header.blockClass !== this.blockClass) throw new StillpointError('INTERNAL', `a block of class ${header.blockClass} was given to a pack of class ${this.blockClass}`);
    if (block.length !== blockHeaderBytes(header.chunkLengths.length) + header.payloadBytes) {
      throw new StillpointError('INTERNAL', `a block of ${block.length} bytes and its header do not belong together`);
    }
    const packed = packedBlock(this.#endBytes, block.length, header);
    try {
      this.#write(block);
    } catch (error) {
      this.#appendFailure = datastoreError(error, `writing pack ${this.packId}`);
      throw this.#appendFailure;
    }
    this.#footer.add(packed);
    faultPoint('block-appended');
    return packed;
  }

  /** Every block appended so far is durable when it returns. A failure condemns the pack: DATASTORE_FULL or DATASTORE_IO, now and from every later call. */
  sync(): void {
    if (this.#condemnation !== undefined) throw this.#condemnation;
    this.#checkOpen();
    if (this.unsyncedBytes === 0) return;
    this.#datasync();
    faultPoint('pack-synced');
  }

  /** Writes the footer, makes everything durable and closes. Answers the file's length in bytes. Closed also when it throws. */
  seal(): number {
    try {
      this.#checkWritable();
      // Blocks before footer before trailer: a trailer on the disk is a promise for everything before it.
      this.sync();
      const footer = this.#footer.finish();
      const footerOffset = this.#endBytes;
      this.#write(footer);
      this.#datasync();
      faultPoint('pack-footer-written');
      this.#write(encodePackTrailer({ footerOffset, footerBytes: footer.length }));
      this.#datasync();
      faultPoint('pack-sealed');
      return footerOffset + footer.length + PACK_TRAILER_BYTES;
    } catch (error) {
      throw datastoreError(error, `sealing pack ${this.packId}`);
    } finally {
      this.#closeFile();
    }
  }

  /** Syncs and closes without sealing; recovery seals the pack at the next start. One without a block is removed. Closed also when the sync throws. Again: does nothing. */
  close(): void {
    if (this.#closed) return;
    if (this.#footer.chunkCount === 0) {
      this.#closed = true;
      discard(this.#file);
      return;
    }
    try {
      if (this.#condemnation === undefined) this.sync();
    } finally {
      this.#closeFile();
    }
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #write(bytes: Uint8Array): void {
    let done = 0;
    while (done < bytes.length) {
      const written = this.#file.write(bytes, done, bytes.length - done, this.#endBytes + done);
      if (written <= 0) throw new Error(`a write of ${bytes.length - done} bytes wrote nothing`);
      done += written;
    }
    // Only whole pieces count; what a failed write left behind lies beyond the end.
    this.#endBytes += done;
  }

  #datasync(): void {
    const end = this.#endBytes;
    try {
      this.#file.datasync();
    } catch (error) {
      // The kernel forgets the failed pages: a second fsync that succeeds proves nothing.
      this.#condemnation = datastoreError(error, `syncing pack ${this.packId}`);
      throw this.#condemnation;
    }
    this.#syncedBytes = end;
  }

  #checkWritable(): void {
    const failure = this.#condemnation ?? this.#appendFailure;
    if (failure !== undefined) throw failure;
    this.#checkOpen();
  }

  #checkOpen(): void {
    if (this.#closed) throw new StillpointError('INTERNAL', `pack ${this.packId} is closed`);
  }

  #closeFile(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#file.close();
  }
}
