/** Opening a catalog where nothing may be written. */
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { chunkIds, packContent, packedBlock, snapshotId, TestFolder } from './catalog-fixture.ts';
import { openOwnedCatalog, openReaderCatalog } from './catalog-opening.ts';
import { sampleDatastore, type ListedDatastore } from './listed-datastore-fixture.ts';

let folder: TestFolder;
let datastore: ListedDatastore;

beforeEach(() => {
  folder = new TestFolder();
  datastore = sampleDatastore();
});

afterEach(() => folder[Symbol.dispose]());

describe('a reader', () => {
  let temporary: TestFolder;
  const temporaries = (): string[] => readdirSync(temporary.path);

  beforeEach(() => {
    temporary = new TestFolder();
    vi.stubEnv('TMPDIR', temporary.path);
  });

  afterEach(() => {
    vi.unstubAllEnvs();
    temporary[Symbol.dispose]();
  });

  test('uses a clean catalog where it lies', async () => {
    await (await openOwnedCatalog({ file: folder.file(), datastore })).catalog.close();
    const { catalog, reconciliation, rebuiltBecause } = await openReaderCatalog({ file: folder.file(), datastore });
    expect([reconciliation, rebuiltBecause]).toEqual([undefined, undefined]);
    expect(await catalog.totals()).toMatchObject({ chunks: 3 });
    await catalog.close();
  });

  test('brings a copy up to date when the catalog is behind, and changes neither file nor folder', async () => {
    await (await openOwnedCatalog({ file: folder.file(), datastore })).catalog.close();
    const before = readFileSync(folder.file());
    datastore.add(packContent(3, [packedBlock(40, ['d'])]));
    const { catalog, reconciliation } = await openReaderCatalog({ file: folder.file(), datastore });
    expect(temporaries()).toEqual([]);
    expect(reconciliation).toMatchObject({ packsRead: 1, decisionsApplied: 0 });
    expect((await catalog.lookupChunks(chunkIds('a', 'd'))).map((fact) => fact !== undefined)).toEqual([true, true]);
    await catalog.close();
    expect(readFileSync(folder.file())).toEqual(before);
    expect(readdirSync(folder.path)).toEqual(['catalog.sqlite']);
  });

  test('reads what is only in the write-ahead log of a catalog that was not closed', async () => {
    const owned = await openOwnedCatalog({ file: folder.file('live.sqlite'), datastore });
    await owned.catalog.addVersions(snapshotId(1), [{ archive: 'files', path: '/only/here', entry: { type: 1, sizeBytes: 1, mtimeNs: 0n } }], true);
    for (const suffix of ['', '-wal']) copyFileSync(folder.file('live.sqlite') + suffix, folder.file() + suffix);
    await owned.catalog.close();
    const { catalog, rebuiltBecause } = await openReaderCatalog({ file: folder.file(), datastore });
    expect(rebuiltBecause).toBeUndefined();
    expect(await catalog.unindexedSnapshots()).toEqual([snapshotId(2)]);
    await catalog.close();
    expect(existsSync(`${folder.file()}-shm`)).toBe(false);
  });

  test('reads a catalog whose closing was interrupted, with the journal that undoes it', async () => {
    await (await openOwnedCatalog({ file: folder.file('live.sqlite'), datastore })).catalog.close();
    // A transaction of its own page cache that spills half-way: the file is ahead, its journal holds what was there before.
    const dying = new Database(folder.file('live.sqlite'));
    dying.pragma('cache_size = 2');
    dying.exec("BEGIN; UPDATE events SET kind = 'never'");
    const insert = dying.prepare('INSERT INTO events (number, time_ms, actor, kind, object, text) VALUES (?, 0, ?, ?, ?, ?)');
    for (let number = 100; number < 400; number++) insert.run(number, 'nobody', 'never', 'x'.repeat(500), '');
    for (const suffix of ['', '-journal']) copyFileSync(folder.file('live.sqlite') + suffix, folder.file() + suffix);
    dying.close();
    const before = readFileSync(folder.file());
    const { catalog, rebuiltBecause } = await openReaderCatalog({ file: folder.file(), datastore });
    expect(rebuiltBecause).toBeUndefined();
    expect((await catalog.listEvents(1000)).map((event) => event.kind)).not.toContain('never');
    await catalog.close();
    expect(readFileSync(folder.file())).toEqual(before);
  });

  test('makes an index of its own when the catalog is missing or damaged', async () => {
    for (const prepare of [() => rmSync(folder.file(), { force: true }), () => writeFileSync(folder.file(), Buffer.alloc(9000, 1))]) {
      prepare();
      const { catalog, rebuiltBecause } = await openReaderCatalog({ file: folder.file(), datastore });
      expect(rebuiltBecause?.code).toBe('CATALOG_INVALID');
      expect(temporaries()).toEqual([]);
      expect(await catalog.totals()).toMatchObject({ chunks: 3 });
      await catalog.close();
    }
  });
});
