/**
 * A stream that the agent makes itself, piece by piece, for the reader's thread: written into a pipe as the reader takes it, so never more than one piece and a pipe's worth in memory.
 */
import { write } from 'node:fs';
import { promisify } from 'node:util';

import { closeHandle } from '@stillpoint/proto/posix/open-file.ts';
import { openPipe } from '@stillpoint/proto/posix/pipe.ts';

import type { StreamInput } from '../source.ts';
import { StreamStop } from './stream-reader.ts';

const writeTo = promisify(write);

export class MadeStream implements StreamInput {
  readonly fd: number;
  readonly stop = new StreamStop();
  readonly #written: Promise<void>;
  readonly #atEnd: (() => Promise<void>) | undefined;

  private constructor(pieces: AsyncIterable<Uint8Array>, atEnd: (() => Promise<void>) | undefined) {
    const { readFd, writeFd } = openPipe();
    this.fd = readFd;
    this.#atEnd = atEnd;
    this.#written = writeAll(writeFd, pieces);
    this.#written.catch(() => undefined);
  }

  /** Begins to write. `atEnd`: called when everything was read; what it throws makes the stream one that is not whole. */
  static start(pieces: AsyncIterable<Uint8Array>, atEnd?: () => Promise<void>): MadeStream {
    return new MadeStream(pieces, atEnd);
  }

  /** Throws what making the pieces threw. */
  async finish(): Promise<{ readonly said: string }> {
    await this.#written;
    await this.#atEnd?.();
    return { said: '' };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.stop.stop();
    // A writer whose reader has gone is told so by its next write.
    await this.#written.catch(() => undefined);
  }
}

async function writeAll(fd: number, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    for await (const piece of pieces) {
      for (let done = 0; done < piece.length; ) done += (await writeTo(fd, piece, done, piece.length - done, null)).bytesWritten;
    }
  } finally {
    closeHandle(fd);
  }
}
