/**
 * Archive and snapshot nodes: a protobuf record as body. Archive nodes are written by archive-node.ts. docs/formats.md, "Archive and snapshot". Never change.
 */
import { isPiece, PieceKind } from '../encryption/encryption-key.ts';
import { KeyRing } from '../encryption/key-ring.ts';
import { StillpointError } from '../errors.ts';
import { v1 } from '../messages.ts';
import { decodeNode, encodeNode, NodeKind } from './node.ts';

const NOTHING = Buffer.alloc(0);

/** What an archive node holds: its record, the first node of its tree or stream, and which key that is encrypted with (16 hexadecimal digits). */
export interface ArchiveNode {
  readonly record: v1.ArchiveRecord;
  readonly root: Buffer;
  readonly keyId: string | undefined;
}

const KEY_ID_BYTES = 8;

/** What a snapshot node holds: its record, and the archives' nodes in the order of the record's archives (concatenated ids). */
export interface SnapshotNode {
  readonly record: v1.SnapshotRecord;
  readonly archiveIds: Buffer;
}

/** NODE_CORRUPT when it is not an archive node. With its key in `keys` the record is whole, else that of an encrypted archive is without paths. */
export function decodeArchiveNode(bytes: Uint8Array, keys: KeyRing = KeyRing.none): ArchiveNode {
  const node = decodeNode(bytes, NodeKind.archive);
  if (node.nodeIds.length !== 32 || node.dataIds.length !== 0) throw new StillpointError('NODE_CORRUPT', 'an archive node does not refer to exactly one tree or stream');
  const record = decodeBody('archive', () => v1.ArchiveRecord.decode(node.body));
  if (record.encryptionKeyId.length === 0 && record.encryptedRecord.length === 0) return { record, root: node.nodeIds, keyId: undefined };
  if (record.encryptionKeyId.length !== KEY_ID_BYTES || !isPiece(record.encryptedRecord, PieceKind.archive) || record.paths.length > 0) {
    throw new StillpointError('NODE_CORRUPT', 'an archive node is encrypted in part');
  }
  const keyId = Buffer.from(record.encryptionKeyId).toString('hex');
  return { record: wholeRecord(record, node.nodeIds, keyId, keys), root: node.nodeIds, keyId };
}

/** What the collector could read must be what the agent has written. */
function wholeRecord(outer: v1.ArchiveRecord, root: Buffer, keyId: string, keys: KeyRing): v1.ArchiveRecord {
  const key = keys.find(keyId);
  if (key === undefined) return outer;
  const plain = key.decrypt(PieceKind.archive, outer.encryptedRecord, root);
  if (plain === undefined) throw new StillpointError('NODE_CORRUPT', `the record of archive ${outer.name} cannot be decrypted with key ${keyId}`);
  const inner = decodeBody('archive', () => v1.ArchiveRecord.decode(plain));
  for (const field of ['name', 'kind', 'sourceKind', 'chunkClass', 'entries', 'bytes'] as const) {
    if (inner[field] !== outer[field]) throw new StillpointError('NODE_CORRUPT', `archive ${outer.name} says another ${field} than its agent has written`);
  }
  return inner;
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
