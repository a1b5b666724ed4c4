/**
 * Who may come: agents and tokens as the decisions made them, in memory, because each call is judged without waiting. Every decision of a serving
 * collector goes through here, so that a revocation takes effect on living sessions at once.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { agentService } from '@stillpoint/proto/services.ts';

import { hexToUuid, uuidToHex } from './agent-id.ts';

import type { v1 } from '@stillpoint/proto/messages.ts';
import type { Peer } from '@stillpoint/proto/rpc/peer.ts';
import type { AgentIdentity } from '@stillpoint/proto/tls/peer-certificate.ts';
import type { AgentRow, Catalog, TokenRow } from '../catalog/catalog.ts';
import type { NewDecision } from '../datastore/decision-journal.ts';

/** Makes decisions durable, one after another: journal first, then catalog. */
export interface DecisionMaker {
  /** Runs `work` while nobody else decides; it decides with the function that it is given. */
  exclusively<T>(work: (decide: (decision: NewDecision) => Promise<v1.Decision.$Properties>) => Promise<T>): Promise<T>;
}

/** What a Hello told, and when. */
export interface Sighting {
  readonly timeMs: number;
  readonly address: string;
  readonly hello: v1.Hello.$Properties;
  readonly clockSkewMs: number;
}

type Directory = Pick<Catalog, 'listAgents' | 'listTokens' | 'noteAgentSeen'>;

const anonymousPaths: readonly string[] = [agentService.Enroll.path, agentService.Renew.path, agentService.RedeemRestore.path];
const agentPaths: readonly string[] = Object.values(agentService).map(({ path }) => path);

/** Nothing to close. */
export class AgentsDirectory {
  readonly #catalog: Directory;
  readonly #decisions: DecisionMaker;
  readonly #dismissListeners: ((agentId: string, reason: StillpointError) => void)[] = [];
  readonly #tokenListeners: ((tokenId: string) => void)[] = [];
  readonly #decisionListeners: (() => Promise<void>)[] = [];
  #agents = new Map<string, AgentRow>();
  #tokens: readonly TokenRow[] = [];

  private constructor(catalog: Directory, decisions: DecisionMaker) {
    this.#catalog = catalog;
    this.#decisions = decisions;
  }

  /** Reads agents and tokens from a catalog that knows every decision of the journal. */
  static async open(catalog: Directory, decisions: DecisionMaker): Promise<AgentsDirectory> {
    const directory = new AgentsDirectory(catalog, decisions);
    await directory.#refresh();
    return directory;
  }

  /** Paths that need no certificate, for the server. */
  static readonly anonymousPaths = anonymousPaths;

  /** Makes a decision; durable, in the catalog and in effect when it resolves. DATASTORE_*. */
  readonly decide = (decision: NewDecision): Promise<void> =>
    this.exclusively(async (decide) => {
      await decide(decision);
    });

  /** Decides while nobody else does; what was decided is in effect when it resolves, also when `work` throws half-way. */
  async exclusively<T>(work: (decide: (decision: NewDecision) => Promise<v1.Decision.$Properties>) => Promise<T>): Promise<T> {
    return this.#decisions.exclusively(async (decide) => {
      try {
        return await work(decide);
      } finally {
        await this.#refresh();
        for (const listener of this.#decisionListeners) await listener();
      }
    });
  }

  /** Calls `listener` with the id (hex) of an agent whose certificates, all or some, are void from now on, and with what it is to be told. */
  onDismiss(listener: (agentId: string, reason: StillpointError) => void): void {
    this.#dismissListeners.push(listener);
  }

  /** Calls `listener` with the id of a token that is revoked from now on. */
  onTokenRevoked(listener: (tokenId: string) => void): void {
    this.#tokenListeners.push(listener);
  }

  /** Calls `listener` after something was decided; what was decided is in effect when it resolves. It does not reject. */
  onDecided(listener: () => Promise<void>): void {
    this.#decisionListeners.push(listener);
  }

  /** The agent, removed or not; 32 hexadecimal digits. */
  find(agentId: string): AgentRow | undefined {
    return this.#agents.get(agentId);
  }

  /** The agent that has this name now. */
  findByName(name: string): AgentRow | undefined {
    return [...this.#agents.values()].find((agent) => agent.name === name && agent.state !== 'removed');
  }

  /** The token; 32 hexadecimal digits. */
  findToken(tokenId: string): TokenRow | undefined {
    return this.#tokens.find((token) => token.tokenId === tokenId);
  }

  /** Judges a call before its handler runs: for RpcServer. PERMISSION_DENIED, AGENT_UNKNOWN, AGENT_REVOKED, AGENT_RETIRED. */
  readonly authorize = (peer: Peer, path: string): void => {
    if (peer.kind === 'local') return;
    if (!agentPaths.includes(path)) throw new StillpointError('PERMISSION_DENIED', `agents may not call ${path}`);
    // The server itself keeps peers without a certificate from everything but these; they judge for themselves.
    if (anonymousPaths.includes(path)) return;
    if (peer.kind !== 'agent') return;
    // A rescue system may read, and nothing else.
    if (path === agentService.Restore.path && this.findRescue(peer) !== undefined) return;
    this.admit(peer);
  };

  /**
   * The token of a rescue system's certificate, which carries the token's id; undefined when it is of an agent. When the token's time is over so is the certificate's, for what begins then.
   * TOKEN_INVALID when it was revoked.
   */
  findRescue(identity: AgentIdentity): TokenRow | undefined {
    const token = this.findToken(uuidToHex(identity.agentId));
    if (token === undefined || token.snapshotId === '') return undefined;
    if (token.revoked) throw new StillpointError('TOKEN_INVALID', 'the token of this restore was revoked', { hint: 'make a new one with `stillpoint-collector token create --restore SNAPSHOT`' });
    return token;
  }

  /** The agent of a certificate that this collector's CA signed, if it is still accepted. AGENT_UNKNOWN, AGENT_REVOKED, AGENT_RETIRED. */
  admit(identity: AgentIdentity): AgentRow {
    const agent = this.#agents.get(uuidToHex(identity.agentId));
    if (agent === undefined || agent.state === 'removed') {
      throw new StillpointError('AGENT_UNKNOWN', `this collector knows no agent ${identity.agentId}`, { hint: 'enrol this guest again with a new token' });
    }
    if (agent.state !== 'active') throw dismissal(agent);
    if (!agent.certificateSerials.includes(identity.serial)) throw replaced(agent);
    return agent;
  }

  /** True when the peer is an agent whose certificate is accepted now. */
  accepts(peer: Peer): boolean {
    if (peer.kind !== 'agent') return false;
    const token = this.findToken(uuidToHex(peer.agentId));
    if (token !== undefined && token.snapshotId !== '') return !token.revoked;
    const agent = this.#agents.get(uuidToHex(peer.agentId));
    return agent?.state === 'active' && agent.certificateSerials.includes(peer.serial);
  }

  /** Remembers an agent's greeting; in effect at once. */
  async noteSeen(agentId: string, sighting: Sighting): Promise<void> {
    const agent = this.#agents.get(agentId);
    // A machine that tells no id must not make room for any other.
    const hello = sighting.hello.machineId ? sighting.hello : { ...sighting.hello, machineId: agent?.hello?.machineId ?? '' };
    if (agent !== undefined) {
      const { timeMs, address, clockSkewMs } = sighting;
      this.#agents.set(agentId, { ...agent, lastSeenMs: timeMs, lastAddress: address, hello, clockSkewMs });
    }
    await this.#catalog.noteAgentSeen(agentId, { ...sighting, hello });
  }

  async #refresh(): Promise<void> {
    const [agents, tokens] = await Promise.all([this.#catalog.listAgents(), this.#catalog.listTokens()]);
    const before = this.#agents;
    const revoked = tokens.filter(({ tokenId, revoked }) => revoked && this.findToken(tokenId)?.revoked === false);
    this.#agents = new Map(agents.map((agent) => [agent.agentId, agent]));
    this.#tokens = tokens;
    for (const { tokenId } of revoked) for (const listener of this.#tokenListeners) listener(tokenId);
    for (const agent of before.values()) {
      const reason = dismissed(agent, this.#agents.get(agent.agentId));
      if (reason !== undefined) for (const listener of this.#dismissListeners) listener(agent.agentId, reason);
    }
  }
}

/** The agent's UUID, for messages. */
export function uuidOf(agent: AgentRow): string {
  return hexToUuid(agent.agentId);
}

function dismissed(before: AgentRow, now: AgentRow | undefined): StillpointError | undefined {
  if (before.state !== 'active') return undefined;
  if (now?.state !== 'active') return dismissal(now ?? before);
  return before.certificateSerials.every((serial) => now.certificateSerials.includes(serial)) ? undefined : replaced(now);
}

function dismissal({ name, state }: AgentRow): StillpointError {
  if (state === 'retired') return new StillpointError('AGENT_RETIRED', `agent ${name} is retired`, { hint: `to let it in again: stillpoint-collector agents set ${name} --no-retired` });
  return new StillpointError('AGENT_REVOKED', `agent ${name} was revoked`, { hint: `to let it in again: stillpoint-collector token create --agent ${name} --replace` });
}

function replaced({ name }: AgentRow): StillpointError {
  return new StillpointError('AGENT_REVOKED', `this certificate of agent ${name} is void: another guest has taken its place`, { hint: 'enrol this guest under a name of its own' });
}
