/**
 * The node: a piece of metadata with the list of ids it refers to. This file knows the frame that all kinds share; bodies are in
 * directory-node.ts, chunk-list.ts and archive-node.ts. Byte layout: docs/formats.md, "Node". Never change.
 */
import { StillpointError } from '../errors.ts';

export const NODE_VERSION = 1;
export const NODE_MAX_BYTES = 1_048_576;
export const NODE_HEADER_BYTES = 16;
/** Where the flags stand in the frame; on disk. Never change. */
export const NODE_FLAGS_OFFSET = 5;
/** `encrypted`: only who has the agent's key can read the body. */
export const NodeFlag = { encrypted: 1 } as const;
/** References of one index node. */
export const INDEX_MAX_REFERENCES = 2048;
/** Levels of index nodes that a reader follows; 2,048^4 leaves of 64 KiB are more than any filesystem holds. */
export const NODE_MAX_LEVEL = 4;

/** Kinds of nodes; on disk. Never change. */
export const NodeKind = { directory: 1, chunkList: 2, archive: 3, snapshot: 4 } as const;
export type NodeKind = (typeof NodeKind)[keyof typeof NodeKind];

/** A decoded frame; id lists and body are views into the node's bytes. */
export interface Node {
  readonly kind: NodeKind;
  readonly level: number;
  /** n * 32 bytes. */
  readonly nodeIds: Buffer;
  /** d * 32 bytes. */
  readonly dataIds: Buffer;
  readonly body: Buffer;
}

/** A decoded frame whose body may be encrypted: its lists can be read. */
export interface NodeFrame extends Node {
  readonly encrypted: boolean;
}

/** Frames a body, given in parts. `nodeIds` and `dataIds` are concatenated 32-byte ids in the order in which the body takes them. */
export function encodeNode(kind: NodeKind, level: number, nodeIds: Uint8Array, dataIds: Uint8Array, ...body: readonly Uint8Array[]): Buffer {
  const parts = [nodeIds, dataIds, ...body];
  const bytes = Buffer.allocUnsafe(parts.reduce((sum, part) => sum + part.length, NODE_HEADER_BYTES));
  bytes[0] = 0x53;
  bytes[1] = 0x4e;
  bytes[2] = NODE_VERSION;
  bytes[3] = kind;
  bytes[4] = level;
  bytes[NODE_FLAGS_OFFSET] = 0;
  bytes.writeUInt16LE(0, 6);
  bytes.writeUInt32LE(nodeIds.length / 32, 8);
  bytes.writeUInt32LE(dataIds.length / 32, 12);
  let position = NODE_HEADER_BYTES;
  for (const part of parts) {
    bytes.set(part, position);
    position += part.length;
  }
  return bytes;
}

/** Decodes the frame of a node whose body is to be read; NODE_CORRUPT when it is not one, not of `expected` kind, or encrypted. */
export function decodeNode(bytes: Uint8Array, expected?: NodeKind): Node {
  const frame = decodeFrame(bytes, expected);
  if (frame.encrypted) throw corrupt('is encrypted, though its archive is not');
  return frame;
}

/** Decodes the frame of any node; NODE_CORRUPT when it is not one, or not of `expected` kind. */
export function decodeFrame(bytes: Uint8Array, expected?: NodeKind): NodeFrame {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < NODE_HEADER_BYTES || buffer.length > NODE_MAX_BYTES) throw corrupt(`has ${buffer.length} bytes`);
  if (buffer[0] !== 0x53 || buffer[1] !== 0x4e) throw corrupt('has no node magic');
  if (buffer[2] !== NODE_VERSION) throw corrupt(`has unknown version ${buffer[2] ?? ''}`);
  const kind = buffer[3];
  if (kind !== NodeKind.directory && kind !== NodeKind.chunkList && kind !== NodeKind.archive && kind !== NodeKind.snapshot) throw corrupt(`has unknown kind ${kind ?? ''}`);
  if (expected !== undefined && kind !== expected) throw corrupt(`is of kind ${kind} where ${expected} is expected`);
  const level = buffer[4] ?? 0;
  if (level > NODE_MAX_LEVEL || (level > 0 && kind !== NodeKind.directory && kind !== NodeKind.chunkList)) throw corrupt(`has level ${level}`);
  const flags = buffer[NODE_FLAGS_OFFSET] ?? 0;
  if ((flags & ~NodeFlag.encrypted) !== 0 || buffer.readUInt16LE(6) !== 0) throw corrupt('has unknown flags');
  const nodeBytes = buffer.readUInt32LE(8) * 32;
  const dataBytes = buffer.readUInt32LE(12) * 32;
  const bodyStart = NODE_HEADER_BYTES + nodeBytes + dataBytes;
  if (bodyStart > buffer.length) throw corrupt('refers to more ids than it holds');
  return {
    kind,
    level,
    nodeIds: buffer.subarray(NODE_HEADER_BYTES, NODE_HEADER_BYTES + nodeBytes),
    dataIds: buffer.subarray(NODE_HEADER_BYTES + nodeBytes, bodyStart),
    body: buffer.subarray(bodyStart),
    encrypted: (flags & NodeFlag.encrypted) !== 0,
  };
}

/** Hands out the ids of a list in order; a body must take each exactly once. */
export class IdCursor {
  readonly #ids: Buffer;
  #position = 0;

  constructor(ids: Buffer) {
    this.#ids = ids;
  }

  /** The next `count` ids as one view of `count * 32` bytes. */
  take(count: number): Buffer {
    const start = this.#position;
    if (count * 32 > this.#ids.length - start) throw corrupt('has a body that refers to more ids than its list holds');
    this.#position = start + count * 32;
    return this.#ids.subarray(start, this.#position);
  }

  /** Fails unless every id was taken. */
  end(): void {
    if (this.#position !== this.#ids.length) throw corrupt('lists ids that its body does not use');
  }
}

function corrupt(text: string): StillpointError {
  return new StillpointError('NODE_CORRUPT', `a node ${text}`);
}
