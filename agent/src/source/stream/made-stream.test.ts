import { closeSync, read } from 'node:fs';
import { promisify } from 'node:util';

import { describe, expect, it } from 'vitest';

import { MadeStream } from './made-stream.ts';

async function* pieces(count: number, bytes: number, failure?: Error): AsyncIterable<Uint8Array> {
  for (let piece = 0; piece < count; piece++) yield await Promise.resolve(new Uint8Array(bytes).fill(piece));
  if (failure !== undefined) throw failure;
}

const readFrom = promisify(read);

/** Reads in another thread, as the reader does: the writer needs this one. */
async function readAll(fd: number): Promise<number> {
  const buffer = Buffer.alloc(65_536);
  let total = 0;
  for (;;) {
    const { bytesRead } = await readFrom(fd, buffer, 0, buffer.length, null);
    if (bytesRead === 0) break;
    total += bytesRead;
  }
  closeSync(fd);
  return total;
}

describe('a stream that is made piece by piece', () => {
  it('gives everything to its reader, however much more than a pipe holds', async () => {
    await using stream = MadeStream.start(pieces(40, 300_000));
    expect(await readAll(stream.fd)).toBe(12_000_000);
    expect(await stream.finish()).toEqual({ said: '' });
  });

  it('is not whole when making it fails, or what is asked at its end', async () => {
    await using broken = MadeStream.start(pieces(1, 10, new Error('the disk is gone')));
    expect(await readAll(broken.fd)).toBe(10);
    await expect(broken.finish()).rejects.toThrow('the disk is gone');
    await using unproven = MadeStream.start(pieces(1, 10), () => Promise.reject(new Error('the log is gone')));
    await readAll(unproven.fd);
    await expect(unproven.finish()).rejects.toThrow('the log is gone');
  });

  it('ends when its reader gives up', async () => {
    const stream = MadeStream.start(pieces(1_000_000, 1_000_000));
    closeSync(stream.fd);
    await stream[Symbol.asyncDispose]();
    await expect(stream.finish()).rejects.toThrow('EPIPE');
  });
});
