/** `retention`: which snapshots are kept. */
import type { Command } from 'commander';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { jsonTime, jsonUuid } from '@stillpoint/proto/cli/json-fields.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import { formatDuration } from '@stillpoint/proto/text/format-duration.ts';
import { formatLocalTime } from '@stillpoint/proto/text/format-time.ts';

import { examples, type CommandContext, type CommandRunner } from '../command-context.ts';
import { addGroup } from '../command-group.ts';
import { parseDuration } from '../duration-option.ts';
import { withAdmin } from '../with-admin.ts';

interface SetOptions {
  readonly keepLast?: string;
  readonly keepHourly?: string;
  readonly keepDaily?: string;
  readonly keepWeekly?: string;
  readonly keepMonthly?: string;
  readonly keepYearly?: string;
  readonly keepWithin?: string;
  readonly immutableFor?: string;
  readonly keepEverything?: boolean;
  readonly asDefault?: boolean;
}

const defaultTarget = 'default';

/** Adds the group to `parent`. */
export function addRetention(parent: Command, run: CommandRunner): void {
  const group = addGroup(parent, 'retention', 'by which rules snapshots are kept: show them, set them', run(showRetention));
  group.command('show').description('the policies, the pins, and the deleted snapshots that can be taken back').action(run(showRetention));
  group
    .command('set')
    .description('set the policy of a plan, or the default of all plans that have none; a snapshot is kept when any of the rules keeps it')
    .argument('<AGENT/PLAN|default>', 'agent by name or id, in full')
    .option('--keep-last <N>', 'the newest N')
    .option('--keep-hourly <N>', 'one of each of the newest N hours that have any')
    .option('--keep-daily <N>', 'the same for days')
    .option('--keep-weekly <N>', 'the same for weeks, which begin on Monday')
    .option('--keep-monthly <N>', 'the same for months')
    .option('--keep-yearly <N>', 'the same for years')
    .option('--keep-within <SPAN>', 'everything younger, as in 48h or 30d')
    .option('--immutable-for <SPAN>', 'neither prune nor delete takes a snapshot that is younger; cannot be shortened for snapshots that are there')
    .option('--keep-everything', 'no rule lets anything go')
    .option('--as-default', 'the plan has no policy of its own any more')
    .addHelpText('after', examples('stillpoint-collector retention set default --keep-daily 14 --keep-weekly 8 --keep-monthly 12', 'stillpoint-collector retention set db1/daily --keep-last 3 --keep-daily 30 --immutable-for 7d'))
    .action(run(setRetention));
}

async function setRetention(context: CommandContext, target: string, options: SetOptions): Promise<undefined> {
  const { output } = context;
  const policy = policyOf(options);
  if (target === defaultTarget) {
    if (policy === undefined) throw new StillpointError('USAGE', 'the default cannot follow itself', { hint: 'set it with rules, or with --keep-everything' });
    await withAdmin(context, { write: true }, (admin) => admin.setRetention({ policy }));
  } else {
    const [, agent, plan] = /^([^/]+)\/([^/]+)$/u.exec(target) ?? [];
    if (agent === undefined || plan === undefined) throw new StillpointError('USAGE', `"${target}" is no plan`, { hint: 'write AGENT/PLAN, or default' });
    await withAdmin(context, { write: true }, (admin) => admin.setRetention({ agent, plan, ...(policy === undefined ? {} : { policy }) }));
  }
  if (output.json) await output.document({ set: target, policy: policy === undefined ? null : policyJson(policy) });
  else output.note(`${target === defaultTarget ? 'The default' : target} keeps ${policy === undefined ? 'what the default says' : describePolicy(policy)}. \`stillpoint-collector prune --dry-run\` shows what that means.`);
}

/** Undefined for `--as-default`. USAGE when nothing, or something that does not go together, was said. */
function policyOf(options: SetOptions): v1.RetentionPolicy.$Properties | undefined {
  const { keepEverything, asDefault, ...rules } = options;
  const kept = Object.keys(rules).filter((rule) => rule !== 'immutableFor').length;
  if (asDefault === true) {
    if (keepEverything === true || Object.keys(rules).length > 0) throw new StillpointError('USAGE', '--as-default goes with no other rule');
    return undefined;
  }
  if (kept === 0 && keepEverything !== true) throw new StillpointError('USAGE', 'no rule was given', { hint: 'give at least one --keep-… rule, or --keep-everything' });
  if (kept > 0 && keepEverything === true) throw new StillpointError('USAGE', '--keep-everything goes with no other --keep-… rule');
  return {
    keepLast: countOption(rules.keepLast, '--keep-last'),
    keepHourly: countOption(rules.keepHourly, '--keep-hourly'),
    keepDaily: countOption(rules.keepDaily, '--keep-daily'),
    keepWeekly: countOption(rules.keepWeekly, '--keep-weekly'),
    keepMonthly: countOption(rules.keepMonthly, '--keep-monthly'),
    keepYearly: countOption(rules.keepYearly, '--keep-yearly'),
    keepWithinMs: rules.keepWithin === undefined ? 0 : parseDuration(rules.keepWithin, '--keep-within'),
    immutableForMs: rules.immutableFor === undefined ? 0 : parseDuration(rules.immutableFor, '--immutable-for'),
  };
}

function countOption(text: string | undefined, option: string): number {
  if (text === undefined) return 0;
  if (!/^[1-9][0-9]{0,5}$/u.test(text)) throw new StillpointError('USAGE', `${option} ${text} is no number`, { hint: 'write a whole number from 1 on; leave the rule out to have none of that kind' });
  return Number(text);
}

async function showRetention(context: CommandContext): Promise<undefined> {
  const { output } = context;
  const time = await withAdmin(context, { write: false }, (admin) => admin.getRetention());
  const [policies, pins, deletions] = [time.policies ?? [], time.pins ?? [], time.deletions ?? []];
  if (output.json) {
    await output.document({
      policies: policies.map((facts) => ({ plan: nameOf(facts), agentId: facts.agentId?.length ? jsonUuid(facts.agentId) : null, policy: policyJson(facts.policy ?? {}) })),
      pins: pins.map(({ snapshotId, reason, pinnedMs, actor }) => ({ snapshotId: hexOf(snapshotId), reason: reason ?? '', pinned: jsonTime(pinnedMs), by: actor ?? '' })),
      deleted: deletions.map((row) => ({ snapshotId: hexOf(row.snapshotId), agentName: row.agentName ?? '', plan: row.plan ?? '', time: jsonTime(row.snapshotTimeMs), deleted: jsonTime(row.deletedMs), gone: jsonTime(row.goneMs), by: row.actor ?? '' })),
      clock: jsonTime(time.clockMs),
      lastSeenRight: time.timeMarkMs ? jsonTime(time.timeMarkMs) : null,
      waitsForAdministrator: time.waitsForAdministrator ?? false,
    });
    return;
  }
  await output.table([{ heading: 'PLAN' }, { heading: 'KEEPS' }], policies.map((facts) => [nameOf(facts), describePolicy(facts.policy ?? {})]));
  if (pins.length > 0) {
    await output.line('');
    await output.table([{ heading: 'PINNED' }, { heading: 'SINCE' }, { heading: 'REASON' }], pins.map(({ snapshotId, reason, pinnedMs }) => [`@${hexOf(snapshotId)}`, formatLocalTime(pinnedMs ?? 0), reason ?? '']));
  }
  if (deletions.length > 0) {
    await output.line('');
    await output.table(
      [{ heading: 'DELETED' }, { heading: 'OF' }, { heading: 'TAKEN' }, { heading: 'CAN BE TAKEN BACK UNTIL' }],
      deletions.map((row) => [`@${hexOf(row.snapshotId)}`, `${row.agentName ?? ''}/${row.plan ?? ''}`, formatLocalTime(row.snapshotTimeMs ?? 0), formatLocalTime(row.goneMs ?? 0)]),
    );
  }
  if (time.waitsForAdministrator === true) output.warn(`the clock says ${formatLocalTime(time.clockMs ?? 0)}, it was last seen right at ${formatLocalTime(time.timeMarkMs ?? 0)}: nothing is pruned and nothing expires until \`stillpoint-collector prune --accept-time\``);
}

function nameOf({ agentId, agentName, plan }: v1.PolicyFacts.$Properties): string {
  if (!agentId?.length) return defaultTarget;
  return `${agentName ?? ''}/${plan ?? ''}`;
}

/** `14 daily, 8 weekly, within 2 d 0 h; immutable for 7 d 0 h`, or `everything`. */
function describePolicy(policy: v1.RetentionPolicy.$Properties): string {
  const { keepLast, keepHourly, keepDaily, keepWeekly, keepMonthly, keepYearly, keepWithinMs, immutableForMs } = policy;
  const counts: [number | null | undefined, string][] = [[keepLast, 'last'], [keepHourly, 'hourly'], [keepDaily, 'daily'], [keepWeekly, 'weekly'], [keepMonthly, 'monthly'], [keepYearly, 'yearly']];
  const rules = counts.flatMap(([count, name]) => (count ? [`${count} ${name}`] : []));
  if (keepWithinMs) rules.push(`within ${formatDuration(keepWithinMs)}`);
  const kept = rules.length === 0 ? 'everything' : rules.join(', ');
  return immutableForMs ? `${kept}; immutable for ${formatDuration(immutableForMs)}` : kept;
}

function policyJson(policy: v1.RetentionPolicy.$Properties): Record<string, number> {
  const { keepLast, keepHourly, keepDaily, keepWeekly, keepMonthly, keepYearly, keepWithinMs, immutableForMs } = policy;
  return {
    keepLast: keepLast ?? 0, keepHourly: keepHourly ?? 0, keepDaily: keepDaily ?? 0, keepWeekly: keepWeekly ?? 0, keepMonthly: keepMonthly ?? 0, keepYearly: keepYearly ?? 0,
    keepWithinMs: keepWithinMs ?? 0, immutableForMs: immutableForMs ?? 0,
  };
}

function hexOf(bytes: Uint8Array | null | undefined): string {
  return Buffer.from(bytes ?? []).toString('hex');
}
