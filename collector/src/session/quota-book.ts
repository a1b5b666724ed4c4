/**
 * What agents with a quota may still store. Counted are the bytes of their blocks in the packs, whatever became of the sessions that brought them: a guest that never commits
 * fills the disk as well.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { formatBytes } from '@stillpoint/proto/text/format-bytes.ts';

import type { AgentRow, Catalog } from '../catalog/catalog.ts';

/** The quota of the agent of one session. Whoever opens it disposes of it. */
export interface Quota extends Disposable {
  /** Counts bytes that were stored; answers the error that ends the session when that was too much. */
  add(bytes: number): StillpointError | undefined;
}

interface Account {
  usedBytes: number;
  sessions: number;
}

/** What a book works with. `flush` has everything in the catalog that was stored before; `agentOf` answers the agent as it is now: a quota that is raised counts at once. */
export interface QuotaBookParts {
  readonly catalog: Pick<Catalog, 'storedBytesOf'>;
  readonly flush: () => Promise<void>;
  readonly agentOf: (agentId: string) => AgentRow | undefined;
}

/** Holds memory only. */
export class QuotaBook {
  readonly #parts: QuotaBookParts;
  /** Sessions of one agent that go on beside each other draw on one account. */
  readonly #accounts = new Map<string, Account>();

  constructor(parts: QuotaBookParts) {
    this.#parts = parts;
  }

  /** For a session of the agent that is about to begin. QUOTA_EXCEEDED when nothing is left. */
  async open({ agentId, quotaBytes }: AgentRow): Promise<Quota> {
    // Counting waits for the catalog to have what was stored before: only for who has a quota.
    const usedBytes = quotaBytes === 0 ? 0 : await this.#count(agentId);
    const account = this.#accounts.get(agentId) ?? { usedBytes, sessions: 0 };
    // A quota that was set while sessions went on beside each other: what they had before them was not counted.
    account.usedBytes = Math.max(account.usedBytes, usedBytes);
    const exceeded = this.#exceeded(agentId, account);
    if (exceeded !== undefined) throw exceeded;
    account.sessions += 1;
    this.#accounts.set(agentId, account);
    let isOpen = true;
    return {
      add: (bytes) => {
        account.usedBytes += bytes;
        return this.#exceeded(agentId, account);
      },
      [Symbol.dispose]: () => {
        if (!isOpen) return;
        isOpen = false;
        account.sessions -= 1;
        // The next one counts anew: garbage may have gone meanwhile.
        if (account.sessions === 0) this.#accounts.delete(agentId);
      },
    };
  }

  async #count(agentId: string): Promise<number> {
    await this.#parts.flush();
    return this.#parts.catalog.storedBytesOf(agentId);
  }

  #exceeded(agentId: string, { usedBytes }: Account): StillpointError | undefined {
    const { name = '', quotaBytes = 0 } = this.#parts.agentOf(agentId) ?? {};
    if (quotaBytes === 0 || usedBytes < quotaBytes) return undefined;
    return new StillpointError('QUOTA_EXCEEDED', `agent ${name} has ${formatBytes(usedBytes)} stored; its quota is ${formatBytes(quotaBytes)}`, {
      hint: `on the backup server: let its snapshots go (\`stillpoint-collector prune\`, then \`gc\`), or raise it: \`stillpoint-collector agents set ${name} --quota SIZE\``,
    });
  }
}
