/**
 * The catalog that belongs to an open datastore, and what a person should hear of its state.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { StillpointError } from '@stillpoint/proto/errors.ts';

import type { Catalog } from '../catalog/catalog.ts';
import { openCatalogCopy, openOwnedCatalog, openReaderCatalog, type CatalogSource } from '../catalog/catalog-opening.ts';
import type { Reconciliation } from '../catalog/reconcile.ts';
import type { Datastore } from '../datastore/datastore.ts';

const maxNamed = 10;

/** Is told, in a sentence, of what was found. */
export type CatalogNote = (text: string) => void;

/** A catalog that agrees with its datastore; the caller closes it. `problems` could not be read of the datastore, `copyCatalog` as in AdminParts. */
export interface DatastoreCatalog {
  readonly catalog: Catalog;
  readonly copyCatalog?: (() => Promise<Catalog | undefined>) | undefined;
  readonly problems: readonly StillpointError[];
}

/** Path of the catalog of the datastore at `directory`. */
export function catalogFile(directory: string): string {
  return join(directory, 'catalog.sqlite');
}

/** Where the catalog of a datastore lies. */
export function catalogSource(datastore: Datastore): CatalogSource {
  return { file: catalogFile(datastore.directory), datastore };
}

/** The owner's catalog, made anew when it is missing or damaged; finishes deletions that were interrupted. Errors as {@link openOwnedCatalog}. */
export async function openCatalogOfOwner(datastore: Datastore, note: CatalogNote): Promise<DatastoreCatalog> {
  const source = catalogSource(datastore);
  const isThere = existsSync(source.file);
  const { catalog, reconciliation, rebuiltBecause, copyUsed } = await openOwnedCatalog(source);
  try {
    for (const snapshotId of reconciliation?.deletionsToFinish ?? []) {
      await datastore.snapshots.delete(snapshotId);
      note(`the deletion of snapshot ${snapshotId} was finished`);
    }
  } catch (error) {
    await catalog.close();
    throw error;
  }
  return { catalog, problems: problemsOf(isThere ? rebuiltBecause : undefined, reconciliation, note, copyUsed) };
}

/** A catalog for reading, a temporary one when there is none that can be used. Errors as {@link openReaderCatalog}. */
export async function openCatalogOfReader(datastore: Datastore, note: CatalogNote): Promise<DatastoreCatalog> {
  const source = catalogSource(datastore);
  const isThere = existsSync(source.file);
  const { catalog, reconciliation, rebuiltBecause } = await openReaderCatalog(source);
  const copyCatalog = reconciliation === undefined ? async (): Promise<Catalog | undefined> => (await openCatalogCopy(source))?.catalog : undefined;
  return { catalog, copyCatalog, problems: problemsOf(isThere ? rebuiltBecause : undefined, reconciliation, note) };
}

// A catalog that is not there is none of them: it is made without a word.
function problemsOf(rebuiltBecause: StillpointError | undefined, reconciliation: Reconciliation | undefined, note: CatalogNote, copyUsed?: string): readonly StillpointError[] {
  if (rebuiltBecause !== undefined) note(`${rebuiltBecause.message}; ${copyUsed === undefined ? 'an index made anew from the datastore' : `the copy ${copyUsed}, brought up to date,`} takes its place`);
  // An older copy of the catalog knows packs that were collected since.
  const lost = copyUsed === undefined ? (reconciliation?.packsLost ?? []) : [];
  const problems = [...(reconciliation?.problems ?? []), ...(lost.length > 0 ? [lostPacks(lost)] : [])];
  for (const { code, message } of problems) note(`${code}: ${message}`);
  return rebuiltBecause === undefined ? problems : [rebuiltBecause, ...problems];
}

function lostPacks(lost: readonly string[]): StillpointError {
  const named = lost.slice(0, maxNamed).join(', ');
  const what = lost.length === 1 ? `pack ${named} does not exist any more` : `${lost.length} packs do not exist any more (${named}${lost.length > maxNamed ? ', …' : ''})`;
  return new StillpointError('CHUNK_MISSING', `${what}, though no collection took it: put it back from a copy of the datastore; \`verify\` names what is hurt, and the next backups send what guests still have`);
}
