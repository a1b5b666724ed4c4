/**
 * Reads nodes (metadata chunks) from the packs. Nodes that lie together were written together and are read together, so whole inflated blocks are kept,
 * up to a number of bytes. Asks nobody for permission: see permitted-nodes.ts for what an agent may name.
 */
import { chunkId, idKey, idToHex, keyToId } from '@stillpoint/proto/chunk-identity.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';

import { BlockInflater } from '../datastore/block-inflater.ts';

import type { Catalog, ChunkPlace } from '../catalog/catalog.ts';
import type { PackReader } from '../datastore/pack-reader.ts';

/** Inflated blocks that are kept, in bytes. */
const CACHE_MAX_BYTES = 32 * 1_048_576;

/** Whatever gives nodes by their key (see idKey). The bytes are views that must not be written to; keep no part of them, they keep a whole block alive. */
export interface NodeReader {
  /** CHUNK_MISSING, CHUNK_CORRUPT, PACK_CORRUPT, NODE_CORRUPT, DATASTORE_*. */
  read(key: string): Promise<Buffer>;
}

interface CachedBlock {
  readonly name: string;
  readonly raw: Buffer;
  readonly keys: readonly string[];
}

interface CachedPlace {
  readonly block: CachedBlock;
  readonly start: number;
  readonly end: number;
}

/** Reader of the nodes of one datastore. Holds memory only; nothing to close. */
export class NodeSource implements NodeReader {
  readonly #catalog: Pick<Catalog, 'locateChunks'>;
  readonly #packs: Pick<PackReader, 'readBlock'>;
  readonly #maxBytes: number;
  readonly #inflater = new BlockInflater();
  readonly #blocks = new Map<string, CachedBlock>();
  readonly #places = new Map<string, CachedPlace>();
  #bytes = 0;
  #epoch = 0;

  constructor(catalog: Pick<Catalog, 'locateChunks'>, packs: Pick<PackReader, 'readBlock'>, maxBytes = CACHE_MAX_BYTES) {
    this.#catalog = catalog;
    this.#packs = packs;
    this.#maxBytes = maxBytes;
  }

  async read(key: string): Promise<Buffer> {
    const cached = this.#findCached(key);
    if (cached !== undefined) return cached;
    try {
      return await this.#readStored(key);
    } catch (error) {
      // The pack may have been rewritten since its place was looked up.
      if (!(error instanceof StillpointError) || error.code !== 'CHUNK_MISSING') throw error;
      return this.#readStored(key);
    }
  }

  /** Forgets everything: some of it may be no chunk of the index any more. */
  clear(): void {
    this.#epoch += 1;
    this.#blocks.clear();
    this.#places.clear();
    this.#bytes = 0;
  }

  /** Ids (n * 32 bytes) of what lies in the same block, when that is in memory. */
  neighbours(key: string): Buffer | undefined {
    const keys = this.#places.get(key)?.block.keys;
    return keys === undefined ? undefined : Buffer.from(keys.join(''), 'latin1');
  }

  async #readStored(key: string): Promise<Buffer> {
    const id = keyToId(key);
    const [places = []] = await this.#catalog.locateChunks(id);
    let failure: unknown = new StillpointError('CHUNK_MISSING', `node ${idToHex(id)} is not in the datastore`, { hint: 'run `stillpoint-collector verify` to see what it hurts' });
    for (const place of places) {
      try {
        return await this.#readPlace(key, place);
      } catch (error) {
        // Another copy may be whole; when none is, the last reason is told.
        failure = error;
      }
    }
    throw failure;
  }

  #findCached(key: string): Buffer | undefined {
    const place = this.#places.get(key);
    if (place === undefined) return undefined;
    const { block, start, end } = place;
    // Moves it to the young end.
    this.#blocks.delete(block.name);
    this.#blocks.set(block.name, block);
    return block.raw.subarray(start, end);
  }

  async #readPlace(key: string, { packId, blockOffset, blockBytes }: ChunkPlace): Promise<Buffer> {
    const epoch = this.#epoch;
    const stored = await this.#packs.readBlock(packId, blockOffset, blockBytes);
    const block = this.#remember(`${packId}:${blockOffset}`, stored);
    const place = this.#places.get(key);
    if (place?.block !== block) throw new StillpointError('CHUNK_CORRUPT', `the block at ${blockOffset} of pack ${packId} does not hold chunk ${idToHex(keyToId(key))}`);
    const bytes = block.raw.subarray(place.start, place.end);
    if (idKey(chunkId(bytes)) !== key) {
      this.#forget(block);
      throw new StillpointError('CHUNK_CORRUPT', `chunk ${idToHex(keyToId(key))} in pack ${packId} does not match its id`, { hint: 'run `stillpoint-collector verify --read-data` to list every damaged snapshot' });
    }
    // Begun before everything was forgotten: it is good for whoever asked then.
    if (epoch !== this.#epoch) this.#forget(block);
    return bytes;
  }

  #remember(name: string, stored: Buffer): CachedBlock {
    const known = this.#blocks.get(name);
    if (known !== undefined) this.#forget(known);
    const { header, raw } = this.#inflater.inflate(stored);
    const keys = header.chunkLengths.map((_, index) => idKey(header.chunkIds, index * 32));
    const block: CachedBlock = { name, raw: Buffer.from(raw), keys };
    let start = 0;
    for (const [index, length] of header.chunkLengths.entries()) {
      this.#places.set(keys[index]!, { block, start, end: start + length });
      start += length;
    }
    this.#blocks.set(name, block);
    this.#bytes += raw.length;
    for (const old of this.#blocks.values()) {
      if (this.#bytes <= this.#maxBytes || old === block) break;
      this.#forget(old);
    }
    return block;
  }

  #forget(block: CachedBlock): void {
    if (!this.#blocks.delete(block.name)) return;
    this.#bytes -= block.raw.length;
    for (const key of block.keys) {
      if (this.#places.get(key)?.block === block) this.#places.delete(key);
    }
  }
}
