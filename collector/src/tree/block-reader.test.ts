import { BlockClass } from '@stillpoint/proto/format/block.ts';
import { pseudoRandomBytes, SnapshotFixture } from '@stillpoint/proto/tree/snapshot-fixture.ts';
import { describe, expect, it } from 'vitest';
import { compress } from 'zstd-napi';

import { BlockReader } from './block-reader.ts';
import { fixtureApi } from './fixture-api.ts';

const bytes = pseudoRandomBytes;

describe('BlockReader', () => {
  it('gives chunks back in the order asked for and reads each block once', async () => {
    const fixture = new SnapshotFixture({ compress });
    const chunks = [1, 3, 5, 7].map((seed) => bytes(300_000, seed));
    const ids = chunks.map((chunk) => fixture.addChunk(chunk, BlockClass.data));
    fixture.flush();
    const reader = new BlockReader(fixtureApi(fixture));
    const order = [3, 0, 2, 1, 0];
    const found = await reader.readChunks(Buffer.concat(order.map((index) => ids[index] ?? Buffer.alloc(0))));
    expect(found.map((chunk) => chunks.findIndex((expected) => expected.equals(chunk)))).toEqual(order);
    expect(fixture.servedBytes).toBe(fixture.blocks.reduce((sum, block) => sum + block.bytes.length, 0));
  });

  it('keeps no more inflated bytes than it may, and still answers', async () => {
    const fixture = new SnapshotFixture({ compress });
    const chunks = Array.from({ length: 6 }, (_, index) => bytes(900_000, 2 * index + 1));
    const ids = chunks.map((chunk) => fixture.addChunk(chunk, BlockClass.data));
    fixture.flush();
    const reader = new BlockReader(fixtureApi(fixture), { cacheBytes: 1_000_000 });
    expect((await reader.readChunks(Buffer.concat(ids))).every((chunk, index) => chunk.equals(chunks[index] ?? Buffer.alloc(0)))).toBe(true);
    const served = fixture.servedBytes;
    await reader.readChunk(ids[0] ?? Buffer.alloc(0));
    expect(fixture.servedBytes).toBeGreaterThan(served);
  });

  it('takes another copy when a block is damaged or cannot be read, and names the chunk when there is none', async () => {
    for (const harm of ['flip', 'lose'] as const) {
      const fixture = new SnapshotFixture({ compress });
      const chunk = bytes(200_000, 11);
      const id = fixture.addChunk(chunk, BlockClass.data);
      fixture.flush();
      fixture.doubleBlocks();
      const [first, second] = fixture.blocks;
      const damage = (block: typeof first): void => {
        if (block === undefined) return;
        if (harm === 'lose') block.lost = true;
        else block.bytes[block.bytes.length - 5] = (block.bytes[block.bytes.length - 5] ?? 0) ^ 1;
      };
      damage(first);
      expect((await new BlockReader(fixtureApi(fixture)).readChunk(id)).equals(chunk)).toBe(true);
      damage(second);
      await expect(new BlockReader(fixtureApi(fixture)).readChunks(id)).rejects.toMatchObject({ code: 'CHUNK_CORRUPT', message: expect.stringContaining(id.toString('hex')) as unknown });
    }
  });

  it('says CHUNK_MISSING with the id of a chunk that the datastore does not hold', async () => {
    const id = Buffer.alloc(32, 9);
    await expect(new BlockReader(fixtureApi(new SnapshotFixture())).readChunk(id)).rejects.toMatchObject({ code: 'CHUNK_MISSING', message: expect.stringContaining(id.toString('hex')) as unknown });
  });
});
