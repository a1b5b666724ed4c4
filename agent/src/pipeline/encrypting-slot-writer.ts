/**
 * Fills slots with encrypted chunks and nodes: data is read and cut in memory of this thread's own, and only what is encrypted is copied into slots. What it
 * gives as ids is made of the encrypted bytes, what it gives as lengths of the plain ones.
 */
import { identify } from '@stillpoint/proto/chunk-identity.ts';
import { CHUNK_DATA_OFFSET, createChunkMemory } from '@stillpoint/proto/chunker/chunk-memory.ts';
import { Chunker, contentClasses, type ContentClassName } from '@stillpoint/proto/chunker/chunker.ts';
import { encryptNode } from '@stillpoint/proto/encryption/encrypted-node.ts';
import { ENCRYPTED_CHUNK_MAX_BYTES, PieceKind, type Compress, type EncryptionKey } from '@stillpoint/proto/encryption/encryption-key.ts';
import type { BlockClass } from '@stillpoint/proto/format/block.ts';
import { NodeKind } from '@stillpoint/proto/format/node.ts';

import type { SlotRing } from './slot-ring.ts';
import { SlotWriter, type ChunkSink, type PreparedChunk, type RunRead } from './slot-writer.ts';

/** Whole pages, and room for the longest chunk. */
const MEMORY_BYTES = 1_048_576;
const MEMORY_END = CHUNK_DATA_OFFSET + MEMORY_BYTES;

export class EncryptingSlotWriter extends SlotWriter {
  readonly #key: EncryptionKey;
  readonly #compress: Compress;
  readonly #memory = createChunkMemory(MEMORY_BYTES);
  readonly #bytes = Buffer.from(this.#memory.buffer);
  readonly #gear: Uint8Array;
  #chunker: Chunker;

  /** `full` as of {@link SlotWriter}. */
  constructor(ring: SlotRing, full: (slot: number, blockClass: BlockClass) => void, key: EncryptionKey, compress: Compress) {
    super(ring, full);
    this.#key = key;
    this.#compress = compress;
    this.#gear = key.gearTable();
    this.#chunker = this.#chunkerOf('files');
  }

  override cutAs(contentClass: ContentClassName): void {
    this.#chunker = this.#chunkerOf(contentClass);
  }

  override cutRun(lengthBytes: number, read: RunRead, sink: ChunkSink): number {
    this.#chunker.reset();
    let chunkStart = CHUNK_DATA_OFFSET;
    let fill = CHUNK_DATA_OFFSET;
    for (let doneBytes = 0; ; ) {
      if (fill === MEMORY_END) {
        this.#bytes.copyWithin(CHUNK_DATA_OFFSET, chunkStart, fill);
        fill -= chunkStart - CHUNK_DATA_OFFSET;
        chunkStart = CHUNK_DATA_OFFSET;
      }
      const count = read(this.#bytes, fill, MEMORY_END - fill, doneBytes);
      fill += count;
      doneBytes += count;
      const last = count === 0 || doneBytes >= lengthBytes;
      for (let length = this.#chunker.next(chunkStart, fill, last); length > 0; length = this.#chunker.next(chunkStart, fill, last)) {
        sink(this.#encrypt(this.#bytes.subarray(chunkStart, chunkStart + length)), length);
        chunkStart += length;
      }
      if (last && chunkStart === fill) return doneBytes;
    }
  }

  /** An archive's node stays readable: what it hides is encrypted in it already. */
  override prepare(node: Buffer): PreparedChunk {
    return node[3] === NodeKind.archive ? super.prepare(node) : super.prepare(encryptNode(node, this.#key, this.#compress));
  }

  #encrypt(plain: Buffer): Buffer {
    const bytes = this.#key.encrypt(PieceKind.data, plain, undefined, this.#compress);
    const identity = identify(bytes);
    this.putData({ bytes, ...identity });
    return identity.id;
  }

  #chunkerOf(contentClass: ContentClassName): Chunker {
    const parameters = contentClasses[contentClass];
    return Chunker.create({ ...parameters, maxBytes: Math.min(parameters.maxBytes, ENCRYPTED_CHUNK_MAX_BYTES) }, this.#memory, this.#gear);
  }
}
