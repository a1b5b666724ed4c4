import { randomBytes } from 'node:crypto';
import { zstdDecompressSync } from 'node:zlib';

import { BlockClass, BlockCodec, checkBlockPayload, decodeBlockHeader, type BlockHeader } from '@stillpoint/proto/format/block.ts';
import { v1 } from '@stillpoint/proto/messages.ts';
import { afterEach, describe, expect, it } from 'vitest';

import { BlockCompressor } from './block-compressor.ts';
import { SLOT_BYTES, SlotRing } from './slot-ring.ts';

interface Block {
  readonly sequence: number;
  readonly header: BlockHeader;
  /** Each with its id before it. */
  readonly chunks: readonly string[];
}

const agentId = Buffer.alloc(16, 1);
const sessionId = Buffer.alloc(16, 2);
const wantAll = (count: number): Uint8Array => new Uint8Array(Math.ceil(count / 8)).fill(255);

class Bench {
  readonly ring = SlotRing.create(4);
  readonly blocks: Block[] = [];
  readonly errors: unknown[] = [];
  readonly compressor: BlockCompressor;
  /** While it is there the sink keeps the bytes of every block. */
  hold: Promise<void> | undefined;

  constructor() {
    const sink = async (message: Buffer): Promise<void> => {
      // What another block writes meanwhile must not get into this one.
      await this.hold;
      this.blocks.push(decode(message));
    };
    this.compressor = new BlockCompressor(this.ring, { agentId, sessionId, zstdLevel: 1 }, sink, (error) => {
      this.errors.push(error);
    });
  }

  /** Fills a slot; returns its number. */
  slot(chunks: readonly Buffer[], blockClass: BlockClass = BlockClass.data): number {
    const slot = this.ring.acquire(blockClass);
    let offset = 0;
    for (const chunk of chunks) {
      chunk.copy(this.ring.bytes, this.ring.dataStart(slot) + offset);
      this.ring.addChunk(slot, offset, chunk.length, idOf(chunk), Buffer.alloc(32));
      offset += chunk.length;
    }
    return slot;
  }
}

/** Tells chunks apart, nothing more. */
function idOf(chunk: Buffer): Buffer {
  const id = Buffer.alloc(32);
  chunk.copy(id, 0, 0, 32);
  return id;
}

function named(chunk: Buffer): string {
  return `${idOf(chunk).toString('hex')}:${chunk.toString('hex')}`;
}

function decode(message: Buffer): Block {
  const { sequence, block } = v1.Upload.decode(message).block ?? {};
  const bytes = Buffer.from(block ?? []);
  const header = decodeBlockHeader(bytes);
  const payload = checkBlockPayload(header, bytes);
  const raw = header.codec === BlockCodec.zstd ? zstdDecompressSync(payload) : payload;
  let at = 0;
  const chunks = header.chunkLengths.map((length, index) => {
    const id = Buffer.from(header.chunkIds.subarray(index * 32, index * 32 + 32)).toString('hex');
    const chunk = raw.subarray(at, at + length).toString('hex');
    at += length;
    return `${id}:${chunk}`;
  });
  return { sequence: sequence ?? 0, header, chunks };
}

const text = (bytes: number, seed: number): Buffer => Buffer.alloc(bytes, `${seed} is a chunk of text `);

describe('the compressor', () => {
  const opened: Bench[] = [];
  const open = (): Bench => {
    const bench = new Bench();
    opened.push(bench);
    return bench;
  };
  afterEach(() => {
    for (const { compressor, errors } of opened.splice(0)) {
      compressor[Symbol.dispose]();
      expect(errors).toEqual([]);
    }
  });

  it('makes a full slot that is wanted whole one block', async () => {
    const bench = open();
    const chunks = [1, 2, 3].map((seed) => text(300_000, seed));
    bench.compressor.take(bench.slot(chunks), wantAll(3));
    await bench.compressor.flush();
    expect(bench.blocks.map((block) => block.chunks)).toEqual([chunks.map(named)]);
    expect(bench.blocks[0]?.header).toMatchObject({ codec: BlockCodec.zstd, blockClass: BlockClass.data, rawBytes: 900_000, agentId, sessionId });
  });

  it('gathers what is wanted of several slots, classes apart, and leaves out the rest', async () => {
    const bench = open();
    const data = [text(1000, 1), text(2000, 2), text(3000, 3)];
    const nodes = [text(400, 4), text(500, 5)];
    bench.compressor.take(bench.slot(data), new Uint8Array([0b101]));
    bench.compressor.take(bench.slot(nodes, BlockClass.metadata), wantAll(2));
    bench.compressor.take(bench.slot([text(700, 6)]), new Uint8Array([0]));
    bench.compressor.take(bench.slot([text(800, 7)]), wantAll(1));
    await bench.compressor.flush();
    const chunks = new Map(bench.blocks.map((block) => [block.header.blockClass, block.chunks]));
    expect(chunks.get(BlockClass.data)).toEqual([text(1000, 1), text(3000, 3), text(800, 7)].map(named));
    expect(chunks.get(BlockClass.metadata)).toEqual(nodes.map(named));
    expect(bench.blocks).toHaveLength(2);
  });

  it('stores as it is what does not get smaller', async () => {
    const bench = open();
    const noise = randomBytes(SLOT_BYTES);
    bench.compressor.take(bench.slot([noise]), wantAll(1));
    await bench.compressor.flush();
    expect(bench.blocks.map(({ header, chunks }) => [header.codec, chunks])).toEqual([[BlockCodec.stored, [named(noise)]]]);
  });

  it('gives back every slot and numbers blocks in their order, more of them than it works on at a time, and however long the sink keeps each', async () => {
    const bench = open();
    const wanted: string[] = [];
    for (let round = 0; round < 12; round++) {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      bench.hold = promise.then(() => undefined);
      // As many as there are slots: the next round waits in `acquire` for ever if one is lost.
      for (let slot = 0; slot < 4; slot++) {
        const whole = (round + slot) % 3 > 0;
        const chunks = [text(400_000, round * 10 + slot), text(300_000, 5000 + round * 10 + slot)];
        wanted.push(...(whole ? chunks : chunks.slice(1)).map(named));
        bench.compressor.take(bench.slot(chunks), whole ? wantAll(2) : new Uint8Array([0b10]));
      }
      const flushed = bench.compressor.flush();
      resolve(undefined);
      await flushed;
    }
    expect(bench.blocks.flatMap((block) => block.chunks).sort()).toEqual(wanted.sort());
    expect(bench.blocks.map((block) => block.sequence).sort((a, b) => a - b)).toEqual(bench.blocks.map((_, index) => index + 1));
  });

  it('tells of a sink that fails', async () => {
    const bench = open();
    bench.hold = Promise.reject(new Error('the session is lost'));
    bench.hold.catch(() => undefined);
    bench.compressor.take(bench.slot([text(1000, 1)]), wantAll(1));
    await bench.compressor.flush();
    expect(bench.errors.splice(0)).toMatchObject([{ message: 'the session is lost' }]);
  });
});
