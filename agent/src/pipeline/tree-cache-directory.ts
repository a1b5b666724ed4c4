/**
 * A directory of the last tree, gone through once in order of its names, in the bytes of the tree cache. What is damaged is passed over, as if it had not been stored.
 */
import { ByteReader } from '@stillpoint/proto/format/binary.ts';
import { EntryType } from '@stillpoint/proto/format/entry.ts';
import { LeafCursor } from '@stillpoint/proto/format/leaf-cursor.ts';
import { decodeNode, NodeKind } from '@stillpoint/proto/format/node.ts';

import { isDamage, type TreeCache } from './tree-cache.ts';
import { RecordBuffer } from './tree-cache-record.ts';

const ID_BYTES = 32;
const OFFSET_BYTES = 8;
const ORDINAL_BYTES = 4;
/** Above every ordinal that a leaf can have. */
const NO_ENTRY = 0x7fff_ffff;
const NOTHING: Buffer = Buffer.alloc(0);

/** Used for one directory after another. Views that it gives are of memory that the next leaf takes. */
export class CachedDirectory {
  /** At an entry of the leaf when {@link nextEntry} has said so. */
  readonly cursor = new LeafCursor();
  readonly #cache: TreeCache;
  readonly #reader = new ByteReader(NOTHING);
  readonly #directory = new RecordBuffer();
  readonly #separateLeaf = new RecordBuffer();
  #idsStart = 0;
  #idsEnd = 0;
  #leafCount = 0;
  /** Where the leaves' offsets are, or the only leaf itself. */
  #leavesStart = 0;
  #isInline = false;
  /** The leaf where the cursor is, from 0; -1 before the first. */
  #leaf = -1;
  #leafNode = NOTHING;
  #isSound = false;
  #hasEntry = false;
  /** The record that holds the leaf; in it the offsets of its directories' records, and the ordinals of entries to be read again. */
  #record = NOTHING;
  #childrenStart = 0;
  #childCount = 0;
  #readAgainStart = 0;
  #readAgainCount = 0;
  /** How many of them belong to entries before this one. */
  #childrenBefore = 0;
  #readAgainBefore = 0;

  constructor(cache: TreeCache) {
    this.#cache = cache;
  }

  /** Goes before the first leaf of the directory whose record is at `offset`. False when it is damaged. */
  open(offset: number): boolean {
    this.#leaf = -1;
    this.#leafCount = 0;
    this.#isSound = false;
    this.#hasEntry = false;
    if (!this.#cache.load(offset, this.#directory)) return false;
    try {
      const reader = this.#reader;
      reader.reset(this.#directory.bytes, 0, this.#directory.length);
      const ids = reader.u32();
      this.#idsStart = reader.skip(ids * ID_BYTES);
      this.#idsEnd = reader.position;
      const leaves = reader.u32();
      this.#leavesStart = reader.skip(leaves * OFFSET_BYTES);
      this.#isInline = leaves === 0;
      if (!this.#isInline) reader.end();
      if (ids < Math.max(1, leaves)) return false;
      this.#leafCount = Math.max(1, leaves);
      return true;
    } catch (error) {
      if (isDamage(error)) return false;
      throw error;
    }
  }

  /** True when no leaf follows. */
  get isLastLeaf(): boolean {
    return this.#leaf >= this.#leafCount - 1;
  }

  /** Goes before the first entry of the next leaf; false when it is damaged: it has no entries then. Only when it is not the last one. */
  nextLeaf(): boolean {
    this.#leaf++;
    this.#hasEntry = false;
    this.#isSound = this.#openLeaf();
    return this.#isSound;
  }

  /** Goes to the next entry of the leaf; false at its end, or where it is damaged. */
  nextEntry(): boolean {
    if (!this.#isSound) return false;
    const { cursor } = this;
    if (this.#hasEntry && cursor.type === EntryType.directory) this.#childrenBefore++;
    try {
      this.#hasEntry = cursor.next();
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.#isSound = false;
      this.#hasEntry = false;
    }
    if (this.#hasEntry) while (this.#nextReadAgain < cursor.ordinal) this.#readAgainBefore++;
    return this.#hasEntry;
  }

  /** True when the cursor is at an entry. */
  get hasEntry(): boolean {
    return this.#hasEntry;
  }

  /** The entry's stored stat is too young to be trusted, see reuse-rule.ts. */
  get readAgain(): boolean {
    return this.#nextReadAgain === this.cursor.ordinal;
  }

  /** Where the record of the directory is that the entry stands for. */
  get childOffset(): number {
    if (this.#childrenBefore >= this.#childCount) return 0;
    const at = this.#childrenStart + this.#childrenBefore * OFFSET_BYTES;
    return this.#record.readUInt32LE(at + 4) * 0x1_0000_0000 + this.#record.readUInt32LE(at);
  }

  /** True when the leaf's first `count` entries are all that it has, and the cursor has found them sound. */
  isWhole(count: number): boolean {
    return this.#isSound && count === this.cursor.count;
  }

  /** The node of the leaf. */
  get leafNode(): Buffer {
    return this.#leafNode;
  }

  /** A copy of its id. */
  leafId(): Buffer {
    const start = this.#idsStart + this.#leaf * ID_BYTES;
    return Buffer.from(this.#directory.bytes.subarray(start, start + ID_BYTES));
  }

  /** True when `id` is that of one of the directory's nodes: leaves or those above them. */
  hasNode(id: Uint8Array): boolean {
    const { bytes } = this.#directory;
    for (let at = this.#idsStart; at < this.#idsEnd; at += ID_BYTES) {
      if (bytes[at] === id[0] && bytes.compare(id, 0, ID_BYTES, at, at + ID_BYTES) === 0) return true;
    }
    return false;
  }

  get #nextReadAgain(): number {
    return this.#readAgainBefore < this.#readAgainCount ? this.#record.readUInt32LE(this.#readAgainStart + this.#readAgainBefore * ORDINAL_BYTES) : NO_ENTRY;
  }

  #openLeaf(): boolean {
    const record = this.#isInline ? this.#directory : this.#separateLeaf;
    if (!this.#isInline && !this.#cache.load(this.#leafOffset(), record)) return false;
    try {
      const reader = this.#reader;
      reader.reset(record.bytes, this.#isInline ? this.#leavesStart : 0, record.length);
      this.#record = record.bytes;
      this.#leafNode = reader.raw(reader.u32());
      this.#childCount = reader.u32();
      this.#childrenStart = reader.skip(this.#childCount * OFFSET_BYTES);
      this.#readAgainCount = reader.u32();
      this.#readAgainStart = reader.skip(this.#readAgainCount * ORDINAL_BYTES);
      reader.end();
      this.#childrenBefore = 0;
      this.#readAgainBefore = 0;
      this.cursor.open(decodeNode(this.#leafNode, NodeKind.directory));
      return true;
    } catch (error) {
      if (isDamage(error)) return false;
      throw error;
    }
  }

  #leafOffset(): number {
    const at = this.#leavesStart + this.#leaf * OFFSET_BYTES;
    return this.#directory.bytes.readUInt32LE(at + 4) * 0x1_0000_0000 + this.#directory.bytes.readUInt32LE(at);
  }
}
