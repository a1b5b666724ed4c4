/** Filling in the versions of files while snapshots come, go and cannot be read. */
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { chunkId, idKey } from '@stillpoint/proto/chunk-identity.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';

import { findAll, snapshotId, snapshotRecord, TestFolder } from '../catalog/catalog-fixture.ts';
import { systemError } from '../datastore/datastore-fixture.ts';
import { openScratchCatalog, type SqliteCatalog } from '../catalog/sqlite-catalog.ts';
import { makeArchive } from './raw-agent.testing.ts';
import { VersionIndexer } from './version-indexer.ts';

import type { RawDirectory } from './raw-agent.testing.ts';

const logger = pino({ level: 'silent' });
const nodes = new Map<string, Buffer>();
let folder: TestFolder;
let catalog: SqliteCatalog;
/** Called before a node is read. */
let onRead: (key: string) => Promise<void>;

const reader = {
  read: async (key: string): Promise<Buffer> => {
    await onRead(key);
    const node = nodes.get(key);
    if (node === undefined) throw new StillpointError('CHUNK_MISSING', 'no such node');
    return node;
  },
};

beforeEach(() => {
  folder = new TestFolder();
  catalog = openScratchCatalog(folder.file());
  onRead = () => Promise.resolve();
});

afterEach(async () => {
  await catalog.close();
  folder[Symbol.dispose]();
});

/** Adds snapshot `number` with these files; answers the key of its archive's node, which is read first. */
async function addSnapshot(number: number, names: readonly string[], plan = 'daily'): Promise<string> {
  const root: RawDirectory = Object.fromEntries(names.map((name) => [name, Buffer.alloc(10 + number, 'x')]));
  const archive = makeArchive(root, { mtimeNs: BigInt(number) * 1_000_000_000n });
  for (const node of archive.nodes) nodes.set(idKey(chunkId(node)), node);
  await catalog.addSnapshot(snapshotRecord(number, { plan, draft: { archives: [archive.reference] } }), []);
  return idKey(Buffer.from(archive.reference.node ?? []));
}

/** Each version of a file as `name first last`; `-` while it lives. */
async function versions(): Promise<string[]> {
  const number = (id: Uint8Array | null | undefined): string => String(Number(`0x${Buffer.from(id ?? []).toString('hex').slice(-4)}`) - 0x5000);
  const found = await findAll(catalog, { pattern: '*.txt' });
  return found.map((version) => `${Buffer.from(version.path ?? []).toString()} ${number(version.firstSnapshot)} ${version.living === true ? '-' : number(version.lastSnapshot)}`);
}

describe('the indexer of versions', () => {
  it('knows what is deleted while it walks: nothing of the snapshot before the one at hand is left', async () => {
    await addSnapshot(1, ['a.txt']);
    await addSnapshot(2, ['a.txt', 'only-in-2.txt']);
    const third = await addSnapshot(3, ['b.txt']);
    onRead = async (key) => {
      if (key === third) await catalog.removeSnapshot(snapshotId(2));
    };
    await using indexer = new VersionIndexer(catalog, reader, logger);
    indexer.resume();
    await indexer.idle();
    expect(await catalog.unindexedSnapshots()).toEqual([]);
    expect((await versions()).filter((version) => version.includes('only-in-2'))).toEqual([]);
    const expected = await versions();
    // The same as had it never been.
    await catalog.close();
    catalog = openScratchCatalog(folder.file('again.sqlite'));
    await addSnapshot(1, ['a.txt']);
    await addSnapshot(3, ['b.txt']);
    onRead = () => Promise.resolve();
    await using again = new VersionIndexer(catalog, reader, logger);
    again.resume();
    await again.idle();
    expect(expected).toEqual(await versions());
  });

  it('goes on after a snapshot that cannot be read, with other plans and with later snapshots of the same one', async () => {
    await addSnapshot(1, ['a.txt']);
    const second = await addSnapshot(2, ['b.txt']);
    await addSnapshot(3, ['a.txt', 'c.txt']);
    await addSnapshot(4, ['d.txt'], 'weekly');
    let answers = false;
    onRead = (key) => {
      if (key !== second || answers) return Promise.resolve();
      answers = true;
      return Promise.reject(new StillpointError('DATASTORE_IO', 'the disk does not answer'));
    };
    await using indexer = new VersionIndexer(catalog, reader, logger);
    indexer.resume();
    await indexer.idle();
    expect(await catalog.unindexedSnapshots()).toEqual([]);
    expect(await versions()).toEqual(expect.arrayContaining(['/c.txt 3 -', '/d.txt 4 -']));
  });

  it('takes a sector that cannot be read for damage: of that snapshot only what lies there is not found', async () => {
    const first = await addSnapshot(1, ['a.txt']);
    await addSnapshot(2, ['b.txt']);
    onRead = (key) => (key === first ? Promise.reject(new StillpointError('DATASTORE_IO', 'reading a pack failed', { cause: systemError('EIO') })) : Promise.resolve());
    await using indexer = new VersionIndexer(catalog, reader, logger);
    indexer.resume();
    await indexer.idle();
    expect(await versions()).toEqual(['/b.txt 2 -']);
  });

  it('does not hang on a snapshot that is deleted while it walks it', async () => {
    await addSnapshot(1, ['a.txt']);
    const second = await addSnapshot(2, ['b.txt']);
    await addSnapshot(3, ['c.txt']);
    onRead = async (key) => {
      if (key === second) await catalog.removeSnapshot(snapshotId(2));
    };
    await using indexer = new VersionIndexer(catalog, reader, logger);
    indexer.resume();
    await indexer.idle();
    expect(await catalog.unindexedSnapshots()).toEqual([]);
    expect((await versions()).sort()).toEqual(['/a.txt 1 1', '/c.txt 3 -']);
  });

  it('leaves a plan for the next start when the catalog fails, and indexes the others', async () => {
    await addSnapshot(1, ['a.txt']);
    await addSnapshot(2, ['b.txt']);
    await addSnapshot(3, ['c.txt'], 'weekly');
    let calls = 0;
    const failing: Pick<SqliteCatalog, 'addVersions' | 'listSnapshots' | 'unindexedSnapshots'> = {
      addVersions: (...input) => (++calls === 2 ? Promise.reject(new StillpointError('DATASTORE_FULL', 'no space is left')) : catalog.addVersions(...input)),
      listSnapshots: (filter) => catalog.listSnapshots(filter),
      unindexedSnapshots: () => catalog.unindexedSnapshots(),
    };
    await using indexer = new VersionIndexer(failing, reader, logger);
    indexer.resume();
    indexer.resume();
    await indexer.idle();
    expect(await catalog.unindexedSnapshots()).toEqual([snapshotId(1), snapshotId(2)]);
    expect(await versions()).toContain('/c.txt 3 -');
  });
});
