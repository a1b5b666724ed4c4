/**
 * Output buffers that the compressor fills with whole `Upload` messages and the main thread hands to gRPC as they are: the block is never copied
 * between threads. A buffer is free again when gRPC has taken it.
 */
import { BLOCK_MAX_RAW_BYTES, blockHeaderBytes } from '@stillpoint/proto/format/block.ts';

import { SLOT_MAX_CHUNKS } from './slot-ring.ts';

/** Room in front of the block for the protobuf fields around it. */
export const MESSAGE_ROOM_BYTES = 32;
/** zstd's bound for 1 MiB is 4 KiB more. */
const COMPRESSION_ROOM_BYTES = 8192;
const BUFFER_BYTES = MESSAGE_ROOM_BYTES + blockHeaderBytes(SLOT_MAX_CHUNKS) + BLOCK_MAX_RAW_BYTES + COMPRESSION_ROOM_BYTES;

/** What is posted to the compressor. */
export interface BlockBuffersShare {
  readonly memory: SharedArrayBuffer;
  readonly states: SharedArrayBuffer;
  readonly buffers: number;
}

/** One thread's view of the output buffers. */
export class BlockBuffers {
  readonly share: BlockBuffersShare;
  readonly #bytes: Buffer;
  readonly #states: Int32Array;

  constructor(share: BlockBuffersShare) {
    this.share = share;
    this.#bytes = Buffer.from(share.memory);
    this.#states = new Int32Array(share.states);
  }

  static create(buffers: number): BlockBuffers {
    return new BlockBuffers({ memory: new SharedArrayBuffer(buffers * BUFFER_BYTES), states: new SharedArrayBuffer((buffers + 1) * 4), buffers });
  }

  /** Takes a free buffer; blocks the calling thread until there is one. Never call it on the main thread. */
  acquire(): number {
    const { buffers } = this.share;
    for (;;) {
      const releases = Atomics.load(this.#states, buffers);
      for (let index = 0; index < buffers; index++) {
        if (Atomics.compareExchange(this.#states, index, 0, 1) === 0) return index;
      }
      Atomics.wait(this.#states, buffers, releases);
    }
  }

  release(index: number): void {
    const { buffers } = this.share;
    Atomics.store(this.#states, index, 0);
    Atomics.add(this.#states, buffers, 1);
    Atomics.notify(this.#states, buffers);
  }

  /** All bytes of a buffer. */
  view(index: number): Buffer {
    return this.#bytes.subarray(index * BUFFER_BYTES, (index + 1) * BUFFER_BYTES);
  }
}
