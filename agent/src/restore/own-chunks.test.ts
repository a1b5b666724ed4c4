import { randomBytes } from 'node:crypto';

import { chunkId } from '@stillpoint/proto/chunk-identity.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { BlockClass } from '@stillpoint/proto/format/block.ts';
import { encodePlainBlock } from '@stillpoint/proto/tree/plain-block.ts';
import { describe, expect, it } from 'vitest';

import { OwnChunks, type ChunkCall } from './own-chunks.ts';
import type { ReadItem } from './reading-call.ts';

const agentId = Buffer.alloc(16, 1);
const sessionId = Buffer.alloc(16, 2);

function blockOf(chunks: readonly Buffer[]): Buffer {
  return encodePlainBlock({ blockClass: BlockClass.data, agentId, sessionId, chunkIds: Buffer.concat(chunks.map((chunk) => chunkId(chunk))), chunks });
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/** A collector that has these chunks, gives three of them in a block, and changes what it gives as told. */
function scene(chunks: readonly Buffer[], change: (block: Buffer) => void = () => undefined, maxReadIds = 4): { readonly own: OwnChunks; readonly call: ChunkCall; readonly asked: number[]; readonly walked: number[] } {
  const asked: number[] = [];
  const walked: number[] = [];
  const call: ChunkCall = {
    maxReadIds,
    recover: (error) => Promise.reject(asError(error)),
    noteNodes: (ids) => { walked.push(ids.length / 32); },
    async *read(ids: Uint8Array): AsyncGenerator<ReadItem> {
      asked.push(ids.length / 32);
      const found = chunks.filter((chunk) => Buffer.from(ids).includes(chunkId(chunk)));
      for (let start = 0; start < found.length; start += 3) {
        const block = blockOf(found.slice(start, start + 3));
        change(block);
        yield { block };
      }
      for (let start = 0; start < ids.length; start += 32) {
        const id = ids.subarray(start, start + 32);
        if (!chunks.some((chunk) => chunkId(chunk).equals(id))) yield { failure: { chunkId: id, code: 'CHUNK_MISSING', text: 'it is gone' } };
      }
    },
  };
  return { own: new OwnChunks(call), call, asked, walked };
}

const chunks = Array.from({ length: 10 }, (_, index) => randomBytes(1000 + index));
const idOf = (index: number): Buffer => chunkId(chunks[index] ?? Buffer.alloc(0));

describe('chunks from the collector', () => {
  it('come in the order asked for, each asked for once, as many at a time as a request may name', async () => {
    const { own, asked } = scene(chunks);
    const order = [7, 0, 3, 3, 9, 1, 0];
    expect(await own.readChunks(Buffer.concat(order.map(idOf)))).toEqual(order.map((index) => chunks[index]));
    expect(asked).toEqual([4, 1]);
    await own.readChunk(idOf(3));
    expect(asked).toHaveLength(2);
  });

  it('are refused when they are not what their ids say', async () => {
    const { own } = scene(chunks, (block) => {
      // The payload and its checksum: whoever changes it on the way can do both.
      const forged = encodePlainBlock({ blockClass: BlockClass.data, agentId, sessionId, chunkIds: idOf(0), chunks: [Buffer.alloc(1000)] });
      forged.copy(block);
    });
    await expect(own.readChunk(idOf(0))).rejects.toMatchObject({ code: 'CHUNK_CORRUPT', message: expect.stringContaining('did not arrive whole') as unknown });
  });

  it('that are missing are named, and the others of a group come all the same', async () => {
    const gone = randomBytes(32);
    const { own } = scene(chunks);
    await expect(own.readChunks(Buffer.concat([idOf(1), gone]))).rejects.toMatchObject({ code: 'CHUNK_MISSING', message: 'it is gone' });
    const groups = await Array.fromAsync(own.readGroups(Buffer.concat([idOf(5), gone, idOf(6), idOf(5)])));
    const sorted = groups.flatMap((group) => group.members.map(({ index }) => [index, 'error' in group ? group.error.code : 'whole'] as const)).sort(([left], [right]) => left - right);
    expect(sorted).toEqual([[0, 'whole'], [1, 'CHUNK_MISSING'], [2, 'whole'], [3, 'whole']]);
  });

  it('that are nodes are noted as they are read, also when they are at hand, and content is not', async () => {
    const { own, walked, asked } = scene(chunks);
    await own.nodes.readChunk(idOf(0));
    await own.nodes.readChunk(idOf(0));
    await own.nodes.readChunks(Buffer.concat([idOf(1), idOf(2)]));
    await own.readChunk(idOf(5));
    expect({ walked, requests: asked.length }).toEqual({ walked: [1, 1, 2], requests: 3 });
    await expect(own.nodes.readChunk(randomBytes(32))).rejects.toMatchObject({ code: 'CHUNK_MISSING' });
    expect(walked).toHaveLength(3);
  });

  it('that had not come when the connection was lost are asked for again, and the others are not', async () => {
    const lost = new StillpointError('SESSION_LOST', 'the cable was cut');
    const asked: number[] = [];
    const lossy = (every: number): OwnChunks => {
      let reads = 0;
      const { call } = scene(chunks, undefined, 10);
      return new OwnChunks({
        maxReadIds: 10,
        async *read(ids, compressed) {
          asked.push(ids.length / 32);
          const isCut = reads++ < every;
          for await (const item of call.read(ids, compressed)) {
            yield item;
            if (isCut) throw lost;
          }
        },
        recover: (error) => (error === lost ? Promise.resolve() : Promise.reject(asError(error))),
        noteNodes: () => undefined,
      });
    };
    const all = Buffer.concat(chunks.map((_, index) => idOf(index)));
    expect(await lossy(2).readChunks(all)).toEqual(chunks);
    // Three come in a block.
    expect(asked.splice(0)).toEqual([10, 7, 4]);
    const groups = await Array.fromAsync(lossy(3).readGroups(all));
    expect(asked).toEqual([10, 7, 4, 1]);
    expect(groups.flatMap(({ members }) => members.map(({ index }) => index)).sort((left, right) => left - right)).toEqual(chunks.map((_, index) => index));
  });

  it('that the collector passes over are an error, not a hole', async () => {
    const { own } = scene([]);
    const silent = new OwnChunks({ maxReadIds: 4, async *read() { yield* []; }, recover: (error) => Promise.reject(asError(error)), noteNodes: () => undefined });
    await expect(silent.readChunk(idOf(0))).rejects.toMatchObject({ code: 'CHUNK_CORRUPT' });
    const missing = (await Array.fromAsync(silent.readGroups(Buffer.concat([idOf(0), idOf(1)])))).flatMap((group) => ('error' in group ? group.members.map(({ index }) => index) : []));
    expect(missing).toEqual([0, 1]);
    await expect(own.readChunk(idOf(0))).rejects.toMatchObject({ code: 'CHUNK_MISSING' });
  });
});
