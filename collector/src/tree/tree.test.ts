import { BlockClass } from '@stillpoint/proto/format/block.ts';
import { EntryType } from '@stillpoint/proto/format/entry.ts';
import { describe, expect, it } from 'vitest';

import { BlockReader } from './block-reader.ts';
import { NodeReader } from './node-reader.ts';
import { directory, file, pseudoRandomBytes, SnapshotFixture, type TreeNode } from './snapshot-fixture.ts';

const bytes = pseudoRandomBytes;

function treeOf(fixture: SnapshotFixture, children: Record<string, TreeNode>): Uint8Array {
  const record = fixture.addSnapshot([{ name: 'files', tree: directory(children) }]);
  return record.draft?.archives?.[0]?.root ?? new Uint8Array(0);
}

describe('BlockReader', () => {
  it('gives chunks back in the order asked for and reads each block once', async () => {
    const fixture = new SnapshotFixture();
    const chunks = [1, 3, 5, 7].map((seed) => bytes(300_000, seed));
    const ids = chunks.map((chunk) => fixture.addChunk(chunk, BlockClass.data));
    fixture.flush();
    const reader = new BlockReader(fixture.api);
    const order = [3, 0, 2, 1, 0];
    const found = await reader.readChunks(Buffer.concat(order.map((index) => ids[index] ?? Buffer.alloc(0))));
    expect(found.map((chunk) => chunks.findIndex((expected) => expected.equals(chunk)))).toEqual(order);
    expect(fixture.servedBytes).toBe(fixture.blocks.reduce((sum, block) => sum + block.bytes.length, 0));
  });

  it('keeps no more inflated bytes than it may, and still answers', async () => {
    const fixture = new SnapshotFixture();
    const chunks = Array.from({ length: 6 }, (_, index) => bytes(900_000, 2 * index + 1));
    const ids = chunks.map((chunk) => fixture.addChunk(chunk, BlockClass.data));
    fixture.flush();
    const reader = new BlockReader(fixture.api, { cacheBytes: 1_000_000 });
    expect((await reader.readChunks(Buffer.concat(ids))).every((chunk, index) => chunk.equals(chunks[index] ?? Buffer.alloc(0)))).toBe(true);
    const served = fixture.servedBytes;
    await reader.readChunk(ids[0] ?? Buffer.alloc(0));
    expect(fixture.servedBytes).toBeGreaterThan(served);
  });

  it('takes another copy when a block is damaged or cannot be read, and names the chunk when there is none', async () => {
    for (const harm of ['flip', 'lose'] as const) {
      const fixture = new SnapshotFixture();
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
      expect((await new BlockReader(fixture.api).readChunk(id)).equals(chunk)).toBe(true);
      damage(second);
      await expect(new BlockReader(fixture.api).readChunks(id)).rejects.toMatchObject({ code: 'CHUNK_CORRUPT', message: expect.stringContaining(id.toString('hex')) as unknown });
    }
  });

  it('says CHUNK_MISSING with the id of a chunk that the datastore does not hold', async () => {
    const id = Buffer.alloc(32, 9);
    await expect(new BlockReader(new SnapshotFixture().api).readChunk(id)).rejects.toMatchObject({ code: 'CHUNK_MISSING', message: expect.stringContaining(id.toString('hex')) as unknown });
  });
});

describe('NodeReader', () => {
  it('lists a directory of many index leaves in order and finds each name by descending', async () => {
    const fixture = new SnapshotFixture();
    const names = Array.from({ length: 20_000 }, (_, index) => `file-${String(index).padStart(6, '0')}`);
    const tree = treeOf(fixture, { big: directory(Object.fromEntries(names.map((name) => [name, file(name)]))) });
    const nodes = new NodeReader(new BlockReader(fixture.api));
    const { entry } = await nodes.lookup(tree, '/big');
    if (entry.content.kind !== 'directory') throw new Error('no directory');
    const listed: string[] = [];
    for await (const child of nodes.listDirectory(entry.content.node)) listed.push(child.name);
    expect(listed).toEqual(names);
    expect((await nodes.listLeafIds(entry.content.node)).length).toBeGreaterThan(5);
    for (const name of ['file-000000', 'file-009999', 'file-019999']) expect((await nodes.lookup(tree, `/big/${name}`)).entry.name).toBe(name);
  });

  it('names the missing part of a path and the nearest name, and follows no symlink', async () => {
    const fixture = new SnapshotFixture();
    const tree = treeOf(fixture, { etc: directory({ hosts: file('x'), link: { type: EntryType.symlink, target: 'hosts' } }) });
    const nodes = new NodeReader(new BlockReader(fixture.api));
    await expect(nodes.lookup(tree, '/etc/host')).rejects.toMatchObject({ code: 'PATH_UNKNOWN', hint: 'did you mean /etc/hosts?' });
    await expect(nodes.lookup(tree, '/etc/hosts/x')).rejects.toMatchObject({ code: 'PATH_UNKNOWN', message: '/etc/hosts is no directory in this snapshot' });
    await expect(nodes.lookup(tree, '/etc/link/x')).rejects.toMatchObject({ hint: expect.stringContaining('symlink to hosts') as unknown });
    expect((await nodes.lookup(tree, '/')).entry.name).toBe('');
    expect((await nodes.lookup(tree, '/etc/hosts')).parents.map((parent) => parent.name)).toEqual(['', 'etc']);
  });

  it('iterates the chunks of a file with a chunk list', async () => {
    const fixture = new SnapshotFixture({ chunkBytes: 16 });
    const data = bytes(48_000, 13);
    const tree = treeOf(fixture, { long: file(data) });
    const nodes = new NodeReader(new BlockReader(fixture.api));
    const { entry } = await nodes.lookup(tree, '/long');
    let total = 0;
    for await (const leaf of nodes.listContent(entry.content)) total += leaf.lengths.reduce((sum, length) => sum + length, 0);
    expect(entry.content.kind).toBe('list');
    expect(total).toBe(data.length);
  });
});
