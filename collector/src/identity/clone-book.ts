/**
 * Writes into the audit log that a copy of a guest was turned away. A copy tries every minute for ever: the log hears of it once a day.
 */
import type { StillpointError } from '@stillpoint/proto/errors.ts';

import type { AgentRow } from '../catalog/catalog.ts';
import type { NewDecision } from '../datastore/decision-journal.ts';

const intervalMs = 86_400_000;

/** `clock` gives ms since 1970. Holds memory only, a number for each agent. */
export class CloneBook {
  readonly #clock: () => number;
  readonly #decide: (decision: NewDecision) => Promise<void>;
  readonly #notedMs = new Map<string, number>();

  constructor(parts: { readonly clock: () => number; readonly decide: (decision: NewDecision) => Promise<void> }) {
    this.#clock = parts.clock;
    this.#decide = parts.decide;
  }

  /** Notes that a copy of the agent was refused with `error`. DATASTORE_*. */
  async note({ agentId }: AgentRow, { message }: StillpointError): Promise<void> {
    const nowMs = this.#clock();
    const lastMs = this.#notedMs.get(agentId);
    if (lastMs !== undefined && Math.abs(nowMs - lastMs) < intervalMs) return;
    this.#notedMs.set(agentId, nowMs);
    await this.#decide({ actor: 'collector', audit: { kind: 'clone-refused', object: agentId, text: message } });
  }
}
