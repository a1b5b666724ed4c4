/**
 * Checks packs: headers, footers, agreement with the index, and (when data is read) every chunk of every block.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';

import { blake3 } from '@napi-rs/blake-hash';

import { idToHex } from '@stillpoint/proto/chunk-identity.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';

import type { Datastore } from '../datastore/datastore.ts';
import { BlockInflater } from '../datastore/block-inflater.ts';
import type { PackContent, PackedBlock } from '../datastore/pack-facts.ts';
import { PACK_HEADER_BYTES, PACK_TRAILER_BYTES, packObjectName } from '../datastore/pack-layout.ts';
import type { PackFile } from '../datastore/pack-reader.ts';
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
  const inflater = new BlockInflater();
  let done = 0;
  for (const file of files) {
    yield { step, done, total };
    const content = await readContent(context, file, indexed.get(file.packId)?.sealed);
    if (content !== undefined) {
      await compareWithIndex(context, content);
      if (context.readData) {
        for await (const offset of readBlocks(context, content, inflater)) yield { step, done: done + offset, total };
      }
    }
    indexed.delete(file.packId);
    counts.packs += 1;
    done += file.fileBytes;
  }
  yield { step, done, total };
  for (const packId of indexed.keys()) {
    context.book.setWholeBlocks(packId, new Set());
    context.book.add({ code: 'CHUNK_MISSING', object: `pack ${packId}`, text: 'the file of this pack does not exist' });
  }
}

/** The content of a sealed pack from its footer; undefined for one without, which is read through instead. */
async function readContent(context: VerifyContext, { packId, fileBytes }: PackFile, sealedInIndex: boolean | undefined): Promise<PackContent | undefined> {
  const { book, datastore } = context;
  try {
    return await datastore.packs.readContent(packId);
  } catch (error) {
    if (!(error instanceof StillpointError)) throw error;
    // A pack that a collector writes at this moment has no footer yet, nor has one whose collector died: neither is damage.
    const isOpen = error.code === 'PACK_CORRUPT' && sealedInIndex !== true && !(await datastore.packs.isSealed(packId)) && !(await hasWholeFooter(datastore, packId, fileBytes));
    if (!isOpen) book.add({ code: error.code, object: `pack ${packId}`, text: error.message });
    if (!isOpen || context.readData) await scan(context, packId, isOpen);
    return undefined;
  }
}

/** Finds every block that is whole by reading the pack through, checking each. */
async function scan({ book, counts, datastore: { packs } }: VerifyContext, packId: string, isOpen: boolean): Promise<void> {
  try {
    const { content, damage } = await packs.scanPack(packId);
    counts.readBytes += content.fileBytes;
    for (const block of content.blocks) counts.chunks += block.chunks.length;
    for (const range of damage) {
      book.add({ code: 'PACK_CORRUPT', object: `pack ${packId} offset ${range.offset}`, text: `${range.bytes} bytes from offset ${range.offset} on hold no whole block` });
    }
    // The end of an open pack is being written, and its blocks are not all indexed.
    if (!isOpen || damage.length > 0) book.setWholeBlocks(packId, new Set(content.blocks.map((block) => block.offset)));
  } catch (error) {
    if (!(error instanceof StillpointError)) throw error;
    book.setWholeBlocks(packId, new Set());
    book.add({ code: error.code, object: `pack ${packId}`, text: error.message });
  }
}

/** True when a pack without a valid trailer ends in a footer and the bytes of a trailer: it was sealed, and the trailer was damaged afterwards. */
async function hasWholeFooter({ objects }: Datastore, packId: string, fileBytes: number): Promise<boolean> {
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
  let unknown = 0;
  const compare = async (): Promise<void> => {
    const places = await catalog.locateChunks(Buffer.concat(batch.map(({ id }) => id)));
    for (const [index, { offset }] of batch.entries()) {
      if (places[index]?.some((place) => place.packId === content.packId && place.blockOffset === offset) !== true) unknown += 1;
    }
    batch = [];
  };
  for (const block of content.blocks) {
    signal.throwIfAborted();
    for (const { id } of block.chunks) batch.push({ id, offset: block.offset });
    if (batch.length >= idsAtOnce) await compare();
  }
  await compare();
  if (unknown === 0) return;
  book.add({ code: 'CATALOG_INVALID', object: `pack ${content.packId}`, text: `the catalog does not know ${unknown} of its chunks; stop the collector and run \`stillpoint-collector rebuild-catalog\`` });
}

/** Reads and checks the blocks; yields the offset reached. */
async function* readBlocks(context: VerifyContext, content: PackContent, inflater: BlockInflater): AsyncGenerator<number> {
  const { counts, signal } = context;
  for (const block of content.blocks) {
    signal.throwIfAborted();
    if (!(await isWanted(context, block))) continue;
    const failure = await checkBlock(context, content.packId, block, inflater);
    if (failure !== undefined) await noteBadBlock(context, content.packId, block, failure);
    counts.readBytes += block.totalBytes;
    counts.chunks += block.chunks.length;
    yield block.offset;
    // Inflating and hashing 1 MiB takes milliseconds: sessions get their turn.
    await nextTurn();
  }
}

async function isWanted({ catalog, only }: VerifyContext, block: PackedBlock): Promise<boolean> {
  if (only === undefined) return true;
  const facts = await catalog.lookupChunks(Buffer.concat(block.chunks.map(({ id }) => id)));
  return facts.some((chunk) => chunk !== undefined && only.has(chunk.number));
}

interface BlockFailure {
  readonly error: StillpointError;
  readonly badChunks: readonly Uint8Array[];
}

async function checkBlock({ datastore: { packs } }: VerifyContext, packId: string, block: PackedBlock, inflater: BlockInflater): Promise<BlockFailure | undefined> {
  const all = block.chunks.map(({ id }) => id);
  try {
    const { header, raw } = inflater.inflate(await packs.readBlock(packId, block.offset, block.totalBytes));
    const ids = Buffer.concat(all);
    if (!ids.equals(Buffer.from(header.chunkIds))) throw new StillpointError('BLOCK_INVALID', 'the block holds other chunks than the footer of its pack says');
    const bad = all.filter((id, index) => {
      const start = block.chunks.slice(0, index).reduce((sum, { lengthBytes }) => sum + lengthBytes, 0);
      return blake3(raw.subarray(start, start + (block.chunks[index]?.lengthBytes ?? 0))).compare(id) !== 0;
    });
    return bad.length === 0 ? undefined : { error: new StillpointError('CHUNK_CORRUPT', `${bad.length} of ${all.length} chunks do not match their ids`), badChunks: bad };
  } catch (error) {
    if (!(error instanceof StillpointError)) throw error;
    return { error, badChunks: all };
  }
}

async function noteBadBlock({ book, catalog }: VerifyContext, packId: string, block: PackedBlock, { error, badChunks }: BlockFailure): Promise<void> {
  const code = error.code === 'BLOCK_INVALID' ? 'CHUNK_CORRUPT' : error.code;
  const places = await catalog.locateChunks(Buffer.concat(badChunks));
  for (const [index, id] of badChunks.entries()) {
    const known = places[index]?.some((place) => place.packId === packId && place.blockOffset === block.offset && place.damaged) === true;
    book.addBadCopy({ id, packId, blockOffset: block.offset }, !known && code !== 'DATASTORE_DENIED');
  }
  const named = badChunks.slice(0, 3).map((id) => idToHex(id)).join(', ');
  const more = badChunks.length > 3 ? ` and ${badChunks.length - 3} more` : '';
  book.add({ code, object: `pack ${packId} block ${block.offset}`, text: `${error.message} (chunks ${named}${more})` }, badChunks);
}
