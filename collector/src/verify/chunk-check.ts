/**
 * Looks at single chunks of which somebody else says that they are damaged: nobody's word is taken for it, each copy is read again.
 */
import { idToHex } from '@stillpoint/proto/chunk-identity.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';

import type { AdminParts } from '../admin/admin-parts.ts';
import { BlockChecker } from './block-checker.ts';
import type { BadCopy } from './damage-book.ts';
import { recordNewBadCopies } from './damage-record.ts';

/** Ids that one call may name. */
export const maxCheckedChunks = 1000;

/** Reads every copy of the chunks (n * 32 bytes) that is not marked yet and marks those that are bad; answers how many. LIMIT_EXCEEDED, USAGE; nothing is marked on a datastore that was opened for reading. */
export async function checkChunkCopies({ catalog, datastore, decisions }: Pick<AdminParts, 'catalog' | 'datastore' | 'decisions'>, ids: Uint8Array, actor: string): Promise<number> {
  if (ids.length % 32 !== 0) throw new StillpointError('USAGE', `${ids.length} bytes are no list of ids`);
  if (ids.length > maxCheckedChunks * 32) throw new StillpointError('LIMIT_EXCEEDED', `${ids.length / 32} chunks were named; ${maxCheckedChunks} is the limit`);
  // In a thread: whoever names a thousand chunks must not make sessions wait while they are read.
  await using checker = BlockChecker.open(datastore.directory);
  const bad = new Map<string, BadCopy>();
  for (const [at, places] of (await catalog.locateChunks(ids)).entries()) {
    const id = ids.subarray(at * 32, at * 32 + 32);
    for (const { packId, blockOffset, blockBytes, chunkOffset, chunkBytes, damaged } of places) {
      if (damaged) continue;
      const failure = await checker.check(packId, { offset: blockOffset, totalBytes: blockBytes, ids: id, chunkOffsets: [chunkOffset], chunkBytes: [chunkBytes] });
      // A pack that is gone may have been collected, and what this process may not read may be whole: neither is written down.
      if (failure?.code !== 'CHUNK_CORRUPT' && failure?.code !== 'PACK_CORRUPT') continue;
      // What hurts one chunk of a block mostly hurts its neighbours.
      const block = (await catalog.listBlocks(packId)).find(({ offset }) => offset === blockOffset);
      const inBlock = block === undefined ? failure : await checker.check(packId, block);
      for (const badId of inBlock?.badIds ?? []) bad.set(`${packId}:${blockOffset}:${idToHex(badId)}`, { id: badId, packId, blockOffset });
    }
  }
  return await recordNewBadCopies({ catalog, decisions }, actor, [...bad.values()]);
}
