/**
 * Makes blocks of the chunks that the collector wants: gathers chunks to about 1 MiB, compresses them with zstd and writes the complete `Upload`
 * message into an output buffer. Runs in the compressor's thread; synchronous.
 */
import { crc32 } from 'node:zlib';

import { BlockClass, BlockCodec, blockHeaderBytes, encodeBlockHeader } from '@stillpoint/proto/format/block.ts';
import zstd from 'zstd-napi/binding.js';

import { MESSAGE_ROOM_BYTES, type BlockBuffers } from './block-buffers.ts';
import { SLOT_BYTES, SLOT_MAX_CHUNKS, type SlotRing } from './slot-ring.ts';

/** Options of {@link BlockCompressor}. Ids are 16 bytes. */
export interface BlockCompressorOptions {
  readonly agentId: Uint8Array;
  readonly sessionId: Uint8Array;
  readonly zstdLevel: number;
}

/** A finished message: it lies in `buffer` from `start` to `end`. */
export interface FinishedBlock {
  readonly buffer: number;
  readonly start: number;
  readonly end: number;
}

/** Chunks wait here, copied, when a slot is wanted in part. */
interface Gathering {
  readonly bytes: Buffer;
  readonly ids: Buffer;
  lengths: number[];
  used: number;
}

export class BlockCompressor {
  readonly #ring: SlotRing;
  readonly #buffers: BlockBuffers;
  readonly #options: BlockCompressorOptions;
  readonly #emit: (block: FinishedBlock) => void;
  readonly #context = new zstd.CCtx();
  readonly #gatherings: Readonly<Record<BlockClass, Gathering>> = { [BlockClass.data]: gathering(), [BlockClass.metadata]: gathering() };
  #sequence = 0;

  constructor(ring: SlotRing, buffers: BlockBuffers, options: BlockCompressorOptions, emit: (block: FinishedBlock) => void) {
    this.#ring = ring;
    this.#buffers = buffers;
    this.#options = options;
    this.#emit = emit;
    this.#context.setParameter(zstd.CParameter.compressionLevel, options.zstdLevel);
  }

  /** Takes the wanted chunks of a slot (`wanted` as in a Want message) and releases it. */
  take(slot: number, wanted: Uint8Array): void {
    const blockClass = this.#ring.blockClass(slot);
    const count = this.#ring.count(slot);
    const waiting = this.#gatherings[blockClass];
    if (waiting.used === 0 && isAllWanted(wanted, count) && this.#ring.usedBytes(slot) > SLOT_BYTES / 2) {
      const start = this.#ring.dataStart(slot);
      const lengths: number[] = [];
      for (let index = 0; index < count; index++) lengths.push(this.#ring.chunkLength(slot, index));
      this.#block(blockClass, this.#ring.bytes.subarray(start, start + this.#ring.usedBytes(slot)), this.#ring.ids(slot), lengths);
    } else {
      this.#gather(waiting, blockClass, slot, wanted);
    }
    this.#ring.release(slot);
  }

  /** Makes blocks of everything that waits. */
  flush(): void {
    for (const blockClass of [BlockClass.data, BlockClass.metadata]) this.#flush(blockClass);
  }

  #gather(waiting: Gathering, blockClass: BlockClass, slot: number, wanted: Uint8Array): void {
    const ids = this.#ring.ids(slot);
    const start = this.#ring.dataStart(slot);
    const count = this.#ring.count(slot);
    for (let index = 0; index < count; index++) {
      if (((wanted[index >> 3] ?? 0) & (1 << (index & 7))) === 0) continue;
      const length = this.#ring.chunkLength(slot, index);
      if (waiting.used + length > SLOT_BYTES || waiting.lengths.length === SLOT_MAX_CHUNKS) this.#flush(blockClass);
      const offset = start + this.#ring.chunkOffset(slot, index);
      this.#ring.bytes.copy(waiting.bytes, waiting.used, offset, offset + length);
      ids.copy(waiting.ids, waiting.lengths.length * 32, index * 32, index * 32 + 32);
      waiting.lengths.push(length);
      waiting.used += length;
    }
  }

  #flush(blockClass: BlockClass): void {
    const waiting = this.#gatherings[blockClass];
    if (waiting.used === 0) return;
    const { lengths, used } = waiting;
    waiting.used = 0;
    waiting.lengths = [];
    this.#block(blockClass, waiting.bytes.subarray(0, used), waiting.ids.subarray(0, lengths.length * 32), lengths);
  }

  #block(blockClass: BlockClass, raw: Buffer, chunkIds: Buffer, chunkLengths: readonly number[]): void {
    const buffer = this.#buffers.acquire();
    const target = this.#buffers.view(buffer);
    const payloadStart = MESSAGE_ROOM_BYTES + blockHeaderBytes(chunkLengths.length);
    let payloadBytes = this.#context.compress2(target.subarray(payloadStart), raw);
    let codec: BlockCodec = BlockCodec.zstd;
    if (payloadBytes >= raw.length) {
      raw.copy(target, payloadStart);
      payloadBytes = raw.length;
      codec = BlockCodec.stored;
    }
    const end = payloadStart + payloadBytes;
    const { agentId, sessionId } = this.#options;
    const payloadCrc = crc32(target.subarray(payloadStart, end));
    encodeBlockHeader({ codec, blockClass, rawBytes: raw.length, payloadBytes, payloadCrc, agentId, sessionId, chunkIds, chunkLengths }, target, MESSAGE_ROOM_BYTES);
    const sequence = ++this.#sequence;
    const start = writeUploadFields(target, sequence, end - MESSAGE_ROOM_BYTES);
    this.#emit({ buffer, start, end });
  }
}

function gathering(): Gathering {
  return { bytes: Buffer.allocUnsafeSlow(SLOT_BYTES), ids: Buffer.allocUnsafeSlow(SLOT_MAX_CHUNKS * 32), lengths: [], used: 0 };
}

function isAllWanted(wanted: Uint8Array, count: number): boolean {
  for (let index = 0; index < count; index++) if (((wanted[index >> 3] ?? 0) & (1 << (index & 7))) === 0) return false;
  return count > 0;
}

/**
 * Writes the protobuf fields that make `Upload { block { sequence, block } }` of the block at MESSAGE_ROOM_BYTES, right-aligned in the room before it;
 * returns where the message begins. Field numbers: proto/stillpoint.proto, Upload and BlockMessage.
 */
function writeUploadFields(target: Buffer, sequence: number, blockBytes: number): number {
  const inner: number[] = [0x08];
  pushVarint(inner, sequence);
  inner.push(0x12);
  pushVarint(inner, blockBytes);
  const outer: number[] = [0x1a];
  pushVarint(outer, inner.length + blockBytes);
  const fields = [...outer, ...inner];
  const start = MESSAGE_ROOM_BYTES - fields.length;
  target.set(fields, start);
  return start;
}

function pushVarint(bytes: number[], value: number): void {
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}
