/**
 * A piece of a long file in memory that moves forward, so that a scan needs the same memory whatever the file's length.
 */

/** What is read: `read` answers exactly `length` bytes; nothing at or behind `endBytes` is asked for. */
export interface ReadWindowSource {
  readonly endBytes: number;
  readonly read: (offset: number, length: number) => Promise<Buffer>;
}

/** Reads ahead by `windowBytes`; a single request may be longer. */
export class ReadWindow {
  readonly #source: ReadWindowSource;
  readonly #windowBytes: number;
  #start = 0;
  #bytes: Buffer = Buffer.alloc(0);

  constructor(source: ReadWindowSource, windowBytes: number) {
    this.#source = source;
    this.#windowBytes = windowBytes;
  }

  /** `length` bytes from `offset` on, fewer where the source ends; a view. */
  async at(offset: number, length: number): Promise<Buffer> {
    const end = Math.min(offset + length, this.#source.endBytes);
    if (offset < this.#start || end > this.#start + this.#bytes.length) {
      const windowEnd = Math.min(Math.max(end, offset + this.#windowBytes), this.#source.endBytes);
      this.#bytes = await this.#source.read(offset, windowEnd - offset);
      this.#start = offset;
    }
    return this.#bytes.subarray(offset - this.#start, end - this.#start);
  }
}
