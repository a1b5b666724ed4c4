/** Where the parts of a pack lie, as docs/formats.md describes it: for tests that damage one of them. */
import { open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const headerBytes = 40;
const trailerBytes = 24;

/** A sealed pack. Offsets are into its file, each of a byte inside that part. */
export interface PackParts {
  readonly packId: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly kind: 'data' | 'metadata';
  readonly offsets: Readonly<Record<'header' | 'block header' | 'block payload' | 'last block payload' | 'footer' | 'trailer', number>>;
}

/** All sealed packs of a datastore, largest first. */
export async function listPacks(datastore: string): Promise<readonly PackParts[]> {
  const packs: PackParts[] = [];
  for (const name of await readdir(join(datastore, 'packs'), { recursive: true })) {
    if (!name.endsWith('.pack')) continue;
    const path = join(datastore, 'packs', name);
    const file = await readFile(path);
    if (file.toString('latin1', file.length - 8, file.length - 4) !== 'SPEN') throw new Error(`${path} is not sealed`);
    const footer = Number(file.readBigUInt64LE(file.length - trailerBytes));
    const blocks = file.readUInt32LE(footer + 4);
    const last = Number(file.readBigUInt64LE(footer + 12 + (blocks - 1) * 48));
    packs.push({
      packId: name.replace(/^.*\/|\.pack$/g, ''),
      path,
      sizeBytes: file.length,
      kind: file.readUInt8(5) === 0 ? 'data' : 'metadata',
      offsets: {
        header: 10,
        'block header': headerBytes + 60,
        'block payload': payloadOf(file, headerBytes),
        'last block payload': payloadOf(file, last),
        footer: footer + 30,
        trailer: file.length - 20,
      },
    });
  }
  return packs.sort((one, other) => other.sizeBytes - one.sizeBytes);
}

/** A pack that its collector writes: the offsets of its blocks, each with one inside the payload. */
export interface OpenPack {
  readonly packId: string;
  readonly path: string;
  readonly kind: 'data' | 'metadata';
  readonly blocks: readonly { readonly header: number; readonly payload: number }[];
}

/** All packs of a datastore that are not sealed and hold a block. */
export async function listOpenPacks(datastore: string): Promise<readonly OpenPack[]> {
  const packs: OpenPack[] = [];
  for (const name of await readdir(join(datastore, 'packs'), { recursive: true })) {
    if (!name.endsWith('.pack')) continue;
    const path = join(datastore, 'packs', name);
    const file = await readFile(path);
    if (file.toString('latin1', file.length - 8, file.length - 4) === 'SPEN') continue;
    const blocks: { header: number; payload: number }[] = [];
    for (let offset = headerBytes; offset < file.length; offset += 60 + 36 * file.readUInt16LE(offset + 8) + file.readUInt32LE(offset + 16)) blocks.push({ header: offset + 60, payload: payloadOf(file, offset) });
    if (blocks.length > 0) packs.push({ packId: name.replace(/^.*\/|\.pack$/g, ''), path, kind: file.readUInt8(5) === 0 ? 'data' : 'metadata', blocks });
  }
  return packs;
}

/** Turns one bit of the byte at `offset` (from the end when it is negative). */
export async function flipByte(path: string, offset: number): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    const at = offset < 0 ? size + offset : offset;
    const byte = Buffer.alloc(1);
    const { bytesRead } = await file.read(byte, 0, 1, at);
    if (bytesRead !== 1) throw new Error(`${path} has no byte ${at}`);
    byte[0] = byte.readUInt8(0) ^ 0x10;
    await file.write(byte, 0, 1, at);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A byte in the middle of the payload of the block at `offset`. */
function payloadOf(file: Buffer, offset: number): number {
  const headBytes = 60 + 36 * file.readUInt16LE(offset + 8);
  return offset + headBytes + Math.floor(file.readUInt32LE(offset + 16) / 2);
}
