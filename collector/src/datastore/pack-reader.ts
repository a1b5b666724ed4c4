/**
 * Reads packs, sealed or open, through the object store. Writes nothing.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { BLOCK_MAX_BYTES } from '@stillpoint/proto/format/block.ts';

import { isBadSector, readAroundBadSectors } from './bad-sectors.ts';
import { decodePackFooter, decodePackHeader, findPackTrailer, PACK_HEADER_BYTES, PACK_TRAILER_BYTES, packIdOfName, packObjectName } from './pack-layout.ts';
import { scanPack } from './pack-scan.ts';

import type { ObjectStore } from './object-store.ts';
import type { PackContent } from './pack-facts.ts';
import type { PackScan } from './pack-scan.ts';
import type { PackTrailer } from './pack-layout.ts';

/** A pack file that exists. */
export interface PackFile {
  readonly packId: string;
  readonly fileBytes: number;
}

/** Reader of one datastore's packs. Errors of the disk as in object-store.ts; a pack that is gone is CHUNK_MISSING (look the chunk up again). */
export class PackReader {
  readonly #objects: ObjectStore;

  constructor(objects: ObjectStore) {
    this.#objects = objects;
  }

  /** Every pack file, sorted by id. */
  async *listPacks(): AsyncGenerator<PackFile> {
    for await (const object of this.#objects.list('packs/')) {
      const packId = packIdOfName(object.name);
      if (packId !== undefined) yield { packId, fileBytes: object.sizeBytes };
    }
  }

  /** A block's bytes as they are stored, unchecked (see block-inflater.ts), in a buffer of their own. PACK_CORRUPT when the pack ends before. */
  async readBlock(packId: string, offset: number, totalBytes: number): Promise<Buffer> {
    if (totalBytes > BLOCK_MAX_BYTES) throw corrupt(packId, `cannot hold a block of ${totalBytes} bytes`);
    return this.#read(packId, offset, totalBytes);
  }

  /** True when the pack has a trailer. */
  async isSealed(packId: string): Promise<boolean> {
    return (await this.#findTrailer(packId, await this.#size(packId))) !== undefined;
  }

  /** Content of a sealed pack from its footer. PACK_CORRUPT when header, footer or trailer is damaged, or the pack is open: then {@link scanPack} finds what is whole. */
  async readContent(packId: string): Promise<PackContent> {
    const fileBytes = await this.#size(packId);
    const header = decodePackHeader(await this.#read(packId, 0, Math.min(PACK_HEADER_BYTES, fileBytes)), packId);
    const trailer = await this.#findTrailer(packId, fileBytes);
    if (trailer === undefined) throw corrupt(packId, 'has no trailer');
    const footer = await this.#read(packId, trailer.footerOffset, trailer.footerBytes);
    return { packId, blockClass: header.blockClass, sealed: true, fileBytes, blocks: decodePackFooter(footer, packId, trailer.footerOffset) };
  }

  /**
   * Reads a pack from its first to its last byte and answers every block that is whole, whatever footer and trailer say and whatever sectors cannot be read.
   * Memory does not grow with the pack.
   */
  async scanPack(packId: string): Promise<PackScan> {
    const fileBytes = await this.#size(packId);
    const trailer = await this.#findTrailer(packId, fileBytes);
    return scanPack({
      packId,
      fileBytes,
      sealed: trailer !== undefined,
      blocksEndBytes: trailer?.footerOffset ?? fileBytes,
      read: readAroundBadSectors((offset, length) => this.#read(packId, offset, length)),
    });
  }

  async #findTrailer(packId: string, fileBytes: number): Promise<PackTrailer | undefined> {
    if (fileBytes < PACK_HEADER_BYTES + PACK_TRAILER_BYTES) return undefined;
    try {
      return findPackTrailer(await this.#read(packId, fileBytes - PACK_TRAILER_BYTES, PACK_TRAILER_BYTES), fileBytes);
    } catch (error) {
      // A trailer that cannot be read is as good as none: the blocks before it are found by reading them.
      if (isBadSector(error)) return undefined;
      throw error;
    }
  }

  async #size(packId: string): Promise<number> {
    const bytes = await this.#objects.size(packObjectName(packId));
    if (bytes === undefined) throw missing(packId);
    return bytes;
  }

  async #read(packId: string, offset: number, length: number): Promise<Buffer> {
    const bytes = await this.#objects.read(packObjectName(packId), offset, length);
    if (bytes === undefined) throw missing(packId);
    if (bytes.length !== length) throw corrupt(packId, `ends at byte ${offset + bytes.length}, but ${offset + length} are needed`);
    return bytes;
  }
}

function missing(packId: string): StillpointError {
  return new StillpointError('CHUNK_MISSING', `pack ${packId} does not exist`, { hint: 'run `stillpoint-collector verify` to list what it held' });
}

function corrupt(packId: string, text: string): StillpointError {
  return new StillpointError('PACK_CORRUPT', `pack ${packId} ${text}`, { hint: 'run `stillpoint-collector verify --read-data` to list what it hurts' });
}
