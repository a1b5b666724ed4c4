/**
 * The snapshot file's frame around the snapshot's node. Pure codec; byte layout in docs/formats.md, "Snapshot file". Never change.
 */
import { crc32 } from 'node:zlib';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { NODE_MAX_BYTES } from '@stillpoint/proto/format/node.ts';
import { decodeSnapshotNode } from '@stillpoint/proto/format/record-node.ts';

import type { SnapshotNode } from '@stillpoint/proto/format/record-node.ts';

const MAGIC = Buffer.from('SPSF', 'latin1');
const VERSION = 1;
const HEADER_BYTES = 12;
/** Length of the longest file that is valid. */
export const SNAPSHOT_FILE_MAX_BYTES = HEADER_BYTES + NODE_MAX_BYTES + 4;

/** Name of a snapshot's object; `snapshotId` is 32 hexadecimal digits. */
export function snapshotObjectName(snapshotId: string): string {
  return `snapshots/${snapshotId.slice(0, 2)}/${snapshotId}.snap`;
}

/** The snapshot id in an object's name, or undefined when it is not a snapshot's name. */
export function snapshotIdOfName(name: string): string | undefined {
  const [, folder, snapshotId] = /^snapshots\/([0-9a-f]{2})\/([0-9a-f]{32})\.snap$/.exec(name) ?? [];
  return snapshotId !== undefined && snapshotId.slice(0, 2) === folder ? snapshotId : undefined;
}

/** The snapshot's node in the bytes of a file that {@link decodeSnapshotFile} has checked. */
export function snapshotNodeBytes(bytes: Buffer): Buffer {
  return bytes.subarray(HEADER_BYTES, -4);
}

export function encodeSnapshotFile(node: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(HEADER_BYTES + node.length + 4);
  bytes.set(MAGIC, 0);
  bytes.writeUInt16LE(VERSION, 4);
  bytes.writeUInt16LE(0, 6);
  bytes.writeUInt32LE(node.length, 8);
  bytes.set(node, HEADER_BYTES);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, -4)), bytes.length - 4);
  return bytes;
}

/** Decodes and checks the file of `snapshotId`. SNAPSHOT_CORRUPT when anything is wrong; DATASTORE_NEWER for an unknown version. */
export function decodeSnapshotFile(bytes: Buffer, snapshotId: string): SnapshotNode {
  if (bytes.length < HEADER_BYTES + 4 || bytes.length > SNAPSHOT_FILE_MAX_BYTES || bytes.compare(MAGIC, 0, 4, 0, 4) !== 0) throw corrupt(snapshotId, 'is no snapshot file');
  if (bytes.readUInt32LE(bytes.length - 4) !== crc32(bytes.subarray(0, -4))) throw corrupt(snapshotId, 'does not match its checksum');
  const version = bytes.readUInt16LE(4);
  if (version !== VERSION) {
    throw new StillpointError('DATASTORE_NEWER', `snapshot ${snapshotId} has format ${version}, which this release does not know`, { hint: 'use the release that wrote it, or a newer one' });
  }
  if (bytes.readUInt16LE(6) !== 0 || bytes.readUInt32LE(8) !== bytes.length - HEADER_BYTES - 4) throw corrupt(snapshotId, 'has a header that does not fit it');
  const node = decodeNodeOf(snapshotId, bytes.subarray(HEADER_BYTES, -4));
  const named = Buffer.from(node.record.snapshotId).toString('hex');
  if (named !== snapshotId) throw corrupt(snapshotId, `holds snapshot ${named}`);
  return node;
}

function decodeNodeOf(snapshotId: string, bytes: Buffer): SnapshotNode {
  try {
    return decodeSnapshotNode(bytes);
  } catch (error) {
    throw corrupt(snapshotId, 'holds a node that cannot be decoded', error);
  }
}

function corrupt(snapshotId: string, text: string, cause?: unknown): StillpointError {
  return new StillpointError('SNAPSHOT_CORRUPT', `the file of snapshot ${snapshotId} ${text}`, {
    hint: 'put back the file from a copy of the datastore; other snapshots are not hurt',
    cause,
  });
}
