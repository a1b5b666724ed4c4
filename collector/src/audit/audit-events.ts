/**
 * The audit log: the journal of decisions as an administrator reads it. The entrance of this folder; knows the journal's records and the names of agents, nothing of who asks.
 */
import type { v1 } from '@stillpoint/proto/messages.ts';

import type { AgentRow } from '../catalog/catalog.ts';
import { eventOfDecision } from '../catalog/decision-event.ts';

/** Which events are wanted; times in ms since 1970, `agentId` as 32 hexadecimal digits. */
export interface EventFilter {
  readonly sinceMs: number;
  /** 0: up to now. */
  readonly untilMs: number;
  readonly agentId: string | undefined;
  /** Empty: all. */
  readonly kinds: readonly string[];
}

/** Yields the events that `filter` picks, in order. Errors of the journal come after what could be read of it. */
export async function* listEvents(decisions: AsyncIterable<v1.Decision.$Properties>, agents: readonly AgentRow[], filter: EventFilter): AsyncGenerator<v1.EventFacts.$Properties> {
  const names = new Map(agents.map(({ agentId, name }) => [agentId, name]));
  for await (const decision of decisions) {
    const timeMs = decision.timeMs ?? 0;
    if (timeMs < filter.sinceMs || (filter.untilMs !== 0 && timeMs >= filter.untilMs)) continue;
    const event = eventFacts(decision, names);
    if (filter.kinds.length > 0 && !filter.kinds.includes(event.kind ?? '')) continue;
    if (filter.agentId !== undefined && Buffer.from(event.agentId ?? []).toString('hex') !== filter.agentId) continue;
    yield event;
  }
}

function eventFacts(decision: v1.Decision.$Properties, names: ReadonlyMap<string, string>): v1.EventFacts.$Properties {
  const { kind, object, text } = eventOfDecision(decision);
  const { snapshotDeleted } = decision;
  const agentId = agentOf(decision, names);
  const facts = { number: decision.number ?? 0, timeMs: decision.timeMs ?? 0, actor: decision.actor ?? '', kind, object, text };
  if (agentId === undefined) return facts;
  const about = { ...facts, agentId: Buffer.from(agentId, 'hex'), agentName: names.get(agentId) ?? snapshotDeleted?.agentName ?? '' };
  if (!snapshotDeleted) return { ...about, plan: decision.retentionSet?.plan ?? decision.scheduleSet?.plan ?? decision.centralPlanSet?.plan?.name ?? '' };
  return { ...about, plan: snapshotDeleted.plan ?? '', snapshotId: snapshotDeleted.snapshotId ?? new Uint8Array(0), snapshotTimeMs: snapshotDeleted.snapshotTimeMs ?? 0 };
}

/** The agent that a decision is about, or that caused it; 32 hexadecimal digits. */
function agentOf(decision: v1.Decision.$Properties, names: ReadonlyMap<string, string>): string | undefined {
  const { agentEnrolled, agentChanged, agentRevoked, agentRemoved, certificateIssued, tokenSpent, snapshotDeleted, retentionSet, scheduleSet, centralPlanSet } = decision;
  const named = [agentEnrolled, agentChanged, agentRevoked, agentRemoved, certificateIssued, tokenSpent, snapshotDeleted, retentionSet, scheduleSet, centralPlanSet?.target].find(Boolean)?.agentId;
  if (named?.length === 16) return Buffer.from(named).toString('hex');
  const actor = /^agent ([0-9a-f-]{36})$/u.exec(decision.actor ?? '')?.[1];
  if (actor !== undefined) return actor.replaceAll('-', '');
  // What is addressed by an agent's name: `agent db1` of a refusal, `db1/daily@…` of a restore or drill.
  const word = decision.audit?.object?.replace(/^agent /u, '').split(/[\s/@:]/u)[0];
  return word === undefined || word === '' ? undefined : [...names].find(([, name]) => name === word)?.[0];
}
