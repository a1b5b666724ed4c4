/**
 * What a writing thread of a restore does: takes a block, checks the chunks that are used and writes them into their files. Holds nothing between two blocks.
 * How a block is inflated is the business of the module that the thread begins with: delivered-write-thread.ts, or the collector's own.
 */
import { writeSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';

import { EncryptionKey } from '../encryption/encryption-key.ts';
import { KeyRing } from '../encryption/key-ring.ts';
import { plainChunk } from '../encryption/plain-chunk.ts';
import { StillpointError, systemErrorCode } from '../errors.ts';
import { CheckedBlock, type InflatedBlock } from '../tree/checked-block.ts';
import { threadLoaded } from '../worker-thread.ts';
import { USE_FIELDS, type UseFailure, type WriteReply, type WriteRequest, type WriterSetup } from './write-job.ts';

/** Serves the pool that has started this thread; call it behind all imports. `inflate` throws BLOCK_INVALID; what it returns need only last until its next call. */
export function serveWrites(inflate: (block: Buffer) => InflatedBlock): void {
  const { memory, slotBytes, keys } = threadLoaded() as WriterSetup;
  const ring = new KeyRing(keys.map((secret) => new EncryptionKey(secret)));
  parentPort?.on('message', (request: WriteRequest) => {
    const block = Buffer.from(memory, request.slot * slotBytes, request.blockBytes);
    const reply: WriteReply = { number: request.number, failures: writeBlock(request, ring, () => inflate(block)) };
    parentPort?.postMessage(reply);
  });
}

function writeBlock(request: WriteRequest, ring: KeyRing, inflate: () => InflatedBlock): UseFailure[] {
  const count = request.uses.length / USE_FIELDS;
  let block: CheckedBlock;
  try {
    block = new CheckedBlock(inflate());
  } catch (error) {
    if (!(error instanceof StillpointError)) throw error;
    return Array.from({ length: count }, (_, use) => ({ use, errno: '', text: error.message }));
  }
  return new UseWriter(block, request, ring.keyFor(request, 'a file')).write();
}

/** Writes the uses of one block; neighbours in block and file go into one call. */
class UseWriter {
  readonly #block: CheckedBlock;
  readonly #request: WriteRequest;
  readonly #key: EncryptionKey | undefined;
  readonly #failures: UseFailure[] = [];
  /** Chunk that `#isWhole` is about. */
  #chunk = -1;
  #isWhole = false;

  constructor(block: CheckedBlock, request: WriteRequest, key: EncryptionKey | undefined) {
    this.#block = block;
    this.#request = request;
    this.#key = key;
  }

  write(): UseFailure[] {
    const { uses } = this.#request;
    const count = uses.length / USE_FIELDS;
    const isWhole = Array.from({ length: count }, (_, use) => this.#check(use));
    for (let first = 0; first < count; ) {
      let next = first + 1;
      if (isWhole[first] === true && this.#key !== undefined) {
        this.#putPlain(first, this.#key);
      } else if (isWhole[first] === true) {
        while (next < count && isWhole[next] === true && this.#follows(next)) next++;
        this.#putStored(first, next);
      }
      first = next;
    }
    return this.#failures;
  }

  #field(use: number, field: number): number {
    return this.#request.uses[use * USE_FIELDS + field] ?? 0;
  }

  #follows(use: number): boolean {
    const before = use - 1;
    const length = this.#field(before, 3);
    return (
      this.#field(use, 0) === this.#field(before, 0) && this.#field(use, 1) === this.#field(before, 1) + length && this.#field(use, 2) === this.#field(before, 2) + length
    );
  }

  #check(use: number): boolean {
    const { header, offsets } = this.#block;
    const chunkOffset = this.#field(use, 2);
    const before = this.#chunk;
    while ((offsets[this.#chunk] ?? -1) < chunkOffset && this.#chunk < offsets.length) this.#chunk++;
    if (this.#chunk !== before && offsets[this.#chunk] === chunkOffset) this.#isWhole = this.#block.isWhole(this.#chunk);
    const isExpected =
      offsets[this.#chunk] === chunkOffset && (this.#key !== undefined || header.chunkLengths[this.#chunk] === this.#field(use, 3)) &&
      Buffer.compare(header.chunkIds.subarray(this.#chunk * 32, this.#chunk * 32 + 32), this.#request.ids.subarray(use * 32, use * 32 + 32)) === 0;
    if (isExpected && this.#isWhole) return true;
    this.#failures.push({ use, errno: '', text: isExpected ? 'a chunk does not match its id' : 'a block holds another chunk than the index says' });
    return false;
  }

  /** The use whose chunk `#check` has found whole, decrypted. */
  #putPlain(use: number, key: EncryptionKey): void {
    const chunk = this.#block.offsets.indexOf(this.#field(use, 2));
    const id = this.#request.ids.subarray(use * 32, use * 32 + 32);
    let plain: Buffer;
    try {
      plain = plainChunk(this.#block.chunk(chunk), id, key);
    } catch (error) {
      if (!(error instanceof StillpointError)) throw error;
      this.#failures.push({ use, errno: '', text: error.message });
      return;
    }
    if (plain.length === this.#field(use, 3)) this.#put(use, use + 1, plain, 0, plain.length);
    else this.#failures.push({ use, errno: '', text: 'a chunk has another length than its file says' });
  }

  #putStored(first: number, end: number): void {
    this.#put(first, end, this.#block.raw, this.#field(first, 2), this.#field(end - 1, 2) + this.#field(end - 1, 3));
  }

  #put(first: number, end: number, bytes: Buffer, start: number, last: number): void {
    const fd = this.#field(first, 0);
    let from = start;
    let position = this.#field(first, 1);
    try {
      while (from < last) {
        const written = writeSync(fd, bytes, from, last - from, position);
        from += written;
        position += written;
      }
    } catch (error) {
      const errno = systemErrorCode(error);
      if (errno === undefined) throw error;
      for (let use = first; use < end; use++) this.#failures.push({ use, errno, text: String(error) });
    }
  }
}
