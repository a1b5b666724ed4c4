/** `prune`: deletes what the policies let go. */
import type { Command } from 'commander';

import type { v1 } from '@stillpoint/proto/messages.ts';
import type { KnownSnapshot } from '@stillpoint/proto/address/known-snapshots.ts';
import { snapshotAddress, snapshotJson } from '@stillpoint/proto/cli/snapshot-facts.ts';
import { countOf } from '@stillpoint/proto/text/format-count.ts';
import { formatDuration } from '@stillpoint/proto/text/format-duration.ts';

import { readKnownAgents } from '../../admin/known-agents.ts';
import { defaultGraceMs } from '../../admin/snapshot-deletion.ts';
import { examples, type CommandContext, type CommandRunner } from '../command-context.ts';
import { confirm } from '../confirmation.ts';
import { graceOf, type GraceOptions } from '../grace-option.ts';
import { withAdmin } from '../with-admin.ts';

interface PruneOptions extends GraceOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly acceptTime?: boolean;
}

/** A snapshot and what becomes of it. */
interface Judged {
  readonly snapshot: KnownSnapshot;
  readonly keep: boolean;
  readonly reasons: readonly string[];
}

/** Adds the command to `parent`. */
export function addPrune(parent: Command, run: CommandRunner): void {
  parent
    .command('prune')
    .description('delete the snapshots that the policies let go; `gc` gives their space back when they can be taken back no more')
    .option('--dry-run', 'only say of each snapshot what would become of it, and why')
    .option('--grace <SPAN>', `they can be taken back for so long (default ${formatDuration(defaultGraceMs)})`)
    .option('--now', 'they cannot be taken back')
    .option('--accept-time', "the collector's clock is right although it has jumped")
    .option('--yes', 'do not ask')
    .addHelpText('after', examples('stillpoint-collector prune --dry-run', 'stillpoint-collector prune --yes'))
    .action(run(prune));
}

async function prune(context: CommandContext, options: PruneOptions): Promise<undefined> {
  const { output, zone } = context;
  const isDry = options.dryRun === true;
  const grace = graceOf(options);
  await withAdmin(context, { write: !isDry || options.acceptTime === true }, async (admin) => {
    if (options.acceptTime === true) await admin.acceptTime();
    const [agents, { verdicts }] = await Promise.all([readKnownAgents(admin), admin.judgeSnapshots()]);
    const judged = joined(agents.flatMap((agent) => [...agent.plans.values()].flat()), verdicts ?? []);
    const going = judged.filter(({ keep }) => !keep);
    if (isDry) {
      await show(context, judged);
      return;
    }
    if (going.length > 0) {
      const names = going.map(({ snapshot }) => `  ${snapshotAddress(snapshot, zone)}`).join('\n');
      await confirm(context, options.yes === true, `${names}\n${countOf(going.length, 'snapshot')} of ${judged.length} would be deleted.`, 'Delete them?');
    }
    // Also with none: a clock that is not trusted is to be heard of.
    const { deletedIds } = await admin.prune({ snapshotIds: going.map(({ snapshot }) => Buffer.from(snapshot.id, 'hex')), ...grace });
    const deleted = new Set((deletedIds ?? []).map((id) => Buffer.from(id).toString('hex')));
    const gone = going.filter(({ snapshot }) => deleted.has(snapshot.id));
    if (output.json) await output.document({ deleted: gone.map(({ snapshot }) => snapshotJson(snapshot, zone)), kept: judged.length - gone.length });
    else output.note(`${countOf(gone.length, 'snapshot')} deleted, ${judged.length - gone.length} kept.`);
  });
}

function joined(snapshots: readonly KnownSnapshot[], verdicts: readonly v1.SnapshotVerdict.$Properties[]): Judged[] {
  const byId = new Map(snapshots.map((snapshot) => [snapshot.id, snapshot]));
  return verdicts.flatMap(({ snapshotId, keep, reasons }) => {
    const snapshot = byId.get(Buffer.from(snapshotId ?? []).toString('hex'));
    return snapshot === undefined ? [] : [{ snapshot, keep: keep ?? true, reasons: reasons ?? [] }];
  });
}

async function show({ output, zone }: CommandContext, judged: readonly Judged[]): Promise<void> {
  if (output.json) {
    await output.document({ snapshots: judged.map(({ snapshot, keep, reasons }) => ({ ...snapshotJson(snapshot, zone), keep, reasons })) });
    return;
  }
  await output.table([{ heading: 'SNAPSHOT' }, { heading: '' }, { heading: 'BECAUSE' }], judged.map(({ snapshot, keep, reasons }) => [snapshotAddress(snapshot, zone), keep ? 'keep' : 'GO', reasons.join('; ')]));
  output.note(`${countOf(judged.filter(({ keep }) => !keep).length, 'snapshot')} of ${judged.length} would be deleted.`);
}
