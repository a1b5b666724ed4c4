/** For tests: the chunks of a fixture whose blocks are plain, first copy first. Keeps nothing. */
import { chunkId, idToHex } from '../chunk-identity.ts';
import { StillpointError } from '../errors.ts';
import type { ChunkGroup, ChunkSource, GroupMember } from './chunk-source.ts';
import type { SnapshotFixture, StoredBlock } from './snapshot-fixture.ts';

export class FixtureChunks implements ChunkSource {
  readonly writerThread = new URL('../restore/delivered-write-thread.ts', import.meta.url);
  readonly #fixture: SnapshotFixture;

  constructor(fixture: SnapshotFixture) {
    this.#fixture = fixture;
  }

  async readChunk(id: Uint8Array): Promise<Buffer> {
    const places = this.#fixture.placesOf(id);
    if (places.length === 0) throw missing(id);
    for (const { block, chunkOffset, chunkBytes } of places) {
      if (block.lost) continue;
      // Not through the block's checks: only the chunk that is asked for must be whole.
      const start = block.bytes.length - block.rawBytes + chunkOffset;
      const chunk = Buffer.from(block.bytes.subarray(start, start + chunkBytes));
      this.#fixture.servedBytes += chunk.length;
      if (chunkId(chunk).equals(id)) return chunk;
    }
    throw new StillpointError('CHUNK_CORRUPT', `chunk ${idToHex(id)} is damaged`);
  }

  async readChunks(ids: Uint8Array): Promise<Buffer[]> {
    const chunks: Buffer[] = [];
    for (let start = 0; start < ids.length; start += 32) chunks.push(await this.readChunk(ids.subarray(start, start + 32)));
    return chunks;
  }

  async *readGroups(ids: Uint8Array, signal?: AbortSignal): AsyncGenerator<ChunkGroup> {
    const byBlock = new Map<StoredBlock, GroupMember[]>();
    for (let index = 0; index < ids.length / 32; index++) {
      const id = ids.subarray(index * 32, index * 32 + 32);
      const [place] = this.#fixture.placesOf(id);
      if (place === undefined) yield { members: [{ index, chunkOffset: 0 }], error: missing(id) };
      else byBlock.set(place.block, [...(byBlock.get(place.block) ?? []), { index, chunkOffset: place.chunkOffset }]);
    }
    for (const [block, members] of byBlock) {
      this.#fixture.onBlock?.();
      signal?.throwIfAborted();
      await Promise.resolve();
      if (!block.lost) this.#fixture.servedBytes += block.bytes.length;
      yield block.lost ? { members, error: new StillpointError('PACK_CORRUPT', `pack ${block.packId} cannot be read`) } : { members, block: block.bytes };
    }
  }
}

function missing(id: Uint8Array): StillpointError {
  return new StillpointError('CHUNK_MISSING', `chunk ${idToHex(id)} is not in the fixture`);
}
