/** A text as a stream: what a source has put together itself, small enough to lie in memory. */
import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';

import { openPipe } from '@stillpoint/proto/posix/pipe.ts';

import type { StreamInput } from '../source.ts';
import { StreamStop } from './stream-reader.ts';

export class TextStream implements StreamInput {
  readonly fd: number;
  readonly stop = new StreamStop();
  readonly #writer: WriteStream;
  readonly #written: Promise<unknown>;

  /** Begins to write `text` into a pipe. */
  constructor(text: string) {
    const { readFd, writeFd } = openPipe();
    this.fd = readFd;
    this.#writer = createWriteStream('', { fd: writeFd });
    this.#written = once(this.#writer, 'close');
    // Told by finish().
    this.#written.catch(() => undefined);
    this.#writer.end(text);
  }

  async finish(): Promise<{ readonly said: string }> {
    await this.#written;
    return { said: '' };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.stop.stop();
    this.#writer.destroy();
    await this.#written.catch(() => undefined);
  }
}
