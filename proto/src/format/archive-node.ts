/**
 * Writing archive nodes, without the generated classes of all messages: the reader's thread needs nothing else of them. Reading is in record-node.ts.
 * docs/formats.md, "Archive and snapshot". Never change.
 */
import { ByteWriter } from './binary.ts';
import { encodeNode, NodeKind } from './node.ts';

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

/** How an archive is encrypted: the key's id (8 bytes), and what encrypts the whole record for that root. */
export interface ArchiveEncryption {
  readonly keyId: Uint8Array;
  readonly encrypt: (record: Buffer, root: Uint8Array) => Uint8Array;
}

/** Protobuf's wire types; the tag of a field is its number * 8 + its wire type. */
const VARINT = 0;
const LENGTH_DELIMITED = 2;
const NOTHING = Buffer.alloc(0);

/** `root` is the id of the first node of the archive's tree or stream. Of an encrypted one everything but the paths can be read by everybody. */
export function encodeArchiveNode(facts: ArchiveFacts, root: Uint8Array, encryption?: ArchiveEncryption): Buffer {
  const record = encodeRecord(facts);
  if (encryption === undefined) return encodeNode(NodeKind.archive, 0, root, NOTHING, record);
  const added = new ByteWriter(512);
  for (const [field, bytes] of [[8, encryption.keyId], [9, encryption.encrypt(Buffer.from(record), root)]] as const) {
    added.varint(field * 8 + LENGTH_DELIMITED);
    added.bytes(bytes);
  }
  return encodeNode(NodeKind.archive, 0, root, NOTHING, encodeRecord({ ...facts, paths: [] }), added.view());
}

/** Field numbers: proto/stillpoint.proto, ArchiveRecord. What is empty or 0 is left out, as proto3 has it. */
function encodeRecord({ name, kind, sourceKind, chunkClass, entries, bytes, paths }: ArchiveFacts): Buffer {
  const writer = new ByteWriter(256);
  for (const [field, text] of [[1, name], [2, kind], [3, sourceKind]] as const) {
    if (text === '') continue;
    writer.varint(field * 8 + LENGTH_DELIMITED);
    writer.bytes(Buffer.from(text));
  }
  for (const [field, value] of [[4, chunkClass], [5, entries], [6, bytes]] as const) {
    if (value === 0) continue;
    writer.varint(field * 8 + VARINT);
    writer.varint(value);
  }
  for (const path of paths) {
    writer.varint(7 * 8 + LENGTH_DELIMITED);
    writer.bytes(path);
  }
  return writer.view();
}
