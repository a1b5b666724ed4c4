/**
 * Nodes with an encrypted body: the frame, with the lists of ids, stays readable. docs/formats.md, "Encryption by the agent". Never change.
 */
import { StillpointError } from '../errors.ts';
import { decodeFrame, decodeNode, NODE_FLAGS_OFFSET, NODE_HEADER_BYTES, NODE_MAX_BYTES, NodeFlag, NodeKind, type Node } from '../format/node.ts';
import { isPiece, PieceKind, type Compress, type EncryptionKey } from './encryption-key.ts';

/** The encrypted form of a whole, plain node (a directory or chunk list). INTERNAL when that is too long for a node. */
export function encryptNode(bytes: Buffer, key: EncryptionKey, compress?: Compress): Buffer {
  const { kind, body } = decodeNode(bytes);
  if (kind !== NodeKind.directory && kind !== NodeKind.chunkList) throw new StillpointError('INTERNAL', `a node of kind ${kind} is not to be encrypted`);
  const frame = Buffer.from(bytes.subarray(0, bytes.length - body.length));
  frame[NODE_FLAGS_OFFSET] = NodeFlag.encrypted;
  const encrypted = Buffer.concat([frame, key.encrypt(PieceKind.node, body, frame, compress)]);
  if (encrypted.length > NODE_MAX_BYTES) throw new StillpointError('INTERNAL', `an encrypted node of ${encrypted.length} bytes does not fit a block`);
  return encrypted;
}

/** The frame of a node as it is stored, with its body decrypted. NODE_CORRUPT when it is no such node, or not made with this key. */
export function decryptNode(bytes: Uint8Array, key: EncryptionKey, expected?: NodeKind): Node {
  const node = decodeFrame(bytes, expected);
  if (!node.encrypted) throw new StillpointError('NODE_CORRUPT', 'a node is not encrypted, though its archive is');
  const body = key.decrypt(PieceKind.node, node.body, bytes.subarray(0, NODE_HEADER_BYTES + node.nodeIds.length + node.dataIds.length));
  if (body === undefined) throw new StillpointError('NODE_CORRUPT', `a node cannot be decrypted with key ${key.id}`);
  return { ...node, body };
}

/** What can be said of an encrypted node without its key. NODE_CORRUPT when it is none. */
export function checkEncryptedNode({ kind, level, nodeIds, dataIds, body }: Node): void {
  if (kind !== NodeKind.directory && kind !== NodeKind.chunkList) throw new StillpointError('NODE_CORRUPT', `a node of kind ${kind} is encrypted`);
  if (!isPiece(body, PieceKind.node)) throw new StillpointError('NODE_CORRUPT', 'a node is marked as encrypted, and its body is not');
  if (level > 0 && (dataIds.length > 0 || nodeIds.length === 0)) throw new StillpointError('NODE_CORRUPT', 'an encrypted index refers to data, or to nothing');
  if (kind === NodeKind.chunkList && level === 0 && nodeIds.length > 0) throw new StillpointError('NODE_CORRUPT', 'an encrypted chunk list refers to nodes');
}
