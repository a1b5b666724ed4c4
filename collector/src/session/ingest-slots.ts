/**
 * The memory through which blocks go from the main thread to the ingest threads: a fixed number of slots, each for one block of the largest size and the
 * proofs that come back. A slot belongs to the main thread or to one ingest thread; ownership passes with the messages, so nothing here is atomic.
 */
import { BLOCK_MAX_BYTES, BLOCK_MAX_CHUNKS } from '@stillpoint/proto/format/block.ts';

const PROOF_BYTES = BLOCK_MAX_CHUNKS * 32;
const SLOT_BYTES = BLOCK_MAX_BYTES + PROOF_BYTES;

/** Views over the shared memory; one in each thread. The pages of a slot take real memory only once they were used. */
export class IngestSlots {
  /** What is handed to the other threads. */
  readonly memory: SharedArrayBuffer;
  readonly count: number;

  constructor(memory: SharedArrayBuffer) {
    this.memory = memory;
    this.count = memory.byteLength / SLOT_BYTES;
  }

  static create(count: number): IngestSlots {
    return new IngestSlots(new SharedArrayBuffer(count * SLOT_BYTES));
  }

  /** The first `length` bytes of the slot's block. */
  block(slot: number, length: number): Buffer {
    return Buffer.from(this.memory, slot * SLOT_BYTES, length);
  }

  /** Room for `chunks` proofs. */
  proofs(slot: number, chunks: number): Buffer {
    return Buffer.from(this.memory, slot * SLOT_BYTES + BLOCK_MAX_BYTES, chunks * 32);
  }
}
