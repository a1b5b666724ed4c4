/**
 * Directory nodes: canonical encoding of a directory's entries. Byte layout: docs/formats.md, "Directory node". Never change.
 */
import { StillpointError } from '../errors.ts';
import { ByteReader, ByteWriter } from './binary.ts';
import { EntryType, type Entry, type EntryContent, type Hole, type Xattr } from './entry.ts';
import { decodeNode, encodeNode, IdCursor, NodeKind, type Node } from './node.ts';

/** Files under this size lie in their directory node. */
export const INLINE_MAX_BYTES = 1023;
/** Chunks that stand in the entry itself; more go to a chunk list. */
export const ENTRY_MAX_CHUNKS = 16;
/** Longest name that is taken, in bytes: 255 UTF-16 units, as FAT, exFAT, NTFS and CIFS count, are 765 bytes of UTF-8. */
export const NAME_MAX_BYTES = 1024;
/** Longest target and xattr value (Linux: 4095, 65536). */
const TARGET_MAX_BYTES = 65_536;
const OWNER_NAME_MAX_BYTES = 1024;
const XATTR_MAX_BYTES = 65_536;
/** Holes that an entry lists; a file with more keeps the largest, the others are read as zeros. */
export const ENTRY_MAX_HOLES = 2048;

const FLAG_CHANGED = 1;
const FLAG_HARD_LINKED = 2;
const FLAG_XATTRS = 4;
const FLAG_INODE_FLAGS = 8;
const FLAG_HOLES = 16;
const NS_PER_SECOND = 1_000_000_000n;

/** Collects entries, given in order of their names, into one leaf. Reusable after `finish()`. */
export class DirectoryNodeWriter {
  readonly #entries = new ByteWriter(1024);
  readonly #nodeIds = new ByteWriter(128);
  readonly #dataIds = new ByteWriter(512);
  readonly #owners = new Map<string, number>();
  readonly #ownerBytes = new ByteWriter(256);
  #count = 0;

  /** Entries added since the last `finish()`. */
  get count(): number {
    return this.#count;
  }

  /** Encoded bytes so far, near enough to decide when to cut. */
  get length(): number {
    return this.#entries.length + this.#nodeIds.length + this.#dataIds.length + this.#ownerBytes.length;
  }

  add(entry: Entry): void {
    const out = this.#entries;
    out.u8(entry.type);
    out.u8(
      (entry.changed ? FLAG_CHANGED : 0) |
        (entry.hardLinked ? FLAG_HARD_LINKED : 0) |
        (entry.xattrs.length > 0 ? FLAG_XATTRS : 0) |
        (entry.inodeFlags === 0 ? 0 : FLAG_INODE_FLAGS) |
        (entry.holes.length > 0 ? FLAG_HOLES : 0),
    );
    out.latin1(entry.name);
    out.varint(entry.mode);
    out.varint(this.#owner(entry));
    writeTime(out, entry.mtimeNs);
    writeTime(out, entry.ctimeNs);
    out.bigVarint(entry.inode);
    out.varint(entry.filesystem);
    this.#content(entry);
    if (entry.xattrs.length > 0) {
      out.varint(entry.xattrs.length);
      for (const xattr of entry.xattrs) {
        out.latin1(xattr.name);
        out.bytes(xattr.value);
      }
    }
    if (entry.inodeFlags !== 0) out.varint(entry.inodeFlags);
    if (entry.holes.length > 0) writeHoles(out, entry.holes);
    this.#count++;
  }

  /** The leaf of all entries added since the last call, and an empty writer. */
  finish(): Buffer {
    const owners = encodeVarint(this.#owners.size);
    const count = encodeVarint(this.#count);
    const node = encodeNode(NodeKind.directory, 0, this.#nodeIds.view(), this.#dataIds.view(), owners, this.#ownerBytes.view(), count, this.#entries.view());
    for (const writer of [this.#entries, this.#nodeIds, this.#dataIds, this.#ownerBytes]) writer.reset();
    this.#owners.clear();
    this.#count = 0;
    return node;
  }

  #owner(entry: Entry): number {
    const key = `${entry.uid}\0${entry.gid}\0${entry.user}\0${entry.group}`;
    const known = this.#owners.get(key);
    if (known !== undefined) return known;
    const index = this.#owners.size;
    this.#owners.set(key, index);
    this.#ownerBytes.varint(entry.uid);
    this.#ownerBytes.varint(entry.gid);
    this.#ownerBytes.latin1(entry.user);
    this.#ownerBytes.latin1(entry.group);
    return index;
  }

  #content(entry: Entry): void {
    const out = this.#entries;
    const { content } = entry;
    switch (entry.type) {
      case EntryType.file:
        out.varint(entry.sizeBytes);
        this.#fileContent(content);
        return;
      case EntryType.directory:
        if (content.kind !== 'directory') throw new StillpointError('INTERNAL', `a directory entry without a node: ${entry.name}`);
        this.#nodeIds.raw(content.node);
        return;
      case EntryType.symlink:
        out.latin1(entry.target);
        return;
      case EntryType.charDevice:
      case EntryType.blockDevice:
        out.varint(entry.rdevMajor);
        out.varint(entry.rdevMinor);
        return;
      case EntryType.fifo:
      case EntryType.socket:
    }
  }

  #fileContent(content: EntryContent): void {
    const out = this.#entries;
    switch (content.kind) {
      case 'none':
        out.u8(0);
        return;
      case 'inline':
        out.u8(1);
        out.bytes(content.bytes);
        return;
      case 'chunks':
        out.u8(2);
        out.varint(content.lengths.length);
        for (const length of content.lengths) out.varint(length);
        this.#dataIds.raw(content.ids);
        return;
      case 'list':
        out.u8(3);
        this.#nodeIds.raw(content.node);
        return;
      case 'directory':
        throw new StillpointError('INTERNAL', 'a file entry with a directory node');
    }
  }
}

/** Decodes all entries of a leaf, checked: order, names, ranges, ids used exactly once. NODE_CORRUPT otherwise. Values are views. */
export function decodeDirectoryNode(bytes: Uint8Array): Entry[] {
  return decodeDirectoryLeaf(decodeNode(bytes, NodeKind.directory));
}

/** The same for a frame that is decoded already. */
export function decodeDirectoryLeaf(node: Node): Entry[] {
  if (node.kind !== NodeKind.directory || node.level !== 0) throw corrupt('is not a leaf of a directory');
  const reader = new ByteReader(node.body);
  const nodeIds = new IdCursor(node.nodeIds);
  const dataIds = new IdCursor(node.dataIds);
  const owners = readOwners(reader);
  const count = reader.varint();
  if (count > reader.remaining) throw corrupt(`names ${count} entries in ${reader.remaining} bytes`);
  const entries: Entry[] = [];
  let before: string | undefined;
  for (let index = 0; index < count; index++) {
    const entry = readEntry(reader, owners, nodeIds, dataIds);
    if (before !== undefined && entry.name <= before) throw corrupt('has entries out of order');
    if (entry.name === '' ? count !== 1 || entry.type !== EntryType.directory : !isEntryName(entry.name)) throw corrupt('has an entry with a forbidden name');
    before = entry.name;
    entries.push(entry);
  }
  reader.end();
  nodeIds.end();
  dataIds.end();
  return entries;
}

/** True for what a name within a directory can be: not '', '.' or '..', without '/' and NUL, at most 1,024 bytes. */
export function isEntryName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && name.length <= NAME_MAX_BYTES && !name.includes('/') && !name.includes('\0');
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
  readonly user: string;
  readonly group: string;
}

function readOwners(reader: ByteReader): Owner[] {
  const count = reader.varint();
  if (count > reader.remaining) throw corrupt(`names ${count} owners`);
  const owners: Owner[] = [];
  for (let index = 0; index < count; index++) {
    owners.push({ uid: id32(reader.varint()), gid: id32(reader.varint()), user: reader.latin1(OWNER_NAME_MAX_BYTES), group: reader.latin1(OWNER_NAME_MAX_BYTES) });
  }
  return owners;
}

function readEntry(reader: ByteReader, owners: readonly Owner[], nodeIds: IdCursor, dataIds: IdCursor): Entry {
  const type = entryType(reader.u8());
  const flags = reader.u8();
  if (flags > 31) throw corrupt(`has an entry with unknown flags ${flags}`);
  const name = reader.latin1(NAME_MAX_BYTES);
  const mode = reader.varint();
  if (mode > 0o7777) throw corrupt(`has an entry with mode ${mode}`);
  const owner = owners[reader.varint()];
  if (owner === undefined) throw corrupt('has an entry with an unknown owner');
  const mtimeNs = readTime(reader);
  const ctimeNs = readTime(reader);
  const inode = reader.bigVarint();
  const filesystem = reader.varint();
  let sizeBytes = 0;
  let target = '';
  let rdevMajor = 0;
  let rdevMinor = 0;
  let content: EntryContent = { kind: 'none' };
  if (type === EntryType.file) {
    sizeBytes = reader.varint();
    content = readFileContent(reader, nodeIds, dataIds);
  } else if (type === EntryType.directory) {
    content = { kind: 'directory', node: nodeIds.take(1) };
  } else if (type === EntryType.symlink) {
    target = reader.latin1(TARGET_MAX_BYTES);
  } else if (type === EntryType.charDevice || type === EntryType.blockDevice) {
    rdevMajor = id32(reader.varint());
    rdevMinor = id32(reader.varint());
  }
  const xattrs = (flags & FLAG_XATTRS) === 0 ? [] : readXattrs(reader);
  const inodeFlags = (flags & FLAG_INODE_FLAGS) === 0 ? 0 : id32(reader.varint());
  const holes = (flags & FLAG_HOLES) === 0 ? [] : readHoles(reader, sizeBytes);
  const { uid, gid, user, group } = owner;
  const changed = (flags & FLAG_CHANGED) !== 0;
  const hardLinked = (flags & FLAG_HARD_LINKED) !== 0;
  return { type, name, mode, uid, gid, user, group, sizeBytes, mtimeNs, ctimeNs, inode, filesystem, hardLinked, rdevMajor, rdevMinor, target, xattrs, inodeFlags, holes, changed, content };
}

function readFileContent(reader: ByteReader, nodeIds: IdCursor, dataIds: IdCursor): EntryContent {
  const kind = reader.u8();
  if (kind === 0) return { kind: 'none' };
  if (kind === 1) return { kind: 'inline', bytes: reader.bytes(INLINE_MAX_BYTES) };
  if (kind === 2) {
    const count = reader.varint();
    if (count === 0 || count > ENTRY_MAX_CHUNKS) throw corrupt(`has an entry with ${count} chunks`);
    const lengths: number[] = [];
    for (let index = 0; index < count; index++) lengths.push(reader.varint());
    return { kind: 'chunks', ids: dataIds.take(count), lengths };
  }
  if (kind === 3) return { kind: 'list', node: nodeIds.take(1) };
  throw corrupt(`has an entry with unknown content ${kind}`);
}

function readXattrs(reader: ByteReader): Xattr[] {
  const count = reader.varint();
  if (count === 0 || count > reader.remaining) throw corrupt(`has an entry with ${count} xattrs`);
  const xattrs: Xattr[] = [];
  for (let index = 0; index < count; index++) xattrs.push({ name: reader.latin1(NAME_MAX_BYTES), value: reader.bytes(XATTR_MAX_BYTES) });
  return xattrs;
}

function readHoles(reader: ByteReader, sizeBytes: number): Hole[] {
  const count = reader.varint();
  if (count === 0 || count > ENTRY_MAX_HOLES) throw corrupt(`has an entry with ${count} holes`);
  const holes: Hole[] = [];
  let end = 0;
  for (let index = 0; index < count; index++) {
    const offset = end + reader.varint();
    const length = reader.varint();
    end = offset + length;
    if (length === 0 || end > sizeBytes) throw corrupt('has an entry with a hole outside of the file');
    holes.push({ offset, length });
  }
  return holes;
}

function writeHoles(out: ByteWriter, holes: readonly Hole[]): void {
  out.varint(holes.length);
  let end = 0;
  for (const hole of holes) {
    out.varint(hole.offset - end);
    out.varint(hole.length);
    end = hole.offset + hole.length;
  }
}

function encodeVarint(value: number): Buffer {
  const out = new ByteWriter(16);
  out.varint(value);
  return out.view();
}

function writeTime(out: ByteWriter, ns: bigint): void {
  let seconds = ns / NS_PER_SECOND;
  let rest = ns % NS_PER_SECOND;
  if (rest < 0n) {
    seconds -= 1n;
    rest += NS_PER_SECOND;
  }
  out.svarint(Number(seconds));
  out.varint(Number(rest));
}

function readTime(reader: ByteReader): bigint {
  const seconds = reader.svarint();
  const nanoseconds = reader.varint();
  if (nanoseconds >= 1_000_000_000) throw corrupt('has an entry with a time out of range');
  return BigInt(seconds) * NS_PER_SECOND + BigInt(nanoseconds);
}

function entryType(value: number): EntryType {
  if (value < 1 || value > 7) throw corrupt(`has an entry of unknown type ${value}`);
  return value as EntryType;
}

function id32(value: number): number {
  if (value > 0xffff_ffff) throw corrupt(`has an entry with a number out of range: ${value}`);
  return value;
}

function corrupt(text: string): StillpointError {
  return new StillpointError('NODE_CORRUPT', `a directory node ${text}`);
}
