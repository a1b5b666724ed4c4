/**
 * Whether segment and disk have room for a further session. A run that had a session of late and comes again has lost its connection: whoever is aboard may finish.
 */
import { formatRate } from '../bandwidth/rate.ts';
import { collectorBusy } from './collector-busy.ts';

import type { Bandwidth } from '../bandwidth/bandwidth.ts';
import type { SpaceGuard } from '../upkeep/space-guard.ts';

/** What is looked at. `minRate`: bytes per second that a new session must find left of the limits. */
export interface AdmissionParts {
  readonly space: Pick<SpaceGuard, 'findShortage'> | undefined;
  readonly bandwidth: Pick<Bandwidth, 'roomFor'>;
  readonly minRate: number;
}

/** Runs that are remembered: more than go on at a time. One that is forgotten is merely new again. */
const maxRuns = 2048;

/** Nothing to close. */
export class Admission {
  readonly #parts: AdmissionParts;
  readonly #aboard = new Set<string>();

  constructor(parts: AdmissionParts) {
    this.#parts = parts;
  }

  /** The run (both as hexadecimal digits) has a session. */
  note(agentId: string, runId: string): void {
    const run = `${agentId} ${runId}`;
    this.#aboard.delete(run);
    this.#aboard.add(run);
    const [oldest] = this.#aboard;
    if (this.#aboard.size > maxRuns && oldest !== undefined) this.#aboard.delete(oldest);
  }

  /** COLLECTOR_BUSY when there is no room for a session beside `others`; the first one goes at whatever rate was set. */
  async check(agentId: string, runId: string, others: number): Promise<void> {
    const { space, bandwidth, minRate } = this.#parts;
    if (this.#aboard.has(`${agentId} ${runId}`)) return;
    const shortage = await space?.findShortage();
    if (shortage !== undefined) throw collectorBusy('disk', shortage);
    const room = bandwidth.roomFor(agentId);
    if (others > 0 && room < minRate) throw collectorBusy('segment', `${others} sessions go on, and another one would have ${formatRate(room)}, less than ${formatRate(minRate)}`);
  }
}
