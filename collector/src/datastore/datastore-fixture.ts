/**
 * What the tests of this folder share: temporary folders, blocks with known content, files that fail.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

import { chunkId } from '@stillpoint/proto/chunk-identity.ts';
import { blockHeaderBytes, BlockClass, BlockCodec, decodeBlockHeader, encodeBlockHeader } from '@stillpoint/proto/format/block.ts';
import zstd from 'zstd-napi/binding.js';

import { createAppendableFile } from './appendable-file.ts';

import type { BlockHeader } from '@stillpoint/proto/format/block.ts';
import type { AppendableFile } from './appendable-file.ts';

export const AGENT_ID = Buffer.alloc(16, 0xa1);
export const SESSION_ID = Buffer.alloc(16, 0x5e);

/** A temporary folder that is removed with everything in it. */
export async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'stillpoint-datastore-test-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** A temporary folder with what packs need. */
export async function packFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const folder = await temporaryFolder();
  mkdirSync(join(folder.path, 'packs'));
  return folder;
}

/** `length` bytes that look random and are the same for the same seed. */
export function noise(seed: number | string, length: number): Buffer {
  return createHash('shake256', { outputLength: length }).update(String(seed)).digest();
}

/** A block as an agent would send it, with its header decoded. */
export interface SampleBlock {
  readonly bytes: Buffer;
  readonly header: BlockHeader;
  readonly raw: Buffer;
}

/** Makes a block of the given chunks. */
export function sampleBlock(chunks: readonly Buffer[], codec: BlockCodec = BlockCodec.stored, blockClass: BlockClass = BlockClass.data): SampleBlock {
  const raw = Buffer.concat(chunks);
  const payload = codec === BlockCodec.stored ? raw : deflate(raw);
  const bytes = forgeBlock(
    {
      codec,
      blockClass,
      rawBytes: raw.length,
      agentId: AGENT_ID,
      sessionId: SESSION_ID,
      chunkIds: Buffer.concat(chunks.map((chunk) => chunkId(chunk))),
      chunkLengths: chunks.map((chunk) => chunk.length),
    },
    payload,
  );
  return { bytes, header: decodeBlockHeader(bytes), raw };
}

/** A block with a header of the caller's choice around a payload; only the checksums are right. */
export function forgeBlock(header: Omit<BlockHeader, 'payloadBytes' | 'payloadCrc'>, payload: Buffer): Buffer {
  const bytes = Buffer.alloc(blockHeaderBytes(header.chunkLengths.length) + payload.length);
  const start = encodeBlockHeader({ ...header, payloadBytes: payload.length, payloadCrc: crc32(payload) }, bytes);
  bytes.set(payload, start);
  return bytes;
}

/** A block that does not repeat, of about `length` raw bytes in two chunks. */
export function randomBlock(length: number): SampleBlock {
  const raw = randomBytes(length);
  return sampleBlock([raw.subarray(0, length >> 1), raw.subarray(length >> 1)]);
}

/** Faults of {@link faultyFile}. */
export interface FileFaults {
  /** Writes beyond so many bytes of the file fail as on a full disk; what fits is written. */
  readonly fullAtBytes?: number;
  /** The n-th datasync fails (1 is the first). */
  readonly failingSync?: number;
  /** A write takes at most so many bytes. */
  readonly longestWrite?: number;
}

/** Gives `createFile` for PackWriter: real files with faults. */
export function faultyFile(faults: FileFaults): (path: string) => AppendableFile {
  return (path) => {
    const file = createAppendableFile(path);
    let syncs = 0;
    return {
      write(bytes, offset, length, position) {
        const room = Math.min(length, faults.longestWrite ?? length, (faults.fullAtBytes ?? Infinity) - position);
        if (room <= 0) throw systemError('ENOSPC');
        return file.write(bytes, offset, room, position);
      },
      datasync() {
        syncs += 1;
        if (syncs === faults.failingSync) throw systemError('EIO');
        file.datasync();
      },
      remove: () => file.remove(),
      close: () => file.close(),
    };
  };
}

/** An error as the system would throw it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

function deflate(raw: Buffer): Buffer {
  const out = Buffer.alloc(zstd.compressBound(raw.length));
  return out.subarray(0, new zstd.CCtx().compress(out, raw, 1));
}
