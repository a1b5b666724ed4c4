/**
 * Agents that the collector has refused of late, because they broke a rule or went beyond a bound. A day after the last time it is over. Only agents that are known by
 * their certificate are written down: whoever knocks from outside can raise no alarm.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { Peer } from '@stillpoint/proto/rpc/peer.ts';

import { uuidToHex } from '../identity/agent-id.ts';
import { oneLine } from './alarm.ts';
import type { Refusal } from './collector-alarms.ts';

const lastsMs = 86_400_000;
const maxRefusals = 1000;
const maxTextLength = 300;
// What no honest agent meets in an ordinary run.
const alarming: ReadonlySet<string> = new Set(['AGENT_CLONED', 'PROTOCOL_VERSION', 'PROTOCOL_VIOLATION', 'BLOCK_INVALID', 'BLOCK_REJECTED', 'TREE_INVALID', 'LIMIT_EXCEEDED', 'QUOTA_EXCEEDED']);

/** Holds nothing open. `clock` gives ms since 1970; `nameOf` the name of an agent (32 hexadecimal digits). */
export class RefusalBook {
  readonly #clock: () => number;
  readonly #nameOf: (agentId: string) => string | undefined;
  readonly #refusals = new Map<string, Refusal>();
  readonly #listeners: (() => void)[] = [];

  constructor(clock: () => number, nameOf: (agentId: string) => string | undefined, known: readonly Refusal[] = []) {
    this.#clock = clock;
    this.#nameOf = nameOf;
    for (const refusal of known) this.#refusals.set(`${refusal.agentId} ${refusal.code}`, refusal);
  }

  /** Calls `listener` when an agent is refused that was not for a day. */
  onNew(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Notes that a call of `peer` ended with `error`, if that is a refusal that somebody should know of. */
  refused(error: unknown, peer: Peer): void {
    if (peer.kind !== 'agent' || !(error instanceof StillpointError) || !alarming.has(error.code)) return;
    const agentId = uuidToHex(peer.agentId);
    const key = `${agentId} ${error.code}`;
    const isNew = !this.list().some((refusal) => refusal.agentId === agentId && refusal.code === error.code);
    if (!this.#refusals.has(key) && this.#refusals.size >= maxRefusals) return;
    this.#refusals.set(key, { agentId, agentName: this.#nameOf(agentId) ?? agentId, code: error.code, text: oneLine(error.message).slice(0, maxTextLength), lastMs: this.#clock() });
    if (isNew) for (const listener of this.#listeners) listener();
  }

  /** Those that are not over. */
  list(): Refusal[] {
    const nowMs = this.#clock();
    // A clock that went back makes none last for ever.
    for (const [key, { lastMs }] of this.#refusals) if (Math.abs(nowMs - lastMs) > lastsMs) this.#refusals.delete(key);
    return [...this.#refusals.values()];
  }
}
