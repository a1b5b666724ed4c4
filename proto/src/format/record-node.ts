/**
 * Archive and snapshot nodes: a protobuf record as body. Archive nodes are written by archive-node.ts. docs/formats.md, "Archive and snapshot". Never change.
 */
import { StillpointError } from '../errors.ts';
import { v1 } from '../messages.ts';
import { decodeNode, encodeNode, NodeKind } from './node.ts';

const NOTHING = Buffer.alloc(0);

/** What an archive node holds: its record, and the first node of its tree or stream. */
export interface ArchiveNode {
  readonly record: v1.ArchiveRecord;
  readonly root: Buffer;
}

/** What a snapshot node holds: its record, and the archives' nodes in the order of the record's archives (concatenated ids). */
export interface SnapshotNode {
  readonly record: v1.SnapshotRecord;
  readonly archiveIds: Buffer;
}

/** NODE_CORRUPT when it is not an archive node. */
export function decodeArchiveNode(bytes: Uint8Array): ArchiveNode {
  const node = decodeNode(bytes, NodeKind.archive);
  if (node.nodeIds.length !== 32 || node.dataIds.length !== 0) throw new StillpointError('NODE_CORRUPT', 'an archive node does not refer to exactly one tree or stream');
  return { record: decodeBody('archive', () => v1.ArchiveRecord.decode(node.body)), root: node.nodeIds };
}

export function encodeSnapshotNode(record: v1.SnapshotRecord.$Properties): Buffer {
  const archives = record.draft?.archives ?? [];
  return encodeNode(NodeKind.snapshot, 0, Buffer.concat(archives.map((archive) => archive.node ?? NOTHING)), NOTHING, v1.SnapshotRecord.encode(record).finish());
}

/** NODE_CORRUPT when it is not a snapshot node. */
export function decodeSnapshotNode(bytes: Uint8Array): SnapshotNode {
  const node = decodeNode(bytes, NodeKind.snapshot);
  const record = decodeBody('snapshot', () => v1.SnapshotRecord.decode(node.body));
  const named = Buffer.concat((record.draft?.archives ?? []).map((archive) => archive.node ?? NOTHING));
  if (!named.equals(node.nodeIds)) throw new StillpointError('NODE_CORRUPT', 'a snapshot node names other archives than it refers to');
  return { record, archiveIds: node.nodeIds };
}

function decodeBody<T>(what: string, decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    throw new StillpointError('NODE_CORRUPT', `the record of a node of kind ${what} cannot be decoded`, { cause: error });
  }
}
