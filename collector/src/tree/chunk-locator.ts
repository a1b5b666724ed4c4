/**
 * Asks the datastore's owner where chunks lie, in batches.
 */
import { idToHex } from '@stillpoint/proto/chunk-identity.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { countOf } from '@stillpoint/proto/text/format-count.ts';

import type { AdminApi } from '../admin/admin-api.ts';

/** One copy of a chunk. `block` names the block: equal for all chunks of one. */
export interface ChunkLocation {
  readonly block: BlockLocation;
  readonly chunkOffset: number;
  readonly chunkBytes: number;
}

/** A block of a pack. `key` is equal exactly for equal blocks. */
export interface BlockLocation {
  readonly key: string;
  /** 32 hexadecimal digits. */
  readonly packId: string;
  readonly offset: number;
  readonly bytes: number;
}

// About 60 bytes an answer: half a MiB a message.
const maxIdsPerCall = 8192;

/** Asks for n ids of 32 bytes; the answer has, for each in order, its copies: whole ones first, those known to be damaged last. */
export async function locateChunks(api: AdminApi, ids: Uint8Array): Promise<ChunkLocation[][]> {
  const found: ChunkLocation[][] = [];
  // Chunks that lie together share one object.
  const blocks = new Map<string, BlockLocation>();
  for (let start = 0; start < ids.length; start += maxIdsPerCall * 32) {
    const part = ids.subarray(start, start + maxIdsPerCall * 32);
    const reply = await api.locateChunks({ ids: part });
    const chunks = reply.chunks ?? [];
    if (chunks.length * 32 !== part.length) throw new StillpointError('PROTOCOL_VIOLATION', `the collector answered for ${chunks.length} chunks, not for ${part.length / 32}`);
    for (const { locations } of chunks) {
      const copies = [...(locations ?? [])].sort((left, right) => Number(left.damaged ?? false) - Number(right.damaged ?? false));
      found.push(
        copies.map((copy) => {
          const packId = Buffer.from(copy.packId ?? []).toString('hex');
          const offset = copy.blockOffset ?? 0;
          const key = `${packId}:${offset}`;
          let block = blocks.get(key);
          if (block === undefined) {
            block = { key, packId, offset, bytes: copy.blockBytes ?? 0 };
            blocks.set(key, block);
          }
          return { block, chunkOffset: copy.chunkOffset ?? 0, chunkBytes: copy.chunkBytes ?? 0 };
        }),
      );
    }
  }
  return found;
}

/** Orders blocks as they lie in their packs, so that a disk reads forward. */
export function inPackOrder(left: BlockLocation, right: BlockLocation): number {
  return left.packId === right.packId ? left.offset - right.offset : left.packId < right.packId ? -1 : 1;
}

/** CHUNK_MISSING for an id that the datastore does not hold. */
export function missingChunk(id: Uint8Array): StillpointError {
  return new StillpointError('CHUNK_MISSING', `chunk ${idToHex(id)} is not in the datastore`, { hint: 'run `stillpoint-collector verify` to list what is hurt; the next backup that has this content brings it back' });
}

/** CHUNK_CORRUPT for an id of which no copy is whole; `cause` is what was wrong with the last one. */
export function corruptChunk(id: Uint8Array, copies: number, cause: unknown): StillpointError {
  return new StillpointError('CHUNK_CORRUPT', `chunk ${idToHex(id)} is damaged (${countOf(copies, 'copy', 'copies')})`, {
    hint: 'run `stillpoint-collector verify --read-data` to list every damaged snapshot; the next backup that has this content heals it',
    cause,
  });
}
