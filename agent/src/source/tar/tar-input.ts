/** Takes a tar stream from a pipe, in the reader's thread and blocking it: small parts through a buffer, large ones straight to where they belong. */
import { readSync } from 'node:fs';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { waitReadable } from '@stillpoint/proto/posix/pipe.ts';

import type { StreamStop } from '../stream/stream-reader.ts';

const BUFFER_BYTES = 65_536;
/** How soon the reader notices that it is to stop while nothing comes. */
const STOP_POLL_MS = 100;

export class TarInput {
  readonly #fd: number;
  readonly #stop: StreamStop;
  readonly #buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES);
  #start = 0;
  #end = 0;
  #bytes = 0;

  /** The descriptor stays its owner's. */
  constructor(fd: number, stop: StreamStop) {
    this.#fd = fd;
    this.#stop = stop;
  }

  /** Taken so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Some of the next bytes, at least one; 0 at the end of the stream. Throws SOURCE_FAILED when it is stopped. */
  read(target: Buffer, offset: number, length: number): number {
    if (this.#start === this.#end && length >= BUFFER_BYTES) return this.#count(this.#readPipe(target, offset, length));
    if (this.#start === this.#end) {
      this.#start = 0;
      this.#end = this.#readPipe(this.#buffer, 0, BUFFER_BYTES);
    }
    const count = this.#buffer.copy(target, offset, this.#start, Math.min(this.#end, this.#start + length));
    this.#start += count;
    return this.#count(count);
  }

  /** Exactly the next bytes; fewer only at the end of the stream. */
  take(length: number): Buffer {
    const target = Buffer.alloc(length);
    let done = 0;
    while (done < length) {
      const count = this.read(target, done, length - done);
      if (count === 0) break;
      done += count;
    }
    return target.subarray(0, done);
  }

  /** Passes over bytes; false when the stream ends before. */
  skip(length: number): boolean {
    for (let left = length; left > 0; ) {
      const count = this.take(Math.min(left, BUFFER_BYTES)).length;
      if (count === 0) return false;
      left -= count;
    }
    return true;
  }

  #count(count: number): number {
    this.#bytes += count;
    return count;
  }

  #readPipe(target: Buffer, offset: number, length: number): number {
    while (!waitReadable(this.#fd, STOP_POLL_MS)) if (this.#stop.stopped) throw new StillpointError('SOURCE_FAILED', 'the stream was given up');
    return readSync(this.#fd, target, offset, length, null);
  }
}
