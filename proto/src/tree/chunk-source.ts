/**
 * Where trees and restores get chunks from: the seam between what is the same for every reader of snapshots and the two ways there are, through a datastore's
 * index and packs, or over the network from a collector that hands out what the asking agent may have.
 */
import type { StillpointError } from '../errors.ts';

/** A chunk of a request: its position there, and where it begins among the chunks of the block that it came in. */
export interface GroupMember {
  readonly index: number;
  readonly chunkOffset: number;
}

/** Chunks of a request that came in one block (docs/formats.md, "Block"; unchecked), or that could not be had, and why. */
export type ChunkGroup = { readonly members: readonly GroupMember[]; readonly block: Buffer } | { readonly members: readonly GroupMember[]; readonly error: StillpointError };

/** Ids are 32 bytes, several of them n * 32. Not for use by several threads. */
export interface ChunkSource {
  /** Module of the thread that inflates, checks and writes blocks of this source: see restore/write-thread.ts. */
  readonly writerThread: URL;
  /** One chunk, checked. CHUNK_MISSING or CHUNK_CORRUPT name the id. The result is a view that stays valid. */
  readChunk(id: Uint8Array): Promise<Buffer>;
  /** Several chunks, checked, in the order of the ids. Errors as {@link readChunk}. */
  readChunks(ids: Uint8Array, signal?: AbortSignal): Promise<Buffer[]>;
  /**
   * Chunks in whatever order they are read fastest, each id in exactly one group; the stream goes on behind what cannot be read. How far it reads ahead is
   * bounded. What is wrong in a block is found by who inflates it, who then asks with {@link readChunk}.
   */
  readGroups(ids: Uint8Array, signal?: AbortSignal): AsyncIterable<ChunkGroup>;
}
