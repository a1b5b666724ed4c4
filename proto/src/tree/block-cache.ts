/**
 * Inflated blocks that were used last, found by the chunks in them: neighbours in a tree are neighbours in a block.
 */
import { idKey } from '../chunk-identity.ts';
import type { CheckedBlock } from './checked-block.ts';

interface CachedBlock {
  readonly key: string;
  readonly block: CheckedBlock;
}

/** Bounded in bytes. Holds no resource but memory. */
export class BlockCache {
  readonly #maxBytes: number;
  /** In order of last use. */
  readonly #blocks = new Map<string, CachedBlock>();
  /** Which cached block has a chunk, and as which of its chunks. */
  readonly #chunks = new Map<string, { readonly cached: CachedBlock; readonly index: number }>();
  #heldBytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** The chunk's bytes, which are what its id (32 bytes) says: a view that stays valid. */
  find(id: Uint8Array): Buffer | undefined {
    const found = this.#chunks.get(idKey(id));
    if (found === undefined) return undefined;
    const { cached, index } = found;
    this.#blocks.delete(cached.key);
    this.#blocks.set(cached.key, cached);
    return cached.block.chunk(index);
  }

  /** Adds a block's whole chunks; damaged ones are left out, so that their other copies are looked for. `key` is equal for equal blocks. */
  keep(key: string, block: CheckedBlock): void {
    if (this.#blocks.has(key)) return;
    const cached = { key, block };
    this.#blocks.set(key, cached);
    this.#heldBytes += block.raw.length;
    for (let index = 0; index < block.offsets.length; index++) {
      if (block.isWhole(index)) this.#chunks.set(idKey(block.header.chunkIds, index * 32), { cached, index });
    }
    for (const oldest of this.#blocks.values()) {
      if (this.#heldBytes <= this.#maxBytes || oldest.key === key) return;
      this.#drop(oldest);
    }
  }

  #drop(cached: CachedBlock): void {
    this.#blocks.delete(cached.key);
    this.#heldBytes -= cached.block.raw.length;
    for (let index = 0; index < cached.block.offsets.length; index++) {
      const chunk = idKey(cached.block.header.chunkIds, index * 32);
      if (this.#chunks.get(chunk)?.cached === cached) this.#chunks.delete(chunk);
    }
  }
}
