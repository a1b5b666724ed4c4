/**
 * The versions of files for `find` on a datastore without a collector, when its catalog had to be made for the moment.
 */
import { pino } from 'pino';

import { NodeSource } from '../session/node-source.ts';
import { VersionIndexer } from '../session/version-indexer.ts';
import type { AdminParts } from './admin-parts.ts';

/** Indexes what is not indexed yet, where the catalog can be written to; else nothing happens, and `status` tells what is missing. */
export async function indexTemporary({ catalog, datastore }: AdminParts): Promise<void> {
  if ((await catalog.unindexedSnapshots()).length === 0) return;
  await using indexer = new VersionIndexer(catalog, new NodeSource(catalog, datastore.packs), pino({ level: 'silent' }));
  indexer.resume();
  await indexer.idle();
}
