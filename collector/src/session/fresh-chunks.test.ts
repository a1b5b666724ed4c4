import { describe, expect, it } from 'vitest';

import { idKey } from '@stillpoint/proto/chunk-identity.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { BlockClass } from '@stillpoint/proto/format/block.ts';

import { noise, sampleBlock } from '../datastore/datastore-fixture.ts';
import { packedBlock } from '../datastore/packed-block.ts';
import { FreshChunks } from './fresh-chunks.ts';

import type { NewBlock } from '../catalog/catalog.ts';

class NumberingCatalog {
  readonly calls: string[] = [];
  failing = false;
  #next = 1;

  async addBlocks(blocks: readonly NewBlock[]): Promise<number[]> {
    if (this.failing) throw new StillpointError('DATASTORE_FULL', 'full');
    this.calls.push(`add ${blocks.length}`);
    return blocks.flatMap(({ block }) => block.chunks.map(() => this.#next++));
  }

  async sealPack(packId: string): Promise<void> {
    this.calls.push(`seal ${packId}`);
  }

  async markDamaged(chunks: readonly unknown[]): Promise<void> {
    this.calls.push(`damaged ${chunks.length}`);
  }
}

function newBlock(seed: number, packId = 'p1'): { block: NewBlock; key: string } {
  const { header, bytes } = sampleBlock([noise(seed, 100)]);
  return { block: { packId, blockClass: BlockClass.data, block: packedBlock(40, bytes.length, header) }, key: idKey(header.chunkIds) };
}

/** A block of many chunks of one byte; the key is that of its first. */
function blockOf(chunks: number, seed: number): { block: NewBlock; key: string } {
  const { block } = newBlock(seed);
  const ids = noise(seed, 32 * chunks);
  const many = Array.from({ length: chunks }, (_, index) => ({ ...block.block.chunks[0]!, id: ids.subarray(index * 32, index * 32 + 32) }));
  return { block: { ...block, block: { ...block.block, chunks: many } }, key: idKey(ids) };
}

describe('FreshChunks', () => {
  it('knows a chunk until it is both synced and in the catalog', async () => {
    const catalog = new NumberingCatalog();
    const fresh = new FreshChunks(catalog, () => undefined);
    const [one, two] = [newBlock(1), newBlock(2)];
    const numbers: number[] = [];
    fresh.add(one.block, (given) => numbers.push(...given));
    await fresh.flush();
    expect(numbers).toEqual([1]);
    expect(fresh.find(one.key)?.number).toBe(1);
    fresh.markSynced('p1');
    expect(fresh.find(one.key)).toBeUndefined();
    fresh.add(two.block, () => undefined);
    fresh.markSynced('p1');
    expect(fresh.find(two.key)).toBeDefined();
    await fresh.flush();
    expect(fresh.size).toBe(0);
  });

  it('gives blocks to the catalog before it says that their pack is sealed', async () => {
    const catalog = new NumberingCatalog();
    const fresh = new FreshChunks(catalog, () => undefined);
    fresh.add(newBlock(1).block, () => undefined);
    fresh.seal('p1', 1000);
    await fresh.flush();
    expect(catalog.calls).toEqual(['add 1', 'seal p1']);
  });

  it('tells nobody of a condemned pack and marks what the catalog has, not what was synced before', async () => {
    const catalog = new NumberingCatalog();
    const fresh = new FreshChunks(catalog, () => undefined);
    const [safe, indexed, waiting] = [newBlock(1), newBlock(2), newBlock(3)];
    fresh.add(safe.block, () => undefined);
    fresh.markSynced('p1');
    fresh.add(indexed.block, () => undefined);
    await fresh.flush();
    fresh.add(waiting.block, () => undefined);
    fresh.condemn('p1');
    await fresh.flush();
    expect(catalog.calls).toEqual(['add 2', 'damaged 1']);
    expect([fresh.find(indexed.key), fresh.find(waiting.key)]).toEqual([undefined, undefined]);
  });

  it('keeps blocks that the catalog did not take for the next try', async () => {
    const catalog = new NumberingCatalog();
    const failures: unknown[] = [];
    const fresh = new FreshChunks(catalog, (error) => failures.push(error));
    catalog.failing = true;
    fresh.add(newBlock(1).block, () => undefined);
    await expect(fresh.flush()).rejects.toMatchObject({ code: 'DATASTORE_FULL' });
    catalog.failing = false;
    await fresh.flush();
    expect(catalog.calls).toEqual(['add 1']);
    expect(failures).toEqual([]);
  });

  it('tells of a chunk that is on its way until its block is stored, and of one whose block was refused as long', async () => {
    const fresh = new FreshChunks(new NumberingCatalog(), () => undefined);
    const [good, bad] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    fresh.expect(['good'], good.promise);
    fresh.expect(['bad'], bad.promise);
    const waits = ['good', 'bad', 'other'].map(async (key) => fresh.underWay(key));
    expect(['good', 'bad', 'other'].map((key) => fresh.underWay(key) !== undefined)).toEqual([true, true, false]);
    good.resolve(undefined);
    bad.reject(new StillpointError('BLOCK_REJECTED', 'wrong'));
    // A refused block is its sender's matter: whoever waits for the chunk only hears that it does not come.
    await Promise.all(waits);
    expect([fresh.underWay('good'), fresh.underWay('bad')]).toEqual([undefined, undefined]);
  });

  it('tells of the newer block when two bring a chunk, also after the older one is stored', async () => {
    const fresh = new FreshChunks(new NumberingCatalog(), () => undefined);
    const [older, newer] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    fresh.expect(['key'], older.promise);
    const forOlder = fresh.underWay('key');
    fresh.expect(['key'], newer.promise);
    older.resolve(undefined);
    await forOlder;
    expect(fresh.underWay('key')).toBeDefined();
    newer.resolve(undefined);
    await fresh.underWay('key');
    expect(fresh.underWay('key')).toBeUndefined();
  });

  it('remembers as stored what the catalog answers for by now, but not what was condemned', async () => {
    const fresh = new FreshChunks(new NumberingCatalog(), () => undefined);
    const [kept, lost] = [newBlock(1, 'p1'), newBlock(2, 'p2')];
    fresh.add(kept.block, () => undefined);
    fresh.add(lost.block, () => undefined);
    await fresh.flush();
    fresh.markSynced('p1');
    fresh.condemn('p2');
    expect(fresh.find(kept.key)).toBeUndefined();
    expect(fresh.findStored(kept.key)).toMatchObject({ packId: 'p1', number: 1 });
    expect(fresh.findStored(lost.key)).toBeUndefined();
  });

  it('forgets the oldest of what it remembers as stored, however many chunks pass', async () => {
    const fresh = new FreshChunks(new NumberingCatalog(), () => undefined);
    const keys: string[] = [];
    for (let seed = 0; seed < 12; seed += 1) {
      const { block, key } = blockOf(2_000, seed);
      keys.push(key);
      fresh.add(block, () => undefined);
      fresh.markSynced('p1');
      await fresh.flush();
    }
    expect(keys.map((key) => fresh.findStored(key) !== undefined)).toEqual([false, false, ...Array.from({ length: 10 }, () => true)]);
  });
});
