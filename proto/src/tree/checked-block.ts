/**
 * An inflated block whose chunks are looked up and checked one by one: a reader that wants one file's chunks hashes only those. Runs on the main thread and
 * in restore's workers.
 */
import { chunkId } from '../chunk-identity.ts';
import type { BlockHeader } from '../format/block.ts';

/** A block that was inflated; `raw` is the chunks one after another, valid as long as whoever inflated it says. */
export interface InflatedBlock {
  readonly header: BlockHeader;
  readonly raw: Buffer;
}

/** Views over an inflated block; valid as long as its memory is. */
export class CheckedBlock {
  readonly header: BlockHeader;
  readonly raw: Buffer;
  /** Where each chunk begins in `raw`, in the order of the header. */
  readonly offsets: readonly number[];

  constructor(block: InflatedBlock) {
    this.header = block.header;
    this.raw = block.raw;
    const offsets: number[] = [];
    let offset = 0;
    for (const length of block.header.chunkLengths) {
      offsets.push(offset);
      offset += length;
    }
    this.offsets = offsets;
  }

  /** The bytes of chunk `index`, unchecked. */
  chunk(index: number): Buffer {
    const start = this.offsets[index] ?? 0;
    return this.raw.subarray(start, start + (this.header.chunkLengths[index] ?? 0));
  }

  /** True when chunk `index` is what its id in the header says. */
  isWhole(index: number): boolean {
    return chunkId(this.chunk(index)).compare(this.header.chunkIds, index * 32, index * 32 + 32) === 0;
  }
}
