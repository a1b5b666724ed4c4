/**
 * Chunks of this agent's own snapshots, from its collector. Each is checked against its id here: nothing is restored that was changed on the way.
 */
import { idKey, idToHex } from '@stillpoint/proto/chunk-identity.ts';
import { isErrorCode, StillpointError } from '@stillpoint/proto/errors.ts';
import { decodeBlockHeader, type BlockHeader } from '@stillpoint/proto/format/block.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import { BlockCache } from '@stillpoint/proto/tree/block-cache.ts';
import { CheckedBlock } from '@stillpoint/proto/tree/checked-block.ts';
import type { ChunkGroup, ChunkSource, GroupMember } from '@stillpoint/proto/tree/chunk-source.ts';
import { readPlainBlock } from '@stillpoint/proto/tree/plain-block.ts';

import type { ReadItem } from './reading-call.ts';

/** As `ReadingCall` reads. */
export interface ChunkCall {
  readonly maxReadIds: number;
  read(ids: Uint8Array, compressed?: boolean): AsyncIterable<ReadItem>;
  /** Resolves when what `read` threw is mended, and the rest can be asked for; throws what cannot be. */
  recover(error: unknown): Promise<void>;
  /** Is told of nodes (n * 32 bytes) that were read: the way to what may be read by them. */
  noteNodes(ids: Uint8Array): void;
}

// Nodes come with their neighbours, which the walk needs next.
const cacheBytes = 32 * 1_048_576;

/** Holds no resource but memory. */
export class OwnChunks implements ChunkSource {
  readonly writerThread = new URL(import.meta.resolve('@stillpoint/proto/restore/delivered-write-thread.ts'));
  readonly #call: ChunkCall;
  readonly #cache = new BlockCache(cacheBytes);
  #blocks = 0;

  constructor(call: ChunkCall) {
    this.#call = call;
  }

  /** The same for those who walk trees. */
  get nodes(): ChunkSource {
    const readChunks = async (ids: Uint8Array, signal?: AbortSignal): Promise<Buffer[]> => {
      const chunks = await this.readChunks(ids, signal);
      this.#call.noteNodes(ids);
      return chunks;
    };
    return {
      writerThread: this.writerThread,
      readChunk: async (id) => (await readChunks(id))[0] ?? throwDamaged(id),
      readChunks,
      readGroups: (ids, signal) => this.readGroups(ids, signal),
    };
  }

  async readChunk(id: Uint8Array): Promise<Buffer> {
    const [chunk] = await this.readChunks(id);
    if (chunk === undefined) throw damaged(id);
    return chunk;
  }

  async readChunks(ids: Uint8Array, signal?: AbortSignal): Promise<Buffer[]> {
    const places = new Map<string, number[]>();
    const results: (Buffer | undefined)[] = [];
    for (let index = 0; index < ids.length / 32; index++) {
      const id = ids.subarray(index * 32, index * 32 + 32);
      results[index] = this.#cache.find(id);
      if (results[index] === undefined) addTo(places, idKey(id), index);
    }
    for (const part of this.#parts(places)) {
      const isMissing = (key: string): boolean => places.get(key)?.some((index) => results[index] === undefined) === true;
      for await (const item of this.#read(part, false, isMissing)) {
        signal?.throwIfAborted();
        if ('failure' in item) throw errorOf(item.failure);
        const block = new CheckedBlock(readPlainBlock(item.block));
        this.#cache.keep(String(this.#blocks++), block);
        // Taken at once: with many chunks the block may be gone when the next one comes.
        for (const [key, indexes] of foundIn(block.header, places)) {
          const chunk = this.#cache.find(Buffer.from(key, 'latin1'));
          for (const index of indexes) results[index] = chunk;
        }
      }
    }
    return results.map((chunk, index) => chunk ?? throwDamaged(ids.subarray(index * 32, index * 32 + 32)));
  }

  async *readGroups(ids: Uint8Array, signal?: AbortSignal): AsyncGenerator<ChunkGroup> {
    const places = new Map<string, number[]>();
    for (let index = 0; index < ids.length / 32; index++) addTo(places, idKey(ids, index * 32), index);
    for (const part of [...this.#parts(places)]) {
      for await (const item of this.#read(part, true, (key) => places.has(key))) {
        signal?.throwIfAborted();
        if ('failure' in item) {
          const key = idKey(item.failure.chunkId ?? Buffer.alloc(32));
          yield { members: placed(places.get(key) ?? [], 0), error: errorOf(item.failure) };
          places.delete(key);
          continue;
        }
        // Its content is inflated and checked by the thread that writes it.
        const members: GroupMember[] = [];
        for (const [key, indexes, chunkOffset] of [...foundIn(decodeBlockHeader(item.block), places)]) {
          members.push(...placed(indexes, chunkOffset));
          places.delete(key);
        }
        yield { members, block: item.block };
      }
    }
    // Passed over by the collector: not to be taken for content that is there.
    for (const [key, indexes] of places) yield { members: placed(indexes, 0), error: damaged(Buffer.from(key, 'latin1')) };
  }

  /** What comes for `ids`; of a request that was broken off, the ids that are still missing are asked for again. */
  async *#read(ids: Uint8Array, compressed: boolean, isMissing: (key: string) => boolean): AsyncGenerator<ReadItem> {
    for (let rest = ids; rest.length > 0; ) {
      try {
        yield* this.#call.read(rest, compressed);
        return;
      } catch (error) {
        await this.#call.recover(error);
        rest = Buffer.from(keysOf(rest).filter(isMissing).join(''), 'latin1');
      }
    }
  }

  /** Each id once, as many as a request may name. */
  *#parts(places: ReadonlyMap<string, unknown>): Generator<Buffer> {
    const keys = [...places.keys()];
    for (let start = 0; start < keys.length; start += this.#call.maxReadIds) yield Buffer.from(keys.slice(start, start + this.#call.maxReadIds).join(''), 'latin1');
  }
}

function keysOf(ids: Uint8Array): string[] {
  return Array.from({ length: ids.length / 32 }, (_, index) => idKey(ids, index * 32));
}

/** The chunks of a block that are waited for: key, positions of the request, where it begins among the block's chunks. */
function* foundIn({ chunkIds, chunkLengths }: BlockHeader, places: ReadonlyMap<string, readonly number[]>): Generator<readonly [string, readonly number[], number]> {
  let chunkOffset = 0;
  for (const [position, lengthBytes] of chunkLengths.entries()) {
    const key = idKey(chunkIds, position * 32);
    const indexes = places.get(key);
    if (indexes !== undefined) yield [key, indexes, chunkOffset];
    chunkOffset += lengthBytes;
  }
}

function placed(indexes: readonly number[], chunkOffset: number): GroupMember[] {
  return indexes.map((index) => ({ index, chunkOffset }));
}

function addTo(places: Map<string, number[]>, key: string, index: number): void {
  const indexes = places.get(key);
  if (indexes === undefined) places.set(key, [index]);
  else indexes.push(index);
}

function errorOf({ code, text, chunkId }: v1.ChunkFailure.$Properties): StillpointError {
  const known = code ?? '';
  return new StillpointError(isErrorCode(known) ? known : 'CHUNK_CORRUPT', text ?? `chunk ${idToHex(chunkId ?? Buffer.alloc(32))} could not be had`, {
    hint: 'run `stillpoint-collector verify` on the backup server to list what is hurt; the next backup that has this content brings it back',
  });
}

function damaged(id: Uint8Array): StillpointError {
  return new StillpointError('CHUNK_CORRUPT', `chunk ${idToHex(id)} did not arrive whole`, { hint: 'run the same command again' });
}

function throwDamaged(id: Uint8Array): never {
  throw damaged(id);
}
