/**
 * The versions of files for `find` and `rebuild-catalog` on a datastore without a collector, which would have indexed them.
 */
import { pino } from 'pino';

import type { Catalog } from '../catalog/catalog.ts';
import type { Datastore } from '../datastore/datastore.ts';
import { NodeSource } from '../session/node-source.ts';
import { VersionIndexer } from '../session/version-indexer.ts';
import type { AdminParts } from './admin-parts.ts';

/** Indexes what is not indexed yet, in a catalog that can be written to. What cannot be read stays among {@link Catalog.unindexedSnapshots}. */
export async function indexMissingVersions(catalog: Catalog, { packs }: Pick<Datastore, 'packs'>, signal: AbortSignal): Promise<void> {
  if ((await catalog.unindexedSnapshots()).length === 0) return;
  await using indexer = new VersionIndexer(catalog, new NodeSource(catalog, packs), pino({ level: 'silent' }));
  let stopping: Promise<void> | undefined;
  const stop = (): void => {
    stopping = indexer.close();
  };
  signal.addEventListener('abort', stop);
  try {
    indexer.resume();
    await indexer.idle();
  } finally {
    signal.removeEventListener('abort', stop);
    await stopping;
  }
  signal.throwIfAborted();
}

/** A catalog that knows every file, as far as they can be read; whoever opens it disposes of it. */
export interface SearchCatalog extends AsyncDisposable {
  readonly catalog: Catalog;
}

/** The datastore's own catalog when it lacks nothing or can be completed, else a private copy that is completed. */
export async function openSearchCatalog({ catalog, copyCatalog, datastore }: AdminParts, signal: AbortSignal): Promise<SearchCatalog> {
  const own: SearchCatalog = { catalog, [Symbol.asyncDispose]: async () => Promise.resolve() };
  if ((await catalog.unindexedSnapshots()).length === 0) return own;
  if (copyCatalog === undefined) {
    await indexMissingVersions(catalog, datastore, signal);
    return own;
  }
  const copy = await copyCatalog();
  // Too large to be copied: `find` says what it does not know.
  if (copy === undefined) return own;
  try {
    await indexMissingVersions(copy, datastore, signal);
    return { catalog: copy, [Symbol.asyncDispose]: () => copy.close() };
  } catch (error) {
    await copy.close();
    throw error;
  }
}
