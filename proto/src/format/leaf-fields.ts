/**
 * The parts of a directory's leaf that are read one like another, each checked: NODE_CORRUPT for what cannot be. docs/formats.md, "Directory node".
 */
import { StillpointError } from '../errors.ts';
import type { ByteReader } from './binary.ts';
import { ENTRY_MAX_HOLES, NAME_MAX_BYTES, OWNER_NAME_MAX_BYTES, XATTR_MAX_BYTES } from './directory-layout.ts';
import type { EntryType, Hole, Xattr } from './entry.ts';

/** Who owns an object. */
export interface EntryOwner {
  readonly uid: number;
  readonly gid: number;
  readonly user: string;
  readonly group: string;
}

/** The table of owners at a leaf's start. */
export function readOwners(reader: ByteReader): EntryOwner[] {
  const count = reader.varint();
  if (count > reader.remaining) throw corruptLeaf(`names ${count} owners`);
  const owners: EntryOwner[] = [];
  for (let index = 0; index < count; index++) {
    owners.push({ uid: id32(reader.varint()), gid: id32(reader.varint()), user: reader.latin1(OWNER_NAME_MAX_BYTES), group: reader.latin1(OWNER_NAME_MAX_BYTES) });
  }
  return owners;
}

/** An entry's xattrs, only checked when there is no list to put them into. */
export function readXattrs(reader: ByteReader, xattrs: Xattr[] | undefined): void {
  const count = reader.varint();
  if (count === 0 || count > reader.remaining) throw corruptLeaf(`has an entry with ${count} xattrs`);
  for (let index = 0; index < count; index++) {
    if (xattrs === undefined) {
      reader.skipBytes(NAME_MAX_BYTES);
      reader.skipBytes(XATTR_MAX_BYTES);
    } else {
      xattrs.push({ name: reader.latin1(NAME_MAX_BYTES), value: reader.bytes(XATTR_MAX_BYTES) });
    }
  }
}

/** An entry's holes, likewise. */
export function readHoles(reader: ByteReader, sizeBytes: number, holes: Hole[] | undefined): void {
  const count = reader.varint();
  if (count === 0 || count > ENTRY_MAX_HOLES) throw corruptLeaf(`has an entry with ${count} holes`);
  let end = 0;
  for (let index = 0; index < count; index++) {
    const offset = end + reader.varint();
    const length = reader.varint();
    end = offset + length;
    if (length === 0 || end > sizeBytes) throw corruptLeaf('has an entry with a hole outside of the file');
    holes?.push({ offset, length });
  }
}

/** True when the first of two names, both bytes of `body`, comes after the second. */
export function isNameAbove(body: Buffer, start: number, end: number, otherStart: number, otherEnd: number): boolean {
  const both = Math.min(end - start, otherEnd - otherStart);
  for (let at = 0; at < both; at++) {
    const difference = (body[start + at] ?? 0) - (body[otherStart + at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return end - start > otherEnd - otherStart;
}

/** The nanoseconds of a time. */
export function nanoseconds(value: number): number {
  if (value >= 1_000_000_000) throw corruptLeaf('has an entry with a time out of range');
  return value;
}

/** An entry's type. */
export function entryType(value: number): EntryType {
  if (value < 1 || value > 7) throw corruptLeaf(`has an entry of unknown type ${value}`);
  return value as EntryType;
}

/** A number of 32 bits. */
export function id32(value: number): number {
  if (value > 0xffff_ffff) throw corruptLeaf(`has an entry with a number out of range: ${value}`);
  return value;
}

/** NODE_CORRUPT, of a directory node. */
export function corruptLeaf(text: string): StillpointError {
  return new StillpointError('NODE_CORRUPT', `a directory node ${text}`);
}
