import { EntryType } from '@stillpoint/proto/format/entry.ts';
import { describe, expect, it } from 'vitest';

import { knownSnapshot } from '@stillpoint/proto/address/known-snapshots.ts';
import { listArchives, type KnownArchive } from '@stillpoint/proto/address/resolve-archive.ts';
import { directory, file, pseudoRandomBytes, SnapshotFixture, type ArchiveDescription, type TreeNode } from '@stillpoint/proto/tree/snapshot-fixture.ts';
import { diffArchives } from './snapshot-diff.ts';

async function diff(before: readonly ArchiveDescription[], after: readonly ArchiveDescription[], path = '/'): Promise<{ readonly changes: string[]; readonly servedBytes: number }> {
  const fixture = new SnapshotFixture();
  const records = [fixture.addSnapshot(before), fixture.addSnapshot(after)];
  const { nodes } = fixture.open();
  const archives: KnownArchive[][] = [];
  for (const record of records) archives.push(await listArchives(knownSnapshot(record, undefined), (id) => nodes.readArchive(id)));
  const served = fixture.servedBytes;
  const changes: string[] = [];
  for await (const item of diffArchives(archives[0] ?? [], archives[1] ?? [], path, nodes)) {
    changes.push(`${item.change} ${item.archive}:${item.path}${item.change === 'content' ? ` ${item.before?.sizeBytes ?? ''}>${item.after?.sizeBytes ?? ''}` : ''}`);
  }
  return { changes, servedBytes: fixture.servedBytes - served };
}

const tree = (children: Record<string, TreeNode>): ArchiveDescription[] => [{ name: 'files', tree: directory(children) }];

describe('the difference of two snapshots', () => {
  it('names what was added, removed and changed, in content, metadata or type', async () => {
    const before = tree({
      same: file('same', { inode: 1n }), content: file('old'), mode: file('x', { mode: 0o600 }), gone: directory({ a: file('a'), b: directory({ c: file('c') }) }), kind: file('x'),
      attribute: file('x'), link: { type: EntryType.symlink, target: 'a' }, deep: directory({ deeper: directory({ file: file('1') }), 'a.b': file('2') }),
    });
    const after = tree({
      same: file('same', { inode: 2n, ctimeNs: 99n }), content: file('newer'), mode: file('x', { mode: 0o640 }), kind: directory({ in: file('y') }), fresh: file('f'),
      attribute: file('x', { xattrs: [{ name: 'user.a', value: Buffer.from('1') }] }), link: { type: EntryType.symlink, target: 'b' }, deep: directory({ deeper: directory({ file: file('2', { mtimeNs: 5n }) }), 'a.b': file('2') }),
    });
    expect((await diff(before, after)).changes).toEqual([
      'metadata files:/attribute', 'content files:/content 3>5', 'content files:/deep/deeper/file 1>1', 'added files:/fresh', 'removed files:/gone', 'removed files:/gone/a', 'removed files:/gone/b',
      'removed files:/gone/b/c', 'type files:/kind', 'added files:/kind/in', 'content files:/link 0>0', 'metadata files:/mode',
    ]);
    expect((await diff(before, after, '/deep')).changes).toEqual(['content files:/deep/deeper/file 1>1']);
    await expect(diff(before, after, '/nowhere')).rejects.toMatchObject({ code: 'PATH_UNKNOWN' });
  });

  it('compares streams and archives that only one side has as wholes', async () => {
    const before: ArchiveDescription[] = [{ name: 'a', stream: pseudoRandomBytes(1000, 1) }, { name: 'b', stream: pseudoRandomBytes(10, 2) }, { name: 'c', stream: pseudoRandomBytes(10, 3) }];
    const after: ArchiveDescription[] = [{ name: 'a', stream: pseudoRandomBytes(2000, 4) }, { name: 'b', stream: pseudoRandomBytes(10, 2) }, { name: 'd', tree: directory({ x: file('x') }) }];
    expect((await diff(before, after)).changes).toEqual(['content a: 1000>2000', 'removed c:', 'added d:/', 'added d:/x']);
  });

  it('reads little of a big directory in which one entry changed', async () => {
    const children = (content: string): Record<string, TreeNode> => Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`f${String(index).padStart(6, '0')}`, file(index === 9000 ? content : 'same', { inode: BigInt(index) })]));
    const { changes, servedBytes } = await diff(tree({ big: directory(children('old'), { inode: 1n }) }), tree({ big: directory(children('new'), { inode: 1n }) }));
    expect(changes).toEqual(['content files:/big/f009000 3>3']);
    expect(servedBytes).toBeLessThan(1_000_000);
  });
});
