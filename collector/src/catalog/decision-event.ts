/**
 * How a decision reads in the audit log.
 */
import { countOf } from '@stillpoint/proto/text/format-count.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

/** The journal has the whole. */
const maxTextLength = 4096;

/** The part of an event that follows from what was decided. */
export interface DecisionEvent {
  readonly kind: string;
  readonly object: string;
  readonly text: string;
}

/** The event of `decision`; one of a later release has the kind `unknown`. */
export function eventOfDecision(decision: v1.Decision.$Properties): DecisionEvent {
  const { agentEnrolled, agentChanged, agentRevoked, agentRemoved, certificateIssued, tokenCreated, tokenSpent, tokenRevoked } = decision;
  const { snapshotDeleted, chunksDamaged, chunksHealed, audit } = decision;
  const { retentionSet, snapshotPinned, snapshotUnpinned, snapshotUndeleted, snapshotExpired, timeNoted, bandwidthSet, scheduleSet, centralPlanSet } = decision;
  if (agentEnrolled) {
    const { agentId, name, address, replaced } = agentEnrolled;
    return { kind: 'agent-enrolled', object: hex(agentId), text: `${name ?? ''} from ${address ?? ''}${replaced === true ? ', replacing its former self' : ''}` };
  }
  if (agentChanged) return { kind: 'agent-changed', object: hex(agentChanged.agentId), text: `${agentChanged.name ?? ''} dedup=${agentChanged.dedup ?? ''}${typeof agentChanged.quotaBytes === 'number' ? ` quota=${agentChanged.quotaBytes}` : ''}${agentChanged.restore ? ` restore=${agentChanged.restore}` : ''}${typeof agentChanged.retired === 'boolean' ? ` retired=${agentChanged.retired}` : ''}` };
  if (agentRevoked) return { kind: 'agent-revoked', object: hex(agentRevoked.agentId), text: '' };
  if (agentRemoved) return { kind: 'agent-removed', object: hex(agentRemoved.agentId), text: '' };
  if (certificateIssued) return { kind: 'certificate-issued', object: hex(certificateIssued.agentId), text: certificateIssued.certificateSerial ?? '' };
  if (tokenCreated) return { kind: 'token-created', object: tokenCreated.tokenId ?? '', text: tokenText(tokenCreated) };
  if (tokenSpent) return { kind: 'token-spent', object: tokenSpent.tokenId ?? '', text: tokenSpent.address ? `by the rescue system ${tokenSpent.hostName ?? ''} from ${tokenSpent.address}` : hex(tokenSpent.agentId) };
  if (tokenRevoked) return { kind: 'token-revoked', object: tokenRevoked.tokenId ?? '', text: '' };
  if (snapshotDeleted) {
    const { snapshotId, agentName, plan, reason, snapshotTimeMs } = snapshotDeleted;
    const taken = snapshotTimeMs ? ` of ${new Date(snapshotTimeMs).toISOString()}` : '';
    return { kind: 'snapshot-deleted', object: hex(snapshotId), text: `${agentName ?? ''}/${plan ?? ''}${taken}${reason ? `: ${reason}` : ''}` };
  }
  if (snapshotUndeleted) return { kind: 'snapshot-undeleted', object: hex(snapshotUndeleted.snapshotId), text: '' };
  if (snapshotExpired) return { kind: 'snapshot-expired', object: hex(snapshotExpired.snapshotId), text: '' };
  if (snapshotPinned) return { kind: 'snapshot-pinned', object: hex(snapshotPinned.snapshotId), text: snapshotPinned.reason ?? '' };
  if (snapshotUnpinned) return { kind: 'snapshot-unpinned', object: hex(snapshotUnpinned.snapshotId), text: '' };
  if (retentionSet) return { kind: 'retention-set', object: retentionSet.plan ? `${hex(retentionSet.agentId)}/${retentionSet.plan}` : 'default', text: retentionSet.policy ? JSON.stringify(retentionSet.policy) : 'as the default' };
  if (timeNoted) return { kind: timeNoted.accepted === true ? 'time-accepted' : 'time-noted', object: '', text: new Date(timeNoted.notedMs ?? 0).toISOString() };
  if (scheduleSet) {
    const { settings } = scheduleSet;
    return { kind: 'schedule-set', object: `${hex(scheduleSet.agentId)}/${scheduleSet.plan ?? ''}`, text: settings ? JSON.stringify(settings) : 'as the plan says' };
  }
  if (centralPlanSet) {
    const { name = '', revision, definition } = centralPlanSet.plan ?? {};
    return { kind: definition ? 'plan-set' : 'plan-removed', object: `${targetText(centralPlanSet.target ?? {})}/${name ?? ''}`, text: definition ? `revision ${String(revision ?? 0)}: ${definition}`.slice(0, maxTextLength) : '' };
  }
  if (bandwidthSet) return { kind: 'limits-set', object: hex(bandwidthSet.agentId), text: bandwidthSet.limits ? JSON.stringify(bandwidthSet.limits) : 'taken back' };
  if (chunksDamaged) return { kind: 'chunks-damaged', object: '', text: countOf(chunksDamaged.chunks?.length ?? 0, 'copy', 'copies') };
  if (chunksHealed) return { kind: 'chunks-healed', object: '', text: countOf((chunksHealed.chunkIds?.length ?? 0) / 32, 'chunk') };
  if (audit) return { kind: audit.kind ?? '', object: audit.object ?? '', text: audit.text ?? '' };
  return { kind: 'unknown', object: '', text: '' };
}

// As it was decided: what the agent is called now says nothing of then.
function targetText({ agentId, agents, labels }: v1.PlanTarget.$Properties): string {
  if (agentId && agentId.length > 0) return hex(agentId);
  return [...(agents ? [agents] : []), ...Object.entries(labels ?? {}).map(([key, value]) => `${key}=${value}`)].join(' ');
}

function tokenText({ agentName, uses, networks, labels, snapshotId }: v1.TokenCreated.$Properties): string {
  const labelled = Object.entries(labels ?? {}).map(([key, value]) => `${key}=${value}`);
  const restore = snapshotId && snapshotId.length > 0 ? [`restore=@${hex(snapshotId)}`] : [];
  return [agentName ?? '', ...restore, (uses ?? 1) > 1 ? `uses=${String(uses)}` : '', ...(networks ?? []).map((network) => `from=${network}`), ...labelled].filter((word) => word !== '').join(' ');
}

function hex(bytes: Uint8Array | null | undefined): string {
  return Buffer.from(bytes ?? []).toString('hex');
}
