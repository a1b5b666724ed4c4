/** Decoders of what lies in packs and goes over the wire: blocks and nodes. */
import { crc32 } from 'node:zlib';

import { BlockInflater, checkChunks } from '../../collector/src/datastore/block-inflater.ts';
import { BlockCheck } from '../../collector/src/session/block-check.ts';
import { chunkId } from '../../proto/src/chunk-identity.ts';
import { blockHeaderBytes, BLOCK_FIXED_HEADER_BYTES, encodeBlockHeader } from '../../proto/src/format/block.ts';
import { decodeChunkListIndex, decodeChunkListLeaf } from '../../proto/src/format/chunk-list.ts';
import { decodeDirectoryIndex } from '../../proto/src/format/directory-builder.ts';
import { decodeDirectoryLeaf, decodeDirectoryNode, DirectoryNodeWriter } from '../../proto/src/format/directory-node.ts';
import type { Entry } from '../../proto/src/format/entry.ts';
import { LeafCursor } from '../../proto/src/format/leaf-cursor.ts';
import { decodeNode, encodeNode, NodeKind, type Node } from '../../proto/src/format/node.ts';
import { decodeArchiveNode, decodeSnapshotNode, encodeSnapshotNode } from '../../proto/src/format/record-node.ts';
import { readDeliveredBlock } from '../../proto/src/tree/delivered-block.ts';
import { demand, type FuzzTarget } from './fuzz-target.ts';

const inflater = new BlockInflater();
const ingest = new BlockCheck();

/** A block as a reader of packs, the collector's ingest and a restoring agent take it. */
const block: FuzzTarget = {
  name: 'block',
  refusals: ['BLOCK_INVALID', 'BLOCK_REJECTED', 'TREE_INVALID'],
  decode(bytes) {
    const { header, raw } = inflater.inflate(bytes);
    const head = Buffer.alloc(blockHeaderBytes(header.chunkLengths.length));
    encodeBlockHeader(header, head);
    demand(bytes.subarray(0, head.length).equals(head), 'the header is another one when it is encoded again');
    demand(readDeliveredBlock(bytes).raw.equals(raw), 'a restoring agent reads another content than the collector');
    checkChunks({ header, raw });
    ingest.check(bytes, true);
  },
  repair(bytes) {
    repairBlock(bytes, 0, true);
  },
};

/** Checksums of the block that begins at `offset`, and with `ids` the ids of its chunks when it is stored plain. Answers its length, 0 when none begins there. */
export function repairBlock(bytes: Buffer, offset: number, ids: boolean): number {
  if (bytes.length - offset < BLOCK_FIXED_HEADER_BYTES || bytes.toString('latin1', offset, offset + 3) !== 'SPB') return 0;
  const count = bytes.readUInt16LE(offset + 8);
  const headBytes = blockHeaderBytes(count);
  const payloadBytes = bytes.readUInt32LE(offset + 16);
  if (count === 0 || offset + headBytes > bytes.length) return 0;
  const payload = bytes.subarray(offset + headBytes, offset + headBytes + payloadBytes);
  bytes.writeUInt32LE(crc32(payload), offset + 20);
  if (ids && bytes[offset + 5] === 0) {
    let start = 0;
    for (let at = offset + BLOCK_FIXED_HEADER_BYTES; at < offset + headBytes - 4; at += 36) {
      const length = bytes.readUInt32LE(at + 32);
      bytes.set(chunkId(payload.subarray(start, start + length)), at);
      start += length;
    }
  }
  bytes.writeUInt32LE(crc32(bytes.subarray(offset, offset + headBytes - 4)), offset + headBytes - 4);
  return headBytes + payload.length;
}

/** A node of every kind. */
const node: FuzzTarget = {
  name: 'node',
  refusals: ['NODE_CORRUPT'],
  decode(bytes) {
    const decoded = decodeNode(bytes);
    demand(encodeNode(decoded.kind, decoded.level, decoded.nodeIds, decoded.dataIds, decoded.body).equals(bytes), 'the node is another one when it is encoded again');
    decodeBody(decoded, bytes);
  },
};

function decodeBody(decoded: Node, bytes: Buffer): void {
  if (decoded.kind === NodeKind.directory) {
    if (decoded.level > 0) decodeDirectoryIndex(decoded);
    else checkLeaf(decoded, bytes);
  } else if (decoded.kind === NodeKind.chunkList) {
    if (decoded.level > 0) decodeChunkListIndex(decoded);
    else {
      const { ids, lengths } = decodeChunkListLeaf(decoded);
      demand(ids.length === lengths.length * 32, 'a chunk list has other ids than lengths');
    }
  } else if (decoded.kind === NodeKind.archive) {
    decodeArchiveNode(bytes);
  } else {
    const { record } = decodeSnapshotNode(bytes);
    const again = encodeSnapshotNode(record);
    demand(encodeSnapshotNode(decodeSnapshotNode(again).record).equals(again), 'a snapshot is another one when it is encoded again');
  }
}

/** What is decoded, encoded and decoded again is the same; the cursor says what the entries say. */
function checkLeaf(decoded: Node, bytes: Buffer): void {
  const entries = decodeDirectoryNode(bytes);
  const cursor = new LeafCursor();
  cursor.open(decoded);
  demand(cursor.count === entries.length, 'the cursor counts other entries');
  for (const entry of entries) demand(cursor.next() && cursor.compareName(entry.name) === 0 && cursor.type === entry.type && cursor.sizeBytes === entry.sizeBytes, 'the cursor is at another entry');
  demand(!cursor.next(), 'the cursor goes on');
  const again = encodeLeaf(entries);
  demand(encodeLeaf(decodeDirectoryLeaf(decodeNode(again))).equals(again), 'a directory is another one when it is encoded again');
}

function encodeLeaf(entries: readonly Entry[]): Buffer {
  const writer = new DirectoryNodeWriter();
  for (const entry of entries) writer.add(entry);
  return writer.finish();
}

export const formatTargets: readonly FuzzTarget[] = [block, node];
