/**
 * Policies, pins and immutability as the decisions say, for judging single snapshots.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { v1 } from '@stillpoint/proto/messages.ts';

import type { RetentionState } from '../catalog/catalog.ts';
import { immutableUntil, type PolicyChange } from '../retention/immutability.ts';
import type { JudgedSnapshot } from '../retention/judge-snapshots.ts';
import { keepEverything, policyOfMessage, type RetentionPolicy } from '../retention/retention-policy.ts';
import { certainNow } from '../retention/trusted-time.ts';

/** The policies in force: of single plans by `AGENT-ID/PLAN`, and the one of all others. */
export interface PoliciesInForce {
  readonly ofPlans: ReadonlyMap<string, RetentionPolicy>;
  readonly byDefault: RetentionPolicy;
}

/** What the decisions so far come to. */
export function policiesInForce({ policyChanges }: RetentionState): PoliciesInForce {
  const ofPlans = new Map<string, RetentionPolicy>();
  let byDefault = keepEverything;
  for (const { agentId, plan, policy } of policyChanges) {
    const decoded = policy === undefined ? undefined : policyOfMessage(v1.RetentionPolicy.decode(policy));
    if (agentId === '') byDefault = decoded ?? keepEverything;
    else if (decoded === undefined) ofPlans.delete(`${agentId}/${plan}`);
    else ofPlans.set(`${agentId}/${plan}`, decoded);
  }
  return { ofPlans, byDefault };
}

/** `AGENT-ID/PLAN` of a snapshot. */
export function planKeyOf({ agentId, plan }: v1.SnapshotRecord.$Properties): string {
  return `${Buffer.from(agentId ?? []).toString('hex')}/${plan ?? ''}`;
}

/** A snapshot as the rules look at it. */
export function judgedSnapshot(record: v1.SnapshotRecord.$Properties, state: RetentionState): JudgedSnapshot {
  const id = Buffer.from(record.snapshotId ?? []).toString('hex');
  const timeMs = record.timeMs ?? 0;
  return {
    id,
    timeMs,
    complete: record.draft?.status === v1.SnapshotStatus.COMPLETE,
    pinReason: state.pins.find((pin) => pin.snapshotId === id)?.reason,
    immutableUntilMs: immutableUntil({ planKey: planKeyOf(record), timeMs }, changesOf(state)),
  };
}

/** SNAPSHOT_PROTECTED for a snapshot that is pinned or immutable. */
export function assertDeletable(record: v1.SnapshotRecord.$Properties, state: RetentionState, nowMs: number): void {
  const { id, pinReason, immutableUntilMs } = judgedSnapshot(record, state);
  if (pinReason !== undefined) {
    throw new StillpointError('SNAPSHOT_PROTECTED', `snapshot @${id} is pinned: ${pinReason}`, { hint: `\`stillpoint-collector unpin @${id}\` lets it go` });
  }
  if (immutableUntilMs <= certainNow(nowMs, state.timeMarkMs)) return;
  throw new StillpointError('SNAPSHOT_PROTECTED', `snapshot @${id} is immutable until ${new Date(immutableUntilMs).toISOString()}`, { hint: 'it can be deleted then; no command shortens that time' });
}

function changesOf({ policyChanges }: RetentionState): PolicyChange[] {
  return policyChanges.map(({ agentId, plan, sinceMs, policy }) => ({
    planKey: agentId === '' ? undefined : `${agentId}/${plan}`,
    sinceMs,
    immutableForMs: policy === undefined ? undefined : v1.RetentionPolicy.decode(policy).immutableForMs,
  }));
}
