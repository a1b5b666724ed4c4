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
});
