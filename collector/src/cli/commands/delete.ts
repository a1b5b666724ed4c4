/** `delete`: takes a snapshot away for good. */
import type { Command } from 'commander';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { formatBytes } from '@stillpoint/proto/text/format-bytes.ts';
import { countOf } from '@stillpoint/proto/text/format-count.ts';

import { parseAddress } from '@stillpoint/proto/address/address.ts';
import { headline } from '@stillpoint/proto/address/headline.ts';
import type { KnownSnapshot } from '@stillpoint/proto/address/known-snapshots.ts';
import { resolveSnapshot } from '@stillpoint/proto/address/resolve-snapshot.ts';
import { readKnownAgents } from '../../admin/known-agents.ts';
import { examples, type CommandContext, type CommandRunner } from '../command-context.ts';
import { confirm } from '../confirmation.ts';
import { snapshotAddress, snapshotJson, statusFlags } from '@stillpoint/proto/cli/snapshot-facts.ts';
import { withAdmin } from '../with-admin.ts';

interface DeleteOptions {
  readonly yes?: boolean;
}

/** Adds the command to `parent`. */
export function addDelete(parent: Command, run: CommandRunner): void {
  parent
    .command('delete')
    .description('delete a snapshot for good, for example when it holds secrets by mistake; it is written into the audit log')
    .argument('<SNAPSHOT>', 'address or id, both in full: AGENT/PLAN@TIME or @ID, as `snapshots` prints them')
    .option('--yes', 'do not ask')
    .addHelpText('after', examples('stillpoint-collector delete db1/daily@2026-11-22T01:30:00+09:00'))
    .action(run(deleteSnapshot));
}

async function deleteSnapshot(context: CommandContext, text: string, options: DeleteOptions): Promise<undefined> {
  const { output, zone } = context;
  const reference = exactReference(text);
  await withAdmin(context, { write: true }, async (admin) => {
    const { snapshot } = resolveSnapshot(reference, await readKnownAgents(admin), { zone, exact: true });
    refuseNeighbour(text, reference, snapshot, zone);
    await confirm(context, options.yes === true, whatGoes(context, snapshot), 'Delete it for good?');
    await admin.deleteSnapshot({ snapshotId: Buffer.from(snapshot.id, 'hex') });
    if (output.json) await output.document({ deleted: snapshotJson(snapshot, zone) });
    else output.note(`Snapshot ${snapshotAddress(snapshot, zone)} is deleted. Its space comes back when no other snapshot needs its chunks and the datastore is cleaned.`);
  });
}

type Reference = ReturnType<typeof parseAddress>['snapshot'];

function exactReference(text: string): Reference {
  const { snapshot, within } = parseAddress(text);
  if (within !== undefined) throw new StillpointError('ADDRESS_INVALID', `"${text}" names a part of a snapshot; only whole snapshots can be deleted`, { hint: 'leave out what stands behind the colon' });
  if (snapshot.kind === 'agent' && snapshot.when === undefined) {
    throw new StillpointError('ADDRESS_INVALID', `"${text}" does not say which snapshot`, { hint: 'paste an address as `stillpoint-collector snapshots` prints it' });
  }
  return snapshot;
}

// A time means the newest snapshot at or before it; for deleting it must be the snapshot's own.
function refuseNeighbour(text: string, reference: Reference, snapshot: KnownSnapshot, zone: string): void {
  if (reference.kind === 'id') return;
  const { when } = reference;
  if (when?.kind === 'moment' && when.unixSeconds === Math.floor(snapshot.timeMs / 1000)) return;
  throw new StillpointError('SNAPSHOT_UNKNOWN', `"${text}" does not name one snapshot exactly`, { hint: `the nearest is ${snapshotAddress(snapshot, zone)}; paste that, if it is the one` });
}

function whatGoes({ now, zone }: CommandContext, snapshot: KnownSnapshot): string {
  const counts = snapshot.record.draft?.counts ?? {};
  const flags = statusFlags(snapshot);
  return `${headline(snapshot, now(), zone)}${flags.length > 0 ? ` (${flags.join(' ')})` : ''}: ${countOf(counts.files ?? 0, 'file')}, ${formatBytes(counts.bytes ?? 0)}, id @${snapshot.id}.`;
}
