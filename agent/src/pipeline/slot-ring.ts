/**
 * The memory that the three threads of a run share: slots of 1 MiB that hold chunks from the moment they are read until the collector has said no
 * to them or they are compressed, and a table of the chunks in each slot. A slot belongs to one thread at a time (reader, main, compressor, nobody);
 * ownership passes by messages, so only taking a free slot needs an atomic. Fixed size: it is the run's memory for data.
 */
import { CHUNK_DATA_OFFSET, createChunkMemory, type ChunkMemory } from '@stillpoint/proto/chunker/chunk-memory.ts';
import type { BlockClass } from '@stillpoint/proto/format/block.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';

/** Bytes of data in a slot: one block, and no chunk or node is longer. */
export const SLOT_BYTES = 1_048_576;
/** Chunks in a slot; small files of 1 KiB fill it evenly. */
export const SLOT_MAX_CHUNKS = 1024;

const ID_BYTES = 32;
/** Table of a slot: class, count, used bytes, unused; then offsets, lengths, ids, proofs. */
const HEADER_INTS = 4;
const OFFSETS_AT = HEADER_INTS * 4;
const LENGTHS_AT = OFFSETS_AT + SLOT_MAX_CHUNKS * 4;
const IDS_AT = LENGTHS_AT + SLOT_MAX_CHUNKS * 4;
const PROOFS_AT = IDS_AT + SLOT_MAX_CHUNKS * ID_BYTES;
const TABLE_BYTES = PROOFS_AT + SLOT_MAX_CHUNKS * ID_BYTES;

const FREE = 0;
const TAKEN = 1;

/** What is posted to the other threads. */
export interface SlotRingShare {
  readonly memory: ChunkMemory;
  readonly tables: SharedArrayBuffer;
  readonly states: SharedArrayBuffer;
  readonly slots: number;
}

/** One thread's view of the slots. */
export class SlotRing {
  readonly share: SlotRingShare;
  /** All data; slot s begins at {@link dataStart}. */
  readonly bytes: Buffer;
  readonly #states: Int32Array;
  readonly #ints: Uint32Array;
  readonly #tables: Buffer;
  readonly #freed: number;

  constructor(share: SlotRingShare) {
    this.share = share;
    this.bytes = Buffer.from(share.memory.buffer);
    this.#states = new Int32Array(share.states);
    this.#ints = new Uint32Array(share.tables);
    this.#tables = Buffer.from(share.tables);
    this.#freed = share.slots;
  }

  /** Makes the shared memory: `slots` MiB and a little. */
  static create(slots: number): SlotRing {
    return new SlotRing({
      memory: createChunkMemory(slots * SLOT_BYTES),
      tables: new SharedArrayBuffer(slots * TABLE_BYTES),
      // one state for each slot, then a counter that changes with every release
      states: new SharedArrayBuffer((slots + 1) * 4),
      slots,
    });
  }

  /** Offset of a slot's first byte in {@link bytes}, which are the chunker's memory too. */
  dataStart(slot: number): number {
    return CHUNK_DATA_OFFSET + slot * SLOT_BYTES;
  }

  /** Takes a free slot and empties its table; blocks the calling thread until there is one. Never call it on the main thread. */
  acquire(blockClass: BlockClass): number {
    for (;;) {
      const releases = Atomics.load(this.#states, this.#freed);
      for (let slot = 0; slot < this.share.slots; slot++) {
        if (Atomics.compareExchange(this.#states, slot, FREE, TAKEN) === FREE) {
          const at = this.#int(slot);
          this.#ints[at] = blockClass;
          this.#ints[at + 1] = 0;
          this.#ints[at + 2] = 0;
          return slot;
        }
      }
      Atomics.wait(this.#states, this.#freed, releases);
    }
  }

  /** Gives a slot back. */
  release(slot: number): void {
    Atomics.store(this.#states, slot, FREE);
    Atomics.add(this.#states, this.#freed, 1);
    Atomics.notify(this.#states, this.#freed);
  }

  blockClass(slot: number): BlockClass {
    return (this.#ints[this.#int(slot)] ?? 0) as BlockClass;
  }

  /** Chunks in the slot. */
  count(slot: number): number {
    return this.#ints[this.#int(slot) + 1] ?? 0;
  }

  /** Bytes from the slot's start that are taken by chunks. */
  usedBytes(slot: number): number {
    return this.#ints[this.#int(slot) + 2] ?? 0;
  }

  /** Adds a chunk that lies at `offset` within the slot, right behind the one before. */
  addChunk(slot: number, offset: number, length: number, id: Uint8Array, proof: Uint8Array): void {
    const at = this.#int(slot);
    const index = this.#ints[at + 1] ?? 0;
    if (index >= SLOT_MAX_CHUNKS || offset !== this.#ints[at + 2]) throw new StillpointError('INTERNAL', `a slot took chunk ${index} at ${offset} out of order`);
    const table = slot * TABLE_BYTES;
    this.#ints[(table + OFFSETS_AT) / 4 + index] = offset;
    this.#ints[(table + LENGTHS_AT) / 4 + index] = length;
    this.#tables.set(id, table + IDS_AT + index * ID_BYTES);
    this.#tables.set(proof, table + PROOFS_AT + index * ID_BYTES);
    this.#ints[at + 1] = index + 1;
    this.#ints[at + 2] = offset + length;
  }

  chunkOffset(slot: number, index: number): number {
    return this.#ints[(slot * TABLE_BYTES + OFFSETS_AT) / 4 + index] ?? 0;
  }

  chunkLength(slot: number, index: number): number {
    return this.#ints[(slot * TABLE_BYTES + LENGTHS_AT) / 4 + index] ?? 0;
  }

  /** Ids of all chunks of the slot as a view of count * 32 bytes. */
  ids(slot: number): Buffer {
    const at = slot * TABLE_BYTES + IDS_AT;
    return this.#tables.subarray(at, at + this.count(slot) * ID_BYTES);
  }

  /** Possession proofs, likewise. */
  proofs(slot: number): Buffer {
    const at = slot * TABLE_BYTES + PROOFS_AT;
    return this.#tables.subarray(at, at + this.count(slot) * ID_BYTES);
  }

  #int(slot: number): number {
    return (slot * TABLE_BYTES) / 4;
  }
}
