/**
 * The last tree of an archive, kept in the agent's state directory in the order of the walk, so that a run can compare what it finds with what it
 * stored without asking the collector and without holding a tree in memory. It is a cache: a missing, foreign or damaged file, or a damaged part of it, only costs reading.
 * Layout: tree-cache-layout.ts; what its records say: tree-cache-directory.ts.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';
import { ByteReader } from '@stillpoint/proto/format/binary.ts';

import { checksum, checksumSeed, FRAME_BYTES, HEADER_BYTES, isHeader, RECORD_MAX_BYTES, TRAILER_BYTES, TRAILER_END } from './tree-cache-layout.ts';
import type { RecordBuffer } from './tree-cache-record.ts';
import { FileWindows } from './tree-cache-windows.ts';
import { adoptTreeCache } from './tree-cache-writer.ts';

/** Reads a cache file. */
export class TreeCache implements Disposable {
  readonly #fd: number;
  readonly #windows: FileWindows;
  readonly #frame = Buffer.allocUnsafe(FRAME_BYTES);
  readonly #end: number;
  readonly #seed: number;
  /** Where the record of the archive's first directory node is (one entry with an empty name). */
  readonly rootOffset: number;
  #open = true;

  private constructor({ fd, seed, rootOffset, end }: OpenFile) {
    this.#fd = fd;
    this.#windows = new FileWindows(fd);
    this.#seed = seed;
    this.rootOffset = rootOffset;
    this.#end = end;
  }

  /**
   * Opens the cache whose tree is archive node `archiveId`: the file itself, or the one that a run finished without learning that it was committed
   * (then it is adopted). Undefined when neither is there.
   */
  static open(file: string, archiveId: Uint8Array): TreeCache | undefined {
    const found = openFile(file, archiveId);
    if (found !== undefined) return new TreeCache(found);
    const unadopted = openFile(`${file}.new`, archiveId);
    if (unadopted === undefined) return undefined;
    const cache = new TreeCache(unadopted);
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

  /** Reads the payload of the record at `offset`. False when it is not whole: only a whole record may stand for what is on the guest's disk. */
  load(offset: number, record: RecordBuffer): boolean {
    try {
      const frame = this.#frame;
      if (!this.#read(offset, FRAME_BYTES, frame)) return false;
      const length = frame.readUInt32LE(0);
      if (length > RECORD_MAX_BYTES || offset + FRAME_BYTES + length > this.#end) return false;
      record.resize(length);
      return this.#read(offset + FRAME_BYTES, length, record.bytes) && checksum(record.view(), this.#seed) === frame.readUInt32LE(4);
    } catch (error) {
      if (isDamage(error)) return false;
      throw error;
    }
  }

  [Symbol.dispose](): void {
    if (!this.#open) return;
    this.#open = false;
    closeSync(this.#fd);
  }

  #read(offset: number, length: number, target: Buffer): boolean {
    return offset >= 0 && offset + length <= this.#end && this.#windows.read(offset, length, target);
  }
}

interface OpenFile {
  readonly fd: number;
  /** What its checksums begin with. */
  readonly seed: number;
  readonly rootOffset: number;
  /** Of its records. */
  readonly end: number;
}

/** A whole cache of that archive. Whatever is wrong, the run reads everything and writes a new one. */
function openFile(file: string, archiveId: Uint8Array): OpenFile | undefined {
  let fd: number | undefined;
  try {
    fd = openSync(file, 'r');
    const end = fstatSync(fd).size - TRAILER_BYTES;
    const header = readAt(fd, 0, HEADER_BYTES, end);
    const trailer = readAt(fd, end, TRAILER_BYTES, end + TRAILER_BYTES);
    if (header !== undefined && isHeader(header) && trailer?.subarray(44).equals(TRAILER_END) === true) {
      const seed = checksumSeed(header);
      const matches = trailer.readUInt32LE(40) === checksum(trailer.subarray(0, 40), seed) && trailer.subarray(8, 40).equals(archiveId);
      if (matches) return { fd, seed, rootOffset: new ByteReader(trailer).u64(), end };
    }
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

/** A disk that cannot read, or bytes that are no nodes. */
export function isDamage(error: unknown): boolean {
  return systemErrorCode(error) === 'NODE_CORRUPT' || (systemErrorCode(error) !== undefined && !(error instanceof StillpointError));
}
