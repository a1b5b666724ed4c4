/**
 * Reads chunks by id through the AdminApi, for trees and restores of a datastore: finds them, reads and inflates their blocks, checks them, falls back to other copies. Keeps the inflated
 * blocks used last, because neighbours in a tree are neighbours in a block. Knows nothing of what chunks mean.
 */
import { isErrorCode, StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import { BlockCache } from '@stillpoint/proto/tree/block-cache.ts';
import { CheckedBlock } from '@stillpoint/proto/tree/checked-block.ts';
import type { ChunkGroup, ChunkSource, GroupMember } from '@stillpoint/proto/tree/chunk-source.ts';

import type { AdminApi } from '../admin/admin-api.ts';
import { BlockInflater } from '../datastore/block-inflater.ts';
import { corruptChunk, inPackOrder, locateChunks, missingChunk, type BlockLocation, type ChunkLocation } from './chunk-locator.ts';

/** `cacheBytes` bounds the inflated blocks that are kept (default 64 MiB). */
export interface BlockReaderOptions {
  readonly cacheBytes?: number;
}

/** A block as stored, or why it could not be read. */
type RawBlock = { readonly location: BlockLocation; readonly bytes: Buffer } | { readonly location: BlockLocation; readonly error: StillpointError };

const defaultCacheBytes = 64 * 1_048_576;
// References of one request: one message each way, and at most this many blocks that nobody waits for any more after an error.
const maxBlocksPerCall = 256;
/** As many as can be reported at once: see maxCheckedChunks. */
const maxSuspects = 1000;

/** Not for use by several threads. Holds no resource but memory. */
export class BlockReader implements ChunkSource {
  readonly writerThread = new URL('../restore/inflating-write-thread.ts', import.meta.url);
  readonly #api: AdminApi;
  readonly #cache: BlockCache;
  readonly #inflater = new BlockInflater();
  readonly #suspects = new Map<string, Uint8Array>();

  constructor(api: AdminApi, options: BlockReaderOptions = {}) {
    this.#api = api;
    this.#cache = new BlockCache(options.cacheBytes ?? defaultCacheBytes);
  }

  /** Chunks (n * 32 bytes) of which a copy was met that is not whole; a bounded number. */
  get suspects(): Uint8Array {
    return Buffer.concat([...this.#suspects.values()]);
  }

  async readChunk(id: Uint8Array): Promise<Buffer> {
    const cached = this.#cache.find(id);
    if (cached !== undefined) return cached;
    const [copies] = await locateChunks(this.#api, id);
    return this.#readAnyCopy(id, copies ?? []);
  }

  /** Each block is read once and in pack order. */
  async readChunks(ids: Uint8Array, signal?: AbortSignal): Promise<Buffer[]> {
    const count = ids.length / 32;
    const results = new Array<Buffer | undefined>(count);
    const wanted: number[] = [];
    for (let index = 0; index < count; index++) {
      results[index] = this.#cache.find(ids.subarray(index * 32, index * 32 + 32));
      if (results[index] === undefined) wanted.push(index);
    }
    const copies = await locateChunks(this.#api, Buffer.concat(wanted.map((index) => ids.subarray(index * 32, index * 32 + 32))));
    const byBlock = new Map<BlockLocation, number[]>();
    for (const [position, index] of wanted.entries()) {
      const block = copies[position]?.[0]?.block;
      if (block === undefined) throw missingChunk(ids.subarray(index * 32, index * 32 + 32));
      const users = byBlock.get(block);
      if (users === undefined) byBlock.set(block, [index]);
      else users.push(index);
    }
    const locations = [...byBlock.keys()].sort(inPackOrder);
    for await (const raw of this.#readBlocks(locations, signal)) {
      if ('error' in raw) continue;
      const block = this.#tryInflate(raw.bytes);
      if (block === undefined) continue;
      this.#cache.keep(raw.location.key, block);
      // Taken at once: with a small cache the block may be gone when the next one comes.
      for (const index of byBlock.get(raw.location) ?? []) results[index] = this.#cache.find(ids.subarray(index * 32, index * 32 + 32));
    }
    for (const [position, index] of wanted.entries()) {
      results[index] ??= await this.#readAnyCopy(ids.subarray(index * 32, index * 32 + 32), copies[position] ?? []);
    }
    return results.filter((result) => result !== undefined);
  }

  /** In pack order. How far the collector reads ahead is bounded by the transport's flow control. */
  async *readGroups(ids: Uint8Array, signal?: AbortSignal): AsyncGenerator<ChunkGroup> {
    const byBlock = new Map<BlockLocation, GroupMember[]>();
    for (const [index, copies] of (await locateChunks(this.#api, ids)).entries()) {
      const [copy] = copies;
      if (copy === undefined) {
        yield { members: [{ index, chunkOffset: 0 }], error: missingChunk(ids.subarray(index * 32, index * 32 + 32)) };
        continue;
      }
      const member = { index, chunkOffset: copy.chunkOffset };
      const members = byBlock.get(copy.block);
      if (members === undefined) byBlock.set(copy.block, [member]);
      else members.push(member);
    }
    for await (const raw of this.#readBlocks([...byBlock.keys()].sort(inPackOrder), signal)) {
      const members = byBlock.get(raw.location) ?? [];
      // Gone with a pack that was rewritten: asking for the chunk again finds it.
      yield 'error' in raw ? { members, error: raw.error.code === 'CHUNK_MISSING' ? new StillpointError('PACK_CORRUPT', raw.error.message, { cause: raw.error }) : raw.error } : { members, block: raw.bytes };
    }
  }

  /** Blocks as stored, unchecked, in the order asked for; one that cannot be read comes with its error and the stream goes on. */
  async *#readBlocks(locations: readonly BlockLocation[], signal?: AbortSignal): AsyncGenerator<RawBlock> {
    for (let start = 0; start < locations.length; start += maxBlocksPerCall) {
      const part = locations.slice(start, start + maxBlocksPerCall);
      const blocks = part.map((location) => ({ packId: Buffer.from(location.packId, 'hex'), blockOffset: location.offset, blockBytes: location.bytes }));
      let index = 0;
      for await (const data of this.#api.readBlocks({ blocks })) {
        signal?.throwIfAborted();
        const location = part[index++];
        if (location === undefined) throw new StillpointError('PROTOCOL_VIOLATION', 'the collector sent more blocks than were asked for');
        yield rawBlock(location, data);
      }
      if (index !== part.length) throw new StillpointError('PROTOCOL_VIOLATION', `the collector sent ${index} of ${part.length} blocks`);
    }
  }

  /** A pack that was rewritten since the chunk was looked up is gone; the chunk is elsewhere now. */
  async #readAnyCopy(id: Uint8Array, copies: readonly ChunkLocation[]): Promise<Buffer> {
    try {
      return await this.#readCopies(id, copies);
    } catch (error) {
      const [now = []] = await locateChunks(this.#api, id);
      const moved = now.filter(({ block }) => !copies.some((copy) => copy.block.key === block.key));
      if (moved.length === 0) throw error;
      return this.#readCopies(id, moved);
    }
  }

  async #readCopies(id: Uint8Array, copies: readonly ChunkLocation[]): Promise<Buffer> {
    if (copies.length === 0) throw missingChunk(id);
    let cause: unknown;
    for (const { block: location } of copies) {
      for await (const raw of this.#readBlocks([location])) {
        if ('error' in raw) {
          cause = raw.error;
          continue;
        }
        try {
          this.#cache.keep(location.key, this.#inflate(raw.bytes));
        } catch (error) {
          cause = error;
        }
      }
      const found = this.#cache.find(id);
      if (found !== undefined) return found;
      if (this.#suspects.size < maxSuspects) this.#suspects.set(location.key, new Uint8Array(id));
    }
    throw corruptChunk(id, copies.length, cause);
  }

  // A copy: the inflater's memory is used again by its next call.
  #inflate(bytes: Buffer): CheckedBlock {
    const { header, raw } = this.#inflater.inflate(bytes);
    return new CheckedBlock({ header, raw: Buffer.from(raw) });
  }

  #tryInflate(bytes: Buffer): CheckedBlock | undefined {
    try {
      return this.#inflate(bytes);
    } catch (error) {
      // The chunk is tried again, with its other copies; that attempt reports.
      if (error instanceof StillpointError && error.code === 'BLOCK_INVALID') return undefined;
      throw error;
    }
  }
}

function rawBlock(location: BlockLocation, data: v1.BlockData.$Properties): RawBlock {
  const code = data.error ?? '';
  if (code === '') return { location, bytes: bufferOf(data.block ?? new Uint8Array(0)) };
  const text = data.errorText ?? '';
  return { location, error: new StillpointError(isErrorCode(code) ? code : 'PACK_CORRUPT', text === '' ? `pack ${location.packId} could not be read at ${location.offset}` : text) };
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
