/**
 * Gives a reading the chunks that it asks for and may have: whatever else lies in a stored block stays here. A block of data of which it wants everything may go as it is
 * stored; of others the chunks are taken out and put into a plain one. Each node that goes out
 * reveals what it names, before it goes.
 */
import { idKey, idToHex } from '@stillpoint/proto/chunk-identity.ts';
import { SpentBuffers } from '@stillpoint/proto/collect-garbage.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { BlockClass, checkBlockPayload, decodeBlockHeader, encodeBlockHeader } from '@stillpoint/proto/format/block.ts';
import { decodeFrame } from '@stillpoint/proto/format/node.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import { CheckedBlock } from '@stillpoint/proto/tree/checked-block.ts';
import { encodePlainBlock } from '@stillpoint/proto/tree/plain-block.ts';

import type { Catalog, ChunkFacts, ChunkPlace } from '../catalog/catalog.ts';
import { BlockInflater } from '../datastore/block-inflater.ts';
import type { PackReader } from '../datastore/pack-reader.ts';
import type { RevealedChunks } from './revealed-chunks.ts';
import { maxCheckedChunks } from '../verify/chunk-check.ts';

/** Where chunks come from, and for whom blocks are made (16 bytes each). */
export interface DeliveryParts {
  readonly catalog: Pick<Catalog, 'locateChunks'>;
  readonly packs: Pick<PackReader, 'readBlock'>;
  readonly agentId: Buffer;
  readonly sessionId: Buffer;
}

/** `ids`: n * 32 bytes. `compressed`: blocks may go as they are stored. */
export interface ChunkRequest {
  readonly ids: Uint8Array;
  readonly compressed: boolean;
}

/** What went out so far. */
export interface DeliveryCounts {
  readonly nodes: number;
  readonly dataChunks: number;
  readonly dataBytes: number;
}

interface Wanted {
  readonly id: Uint8Array;
  readonly key: string;
  readonly facts: ChunkFacts;
  readonly isNode: boolean;
  readonly copies: readonly ChunkPlace[];
}

interface StoredBlock {
  readonly place: ChunkPlace;
  readonly wanted: Wanted[];
}

/** Chunks of a block that go out, by their position in it. */
interface Picked {
  readonly index: number;
  readonly facts: ChunkFacts;
  readonly isNode: boolean;
}

const collectBytes = 24 * 1_048_576;
const nothing = Buffer.alloc(0);

/** Delivers to one reading; several deliveries may run at a time. */
export class ChunkDelivery {
  readonly #parts: DeliveryParts;
  readonly #revealed: RevealedChunks;
  readonly #inflater = new BlockInflater();
  readonly #spent = new SpentBuffers(collectBytes);
  readonly #suspects = new Map<string, Uint8Array>();
  #counts: DeliveryCounts = { nodes: 0, dataChunks: 0, dataBytes: 0 };

  constructor(parts: DeliveryParts, revealed: RevealedChunks) {
    this.#parts = parts;
    this.#revealed = revealed;
  }

  /** Chunks (n * 32 bytes) of which a copy was met that is not whole; a bounded number. */
  get suspects(): Uint8Array {
    return Buffer.concat([...this.#suspects.values()]);
  }

  get counts(): DeliveryCounts {
    return this.#counts;
  }

  /**
   * Hands blocks to `send`, in the order of the packs, and tells of each id that could not be had. `beforeData` is awaited before the first chunk of data goes out. RESTORE_REFUSED,
   * before anything is read, when one of the ids was not revealed.
   */
  async deliver({ ids, compressed }: ChunkRequest, send: (block: Buffer) => Promise<void>, beforeData: () => Promise<void>): Promise<v1.ChunkFailure.$Properties[]> {
    const failures: v1.ChunkFailure.$Properties[] = [];
    const wanted = await this.#judge(ids, failures);
    if (wanted.some(({ isNode }) => !isNode)) await beforeData();
    const blocks = this.#blocksOf(wanted, failures);
    const read = (block: StoredBlock | undefined): Promise<Buffer | CheckedBlock | undefined> => this.#read(block, compressed);
    let reading = read(blocks[0]);
    for (const [index, block] of blocks.entries()) {
      const stored = await reading;
      reading = read(blocks[index + 1]);
      for (const damaged of Buffer.isBuffer(stored) ? await this.#sendWhole(stored, block.wanted, send) : await this.#send(stored, block.wanted, send)) {
        if (this.#suspects.size < maxCheckedChunks) this.#suspects.set(`${block.place.packId}:${block.place.blockOffset}`, new Uint8Array(damaged.id));
        if (!(await this.#sendCopy(damaged, damaged.copies.slice(1), send)) && !(await this.#sendMoved(damaged, send))) failures.push(failure(damaged.id, 'CHUNK_CORRUPT', 'is damaged'));
      }
    }
    return failures;
  }

  async #judge(ids: Uint8Array, failures: v1.ChunkFailure.$Properties[]): Promise<Wanted[]> {
    const wanted = new Map<string, Omit<Wanted, 'copies'>>();
    for (const [index, facts] of (await this.#revealed.lookup(ids)).entries()) {
      const id = ids.subarray(index * 32, index * 32 + 32);
      const key = idKey(id);
      const standing = this.#revealed.standing(key, facts);
      // The same words for what is another agent's and for what does not exist.
      if (standing === 'hidden') throw new StillpointError('RESTORE_REFUSED', `chunk ${idToHex(id)} is in no snapshot that this guest has opened`, { hint: 'other guests\' files are restored at the collector' });
      if (standing === 'missing' || facts === undefined) failures.push(failure(id, 'CHUNK_MISSING', 'is not in the datastore'));
      else wanted.set(key, { id, key, facts, isNode: standing === 'node' });
    }
    const chosen = [...wanted.values()];
    const places = await this.#parts.catalog.locateChunks(Buffer.concat(chosen.map(({ id }) => id)));
    return chosen.map((chunk, index) => ({ ...chunk, copies: places[index] ?? [] }));
  }

  #blocksOf(wanted: readonly Wanted[], failures: v1.ChunkFailure.$Properties[]): StoredBlock[] {
    const blocks = new Map<string, StoredBlock>();
    for (const chunk of wanted) {
      const [place] = chunk.copies;
      if (place === undefined) {
        failures.push(failure(chunk.id, 'CHUNK_MISSING', 'is not in the datastore'));
        continue;
      }
      const name = `${place.packId}:${place.blockOffset}`;
      const block = blocks.get(name);
      if (block === undefined) blocks.set(name, { place, wanted: [chunk] });
      else block.wanted.push(chunk);
    }
    return [...blocks.values()].sort(({ place: left }, { place: right }) => (left.packId === right.packId ? left.blockOffset - right.blockOffset : left.packId < right.packId ? -1 : 1));
  }

  /** The block: as it may go out whole, or inflated; undefined when it cannot be read or inflated. Never rejects for damage, because it is begun before its turn. */
  async #read(block: StoredBlock | undefined, compressed: boolean): Promise<Buffer | CheckedBlock | undefined> {
    if (block === undefined) return undefined;
    const { packId, blockOffset, blockBytes } = block.place;
    try {
      const bytes = await this.#parts.packs.readBlock(packId, blockOffset, blockBytes);
      if (compressed && this.#makeWhole(bytes, block.wanted)) return bytes;
      const { header, raw } = this.#inflater.inflate(bytes);
      return new CheckedBlock({ header, raw: Buffer.from(raw) });
    } catch (error) {
      // The reader is told of the chunk, when no other copy of it is whole either.
      if (error instanceof StillpointError) return undefined;
      throw error;
    }
  }

  /**
   * True when all of a stored block is data that is wanted: then it is the reader's from here on, with its ids in the header. Nodes are inflated always, for what they
   * reveal. BLOCK_INVALID.
   */
  #makeWhole(bytes: Buffer, wanted: readonly Wanted[]): boolean {
    const { agentId, sessionId } = this.#parts;
    const header = decodeBlockHeader(bytes);
    checkBlockPayload(header, bytes);
    const keys = new Set(wanted.map(({ key, isNode }) => (isNode ? '' : key)));
    if (header.blockClass !== BlockClass.data || !header.chunkLengths.every((_, index) => keys.has(idKey(header.chunkIds, index * 32)))) return false;
    encodeBlockHeader({ ...header, agentId, sessionId }, bytes);
    return true;
  }

  /** Sends it, and returns those of `wanted` that are not in it: the index was wrong about them. */
  async #sendWhole(bytes: Buffer, wanted: readonly Wanted[], send: (block: Buffer) => Promise<void>): Promise<readonly Wanted[]> {
    const { chunkIds, chunkLengths, rawBytes } = decodeBlockHeader(bytes);
    const { nodes, dataChunks, dataBytes } = this.#counts;
    this.#counts = { nodes, dataChunks: dataChunks + chunkLengths.length, dataBytes: dataBytes + rawBytes };
    await send(bytes);
    this.#spent.add(bytes.length);
    const sent = new Set(chunkLengths.map((_, index) => idKey(chunkIds, index * 32)));
    return wanted.filter(({ key }) => !sent.has(key));
  }

  /** A pack that was rewritten since the chunk was looked up is gone; the chunk is elsewhere now. */
  async #sendMoved(chunk: Wanted, send: (block: Buffer) => Promise<void>): Promise<boolean> {
    const [places = []] = await this.#parts.catalog.locateChunks(chunk.id);
    const isNew = (place: ChunkPlace): boolean => !chunk.copies.some((copy) => copy.packId === place.packId && copy.blockOffset === place.blockOffset);
    return this.#sendCopy(chunk, places.filter(isNew), send);
  }

  async #sendCopy(chunk: Wanted, copies: readonly ChunkPlace[], send: (block: Buffer) => Promise<void>): Promise<boolean> {
    for (const place of copies) {
      const block = await this.#read({ place, wanted: [chunk] }, false);
      if (!Buffer.isBuffer(block) && (await this.#send(block, [chunk], send)).length === 0) return true;
    }
    return false;
  }

  /** Sends what is whole; returns the others. */
  async #send(block: CheckedBlock | undefined, wanted: readonly Wanted[], send: (block: Buffer) => Promise<void>): Promise<readonly Wanted[]> {
    if (block === undefined) return wanted;
    const positions = new Map(block.offsets.map((_, index) => [idKey(block.header.chunkIds, index * 32), index]));
    const damaged: Wanted[] = [];
    const picked: Picked[] = [];
    for (const chunk of wanted) {
      const index = positions.get(chunk.key);
      if (index !== undefined && block.isWhole(index)) picked.push({ index, facts: chunk.facts, isNode: chunk.isNode });
      else damaged.push(chunk);
    }
    if (picked.length === 0) return damaged;
    if (block.header.blockClass === BlockClass.metadata) await this.#addNext(block, positions, picked);
    await this.#revealBelow(block, picked);
    this.#count(block, picked);
    const plain = this.#plain(block, picked);
    await send(plain);
    this.#spent.add(block.raw.length + plain.length);
    return damaged;
  }

  /**
   * Nodes of the same block that the reading may have and has not had: it will ask for them soon, since trees are stored from their leaves to their root. Without them each
   * directory would cost a round trip.
   */
  async #addNext(block: CheckedBlock, positions: ReadonlyMap<string, number>, picked: Picked[]): Promise<void> {
    const facts = await this.#revealed.lookup(block.header.chunkIds);
    const taken = new Set(picked.map(({ index }) => index));
    const add = (index: number): void => {
      const known = facts[index];
      if (known === undefined || taken.has(index) || this.#revealed.wasSent(known) || !block.isWhole(index)) return;
      taken.add(index);
      picked.push({ index, facts: known, isNode: true });
    };
    for (const [key, index] of positions) if (this.#revealed.standing(key, facts[index]) === 'node') add(index);
    // The list grows while it is gone through.
    for (const { index, isNode } of picked) {
      const { nodeIds } = isNode ? namedBy(block.chunk(index)) : { nodeIds: nothing };
      for (let start = 0; start < nodeIds.length; start += 32) {
        const below = positions.get(idKey(nodeIds, start));
        if (below !== undefined) add(below);
      }
    }
  }

  async #revealBelow(block: CheckedBlock, picked: readonly Picked[]): Promise<void> {
    const named = picked.filter(({ isNode }) => isNode).map(({ index }) => namedBy(block.chunk(index)));
    if (named.length > 0) await this.#revealed.reveal(Buffer.concat(named.map(({ nodeIds }) => nodeIds)), Buffer.concat(named.map(({ dataIds }) => dataIds)));
  }

  #count(block: CheckedBlock, picked: readonly Picked[]): void {
    let { nodes, dataChunks, dataBytes } = this.#counts;
    for (const { index, facts, isNode } of picked) {
      if (isNode) {
        nodes += 1;
        this.#revealed.noteSent(facts);
      } else {
        dataChunks += 1;
        dataBytes += block.chunk(index).length;
      }
    }
    this.#counts = { nodes, dataChunks, dataBytes };
  }

  #plain(block: CheckedBlock, picked: readonly Picked[]): Buffer {
    const { agentId, sessionId } = this.#parts;
    const chunkIds = Buffer.concat(picked.map(({ index }) => block.header.chunkIds.subarray(index * 32, index * 32 + 32)));
    return encodePlainBlock({ blockClass: block.header.blockClass, agentId, sessionId, chunkIds, chunks: picked.map(({ index }) => block.chunk(index)) });
  }
}

/** What a node names. One that does not decode, though it is what its id says, names nothing. */
function namedBy(bytes: Buffer): { readonly nodeIds: Buffer; readonly dataIds: Buffer } {
  try {
    return decodeFrame(bytes);
  } catch (error) {
    if (error instanceof StillpointError && error.code === 'NODE_CORRUPT') return { nodeIds: nothing, dataIds: nothing };
    throw error;
  }
}

function failure(id: Uint8Array, code: 'CHUNK_MISSING' | 'CHUNK_CORRUPT', what: string): v1.ChunkFailure.$Properties {
  return { chunkId: id, code, text: `chunk ${idToHex(id)} ${what}` };
}
