/**
 * From a Begin to a session with its Ready sent, or to the answer that the run was committed before.
 */
import { randomBytes } from 'node:crypto';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { faultPoint } from '@stillpoint/proto/fault-point.ts';
import { BLOCK_MAX_RAW_BYTES } from '@stillpoint/proto/format/block.ts';

import { boundedHello, lastWhereabouts, negotiateVersion, refuseClone, whereaboutsOf } from '../identity/greeting.ts';
import { collectReachable } from './reachable-chunks.ts';
import { committedOf } from './session-commit.ts';
import { Session } from './session.ts';
import { sessionLimits } from './session-parts.ts';
import { newestBefore } from './version-indexer.ts';

import type { v1 } from '@stillpoint/proto/messages.ts';
import type { Peer } from '@stillpoint/proto/rpc/peer.ts';
import type { AgentRow } from '../catalog/catalog.ts';
import type { AgentsDirectory } from '../identity/agents-directory.ts';
import type { Whereabouts } from '../identity/greeting.ts';
import type { UploadStream } from './session.ts';
import type { SessionParts } from './session-parts.ts';

const PLAN_NAME = /^[a-z0-9][a-z0-9._-]{0,62}$/u;
/** Damaged ids that a Ready carries; with more, the agent is told of no previous snapshot and reads everything again. */
const MAX_DAMAGED_IDS = 65_536;

/** A Begin that was found in order. */
export interface BeginRequest {
  readonly agent: AgentRow;
  readonly plan: string;
  readonly hello: v1.Hello.$Properties;
  /** AGENT_CLONED when one of these sessions of the same agent, or the one seen last, is on another machine. */
  refuseClone(living: readonly Whereabouts[]): void;
  /** Sends Ready and answers the session; undefined when the run was committed before and nothing else follows. COLLECTOR_BUSY, QUOTA_EXCEEDED. */
  open(stream: UploadStream, parts: SessionParts): Promise<Session | undefined>;
}

/** Checks a Begin. CERTIFICATE_REQUIRED, AGENT_UNKNOWN, AGENT_REVOKED, PROTOCOL_VERSION, PROTOCOL_VIOLATION, NAME_INVALID. */
export function beginSession(begin: v1.Begin.$Properties, peer: Peer, agents: AgentsDirectory, nowMs: number): BeginRequest {
  if (peer.kind !== 'agent') throw new StillpointError('CERTIFICATE_REQUIRED', 'a backup needs the certificate of an enrolled agent');
  const agent = agents.admit(peer);
  const hello = boundedHello(begin.hello);
  negotiateVersion(hello);
  const plan = begin.plan ?? '';
  const runId = Buffer.from(begin.runId ?? []);
  if (!PLAN_NAME.test(plan)) throw new StillpointError('NAME_INVALID', `'${plan.slice(0, 80)}' can be no plan's name`, { hint: 'a name has up to 63 of a-z, 0-9, ".", "_" and "-" and begins with a letter or digit' });
  if (runId.length !== 16) throw new StillpointError('PROTOCOL_VIOLATION', `a run id has ${runId.length} bytes instead of 16`);

  return {
    agent,
    plan,
    hello,
    refuseClone: (living) => refuseClone(agent, whereaboutsOf(hello, peer.address), [...living, lastWhereabouts(agent)]),
    open: async (stream, parts) => {
      await parts.committed.settle();
      const before = await parts.catalog.findRun(agent.agentId, runId);
      // Before anything is written: on a full disk that would fail.
      if (before === undefined) await parts.admit(agent.agentId, runId);
      await agents.noteSeen(agent.agentId, { timeMs: nowMs, address: peer.address, hello, clockSkewMs: (hello.clockMs ?? 0) - nowMs });
      if (before !== undefined) {
        // The commit may have failed behind its rename.
        await parts.snapshots.settle(Buffer.from(before.snapshotId ?? []).toString('hex'));
        await stream.write({ ready: { committed: committedOf(before) } });
        return undefined;
      }
      const quota = await parts.quotas.open(agent);
      // Steady, and held before anything else happens: what the base reaches is taken over unread.
      const [records, deleted] = await parts.gate.steady(() => Promise.all([parts.catalog.listSnapshots({ agentId: agent.agentId, plan }), parts.catalog.newestDeleted(agent.agentId, plan)]));
      const previous = newestBefore(records, Number.POSITIVE_INFINITY);
      const session = new Session(
        {
          sessionId: uuidBytes(),
          agentId: Buffer.from(agent.agentId, 'hex'),
          agentName: agent.name,
          dedup: agent.dedup,
          quota,
          plan,
          runId,
          hello,
          address: peer.address,
          beganMs: nowMs,
          previous,
          newest: newestOf(previous, deleted),
        },
        parts,
        stream,
      );
      try {
        await stream.write({ ready: await readyOf(session, parts) });
      } catch (error) {
        session.release();
        throw error;
      }
      faultPoint('session-begun');
      return session;
    },
  };
}

async function readyOf({ facts: { sessionId, agentId, plan, previous } }: Session, parts: SessionParts): Promise<v1.Ready.$Properties> {
  const limits = { maxOfferIds: sessionLimits.maxOfferIds, maxBlockRawBytes: BLOCK_MAX_RAW_BYTES, maxPendingOffers: sessionLimits.maxPendingOffers };
  const planKey = `${agentId.toString('hex')}/${plan}`;
  const damagedIds = previous === undefined ? Buffer.alloc(0) : await damagedIn(previous, planKey, parts);
  if (damagedIds.length === 0) parts.wholePlans.add(planKey);
  if (previous === undefined) return { sessionId, limits };
  if (damagedIds.length > MAX_DAMAGED_IDS * 32) return { sessionId, limits };
  return { sessionId, limits, damagedIds, previous: previousOf(previous) };
}

/** What a snapshot to come must stand behind. */
function newestOf(previous: v1.SnapshotRecord.$Properties | undefined, deleted: { readonly sequence: number; readonly timeMs: number } | undefined): { readonly sequence: number; readonly timeMs: number } | undefined {
  if (previous === undefined) return deleted;
  return { sequence: Math.max(previous.sequence ?? 0, deleted?.sequence ?? 0), timeMs: Math.max(previous.timeMs ?? 0, deleted?.timeMs ?? 0) };
}

function previousOf({ snapshotId, sequence, timeMs, draft }: v1.SnapshotRecord.$Properties): v1.PreviousSnapshot.$Properties {
  return {
    snapshotId: snapshotId ?? null,
    sequence: sequence ?? 0,
    timeMs: timeMs ?? 0,
    archives: draft?.archives ?? [],
    files: draft?.counts?.files ?? 0,
    bytes: draft?.counts?.bytes ?? 0,
  };
}

/**
 * Ids that the snapshot reaches and that are damaged or gone. Walks the whole snapshot, but only when the datastore has damage at all, or once for each plan
 * since the start: chunks of a pack that vanished are in no list of damage, and an agent that is not told of them would go on reusing their files.
 */
async function damagedIn(previous: v1.SnapshotRecord.$Properties, planKey: string, parts: SessionParts): Promise<Buffer> {
  if (parts.wholePlans.has(planKey) && (await parts.catalog.totals()).damagedChunks === 0) return Buffer.alloc(0);
  const damaged: Buffer[] = [];
  await collectReachable([previous], parts.catalog, parts.nodes, (id) => damaged.push(id));
  return Buffer.concat(damaged);
}

/** A random UUID as bytes. */
function uuidBytes(): Buffer {
  const bytes = randomBytes(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes;
}
