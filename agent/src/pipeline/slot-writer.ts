/**
 * Fills slots in the reader's thread: data is read straight into them and cut into chunks there, nodes are copied in. A full slot is handed on.
 */
import { readSync } from 'node:fs';

import { identify, type ChunkIdentity } from '@stillpoint/proto/chunk-identity.ts';
import { Chunker, contentClasses, type ContentClassName } from '@stillpoint/proto/chunker/chunker.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { BlockClass } from '@stillpoint/proto/format/block.ts';

import { SLOT_BYTES, SLOT_MAX_CHUNKS, type SlotRing } from './slot-ring.ts';

/** Room below which a slot is handed on before a new file begins, unless the file fits. */
const LEAST_ROOM_BYTES = 65_536;

/** Takes each chunk of a file or stream: its id (32 bytes) and its length. */
export type ChunkSink = (id: Buffer, lengthBytes: number) => void;

/** Reads up to `roomBytes` bytes of a run, of which `doneBytes` are read already, to `offset` of `target`; 0 is the run's end. */
export type RunRead = (target: Buffer, offset: number, roomBytes: number, doneBytes: number) => number;

/** A chunk or node as it goes to the collector, with its name. */
export interface PreparedChunk extends ChunkIdentity {
  readonly bytes: Buffer;
}

interface OpenSlot {
  readonly slot: number;
  /** Offsets in the ring's bytes. */
  readonly end: number;
  readonly start: number;
  fill: number;
}

export class SlotWriter {
  readonly #ring: SlotRing;
  readonly #chunkers = new Map<ContentClassName, Chunker>();
  readonly #full: (slot: number, blockClass: BlockClass) => void;
  #chunker: Chunker;
  #data: OpenSlot | undefined;
  #metadata: OpenSlot | undefined;

  constructor(ring: SlotRing, full: (slot: number, blockClass: BlockClass) => void) {
    this.#ring = ring;
    this.#chunker = this.#chunkerOf('files');
    this.#full = full;
  }

  /** How data is cut from now on; 'files' at first. */
  cutAs(contentClass: ContentClassName): void {
    this.#chunker = this.#chunkerOf(contentClass);
  }

  /** Reads bytes `from` to `to` of a file as one run of chunks; returns how many there were (less when the file ends earlier). */
  readRun(fd: number, from: number, to: number, sink: ChunkSink): number {
    return this.cutRun(to - from, (target, offset, roomBytes, doneBytes) => readSync(fd, target, offset, Math.min(roomBytes, to - from - doneBytes), from + doneBytes), sink);
  }

  /** Cuts what `read` gives into one run of chunks, up to its end or `lengthBytes` (Infinity: whatever comes); returns how many bytes there were. */
  cutRun(lengthBytes: number, read: RunRead, sink: ChunkSink): number {
    this.#chunker.reset();
    let slot = this.#dataSlot(lengthBytes);
    let chunkStart = slot.fill;
    let doneBytes = 0;
    for (;;) {
      if (slot.fill === slot.end || this.#ring.count(slot.slot) === SLOT_MAX_CHUNKS) {
        const next = this.#carryOver(slot, chunkStart);
        slot = next;
        chunkStart = next.start;
      }
      const count = read(this.#ring.bytes, slot.fill, slot.end - slot.fill, doneBytes);
      slot.fill += count;
      doneBytes += count;
      const last = count === 0 || doneBytes >= lengthBytes;
      for (;;) {
        if (this.#ring.count(slot.slot) === SLOT_MAX_CHUNKS) break;
        const length = this.#chunker.next(chunkStart, slot.fill, last);
        if (length === 0) break;
        sink(this.#chunk(slot, chunkStart, length), length);
        chunkStart += length;
      }
      if (last && chunkStart === slot.fill) return doneBytes;
    }
  }

  /** Stores a node; returns its id. */
  node(bytes: Buffer): Buffer {
    const prepared = this.prepare(bytes);
    this.put(prepared);
    return prepared.id;
  }

  /** The form in which a node is stored. */
  prepare(node: Buffer): PreparedChunk {
    return { bytes: node, ...identify(node) };
  }

  /** Stores what {@link prepare} has made. */
  put(prepared: PreparedChunk): void {
    this.#metadata = this.#copyIn(this.#metadata, BlockClass.metadata, prepared);
  }

  /** Stores a data chunk that lies elsewhere. */
  protected putData(prepared: PreparedChunk): void {
    this.#data = this.#copyIn(this.#data, BlockClass.data, prepared);
  }

  /** Adds the chunk to `open`, or to a new slot when it has no room; returns the slot. */
  #copyIn(open: OpenSlot | undefined, blockClass: BlockClass, { bytes, id, proof }: PreparedChunk): OpenSlot {
    if (bytes.length > SLOT_BYTES) throw new StillpointError('INTERNAL', `a chunk of ${bytes.length} bytes does not fit a block`);
    let slot = open;
    if (slot !== undefined && (slot.end - slot.fill < bytes.length || this.#ring.count(slot.slot) === SLOT_MAX_CHUNKS)) {
      this.#full(slot.slot, blockClass);
      slot = undefined;
    }
    slot ??= this.#open(blockClass);
    const offset = slot.fill;
    bytes.copy(this.#ring.bytes, offset);
    slot.fill += bytes.length;
    this.#ring.addChunk(slot.slot, offset - slot.start, bytes.length, id, proof);
    return slot;
  }

  /** Hands on what is open. */
  flush(): void {
    for (const [slot, blockClass] of [[this.#data, BlockClass.data], [this.#metadata, BlockClass.metadata]] as const) {
      if (slot === undefined) continue;
      if (this.#ring.count(slot.slot) > 0) this.#full(slot.slot, blockClass);
      else this.#ring.release(slot.slot);
    }
    this.#data = undefined;
    this.#metadata = undefined;
  }

  #chunkerOf(contentClass: ContentClassName): Chunker {
    let chunker = this.#chunkers.get(contentClass);
    if (chunker === undefined) {
      chunker = Chunker.create(contentClasses[contentClass], this.#ring.share.memory);
      this.#chunkers.set(contentClass, chunker);
    }
    return chunker;
  }

  #chunk(slot: OpenSlot, offset: number, length: number): Buffer {
    const bytes = this.#ring.bytes.subarray(offset, offset + length);
    const { id, proof } = identify(bytes);
    this.#ring.addChunk(slot.slot, offset - slot.start, length, id, proof);
    return id;
  }

  #dataSlot(sizeBytes: number): OpenSlot {
    const slot = this.#data;
    if (slot !== undefined) {
      // A file that could not be read to its end has left bytes behind its last chunk.
      slot.fill = slot.start + this.#ring.usedBytes(slot.slot);
      const room = slot.end - slot.fill;
      if (room >= Math.min(sizeBytes, LEAST_ROOM_BYTES) && this.#ring.count(slot.slot) < SLOT_MAX_CHUNKS) return slot;
      this.#full(slot.slot, BlockClass.data);
    }
    this.#data = this.#open(BlockClass.data);
    return this.#data;
  }

  /** Goes on with an unfinished chunk at the start of a new slot. Only this thread writes to slots, so the bytes left behind stay until they are copied. */
  #carryOver(slot: OpenSlot, chunkStart: number): OpenSlot {
    this.#full(slot.slot, BlockClass.data);
    const next = this.#open(BlockClass.data);
    this.#data = next;
    const rest = slot.fill - chunkStart;
    this.#ring.bytes.copy(this.#ring.bytes, next.start, chunkStart, slot.fill);
    next.fill += rest;
    return next;
  }

  #open(blockClass: BlockClass): OpenSlot {
    const slot = this.#ring.acquire(blockClass);
    const start = this.#ring.dataStart(slot);
    return { slot, start, end: start + SLOT_BYTES, fill: start };
  }
}
