/**
 * What an interrupted run had finished: files whose chunks the collector holds on disk. The next run of the plan asks the collector which of them it still
 * has, and does not open the others. Kept in the agent's state directory; a damaged or foreign journal only costs reading.
 *
 * Layout (little-endian): `SPJR`, u32 version; records: u32 length, u32 CRC-32 of what follows, then: bytes source name, bytes path, u8 1 when the file must be read
 * again next time, bytes directory node of the one entry, varint n, n * chunk id (32), n * varint length (chunks of a file that has a chunk list).
 */
import { closeSync, fsyncSync, openSync, readdirSync, readSync, rmSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';
import { ByteReader, ByteWriter } from '@stillpoint/proto/format/binary.ts';
import { decodeDirectoryLeaf, DirectoryNodeWriter } from '@stillpoint/proto/format/directory-node.ts';
import type { Entry } from '@stillpoint/proto/format/entry.ts';
import { decodeNode, NodeKind } from '@stillpoint/proto/format/node.ts';

import type { ChunkSequence } from '../source/files/file-reader.ts';

const HEADER = Buffer.from('SPJR\u0001\0\0\0', 'latin1');
const FRAME_BYTES = 8;
const RECORD_MAX_BYTES = 4 * 1_048_576;

/** A finished file. */
export interface JournalRecord {
  readonly source: string;
  /** Absolute latin1 path. */
  readonly path: string;
  readonly readAgain: boolean;
  readonly entry: Entry;
  readonly sequence: ChunkSequence | undefined;
}

/** Encodes records one after another; runs in the reader's thread. */
export class JournalEncoder {
  readonly #out = new ByteWriter(65_536);
  readonly #node = new DirectoryNodeWriter();
  readonly #record = new ByteWriter();

  add(record: JournalRecord): void {
    const { source, path, readAgain, entry, sequence } = record;
    this.#node.add(entry);
    this.#record.reset();
    this.#record.latin1(source);
    this.#record.latin1(path);
    this.#record.u8(readAgain ? 1 : 0);
    this.#record.bytes(this.#node.finish());
    this.#record.varint(sequence?.lengths.length ?? 0);
    if (sequence !== undefined) {
      this.#record.raw(sequence.ids);
      for (const length of sequence.lengths) this.#record.varint(length);
    }
    const bytes = this.#record.view();
    // A path of millions of names: without a record it is read again.
    if (bytes.length > RECORD_MAX_BYTES) return;
    this.#out.u32(bytes.length);
    this.#out.u32(crc32(bytes));
    this.#out.raw(bytes);
  }

  /** Everything added since the last call. */
  take(): Buffer {
    const bytes = this.#out.copy();
    this.#out.reset();
    return bytes;
  }
}

/** Appends encoded records to a journal file. A state directory that is full or read-only must not cost the backup: then there is no journal. */
export class JournalWriter implements Disposable {
  readonly #failed: (error: Error) => void;
  #fd: number | undefined;

  /** Begins a new journal in place of an older one, or goes on with it (`append`). `failed` is told the first error of the file system, once. */
  constructor(file: string, mode: 'new' | 'append', failed: (error: Error) => void) {
    this.#failed = failed;
    this.#attempt(() => {
      this.#fd = openSync(file, mode === 'new' ? 'w' : 'a', 0o600);
      if (mode === 'new') writeSync(this.#fd, HEADER);
    });
  }

  /** Does nothing once closed: an answer that comes late must not go to whatever file has this handle's number by then. */
  append(records: Uint8Array): void {
    const fd = this.#fd;
    if (fd === undefined) return;
    this.#attempt(() => {
      for (let done = 0; done < records.length; ) done += writeSync(fd, records, done);
    });
  }

  /** Writes to disk what was appended. */
  sync(): void {
    const fd = this.#fd;
    if (fd === undefined) return;
    this.#attempt(() => {
      fsyncSync(fd);
    });
  }

  [Symbol.dispose](): void {
    const fd = this.#fd;
    this.#fd = undefined;
    if (fd !== undefined) closeSync(fd);
  }

  #attempt(step: () => void): void {
    try {
      step();
    } catch (error) {
      if (!(error instanceof Error) || systemErrorCode(error) === undefined) throw error;
      this[Symbol.dispose]();
      this.#failed(error);
    }
  }
}

/** An encoded record with its frame, and the chunk ids in it (n * 32 bytes). */
export interface RawJournalRecord {
  readonly framed: Buffer;
  readonly chunkIds: Buffer;
}

/** Yields the whole records of a journal file; ends silently at the first that is damaged or torn. Nothing when there is no journal. */
export function* readJournal(file: string): Generator<{ readonly raw: RawJournalRecord; readonly record: JournalRecord }> {
  let fd: number;
  try {
    fd = openSync(file, 'r');
  } catch {
    // Without a journal everything is read.
    return;
  }
  try {
    const header = Buffer.alloc(HEADER.length);
    readSync(fd, header, 0, HEADER.length, 0);
    if (!header.equals(HEADER)) return;
    for (let position = HEADER.length; ; ) {
      const frame = Buffer.alloc(FRAME_BYTES);
      if (readSync(fd, frame, 0, FRAME_BYTES, position) < FRAME_BYTES) return;
      const length = frame.readUInt32LE(0);
      if (length > RECORD_MAX_BYTES) return;
      const framed = Buffer.alloc(FRAME_BYTES + length);
      if (readSync(fd, framed, 0, framed.length, position) < framed.length) return;
      if (crc32(framed.subarray(FRAME_BYTES)) !== frame.readUInt32LE(4)) return;
      const decoded = tryDecode(framed);
      if (decoded === undefined) return;
      yield decoded;
      position += framed.length;
    }
  } finally {
    closeSync(fd);
  }
}

/** Where the journal of a plan with this folder lies; `keyId` is that of the key that its chunks are encrypted with. */
export function journalFileOf(planFolder: string, keyId: string | undefined): string {
  return `${planFolder}/journal${keyId === undefined ? '' : `-${keyId}`}`;
}

/** Removes the plan's journals: a run is committed, so what others with other keys had read is of no use. */
export function removeJournals(planFolder: string): void {
  for (const name of readdirSync(planFolder)) if (/^journal(-[0-9a-f]{16})?$/u.test(name)) rmSync(`${planFolder}/${name}`, { force: true });
}

/** Undefined for what is no record of this release: also for zeros, which a power failure leaves and whose checksum is right. */
function tryDecode(framed: Buffer): ReturnType<typeof decode> | undefined {
  try {
    return decode(framed);
  } catch (error) {
    if (error instanceof StillpointError && error.code === 'NODE_CORRUPT') return undefined;
    throw error;
  }
}

function decode(framed: Buffer): { readonly raw: RawJournalRecord; readonly record: JournalRecord } {
  const reader = new ByteReader(framed.subarray(FRAME_BYTES));
  const source = reader.latin1();
  const path = reader.latin1();
  const readAgain = reader.u8() === 1;
  const node = decodeNode(reader.bytes(), NodeKind.directory);
  const [entry] = decodeDirectoryLeaf(node);
  const count = reader.varint();
  const ids = reader.raw(count * 32);
  const lengths: number[] = [];
  for (let index = 0; index < count; index++) lengths.push(reader.varint());
  reader.end();
  if (entry === undefined) throw new StillpointError('NODE_CORRUPT', 'a journal record without an entry');
  return { raw: { framed, chunkIds: count === 0 ? node.dataIds : ids }, record: { source, path, readAgain, entry, sequence: count === 0 ? undefined : { ids, lengths } } };
}
