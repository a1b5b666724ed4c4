/**
 * Everything that is checked of a block before it may enter a pack. Runs in an ingest thread; synchronous. An agent is trusted with nothing: lengths are
 * bounded before memory is used, every chunk is hashed again, and metadata must decode in full, so that no reader of trees ever meets what it cannot read.
 */
import { idToHex } from '@stillpoint/proto/chunk-identity.ts';
import { checkEncryptedNode } from '@stillpoint/proto/encryption/encrypted-node.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { BlockClass } from '@stillpoint/proto/format/block.ts';
import { decodeChunkListIndex, decodeChunkListLeaf } from '@stillpoint/proto/format/chunk-list.ts';
import { decodeDirectoryIndex } from '@stillpoint/proto/format/directory-builder.ts';
import { decodeDirectoryLeaf } from '@stillpoint/proto/format/directory-node.ts';
import { decodeFrame, NodeKind } from '@stillpoint/proto/format/node.ts';
import { decodeArchiveNode, decodeSnapshotNode } from '@stillpoint/proto/format/record-node.ts';

import { BlockInflater, checkChunks } from '../datastore/block-inflater.ts';

import type { BlockHeader } from '@stillpoint/proto/format/block.ts';
import type { InflatedBlock } from '@stillpoint/proto/tree/checked-block.ts';

/** Checks blocks one after another with memory of its own that is used again. */
export class BlockCheck {
  readonly #inflater = new BlockInflater();

  /**
   * Checks the whole block `bytes`, and answers its header. `ownNode` is true for blocks that the collector made: only they hold snapshot nodes.
   * BLOCK_INVALID when the block is malformed, BLOCK_REJECTED when a chunk is not what its id says, TREE_INVALID when a metadata chunk is no valid node.
   */
  check(bytes: Buffer, ownNode: boolean): BlockHeader {
    const block = this.#inflater.inflate(bytes);
    const { header, raw } = block;
    rejectWrongChunks(block);
    if (header.blockClass === BlockClass.metadata) checkNodes(header, raw, ownNode);
    return header;
  }
}

function rejectWrongChunks(block: InflatedBlock): void {
  try {
    checkChunks(block);
  } catch (error) {
    if (!(error instanceof StillpointError) || error.code !== 'BLOCK_INVALID') throw error;
    throw new StillpointError('BLOCK_REJECTED', error.message, { cause: error });
  }
}

function checkNodes({ chunkIds, chunkLengths }: BlockHeader, raw: Buffer, ownNode: boolean): void {
  let start = 0;
  for (const [index, length] of chunkLengths.entries()) {
    try {
      checkNode(raw.subarray(start, start + length), ownNode);
    } catch (error) {
      if (!(error instanceof StillpointError)) throw error;
      throw new StillpointError('TREE_INVALID', `the node ${idToHex(chunkIds, index * 32)} is not valid: ${error.message}`, { cause: error });
    }
    start += length;
  }
}

function checkNode(bytes: Buffer, ownNode: boolean): void {
  const node = decodeFrame(bytes);
  if (node.encrypted) {
    checkEncryptedNode(node);
    return;
  }
  switch (node.kind) {
    case NodeKind.directory:
      if (node.level === 0) decodeDirectoryLeaf(node);
      else decodeDirectoryIndex(node);
      return;
    case NodeKind.chunkList:
      if (node.level === 0) decodeChunkListLeaf(node);
      else decodeChunkListIndex(node);
      return;
    case NodeKind.archive:
      decodeArchiveNode(bytes);
      return;
    case NodeKind.snapshot:
      if (!ownNode) throw new StillpointError('NODE_CORRUPT', 'snapshot nodes are made by the collector only');
      decodeSnapshotNode(bytes);
  }
}
