/**
 * The open packs of one ingest thread: one for data, one for metadata. No other thread writes to them, so that nothing has to be agreed upon between
 * threads. Synchronous.
 */
import { datastoreError } from '../datastore/datastore-error.ts';
import { PackWriter } from '../datastore/pack-writer.ts';

import type { StillpointError } from '@stillpoint/proto/errors.ts';
import type { BlockClass, BlockHeader } from '@stillpoint/proto/format/block.ts';
import type { PackWriterOptions } from '../datastore/pack-writer.ts';

/** What becomes of packs; called within the methods of {@link OpenPacks}. */
export interface PackEvents {
  sealed(packId: string, fileBytes: number): void;
  /** Durable, but without a footer. */
  left(packId: string, error: StillpointError): void;
  /** What was not synced may be lost. */
  condemned(packId: string, error: StillpointError): void;
}

/** Whoever makes it closes it. */
export class OpenPacks {
  readonly #directory: string;
  readonly #events: PackEvents;
  readonly #clock: () => number;
  readonly #options: PackWriterOptions;
  readonly #writers = new Map<BlockClass, PackWriter>();

  constructor(directory: string, events: PackEvents, clock: () => number, options: PackWriterOptions = {}) {
    this.#directory = directory;
    this.#events = events;
    this.#clock = clock;
    this.#options = options;
  }

  /**
   * Appends a checked block to the open pack of its class. A pack that is full is sealed before the next block. DATASTORE_FULL, DATASTORE_IO and what
   * {@link PackWriter.create} throws: the block is not stored; the next one gets a new pack.
   */
  append(bytes: Buffer, header: BlockHeader): { readonly packId: string; readonly offset: number } {
    const writer = this.#writer(header.blockClass);
    try {
      const { offset } = writer.append(bytes, header);
      return { packId: writer.packId, offset };
    } catch (error) {
      const failure = datastoreError(error, `writing pack ${writer.packId}`);
      this.#leave(writer, failure);
      throw failure;
    }
  }

  /** Makes everything appended durable. A pack whose sync fails is condemned and told as an event; the others are durable all the same. */
  sync(): void {
    for (const writer of [...this.#writers.values()]) this.#sync(writer);
  }

  /** Seals what is open. */
  close(): void {
    for (const writer of [...this.#writers.values()]) this.#seal(writer);
  }

  #writer(blockClass: BlockClass): PackWriter {
    const open = this.#writers.get(blockClass);
    if (open !== undefined && !open.full) return open;
    if (open !== undefined) this.#seal(open);
    const writer = PackWriter.create(this.#directory, blockClass, this.#clock, this.#options);
    this.#writers.set(blockClass, writer);
    return writer;
  }

  #sync(writer: PackWriter): boolean {
    try {
      writer.sync();
      return true;
    } catch (error) {
      this.#writers.delete(writer.blockClass);
      this.#events.condemned(writer.packId, datastoreError(error, `syncing pack ${writer.packId}`));
      writer.close();
      return false;
    }
  }

  #seal(writer: PackWriter): void {
    // First the sync alone: when only the footer does not fit any more, the blocks are safe.
    if (!this.#sync(writer)) return;
    this.#writers.delete(writer.blockClass);
    try {
      this.#events.sealed(writer.packId, writer.seal());
    } catch (error) {
      this.#events.left(writer.packId, datastoreError(error, `sealing pack ${writer.packId}`));
    }
  }

  /** After a failed append the pack takes nothing more; what it holds is still good if it can be synced. */
  #leave(writer: PackWriter, failure: StillpointError): void {
    if (!this.#sync(writer)) return;
    this.#writers.delete(writer.blockClass);
    writer.close();
    this.#events.left(writer.packId, failure);
  }
}
