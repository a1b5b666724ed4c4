/**
 * What the daemon needs of the part that talks to agents.
 */
import type { Handlers } from '@stillpoint/proto/rpc/server-call.ts';
import type { Peer } from '@stillpoint/proto/rpc/peer.ts';
import type { agentService } from '@stillpoint/proto/services.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

/** The AgentService with everything behind it. */
export interface AgentService {
  readonly handlers: Handlers<typeof agentService>;
  /** Paths that a guest without a certificate may call. */
  readonly anonymousPaths: readonly string[];
  /** Refuses a peer (revoked, removed, unknown) before its call reaches a handler. */
  authorize(peer: Peer, path: string): void;
  /** Backups under way. */
  sessions(): readonly v1.ActiveSession.$Properties[];
  /** Aborts the sessions of an agent and lets it in no more. */
  dismissAgent(agentId: string): void;
  /** Aborts all sessions, seals packs, ends threads. */
  close(): Promise<void>;
}
