/**
 * Who reads, and by what right: an agent its own snapshots, an agent those of a restore that was ordered, or a rescue system the one of its token.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import type { Peer } from '@stillpoint/proto/rpc/peer.ts';

import type { AgentRow, Catalog } from '../catalog/catalog.ts';
import { uuidOf, type AgentsDirectory } from '../identity/agents-directory.ts';
import type { RestoreGrants } from './restore-grants.ts';

type Snapshot = v1.SnapshotRecord.$Properties;

/** One who reads. */
export interface Reader {
  /** 32 hexadecimal digits: of the agent, or of a rescue system's token. */
  readonly id: string;
  readonly name: string;
  /** How the audit log calls the one who acts, and in its texts. */
  readonly actor: string;
  readonly title: string;
  /** True when it may read only what was granted. */
  readonly isGranted: boolean;
  /** What it may open now, warnings included. */
  openable(): Promise<readonly Snapshot[]>;
  /** Throws when it may read no longer. */
  check(): void;
}

/** What rights follow from. */
export interface RightsParts {
  readonly agents: AgentsDirectory;
  readonly grants: RestoreGrants;
  readonly catalog: Pick<Catalog, 'listSnapshots'>;
}

/** The agent of `peer` with its own snapshots. CERTIFICATE_REQUIRED, AGENT_*; `check` throws RESTORE_REFUSED when that is switched off. */
export function ownReader({ agents, catalog }: RightsParts, peer: Peer): Reader & { readonly agent: AgentRow } {
  const agent = agentOf(agents, peer);
  return {
    agent,
    id: agent.agentId,
    name: agent.name,
    actor: `agent ${uuidOf(agent)}`,
    title: `agent ${agent.name}`,
    isGranted: false,
    openable: () => catalog.listSnapshots({ agentId: agent.agentId }),
    check: () => {
      const { name, restore } = agentOf(agents, peer);
      if (restore !== 'off') return;
      throw new StillpointError('RESTORE_REFUSED', `the collector does not let the guest of agent ${name} read its snapshots`, { hint: `restore at the collector, or allow it there: stillpoint-collector agents set ${name} --restore on` });
    },
  };
}

/**
 * The agent of `peer` with the snapshots of the restore that it was ordered. What an administrator orders goes on also where the guest may not read of its own
 * accord. CERTIFICATE_REQUIRED, AGENT_*, RESTORE_REFUSED.
 */
export function orderedReader({ agents, grants, catalog }: RightsParts, peer: Peer, runId: string): Reader & { readonly agent: AgentRow } {
  const agent = agentOf(agents, peer);
  const { snapshotIds, actor } = grants.take(runId, agent.agentId);
  return {
    agent,
    id: agent.agentId,
    name: agent.name,
    actor: `agent ${uuidOf(agent)}`,
    title: `agent ${agent.name} by order of ${actor}`,
    isGranted: true,
    openable: async () => (await catalog.listSnapshots({})).filter(({ snapshotId }) => snapshotIds.includes(hex(snapshotId))),
    check: () => {
      agentOf(agents, peer);
      grants.check(runId);
    },
  };
}

/** The rescue system of `peer`, when its certificate was given for a token. TOKEN_INVALID when that was revoked. */
export function rescueReader({ agents, catalog }: RightsParts, peer: Peer, hostName: string): Reader | undefined {
  const token = peer.kind === 'agent' ? agents.findRescue(peer) : undefined;
  if (token === undefined || peer.kind !== 'agent') return undefined;
  return {
    id: token.tokenId,
    name: 'rescue',
    actor: `restore token ${token.tokenId}`,
    title: `rescue system ${hostName} at ${peer.address}`,
    isGranted: true,
    openable: async () => (await catalog.listSnapshots({})).filter(({ snapshotId }) => hex(snapshotId) === token.snapshotId),
    check: () => {
      if (agents.findRescue(peer) === undefined) throw new StillpointError('TOKEN_INVALID', 'the token of this restore is known no longer');
    },
  };
}

function agentOf(agents: AgentsDirectory, peer: Peer): AgentRow {
  if (peer.kind !== 'agent') throw new StillpointError('CERTIFICATE_REQUIRED', 'this call needs the certificate of an enrolled agent');
  return agents.admit(peer);
}

function hex(bytes: Uint8Array | null | undefined): string {
  return Buffer.from(bytes ?? []).toString('hex');
}
