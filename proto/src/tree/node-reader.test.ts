import { EntryType } from '../format/entry.ts';
import { describe, expect, it } from 'vitest';

import { directory, file, pseudoRandomBytes, SnapshotFixture, type TreeNode } from './snapshot-fixture.ts';

const bytes = pseudoRandomBytes;

function treeOf(fixture: SnapshotFixture, children: Record<string, TreeNode>): Uint8Array {
  const record = fixture.addSnapshot([{ name: 'files', tree: directory(children) }]);
  return record.draft?.archives?.[0]?.root ?? new Uint8Array(0);
}

describe('NodeReader', () => {
  it('lists a directory of many index leaves in order and finds each name by descending', async () => {
    const fixture = new SnapshotFixture();
    const names = Array.from({ length: 20_000 }, (_, index) => `file-${String(index).padStart(6, '0')}`);
    const tree = treeOf(fixture, { big: directory(Object.fromEntries(names.map((name) => [name, file(name)]))) });
    const nodes = fixture.open().nodes;
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
    const nodes = fixture.open().nodes;
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
    const nodes = fixture.open().nodes;
    const { entry } = await nodes.lookup(tree, '/long');
    let total = 0;
    for await (const leaf of nodes.listContent(entry.content)) total += leaf.lengths.reduce((sum, length) => sum + length, 0);
    expect(entry.content.kind).toBe('list');
    expect(total).toBe(data.length);
  });
});
