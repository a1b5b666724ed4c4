/**
 * Policies, pins, pruning and the clock as an administrator sees and changes them. What the rules say is retention/'s business; what is decided here is durable in the journal.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import { systemTimeZone } from '@stillpoint/proto/address/wall-clock.ts';

import { judgeSnapshots, type SnapshotVerdict } from '../retention/judge-snapshots.ts';
import { assertTrusted, certainNow, clockState } from '../retention/trusted-time.ts';
import type { AdminParts, Decide } from './admin-parts.ts';
import { getAgent } from './agent-administration.ts';
import { judgedSnapshot, planKeyOf, policiesInForce } from './snapshot-protection.ts';
import { defaultGraceMs, removeSnapshot } from './snapshot-deletion.ts';

/** That the clock is right is written down at most so often. */
const noteTimeMs = 6 * 3_600_000;
const maxCount = 100_000;
const maxSpanMs = 100 * 366 * 86_400_000;
const maxReasonLength = 1024;
const planName = /^[a-z0-9][a-z0-9._-]{0,62}$/u;

/** Everything that is decided about retention. */
export async function reportRetention(parts: AdminParts): Promise<v1.RetentionReply.$Properties> {
  const state = await parts.catalog.retention();
  const names = new Map((await parts.catalog.listAgents()).map((agent) => [agent.agentId, agent.name]));
  const { ofPlans, byDefault } = policiesInForce(state);
  const policies = [...ofPlans].map(([key, policy]): v1.PolicyFacts.$Properties => {
    const [agentId = '', plan = ''] = key.split('/');
    return { agentId: Buffer.from(agentId, 'hex'), agentName: names.get(agentId) ?? '', plan, policy };
  });
  const nowMs = parts.now();
  return {
    policies: [{ policy: byDefault }, ...policies.sort((left, right) => (`${left.agentName ?? ''}/${left.plan ?? ''}` < `${right.agentName ?? ''}/${right.plan ?? ''}` ? -1 : 1))],
    pins: state.pins.map(({ snapshotId, reason, pinnedMs, actor }) => ({ snapshotId: Buffer.from(snapshotId, 'hex'), reason, pinnedMs, actor })),
    deletions: state.deletions.map((row) => ({
      snapshotId: Buffer.from(row.snapshotId, 'hex'),
      agentId: Buffer.from(row.agentId, 'hex'),
      agentName: names.get(row.agentId) ?? row.agentName,
      plan: row.plan,
      snapshotTimeMs: row.snapshotTimeMs,
      deletedMs: row.deletedMs,
      goneMs: row.goneMs,
      actor: row.actor,
    })),
    clockMs: nowMs,
    timeMarkMs: state.timeMarkMs,
    waitsForAdministrator: clockState(nowMs, state.timeMarkMs) !== 'right',
  };
}

/** Sets a policy, or takes a plan's own away. USAGE, NAME_INVALID, AGENT_UNKNOWN. */
export async function setRetention(parts: AdminParts, decide: Decide, actor: string, { agent, plan, policy }: v1.SetRetentionRequest.$Properties): Promise<void> {
  if (policy) checkPolicy(policy);
  const set = policy ? { policy } : {};
  if (!agent) {
    await decide({ actor, retentionSet: set });
    return;
  }
  if (!planName.test(plan ?? '')) throw new StillpointError('NAME_INVALID', `"${plan ?? ''}" can be no plan's name`);
  const { agentId } = await getAgent(parts, agent);
  await decide({ actor, retentionSet: { ...set, agentId: Buffer.from(agentId, 'hex'), plan: plan ?? '' } });
}

/** Keeps a snapshot whatever its policy says. SNAPSHOT_UNKNOWN, USAGE. */
export async function pinSnapshot(parts: AdminParts, decide: Decide, actor: string, { snapshotId, reason }: v1.PinSnapshotRequest.$Properties): Promise<void> {
  const text = (reason ?? '').trim();
  if (text === '' || text.length > maxReasonLength) throw new StillpointError('USAGE', 'a pin needs a reason', { hint: 'say with --reason why it is kept, in one sentence' });
  const id = Buffer.from(snapshotId ?? []);
  const records = await parts.catalog.listSnapshots({});
  if (!records.some((record) => id.equals(record.snapshotId ?? Buffer.alloc(0)))) throw new StillpointError('SNAPSHOT_UNKNOWN', `there is no snapshot @${id.toString('hex')}`);
  await decide({ actor, snapshotPinned: { snapshotId: id, reason: text } });
}

/** Takes a pin away. SNAPSHOT_UNKNOWN when there is none. */
export async function unpinSnapshot(parts: AdminParts, decide: Decide, actor: string, { snapshotId }: v1.SnapshotRequest.$Properties): Promise<void> {
  const id = Buffer.from(snapshotId ?? []);
  const { pins } = await parts.catalog.retention();
  if (!pins.some((pin) => pin.snapshotId === id.toString('hex'))) throw new StillpointError('SNAPSHOT_UNKNOWN', `snapshot @${id.toString('hex')} is not pinned`);
  await decide({ actor, snapshotUnpinned: { snapshotId: id } });
}

/** What the policies say of every snapshot, plan by plan, newest first. Changes nothing. */
export async function judgeAll(parts: AdminParts): Promise<v1.JudgeSnapshotsReply.$Properties> {
  const verdicts = (await judgePlans(parts)).flatMap((plan) => plan.verdicts);
  return { verdicts: verdicts.map(({ id, keep, reasons }) => ({ snapshotId: Buffer.from(id, 'hex'), keep, reasons: [...reasons] })) };
}

/** Deletes those of the snapshots named that the policies let go now. CLOCK_UNTRUSTED. */
export async function prune(parts: AdminParts, decide: Decide, actor: string, { snapshotIds, graceMs }: v1.PruneRequest.$Properties): Promise<v1.PruneReply.$Properties> {
  assertTrusted(parts.now(), (await parts.catalog.retention()).timeMarkMs);
  const agreed = new Set((snapshotIds ?? []).map((id) => Buffer.from(id).toString('hex')));
  const deletedIds: Uint8Array[] = [];
  for (const { records, verdicts } of await judgePlans(parts)) {
    for (const { id, keep, reasons } of verdicts) {
      if (keep || !agreed.has(id)) continue;
      await removeSnapshot(parts, decide, { actor, snapshotId: id, record: records.get(id), graceMs: graceMs ?? defaultGraceMs, reason: `prune: ${reasons.join('; ')}` });
      deletedIds.push(Buffer.from(id, 'hex'));
    }
  }
  return { deletedIds };
}

/** The clock is right, whatever it was before. */
export async function acceptTime(parts: AdminParts, decide: Decide, actor: string): Promise<void> {
  await decide({ actor, timeNoted: { notedMs: parts.now(), accepted: true } });
}

/** Notes that the clock is right, if it is and was not noted lately. */
export async function noteTime(parts: Pick<AdminParts, 'catalog' | 'now'>, decide: Decide): Promise<void> {
  const { timeMarkMs } = await parts.catalog.retention();
  const nowMs = parts.now();
  if (clockState(nowMs, timeMarkMs) !== 'right' || nowMs < timeMarkMs + noteTimeMs) return;
  await decide({ actor: 'collector', timeNoted: { notedMs: nowMs } });
}

interface JudgedPlan {
  readonly records: ReadonlyMap<string, v1.SnapshotRecord.$Properties>;
  readonly verdicts: readonly SnapshotVerdict[];
}

async function judgePlans({ catalog, now }: AdminParts): Promise<JudgedPlan[]> {
  const state = await catalog.retention();
  const { ofPlans, byDefault } = policiesInForce(state);
  const plans = new Map<string, Map<string, v1.SnapshotRecord.$Properties>>();
  for (const record of await catalog.listSnapshots({})) {
    const key = planKeyOf(record);
    const records = plans.get(key) ?? new Map<string, v1.SnapshotRecord.$Properties>();
    plans.set(key, records.set(Buffer.from(record.snapshotId ?? []).toString('hex'), record));
  }
  const options = { nowMs: certainNow(now(), state.timeMarkMs), zone: systemTimeZone() };
  return [...plans].map(([key, records]) => {
    const snapshots = [...records.values()].map((record) => judgedSnapshot(record, state));
    return { records, verdicts: judgeSnapshots(snapshots, ofPlans.get(key) ?? byDefault, options) };
  });
}

function checkPolicy(policy: v1.RetentionPolicy.$Properties): void {
  const { keepLast, keepHourly, keepDaily, keepWeekly, keepMonthly, keepYearly, keepWithinMs, immutableForMs } = policy;
  const counts = [keepLast, keepHourly, keepDaily, keepWeekly, keepMonthly, keepYearly];
  if (counts.some((count) => (count ?? 0) > maxCount)) throw new StillpointError('USAGE', `a rule keeps at most ${maxCount} snapshots`);
  if ((keepWithinMs ?? 0) > maxSpanMs || (immutableForMs ?? 0) > maxSpanMs) throw new StillpointError('USAGE', 'a rule reaches back a hundred years at most');
}
