/**
 * The catalog that belongs to an open datastore, brought up to what the datastore holds.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { StillpointError } from '@stillpoint/proto/errors.ts';

import type { Catalog } from '../catalog/catalog.ts';
import { openCatalog, openScratchCatalog } from '../catalog/sqlite-catalog.ts';
import type { Datastore } from '../datastore/datastore.ts';

/** Is told, in a sentence, of work that takes long. */
export type CatalogNote = (text: string) => void;

/** Path of the catalog of the datastore in `directory`. */
export function catalogPath(directory: string): string {
  return join(directory, 'catalog.db');
}

/** Opens the owner's catalog and makes it agree with the datastore; a damaged one is made anew. The caller closes it. */
export async function openOwnerCatalog(datastore: Datastore, note: CatalogNote): Promise<Catalog> {
  const file = catalogPath(datastore.directory);
  let catalog: Catalog;
  try {
    catalog = await openCatalog({ file, readOnly: false });
  } catch (error) {
    if (!(error instanceof StillpointError) || error.code !== 'CATALOG_INVALID') throw error;
    note(`${error.message}; the catalog is built anew from the datastore`);
    for (const suffix of ['', '-wal', '-shm', '-journal']) await rm(`${file}${suffix}`, { force: true });
    catalog = await openCatalog({ file, readOnly: false });
  }
  await reconcile(datastore, catalog);
  return catalog;
}

/** Opens a catalog for reading: the datastore's own when it was closed cleanly, else a temporary one. `close` removes that again. */
export async function openReaderCatalog(datastore: Datastore, note: CatalogNote): Promise<{ catalog: Catalog; close: () => Promise<void> }> {
  try {
    const catalog = await openCatalog({ file: catalogPath(datastore.directory), readOnly: true });
    return { catalog, close: () => catalog.close() };
  } catch (error) {
    if (!(error instanceof StillpointError)) throw error;
    note(`${error.message}; building a temporary index`);
  }
  const folder = await mkdtemp(join(tmpdir(), 'stillpoint-index-'));
  const catalog = openScratchCatalog(join(folder, 'catalog.db'));
  await reconcile(datastore, catalog);
  return {
    catalog,
    close: async () => {
      await catalog.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function reconcile(datastore: Datastore, catalog: Catalog): Promise<void> {
  const known = new Map((await catalog.listPacks()).map((pack) => [pack.packId, pack]));
  for await (const { packId, fileBytes } of datastore.packs.listPacks()) {
    if (known.get(packId)?.fileBytes === fileBytes) continue;
    const content = (await datastore.packs.isSealed(packId)) ? await datastore.packs.readContent(packId) : (await datastore.packs.scanPack(packId)).content;
    await catalog.replacePack(content);
  }
  for await (const decision of datastore.readDecisions()) await catalog.applyDecisions([decision]);
  const rows = new Set((await catalog.listSnapshots({})).map((row) => Buffer.from(row.snapshotId ?? []).toString('hex')));
  for await (const stored of datastore.snapshots.readAll()) {
    if (stored.node !== undefined && !rows.has(stored.snapshotId)) await catalog.addSnapshot(stored.node.record, []);
  }
}
