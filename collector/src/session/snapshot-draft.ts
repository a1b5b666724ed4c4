/**
 * From what an agent says of its run to the record of a snapshot: bounds, and what only the collector may say (identity, sequence, times).
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { NODE_MAX_BYTES } from '@stillpoint/proto/format/node.ts';
import { encodeSnapshotNode } from '@stillpoint/proto/format/record-node.ts';
import { v1 } from '@stillpoint/proto/messages.ts';
import { SOFTWARE_VERSION } from '@stillpoint/proto/services.ts';

const MAX_ARCHIVES = 4096;
const MAX_WARNINGS = 10_000;
const KEY_ID_BYTES = 8;
/** What agents send is of 64 bytes. */
const MAX_SEAL_BYTES = 256;
/** Leaves room for the rest of a record. */
const MAX_DETAIL_BYTES = 524_288;
/** Snapshots of one plan are at least so far apart, so that `@WHEN` to the second names one. */
const MIN_DISTANCE_MS = 1000;

/** What the collector knows of the session that commits. */
export interface SnapshotFacts {
  readonly snapshotId: Buffer;
  readonly agentId: Buffer;
  readonly agentName: string;
  readonly plan: string;
  readonly runId: Uint8Array;
  readonly sessionId: Buffer;
  readonly hello: v1.Hello.$Properties;
  readonly beganMs: number;
  readonly committedMs: number;
  readonly storedBytes: number;
  /** The plan's newest snapshot, as far as this one must stand behind it. */
  readonly previous: Pick<v1.SnapshotRecord.$Properties, 'sequence' | 'timeMs'> | undefined;
  /** What the collector has to say itself. */
  readonly warnings: readonly v1.Warning.$Properties[];
}

/** Refuses a draft that cannot become a snapshot, before anything of it is looked at more closely. PROTOCOL_VIOLATION, LIMIT_EXCEEDED. */
export function checkDraft(draft: v1.SnapshotDraft.$Properties | null | undefined): v1.SnapshotDraft.$Properties {
  if (!draft) throw violation('a commit without a snapshot');
  const archives = draft.archives?.length ?? 0;
  if (archives === 0) throw violation('a commit without an archive');
  if (archives > MAX_ARCHIVES) throw new StillpointError('LIMIT_EXCEEDED', `a snapshot has ${archives} archives; ${MAX_ARCHIVES} is the limit`);
  const { status, consistency } = draft;
  if (status !== v1.SnapshotStatus.COMPLETE && status !== v1.SnapshotStatus.INCOMPLETE) throw violation('a commit without a status');
  if (consistency !== v1.Consistency.CRASH && consistency !== v1.Consistency.FILESYSTEM && consistency !== v1.Consistency.APPLICATION) throw violation('a commit without a consistency');
  if (status === v1.SnapshotStatus.COMPLETE && (draft.failedSources?.length ?? 0) > 0) throw violation('a commit that is complete although a source failed');
  const keyBytes = draft.encryptionKeyId?.length ?? 0;
  const detailBytes = draft.encryptedDetails?.length ?? 0;
  const sealBytes = draft.seal?.length ?? 0;
  if ((keyBytes !== 0 && keyBytes !== KEY_ID_BYTES) || (keyBytes === 0 && detailBytes + sealBytes > 0)) throw violation('a commit that is encrypted in part');
  if (sealBytes > MAX_SEAL_BYTES) throw new StillpointError('LIMIT_EXCEEDED', `a snapshot has a seal of ${sealBytes} bytes; ${MAX_SEAL_BYTES} is the limit`);
  if (detailBytes > MAX_DETAIL_BYTES) throw new StillpointError('LIMIT_EXCEEDED', `a snapshot has ${detailBytes} bytes of encrypted details; ${MAX_DETAIL_BYTES} is the limit`);
  return draft;
}

/** The record. Warnings that do not fit are counted instead of listed. LIMIT_EXCEEDED when it is too long even so. */
export function makeRecord(draft: v1.SnapshotDraft.$Properties, facts: SnapshotFacts): v1.SnapshotRecord.$Properties {
  const previousMs = facts.previous?.timeMs ?? Number.NEGATIVE_INFINITY;
  const all = [...facts.warnings, ...(draft.warnings ?? [])];
  for (let listed = Math.min(all.length, MAX_WARNINGS); ; listed = Math.floor(listed / 2)) {
    const record: v1.SnapshotRecord.$Properties = {
      snapshotId: facts.snapshotId,
      agentId: facts.agentId,
      agentName: facts.agentName,
      plan: facts.plan,
      sequence: (facts.previous?.sequence ?? 0) + 1,
      timeMs: Math.max(facts.beganMs, previousMs + MIN_DISTANCE_MS),
      committedMs: facts.committedMs,
      runId: facts.runId,
      sessionId: facts.sessionId,
      draft: { ...draft, warnings: all.slice(0, listed), moreWarnings: (draft.moreWarnings ?? 0) + all.length - listed },
      agentVersion: facts.hello.softwareVersion ?? '',
      collectorVersion: SOFTWARE_VERSION,
      operatingSystem: facts.hello.operatingSystem ?? '',
      storedBytes: facts.storedBytes,
    };
    if (encodeSnapshotNode(record).length <= NODE_MAX_BYTES) return record;
    if (listed === 0) throw new StillpointError('LIMIT_EXCEEDED', `the record of a snapshot is longer than ${NODE_MAX_BYTES} bytes`);
  }
}

function violation(text: string): StillpointError {
  return new StillpointError('PROTOCOL_VIOLATION', `the agent sent ${text}`);
}
