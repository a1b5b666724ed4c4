/**
 * Directory nodes: canonical encoding of a directory's entries. Byte layout: docs/formats.md, "Directory node". Never change.
 */
import { StillpointError } from '../errors.ts';
import { ByteWriter } from './binary.ts';
import { EntryFlag, NAME_MAX_BYTES } from './directory-layout.ts';
import { EntryType, type Entry, type EntryContent, type Hole } from './entry.ts';
import { LeafCursor } from './leaf-cursor.ts';
import { decodeNode, encodeNode, NodeKind, type Node } from './node.ts';

export { ENTRY_MAX_CHUNKS, ENTRY_MAX_HOLES, INLINE_MAX_BYTES, NAME_MAX_BYTES } from './directory-layout.ts';

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
      (entry.changed ? EntryFlag.changed : 0) |
        (entry.hardLinked ? EntryFlag.hardLinked : 0) |
        (entry.xattrs.length > 0 ? EntryFlag.xattrs : 0) |
        (entry.inodeFlags === 0 ? 0 : EntryFlag.inodeFlags) |
        (entry.holes.length > 0 ? EntryFlag.holes : 0),
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
  const cursor = new LeafCursor();
  cursor.open(node);
  const entries: Entry[] = [];
  while (cursor.next()) entries.push(cursor.entry());
  return entries;
}

/** True for what a name within a directory can be: not '', '.' or '..', without '/' and NUL, at most 1,024 bytes. */
export function isEntryName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && name.length <= NAME_MAX_BYTES && !name.includes('/') && !name.includes('\0');
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
