/** `snapshots`: what can be restored. */
import type { Command } from 'commander';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { formatAge } from '@stillpoint/proto/text/format-duration.ts';
import { formatBytes } from '@stillpoint/proto/text/format-bytes.ts';
import { nearestWord } from '@stillpoint/proto/text/nearest-word.ts';

import { showName } from '../../address/address.ts';
import { consistencyName } from '../../address/headline.ts';
import { readKnownAgents, type KnownAgent, type KnownSnapshot } from '../../address/known-snapshots.ts';
import { resolveAgent } from '../../address/resolve-snapshot.ts';
import { examples, type CommandContext, type CommandRunner } from '../command-context.ts';
import { snapshotAddress, snapshotJson, statusFlags } from '../snapshot-facts.ts';
import { withAdmin } from '../with-admin.ts';

interface SnapshotsOptions {
  readonly agent?: string;
  readonly plan?: string;
}

/** Adds the command to `parent`. */
export function addSnapshots(parent: Command, run: CommandRunner): void {
  parent
    .command('snapshots')
    .description('list snapshots; each address can be pasted into ls, restore, diff, verify and delete')
    .option('--agent <NAME>', 'only of this agent')
    .option('--plan <NAME>', 'only of this plan')
    .addHelpText('after', examples('stillpoint-collector snapshots --agent db1', 'stillpoint-collector snapshots --json'))
    .action(run(listSnapshots));
}

async function listSnapshots(context: CommandContext, options: SnapshotsOptions): Promise<undefined> {
  const { output, zone } = context;
  const agents = await withAdmin(context, { write: false }, readKnownAgents);
  const snapshots = chosen(agents, options);
  if (output.json) {
    await output.document({ snapshots: snapshots.map((snapshot) => snapshotJson(snapshot, zone)) });
    return;
  }
  if (snapshots.length === 0) {
    output.note('There are no snapshots; `stillpoint-agent backup` on an enrolled guest makes one.');
    return;
  }
  const nowMs = context.now();
  await output.table(
    [{ heading: 'ADDRESS' }, { heading: 'AGE', align: 'right' }, { heading: 'FILES', align: 'right' }, { heading: 'BYTES', align: 'right' }, { heading: 'NEW', align: 'right' }, { heading: 'STORED', align: 'right' }, { heading: 'CONSISTENCY' }, { heading: 'STATUS' }],
    snapshots.map((snapshot) => {
      const counts = snapshot.record.draft?.counts ?? {};
      return [
        snapshotAddress(snapshot, zone),
        formatAge(nowMs - snapshot.timeMs),
        String(counts.files ?? 0),
        formatBytes(counts.bytes ?? 0),
        formatBytes(counts.newBytes ?? 0),
        formatBytes(snapshot.record.storedBytes ?? 0),
        consistencyName(snapshot),
        statusFlags(snapshot).join(' '),
      ];
    }),
  );
}

/** Grouped by agent and plan, those by name; the oldest of each plan first. */
function chosen(agents: readonly KnownAgent[], options: SnapshotsOptions): KnownSnapshot[] {
  const within = options.agent === undefined ? agents : [resolveAgent(options.agent, agents, {})];
  const found: KnownSnapshot[] = [];
  const plans = new Set<string>();
  for (const agent of within) {
    for (const [plan, snapshots] of [...agent.plans].sort(([left], [right]) => (left < right ? -1 : 1))) {
      plans.add(plan);
      if (options.plan === undefined || options.plan === plan) found.push(...[...snapshots].reverse());
    }
  }
  if (options.plan !== undefined && !plans.has(options.plan)) {
    const near = nearestWord(options.plan, plans);
    throw new StillpointError('PLAN_UNKNOWN', `there is no snapshot of a plan "${options.agent === undefined ? options.plan : showName(options.agent, options.plan)}"`, {
      hint: near === undefined ? (plans.size === 0 ? undefined : `known plans: ${[...plans].sort().join(', ')}`) : `did you mean ${near}?`,
    });
  }
  return found;
}
