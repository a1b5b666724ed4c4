/**
 * A directory that is being walked, beside its stored form: its nodes, and its record in the tree cache.
 *
 * As long as what the walk finds is what a leaf of the stored directory has, entry for entry, nothing is made: entries are only counted ({@link DirectoryRecord.keep}).
 * A leaf that was kept whole is stored already and is taken over with its id. At the first difference the entries before it are decoded and built like all
 * others. Where leaves are cut depends on their entries alone, so both ways give the same nodes.
 */
import { idKey } from '@stillpoint/proto/chunk-identity.ts';
import { DirectoryBuilder } from '@stillpoint/proto/format/directory-builder.ts';
import { EntryType, type Entry } from '@stillpoint/proto/format/entry.ts';
import { LeafCursor } from '@stillpoint/proto/format/leaf-cursor.ts';
import { decodeNode } from '@stillpoint/proto/format/node.ts';

import type { SlotWriter } from '../../pipeline/slot-writer.ts';
import type { TreeCache } from '../../pipeline/tree-cache.ts';
import { CachedDirectory } from '../../pipeline/tree-cache-directory.ts';
import type { CacheLeaf, TreeCacheWriter } from '../../pipeline/tree-cache-writer.ts';
import type { DamagedIds } from './reuse-rule.ts';

/** Where a directory's nodes go, and where those of the last tree are. */
export interface NodeStore {
  readonly slots: SlotWriter;
  readonly cache: TreeCacheWriter;
  readonly stored: TreeCache | undefined;
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

  /** An empty record for a directory whose stored form the cache has at `offset`. */
  begin(offset: number | undefined): DirectoryRecord {
    const record = this.#free.pop() ?? new DirectoryRecord(this.#store);
    record.begin(offset);
    return record;
  }

  /** Ends a record; it must not be used any more. */
  finish(record: DirectoryRecord): FinishedDirectory {
    const finished = record.finish();
    if (this.#free.length < POOLED) this.#free.push(record);
    return finished;
  }
}

/** Used for one directory after another; see {@link DirectoryRecords}. */
export class DirectoryRecord {
  readonly #store: NodeStore;
  readonly #builder: DirectoryBuilder;
  readonly #stored: CachedDirectory | undefined;
  #hasStored = false;
  /** What was added since the last leaf is the first `#kept` entries of the stored leaf, and none of them is in the builder. */
  #isSame = false;
  #kept = 0;
  #nodeIds: Uint8Array[] = [];
  #leafOffsets: number[] = [];
  #childOffsets: number[] = [];
  #readAgain: number[] = [];
  #ordinal = 0;
  /** The only leaf, which the cache keeps in the directory's own record. */
  #onlyLeaf: CacheLeaf | undefined;
  #isEnding = false;

  constructor(store: NodeStore) {
    this.#store = store;
    this.#builder = new DirectoryBuilder((node) => this.#emit(node));
    if (store.stored !== undefined) this.#stored = new CachedDirectory(store.stored);
  }

  /** Starts a directory. */
  begin(offset: number | undefined): void {
    this.#nodeIds = [];
    this.#leafOffsets = [];
    this.#onlyLeaf = undefined;
    this.#resetLeaf();
    this.#isSame = false;
    this.#hasStored = offset !== undefined && this.#stored?.open(offset) === true;
    if (this.#hasStored && this.#stored !== undefined) this.#enterLeaf(this.#stored);
  }

  /** The stored directory with its cursor at the entry of that name, where it stays until the next call; undefined when it has none. Names asked for must ascend. */
  find(name: string): CachedDirectory | undefined {
    const stored = this.#hasStored ? this.#stored : undefined;
    if (stored === undefined) return undefined;
    for (;;) {
      if (stored.hasEntry) {
        const order = stored.cursor.compareName(name);
        if (order === 0) return stored;
        if (order > 0) return undefined;
        stored.nextEntry();
      } else {
        if (stored.isLastLeaf) return undefined;
        this.#settle(stored);
        this.#enterLeaf(stored);
      }
    }
  }

  /** Adds the entry that {@link find} gave last, as it is stored. `childOffset` as in {@link add}, for a directory, whose node is the stored one. */
  keep(stored: CachedDirectory, childOffset?: number): void {
    if (!this.#isSame || stored.cursor.ordinal !== this.#kept) {
      this.add(stored.cursor.entry(), false, childOffset);
      return;
    }
    this.#kept++;
    if (childOffset !== undefined) this.#childOffsets.push(childOffset);
  }

  /** Adds the next entry by name; `childOffset` is where the cache keeps the directory that it is. */
  add(entry: Entry, readAgain: boolean, childOffset?: number): void {
    if (this.#stored !== undefined) this.#settle(this.#stored);
    this.#build(entry, readAgain, childOffset);
  }

  finish(): FinishedDirectory {
    const { cache } = this.#store;
    if (this.#stored !== undefined) {
      if (this.#isSame && this.#stored.isWhole(this.#kept)) {
        if (this.#nodeIds.length === 0) {
          const node = this.#stored.leafId();
          return { node, cacheOffset: cache.directory([node], { node: this.#stored.leafNode, childOffsets: this.#childOffsets, readAgain: this.#readAgain }) };
        }
        // The directory ends with it here, whether it was the last one or not.
        if (this.#kept > 0) this.#takeLeaf(this.#stored);
      }
      this.#settle(this.#stored);
    }
    this.#isEnding = true;
    const node = this.#builder.finish();
    this.#isEnding = false;
    return { node, cacheOffset: cache.directory(this.#nodeIds, this.#onlyLeaf ?? this.#leafOffsets) };
  }

  #enterLeaf(stored: CachedDirectory): void {
    const { damaged } = this.#store;
    this.#kept = 0;
    // A leaf that the collector has lost is built, so that it is offered.
    this.#isSame = stored.nextLeaf() && this.#builder.isAtLeafStart && (damaged.size === 0 || !damaged.has(idKey(stored.leafId())));
    stored.nextEntry();
  }

  /** Brings what was kept of the stored leaf into the new directory, before something else follows it. */
  #settle(stored: CachedDirectory): void {
    if (!this.#isSame) return;
    // The last leaf ended with its directory: what follows now may belong into it.
    if (this.#kept > 0 && !stored.isLastLeaf && stored.isWhole(this.#kept)) {
      this.#takeLeaf(stored);
      return;
    }
    this.#isSame = false;
    const children = this.#childOffsets;
    this.#childOffsets = [];
    let child = 0;
    const cursor = new LeafCursor();
    cursor.open(decodeNode(stored.leafNode));
    for (let left = this.#kept; left > 0; left--) {
      cursor.next();
      const entry = cursor.entry();
      this.#build(entry, false, entry.type === EntryType.directory ? children[child++] : undefined);
    }
  }

  /** Takes over the stored leaf, all of whose entries were kept. */
  #takeLeaf(stored: CachedDirectory): void {
    this.#isSame = false;
    const first = new LeafCursor();
    first.open(decodeNode(stored.leafNode));
    first.next();
    const id = stored.leafId();
    this.#builder.addLeaf(id, first.entry().name, this.#kept);
    this.#nodeIds.push(id);
    this.#leafOffsets.push(this.#store.cache.leaf({ node: stored.leafNode, childOffsets: this.#childOffsets, readAgain: this.#readAgain }));
    this.#resetLeaf();
  }

  #build(entry: Entry, readAgain: boolean, childOffset: number | undefined): void {
    if (childOffset !== undefined) this.#childOffsets.push(childOffset);
    if (readAgain) this.#readAgain.push(this.#ordinal);
    this.#ordinal++;
    this.#builder.add(entry);
  }

  #emit(node: Buffer): Uint8Array {
    const { slots, cache, damaged } = this.#store;
    const prepared = slots.prepare(node);
    const { id } = prepared;
    // A node that the last snapshot has at this very place is there already: it need not even be offered.
    const isThere = this.#hasStored && this.#stored?.hasNode(id) === true && (damaged.size === 0 || !damaged.has(idKey(id)));
    if (!isThere) slots.put(prepared);
    this.#nodeIds.push(id);
    if (node[4] === 0) {
      const leaf = { node, childOffsets: this.#childOffsets, readAgain: this.#readAgain };
      if (this.#isEnding && this.#leafOffsets.length === 0) this.#onlyLeaf = leaf;
      else this.#leafOffsets.push(cache.leaf(leaf));
      this.#resetLeaf();
    }
    return id;
  }

  #resetLeaf(): void {
    if (this.#childOffsets.length > 0) this.#childOffsets = [];
    if (this.#readAgain.length > 0) this.#readAgain = [];
    this.#ordinal = 0;
  }
}
