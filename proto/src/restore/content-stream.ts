/**
 * The content of one file or stream from its first byte to its last, read ahead by blocks. For output that must be in order; restores to a directory have a faster way.
 */
import { plainChunk } from '../encryption/plain-chunk.ts';
import { StillpointError } from '../errors.ts';
import type { Entry } from '../format/entry.ts';

import type { ReadableArchive } from '../tree/node-reader.ts';
import { dataRuns } from './content-layout.ts';
import type { RestoreSource } from './restore-source.ts';

// 64 chunks of a dump are half a MiB, of a file 16 MiB.
const chunksAtOnce = 64;

/**
 * The data of a file of `archive` without its holes, in pieces that lie between two holes and are at most a chunk long. CHUNK_MISSING, CHUNK_CORRUPT and NODE_CORRUPT end it;
 * ARCHIVE_ENCRYPTED.
 */
export async function* readData(entry: Entry, archive: ReadableArchive, source: RestoreSource, signal?: AbortSignal): AsyncGenerator<Buffer> {
  const { content } = entry;
  const nodes = source.nodes.of(archive);
  if (content.kind === 'inline') yield* inlineData(entry, content.bytes);
  for await (const leaf of nodes.listContent(content)) {
    for (let first = 0; first < leaf.lengths.length; first += chunksAtOnce) {
      signal?.throwIfAborted();
      const end = Math.min(first + chunksAtOnce, leaf.lengths.length);
      const chunks = await source.chunks.readChunks(leaf.ids.subarray(first * 32, end * 32), signal);
      for (const [index, stored] of chunks.entries()) {
        const position = (first + index) * 32;
        const chunk = plainChunk(stored, leaf.ids.subarray(position, position + 32), nodes.key);
        if (chunk.length !== leaf.lengths[first + index]) throw new StillpointError('NODE_CORRUPT', `a chunk has ${chunk.length} bytes where its list says ${leaf.lengths[first + index] ?? 0}`);
        yield chunk;
      }
    }
  }
}

function* inlineData(entry: Entry, bytes: Uint8Array): Generator<Buffer> {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let taken = 0;
  for (const run of dataRuns(entry.sizeBytes, entry.holes)) {
    yield data.subarray(taken, taken + run.length);
    taken += run.length;
  }
}
