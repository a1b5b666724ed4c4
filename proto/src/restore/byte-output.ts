/**
 * Writing to a stream that may be slow, or gone.
 */
import { once } from 'node:events';
import type { Writable } from 'node:stream';

const zeros = Buffer.alloc(65_536);

/** Writes and, when the stream asks for it, waits until it has room. Rejects with the stream's error (EPIPE: the reader is gone) or the signal's reason. */
export async function send(output: Writable, bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  if (output.errored !== null) throw output.errored;
  if (output.write(bytes)) return;
  await once(output, 'drain', signal === undefined ? {} : { signal });
}

/** Writes so many zeros. */
export async function sendZeros(output: Writable, lengthBytes: number, signal?: AbortSignal): Promise<void> {
  for (let left = lengthBytes; left > 0; left -= zeros.length) await send(output, left < zeros.length ? zeros.subarray(0, left) : zeros, signal);
}
