/** `rebuild-catalog`: makes the catalog anew from the datastore. */
import type { Command } from 'commander';

import { becomeDatastoreUser } from '../../admin/owner-rights.ts';
import { catalogSource } from '../../admin/datastore-catalog.ts';
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
  const done = await rebuildCatalog(catalogSource(datastore));
  for (const problem of done.problems) output.warn(`${problem.code}: ${problem.message}`);
  if (output.json) {
    await output.document({ packs: done.packsRead, snapshots: done.snapshotsAdded, decisions: done.decisionsApplied, problems: done.problems.map(({ code, message }) => ({ code, message })) });
  } else {
    output.note(`The catalog is made anew: ${done.packsRead} packs, ${done.snapshotsAdded} snapshots, ${done.decisionsApplied} decisions. Versions of files are indexed when the collector runs.`);
  }
}
