/** `complete`: names for the completion of a shell, one in a line. Not in the help: people have `agents` and `snapshots`. */
import { listSnapshotAddresses } from '@stillpoint/proto/cli/commands/snapshots.ts';
import type { AccessContext } from '@stillpoint/proto/cli/snapshot-access.ts';
import type { Command } from 'commander';

import { onDatastore } from '../admin-access.ts';
import type { CommandRunner } from '../command-context.ts';

/** Adds the command to `parent`. */
export function addComplete(parent: Command, run: CommandRunner): void {
  const group = parent.command('complete', { hidden: true }).description('names for the completion of a shell');
  group.command('agents').action(onDatastore(run)(listAgents));
  group.command('plans').action(onDatastore(run)(listPlans));
  group.command('snapshots').action(onDatastore(run)(listSnapshotAddresses));
}

async function listAgents({ output, openSnapshots }: AccessContext): Promise<undefined> {
  await using access = await openSnapshots();
  for (const { name } of access.agents) await output.line(name);
}

async function listPlans({ output, openSnapshots }: AccessContext): Promise<undefined> {
  await using access = await openSnapshots();
  for (const plan of new Set(access.agents.flatMap(({ plans }) => [...plans.keys()]))) await output.line(plan);
}
