/**
 * The catalog that belongs to an open datastore, and what a person should hear of its state.
 */
import { join } from 'node:path';

import type { StillpointError } from '@stillpoint/proto/errors.ts';

import type { Catalog } from '../catalog/catalog.ts';
import { openOwnedCatalog, openReaderCatalog, type CatalogSource } from '../catalog/catalog-opening.ts';
import type { Datastore } from '../datastore/datastore.ts';

/** Is told, in a sentence, of what was found. */
export type CatalogNote = (text: string) => void;

/** A catalog that agrees with its datastore; the caller closes it. `problems` could not be read of the datastore. */
export interface DatastoreCatalog {
  readonly catalog: Catalog;
  readonly problems: readonly StillpointError[];
}

/** Where the catalog of a datastore lies. */
export function catalogSource(datastore: Datastore): CatalogSource {
  return { file: join(datastore.directory, 'catalog.sqlite'), datastore };
}

/** The owner's catalog, made anew when it is missing or damaged; finishes deletions that were interrupted. Errors as {@link openOwnedCatalog}. */
export async function openCatalogOfOwner(datastore: Datastore, note: CatalogNote): Promise<DatastoreCatalog> {
  const { catalog, reconciliation, rebuiltBecause } = await openOwnedCatalog(catalogSource(datastore));
  if (rebuiltBecause !== undefined) note(`${rebuiltBecause.message}; it was made anew from the datastore`);
  for (const snapshotId of reconciliation?.deletionsToFinish ?? []) {
    await datastore.snapshots.delete(snapshotId);
    note(`the deletion of snapshot ${snapshotId} was finished`);
  }
  return { catalog, problems: told(reconciliation?.problems, note) };
}

/** A catalog for reading, a temporary one when there is none that can be used. Errors as {@link openReaderCatalog}. */
export async function openCatalogOfReader(datastore: Datastore, note: CatalogNote): Promise<DatastoreCatalog> {
  const { catalog, reconciliation, rebuiltBecause } = await openReaderCatalog(catalogSource(datastore));
  if (rebuiltBecause !== undefined) note(`${rebuiltBecause.message}; using a temporary index made from the datastore`);
  return { catalog, problems: told(reconciliation?.problems, note) };
}

function told(problems: readonly StillpointError[] = [], note: CatalogNote): readonly StillpointError[] {
  for (const { code, message } of problems) note(`${code}: ${message}`);
  return problems;
}
