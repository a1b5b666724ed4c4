/**
 * The node of a directory that is being walked, and its record in the tree cache.
 */
import { chunkId, idKey } from '@stillpoint/proto/chunk-identity.ts';
import { DirectoryBuilder } from '@stillpoint/proto/format/directory-builder.ts';
import type { Entry } from '@stillpoint/proto/format/entry.ts';

import type { SlotWriter } from '../../pipeline/slot-writer.ts';
import type { CachedDirectory, TreeCacheWriter } from '../../pipeline/tree-cache.ts';
import type { DamagedIds } from './reuse-rule.ts';

/** Where a directory's nodes go. */
export interface NodeStore {
  readonly slots: SlotWriter;
  readonly cache: TreeCacheWriter;
  readonly damaged: DamagedIds;
}

/** A finished directory: its node and where the cache keeps it. */
export interface FinishedDirectory {
  readonly node: Uint8Array;
  readonly cacheOffset: number;
}

/** Builds a directory's nodes and its record in the tree cache. */
export class DirectoryRecord {
  readonly #store: NodeStore;
  readonly #stored: CachedDirectory | undefined;
  readonly #builder: DirectoryBuilder;
  readonly #nodeIds: Uint8Array[] = [];
  readonly #leafOffsets: number[] = [];
  #childOffsets: number[] = [];
  #readAgain: number[] = [];
  #ordinal = 0;

  constructor(store: NodeStore, stored: CachedDirectory | undefined) {
    this.#store = store;
    this.#stored = stored;
    this.#builder = new DirectoryBuilder((node) => this.#emit(node));
  }

  /** Adds the next entry by name; `childOffset` is where the cache keeps the directory that it is. */
  add(entry: Entry, readAgain: boolean, childOffset?: number): void {
    if (childOffset !== undefined) this.#childOffsets.push(childOffset);
    if (readAgain) this.#readAgain.push(this.#ordinal);
    this.#ordinal++;
    this.#builder.add(entry);
  }

  finish(): FinishedDirectory {
    const node = this.#builder.finish();
    return { node, cacheOffset: this.#store.cache.directory(this.#nodeIds, this.#leafOffsets) };
  }

  #emit(node: Buffer): Uint8Array {
    const { slots, cache, damaged } = this.#store;
    const id = chunkId(node);
    const key = idKey(id);
    // A node that the last snapshot has at this very place is there already: it need not even be offered.
    if (this.#stored?.nodeIds.has(key) !== true || damaged.has(key)) slots.node(node, id);
    this.#nodeIds.push(id);
    if (node[4] === 0) {
      this.#leafOffsets.push(cache.leaf(node, this.#childOffsets, this.#readAgain));
      this.#childOffsets = [];
      this.#readAgain = [];
      this.#ordinal = 0;
    }
    return id;
  }
}
