/**
 * The memory through which blocks go from the main thread to the ingest threads: a fixed number of slots, each for one block of the largest
 * size. A slot belongs to the main thread or to one ingest thread; ownership passes with the messages, so nothing here is atomic.
 */
import { BLOCK_MAX_BYTES } from '@stillpoint/proto/format/block.ts';

/** Views over the shared memory; one in each thread. The pages of a slot take real memory only once they were used. */
export class IngestSlots {
  /** What is handed to the other threads. */
  readonly memory: SharedArrayBuffer;
  readonly count: number;

  constructor(memory: SharedArrayBuffer) {
    this.memory = memory;
    this.count = memory.byteLength / BLOCK_MAX_BYTES;
  }

  static create(count: number): IngestSlots {
    return new IngestSlots(new SharedArrayBuffer(count * BLOCK_MAX_BYTES));
  }

  /** The first `length` bytes of the slot's block. */
  block(slot: number, length: number): Buffer {
    return Buffer.from(this.memory, slot * BLOCK_MAX_BYTES, length);
  }
}
