/**
 * From a Commit to a snapshot, in the order in which things are written: packs, snapshot file (the commit point), catalog. Before the file nothing is
 * visible, behind it nothing is taken back.
 */
import { randomBytes } from 'node:crypto';

import { snapshotKeyId } from '@stillpoint/proto/encryption/snapshot-details.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { faultPoint } from '@stillpoint/proto/fault-point.ts';
import { encodeSnapshotNode } from '@stillpoint/proto/format/record-node.ts';

import { walkCommit } from './commit-walk.ts';
import { makeOwnBlock } from './own-block.ts';
import { PermittedNodes } from './permitted-nodes.ts';
import { collectReachable } from './reachable-chunks.ts';
import { checkDraft, makeRecord } from './snapshot-draft.ts';

import type { v1 } from '@stillpoint/proto/messages.ts';
import type { Session } from './session.ts';
import type { SessionParts } from './session-parts.ts';

/** An agent's clock that is off by more than this is told in the snapshot. */
const SKEW_WARNING_MS = 3_600_000;

/** Commits what the session has brought; every offer is answered and every block stored. Errors of the walk, of the datastore and of the catalog. */
export async function commitSession(session: Session, proposed: v1.SnapshotDraft.$Properties | null | undefined, parts: SessionParts): Promise<v1.Committed.$Properties> {
  const draft = checkDraft(proposed);
  const condemned = parts.condemnedPacks();
  const { gate } = parts;
  const judgedAt = gate.generation;
  await parts.fresh.flush();
  await walk(session, draft, parts);
  faultPoint('commit-walked');
  return gate.commit(async () => {
    // Chunks were condemned meanwhile: perhaps some that were there when they were looked at.
    if (gate.generation !== judgedAt) {
      await parts.fresh.flush();
      await walk(session, draft, parts);
    }
    return await write(session, draft, condemned, parts);
  });
}

/** Everything from the last judgement to the catalog; no chunk is condemned meanwhile. */
async function write(session: Session, draft: v1.SnapshotDraft.$Properties, condemned: number, parts: SessionParts): Promise<v1.Committed.$Properties> {
  session.beginCommitting();
  const record = recordOf(session, draft, parts);
  await storeNode(session, record, parts);
  await parts.ingest.sync();
  if (parts.condemnedPacks() !== condemned) throw new StillpointError('DATASTORE_IO', 'blocks that this session may rely on could not be made durable', { hint: 'run the backup again' });
  faultPoint('commit-synced');
  parts.gate.noteCommitted(record);
  await putSnapshot(record, parts);
  await parts.committed.add(record);
  await parts.fresh.flush();
  faultPoint('catalog-committed');
  return committedOf(record);
}

/** The answer to a commit, also to one that was made before. */
export function committedOf(record: v1.SnapshotRecord.$Properties): v1.Committed.$Properties {
  return { snapshotId: record.snapshotId ?? null, sequence: record.sequence ?? 0, timeMs: record.timeMs ?? 0, storedBytes: record.storedBytes ?? 0 };
}

async function walk(session: Session, draft: v1.SnapshotDraft.$Properties, parts: SessionParts): Promise<void> {
  const agentId = session.facts.agentId.toString('hex');
  const nodes = new PermittedNodes(
    {
      agentId,
      permits: (facts) => session.presence.permits(facts),
      reachable: async () => collectReachable(newestOfPlans(await parts.catalog.listSnapshots({ agentId })), parts.catalog, parts.nodes),
    },
    parts.catalog,
    parts.nodes,
  );
  await walkCommit({
    archives: draft.archives ?? [],
    previous: session.facts.previous?.draft?.archives ?? [],
    keyId: snapshotKeyId({ draft }),
    previousKeyId: session.facts.previous === undefined ? undefined : snapshotKeyId(session.facts.previous),
    nodes,
    previousNodes: parts.nodes,
    checkAborted: session.checkAborted,
  });
}

function newestOfPlans(records: readonly v1.SnapshotRecord.$Properties[]): v1.SnapshotRecord.$Properties[] {
  const newest = new Map<string, v1.SnapshotRecord.$Properties>();
  for (const record of records) {
    const plan = record.plan ?? '';
    if ((record.sequence ?? 0) >= (newest.get(plan)?.sequence ?? 0)) newest.set(plan, record);
  }
  return [...newest.values()];
}

function recordOf({ facts, storedBytes }: Session, draft: v1.SnapshotDraft.$Properties, parts: SessionParts): v1.SnapshotRecord.$Properties {
  const skewMs = (facts.hello.clockMs ?? 0) - facts.beganMs;
  const warnings = Math.abs(skewMs) <= SKEW_WARNING_MS ? [] : [{ code: 'CLOCK_WRONG', text: `the agent's clock was ${Math.round(skewMs / 1000)} s off the collector's` }];
  return makeRecord(draft, {
    snapshotId: randomBytes(16),
    agentId: facts.agentId,
    agentName: facts.agentName,
    plan: facts.plan,
    runId: facts.runId,
    sessionId: facts.sessionId,
    hello: facts.hello,
    beganMs: facts.beganMs,
    committedMs: parts.clock(),
    storedBytes,
    previous: facts.newest,
    warnings,
  });
}

/** The record also lies in a pack, so that packs that were saved elsewhere tell what they hold. */
async function storeNode(session: Session, record: v1.SnapshotRecord.$Properties, parts: SessionParts): Promise<void> {
  const { bytes, header } = makeOwnBlock(encodeSnapshotNode(record), session.facts.agentId, session.facts.sessionId);
  await parts.ingest.store(await parts.ingest.slot(), bytes, { header, append: true, ownNode: true, stored: (block) => parts.fresh.add(block, () => undefined) });
}

async function putSnapshot(record: v1.SnapshotRecord.$Properties, parts: SessionParts): Promise<void> {
  try {
    await parts.snapshots.put(record);
  } catch (error) {
    // It may have got its name before the failure. Then it is a snapshot, though perhaps not after a crash: the catalog shows it, the agent does not count on it.
    const found = await parts.snapshots.find(Buffer.from(record.snapshotId ?? []).toString('hex')).catch(() => undefined);
    if (found !== undefined) await parts.committed.add(record);
    throw error;
  }
}
