/**
 * Finds where chunks end. Works on bytes in a chunk memory and knows nothing of files, ids or blocks.
 * The rule is in parameters.ts, the inner loop in assembly/scan.ts (compiled into chunker.wasm.ts), the same in plain TypeScript in twin.ts.
 */
import { StillpointError } from '../errors.ts';
import { CHUNK_DATA_OFFSET, instantiate } from './chunk-memory.ts';
import type { ChunkMemory } from './chunk-memory.ts';
import { CHUNKER_WASM } from './chunker.wasm.ts';
import { gearTable } from './gear.ts';
import { boundaryBits } from './parameters.ts';
import type { BoundaryBits, ChunkerParameters } from './parameters.ts';

export { contentClasses } from './parameters.ts';
export type { ChunkerParameters, ContentClass, ContentClassName } from './parameters.ts';
export { CHUNK_DATA_OFFSET, createChunkMemory } from './chunk-memory.ts';
export type { ChunkMemory } from './chunk-memory.ts';

/** assembly/scan.ts: first position in (from, to] with `bits` upper bits of the hash zero, or 0. */
type Scan = (from: number, to: number, bits: number) => number;

/** Cuts one run of bytes after the other into chunks. Holds no resources; not for two runs at once. */
export class Chunker {
  readonly #parameters: ChunkerParameters;
  readonly #bits: BoundaryBits;
  readonly #memory: ChunkMemory;
  readonly #scan: Scan;
  /** Bytes of the unfinished chunk that are known to hold no boundary. */
  #scannedBytes = 0;

  private constructor(parameters: ChunkerParameters, bits: BoundaryBits, memory: ChunkMemory, scan: Scan) {
    this.#parameters = parameters;
    this.#bits = bits;
    this.#memory = memory;
    this.#scan = scan;
  }

  /**
   * A chunker over `memory`, whose first 64 KiB belong to chunkers (any number of them with the same gear table may share it). Takes about a millisecond. Throws INTERNAL for
   * senseless parameters.
   */
  static create(parameters: ChunkerParameters, memory: ChunkMemory, gear: Uint8Array = gearTable()): Chunker {
    const bits = boundaryBits(parameters);
    new Uint8Array(memory.buffer).set(gear);
    const { scan } = instantiate(Buffer.from(CHUNKER_WASM, 'base64'), memory) as { readonly scan: Scan };
    return new Chunker(parameters, bits, memory, scan);
  }

  /**
   * The length in bytes of the chunk that begins at byte `offset` of the memory, where data ends at byte `end`; 0 when `end` comes before the chunk's.
   * After 0, call again with the whole chunk from its first byte and more data behind it; it may lie elsewhere in the memory by then, and what was scanned
   * is not scanned again. With `final` nothing follows: the rest is a chunk, and 0 only comes back when there is no rest.
   * Boundaries do not depend on how the data was handed in. Throws INTERNAL for a range outside the memory's data.
   */
  next(offset: number, end: number, final: boolean): number {
    const { minBytes, averageBytes, maxBytes } = this.#parameters;
    if (offset < CHUNK_DATA_OFFSET || end < offset || end > this.#memory.buffer.byteLength) {
      throw new StillpointError('INTERNAL', `chunker was given bytes ${String(offset)} to ${String(end)} of a memory whose data lies between ${String(CHUNK_DATA_OFFSET)} and ${String(this.#memory.buffer.byteLength)}`);
    }
    const available = Math.min(end - offset, maxBytes);
    const from = Math.max(minBytes - 1, this.#scannedBytes);
    let length = this.#search(offset, from, Math.min(available, averageBytes), this.#bits.strict);
    if (length === 0) length = this.#search(offset, Math.max(from, averageBytes), available, this.#bits.loose);
    if (length === 0 && (final || available === maxBytes)) length = available;
    this.#scannedBytes = length === 0 ? available : 0;
    return length;
  }

  /** Forgets an unfinished chunk: the next call of `next` is about another one. */
  reset(): void {
    this.#scannedBytes = 0;
  }

  #search(offset: number, from: number, to: number, bits: number): number {
    if (from >= to) return 0;
    const position = this.#scan(offset + from, offset + to, bits);
    return position === 0 ? 0 : position - offset;
  }
}
