import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { agentId, chunkIds, TestFolder } from './catalog-fixture.ts';
import { openOwnedCatalog, openReaderCatalog } from './catalog-opening.ts';
import { sampleDatastore, type ListedDatastore } from './listed-datastore-fixture.ts';
import { applicationId, schemaText, schemaVersion } from './schema.ts';

/** The tables of the first release, never to be changed. */
const oldestSchema = readFileSync(join(import.meta.dirname, 'fixtures/schema-2.sql'), 'utf8');
const oldestVersion = 2;

let folder: TestFolder;
let datastore: ListedDatastore;

beforeEach(() => {
  folder = new TestFolder();
  datastore = sampleDatastore();
});

afterEach(() => folder[Symbol.dispose]());

function columnsOf(database: Database.Database, table: string): string[] {
  const rows = database.pragma(`table_info(${table})`) as { name: string; type: string; notnull: number; pk: number }[];
  return rows.map(({ name, type, notnull, pk }) => `${name} ${type} ${notnull} ${pk}`).sort();
}

function tablesOf(database: Database.Database, type = 'table'): string[] {
  return database.prepare<[string], string>("SELECT name FROM sqlite_schema WHERE type = ? AND name NOT LIKE 'sqlite_%' ORDER BY name").pluck().all(type);
}

/** The catalog of a collector of the first release that has served `datastore`. */
async function makeOldest(file: string): Promise<void> {
  const newer = folder.file('newer.sqlite');
  const { catalog } = await openOwnedCatalog({ file: newer, datastore });
  await catalog.noteAgentSeen(agentId, { timeMs: 5000, address: '10.0.0.7:40000', hello: { machineId: 'machine-1' }, clockSkewMs: 3 });
  await catalog.close();
  const old = new Database(file);
  old.exec(oldestSchema);
  old.pragma(`application_id = ${applicationId}`);
  old.pragma(`user_version = ${oldestVersion}`);
  old.prepare('ATTACH ? AS newer').run(newer);
  for (const table of tablesOf(old)) {
    const names = (old.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name).join(', ');
    old.exec(`INSERT INTO ${table} (${names}) SELECT ${names} FROM newer.${table}`);
  }
  old.close();
  datastore.packsRead = [];
}

test('a catalog of the first release is migrated, not made anew, and a copy of it is kept', async () => {
  await makeOldest(folder.file());
  for (const stale of ['catalog.sqlite.v1', 'catalog.sqlite.v1.part']) writeFileSync(folder.file(stale), 'a copy of long ago');
  const { catalog, rebuiltBecause, reconciliation } = await openOwnedCatalog({ file: folder.file(), datastore });
  expect([rebuiltBecause, reconciliation?.packsRead, datastore.packsRead]).toEqual([undefined, 0, []]);
  // Of these the datastore knows nothing.
  expect(await catalog.listAgents()).toMatchObject([{ agentId, state: 'revoked', restore: 'on', lastAddress: '10.0.0.7:40000', hello: { machineId: 'machine-1' } }]);
  expect((await catalog.lookupChunks(chunkIds('a', 'b', 'c'))).map((fact) => fact?.damaged)).toEqual([true, false, false]);
  expect(await catalog.storedBytesOf(agentId)).toBeGreaterThan(0);
  expect(await catalog.listSnapshots({})).toHaveLength(2);
  expect(await catalog.listRuns({ limit: 10 })).toEqual([]);
  await catalog.close();
  expect(readdirSync(folder.path).sort()).toEqual(['catalog.sqlite', `catalog.sqlite.v${oldestVersion}`, 'newer.sqlite']);
  const copy = new Database(folder.file(`catalog.sqlite.v${oldestVersion}`), { readonly: true });
  expect([copy.pragma('user_version', { simple: true }), tablesOf(copy).includes('runs')]).toEqual([oldestVersion, false]);
  copy.close();
});

test('every table and index of an older catalog becomes that of a new one', async () => {
  await makeOldest(folder.file());
  await (await openOwnedCatalog({ file: folder.file(), datastore })).catalog.close();
  const migrated = new Database(folder.file(), { readonly: true });
  const fresh = new Database(':memory:');
  fresh.exec(schemaText);
  expect(migrated.pragma('user_version', { simple: true })).toBe(schemaVersion);
  expect(tablesOf(migrated)).toEqual(tablesOf(fresh));
  expect(tablesOf(migrated, 'index')).toEqual(tablesOf(fresh, 'index'));
  expect(tablesOf(migrated, 'trigger')).toEqual(tablesOf(fresh, 'trigger'));
  for (const table of tablesOf(fresh)) expect([table, columnsOf(migrated, table)]).toEqual([table, columnsOf(fresh, table)]);
  migrated.close();
  fresh.close();
});

test('a reader of an older catalog migrates a copy of its own and leaves the file as it is', async () => {
  await makeOldest(folder.file());
  const before = readFileSync(folder.file());
  const { catalog } = await openReaderCatalog({ file: folder.file(), datastore });
  expect([(await catalog.listAgents())[0]?.lastAddress, datastore.packsRead]).toEqual(['10.0.0.7:40000', []]);
  await catalog.close();
  expect(readFileSync(folder.file())).toEqual(before);
});

test('a migration that cannot be done leaves the older catalog to be made anew', async () => {
  await makeOldest(folder.file());
  const odd = new Database(folder.file());
  odd.exec('ALTER TABLE agents ADD COLUMN restore TEXT');
  odd.close();
  const { catalog, rebuiltBecause } = await openOwnedCatalog({ file: folder.file(), datastore });
  expect(rebuiltBecause?.code).toBe('CATALOG_INVALID');
  expect(await catalog.totals()).toMatchObject({ packs: 2, chunks: 3 });
  await catalog.close();
});
