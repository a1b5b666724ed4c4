import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, copyFileSync, ftruncateSync, openSync, readdirSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { chunkId, chunkIds, newBlock, packContent, packedBlock, packId, snapshotId, snapshotRecord, TestFolder } from './catalog-fixture.ts';
import { listSealedPacks, openOwnedCatalog, rebuildCatalog } from './catalog-opening.ts';
import { sampleDatastore, type ListedDatastore } from './listed-datastore-fixture.ts';
import { reconcileCatalog, type DatastoreFacts } from './reconcile.ts';
import { openCatalog } from './sqlite-catalog.ts';

let folder: TestFolder;
let datastore: ListedDatastore;

beforeEach(() => {
  folder = new TestFolder();
  datastore = sampleDatastore();
});

afterEach(() => folder[Symbol.dispose]());

describe('the catalog’s file', () => {
  test('is one file that can be read alone after it was closed, and refuses writes then', async () => {
    await (await openCatalog({ file: folder.file(), readOnly: false })).close();
    expect(readdirSync(folder.path)).toEqual(['catalog.sqlite']);
    expect(statSync(folder.file()).mode & 0o777).toBe(0o600);
    await using reader = await openCatalog({ file: folder.file(), readOnly: true });
    expect(await reader.totals()).toMatchObject({ chunks: 0 });
    await expect(reader.dropPack(packId(1))).rejects.toMatchObject({ code: 'DATASTORE_READ_ONLY' });
    expect(readdirSync(folder.path)).toEqual(['catalog.sqlite']);
  });

  test('that is missing, empty or of another program is CATALOG_INVALID for a reader', async () => {
    await expect(openCatalog({ file: folder.file(), readOnly: true })).rejects.toMatchObject({ code: 'CATALOG_INVALID' });
    writeFileSync(folder.file(), '');
    await expect(openCatalog({ file: folder.file(), readOnly: true })).rejects.toMatchObject({ code: 'CATALOG_INVALID' });
    writeFileSync(folder.file(), 'not a database, but long enough for a header'.repeat(9));
    await expect(openCatalog({ file: folder.file(), readOnly: true })).rejects.toMatchObject({ code: 'CATALOG_INVALID' });
    await expect(openCatalog({ file: folder.file(), readOnly: false })).rejects.toMatchObject({ code: 'CATALOG_INVALID' });
  });

  test('of another program is not written into', async () => {
    const foreign = new Database(folder.file());
    foreign.exec('CREATE TABLE precious (x)');
    foreign.close();
    const before = readFileSync(folder.file());
    await expect(openCatalog({ file: folder.file(), readOnly: true })).rejects.toMatchObject({ code: 'CATALOG_INVALID' });
    expect(readFileSync(folder.file())).toEqual(before);
  });

  test('of a later release is refused as such', async () => {
    await (await openCatalog({ file: folder.file(), readOnly: false })).close();
    const later = new Database(folder.file());
    later.pragma('user_version = 99');
    later.close();
    for (const readOnly of [true, false]) {
      await expect(openCatalog({ file: folder.file(), readOnly })).rejects.toMatchObject({ code: 'DATASTORE_NEWER' });
    }
    await expect(openOwnedCatalog({ file: folder.file(), datastore })).rejects.toMatchObject({ code: 'DATASTORE_NEWER' });
  });

  test('that lost its end is CATALOG_INVALID', async () => {
    await (await openOwnedCatalog({ file: folder.file(), datastore })).catalog.close();
    const descriptor = openSync(folder.file(), 'r+');
    ftruncateSync(descriptor, statSync(folder.file()).size - 8192);
    closeSync(descriptor);
    await expect(openCatalog({ file: folder.file(), readOnly: false })).rejects.toMatchObject({ code: 'CATALOG_INVALID' });
  });

  test('that was not closed is checked whole, and damage in it is CATALOG_INVALID', async () => {
    const { catalog } = await openOwnedCatalog({ file: folder.file(), datastore });
    await catalog.addBlocks([newBlock(3, 40, Array.from({ length: 3000 }, (_, index) => `x${String(index)}`))]);
    await catalog.close();
    const descriptor = openSync(folder.file(), 'r+');
    // An owner that died: the header still says write-ahead log.
    writeSync(descriptor, Buffer.from([2, 2]), 0, 2, 18);
    writeSync(descriptor, Buffer.alloc(3 * 4096, 0xa5), 0, 3 * 4096, statSync(folder.file()).size - 40 * 4096);
    closeSync(descriptor);
    await expect(openCatalog({ file: folder.file(), readOnly: true })).rejects.toMatchObject({ code: 'CATALOG_INVALID' });
    await expect(openCatalog({ file: folder.file(), readOnly: false })).rejects.toMatchObject({ code: 'CATALOG_INVALID' });
  });

  test('is whole after its process was killed while adding blocks, and agrees with the pack after it was indexed anew', async () => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'add-blocks-until-killed.ts'), folder.file()], { stdio: ['ignore', 'pipe', 'inherit'] });
    let answered = -1;
    for await (const line of createInterface({ input: child.stdout })) {
      answered = Number(line);
      if (answered === 7) child.kill('SIGKILL');
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    const names = (batch: number): string[] => Array.from({ length: 1000 }, (_, index) => `${String(batch)}-${String(index)}`);
    await using catalog = await openCatalog({ file: folder.file(), readOnly: false });
    const before = await catalog.lookupChunks(chunkIds(...names(0), ...names(answered)));
    expect(before.every((fact) => fact !== undefined)).toBe(true);
    // The power was gone, too: only three blocks had reached the disk.
    await catalog.replacePack(packContent(1, [0, 1, 2].map((batch) => packedBlock(batch * 1000, names(batch)))));
    expect(await catalog.totals()).toMatchObject({ chunks: 3000 });
    expect((await catalog.lookupChunks(chunkIds(...names(3)))).every((fact) => fact === undefined)).toBe(true);
    expect((await catalog.lookupChunks(chunkIds(...names(0)))).map((fact) => fact?.number)).toEqual(before.slice(0, 1000).map((fact) => fact?.number));
  });
});

describe('reconciling', () => {
  test('makes a new catalog say what the datastore says', async () => {
    const { catalog, reconciliation } = await openOwnedCatalog({ file: folder.file(), datastore });
    expect(reconciliation).toEqual({ packsRead: 2, packsDropped: 0, packsLost: [], snapshotsAdded: 2, snapshotsRemoved: 0, decisionsApplied: 3, deletionsToFinish: [], problems: [] });
    expect((await catalog.lookupChunks(chunkIds('a', 'b', 'c'))).map((fact) => fact?.damaged)).toEqual([true, false, false]);
    expect((await catalog.listAgents())[0]?.state).toBe('revoked');
    expect(await catalog.unindexedSnapshots()).toEqual([snapshotId(1), snapshotId(2)]);
    await catalog.close();
  });

  test('reads nothing again that the catalog knows, and only what has changed', async () => {
    await using catalog = (await openOwnedCatalog({ file: folder.file(), datastore })).catalog;
    datastore.packsRead = [];
    expect(await reconcileCatalog(catalog, datastore)).toMatchObject({ packsRead: 0, snapshotsAdded: 0, decisionsApplied: 0 });
    expect(datastore.packsRead).toEqual([]);

    datastore.contents.delete(packId(1));
    datastore.add(packContent(2, [packedBlock(40, ['b'])], 6000), packContent(3, [packedBlock(40, ['d'])]));
    datastore.records.delete(snapshotId(1));
    datastore.records.set(snapshotId(3), snapshotRecord(3));
    datastore.decisions.push({ number: 4, tokenCreated: { tokenId: 't' } }, { number: 5, snapshotDeleted: { snapshotId: Buffer.from(snapshotId(1), 'hex') } });
    expect(await reconcileCatalog(catalog, datastore)).toMatchObject({ packsRead: 2, packsDropped: 1, packsLost: [packId(1)], snapshotsAdded: 1, snapshotsRemoved: 1, decisionsApplied: 2, problems: [] });
    expect((await catalog.lookupChunks(chunkIds('a', 'b', 'c', 'd'))).map((fact) => fact !== undefined)).toEqual([false, true, false, true]);
    expect(datastore.packsRead).toEqual([packId(2), packId(3)]);
  });

  test('scans a pack that is open or whose footer is damaged, and names what cannot be read without hiding the rest', async () => {
    datastore.add({ ...packContent(3, [packedBlock(40, ['open'])]), sealed: false }, packContent(4, [packedBlock(40, ['x'])]), packContent(5, [packedBlock(40, ['y'])]));
    datastore.damagedFooters.add(packId(4));
    datastore.unreadable.add(packId(5)).add(snapshotId(2));
    const { catalog, reconciliation } = await openOwnedCatalog({ file: folder.file(), datastore });
    expect(reconciliation?.problems.map((problem) => problem.code)).toEqual(['DATASTORE_IO', 'SNAPSHOT_CORRUPT']);
    expect((await catalog.lookupChunks(chunkIds('open', 'x', 'y', 'c'))).map((fact) => fact !== undefined)).toEqual([true, true, false, true]);
    expect(await catalog.listSnapshots({})).toHaveLength(1);
    await catalog.close();
  });

  test('finds the blocks of a pack whose footer the disk cannot give', async () => {
    datastore.unreadableFooters.add(packId(1));
    const { catalog, reconciliation } = await openOwnedCatalog({ file: folder.file(), datastore });
    expect(reconciliation?.problems).toEqual([]);
    expect((await catalog.lookupChunks(chunkIds('a', 'b'))).map((fact) => fact !== undefined)).toEqual([true, true]);
    await catalog.close();
  });

  test('believes nothing of an open pack that it cannot read any more, and all of it, with its marks, when it can again', async () => {
    datastore.add({ ...packContent(1, [packedBlock(40, ['a', 'b'])]), sealed: false });
    await using catalog = (await openOwnedCatalog({ file: folder.file(), datastore })).catalog;
    datastore.unreadable.add(packId(1));
    expect((await reconcileCatalog(catalog, datastore)).problems).toMatchObject([{ code: 'DATASTORE_IO' }]);
    // b lies in another pack, too.
    expect((await catalog.lookupChunks(chunkIds('a', 'b'))).map((fact) => fact !== undefined)).toEqual([false, true]);
    datastore.unreadable.clear();
    await reconcileCatalog(catalog, datastore);
    expect((await catalog.lookupChunks(chunkIds('a', 'b'))).map((fact) => fact?.damaged)).toEqual([true, false]);
  });

  test('lets nobody rely on a pack of which it is not known whether it is on the disk, but readers find it', async () => {
    datastore.add({ ...packContent(3, [packedBlock(40, ['unsynced', 'c'])]), sealed: false });
    datastore.unprovenPacks.add(packId(3));
    await using catalog = (await openOwnedCatalog({ file: folder.file(), datastore })).catalog;
    expect((await catalog.lookupChunks(chunkIds('unsynced', 'c'))).map((fact) => fact?.damaged)).toEqual([true, false]);
    expect((await catalog.locateChunks(chunkIds('unsynced')))[0]).toMatchObject([{ packId: packId(3), blockOffset: 40 }]);
  });

  test('shows no new snapshot before it is sure to last, and one that may not last with a problem', async () => {
    await using catalog = (await openOwnedCatalog({ file: folder.file(), datastore })).catalog;
    expect(datastore.settled).toEqual([snapshotId(1), snapshotId(2)]);
    datastore.records.set(snapshotId(3), snapshotRecord(3));
    datastore.snapshots.settle = async () => Promise.reject(new StillpointError('DATASTORE_IO', 'syncing snapshots/03'));
    expect(await reconcileCatalog(catalog, datastore)).toMatchObject({ snapshotsAdded: 1, problems: [{ code: 'DATASTORE_IO' }] });
  });

  test('keeps what it knows of a snapshot whose file is gone though nobody deleted it, and says so at each start until it is back or deleted', async () => {
    await using catalog = (await openOwnedCatalog({ file: folder.file(), datastore })).catalog;
    const record = datastore.records.get(snapshotId(1)) ?? {};
    datastore.records.delete(snapshotId(1));
    for (let starts = 0; starts < 2; starts++) {
      const { snapshotsRemoved, problems } = await reconcileCatalog(catalog, datastore);
      expect([snapshotsRemoved, problems.map(({ code, message }) => `${code}: ${message}`)]).toEqual([0, [expect.stringMatching(new RegExp(`^SNAPSHOT_CORRUPT: the file of snapshot @${snapshotId(1)} does not exist, though nobody deleted it`, 'u'))]]);
      expect(await catalog.listSnapshots({})).toHaveLength(2);
    }
    datastore.records.set(snapshotId(1), record);
    expect(await reconcileCatalog(catalog, datastore)).toMatchObject({ snapshotsAdded: 0, problems: [] });
    datastore.records.clear();
    expect((await reconcileCatalog(catalog, datastore)).problems).toMatchObject([{ message: expect.stringContaining('the files of 2 snapshots do not exist') as string }]);
    datastore.decisions.push(...[1, 2].map((number) => ({ number: 3 + number, snapshotDeleted: { snapshotId: Buffer.from(snapshotId(number), 'hex') } })));
    expect(await reconcileCatalog(catalog, datastore)).toMatchObject({ snapshotsRemoved: 2, deletionsToFinish: [], problems: [] });
  });

  test('leaves out a snapshot whose deletion was decided, and says whose file is still there', async () => {
    await using catalog = (await openOwnedCatalog({ file: folder.file(), datastore })).catalog;
    datastore.decisions.push({ number: 4, snapshotDeleted: { snapshotId: Buffer.from(snapshotId(1), 'hex') } });
    expect(await reconcileCatalog(catalog, datastore)).toMatchObject({ deletionsToFinish: [snapshotId(1)], snapshotsRemoved: 1 });
    expect(await catalog.listSnapshots({})).toHaveLength(1);
  });

  test('a journal that ends before what the catalog knows is applied from its beginning', async () => {
    await using catalog = (await openOwnedCatalog({ file: folder.file(), datastore })).catalog;
    datastore.decisions = datastore.decisions.slice(0, 1);
    expect(await reconcileCatalog(catalog, datastore)).toMatchObject({ decisionsApplied: 1 });
    expect((await catalog.listAgents())[0]?.state).toBe('active');
    expect(await catalog.damagedAmong(chunkId('a'))).toHaveLength(0);
  });

  test('an owner makes a damaged catalog anew, in the place of the old one', async () => {
    writeFileSync(folder.file(), Buffer.alloc(8192, 7));
    writeFileSync(`${folder.file()}-wal`, 'of the old one');
    const { catalog, rebuiltBecause } = await openOwnedCatalog({ file: folder.file(), datastore });
    expect(rebuiltBecause?.code).toBe('CATALOG_INVALID');
    expect(await catalog.totals()).toMatchObject({ packs: 2, chunks: 3 });
    await catalog.close();
    expect(readdirSync(folder.path)).toEqual(['catalog.sqlite']);
  });

  test('names the sealed packs of a catalog, closed or not, before it is opened, and none without a catalog that can tell', async () => {
    expect(listSealedPacks(folder.file())).toEqual(new Map());
    datastore.add({ ...packContent(3, []), sealed: false });
    const { catalog } = await openOwnedCatalog({ file: folder.file(), datastore });
    const sealed = new Map([1, 2].map((number) => [packId(number), 5000]));
    for (const suffix of ['', '-wal']) copyFileSync(folder.file() + suffix, folder.file('died.sqlite') + suffix);
    expect(listSealedPacks(folder.file('died.sqlite'))).toEqual(sealed);
    await catalog.close();
    expect(listSealedPacks(folder.file())).toEqual(sealed);
    // The one that was not closed is still what it was.
    expect((await openOwnedCatalog({ file: folder.file('died.sqlite'), datastore })).rebuiltBecause).toBeUndefined();
    writeFileSync(folder.file(), Buffer.alloc(8192, 7));
    expect(listSealedPacks(folder.file())).toEqual(new Map());
  });

  test('a rebuild that is interrupted leaves the old catalog', async () => {
    await (await openOwnedCatalog({ file: folder.file(), datastore })).catalog.close();
    const failing: DatastoreFacts = { packs: datastore.packs, snapshots: { ...datastore.snapshots, list: () => failingStream() }, readDecisions: () => datastore.readDecisions() };
    await expect(rebuildCatalog({ file: folder.file(), datastore: failing })).rejects.toThrow('power cut');
    await using catalog = await openCatalog({ file: folder.file(), readOnly: true });
    expect(await catalog.totals()).toMatchObject({ chunks: 3 });
  });
});

async function* failingStream(): AsyncGenerator<string> {
  yield snapshotId(1);
  throw new Error('power cut');
}
