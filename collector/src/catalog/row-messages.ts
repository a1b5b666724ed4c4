/**
 * Rows of the catalog as the messages and objects that the rest of the collector knows, and back.
 */
import { v1 } from '@stillpoint/proto/messages.ts';

import type { AgentRow } from './catalog.ts';
import type { AgentColumns } from './decision-tables.ts';
import type { RunColumns } from './run-tables.ts';
import type { SnapshotFacts } from './snapshot-tables.ts';
import type { FoundVersion } from './version-search.ts';

/** What the catalog keeps of a snapshot's record. */
export function factsOfRecord(record: v1.SnapshotRecord.$Properties): SnapshotFacts {
  return {
    snapshotId: hex(record.snapshotId),
    agentId: hex(record.agentId),
    agentName: record.agentName ?? '',
    plan: record.plan ?? '',
    sequence: record.sequence ?? 0,
    timeMs: record.timeMs ?? 0,
    runId: hex(record.runId),
    sessionId: hex(record.sessionId),
    record: new Uint8Array(v1.SnapshotRecord.encode(record).finish()),
  };
}

/** What the catalog keeps of a run. */
export function columnsOfRun(run: v1.RunFacts.$Properties): RunColumns {
  return {
    id: new Uint8Array(run.runId ?? []),
    agent: new Uint8Array(run.agentId ?? []),
    plan: run.plan ?? '',
    timeMs: run.queuedMs ?? 0,
    isGoing: run.state === v1.RunState.RUN_QUEUED || run.state === v1.RunState.RUN_RUNNING,
    record: new Uint8Array(v1.RunFacts.encode(run).finish()),
  };
}

/** A version as the contract's message. */
export function messageOfVersion(version: FoundVersion): v1.FileVersion.$Properties {
  const { agentId, path, firstSnapshot, lastSnapshot, ...rest } = version;
  return {
    ...rest,
    agentId: Buffer.from(agentId, 'hex'),
    path: Buffer.from(path, 'latin1'),
    firstSnapshot: Buffer.from(firstSnapshot, 'hex'),
    lastSnapshot: Buffer.from(lastSnapshot, 'hex'),
  };
}

/** An agent with its last greeting decoded. */
export function agentOfColumns(columns: AgentColumns): AgentRow {
  return {
    agentId: hex(columns.id),
    name: columns.name,
    state: columns.state,
    enrolledMs: columns.enrolled_ms,
    dedup: columns.dedup === 'agent' ? 'agent' : 'fleet',
    restore: columns.restore === 'off' ? 'off' : 'on',
    quotaBytes: columns.quota_bytes ?? 0,
    labels: JSON.parse(columns.labels) as Record<string, string>,
    certificateSerials: columns.serials === null ? [] : columns.serials.split(' '),
    certificateNotAfterMs: columns.not_after_ms,
    lastSeenMs: columns.time_ms ?? 0,
    lastAddress: columns.address ?? '',
    hello: columns.hello === null ? undefined : v1.Hello.decode(columns.hello),
    clockSkewMs: columns.clock_skew_ms ?? 0,
  };
}

function hex(bytes: Uint8Array | null | undefined): string {
  return Buffer.from(bytes ?? []).toString('hex');
}
