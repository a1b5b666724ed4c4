/**
 * The node of a directory that is being walked, and its record in the tree cache.
 */
import { idKey, identify } from '@stillpoint/proto/chunk-identity.ts';
import { DirectoryBuilder } from '@stillpoint/proto/format/directory-builder.ts';
import type { Entry } from '@stillpoint/proto/format/entry.ts';

import type { SlotWriter } from '../../pipeline/slot-writer.ts';
import type { CachedDirectory } from '../../pipeline/tree-cache.ts';
import type { TreeCacheWriter } from '../../pipeline/tree-cache-writer.ts';
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

/** Records that a walk keeps for the next directories: making one costs some KiB outside of the heap, which the garbage collector frees late. */
const POOLED = 64;

/** Hands out records and takes finished ones back. */
export class DirectoryRecords {
  readonly #store: NodeStore;
  readonly #free: DirectoryRecord[] = [];

  constructor(store: NodeStore) {
    this.#store = store;
  }

  /** An empty record for a directory whose stored form is given. */
  begin(stored: CachedDirectory | undefined): DirectoryRecord {
    const record = this.#free.pop() ?? new DirectoryRecord(this.#store);
    record.begin(stored);
    return record;
  }

  /** Ends a record; it must not be used any more. */
  finish(record: DirectoryRecord): FinishedDirectory {
    const finished = record.finish();
    if (this.#free.length < POOLED) this.#free.push(record);
    return finished;
  }
}

/** Builds a directory's nodes and its record in the tree cache. */
export class DirectoryRecord {
  readonly #store: NodeStore;
  readonly #builder: DirectoryBuilder;
  #stored: CachedDirectory | undefined;
  #nodeIds: Uint8Array[] = [];
  #leafOffsets: number[] = [];
  #childOffsets: number[] = [];
  #readAgain: number[] = [];
  #ordinal = 0;

  constructor(store: NodeStore) {
    this.#store = store;
    this.#builder = new DirectoryBuilder((node) => this.#emit(node));
  }

  /** Starts a directory. */
  begin(stored: CachedDirectory | undefined): void {
    this.#stored = stored;
    this.#nodeIds = [];
    this.#leafOffsets = [];
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
    const identity = identify(node);
    const { id } = identity;
    const key = idKey(id);
    // A node that the last snapshot has at this very place is there already: it need not even be offered.
    if (this.#stored?.nodeIds.has(key) !== true || damaged.has(key)) slots.node(node, identity);
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
