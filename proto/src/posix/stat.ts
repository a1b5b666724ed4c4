/** `statx` into a reused buffer whose fields are read on demand: nothing is allocated for an object that turns out to be unchanged. */
import { EntryType } from '../format/entry.ts';
import type { Metadata } from '../format/entry.ts';
import { cString, showName } from './c-string.ts';
import { lastErrno, libc } from './libc.ts';
import { PosixError } from './posix-error.ts';

/** Bits of {@link StatBuffer.attributes} that callers ask for. */
export const StatAttribute = { compressed: 0x4, immutable: 0x10, append: 0x20, nodump: 0x40, encrypted: 0x800, mountRoot: 0x2000, verity: 0x100000 } as const;

const AT_SYMLINK_NOFOLLOW = 0x100;
const AT_NO_AUTOMOUNT = 0x800;
const AT_EMPTY_PATH = 0x1000;
const STATX_MNT_ID = 0x1000;
// The basic fields without atime, which is not kept, and the mount id.
const wantedMask = 0x7df | STATX_MNT_ID;
const emptyPath = Buffer.alloc(1);
const NS_PER_SECOND = 1_000_000_000n;

/** Entry types by the top four bits of st_mode. */
const types: readonly (EntryType | undefined)[] = Array.from({ length: 16 }, (_, bits) => {
  switch (bits) {
    case 0o10:
      return EntryType.file;
    case 0o04:
      return EntryType.directory;
    case 0o12:
      return EntryType.symlink;
    case 0o01:
      return EntryType.fifo;
    case 0o14:
      return EntryType.socket;
    case 0o02:
      return EntryType.charDevice;
    case 0o06:
      return EntryType.blockDevice;
    default:
      return undefined;
  }
});

/** One `struct statx` (same layout on every architecture). The getters decode; those of type bigint allocate, the others do not. */
export class StatBuffer {
  /** What the kernel fills. */
  readonly bytes: Uint8Array;
  readonly #words: Uint32Array;
  readonly #longs: BigInt64Array;

  constructor() {
    const memory = new ArrayBuffer(256);
    this.bytes = new Uint8Array(memory);
    this.#words = new Uint32Array(memory);
    this.#longs = new BigInt64Array(memory);
  }

  /** Throws PosixError EINVAL for a type that Linux does not have. */
  get type(): EntryType {
    const type = types[this.#words[7]! >>> 12 & 0xf];
    if (type === undefined) throw new PosixError('statx', 22, 'of an unknown type');
    return type;
  }
  /** Permission bits with setuid, setgid and sticky. */
  get mode(): number {
    return this.#words[7]! & 0o7777;
  }
  get nlink(): number {
    return this.#words[4]!;
  }
  get uid(): number {
    return this.#words[5]!;
  }
  get gid(): number {
    return this.#words[6]!;
  }
  /** st_size as it is: of a symlink the length of its target, of a directory what the filesystem likes. */
  get sizeBytes(): number {
    return this.#words[11]! * 0x1_0000_0000 + this.#words[10]!;
  }
  /** Allocated units of 512 bytes. */
  get blocks(): number {
    return this.#words[13]! * 0x1_0000_0000 + this.#words[12]!;
  }
  get inode(): bigint {
    return BigInt.asUintN(64, this.#longs[4]!);
  }
  get mtimeNs(): bigint {
    return this.#longs[14]! * 1_000_000_000n + BigInt(this.#words[30]!);
  }
  get ctimeNs(): bigint {
    return this.#longs[12]! * 1_000_000_000n + BigInt(this.#words[26]!);
  }
  /** The times as whole seconds (negative before 1970) and what is above them; exact up to 2^53 seconds, and never less beyond. */
  get mtimeSeconds(): number {
    return (this.#words[29]! | 0) * 0x1_0000_0000 + this.#words[28]!;
  }
  get mtimeNanoseconds(): number {
    return this.#words[30]!;
  }
  get ctimeSeconds(): number {
    return (this.#words[25]! | 0) * 0x1_0000_0000 + this.#words[24]!;
  }
  get ctimeNanoseconds(): number {
    return this.#words[26]!;
  }
  /** The upper and lower 32 bits of {@link inode}. */
  get inodeHigh(): number {
    return this.#words[9]!;
  }
  get inodeLow(): number {
    return this.#words[8]!;
  }
  get rdevMajor(): number {
    return this.#words[32]!;
  }
  get rdevMinor(): number {
    return this.#words[33]!;
  }
  get devMajor(): number {
    return this.#words[34]!;
  }
  get devMinor(): number {
    return this.#words[35]!;
  }
  /** Id of the mount as in {@link Mount.id}; undefined on kernels before 5.8. */
  get mountId(): number | undefined {
    return (this.#words[0]! & STATX_MNT_ID) === 0 ? undefined : this.#words[37]! * 0x1_0000_0000 + this.#words[36]!;
  }
  /** {@link StatAttribute} bits, as far as {@link attributesMask} says that the filesystem knows them. */
  get attributes(): number {
    return this.#words[2]!;
  }
  get attributesMask(): number {
    return this.#words[14]!;
  }

  /** True when both are the same object on the same filesystem. */
  isSameObject(other: StatBuffer): boolean {
    return this.devMinor === other.devMinor && this.devMajor === other.devMajor && this.inode === other.inode;
  }

  /** True when nothing that matters to a reader has changed between the two: same object, size, mtime and ctime. */
  isUnchangedSince(other: StatBuffer): boolean {
    return this.sizeBytes === other.sizeBytes && this.mtimeNs === other.mtimeNs && this.ctimeNs === other.ctimeNs && this.isSameObject(other);
  }

  /** Stands for a directory of which only the path is known: root's, mode 0755, everything else 0. Returns 0, as {@link tryStatAt} does for what is there. */
  becomeUnknownDirectory(): 0 {
    this.bytes.fill(0);
    this.#words[7] = 0o40755;
    return 0;
  }

  copyFrom(other: StatBuffer): void {
    this.bytes.set(other.bytes);
  }
}

/** What {@link isSameStat} compares: a stored object's stat as numbers, so that comparing allocates nothing. Seconds are below 2^52, as the format has them. */
export interface StatFields {
  readonly type: EntryType;
  readonly sizeBytes: number;
  readonly mtimeSeconds: number;
  readonly mtimeNanoseconds: number;
  readonly ctimeSeconds: number;
  readonly ctimeNanoseconds: number;
  readonly inodeHigh: number;
  readonly inodeLow: number;
}

/** What {@link isSameStat} compares of an entry. */
export function statFields(entry: Pick<Metadata, 'type' | 'sizeBytes' | 'mtimeNs' | 'ctimeNs' | 'inode'>): StatFields {
  const { type, sizeBytes, mtimeNs, ctimeNs, inode } = entry;
  const mtime = secondsAndRest(mtimeNs);
  const ctime = secondsAndRest(ctimeNs);
  return {
    type,
    sizeBytes,
    mtimeSeconds: mtime.seconds,
    mtimeNanoseconds: mtime.nanoseconds,
    ctimeSeconds: ctime.seconds,
    ctimeNanoseconds: ctime.nanoseconds,
    inodeHigh: Number(inode >> 32n),
    inodeLow: Number(inode & 0xffff_ffffn),
  };
}

function secondsAndRest(ns: bigint): { readonly seconds: number; readonly nanoseconds: number } {
  const rest = ns % NS_PER_SECOND;
  // The fraction counts upwards, before 1970 too.
  const nanoseconds = rest < 0n ? rest + NS_PER_SECOND : rest;
  return { seconds: Number((ns - nanoseconds) / NS_PER_SECOND), nanoseconds: Number(nanoseconds) };
}

/** True when the object has the type, size (of files), mtime, ctime and inode that were stored. `stableInodes` false leaves the inode out. */
export function isSameStat(stat: StatBuffer, stored: StatFields, stableInodes: boolean): boolean {
  return (
    stat.type === stored.type &&
    (stored.type !== EntryType.file || stat.sizeBytes === stored.sizeBytes) &&
    stat.mtimeNanoseconds === stored.mtimeNanoseconds &&
    stat.ctimeNanoseconds === stored.ctimeNanoseconds &&
    stat.mtimeSeconds === stored.mtimeSeconds &&
    stat.ctimeSeconds === stored.ctimeSeconds &&
    (!stableInodes || (stat.inodeLow === stored.inodeLow && stat.inodeHigh === stored.inodeHigh))
  );
}

/** Fills `out` for `name` in an open directory, without following a symlink or mounting anything. Returns 0 or a negative errno. */
export function tryStatAt(dirfd: number, name: string, out: StatBuffer): number {
  return libc.statx(dirfd, cString(name), AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT, wantedMask, out.bytes) === 0 ? 0 : -lastErrno();
}

/** As {@link tryStatAt}; throws PosixError. */
export function statAt(dirfd: number, name: string, out: StatBuffer): void {
  const result = tryStatAt(dirfd, name, out);
  if (result < 0) throw new PosixError('statx', result, showName(name));
}

/** Fills `out` for an open handle. Throws PosixError. */
export function statFd(fd: number, out: StatBuffer): void {
  if (libc.statx(fd, emptyPath, AT_EMPTY_PATH, wantedMask, out.bytes) !== 0) throw new PosixError('statx', lastErrno());
}
