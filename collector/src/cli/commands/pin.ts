/** `pin` and `unpin`: keeping a snapshot whatever its policy says. */
import type { Command } from 'commander';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { parseAddress } from '@stillpoint/proto/address/address.ts';
import { resolveSnapshot } from '@stillpoint/proto/address/resolve-snapshot.ts';
import { snapshotAddress, snapshotJson } from '@stillpoint/proto/cli/snapshot-facts.ts';

import { readKnownAgents } from '../../admin/known-agents.ts';
import { examples, type CommandContext, type CommandRunner } from '../command-context.ts';
import { withAdmin } from '../with-admin.ts';

interface PinOptions {
  readonly reason: string;
}

/** Adds the commands to `parent`. */
export function addPin(parent: Command, run: CommandRunner): void {
  parent
    .command('pin')
    .description('keep a snapshot, whatever its policy says, until it is unpinned')
    .argument('<SNAPSHOT>', 'address or id of the snapshot')
    .requiredOption('--reason <TEXT>', 'why it is kept, for whoever asks later')
    .addHelpText('after', examples("stillpoint-collector pin db1/daily@2026-11-22 --reason 'before the move to the new version'"))
    .action(run(pinSnapshot));
  parent.command('unpin').description('let the policy decide about a pinned snapshot again').argument('<SNAPSHOT>', 'address or id of the snapshot').action(run(unpinSnapshot));
}

async function pinSnapshot(context: CommandContext, text: string, { reason }: PinOptions): Promise<undefined> {
  return onSnapshot(context, text, 'pinned', (admin, snapshotId) => admin.pinSnapshot({ snapshotId, reason }));
}

async function unpinSnapshot(context: CommandContext, text: string): Promise<undefined> {
  return onSnapshot(context, text, 'unpinned', (admin, snapshotId) => admin.unpinSnapshot({ snapshotId }));
}

async function onSnapshot(context: CommandContext, text: string, done: string, work: (admin: Parameters<typeof readKnownAgents>[0], snapshotId: Buffer) => Promise<void>): Promise<undefined> {
  const { output, zone } = context;
  const { snapshot: reference, within } = parseAddress(text);
  if (within !== undefined) throw new StillpointError('ADDRESS_INVALID', `"${text}" names a part of a snapshot; only whole snapshots can be ${done}`, { hint: 'leave out what stands behind the colon' });
  await withAdmin(context, { write: true }, async (admin) => {
    const { snapshot } = resolveSnapshot(reference, await readKnownAgents(admin), { zone });
    await work(admin, Buffer.from(snapshot.id, 'hex'));
    if (output.json) await output.document({ [done]: snapshotJson(snapshot, zone) });
    else output.note(`Snapshot ${snapshotAddress(snapshot, zone)} is ${done}.`);
  });
}
