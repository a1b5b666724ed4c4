/**
 * Runs in words and as JSON.
 */
import { jsonId, jsonTime, jsonUuid } from '@stillpoint/proto/cli/json-fields.ts';
import { v1 } from '@stillpoint/proto/messages.ts';
import { formatBytes } from '@stillpoint/proto/text/format-bytes.ts';
import { formatDuration } from '@stillpoint/proto/text/format-duration.ts';
import { countOf } from '@stillpoint/proto/text/format-count.ts';

type Facts = v1.RunFacts.$Properties;

const stateNames: Readonly<Record<number, string>> = {
  [v1.RunState.RUN_QUEUED]: 'queued',
  [v1.RunState.RUN_RUNNING]: 'running',
  [v1.RunState.RUN_COMPLETE]: 'complete',
  [v1.RunState.RUN_INCOMPLETE]: 'incomplete',
  [v1.RunState.RUN_FAILED]: 'failed',
  [v1.RunState.RUN_CANCELLED]: 'cancelled',
};

/** queued, running, complete, incomplete, failed or cancelled. */
export function runStateName({ state }: Facts): string {
  return stateNames[state ?? 0] ?? 'unknown';
}

/** What ran: AGENT/PLAN, or the restore into an agent's guest. */
export function runName({ agentName, plan, restore }: Facts): string {
  if (!restore) return `${agentName ?? ''}/${plan ?? ''}`;
  const [first = '', ...others] = restore.addresses ?? [];
  return `${agentName ?? ''}: restore of ${first}${others.length === 0 ? '' : ` and ${String(others.length)} more`}${restore.target ? ` to ${restore.target}` : ''}${restore.dryRun === true ? ' (dry run)' : ''}`;
}

/** How long it took, or has taken up to `nowMs`; undefined when it has not begun. */
export function runDurationMs({ startedMs, endedMs }: Facts, nowMs: number): number | undefined {
  if (!startedMs) return undefined;
  return ((endedMs ?? 0) === 0 ? nowMs : (endedMs ?? 0)) - startedMs;
}

/** One line of progress. */
export function progressText(facts: Facts, nowMs: number): string {
  const { counts, agentName, plan } = facts;
  const name = `${agentName ?? ''}/${plan ?? ''}`;
  if (facts.state === v1.RunState.RUN_QUEUED) return `${name}: queued`;
  const expected = counts?.expectedBytes ? ` of about ${formatBytes(counts.expectedBytes)}` : '';
  return `${name}: ${countOf(counts?.files ?? 0, 'file')}, ${formatBytes(counts?.bytes ?? 0)}${expected}, ${formatBytes(counts?.sentBytes ?? 0)} sent, ${formatDuration(runDurationMs(facts, nowMs) ?? 0)}`;
}

/** What came of a run that has ended well, in a few lines. */
export function resultLines(facts: Facts, nowMs: number): string[] {
  const { counts, address, consistency, frozenMs, warnings } = facts;
  const frozen = frozenMs ? `, frozen for ${formatDuration(frozenMs)}` : '';
  return [
    `${address === '' ? `${facts.agentName ?? ''}/${facts.plan ?? ''}` : (address ?? '')}: ${runStateName(facts)} in ${formatDuration(runDurationMs(facts, nowMs) ?? 0)}${consistency ? `, consistency ${consistency}` : ''}${frozen}`,
    `  ${countOf(counts?.files ?? 0, 'file')}, ${formatBytes(counts?.bytes ?? 0)}; ${formatBytes(counts?.readBytes ?? 0)} read, ${formatBytes(counts?.newBytes ?? 0)} new, ${formatBytes(counts?.sentBytes ?? 0)} sent`,
    ...(warnings ? [`  ${countOf(warnings, 'warning')}${counts?.unreadable ? `, ${countOf(counts.unreadable, 'entry', 'entries')} could not be read` : ''}; the snapshot lists them`] : []),
    ...(facts.shrunk === true ? ['  SHRUNK: much less than the snapshot before it'] : []),
  ];
}

/** In JSON, what is not there is null. */
export function wordOrNull(word: string | null | undefined): string | null {
  return word === undefined || word === '' ? null : word;
}

/** For programs. */
export function runJson(facts: Facts, nowMs: number): Readonly<Record<string, unknown>> {
  const { counts } = facts;
  return {
    runId: jsonId(facts.runId),
    agentId: jsonUuid(facts.agentId),
    agentName: facts.agentName ?? '',
    plan: facts.plan ?? '',
    state: runStateName(facts),
    reason: facts.reason ?? '',
    actor: facts.actor ?? '',
    attempt: facts.attempt ?? 1,
    scheduled: jsonTime(facts.scheduledMs),
    queued: jsonTime(facts.queuedMs),
    started: jsonTime(facts.startedMs),
    ended: jsonTime(facts.endedMs),
    durationMs: runDurationMs(facts, nowMs) ?? null,
    files: counts?.files ?? 0,
    bytes: counts?.bytes ?? 0,
    readBytes: counts?.readBytes ?? 0,
    newBytes: counts?.newBytes ?? 0,
    sentBytes: counts?.sentBytes ?? 0,
    unreadable: counts?.unreadable ?? 0,
    frozenMs: facts.frozenMs ?? 0,
    consistency: wordOrNull(facts.consistency),
    warnings: facts.warnings ?? 0,
    shrunk: facts.shrunk ?? false,
    failedSources: facts.failedSources ?? 0,
    snapshotId: facts.snapshotId && facts.snapshotId.length > 0 ? jsonId(facts.snapshotId) : null,
    address: wordOrNull(facts.address),
    stoppedBy: wordOrNull(facts.stoppedBy),
    restore: facts.restore ? { addresses: facts.restore.addresses ?? [], target: wordOrNull(facts.restore.target), dryRun: facts.restore.dryRun ?? false, notes: facts.notes ?? [] } : null,
    error: facts.errorCode ? { code: facts.errorCode, message: facts.errorText ?? '', hint: wordOrNull(facts.errorHint) } : null,
  };
}
