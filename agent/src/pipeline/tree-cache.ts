/**
 * The last tree of an archive, kept in the agent's state directory in the order of the walk, so that a run can compare what it finds with what it
 * stored without asking the collector and without holding a tree in memory. It is a cache: a missing, foreign or damaged file, or a damaged part of it, only costs reading.
 * Layout: tree-cache-layout.ts.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';
import { ByteReader } from '@stillpoint/proto/format/binary.ts';
import { decodeDirectoryNode } from '@stillpoint/proto/format/directory-node.ts';
import { EntryType, type Entry } from '@stillpoint/proto/format/entry.ts';

import { checksum, FRAME_BYTES, HEADER_BYTES, isHeader, TRAILER_BYTES, TRAILER_END } from './tree-cache-layout.ts';
import { adoptTreeCache } from './tree-cache-writer.ts';

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
  readonly #header: Buffer;
  readonly #rootOffset: number;
  readonly #end: number;
  #open = true;

  private constructor(fd: number, header: Buffer, rootOffset: number, end: number) {
    this.#fd = fd;
    this.#header = header;
    this.#rootOffset = rootOffset;
    this.#end = end;
  }

  /**
   * Opens the cache whose tree is archive node `archiveId`: the file itself, or the one that a run finished without learning that it was committed
   * (then it is adopted). Undefined when neither is there.
   */
  static open(file: string, archiveId: Uint8Array): TreeCache | undefined {
    const found = openFile(file, archiveId);
    if (found !== undefined) return new TreeCache(...found);
    const unadopted = openFile(`${file}.new`, archiveId);
    if (unadopted === undefined) return undefined;
    const cache = new TreeCache(...unadopted);
    try {
      adoptTreeCache(file);
    } catch (error) {
      // Under its temporary name the next walk would overwrite it.
      cache[Symbol.dispose]();
      if (!isDamage(error)) throw error;
      return undefined;
    }
    return cache;
  }

  /** The record of the archive's first directory node (one entry with an empty name). */
  root(): CachedDirectory | undefined {
    return this.directory(this.#rootOffset);
  }

  /** The directory whose record lies at `offset`; undefined when it is damaged. */
  directory(offset: number): CachedDirectory | undefined {
    return this.#record(offset, (record) => {
      const nodeIds = new Set<string>();
      for (let left = record.u32(); left > 0; left--) nodeIds.add(record.raw(32).toString('latin1'));
      const leafOffsets = readOffsets(record);
      record.end();
      return new CachedDirectory(leafOffsets, nodeIds, (leafOffset) => this.#leaf(leafOffset));
    });
  }

  /** Entries of a leaf; none when it is damaged, so that they are read again. */
  #leaf(offset: number): CachedEntry[] {
    const entries = this.#record(offset, (record) => {
      const stored = decodeDirectoryNode(record.raw(record.u32()));
      const children = readOffsets(record);
      const readAgain = new Set<number>();
      for (let left = record.u32(); left > 0; left--) readAgain.add(record.u32());
      record.end();
      let child = 0;
      return stored.map((entry, index) => ({ entry, childOffset: entry.type === EntryType.directory ? (children[child++] ?? 0) : 0, readAgain: readAgain.has(index) }));
    });
    return entries ?? [];
  }

  [Symbol.dispose](): void {
    if (!this.#open) return;
    this.#open = false;
    closeSync(this.#fd);
  }

  /** What `decode` makes of a record; undefined when the record is not whole. Only a whole record may stand for what is on the guest's disk. */
  #record<T>(offset: number, decode: (record: ByteReader) => T): T | undefined {
    try {
      const frame = readAt(this.#fd, offset, FRAME_BYTES, this.#end);
      const payload = frame && readAt(this.#fd, offset + FRAME_BYTES, frame.readUInt32LE(0), this.#end);
      if (payload === undefined || checksum(payload, this.#header) !== frame?.readUInt32LE(4)) return undefined;
      return decode(new ByteReader(payload));
    } catch (error) {
      if (isDamage(error)) return undefined;
      throw error;
    }
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

/** Handle, header, offset of the root's record and end of the records of a whole cache of that archive. Whatever is wrong, the run reads everything and writes a new one. */
function openFile(file: string, archiveId: Uint8Array): [number, Buffer, number, number] | undefined {
  let fd: number | undefined;
  try {
    fd = openSync(file, 'r');
    const end = fstatSync(fd).size - TRAILER_BYTES;
    const header = readAt(fd, 0, HEADER_BYTES, end);
    const trailer = readAt(fd, end, TRAILER_BYTES, end + TRAILER_BYTES);
    const matches =
      header !== undefined && isHeader(header) && trailer?.subarray(44).equals(TRAILER_END) === true &&
      trailer.readUInt32LE(40) === checksum(trailer.subarray(0, 40), header) && trailer.subarray(8, 40).equals(archiveId);
    if (matches) return [fd, header, new ByteReader(trailer).u64(), end];
  } catch (error) {
    if (!isDamage(error)) throw error;
  }
  if (fd !== undefined) closeSync(fd);
  return undefined;
}

/** Undefined when the bytes do not lie between the file's start and `end`. */
function readAt(fd: number, offset: number, length: number, end: number): Buffer | undefined {
  if (offset < 0 || length < 0 || offset + length > end) return undefined;
  const buffer = Buffer.allocUnsafe(length);
  for (let done = 0; done < length; ) {
    const count = readSync(fd, buffer, done, length - done, offset + done);
    if (count === 0) return undefined;
    done += count;
  }
  return buffer;
}

function readOffsets(record: ByteReader): number[] {
  const offsets: number[] = [];
  for (let left = record.u32(); left > 0; left--) offsets.push(record.u64());
  return offsets;
}

/** A disk that cannot read, or bytes that are no nodes. */
function isDamage(error: unknown): boolean {
  return systemErrorCode(error) === 'NODE_CORRUPT' || (systemErrorCode(error) !== undefined && !(error instanceof StillpointError));
}
