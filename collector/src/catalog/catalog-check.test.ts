/** Checking the catalog's file while the collector serves. */
import { readdirSync } from 'node:fs';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { newBlock, snapshotRecord, TestFolder } from './catalog-fixture.ts';
import { openCatalog, type SqliteCatalog } from './sqlite-catalog.ts';

let folder: TestFolder;
let catalog: SqliteCatalog;

beforeEach(async () => {
  folder = new TestFolder();
  catalog = await openCatalog({ file: folder.file(), readOnly: false });
  await catalog.addBlocks([newBlock(1, 40, ['a', 'b'])]);
  await catalog.addSnapshot(snapshotRecord(1), [], true);
});

afterEach(async () => {
  await catalog.close();
  folder[Symbol.dispose]();
});

test('a check does not keep those waiting who ask for snapshots', async () => {
  const ended: string[] = [];
  const checked = (async () => {
    expect(await catalog.check()).toBeUndefined();
    ended.push('check');
  })();
  expect(await catalog.listSnapshots({})).toHaveLength(1);
  ended.push('list');
  await checked;
  expect(ended).toEqual(['list', 'check']);
});

test('a catalog that is closed during a check is whole in its one file', async () => {
  const checks = Promise.allSettled([catalog.check(), catalog.check()]);
  await catalog.close();
  await checks;
  expect(readdirSync(folder.path)).toEqual(['catalog.sqlite']);
  await using reader = await openCatalog({ file: folder.file(), readOnly: true });
  expect(await reader.check()).toBeUndefined();
});
