/** `undelete`: takes the deletion of a snapshot back while that can be done. */
import type { Command } from 'commander';

import { parseAddress } from '@stillpoint/proto/address/address.ts';
import { knownAgents, type KnownSnapshot } from '@stillpoint/proto/address/known-snapshots.ts';
import { resolveSnapshot } from '@stillpoint/proto/address/resolve-snapshot.ts';
import { snapshotAddress } from '@stillpoint/proto/cli/snapshot-facts.ts';
import { jsonTime } from '@stillpoint/proto/cli/json-fields.ts';
import { v1 } from '@stillpoint/proto/messages.ts';
import { formatLocalTime } from '@stillpoint/proto/text/format-time.ts';

import { examples, type CommandContext, type CommandRunner } from '../command-context.ts';
import { withAdmin } from '../with-admin.ts';

/** Adds the command to `parent`. */
export function addUndelete(parent: Command, run: CommandRunner): void {
  parent
    .command('undelete')
    .description('take the deletion of a snapshot back, within its grace; without SNAPSHOT: list those that can be taken back')
    .argument('[SNAPSHOT]', 'address or id, both in full')
    .addHelpText('after', examples('stillpoint-collector undelete', 'stillpoint-collector undelete db1/daily@2026-11-22T01:30:00+09:00'))
    .action(run(undelete));
}

async function undelete(context: CommandContext, text: string | undefined): Promise<undefined> {
  const { output, zone } = context;
  await withAdmin(context, { write: text !== undefined }, async (admin) => {
    const [{ agents }, { deletions }] = await Promise.all([admin.listAgents(), admin.getRetention()]);
    const known = knownAgents(agents ?? [], (deletions ?? []).map(recordOf));
    if (text === undefined) {
      const goneMs = new Map((deletions ?? []).map((row) => [Buffer.from(row.snapshotId ?? []).toString('hex'), row.goneMs ?? 0]));
      await list(context, known.flatMap((agent) => [...agent.plans.values()].flat()), goneMs);
      return;
    }
    const { snapshot } = resolveSnapshot(parseAddress(text).snapshot, known, { zone, exact: true });
    await admin.undeleteSnapshot({ snapshotId: Buffer.from(snapshot.id, 'hex') });
    if (output.json) await output.document({ undeleted: { snapshotId: snapshot.id } });
    else output.note(`Snapshot ${snapshotAddress(snapshot, zone)} is there again.`);
  });
}

/** As much of a record as an address needs. */
function recordOf({ snapshotId, agentId, agentName, plan, snapshotTimeMs }: v1.DeletionFacts.$Properties): v1.SnapshotRecord.$Properties {
  return { snapshotId: snapshotId ?? null, agentId: agentId ?? null, agentName: agentName ?? '', plan: plan ?? '', timeMs: snapshotTimeMs ?? 0, draft: { status: v1.SnapshotStatus.COMPLETE } };
}

async function list({ output, zone }: CommandContext, snapshots: readonly KnownSnapshot[], goneMs: ReadonlyMap<string, number>): Promise<void> {
  if (output.json) {
    await output.document({ deleted: snapshots.map((snapshot) => ({ snapshotId: snapshot.id, agentName: snapshot.agentName, plan: snapshot.plan, time: jsonTime(snapshot.timeMs), gone: jsonTime(goneMs.get(snapshot.id)) })) });
    return;
  }
  if (snapshots.length === 0) {
    output.note('No deleted snapshot can be taken back.');
    return;
  }
  await output.table([{ heading: 'DELETED SNAPSHOT' }, { heading: 'CAN BE TAKEN BACK UNTIL' }], snapshots.map((snapshot) => [snapshotAddress(snapshot, zone), formatLocalTime(goneMs.get(snapshot.id) ?? 0)]));
}
