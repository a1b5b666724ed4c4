/**
 * Rights to read snapshots for one restore that was ordered: of one agent, for these snapshots, for a reading that begins soon, and for others after it while
 * the restore goes on: connections break. Kept in memory; after a restart a right is given again for restores that go on.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';

/** What was granted. Ids are hexadecimal digits. */
export interface RestoreGrant {
  readonly agentId: string;
  readonly snapshotIds: readonly string[];
  /** Who ordered the restore, for the audit log. */
  readonly actor: string;
}

interface Kept extends RestoreGrant {
  /** Infinity: the restore has begun. */
  untilMs: number;
}

/** Within so long the agent has to begin. */
const takeWithinMs = 120_000;

/** Grants by the ids of their runs. Nothing to close. */
export class RestoreGrants {
  readonly #clock: () => number;
  readonly #grants = new Map<string, Kept>();

  /** `clock` gives ms since 1970. */
  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** Before the order goes out. */
  give(runId: string, grant: RestoreGrant): void {
    this.#grants.set(runId, { ...grant, untilMs: this.#clock() + takeWithinMs });
  }

  /** For a reading of that run. RESTORE_REFUSED when it is not this agent's, is over, or was not begun in time: with the same words whatever it is. */
  take(runId: string, agentId: string): RestoreGrant {
    const grant = this.#grants.get(runId);
    if (grant?.agentId !== agentId || this.#clock() > grant.untilMs) throw over();
    grant.untilMs = Number.POSITIVE_INFINITY;
    return grant;
  }

  /** RESTORE_REFUSED when the restore is over. */
  check(runId: string): void {
    if (!this.#grants.has(runId)) throw over();
  }

  /** The restore is over, or was refused. */
  end(runId: string): void {
    this.#grants.delete(runId);
  }
}

function over(): StillpointError {
  return new StillpointError('RESTORE_REFUSED', 'the collector has not ordered this restore, or it is over', { hint: 'order it again: `stillpoint-collector restore ADDRESS --to-agent NAME --to DIR`' });
}
