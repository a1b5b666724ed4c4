/**
 * Copies what lives in a pack into a new one, block by block, so that the old one can go. A block is copied as it lies, whatever else is in it; nothing is copied unless every block was read and
 * found whole before.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { decodeBlockHeader } from '@stillpoint/proto/format/block.ts';

import type { Catalog, IndexedBlock } from '../catalog/catalog.ts';
import { BlockInflater } from '../datastore/block-inflater.ts';
import type { Datastore } from '../datastore/datastore.ts';
import { PACK_HEADER_BYTES, packObjectName, decodePackHeader } from '../datastore/pack-layout.ts';
import type { PackContent, PackedBlock } from '../datastore/pack-facts.ts';
import { PackWriter } from '../datastore/pack-writer.ts';
import { checkBlock } from '../verify/block-check.ts';
import type { BadCopy } from '../verify/damage-book.ts';

/** What a rewrite works on. */
export interface RewriteParts {
  readonly catalog: Pick<Catalog, 'listBlocks'>;
  readonly datastore: Pick<Datastore, 'directory' | 'objects' | 'packs'>;
  readonly signal: AbortSignal;
  /** Is told of copies that are not whole; nothing is copied then. */
  readonly damaged: (copies: readonly BadCopy[]) => Promise<void>;
  /** ms since 1970. */
  readonly now: () => number;
}

/**
 * The new pack, sealed and fsynced, which the index does not know yet; undefined when a block of the old one is damaged, which `damaged` is told: then that stays, for whoever may heal or save something of it. DATASTORE_*; what was written
 * until then is sealed at the next start and holds nothing but copies.
 */
export async function rewritePack(parts: RewriteParts, packId: string): Promise<PackContent | undefined> {
  const { catalog, datastore, signal, now } = parts;
  const living = (await catalog.listBlocks(packId)).filter(({ ids }) => ids.length > 0);
  if (living.length === 0 || !(await areWhole(parts, packId, living))) return undefined;
  const head = await datastore.objects.read(packObjectName(packId), 0, PACK_HEADER_BYTES);
  const { blockClass } = decodePackHeader(head ?? Buffer.alloc(0), packId);
  using writer = PackWriter.create(datastore.directory, blockClass, now);
  const blocks: PackedBlock[] = [];
  for (const { offset, totalBytes } of living) {
    signal.throwIfAborted();
    const bytes = await datastore.packs.readBlock(packId, offset, totalBytes);
    blocks.push(writer.append(bytes, decodeBlockHeader(bytes)));
    await nextTurn();
  }
  const fileBytes = writer.seal();
  return { packId: writer.packId, blockClass, sealed: true, fileBytes, blocks };
}

async function areWhole({ datastore, signal, damaged }: RewriteParts, packId: string, blocks: readonly IndexedBlock[]): Promise<boolean> {
  const inflater = new BlockInflater();
  const bad: BadCopy[] = [];
  let isWhole = true;
  for (const block of blocks) {
    signal.throwIfAborted();
    const failure = await checkBlock(datastore.packs, packId, block, inflater);
    if (failure !== undefined) isWhole = false;
    // An error of the disk may pass.
    if (failure?.code === 'CHUNK_CORRUPT') for (const id of failure.badIds) bad.push({ id, packId, blockOffset: block.offset });
    await nextTurn();
  }
  if (bad.length > 0) await damaged(bad);
  return isWhole;
}

/** True for errors of a disk on which nothing can be written at this moment. */
export function isOutOfSpace(error: unknown): boolean {
  return error instanceof StillpointError && (error.code === 'DATASTORE_FULL' || error.code === 'DATASTORE_READ_ONLY');
}
