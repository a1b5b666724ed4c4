/**
 * What the rest of the collector knows of packs: where blocks and chunks lie. Shared by datastore (files) and catalog (index).
 */
import type { BlockClass } from '@stillpoint/proto/format/block.ts';

/** One chunk within a block, in the order of the block. */
export interface PackedChunk {
  /** 32 bytes. */
  readonly id: Uint8Array;
  readonly lengthBytes: number;
}

/** One block of a pack. */
export interface PackedBlock {
  /** Offset of the block's header in the pack file, and its length with header. */
  readonly offset: number;
  readonly totalBytes: number;
  /** 16 bytes each, from the block's header. */
  readonly agentId: Uint8Array;
  readonly sessionId: Uint8Array;
  readonly chunks: readonly PackedChunk[];
}

/** Content of a pack's footer, or what a scan of an open pack found. */
export interface PackContent {
  /** 32 hexadecimal digits. */
  readonly packId: string;
  readonly blockClass: BlockClass;
  readonly sealed: boolean;
  readonly fileBytes: number;
  readonly blocks: readonly PackedBlock[];
}
