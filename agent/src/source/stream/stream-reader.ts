/**
 * Reads a stream from a pipe to its end and makes a chunk list of it, whatever its length. Runs in the reader's thread and blocks it; the main thread keeps the
 * other side: the tool that writes, its time limit and its exit status.
 */
import { readSync } from 'node:fs';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { ChunkListBuilder } from '@stillpoint/proto/format/chunk-list.ts';
import { closeHandle } from '@stillpoint/proto/posix/open-file.ts';
import { waitReadable } from '@stillpoint/proto/posix/pipe.ts';

import type { RunCounters } from '../../pipeline/run-counters.ts';
import type { SlotWriter } from '../../pipeline/slot-writer.ts';

/** Bytes of a stream's beginning and end that are handed back, for whoever knows what they must look like. */
export const STREAM_EDGE_BYTES = 65_536;

/** How soon the reader notices that it is to stop while nothing comes. */
const STOP_POLL_MS = 100;

/** What was read. */
export interface ReadStream {
  /** Id of the chunk list's topmost node. */
  readonly root: Uint8Array;
  readonly bytes: number;
  /** The first and the last {@link STREAM_EDGE_BYTES} at most. */
  readonly head: Buffer;
  readonly tail: Buffer;
}

/** Told from the main thread, over shared memory, that nobody wants the stream any more. */
export class StreamStop {
  readonly share: SharedArrayBuffer;
  readonly #flag: Int32Array;

  constructor(share = new SharedArrayBuffer(4)) {
    this.share = share;
    this.#flag = new Int32Array(share);
  }

  get stopped(): boolean {
    return Atomics.load(this.#flag, 0) !== 0;
  }

  /** The reader ends with SOURCE_FAILED within a tenth of a second. */
  stop(): void {
    Atomics.store(this.#flag, 0, 1);
  }
}

/** Reads `fd`, which is its own from now on, to its end and closes it. Throws SOURCE_FAILED when it is stopped, and what reading throws. */
export function readStream(fd: number, stop: StreamStop, slots: SlotWriter, counters: RunCounters): ReadStream {
  try {
    const chunks = new ChunkListBuilder((node) => slots.node(node));
    const edges = new EdgeKeeper();
    const bytes = slots.cutRun(
      Number.POSITIVE_INFINITY,
      (target, offset, roomBytes) => {
        while (!waitReadable(fd, STOP_POLL_MS)) if (stop.stopped) throw new StillpointError('SOURCE_FAILED', 'the stream was given up');
        const count = readSync(fd, target, offset, roomBytes, null);
        edges.add(target.subarray(offset, offset + count));
        counters.add('bytesRead', count);
        counters.add('bytes', count);
        return count;
      },
      (id, length) => {
        chunks.add(id, length);
      },
    );
    return { root: chunks.finish(), bytes, head: edges.head(), tail: edges.tail() };
  } finally {
    closeHandle(fd);
  }
}

/** Keeps the first and the last bytes of what passes. */
class EdgeKeeper {
  readonly #head = Buffer.allocUnsafeSlow(STREAM_EDGE_BYTES);
  readonly #tail = Buffer.allocUnsafeSlow(2 * STREAM_EDGE_BYTES);
  #headBytes = 0;
  #tailBytes = 0;

  add(bytes: Buffer): void {
    if (this.#headBytes < STREAM_EDGE_BYTES) this.#headBytes += bytes.copy(this.#head, this.#headBytes);
    const last = bytes.subarray(Math.max(0, bytes.length - STREAM_EDGE_BYTES));
    if (this.#tailBytes + last.length > this.#tail.length) {
      this.#tail.copyWithin(0, this.#tailBytes - STREAM_EDGE_BYTES, this.#tailBytes);
      this.#tailBytes = STREAM_EDGE_BYTES;
    }
    this.#tailBytes += last.copy(this.#tail, this.#tailBytes);
  }

  head(): Buffer {
    return this.#head.subarray(0, this.#headBytes);
  }

  tail(): Buffer {
    return this.#tail.subarray(Math.max(0, this.#tailBytes - STREAM_EDGE_BYTES), this.#tailBytes);
  }
}
