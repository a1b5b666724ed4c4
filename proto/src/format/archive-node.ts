/**
 * Writing archive nodes, without the generated classes of all messages: the reader's thread needs nothing else of them. Reading is in record-node.ts.
 * docs/formats.md, "Archive and snapshot". Never change.
 */
import { encodeNode, NodeKind } from './node.ts';
import { bytesField, numberField } from './protobuf-fields.ts';

/** ArchiveRecord of proto/stillpoint.proto. */
export interface ArchiveFacts {
  readonly name: string;
  /** tree or stream. */
  readonly kind: string;
  readonly sourceKind: string;
  readonly chunkClass: number;
  readonly entries: number;
  readonly bytes: number;
  readonly paths: readonly Uint8Array[];
}

/** `root` is the id of the first node of the archive's tree or stream. */
export function encodeArchiveNode(facts: ArchiveFacts, root: Uint8Array): Buffer {
  return encodeNode(NodeKind.archive, 0, root, Buffer.alloc(0), encodeRecord(facts));
}

/** Field numbers: proto/stillpoint.proto, ArchiveRecord. What is empty or 0 is left out, as proto3 has it. */
function encodeRecord({ name, kind, sourceKind, chunkClass, entries, bytes, paths }: ArchiveFacts): Buffer {
  const texts: readonly [number, string][] = [[1, name], [2, kind], [3, sourceKind]];
  const numbers: readonly [number, number][] = [[4, chunkClass], [5, entries], [6, bytes]];
  return Buffer.concat([
    ...texts.filter(([, text]) => text !== '').map(([field, text]) => bytesField(field, text)),
    ...numbers.filter(([, number]) => number !== 0).map(([field, number]) => Buffer.from(numberField(field, number))),
    ...paths.map((path) => bytesField(7, path)),
  ]);
}
