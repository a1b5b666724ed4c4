import { describe, expect, it } from 'vitest';

import { chunkId, idKey } from '@stillpoint/proto/chunk-identity.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';

import { makeArchive } from './raw-agent.testing.ts';
import { diffTrees } from './tree-diff.ts';
import { walkVersions } from './version-walk.ts';

import type { NodeReader } from './node-source.ts';
import type { RawArchive, RawDirectory } from './raw-agent.testing.ts';

/** Nodes in memory; counts what is read. */
class MemoryNodes implements NodeReader {
  readonly nodes = new Map<string, Buffer>();
  reads = 0;

  add(archive: RawArchive): RawArchive {
    for (const node of archive.nodes) this.nodes.set(idKey(chunkId(node)), node);
    return archive;
  }

  async read(key: string): Promise<Buffer> {
    this.reads += 1;
    const node = this.nodes.get(key);
    if (node === undefined) throw new StillpointError('CHUNK_MISSING', 'no such node');
    return node;
  }
}

function rootOf(archive: RawArchive): string {
  return idKey(Buffer.from(archive.reference.root ?? []));
}

async function changes(nodes: MemoryNodes, newer: RawArchive, older: RawArchive | undefined): Promise<string[]> {
  const snapshotOf = (archive: RawArchive): { draft: { archives: RawArchive['reference'][] } } => ({ draft: { archives: [archive.reference] } });
  const lines = [];
  for await (const rows of walkVersions(snapshotOf(newer), older && snapshotOf(older), nodes)) {
    for (const { path, entry } of rows) lines.push(`${entry === undefined ? '-' : entry.sizeBytes} ${path}`);
  }
  return lines;
}

const file = (size: number): Buffer => Buffer.alloc(size, 'x');

describe('the walk over versions', () => {
  it('names every path of a first snapshot', async () => {
    const nodes = new MemoryNodes();
    const archive = nodes.add(makeArchive({ a: { b: file(2000) }, c: file(3000) }));
    expect(await changes(nodes, archive, undefined)).toEqual(['0 /', '0 /a', '3000 /c', '2000 /a/b']);
  });

  it('names what came, changed and went, below directories too', async () => {
    const nodes = new MemoryNodes();
    const older = nodes.add(makeArchive({ gone: { x: file(1000), y: { z: file(1500) } }, kept: file(2000), 'a.b': file(10), a: { same: file(5) }, turned: file(7) }));
    const newer = nodes.add(makeArchive({ kept: file(2001), 'a.b': file(10), a: { same: file(5) }, turned: { inside: file(1) } }));
    expect((await changes(nodes, newer, older)).sort()).toEqual(['- /gone', '- /gone/x', '- /gone/y', '- /gone/y/z', '0 /turned', '1 /turned/inside', '2001 /kept'].sort());
  });

  it('goes on where the older snapshot is damaged', async () => {
    const nodes = new MemoryNodes();
    const older = nodes.add(makeArchive({ a: { b: file(2000) }, c: file(1) }));
    const newer = nodes.add(makeArchive({ a: { b: file(2000), d: file(9) }, c: file(1) }));
    nodes.nodes.delete(idKey(chunkId(older.nodes[0]!)));
    expect(await changes(nodes, newer, older)).toEqual(['2000 /a/b', '9 /a/d']);
  });
});

describe('the walk over two trees', () => {
  it('reads few nodes of a directory of 50,000 entries in which one changed', async () => {
    const nodes = new MemoryNodes();
    const many: Record<string, RawDirectory[string]> = {};
    for (let index = 0; index < 50_000; index++) many[`file-${String(index).padStart(6, '0')}`] = { kind: 'none' };
    const older = nodes.add(makeArchive({ many }));
    const newer = nodes.add(makeArchive({ many: { ...many, 'file-025000x': { kind: 'none' } } }));
    nodes.reads = 0;
    let pairs = 0;
    const added = [];
    for await (const batch of diffTrees({ newer: { reader: nodes, root: rootOf(newer) }, older: { reader: nodes, root: rootOf(older) }, gone: true })) {
      pairs += batch.length;
      for (const { path, previous } of batch) if (previous === undefined) added.push(path);
    }
    expect(added).toEqual(['/many/file-025000x']);
    expect(nodes.reads).toBeLessThan(20);
    expect(pairs).toBeLessThan(20_000);
  });

  it('follows directories 5,000 deep', async () => {
    const nodes = new MemoryNodes();
    let archive = nodes.add(makeArchive({ end: file(1) }));
    for (let depth = 0; depth < 5000; depth++) archive = nodes.add(makeArchive({ d: { kind: 'directory', node: chunkId(archive.nodes[0]!) } }));
    let pairs = 0;
    for await (const batch of diffTrees({ newer: { reader: nodes, root: rootOf(archive) }, older: undefined, gone: false })) pairs += batch.length;
    expect(pairs).toBe(5002);
  });

  it('ends in a directory that contains itself, should anybody ever find the hash for one', async () => {
    const nodes = new MemoryNodes();
    const id = Buffer.alloc(32, 7);
    nodes.nodes.set(idKey(id), makeArchive({ d: { kind: 'directory', node: id } }).nodes[0]!);
    const archive = nodes.add(makeArchive({ a: { kind: 'directory', node: id } }));
    const walk = async (): Promise<void> => {
      for await (const batch of diffTrees({ newer: { reader: nodes, root: rootOf(archive) }, older: undefined, gone: false })) expect(batch.length).toBeLessThan(10);
    };
    await expect(walk()).rejects.toMatchObject({ code: 'NODE_CORRUPT', message: expect.stringContaining('100000 directories below each other') as string });
  });
});
