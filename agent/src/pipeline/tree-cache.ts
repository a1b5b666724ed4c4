/**
 * The last tree of an archive, kept in the agent's state directory in the order of the walk, so that a run can compare what it finds with what it
 * stored without asking the collector and without holding a tree in memory. It is a cache: a missing, damaged or foreign file only costs reading.
 *
 * Layout (little-endian): header `SPTC`, u32 version; records; trailer u64 offset of the root directory's record, archive node id (32), u32 CRC-32 of
 * the trailer before, `SPTE`. A leaf's record: u32 length, leaf node, u32 n and n * u64 offsets of the subdirectories' records in the order of
 * the leaf's directories, u32 m and m * u32 ordinals of entries that must be read again. A directory's record: u32 n and n * node id (32), u32 m and m * u64
 * offsets of its leaves' records.
 */
import { closeSync, fstatSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';

import { ByteReader, ByteWriter } from '@stillpoint/proto/format/binary.ts';
import { decodeDirectoryNode } from '@stillpoint/proto/format/directory-node.ts';
import { EntryType, type Entry } from '@stillpoint/proto/format/entry.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';

const HEADER = Buffer.from('SPTC\u0001\0\0\0', 'latin1');
const END = Buffer.from('SPTE', 'latin1');
const TRAILER_BYTES = 8 + 32 + 4 + 4;
const FLUSH_BYTES = 262_144;

/** Writes a cache file while a walk goes on; `commit` gives it its name, `close` without that removes it. */
export class TreeCacheWriter implements Disposable {
  readonly #file: string;
  readonly #fd: number;
  readonly #pending = new ByteWriter(FLUSH_BYTES);
  #flushed = 0;
  #open = true;

  constructor(file: string) {
    this.#file = `${file}.new`;
    this.#fd = openSync(this.#file, 'w', 0o600);
    this.#pending.raw(HEADER);
  }

  /** Adds a leaf; returns its record's offset. */
  leaf(node: Uint8Array, childOffsets: readonly number[], readAgain: readonly number[]): number {
    const offset = this.#offset();
    this.#pending.u32(node.length);
    this.#pending.raw(node);
    this.#pending.u32(childOffsets.length);
    for (const child of childOffsets) this.#pending.u64(child);
    this.#pending.u32(readAgain.length);
    for (const ordinal of readAgain) this.#pending.u32(ordinal);
    this.#spill();
    return offset;
  }

  /** Adds a directory of leaves that were added before; returns its record's offset. */
  directory(nodeIds: readonly Uint8Array[], leafOffsets: readonly number[]): number {
    const offset = this.#offset();
    this.#pending.u32(nodeIds.length);
    for (const id of nodeIds) this.#pending.raw(id);
    this.#pending.u32(leafOffsets.length);
    for (const leaf of leafOffsets) this.#pending.u64(leaf);
    this.#spill();
    return offset;
  }

  /** Ends the file. It keeps its temporary name until {@link adoptTreeCache}: which tree is the last one, only the collector knows. */
  finish(rootOffset: number, archiveId: Uint8Array): void {
    const trailer = new ByteWriter(TRAILER_BYTES);
    trailer.u64(rootOffset);
    trailer.raw(archiveId);
    trailer.u32(crc32(trailer.view()));
    trailer.raw(END);
    this.#pending.raw(trailer.view());
    this.#flush();
    this.#open = false;
    closeSync(this.#fd);
  }

  /** Removes the file unless it was finished. */
  [Symbol.dispose](): void {
    if (!this.#open) return;
    this.#open = false;
    closeSync(this.#fd);
    rmSync(this.#file, { force: true });
  }

  #offset(): number {
    return this.#flushed + this.#pending.length;
  }

  #spill(): void {
    if (this.#pending.length >= FLUSH_BYTES) this.#flush();
  }

  #flush(): void {
    const bytes = this.#pending.view();
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#fd, bytes, done);
    this.#flushed += bytes.length;
    this.#pending.reset();
  }
}

/** The tree of a finished file becomes the last tree. */
export function adoptTreeCache(file: string): void {
  renameSync(`${file}.new`, file);
}

/** An entry of a stored directory, and what the cache knows besides. */
export interface CachedEntry {
  readonly entry: Entry;
  /** Of directories: where its record is. */
  readonly childOffset: number;
  /** The stored stat is too young to be trusted, see reuse-rule.ts. */
  readonly readAgain: boolean;
}

/** Reads a cache file. */
export class TreeCache implements Disposable {
  readonly #fd: number;
  readonly #rootOffset: number;
  readonly #bytes: number;
  #open = true;

  private constructor(fd: number, rootOffset: number, bytes: number) {
    this.#fd = fd;
    this.#rootOffset = rootOffset;
    this.#bytes = bytes;
  }

  /**
   * Opens the cache whose tree is archive node `archiveId`: the file itself, or the one that a run finished without learning that it was committed
   * (then it is adopted). Undefined when neither is there.
   */
  static open(file: string, archiveId: Uint8Array): TreeCache | undefined {
    const found = TreeCache.#openFile(file, archiveId);
    if (found !== undefined) return found;
    const unadopted = TreeCache.#openFile(`${file}.new`, archiveId);
    if (unadopted !== undefined) adoptTreeCache(file);
    return unadopted;
  }

  static #openFile(file: string, archiveId: Uint8Array): TreeCache | undefined {
    let fd: number;
    try {
      fd = openSync(file, 'r');
    } catch {
      // Whatever the reason, the cache cannot be used: the run reads everything and writes a new one.
      return undefined;
    }
    const bytes = fstatSync(fd).size;
    const trailer = Buffer.alloc(TRAILER_BYTES);
    const whole = bytes > HEADER.length + TRAILER_BYTES && readSync(fd, trailer, 0, TRAILER_BYTES, bytes - TRAILER_BYTES) === TRAILER_BYTES;
    const header = Buffer.alloc(HEADER.length);
    readSync(fd, header, 0, HEADER.length, 0);
    const matches = whole && header.equals(HEADER) && trailer.subarray(44).equals(END) && trailer.readUInt32LE(40) === crc32(trailer.subarray(0, 40)) && trailer.subarray(8, 40).equals(archiveId);
    if (!matches) {
      closeSync(fd);
      return undefined;
    }
    return new TreeCache(fd, new ByteReader(trailer).u64(), bytes);
  }

  /** The record of the archive's first directory node (one entry with an empty name). */
  root(): CachedDirectory {
    return this.directory(this.#rootOffset);
  }

  directory(offset: number): CachedDirectory {
    const counts = this.#read(offset, 4);
    const nodes = counts.readUInt32LE(0);
    const ids = this.#read(offset + 4, nodes * 32);
    const leafCount = this.#read(offset + 4 + ids.length, 4).readUInt32LE(0);
    const leaves = new ByteReader(this.#read(offset + 8 + ids.length, leafCount * 8));
    const leafOffsets: number[] = [];
    for (let index = 0; index < leafCount; index++) leafOffsets.push(leaves.u64());
    const nodeIds = new Set<string>();
    for (let index = 0; index < nodes; index++) nodeIds.add(ids.toString('latin1', index * 32, index * 32 + 32));
    return new CachedDirectory(leafOffsets, nodeIds, (leafOffset) => this.#leaf(leafOffset));
  }

  #leaf(offset: number): CachedEntry[] {
    const length = this.#read(offset, 4).readUInt32LE(0);
    const entries = decodeDirectoryNode(this.#read(offset + 4, length));
    const children = this.#read(offset + 4 + length, 4).readUInt32LE(0);
    const offsets = new ByteReader(this.#read(offset + 8 + length, children * 8));
    const again = this.#read(offset + 8 + length + children * 8, 4).readUInt32LE(0);
    const ordinals = this.#read(offset + 12 + length + children * 8, again * 4);
    const readAgain = new Set<number>();
    for (let index = 0; index < again; index++) readAgain.add(ordinals.readUInt32LE(index * 4));
    return entries.map((entry, index) => ({ entry, childOffset: entry.type === EntryType.directory ? offsets.u64() : 0, readAgain: readAgain.has(index) }));
  }

  [Symbol.dispose](): void {
    if (!this.#open) return;
    this.#open = false;
    closeSync(this.#fd);
  }

  #read(offset: number, length: number): Buffer {
    if (offset < 0 || offset + length > this.#bytes) throw new StillpointError('STATE_INVALID', `the cached tree refers to byte ${offset} of ${this.#bytes}`);
    const buffer = Buffer.allocUnsafe(length);
    for (let done = 0; done < length; ) {
      const count = readSync(this.#fd, buffer, done, length - done, offset + done);
      if (count === 0) throw new StillpointError('STATE_INVALID', 'the cached tree became shorter');
      done += count;
    }
    return buffer;
  }
}

/** A stored directory, walked once in order of names. */
export class CachedDirectory {
  /** Latin1 keys of all nodes of this directory: what is emitted again under the same id need not be offered. */
  readonly nodeIds: ReadonlySet<string>;
  readonly #leafOffsets: readonly number[];
  readonly #load: (offset: number) => CachedEntry[];
  #leaf: CachedEntry[] = [];
  #nextLeaf = 0;
  #position = 0;

  constructor(leafOffsets: readonly number[], nodeIds: ReadonlySet<string>, load: (offset: number) => CachedEntry[]) {
    this.#leafOffsets = leafOffsets;
    this.nodeIds = nodeIds;
    this.#load = load;
  }

  /** The stored entry of that name; names asked for must ascend. */
  find(name: string): CachedEntry | undefined {
    for (;;) {
      const cached = this.#leaf[this.#position];
      if (cached === undefined) {
        const offset = this.#leafOffsets[this.#nextLeaf];
        if (offset === undefined) return undefined;
        this.#leaf = this.#load(offset);
        this.#nextLeaf++;
        this.#position = 0;
      } else if (cached.entry.name < name) {
        this.#position++;
      } else {
        return cached.entry.name === name ? cached : undefined;
      }
    }
  }
}
