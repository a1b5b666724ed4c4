/**
 * Reads a tar stream to its end and makes a tree of it: each member is an entry, and the content of files is cut as that of files on disk, so that equal files deduplicate and each can be
 * restored by itself. Runs in the reader's thread and blocks it. Nothing is written to the guest's filesystems but the members' metadata, to the spool.
 */
import { createHash } from 'node:crypto';

import type { ErrorCode } from '@stillpoint/proto/errors.ts';
import { ENTRY_MAX_HOLES, INLINE_MAX_BYTES, isEntryName } from '@stillpoint/proto/format/directory-node.ts';
import { TARGET_MAX_BYTES } from '@stillpoint/proto/format/directory-layout.ts';
import { EntryType, type Entry, type EntryContent, type Hole, type Xattr } from '@stillpoint/proto/format/entry.ts';
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';

import type { RunCounters } from '../../pipeline/run-counters.ts';
import type { SlotWriter } from '../../pipeline/slot-writer.ts';
import { ContentChunks } from '../files/file-reader.ts';
import type { StreamStop } from '../stream/stream-reader.ts';
import { aclValue, isPlainAcl, type IdLookup } from './acl-value.ts';
import { EntrySpool } from './entry-spool.ts';
import { buildTree, type BuiltTree } from './spooled-tree.ts';
import { TarInput } from './tar-input.ts';
import { TarMembers, type TarMember } from './tar-members.ts';
import type { SparseLayout } from './tar-sparse.ts';

/** What reading a tar needs. */
export interface TarTreeOptions {
  /** Stays its owner's. */
  readonly fd: number;
  readonly stop: StreamStop;
  /** File for the members' metadata; removed at the end. */
  readonly spoolFile: string;
  readonly slots: SlotWriter;
  readonly counters: RunCounters;
  /** For ACLs. */
  readonly idOf: IdLookup;
  /** A member that is not in the tree, or not with all that belongs to it. `path`: a latin1 string. */
  readonly missing: (code: ErrorCode, path: string, text: string) => void;
}

/** More directories below each other than a walk has met. */
const MAX_DEPTH = 16_384;
/** Attributes of one entry, which must fit a node. */
const XATTRS_MAX_BYTES = 524_288;
const NO_NODE = Buffer.alloc(32);

/** Reads everything. Throws TOOL_FAILED when the stream is cut off, SOURCE_FAILED when it is no tar, damaged or stopped. */
export function readTarTree(options: TarTreeOptions): BuiltTree {
  using spool = new EntrySpool(options.spoolFile);
  new TarTree(options, spool).read();
  return buildTree(spool.list(), (node) => options.slots.node(node));
}

class TarTree {
  readonly #options: TarTreeOptions;
  readonly #spool: EntrySpool;
  readonly #input: TarInput;
  readonly #members: TarMembers;
  #counted = 0;

  constructor(options: TarTreeOptions, spool: EntrySpool) {
    this.#options = options;
    this.#spool = spool;
    this.#input = new TarInput(options.fd, options.stop);
    this.#members = new TarMembers(this.#input);
  }

  read(): void {
    for (let member = this.#members.next(); member !== undefined; member = this.#members.next()) {
      const names = placeOf(member.path);
      const refusal = typeof names === 'string' ? names : this.#refusal(member, names);
      if (typeof names === 'string' || refusal !== undefined) this.#skip(member, refusal ?? '');
      else if (member.type === 'link') this.#link(member, names);
      else this.#keep(member, names);
      this.#members.endContent(member.storedBytes);
      this.#options.counters.add('bytesRead', this.#input.bytes - this.#counted);
      this.#counted = this.#input.bytes;
    }
  }

  #refusal(member: TarMember, names: readonly string[]): string | undefined {
    if (member.type === 'unknown') return 'it is of a kind that is not known';
    if (names.length === 0 && member.type !== EntryType.directory) return 'it has no name';
    if (member.type === EntryType.symlink && (member.target === '' || member.target.length > TARGET_MAX_BYTES)) return 'its target is empty or too long';
    return undefined;
  }

  #skip(member: TarMember, reason: string): void {
    this.#tellMissing(member, `left out: ${reason}`);
    if (!this.#input.skip(member.storedBytes)) throw this.#members.cut();
  }

  #keep(member: TarMember, names: readonly string[]): void {
    const { type, layout, storedBytes } = member;
    if (type === 'link' || type === 'unknown') return;
    const isFile = type === EntryType.file;
    const holes = isFile ? holesOf(layout) : [];
    const content = isFile ? this.#content(layout, holes) : type === EntryType.directory ? ({ kind: 'directory', node: NO_NODE } as const) : ({ kind: 'none' } as const);
    if (!isFile && !this.#input.skip(storedBytes)) throw this.#members.cut();
    const entry: Entry = {
      type,
      name: names.at(-1) ?? '',
      mode: member.mode,
      uid: member.uid,
      gid: member.gid,
      user: member.user,
      group: member.group,
      sizeBytes: isFile ? layout.sizeBytes : 0,
      mtimeNs: member.mtimeNs,
      ctimeNs: member.ctimeNs,
      inode: 0n,
      filesystem: 0,
      hardLinked: false,
      rdevMajor: member.rdevMajor,
      rdevMinor: member.rdevMinor,
      target: type === EntryType.symlink ? member.target : '',
      xattrs: this.#xattrs(member),
      inodeFlags: 0,
      holes,
      changed: false,
      content,
    };
    this.#spool.put({ names, entry });
    this.#options.counters.add(isFile ? 'files' : type === EntryType.directory ? 'directories' : 'others');
    if (isFile) this.#options.counters.add('bytes', layout.sizeBytes);
  }

  /** A further name of a member that has come before: its entry once more. */
  #link(member: TarMember, names: readonly string[]): void {
    const target = placeOf(member.target);
    const entry = typeof target === 'string' ? undefined : this.#spool.find(target);
    if (typeof target === 'string' || entry === undefined || entry.type === EntryType.directory) {
      this.#tellMissing(member, `left out: it is a hard link to ${showByteName(member.target)}, which is not in the stream before it`);
      return;
    }
    // Not a number in order: a new file before would change it, and with it every directory that holds such a link.
    const inode = entry.hardLinked ? entry.inode : groupNumber(target);
    if (!entry.hardLinked) this.#spool.put({ names: target, entry: { ...entry, hardLinked: true, inode } });
    this.#spool.put({ names, entry: { ...entry, name: names.at(-1) ?? '', hardLinked: true, inode } });
    this.#options.counters.add(entry.type === EntryType.file ? 'files' : 'others');
    this.#options.counters.add('bytes', entry.sizeBytes);
  }

  #content(layout: SparseLayout, holes: readonly Hole[]): EntryContent {
    const { sizeBytes } = layout;
    if (sizeBytes === 0) return { kind: 'none' };
    const data = new SparseData(layout, this.#input, () => this.#members.cut());
    if (sizeBytes <= INLINE_MAX_BYTES && holes.length === 0) {
      const bytes = Buffer.alloc(sizeBytes);
      for (let done = 0; done < sizeBytes; ) done += data.read(bytes, done, sizeBytes - done, done);
      return { kind: 'inline', bytes };
    }
    const { slots } = this.#options;
    const chunks = new ContentChunks((node) => slots.node(node));
    let position = 0;
    for (const hole of [...holes, { offset: sizeBytes, length: 0 }]) {
      const from = position;
      const length = hole.offset - from;
      if (length > 0) {
        slots.cutRun(length, (target, offset, room, done) => data.read(target, offset, Math.min(room, length - done), from + done), (id, bytes) => {
          chunks.add(id, bytes);
        });
      }
      position = hole.offset + hole.length;
    }
    return chunks.finish().content;
  }

  #xattrs(member: TarMember): readonly Xattr[] {
    const xattrs = [...member.xattrs];
    for (const [name, text] of [['system.posix_acl_access', member.accessAcl], ['system.posix_acl_default', member.defaultAcl]] as const) {
      if (text === undefined) continue;
      const value = aclValue(text, this.#options.idOf);
      if (value === undefined) this.#tellMissing(member, 'kept without its ACL, which names a user or group that this guest does not know');
      else if (name === 'system.posix_acl_default' || !isPlainAcl(value)) xattrs.push({ name, value });
    }
    if (xattrs.reduce((sum, { name, value }) => sum + name.length + value.length, 0) > XATTRS_MAX_BYTES) {
      this.#tellMissing(member, 'kept without its attributes, which are more than 512 KiB');
      return [];
    }
    return xattrs.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  #tellMissing({ path }: TarMember, text: string): void {
    this.#options.counters.add('unreadable');
    this.#options.missing('ENTRY_UNREADABLE', `/${path.split('/').filter((name) => name !== '' && name !== '.').join('/')}`, text);
  }
}

/** Gives a sparse file's bytes in order, zeros between its runs; the position never goes back. */
class SparseData {
  readonly #layout: SparseLayout;
  readonly #input: TarInput;
  readonly #cut: () => Error;
  #run = 0;

  constructor(layout: SparseLayout, input: TarInput, cut: () => Error) {
    this.#layout = layout;
    this.#input = input;
    this.#cut = cut;
  }

  /** At least one byte of those from `position` on. */
  read(target: Buffer, offset: number, length: number, position: number): number {
    const { runs, sizeBytes } = this.#layout;
    let run = runs[this.#run];
    while (run !== undefined && position >= run.offset + run.length) run = runs[++this.#run];
    if (run === undefined || position < run.offset) {
      const zeros = Math.min(length, (run?.offset ?? sizeBytes) - position);
      target.fill(0, offset, offset + zeros);
      return zeros;
    }
    const count = this.#input.read(target, offset, Math.min(length, run.offset + run.length - position));
    if (count === 0) throw this.#cut();
    return count;
  }
}

/** What lies between the runs; of too many the largest, the others are stored as zeros. */
function holesOf({ runs, sizeBytes }: SparseLayout): Hole[] {
  const holes: Hole[] = [];
  let end = 0;
  for (const run of [...runs, { offset: sizeBytes, length: 0 }]) {
    if (run.offset > end) holes.push({ offset: end, length: run.offset - end });
    end = run.offset + run.length;
  }
  if (holes.length <= ENTRY_MAX_HOLES) return holes;
  return holes.sort((a, b) => b.length - a.length).slice(0, ENTRY_MAX_HOLES).sort((a, b) => a.offset - b.offset);
}

/** Names from the root down, or why the member is left out. A leading slash and `.` mean nothing. */
function placeOf(path: string): readonly string[] | string {
  const names = path.split('/').filter((name) => name !== '' && name !== '.');
  if (names.includes('..')) return 'its name leads out of the archive (..)';
  if (!names.every(isEntryName)) return 'its name is too long or holds a NUL';
  return names.length > MAX_DEPTH ? 'it lies too deep' : names;
}

/** 48 bits. */
function groupNumber(names: readonly string[]): bigint {
  return BigInt(createHash('sha256').update(names.join('/'), 'latin1').digest().readUIntBE(0, 6));
}
