/**
 * Reads one object of the guest into an entry: metadata, and of files the content, which goes into slots. A file that changes while it is read is read
 * again, three times at most, then kept and flagged. Holes stay holes. Nothing is followed, nothing waits on a fifo.
 */
import { readSync } from 'node:fs';

import { ChunkListBuilder } from '@stillpoint/proto/format/chunk-list.ts';
import { ENTRY_MAX_CHUNKS, ENTRY_MAX_HOLES, INLINE_MAX_BYTES } from '@stillpoint/proto/format/directory-node.ts';
import { EntryType, type Entry, type EntryContent, type Hole, type Xattr } from '@stillpoint/proto/format/entry.ts';
import { readLinkAt } from '@stillpoint/proto/posix/create.ts';
import { readInodeFlags } from '@stillpoint/proto/posix/inode-flags.ts';
import { advise, Advice, closeHandle, openForReading, readHoles } from '@stillpoint/proto/posix/open-file.ts';
import type { Owners } from '@stillpoint/proto/posix/owners.ts';
import { PosixError } from '@stillpoint/proto/posix/posix-error.ts';
import { StatBuffer, statAt, statFd } from '@stillpoint/proto/posix/stat.ts';
import { readXattrs, readXattrsAt } from '@stillpoint/proto/posix/xattrs.ts';

import type { RunCounters } from '../../pipeline/run-counters.ts';
import type { SlotWriter } from '../../pipeline/slot-writer.ts';

const MAX_ATTEMPTS = 3;
const BLOCK_BYTES = 512;
/** Files from this size on are dropped from the guest's page cache as they are read: a backup must not push a database's pages out. */
const DROP_CACHE_BYTES = 16 * 1_048_576;

/** All chunks of a file whose content is a chunk list, for the journal; bounded, see {@link FileReader}. */
export interface ChunkSequence {
  readonly ids: Buffer;
  readonly lengths: readonly number[];
}

/** What reading gave. */
export interface ReadResult {
  readonly entry: Entry;
  /** ms since 1970 when the last attempt to read began. */
  readonly readStartMs: number;
  readonly sequence: ChunkSequence | undefined;
  /** Set when the content is whole but attributes or flags could not be read. */
  readonly partial: PosixError | undefined;
}

/** Chunks of one file that are remembered for the journal; a larger file (some 300 MB) is read again after an interruption, though not sent again. */
const SEQUENCE_MAX_CHUNKS = 1024;

/** Replaced by tests and by people who stop time. */
export type Clock = () => number;

export class FileReader {
  readonly #slots: SlotWriter;
  readonly #owners: Owners;
  readonly #counters: RunCounters;
  readonly #clock: Clock;
  readonly #before = new StatBuffer();
  readonly #after = new StatBuffer();
  readonly #small = Buffer.allocUnsafeSlow(INLINE_MAX_BYTES);

  constructor(slots: SlotWriter, owners: Owners, counters: RunCounters, clock: Clock) {
    this.#slots = slots;
    this.#owners = owners;
    this.#counters = counters;
    this.#clock = clock;
  }

  /** Names of owners as this guest knows them now, '' for unknown ones. */
  userName(uid: number): string {
    return this.#owners.userName(uid);
  }

  groupName(gid: number): string {
    return this.#owners.groupName(gid);
  }

  /** Reads the object `name` of an open directory, whose stat is given (and renewed when the object was replaced meanwhile). Throws PosixError. */
  read(dirfd: number, name: string, stat: StatBuffer, filesystem: number): ReadResult {
    const readStartMs = this.#clock();
    if (stat.type === EntryType.file) return this.#readFile(dirfd, name, stat, filesystem);
    const target = stat.type === EntryType.symlink ? readLinkAt(dirfd, name) : '';
    const { xattrs, partial } = attributes(() => readXattrsAt(dirfd, name), () => 0);
    return { entry: this.#entry(name, stat, filesystem, { target, xattrs, inodeFlags: 0, holes: [], content: { kind: 'none' }, sizeBytes: 0, changed: false }), readStartMs, sequence: undefined, partial };
  }

  /** Metadata of an open directory, as an entry whose content is still to come. Throws PosixError. */
  readDirectory(fd: number, name: string, stat: StatBuffer, filesystem: number): { readonly entry: Entry; readonly partial: PosixError | undefined } {
    const { xattrs, inodeFlags, partial } = attributes(() => readXattrs(fd), () => readInodeFlags(fd));
    return { entry: this.#entry(name, stat, filesystem, { target: '', xattrs, inodeFlags, holes: [], content: { kind: 'none' }, sizeBytes: 0, changed: false }), partial };
  }

  #readFile(dirfd: number, name: string, stat: StatBuffer, filesystem: number): ReadResult {
    for (let attempt = 1; ; attempt++) {
      const fd = openForReading(dirfd, name);
      try {
        statFd(fd, this.#before);
        if (this.#before.isSameObject(stat) && this.#before.type === EntryType.file) {
          const result = this.#readOpenFile(fd, name, filesystem, MAX_ATTEMPTS);
          stat.copyFrom(this.#before);
          return result;
        }
      } finally {
        closeHandle(fd);
      }
      // Something else took the name between the listing and now.
      statAt(dirfd, name, stat);
      if (stat.type !== EntryType.file) return this.read(dirfd, name, stat, filesystem);
      if (attempt === MAX_ATTEMPTS) throw new PosixError('open', 116, name);
    }
  }

  #readOpenFile(fd: number, name: string, filesystem: number, attempts: number): ReadResult {
    for (let attempt = 1; ; attempt++) {
      const readStartMs = this.#clock();
      const before = this.#before;
      const { xattrs, inodeFlags, partial } = attributes(() => readXattrs(fd), () => readInodeFlags(fd));
      const expectedBytes = before.sizeBytes;
      const holes = before.blocks * BLOCK_BYTES < expectedBytes ? readHoles(fd, expectedBytes, ENTRY_MAX_HOLES) : [];
      const { content, readBytes, sequence } = this.#content(fd, expectedBytes, holes);
      statFd(fd, this.#after);
      const changed = readBytes !== expectedBytes || !this.#after.isUnchangedSince(before);
      if (!changed || attempt >= attempts) {
        this.#counters.add('filesRead');
        if (expectedBytes >= DROP_CACHE_BYTES) advise(fd, Advice.dontNeed);
        // The size is what was read: a file that shrank is never padded, one that grew is cut where it was when reading began.
        const kept = holes.filter((hole) => hole.offset + hole.length <= readBytes);
        return { entry: this.#entry(name, before, filesystem, { target: '', xattrs, inodeFlags, holes: kept, content, sizeBytes: readBytes, changed }), readStartMs, sequence, partial };
      }
      before.copyFrom(this.#after);
    }
  }

  #content(fd: number, sizeBytes: number, holes: readonly Hole[]): { content: EntryContent; readBytes: number; sequence: ChunkSequence | undefined } {
    if (sizeBytes === 0) return { content: { kind: 'none' }, readBytes: 0, sequence: undefined };
    if (sizeBytes <= INLINE_MAX_BYTES && holes.length === 0) {
      const count = readSync(fd, this.#small, 0, sizeBytes, 0);
      this.#counters.add('bytesRead', count);
      return { content: count === 0 ? { kind: 'none' } : { kind: 'inline', bytes: Buffer.from(this.#small.subarray(0, count)) }, readBytes: count, sequence: undefined };
    }
    const chunks = new ContentChunks((node) => this.#slots.node(node));
    let position = 0;
    for (const run of [...holes, { offset: sizeBytes, length: 0 }]) {
      if (run.offset > position) {
        const count = this.#slots.readRun(fd, position, run.offset, (id, length) => {
          chunks.add(id, length);
        });
        this.#counters.add('bytesRead', count);
        position += count;
        if (position < run.offset) break;
      }
      position = run.offset + run.length;
    }
    const { content, sequence } = chunks.finish();
    return { content, readBytes: Math.min(position, sizeBytes), sequence };
  }

  #entry(name: string, stat: StatBuffer, filesystem: number, rest: { target: string; xattrs: readonly Xattr[]; inodeFlags: number; holes: readonly Hole[]; content: EntryContent; sizeBytes: number; changed: boolean }): Entry {
    const { type, mode, uid, gid, mtimeNs, ctimeNs, inode } = stat;
    const isDevice = type === EntryType.charDevice || type === EntryType.blockDevice;
    return {
      type,
      name,
      mode,
      uid,
      gid,
      user: this.#owners.userName(uid),
      group: this.#owners.groupName(gid),
      mtimeNs,
      ctimeNs,
      inode,
      filesystem,
      hardLinked: type !== EntryType.directory && stat.nlink > 1,
      rdevMajor: isDevice ? stat.rdevMajor : 0,
      rdevMinor: isDevice ? stat.rdevMinor : 0,
      ...rest,
    };
  }
}

/** Attributes and flags as far as they can be read: a filesystem that refuses them must not cost the content. */
function attributes(readXattrList: () => readonly Xattr[], readFlags: () => number): { xattrs: readonly Xattr[]; inodeFlags: number; partial: PosixError | undefined } {
  let xattrs: readonly Xattr[] = [];
  let inodeFlags = 0;
  let partial: PosixError | undefined;
  try {
    xattrs = readXattrList();
    inodeFlags = readFlags();
  } catch (error) {
    if (!(error instanceof PosixError)) throw error;
    partial = error;
  }
  return { xattrs, inodeFlags, partial };
}

/** Collects a file's chunks: up to 16 in the entry, more in a chunk list that is written as it grows. */
class ContentChunks {
  readonly #list: ChunkListBuilder;
  #ids: Buffer[] = [];
  #lengths: number[] = [];
  #count = 0;

  constructor(emitNode: (node: Buffer) => Uint8Array) {
    this.#list = new ChunkListBuilder(emitNode);
  }

  add(id: Buffer, length: number): void {
    this.#count++;
    if (this.#count === ENTRY_MAX_CHUNKS + 1) this.#ids.forEach((known, index) => this.#list.add(known, this.#lengths[index] ?? 0));
    if (this.#count > ENTRY_MAX_CHUNKS) this.#list.add(id, length);
    if (this.#count <= SEQUENCE_MAX_CHUNKS) {
      this.#ids.push(id);
      this.#lengths.push(length);
    } else {
      this.#ids = [];
      this.#lengths = [];
    }
  }

  finish(): { content: EntryContent; sequence: ChunkSequence | undefined } {
    if (this.#count === 0) return { content: { kind: 'none' }, sequence: undefined };
    if (this.#count <= ENTRY_MAX_CHUNKS) return { content: { kind: 'chunks', ids: Buffer.concat(this.#ids), lengths: this.#lengths }, sequence: undefined };
    const node = this.#list.finish();
    return { content: { kind: 'list', node }, sequence: this.#count > SEQUENCE_MAX_CHUNKS ? undefined : { ids: Buffer.concat(this.#ids), lengths: this.#lengths } };
  }
}
