/** `snapshots`: what can be restored. */
import type { Command } from 'commander';

import { StillpointError } from '../../errors.ts';
import { formatAge } from '../../text/format-duration.ts';
import { formatBytes } from '../../text/format-bytes.ts';
import { nearestWord } from '../../text/nearest-word.ts';

import { showName } from '../../address/address.ts';
import { consistencyName } from '../../address/headline.ts';
import type { KnownAgent, KnownSnapshot } from '../../address/known-snapshots.ts';
import { resolveAgent } from '../../address/resolve-snapshot.ts';
import type { AccessContext } from '../snapshot-access.ts';
import { snapshotAddress, snapshotJson, statusFlags } from '../snapshot-facts.ts';

/** Options of the command, where they are offered. */
export interface SnapshotsOptions {
  readonly agent?: string;
  readonly plan?: string;
  readonly keyFile?: readonly string[];
}

/** Declares the command with what is the same everywhere. */
export function declareSnapshots(parent: Command): Command {
  return parent.command('snapshots').description('list snapshots; each address can be pasted into the other commands').option('--plan <NAME>', 'only of this plan');
}

/** Does the command's work. */
export async function listSnapshots({ output, zone, now, openSnapshots }: AccessContext, options: SnapshotsOptions): Promise<undefined> {
  await using access = await openSnapshots(options.keyFile);
  const snapshots = chosen(access.agents, options);
  if (output.json) {
    await output.document({ snapshots: snapshots.map((snapshot) => snapshotJson(snapshot, zone)) });
    return;
  }
  if (snapshots.length === 0) {
    output.note('There are no snapshots; `stillpoint-agent backup` on an enrolled guest makes one.');
    return;
  }
  const nowMs = now();
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

/** Prints the address of every snapshot and nothing else, for the completion of a shell. */
export async function listSnapshotAddresses({ output, zone, openSnapshots }: AccessContext): Promise<undefined> {
  await using access = await openSnapshots();
  for (const snapshot of chosen(access.agents, {})) await output.line(snapshotAddress(snapshot, zone));
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
