/**
 * Checks packs: headers, footers, agreement with the index, and (when data is read) every chunk of every block.
 */
import { idKey } from '@stillpoint/proto/chunk-identity.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { formatCount } from '@stillpoint/proto/text/format-count.ts';

import type { IndexedBlock } from '../catalog/catalog.ts';
import type { Datastore } from '../datastore/datastore.ts';
import type { PackContent } from '../datastore/pack-facts.ts';
import { decodePackHeader, PACK_HEADER_BYTES, PACK_TRAILER_BYTES, packObjectName } from '../datastore/pack-layout.ts';
import type { PackFile } from '../datastore/pack-reader.ts';
import type { DamagedRange } from '../datastore/pack-scan.ts';
import { BlockChecker } from './block-checker.ts';
import { expectedBlock, idsOf, noteBadBlock } from './block-check.ts';
import type { FindingText } from './damage-book.ts';
import type { VerifyContext, VerifyStep } from './verify-context.ts';

// Chunks of one question to the index.
const idsAtOnce = 4096;
// docs/formats.md, "Pack".
const footerMagic = 'SPFT';

/** Checks every pack file. */
export async function* checkPacks(context: VerifyContext): VerifyStep {
  const { catalog, counts, datastore } = context;
  const indexed = new Map((await catalog.listPacks()).map((pack) => [pack.packId, pack]));
  const files: PackFile[] = [];
  for await (const file of datastore.packs.listPacks()) files.push(file);
  const total = files.reduce((sum, { fileBytes }) => sum + fileBytes, 0);
  const step = context.readData ? 'reading packs' : 'checking packs';
  await using checker = context.readData ? BlockChecker.open(datastore.directory) : undefined;
  let done = 0;
  for (const file of context.plan.order(files)) {
    yield { step, done, total };
    const blocks = await findBlocks(context, file, indexed.get(file.packId)?.sealed === true);
    if (checker !== undefined) {
      for await (const offset of readBlocks(context, file.packId, blocks, checker)) yield { step, done: done + offset, total };
    }
    indexed.delete(file.packId);
    counts.packs += 1;
    done += file.fileBytes;
  }
  yield { step, done, total };
  for (const packId of indexed.keys()) if (await isIndexed(context, packId)) await noteLostPack(context, packId, 'CHUNK_MISSING', 'the file of this pack does not exist');
}

/** The blocks that a pack must hold: those of its footer or, while it has none, those that the index knows. None when the pack was read through already. */
async function findBlocks(context: VerifyContext, file: PackFile, sealedInIndex: boolean): Promise<IndexedBlock[]> {
  const { packId } = file;
  let error: StillpointError;
  try {
    return await readFooter(context, packId);
  } catch (cause) {
    if (!(cause instanceof StillpointError)) throw cause;
    error = cause;
  }
  if (await isCollected(context, packId, error)) return [];
  // A pack that a collector writes at this moment has no footer yet, nor has one whose collector died: neither is damage.
  if (error.code === 'PACK_CORRUPT' && !sealedInIndex && !(await hasWholeFooter(context.datastore, file))) {
    try {
      // Sealed in between.
      if (await context.datastore.packs.isSealed(packId)) return await readFooter(context, packId);
      return await openBlocks(context, packId);
    } catch (cause) {
      if (!(cause instanceof StillpointError)) throw cause;
      error = cause;
    }
  }
  context.book.add({ code: error.code, object: `pack ${packId}`, text: error.message });
  await scan(context, packId);
  return [];
}

async function readFooter(context: VerifyContext, packId: string): Promise<IndexedBlock[]> {
  const content = await context.datastore.packs.readContent(packId);
  await compareWithIndex(context, content);
  return content.blocks.map(expectedBlock);
}

/**
 * What the index knows of an open pack was whole when it was written. What lies behind that is being written, and counts for nothing yet.
 */
async function openBlocks({ book, catalog, datastore }: VerifyContext, packId: string): Promise<IndexedBlock[]> {
  const blocks = await catalog.listBlocks(packId);
  if (blocks.length === 0) return blocks;
  const header = await datastore.objects.read(packObjectName(packId), 0, PACK_HEADER_BYTES);
  decodePackHeader(header ?? Buffer.alloc(0), packId);
  let end = PACK_HEADER_BYTES;
  for (const { offset, totalBytes } of blocks) {
    if (offset > end) book.add(emptyRange(packId, { offset: end, bytes: offset - end }));
    end = offset + totalBytes;
  }
  return blocks;
}

/** True when the pack went with a garbage collection since the files were listed: the index forgets it first. */
async function isCollected(context: VerifyContext, packId: string, error: { readonly code: string }): Promise<boolean> {
  return error.code === 'CHUNK_MISSING' && !(await isIndexed(context, packId));
}

async function isIndexed({ catalog }: Pick<VerifyContext, 'catalog'>, packId: string): Promise<boolean> {
  return (await catalog.listPacks()).some((pack) => pack.packId === packId);
}

/** Finds every block that is whole by reading the pack through, and notes those that the index knows and that are not. */
async function scan(context: VerifyContext, packId: string): Promise<void> {
  const { book, catalog, counts, datastore: { packs } } = context;
  try {
    const { content, damage } = await packs.scanPack(packId);
    counts.readBytes += content.fileBytes;
    for (const block of content.blocks) counts.chunks += block.chunks.length;
    const whole = new Set(content.blocks.map(({ offset }) => offset));
    const lost = (await catalog.listBlocks(packId)).filter(({ offset }) => !whole.has(offset));
    for (const range of damage) {
      if (!lost.some(({ offset, totalBytes }) => offset < range.offset + range.bytes && range.offset < offset + totalBytes)) book.add(emptyRange(packId, range));
    }
    for (const block of lost) await noteBadBlock(context, packId, block, { code: 'CHUNK_CORRUPT', text: 'this block is damaged', badIds: idsOf(block) });
  } catch (error) {
    if (!(error instanceof StillpointError)) throw error;
    await noteLostPack(context, packId, error.code, error.message);
  }
}

/** Notes a pack of which nothing can be read. */
async function noteLostPack({ book, catalog }: VerifyContext, packId: string, code: string, text: string): Promise<void> {
  book.setLostPack(packId);
  book.add({ code, object: `pack ${packId}`, text });
  if (code === 'DATASTORE_DENIED') return;
  for (const block of await catalog.listBlocks(packId)) {
    for (const id of idsOf(block)) book.recordBadCopy({ id, packId, blockOffset: block.offset });
  }
}

function emptyRange(packId: string, { offset, bytes }: DamagedRange): FindingText {
  return { code: 'PACK_CORRUPT', object: `pack ${packId} offset ${offset}`, text: `${bytes} bytes from offset ${offset} on hold no whole block` };
}

/** True when a pack without a valid trailer ends in a footer and the bytes of a trailer: it was sealed, and the trailer was damaged afterwards. */
async function hasWholeFooter({ objects }: Datastore, { packId, fileBytes }: PackFile): Promise<boolean> {
  const tail = await objects.read(packObjectName(packId), Math.max(0, fileBytes - PACK_TRAILER_BYTES), PACK_TRAILER_BYTES);
  if (tail?.length !== PACK_TRAILER_BYTES) return false;
  // One damaged field of the trailer leaves the others: where it says that the footer begins, or how long that is.
  const candidates = [Number(tail.readBigUInt64LE(0)), fileBytes - PACK_TRAILER_BYTES - tail.readUInt32LE(8)];
  for (const offset of candidates) {
    if (offset < PACK_HEADER_BYTES || offset >= fileBytes - PACK_TRAILER_BYTES) continue;
    const magic = await objects.read(packObjectName(packId), offset, footerMagic.length);
    if (magic?.toString('latin1') === footerMagic) return true;
  }
  return false;
}

async function compareWithIndex({ book, catalog, signal }: VerifyContext, content: PackContent): Promise<void> {
  let batch: { readonly id: Uint8Array; readonly offset: number }[] = [];
  // A block that holds a chunk twice has one place for it.
  const unknown = new Set<string>();
  const compare = async (): Promise<void> => {
    const places = await catalog.locateChunks(Buffer.concat(batch.map(({ id }) => id)));
    for (const [index, { id, offset }] of batch.entries()) {
      if (places[index]?.some((place) => place.packId === content.packId && place.blockOffset === offset) !== true) unknown.add(`${offset} ${idKey(id)}`);
    }
    batch = [];
  };
  for (const block of content.blocks) {
    signal.throwIfAborted();
    for (const { id } of block.chunks) batch.push({ id, offset: block.offset });
    if (batch.length >= idsAtOnce) await compare();
  }
  await compare();
  // What a collection has condemned is not lacking. Asked last: it may have gone on meanwhile.
  if (unknown.size === 0 || unknown.size <= (await catalog.condemnedPlaces(content.packId)) || !(await isIndexed({ catalog }, content.packId))) return;
  book.add({ code: 'CATALOG_INVALID', object: `pack ${content.packId}`, text: `the catalog lacks ${formatCount(unknown.size)} of its chunks; stop the collector and run \`stillpoint-collector rebuild-catalog\`` });
}

/** Reads and checks the blocks; yields the offset reached. */
async function* readBlocks(context: VerifyContext, packId: string, blocks: readonly IndexedBlock[], checker: BlockChecker): AsyncGenerator<number> {
  const { counts, plan, signal } = context;
  for (const block of blocks) {
    signal.throwIfAborted();
    if (!plan.wants(packId, block.offset) || !(await isWanted(context, block))) continue;
    const failure = await checker.check(packId, block);
    if (failure !== undefined && (await isCollected(context, packId, failure))) return;
    const badIds = failure === undefined ? [] : await withoutCondemned(context, packId, failure.badIds);
    if (failure !== undefined && badIds.length > 0) await noteBadBlock(context, packId, block, { ...failure, badIds });
    counts.readBytes += block.totalBytes;
    counts.chunks += block.chunkBytes.length;
    await plan.done(packId, block.offset, block.totalBytes);
    yield block.offset;
  }
}

/** A condemned chunk that is damaged is nobody's loss: its space is given back some day. */
async function withoutCondemned({ catalog }: VerifyContext, packId: string, ids: readonly Uint8Array[]): Promise<readonly Uint8Array[]> {
  if ((await catalog.condemnedPlaces(packId)) === 0) return ids;
  const known = await catalog.lookupChunks(Buffer.concat(ids));
  return ids.filter((_, at) => known[at] !== undefined);
}

async function isWanted({ catalog, only }: VerifyContext, { ids }: IndexedBlock): Promise<boolean> {
  if (only === undefined) return true;
  return (await catalog.lookupChunks(ids)).some((chunk) => chunk !== undefined && only.has(chunk.number));
}
