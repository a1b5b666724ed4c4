/** `delete`: takes a snapshot away. */
import type { Command } from 'commander';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { formatBytes } from '@stillpoint/proto/text/format-bytes.ts';
import { formatDuration } from '@stillpoint/proto/text/format-duration.ts';
import { countOf } from '@stillpoint/proto/text/format-count.ts';

import { parseAddress } from '@stillpoint/proto/address/address.ts';
import { headline } from '@stillpoint/proto/address/headline.ts';
import type { KnownSnapshot } from '@stillpoint/proto/address/known-snapshots.ts';
import { resolveSnapshot } from '@stillpoint/proto/address/resolve-snapshot.ts';
import { defaultGraceMs } from '../../admin/snapshot-deletion.ts';
import { readKnownAgents } from '../../admin/known-agents.ts';
import { examples, type CommandContext, type CommandRunner } from '../command-context.ts';
import { confirm } from '../confirmation.ts';
import { snapshotAddress, snapshotJson, statusFlags } from '@stillpoint/proto/cli/snapshot-facts.ts';
import { graceOf, type GraceOptions } from '../grace-option.ts';
import { withAdmin } from '../with-admin.ts';

interface DeleteOptions extends GraceOptions {
  readonly reason?: string;
  readonly yes?: boolean;
}

/** Adds the command to `parent`. */
export function addDelete(parent: Command, run: CommandRunner): void {
  parent
    .command('delete')
    .description('delete a snapshot, for example when it holds secrets by mistake; it is written into the audit log')
    .argument('<SNAPSHOT>', 'address or id, both in full: AGENT/PLAN@TIME or @ID, as `snapshots` prints them')
    .option('--grace <SPAN>', `it can be taken back for so long (default ${formatDuration(defaultGraceMs)})`)
    .option('--now', 'it cannot be taken back; the next `gc` gives its space back')
    .option('--reason <TEXT>', 'why, in one sentence; for the audit log')
    .option('--yes', 'do not ask')
    .addHelpText('after', examples('stillpoint-collector delete db1/daily@2026-11-22T01:30:00+09:00'))
    .action(run(deleteSnapshot));
}

async function deleteSnapshot(context: CommandContext, text: string, options: DeleteOptions): Promise<undefined> {
  const { output, zone } = context;
  const reference = exactReference(text);
  const grace = graceOf(options);
  await withAdmin(context, { write: true }, async (admin) => {
    const { snapshot } = resolveSnapshot(reference, await readKnownAgents(admin), { zone, exact: true });
    refuseNeighbour(text, reference, snapshot, zone);
    await confirm(context, options.yes === true, whatGoes(context, snapshot), grace.graceMs === 0 ? 'Delete it for good?' : 'Delete it?');
    await admin.deleteSnapshot({ snapshotId: Buffer.from(snapshot.id, 'hex'), ...grace, reason: options.reason ?? '' });
    if (output.json) await output.document({ deleted: snapshotJson(snapshot, zone) });
    else output.note(`Snapshot ${snapshotAddress(snapshot, zone)} is deleted. ${grace.graceMs === 0 ? '' : `For ${formatDuration(grace.graceMs ?? defaultGraceMs)} \`stillpoint-collector undelete @${snapshot.id}\` takes that back. `}\`stillpoint-collector gc\` gives back the space of what no other snapshot needs.`);
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
