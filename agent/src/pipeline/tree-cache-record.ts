/**
 * Memory for one record of a tree cache, used again for the next.
 */

const LEAST_BYTES = 1024;
/** One huge directory must not make its place in the walk pay for ever. */
const KEPT_BYTES = 65_536;

export class RecordBuffer {
  #bytes: Buffer = Buffer.alloc(0);
  #length = 0;

  /** The record is at the start; what follows is not defined. */
  get bytes(): Buffer {
    return this.#bytes;
  }

  get length(): number {
    return this.#length;
  }

  /** Makes room for a record of `length` bytes; what was there is gone. */
  resize(length: number): void {
    const have = this.#bytes.length;
    if (length > have || (have > KEPT_BYTES && length <= KEPT_BYTES)) this.#bytes = Buffer.allocUnsafeSlow(length > KEPT_BYTES ? length : roundedUp(length));
    this.#length = length;
  }

  /** The record. */
  view(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }
}

function roundedUp(length: number): number {
  let size = LEAST_BYTES;
  while (size < length) size *= 2;
  return size;
}
