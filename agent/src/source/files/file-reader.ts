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
import { errnoNumbers, PosixError } from '@stillpoint/proto/posix/posix-error.ts';
import { StatBuffer, statFd } from '@stillpoint/proto/posix/stat.ts';
import { readXattrs, readXattrsAt } from '@stillpoint/proto/posix/xattrs.ts';

import type { RunCounters } from '../../pipeline/run-counters.ts';
import type { SlotWriter } from '../../pipeline/slot-writer.ts';
import { staleObject } from './object-error.ts';
import type { OwnerNames } from './owner-names.ts';

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

/** Attributes beyond this are left out and named: an entry must fit a node. Only some filesystems take as much. */
const XATTRS_MAX_BYTES = 524_288;
/** The format's bound for seconds; a few filesystems take any number. */
const MAX_TIME_NS = (2n ** 52n - 1n) * 1_000_000_000n;

/** Chunks of one file that are remembered for the journal; a larger file (some 300 MB) is read again after an interruption, though not sent again. */
const SEQUENCE_MAX_CHUNKS = 1024;

/** What an entry has besides its stat. */
type BeyondStat = Pick<Entry, 'target' | 'xattrs' | 'inodeFlags' | 'holes' | 'content' | 'sizeBytes' | 'changed'>;

const bare: BeyondStat = { target: '', xattrs: [], inodeFlags: 0, holes: [], content: { kind: 'none' }, sizeBytes: 0, changed: false };

/** Replaced by tests and by people who stop time. */
export type Clock = () => number;

export class FileReader {
  readonly #slots: SlotWriter;
  readonly #owners: OwnerNames;
  readonly #counters: RunCounters;
  readonly #clock: Clock;
  readonly #before = new StatBuffer();
  readonly #after = new StatBuffer();
  readonly #small = Buffer.allocUnsafeSlow(INLINE_MAX_BYTES);

  constructor(slots: SlotWriter, owners: OwnerNames, counters: RunCounters, clock: Clock) {
    this.#slots = slots;
    this.#owners = owners;
    this.#counters = counters;
    this.#clock = clock;
  }

  /** Names of owners as this guest knows them now, '' for unknown ones. */
  userName(uid: number): string {
    return this.#owners.user(uid);
  }

  groupName(gid: number): string {
    return this.#owners.group(gid);
  }

  /**
   * Reads the object `name` of an open directory (no directory itself), whose stat is given and renewed. `live`: changes meanwhile mean nothing, see live-files.ts. Throws PosixError:
   * ESTALE when the name is another object's by now.
   */
  read(dirfd: number, name: string, stat: StatBuffer, filesystem: number, live = false): ReadResult {
    const readStartMs = this.#clock();
    if (stat.type === EntryType.file) return this.#readFile(dirfd, name, stat, filesystem, live);
    const target = stat.type === EntryType.symlink ? readLinkAt(dirfd, name) : '';
    const { xattrs, partial } = attributes(() => readXattrsAt(dirfd, name), () => 0);
    return { entry: this.#entry(name, stat, filesystem, { ...bare, target, xattrs }), readStartMs, sequence: undefined, partial };
  }

  /** Metadata of an open directory, as an entry whose content is still to come. Throws PosixError. */
  readDirectory(fd: number, name: string, stat: StatBuffer, filesystem: number): { readonly entry: Entry; readonly partial: PosixError | undefined } {
    const { xattrs, inodeFlags, partial } = attributes(() => readXattrs(fd), () => readInodeFlags(fd));
    return { entry: this.#entry(name, stat, filesystem, { ...bare, xattrs, inodeFlags }), partial };
  }

  /** What the stat alone tells of an object that is not to be touched. */
  describe(name: string, stat: StatBuffer, filesystem: number): Entry {
    return this.#entry(name, stat, filesystem, bare);
  }

  #readFile(dirfd: number, name: string, stat: StatBuffer, filesystem: number, live: boolean): ReadResult {
    const fd = openForReading(dirfd, name);
    try {
      statFd(fd, this.#before);
      if (!this.#before.isSameObject(stat) || this.#before.type !== EntryType.file) throw staleObject(name);
      const result = this.#readOpenFile(fd, name, filesystem, live);
      stat.copyFrom(this.#before);
      return result;
    } finally {
      closeHandle(fd);
    }
  }

  #readOpenFile(fd: number, name: string, filesystem: number, live: boolean): ReadResult {
    for (let attempt = 1; ; attempt++) {
      const readStartMs = this.#clock();
      const before = this.#before;
      const { xattrs, inodeFlags, partial } = attributes(() => readXattrs(fd), () => readInodeFlags(fd));
      const expectedBytes = before.sizeBytes;
      if (!Number.isSafeInteger(expectedBytes)) throw new PosixError('read', errnoNumbers['EFBIG'] ?? 27, name);
      const holes = before.blocks * BLOCK_BYTES < expectedBytes ? holesOf(fd, expectedBytes) : [];
      const { content, readBytes, sequence } = this.#content(fd, expectedBytes, holes);
      statFd(fd, this.#after);
      const changed = !live && (readBytes !== expectedBytes || !this.#after.isUnchangedSince(before));
      if (!changed || attempt === MAX_ATTEMPTS) {
        this.#counters.add('filesRead');
        if (expectedBytes >= DROP_CACHE_BYTES) advise(fd, Advice.dontNeed);
        // The size is what was read: a file that shrank is never padded, one that grew is cut where it was when reading began.
        const kept = holes.filter((hole) => hole.offset + hole.length <= readBytes);
        return { entry: this.#entry(name, before, filesystem, { ...bare, xattrs, inodeFlags, holes: kept, content, sizeBytes: readBytes, changed }), readStartMs, sequence, partial };
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

  #entry(name: string, stat: StatBuffer, filesystem: number, rest: BeyondStat): Entry {
    const { type, mode, uid, gid, mtimeNs, ctimeNs, inode } = stat;
    const isDevice = type === EntryType.charDevice || type === EntryType.blockDevice;
    return {
      type,
      name,
      mode,
      uid,
      gid,
      user: this.#owners.user(uid),
      group: this.#owners.group(gid),
      mtimeNs: boundedTime(mtimeNs),
      ctimeNs: boundedTime(ctimeNs),
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
    if (xattrs.reduce((sum, { name, value }) => sum + name.length + value.length, 0) > XATTRS_MAX_BYTES) {
      xattrs = [];
      partial = new PosixError('listxattr', errnoNumbers['E2BIG'] ?? 7, 'more than 512 KiB of attributes');
    }
    inodeFlags = readFlags();
  } catch (error) {
    if (!(error instanceof PosixError)) throw error;
    partial = error;
  }
  return { xattrs, inodeFlags, partial };
}

/** Holes of an open file; none where the filesystem cannot tell: then they are read as zeros. */
function holesOf(fd: number, sizeBytes: number): Hole[] {
  try {
    return readHoles(fd, sizeBytes, ENTRY_MAX_HOLES);
  } catch (error) {
    if (error instanceof PosixError && (error.code === 'EINVAL' || error.code === 'ENOTSUP')) return [];
    throw error;
  }
}

function boundedTime(ns: bigint): bigint {
  if (ns > MAX_TIME_NS) return MAX_TIME_NS;
  return ns < -MAX_TIME_NS ? -MAX_TIME_NS : ns;
}

/** Collects a file's chunks: up to 16 in the entry, more in a chunk list that is written as it grows. */
export class ContentChunks {
  readonly #emitNode: (node: Buffer) => Uint8Array;
  /** Made for the files that need it: it holds 64 KiB. */
  #list: ChunkListBuilder | undefined;
  #ids: Buffer[] = [];
  #lengths: number[] = [];
  #count = 0;

  constructor(emitNode: (node: Buffer) => Uint8Array) {
    this.#emitNode = emitNode;
  }

  add(id: Buffer, length: number): void {
    this.#count++;
    if (this.#count > ENTRY_MAX_CHUNKS) (this.#list ??= this.#listOfKnown()).add(id, length);
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
    if (this.#list === undefined) return { content: { kind: 'chunks', ids: Buffer.concat(this.#ids), lengths: this.#lengths }, sequence: undefined };
    const node = this.#list.finish();
    return { content: { kind: 'list', node }, sequence: this.#count > SEQUENCE_MAX_CHUNKS ? undefined : { ids: Buffer.concat(this.#ids), lengths: this.#lengths } };
  }

  #listOfKnown(): ChunkListBuilder {
    const list = new ChunkListBuilder(this.#emitNode);
    this.#ids.forEach((id, index) => {
      list.add(id, this.#lengths[index] ?? 0);
    });
    return list;
  }
}
