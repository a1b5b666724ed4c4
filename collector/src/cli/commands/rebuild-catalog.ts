/** `rebuild-catalog`: makes the catalog anew from the datastore. */
import type { Command } from 'commander';

import { countOf } from '@stillpoint/proto/text/format-count.ts';

import { becomeDatastoreUser } from '../../admin/owner-rights.ts';
import { catalogSource, openCatalogOfOwner } from '../../admin/datastore-catalog.ts';
import { indexMissingVersions } from '../../admin/missing-versions.ts';
import { rebuildCatalog } from '../../catalog/catalog-opening.ts';
import { Datastore } from '../../datastore/datastore.ts';
import type { CommandContext, CommandRunner } from '../command-context.ts';

/** Adds the command to `parent`. */
export function addRebuildCatalog(parent: Command, run: CommandRunner): void {
  parent.command('rebuild-catalog').description('make the catalog anew from the datastore; the collector must be stopped').action(run(rebuild));
}

async function rebuild(context: CommandContext): Promise<undefined> {
  const { datastore: directory, now, output } = context;
  await becomeDatastoreUser(directory);
  await using datastore = await Datastore.open(directory, { mode: 'owner', clock: now });
  output.progress('reading packs and snapshots', now());
  const done = await rebuildCatalog(catalogSource(datastore));
  output.progress('indexing files for find', now());
  const unindexed = await indexFiles(datastore, context);
  output.endProgress();
  for (const problem of done.problems) output.warn(`${problem.code}: ${problem.message}`);
  if (output.json) {
    await output.document({ packs: done.packsRead, snapshots: done.snapshotsAdded, decisions: done.decisionsApplied, problems: done.problems.map(({ code, message }) => ({ code, message })) });
  } else {
    const counts = [countOf(done.packsRead, 'pack'), countOf(done.snapshotsAdded, 'snapshot'), countOf(done.decisionsApplied, 'decision')].join(', ');
    output.note(`The catalog is made anew: ${counts}.`);
    if (unindexed > 0) output.note(`note: \`find\` does not know all files of ${countOf(unindexed, 'snapshot')}`);
  }
}

/** Makes what `find` answers from; answers how many snapshots it could not read. */
async function indexFiles(datastore: Datastore, { output, signal }: CommandContext): Promise<number> {
  const { catalog } = await openCatalogOfOwner(datastore, (text) => { output.warn(text); });
  await using _ = catalog;
  await indexMissingVersions(catalog, datastore, signal);
  return (await catalog.unindexedSnapshots()).length;
}
