/**
 * Makes blocks of the chunks that the collector wants: gathers chunks to about 1 MiB, compresses them with zstd on threads of the pool and puts the complete
 * `Upload` message around each. What is wanted waits in its slot until its turn comes, so that the slots bound what is under way.
 */
import { crc32 } from 'node:zlib';

import { ByteWriter } from '@stillpoint/proto/format/binary.ts';
import { BLOCK_MAX_RAW_BYTES, BlockClass, BlockCodec, blockHeaderBytes, encodeBlockHeader } from '@stillpoint/proto/format/block.ts';

import { SLOT_BYTES, SLOT_MAX_CHUNKS, type SlotRing } from './slot-ring.ts';
import { ZstdContext } from './zstd-context.ts';

/** Options of {@link BlockCompressor}. Ids are 16 bytes. */
export interface BlockCompressorOptions {
  readonly agentId: Uint8Array;
  readonly sessionId: Uint8Array;
  /** Undefined: blocks are stored as they are, since nothing would make them smaller. */
  readonly zstdLevel: number | undefined;
}

/** Takes a finished message; resolves when its bytes may be overwritten. */
export type BlockSink = (message: Buffer) => Promise<void>;

/** Blocks that are compressed or sent at the same time. */
const LANES = 3;
/** Room in front of the block for the protobuf fields around it. */
const MESSAGE_ROOM_BYTES = 32;
/** zstd's bound for 1 MiB is 4 KiB more. */
const COMPRESSION_ROOM_BYTES = 8192;
const MESSAGE_BYTES = MESSAGE_ROOM_BYTES + blockHeaderBytes(SLOT_MAX_CHUNKS) + BLOCK_MAX_RAW_BYTES + COMPRESSION_ROOM_BYTES;

/** Tags of protobuf fields (number * 8 + wire type): `Upload.block`, `BlockMessage.sequence`, `BlockMessage.block`. */
const Tag = { blockMessage: 3 * 8 + 2, sequence: 1 * 8, block: 2 * 8 + 2 } as const;

/** What a block is made of. */
interface RawBlock {
  readonly blockClass: BlockClass;
  readonly bytes: Buffer;
  /** n * 32 bytes. */
  readonly ids: Buffer;
  readonly lengths: readonly number[];
}

/** What one block at a time needs. */
interface Lane {
  readonly zstd: ZstdContext | undefined;
  readonly message: Buffer;
  /** Chunks that were gathered; changes places with the memory that they were gathered in. */
  bytes: Buffer;
  ids: Buffer;
}

/** Chunks wait here, copied, when a slot is wanted in part. */
interface Gathering {
  bytes: Buffer;
  ids: Buffer;
  lengths: number[];
  used: number;
}

export class BlockCompressor implements Disposable {
  readonly #ring: SlotRing;
  readonly #options: BlockCompressorOptions;
  readonly #sink: BlockSink;
  readonly #failed: (error: unknown) => void;
  readonly #gatherings: Readonly<Record<BlockClass, Gathering>> = { [BlockClass.data]: gathering(), [BlockClass.metadata]: gathering() };
  readonly #lanes: Lane[] = [];
  readonly #idle: Lane[] = [];
  readonly #waiting: ((lane: Lane) => void)[] = [];
  readonly #running = new Set<Promise<void>>();
  /** Ends when everything that was asked for so far is in a lane or gathered. */
  #turn: Promise<void> = Promise.resolve();
  #sequence = 0;

  /** `failed` is told when zstd or the sink fails; nothing more may come of the run then. */
  constructor(ring: SlotRing, options: BlockCompressorOptions, sink: BlockSink, failed: (error: unknown) => void) {
    this.#ring = ring;
    this.#options = options;
    this.#sink = sink;
    this.#failed = failed;
  }

  /** Takes the wanted chunks of a slot (`wanted` as in a Want message) and releases it when it has them. */
  take(slot: number, wanted: Uint8Array): void {
    this.#next(() => this.#take(slot, wanted));
  }

  /** Resolves when everything that was taken is with the sink, and the sink has done with it. */
  async flush(): Promise<void> {
    this.#next(async () => {
      for (const blockClass of [BlockClass.data, BlockClass.metadata]) await this.#flush(blockClass);
    });
    await this.#turn;
    await Promise.all(this.#running);
  }

  [Symbol.dispose](): void {
    for (const lane of this.#lanes) lane.zstd?.[Symbol.dispose]();
  }

  #next(step: () => Promise<void>): void {
    this.#turn = this.#turn.then(step).catch(this.#failed);
  }

  async #take(slot: number, wanted: Uint8Array): Promise<void> {
    const ring = this.#ring;
    const blockClass = ring.blockClass(slot);
    const count = ring.count(slot);
    if (!isAllWanted(wanted, count) || ring.usedBytes(slot) <= SLOT_BYTES / 2) {
      await this.#gather(blockClass, slot, wanted);
      ring.release(slot);
      return;
    }
    const start = ring.dataStart(slot);
    const lengths: number[] = [];
    for (let index = 0; index < count; index++) lengths.push(ring.chunkLength(slot, index));
    this.#start(await this.#lane(), { blockClass, bytes: ring.bytes.subarray(start, start + ring.usedBytes(slot)), ids: ring.ids(slot), lengths }, () => {
      ring.release(slot);
    });
  }

  async #gather(blockClass: BlockClass, slot: number, wanted: Uint8Array): Promise<void> {
    const ring = this.#ring;
    const waiting = this.#gatherings[blockClass];
    const ids = ring.ids(slot);
    const start = ring.dataStart(slot);
    const count = ring.count(slot);
    for (let index = 0; index < count; index++) {
      if (((wanted[index >> 3] ?? 0) & (1 << (index & 7))) === 0) continue;
      const length = ring.chunkLength(slot, index);
      if (waiting.used + length > SLOT_BYTES || waiting.lengths.length === SLOT_MAX_CHUNKS) await this.#flush(blockClass);
      const offset = start + ring.chunkOffset(slot, index);
      ring.bytes.copy(waiting.bytes, waiting.used, offset, offset + length);
      ids.copy(waiting.ids, waiting.lengths.length * 32, index * 32, index * 32 + 32);
      waiting.lengths.push(length);
      waiting.used += length;
    }
  }

  async #flush(blockClass: BlockClass): Promise<void> {
    const waiting = this.#gatherings[blockClass];
    if (waiting.used === 0) return;
    const lane = await this.#lane();
    const { bytes, ids, lengths, used } = waiting;
    [waiting.bytes, waiting.ids, waiting.lengths, waiting.used] = [lane.bytes, lane.ids, [], 0];
    [lane.bytes, lane.ids] = [bytes, ids];
    this.#start(lane, { blockClass, bytes: bytes.subarray(0, used), ids: ids.subarray(0, lengths.length * 32), lengths });
  }

  /** A lane that nothing else uses; waits for one. */
  async #lane(): Promise<Lane> {
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    if (this.#lanes.length < LANES) {
      const { zstdLevel } = this.#options;
      const lane = { zstd: zstdLevel === undefined ? undefined : new ZstdContext(zstdLevel), message: Buffer.allocUnsafeSlow(MESSAGE_BYTES), ...chunkMemory() };
      this.#lanes.push(lane);
      return lane;
    }
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  /** Begins a block and does not wait for it; `taken` is called when `block` is no longer needed. */
  #start(lane: Lane, block: RawBlock, taken?: () => void): void {
    const running = this.#block(lane, block, taken)
      .then(() => {
        const waiting = this.#waiting.shift();
        if (waiting === undefined) this.#idle.push(lane);
        else waiting(lane);
      })
      .catch(this.#failed)
      .finally(() => {
        this.#running.delete(running);
      });
    this.#running.add(running);
  }

  async #block({ zstd, message }: Lane, { blockClass, bytes, ids, lengths }: RawBlock, taken?: () => void): Promise<void> {
    const payloadStart = MESSAGE_ROOM_BYTES + blockHeaderBytes(lengths.length);
    let payloadBytes = await zstd?.compress(message.subarray(payloadStart), bytes);
    let codec: BlockCodec = BlockCodec.zstd;
    if (payloadBytes === undefined || payloadBytes >= bytes.length) {
      bytes.copy(message, payloadStart);
      payloadBytes = bytes.length;
      codec = BlockCodec.stored;
    }
    const end = payloadStart + payloadBytes;
    const { agentId, sessionId } = this.#options;
    const payloadCrc = crc32(message.subarray(payloadStart, end));
    encodeBlockHeader({ codec, blockClass, rawBytes: bytes.length, payloadBytes, payloadCrc, agentId, sessionId, chunkIds: ids, chunkLengths: lengths }, message, MESSAGE_ROOM_BYTES);
    taken?.();
    const start = writeUploadFields(message, ++this.#sequence, end - MESSAGE_ROOM_BYTES);
    await this.#sink(message.subarray(start, end));
  }
}

function gathering(): Gathering {
  return { ...chunkMemory(), lengths: [], used: 0 };
}

/** Room for the chunks of one block; the kernel gives no memory for it before something is written. */
function chunkMemory(): { bytes: Buffer; ids: Buffer } {
  return { bytes: Buffer.allocUnsafeSlow(SLOT_BYTES), ids: Buffer.allocUnsafeSlow(SLOT_MAX_CHUNKS * 32) };
}

function isAllWanted(wanted: Uint8Array, count: number): boolean {
  for (let index = 0; index < count; index++) if (((wanted[index >> 3] ?? 0) & (1 << (index & 7))) === 0) return false;
  return count > 0;
}

/**
 * Writes the protobuf fields that make `Upload { block { sequence, block } }` of the block at MESSAGE_ROOM_BYTES, right-aligned in the room before it, so that
 * the block is not copied; returns where the message begins. By hand, since the generated classes would copy it; see proto/stillpoint.proto.
 */
function writeUploadFields(target: Buffer, sequence: number, blockBytes: number): number {
  const inner = new ByteWriter(MESSAGE_ROOM_BYTES);
  inner.u8(Tag.sequence);
  inner.varint(sequence);
  inner.u8(Tag.block);
  inner.varint(blockBytes);
  const outer = new ByteWriter(MESSAGE_ROOM_BYTES);
  outer.u8(Tag.blockMessage);
  outer.varint(inner.length + blockBytes);
  outer.raw(inner.view());
  const start = MESSAGE_ROOM_BYTES - outer.length;
  target.set(outer.view(), start);
  return start;
}
