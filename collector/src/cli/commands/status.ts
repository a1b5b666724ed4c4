/** `status`: is everything as it should be? */
import type { Command } from 'commander';

import type { v1 } from '@stillpoint/proto/messages.ts';
import { formatAge, formatDuration } from '@stillpoint/proto/text/format-duration.ts';
import { formatBytes } from '@stillpoint/proto/text/format-bytes.ts';
import { countOf } from '@stillpoint/proto/text/format-count.ts';

import { alarmJson, alarmText } from '../alarm-text.ts';
import type { CommandContext, CommandRunner } from '../command-context.ts';
import { jsonTime, jsonUuid } from '@stillpoint/proto/cli/json-fields.ts';
import { withAdmin } from '../with-admin.ts';
import { drillJson } from './drill.ts';

/** Adds the command to `parent`. */
export function addStatus(parent: Command, run: CommandRunner): void {
  parent.command('status').description('the collector, its datastore, its agents and what is wrong').action(run(showStatus));
}

async function showStatus(context: CommandContext): Promise<undefined> {
  const { output } = context;
  const [status, agents] = await withAdmin(context, { write: false }, async (admin) => [await admin.getStatus(), (await admin.listAgents()).agents ?? []] as const);
  if (output.json) {
    await output.document(statusJson(status, agents));
    return;
  }
  // What needs somebody comes first: a page of numbers hides it.
  for (const alarm of status.alarms ?? []) await output.line(alarmText(alarm));
  for (const [key, value] of statusLines(status, context.now())) await output.line(`${`${key}:`.padEnd(16)}${value}`);
  for (const problem of status.problems ?? []) await output.line(`PROBLEM: ${problem}`);
  for (const drill of status.drills ?? []) await output.line(drillText(drill, context.now()));
  if (agents.length === 0) return;
  await output.line('');
  await output.table(
    [{ heading: 'AGENT' }, { heading: 'STATE' }, { heading: 'LAST SNAPSHOT' }, { heading: 'STATUS' }, { heading: 'SNAPSHOTS', align: 'right' }],
    agents.map((agent) => [
      agent.name ?? '',
      agent.state ?? '',
      agent.lastSnapshotMs ? `${formatAge(context.now() - agent.lastSnapshotMs)} ago` : 'none',
      agent.lastSnapshotStatus ?? '',
      String(agent.snapshots ?? 0),
    ]),
  );
}

function statusLines(status: v1.StatusReply.$Properties, nowMs: number): [string, string][] {
  const { rawBytes = 0, uniqueBytes = 0, storedBytes = 0, freeBytes = 0, totalBytes = 0 } = status;
  const running = status.servingSinceMs ? `for ${formatDuration(nowMs - status.servingSinceMs)} on ${(status.listeners ?? []).join(', ')}` : 'no (the datastore was opened directly)';
  const sessions = (status.sessions ?? []).map((session): [string, string] => [
    'backup',
    `${session.agentName ?? ''}/${session.plan ?? ''} for ${formatDuration(nowMs - (session.startedMs ?? nowMs))}, ${formatBytes(session.receivedBytes ?? 0)} received`,
  ]);
  return [
    ['datastore', status.datastore ?? ''],
    ['collector', `${status.collectorId ?? ''}, version ${status.softwareVersion ?? ''}`],
    ['running', running],
    ['snapshots', String(status.snapshots ?? 0)],
    ['raw data', `${formatBytes(rawBytes ?? 0)} in all snapshots`],
    ['deduplicated', `${formatBytes(uniqueBytes ?? 0)} in ${countOf(status.chunks ?? 0, 'chunk')}${ratio(rawBytes, uniqueBytes)}`],
    ['stored', `${formatBytes(storedBytes ?? 0)} in ${countOf(status.packs ?? 0, 'pack')}${ratio(uniqueBytes, storedBytes)}`],
    ['free space', `${formatBytes(freeBytes ?? 0)} of ${formatBytes(totalBytes ?? 0)}${forecastText(status.forecast)}`],
    ['encryption', status.diskEncryption ? `of the disk: ${status.diskEncryption}` : 'of the disk: none seen'],
    ['damaged', status.damagedChunks ? countOf(status.damagedChunks, 'chunk') : 'nothing known'],
    ['verified', verificationText(status.verification, nowMs)],
    ...sessions,
  ];
}

function forecastText(forecast: v1.SpaceForecast.$Properties | null | undefined): string {
  const { dailyGrowthBytes, daysUntilFull, reserveBytes } = forecast ?? {};
  const growth = dailyGrowthBytes ? `; ${formatBytes(Math.abs(dailyGrowthBytes))} ${dailyGrowthBytes > 0 ? 'more' : 'less'} used each day` : '';
  const end = daysUntilFull ? `, full in about ${countOf(Math.max(1, Math.round(daysUntilFull)), 'day')}` : '';
  return `${growth}${end}${reserveBytes ? `; ${formatBytes(reserveBytes)} kept for deleting` : ''}`;
}

function verificationText(facts: v1.VerificationFacts.$Properties | null | undefined, nowMs: number): string {
  const { lastFullMs, lastFullFindings, lastMs, lastFindings, lastReadBytes, begunMs, begunShare } = facts ?? {};
  const outcome = (findings: number | null | undefined): string => (findings ? countOf(findings, 'finding') : 'everything was whole');
  const parts = [
    lastFullMs ? `all data ${formatAge(nowMs - lastFullMs)} ago, ${outcome(lastFullFindings)}` : 'never all data',
    ...(lastMs && lastMs !== lastFullMs ? [`${formatBytes(lastReadBytes ?? 0)} ${formatAge(nowMs - lastMs)} ago, ${outcome(lastFindings)}`] : []),
    ...(begunMs ? [`${Math.floor((begunShare ?? 0) * 100)} % of one begun ${formatAge(nowMs - begunMs)} ago`] : []),
  ];
  return parts.join('; ');
}

function drillText({ agentName, plan, passed, startedMs, durationMs, bytes, text }: v1.DrillFacts.$Properties, nowMs: number): string {
  const when = `${formatAge(nowMs - (startedMs ?? 0))} ago, ${formatBytes(bytes ?? 0)} in ${formatDuration(durationMs ?? 0)}`;
  return `${'drill:'.padEnd(16)}${agentName ?? ''}/${plan ?? ''} ${passed === true ? 'passed' : 'FAILED'} ${when}${passed === true ? '' : `: ${text ?? ''}`}`;
}

function ratio(before: number | null, after: number | null): string {
  return before === null || after === null || before === 0 || after === 0 ? '' : ` (1 : ${(before / after).toFixed(2)})`;
}

function ratioJson(before: number | null | undefined, after: number | null | undefined): number | null {
  return before && after ? Number((before / after).toFixed(3)) : null;
}

function statusJson(status: v1.StatusReply.$Properties, agents: readonly v1.AgentFacts.$Properties[]): Record<string, unknown> {
  return {
    collectorId: status.collectorId ?? '',
    softwareVersion: status.softwareVersion ?? '',
    datastore: status.datastore ?? '',
    serving: Boolean(status.servingSinceMs),
    servingSince: jsonTime(status.servingSinceMs),
    listeners: status.listeners ?? [],
    snapshots: status.snapshots ?? 0,
    packs: status.packs ?? 0,
    chunks: status.chunks ?? 0,
    rawBytes: status.rawBytes ?? 0,
    uniqueBytes: status.uniqueBytes ?? 0,
    storedBytes: status.storedBytes ?? 0,
    deduplicationRatio: ratioJson(status.rawBytes, status.uniqueBytes),
    compressionRatio: ratioJson(status.uniqueBytes, status.storedBytes),
    freeBytes: status.freeBytes ?? 0,
    totalBytes: status.totalBytes ?? 0,
    damagedChunks: status.damagedChunks ?? 0,
    diskEncryption: status.diskEncryption === '' ? null : (status.diskEncryption ?? null),
    floorBytes: status.forecast?.floorBytes ?? 0,
    reserveBytes: status.forecast?.reserveBytes ?? 0,
    dailyGrowthBytes: status.forecast?.dailyGrowthBytes ?? 0,
    daysUntilFull: status.forecast?.daysUntilFull ? Number(status.forecast.daysUntilFull.toFixed(1)) : null,
    verification: {
      lastFull: jsonTime(status.verification?.lastFullMs), lastFullFindings: status.verification?.lastFullFindings ?? 0,
      last: jsonTime(status.verification?.lastMs), lastFindings: status.verification?.lastFindings ?? 0, lastReadBytes: status.verification?.lastReadBytes ?? 0,
      begun: jsonTime(status.verification?.begunMs), begunShare: Number((status.verification?.begunShare ?? 0).toFixed(4)),
    },
    sessions: (status.sessions ?? []).map((session) => ({
      agentName: session.agentName ?? '',
      plan: session.plan ?? '',
      started: jsonTime(session.startedMs),
      receivedBytes: session.receivedBytes ?? 0,
    })),
    alarms: (status.alarms ?? []).map(alarmJson),
    problems: status.problems ?? [],
    drills: (status.drills ?? []).map(drillJson),
    agents: agents.map((agent) => ({
      agentId: jsonUuid(agent.agentId),
      name: agent.name ?? '',
      state: agent.state ?? '',
      snapshots: agent.snapshots ?? 0,
      lastSnapshot: jsonTime(agent.lastSnapshotMs),
      lastSnapshotStatus: agent.lastSnapshotStatus === '' ? null : (agent.lastSnapshotStatus ?? null),
    })),
  };
}
