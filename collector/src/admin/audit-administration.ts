/**
 * The audit log as an administrator reads and checks it, and the events of what administrators had done.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { formatBytes } from '@stillpoint/proto/text/format-bytes.ts';
import { countOf } from '@stillpoint/proto/text/format-count.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import { listEvents } from '../audit/audit-events.ts';
import { checkJournal } from '../audit/journal-verdict.ts';
import type { AdminParts } from './admin-parts.ts';

const batchSize = 200;

/** The events that are asked for, oldest first. AGENT_UNKNOWN; JOURNAL_CORRUPT behind what could be read. */
export async function* listAuditEvents(parts: AdminParts, request: v1.ListEventsRequest.$Properties): AsyncGenerator<v1.EventList.$Properties> {
  const agents = await parts.catalog.listAgents();
  const wanted = (request.agent ?? '').toLowerCase();
  // Removed ones, too: the log is about what was.
  const agent = wanted === '' ? undefined : (agents.find(({ name, state }) => name === wanted && state !== 'removed') ?? agents.find(({ name, agentId }) => name === wanted || agentId === wanted.replaceAll('-', '')));
  if (wanted !== '' && agent === undefined) throw new StillpointError('AGENT_UNKNOWN', `there is, and was, no agent "${wanted}"`, { hint: '`stillpoint-collector agents` lists those that are' });
  const filter = { sinceMs: request.sinceMs ?? 0, untilMs: request.untilMs ?? 0, agentId: agent?.agentId, kinds: request.kinds ?? [] };
  let batch: v1.EventFacts.$Properties[] = [];
  try {
    for await (const event of listEvents(parts.datastore.readDecisions(), agents, filter)) {
      batch.push(event);
      if (batch.length < batchSize) continue;
      yield { events: batch };
      batch = [];
    }
  } catch (error) {
    if (batch.length > 0) yield { events: batch };
    throw error;
  }
  if (batch.length > 0) yield { events: batch };
}

/** Whether the log is whole. DATASTORE_*. */
export async function verifyAudit(parts: AdminParts, { number, hash }: v1.VerifyAuditRequest.$Properties): Promise<v1.AuditVerdict.$Properties> {
  const noted = number ? { number, hash: Buffer.from(hash ?? []).toString('hex') } : undefined;
  return checkJournal(parts.datastore.directory, { noted, catalogNumber: await parts.catalog.lastDecision() });
}

/** The event of a verification that went through. */
export function verifiedEvent({ snapshotId, readData }: v1.VerifyRequest.$Properties, { snapshots, chunks, readBytes, findings }: v1.VerifySummary.$Properties): v1.AuditEvent.$Properties {
  const object = snapshotId && snapshotId.length > 0 ? `@${Buffer.from(snapshotId).toString('hex')}` : 'everything';
  const read = readData === true ? `${formatBytes(readBytes ?? 0)} read` : 'structure only';
  return { kind: 'verified', object, text: `${findings ? countOf(findings, 'finding') : 'nothing found'}; ${countOf(snapshots ?? 0, 'snapshot')}, ${countOf(chunks ?? 0, 'chunk')}, ${read}` };
}

/** The event of a garbage collection that went through. */
export function collectedEvent({ expiredSnapshots, freedChunks, freedBytes, deletedPacks, rewrittenPacks }: v1.GarbageSummary.$Properties): v1.AuditEvent.$Properties {
  const text = `${formatBytes(freedBytes ?? 0)} freed: ${countOf(freedChunks ?? 0, 'chunk')}, ${countOf(deletedPacks ?? 0, 'pack')} deleted, ${countOf(rewrittenPacks ?? 0, 'pack')} rewritten; ${countOf(expiredSnapshots ?? 0, 'snapshot')} expired`;
  return { kind: 'garbage-collected', object: '', text };
}
