/**
 * Writes the tree cache of a walk that goes on; see tree-cache.ts. A state directory that is full or read-only must not cost the backup: then there is no cache, and the
 * next run reads everything.
 */
import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

import { systemErrorCode } from '@stillpoint/proto/errors.ts';
import { ByteWriter } from '@stillpoint/proto/format/binary.ts';

import { checksum, checksumSeed, newHeader, TRAILER_BYTES, TRAILER_END } from './tree-cache-layout.ts';

const FLUSH_BYTES = 262_144;
const NO_FILE = -1;

/** A leaf node of a directory, and what the cache keeps beside it. */
export interface CacheLeaf {
  readonly node: Uint8Array;
  /** Where the records of its subdirectories are, in their order. */
  readonly childOffsets: readonly number[];
  /** Ordinals of entries that must be read again. */
  readonly readAgain: readonly number[];
}

/** Writes a cache file under a temporary name; `finish` makes it whole, closing without that removes it. */
export class TreeCacheWriter implements Disposable {
  readonly #file: string | undefined;
  readonly #header = newHeader();
  readonly #seed = checksumSeed(this.#header);
  readonly #pending = new ByteWriter(FLUSH_BYTES);
  readonly #payload = new ByteWriter(FLUSH_BYTES);
  #fd = NO_FILE;
  #flushed = 0;
  #failure: Error | undefined;

  /** `file` undefined: nothing is written, for walks that only count. */
  constructor(file: string | undefined) {
    this.#file = file === undefined ? undefined : `${file}.new`;
    this.#pending.raw(this.#header);
    this.#attempt((name) => {
      this.#fd = openSync(name, 'w', 0o600);
    });
  }

  /** Why there will be no cache: the first error of the file system. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Adds a leaf of a directory that has several; returns its record's offset. */
  leaf(leaf: CacheLeaf): number {
    this.#payload.reset();
    this.#leaf(leaf);
    return this.#record();
  }

  /** Adds a directory of leaves that were added before, or of the one leaf given; returns its record's offset. */
  directory(nodeIds: readonly Uint8Array[], leaves: readonly number[] | CacheLeaf): number {
    const payload = this.#payload;
    payload.reset();
    payload.u32(nodeIds.length);
    for (const id of nodeIds) payload.raw(id);
    if ('node' in leaves) {
      payload.u32(0);
      this.#leaf(leaves);
    } else {
      payload.u32(leaves.length);
      for (const offset of leaves) payload.u64(offset);
    }
    return this.#record();
  }

  /** Ends the file. It keeps its temporary name until {@link adoptTreeCache}: which tree is the last one, only the collector knows. */
  finish(rootOffset: number, archiveId: Uint8Array): void {
    const trailer = new ByteWriter(TRAILER_BYTES);
    trailer.u64(rootOffset);
    trailer.raw(archiveId);
    trailer.u32(checksum(trailer.view(), this.#seed));
    trailer.raw(TRAILER_END);
    this.#pending.raw(trailer.view());
    this.#flush();
    this.#attempt(() => {
      const fd = this.#fd;
      this.#fd = NO_FILE;
      closeSync(fd);
    });
  }

  /** Removes the file unless it was finished. */
  [Symbol.dispose](): void {
    if (this.#fd !== NO_FILE) this.#discard();
  }

  #leaf({ node, childOffsets, readAgain }: CacheLeaf): void {
    const payload = this.#payload;
    payload.u32(node.length);
    payload.raw(node);
    payload.u32(childOffsets.length);
    for (const child of childOffsets) payload.u64(child);
    payload.u32(readAgain.length);
    for (const ordinal of readAgain) payload.u32(ordinal);
  }

  #record(): number {
    const offset = this.#flushed + this.#pending.length;
    const payload = this.#payload.view();
    this.#pending.u32(payload.length);
    this.#pending.u32(checksum(payload, this.#seed));
    this.#pending.raw(payload);
    if (this.#pending.length >= FLUSH_BYTES) this.#flush();
    return offset;
  }

  #flush(): void {
    const bytes = this.#pending.view();
    this.#attempt(() => {
      for (let done = 0; done < bytes.length; ) done += writeSync(this.#fd, bytes, done);
    });
    this.#flushed += bytes.length;
    this.#pending.reset();
  }

  #attempt(step: (file: string) => void): void {
    if (this.#file === undefined || this.#failure !== undefined) return;
    try {
      step(this.#file);
    } catch (error) {
      if (!(error instanceof Error) || systemErrorCode(error) === undefined) throw error;
      this.#failure = error;
      this.#discard();
    }
  }

  #discard(): void {
    const fd = this.#fd;
    this.#fd = NO_FILE;
    try {
      if (fd !== NO_FILE) closeSync(fd);
      if (this.#file !== undefined) rmSync(this.#file, { force: true });
    } catch (error) {
      // What is left has no trailer, so nobody will take it for a cache.
      this.#failure ??= error instanceof Error ? error : undefined;
    }
  }
}

/** The tree of a finished file becomes the last tree. Throws what the file system says. */
export function adoptTreeCache(file: string): void {
  renameSync(`${file}.new`, file);
}
