/**
 * Goes through the entries of one leaf of a directory, where they lie: what an entry says of its object's stat is there as plain numbers, and nothing is
 * allocated for it. A whole {@link Entry} is made only of those that are asked for. Byte layout: docs/formats.md, "Directory node".
 */
import { ByteReader } from './binary.ts';
import { ENTRY_MAX_CHUNKS, EntryFlag, INLINE_MAX_BYTES, NAME_MAX_BYTES, TARGET_MAX_BYTES } from './directory-layout.ts';
import { EntryType, type Entry, type EntryContent, type Hole, type Xattr } from './entry.ts';
import { corruptLeaf as corrupt, entryType, id32, isNameAbove, nanoseconds, readHoles, readOwners, readXattrs, type EntryOwner } from './leaf-fields.ts';
import { NodeKind, type Node } from './node.ts';

const ID_BYTES = 32;
const NS_PER_SECOND = 1_000_000_000n;
const NOTHING: Buffer = Buffer.alloc(0);
const SLASH = 0x2f;
const DOT = 0x2e;

/**
 * Reusable. `next` checks everything that can be wrong with an entry (order, name, ranges), and with the last one that the leaf ends there and used every id once,
 * so that nothing else throws. Fields are those of the entry that `next` came to; they mean nothing before the first one.
 */
export class LeafCursor {
  readonly #reader = new ByteReader(NOTHING);
  #body = NOTHING;
  #nodeIds = NOTHING;
  #dataIds = NOTHING;
  #owners: EntryOwner[] = [];
  #count = 0;
  #ordinal = -1;
  /** Ids taken by the entries up to this one, in bytes. */
  #nodeIdsEnd = 0;
  #dataIdsEnd = 0;
  #nameStart = 0;
  #nameEnd = 0;
  #type: EntryType = EntryType.file;
  #flags = 0;
  #mode = 0;
  #owner: EntryOwner = { uid: 0, gid: 0, user: '', group: '' };
  #mtimeSeconds = 0;
  #mtimeNanoseconds = 0;
  #ctimeSeconds = 0;
  #ctimeNanoseconds = 0;
  #inodeHigh = 0;
  #inodeLow = 0;
  #filesystem = 0;
  #sizeBytes = 0;
  /** Where what follows the size begins, and how many ids it takes. */
  #restStart = 0;
  #ownNodeIds = 0;
  #ownDataIds = 0;

  /** Goes before the first entry of a leaf. Throws NODE_CORRUPT when the node is none. */
  open(node: Node): void {
    this.#ordinal = -1;
    this.#count = 0;
    if (node.kind !== NodeKind.directory || node.level !== 0) throw corrupt('is not a leaf of a directory');
    const reader = this.#reader;
    reader.reset(node.body, 0, node.body.length);
    this.#body = node.body;
    this.#nodeIds = node.nodeIds;
    this.#dataIds = node.dataIds;
    this.#nodeIdsEnd = 0;
    this.#dataIdsEnd = 0;
    this.#owners = readOwners(reader);
    const count = reader.varint();
    if (count > reader.remaining) throw corrupt(`names ${count} entries in ${reader.remaining} bytes`);
    if (count === 0) this.#checkEnd();
    this.#count = count;
  }

  /** Entries of the leaf. */
  get count(): number {
    return this.#count;
  }

  /** Number of the entry within its leaf, from 0; -1 before the first. */
  get ordinal(): number {
    return this.#ordinal;
  }

  /** Goes to the next entry; false when there is none. Throws NODE_CORRUPT; the cursor is of no use then. */
  next(): boolean {
    if (this.#ordinal >= this.#count - 1) return false;
    const reader = this.#reader;
    this.#type = entryType(reader.u8());
    this.#flags = reader.u8();
    if (this.#flags > 31) throw corrupt(`has an entry with unknown flags ${this.#flags}`);
    this.#readName();
    this.#mode = reader.varint();
    if (this.#mode > 0o7777) throw corrupt(`has an entry with mode ${this.#mode}`);
    const owner = this.#owners[reader.varint()];
    if (owner === undefined) throw corrupt('has an entry with an unknown owner');
    this.#owner = owner;
    this.#mtimeSeconds = reader.svarint();
    this.#mtimeNanoseconds = nanoseconds(reader.varint());
    this.#ctimeSeconds = reader.svarint();
    this.#ctimeNanoseconds = nanoseconds(reader.varint());
    this.#readInode();
    this.#filesystem = reader.varint();
    this.#sizeBytes = this.#type === EntryType.file ? reader.varint() : 0;
    this.#restStart = reader.position;
    this.#ownNodeIds = 0;
    this.#ownDataIds = 0;
    this.#readRest(undefined);
    this.#nodeIdsEnd += this.#ownNodeIds * ID_BYTES;
    this.#dataIdsEnd += this.#ownDataIds * ID_BYTES;
    if (this.#nodeIdsEnd > this.#nodeIds.length || this.#dataIdsEnd > this.#dataIds.length) throw corrupt('has a body that refers to more ids than its list holds');
    if (++this.#ordinal === this.#count - 1) this.#checkEnd();
    return true;
  }

  get type(): EntryType {
    return this.#type;
  }
  get changed(): boolean {
    return (this.#flags & EntryFlag.changed) !== 0;
  }
  get hardLinked(): boolean {
    return (this.#flags & EntryFlag.hardLinked) !== 0;
  }
  get owner(): EntryOwner {
    return this.#owner;
  }
  /** Of files; 0 for everything else. */
  get sizeBytes(): number {
    return this.#sizeBytes;
  }
  get mtimeSeconds(): number {
    return this.#mtimeSeconds;
  }
  get mtimeNanoseconds(): number {
    return this.#mtimeNanoseconds;
  }
  get ctimeSeconds(): number {
    return this.#ctimeSeconds;
  }
  get ctimeNanoseconds(): number {
    return this.#ctimeNanoseconds;
  }
  /** The upper and lower 32 bits of the inode. */
  get inodeHigh(): number {
    return this.#inodeHigh;
  }
  get inodeLow(): number {
    return this.#inodeLow;
  }
  get filesystem(): number {
    return this.#filesystem;
  }

  /** Below, equal to or above 0 as the entry's name comes before, is or comes after `name` (a latin1 string). */
  compareName(name: string): number {
    const body = this.#body;
    const start = this.#nameStart;
    const stored = this.#nameEnd - start;
    const both = Math.min(stored, name.length);
    for (let at = 0; at < both; at++) {
      const difference = (body[start + at] ?? 0) - name.charCodeAt(at);
      if (difference !== 0) return difference;
    }
    return stored - name.length;
  }

  /** True when the entry is a directory of that node. */
  isOfNode(id: Uint8Array): boolean {
    return this.#type === EntryType.directory && this.#nodeIds.compare(id, 0, ID_BYTES, this.#nodeIdsEnd - ID_BYTES, this.#nodeIdsEnd) === 0;
  }

  /** Where the entry's bytes are; ids and bytes are views. */
  get content(): EntryContent {
    if (this.#type === EntryType.directory) return { kind: 'directory', node: this.#ownNodeId() };
    if (this.#type !== EntryType.file) return none;
    const reader = this.#reader;
    const end = reader.position;
    reader.position = this.#restStart;
    const content = this.#readFileContent(true);
    reader.position = end;
    return content;
  }

  /** The whole entry; ids, values of xattrs and bytes are views. */
  entry(): Entry {
    const { uid, gid, user, group } = this.#owner;
    const rest: Rest = { content: none, target: '', rdevMajor: 0, rdevMinor: 0, xattrs: [], inodeFlags: 0, holes: [] };
    this.#reader.position = this.#restStart;
    this.#readRest(rest);
    return {
      type: this.#type,
      name: this.#body.toString('latin1', this.#nameStart, this.#nameEnd),
      mode: this.#mode,
      uid,
      gid,
      user,
      group,
      sizeBytes: this.#sizeBytes,
      mtimeNs: BigInt(this.#mtimeSeconds) * NS_PER_SECOND + BigInt(this.#mtimeNanoseconds),
      ctimeNs: BigInt(this.#ctimeSeconds) * NS_PER_SECOND + BigInt(this.#ctimeNanoseconds),
      inode: (BigInt(this.#inodeHigh) << 32n) | BigInt(this.#inodeLow),
      filesystem: this.#filesystem,
      hardLinked: this.hardLinked,
      rdevMajor: rest.rdevMajor,
      rdevMinor: rest.rdevMinor,
      target: rest.target,
      xattrs: rest.xattrs,
      inodeFlags: rest.inodeFlags,
      holes: rest.holes,
      changed: this.changed,
      content: rest.content,
    };
  }

  /** Checked byte by byte in place: above the one before, and a name that can stand in a directory (or the archive's root, which has none). */
  #readName(): void {
    const before = this.#nameStart;
    const beforeEnd = this.#nameEnd;
    const length = this.#reader.skipBytes(NAME_MAX_BYTES);
    const end = this.#reader.position;
    const start = end - length;
    this.#nameStart = start;
    this.#nameEnd = end;
    const body = this.#body;
    if (length === 0) {
      if (this.#count !== 1 || this.#type !== EntryType.directory) throw corrupt('has an entry with a forbidden name');
      return;
    }
    for (let at = start; at < end; at++) {
      const byte = body[at];
      if (byte === SLASH || byte === 0) throw corrupt('has an entry with a forbidden name');
    }
    if (body[start] === DOT && (length === 1 || (length === 2 && body[start + 1] === DOT))) throw corrupt('has an entry with a forbidden name');
    if (this.#ordinal >= 0 && !isNameAbove(body, start, end, before, beforeEnd)) throw corrupt('has entries out of order');
  }

  #readInode(): void {
    const reader = this.#reader;
    let low = 0;
    let high = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = reader.u8();
      const bits = byte & 127;
      if (shift < 28) low |= bits << shift;
      else if (shift === 28) {
        low |= (bits & 15) << 28;
        high = bits >>> 4;
      } else high |= bits << (shift - 32);
      if (byte >= 128) continue;
      if (byte === 0 && shift > 0) throw corrupt('has an entry whose inode is longer than needed');
      if (shift === 63 && byte > 1) break;
      this.#inodeLow = low >>> 0;
      this.#inodeHigh = high >>> 0;
      return;
    }
    throw corrupt('has an entry whose inode is out of range');
  }

  /** What follows an entry's size, into `rest`, or only checked when there is none. */
  #readRest(rest: Rest | undefined): void {
    const reader = this.#reader;
    const type = this.#type;
    if (type === EntryType.file) {
      const content = this.#readFileContent(rest !== undefined);
      if (rest !== undefined) rest.content = content;
    } else if (type === EntryType.directory) {
      this.#ownNodeIds = 1;
      if (rest !== undefined) rest.content = { kind: 'directory', node: this.#ownNodeId() };
    } else if (type === EntryType.symlink) {
      if (rest === undefined) reader.skipBytes(TARGET_MAX_BYTES);
      else rest.target = reader.latin1(TARGET_MAX_BYTES);
    } else if (type === EntryType.charDevice || type === EntryType.blockDevice) {
      const major = id32(reader.varint());
      const minor = id32(reader.varint());
      if (rest !== undefined) [rest.rdevMajor, rest.rdevMinor] = [major, minor];
    }
    if ((this.#flags & EntryFlag.xattrs) !== 0) readXattrs(reader, rest?.xattrs);
    if ((this.#flags & EntryFlag.inodeFlags) !== 0) {
      const inodeFlags = id32(reader.varint());
      if (rest !== undefined) rest.inodeFlags = inodeFlags;
    }
    if ((this.#flags & EntryFlag.holes) !== 0) readHoles(reader, this.#sizeBytes, rest?.holes);
  }

  #readFileContent(keep: boolean): EntryContent {
    const reader = this.#reader;
    const kind = reader.u8();
    if (kind === 0) return none;
    if (kind === 1) {
      if (keep) return { kind: 'inline', bytes: reader.bytes(INLINE_MAX_BYTES) };
      reader.skipBytes(INLINE_MAX_BYTES);
      return none;
    }
    if (kind === 2) {
      const count = reader.varint();
      if (count === 0 || count > ENTRY_MAX_CHUNKS) throw corrupt(`has an entry with ${count} chunks`);
      const lengths: number[] | undefined = keep ? [] : undefined;
      for (let index = 0; index < count; index++) {
        const length = reader.varint();
        lengths?.push(length);
      }
      this.#ownDataIds = count;
      return lengths === undefined ? none : { kind: 'chunks', ids: this.#dataIds.subarray(this.#dataIdsEnd - count * ID_BYTES, this.#dataIdsEnd), lengths };
    }
    if (kind !== 3) throw corrupt(`has an entry with unknown content ${kind}`);
    this.#ownNodeIds = 1;
    return keep ? { kind: 'list', node: this.#ownNodeId() } : none;
  }

  #ownNodeId(): Buffer {
    return this.#nodeIds.subarray(this.#nodeIdsEnd - ID_BYTES, this.#nodeIdsEnd);
  }

  #checkEnd(): void {
    this.#reader.end();
    if (this.#nodeIdsEnd !== this.#nodeIds.length || this.#dataIdsEnd !== this.#dataIds.length) throw corrupt('lists ids that its body does not use');
  }
}

/** What an entry has besides its stat. */
interface Rest {
  content: EntryContent;
  target: string;
  rdevMajor: number;
  rdevMinor: number;
  readonly xattrs: Xattr[];
  inodeFlags: number;
  readonly holes: Hole[];
}

const none: EntryContent = { kind: 'none' };
