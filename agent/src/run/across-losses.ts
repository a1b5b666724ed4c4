/**
 * A run goes on when its connection is lost: it connects again, and a new session of the same run takes up what the collector has. What one attempt does is the
 * caller's business.
 */
import { StillpointError, type ErrorCode } from '@stillpoint/proto/errors.ts';

import { Backoff } from '../service/backoff.ts';

/** How long, and with what. */
export interface LossOptions {
  /** How long to try without getting a session again; 0: not at all. */
  readonly giveUpMs: number;
  readonly now: () => number;
  readonly random: () => number;
  /** Rejects when the run is to stop. */
  readonly wait: (ms: number) => Promise<void>;
  /** Told of each loss that is not the end. */
  readonly lost: (error: StillpointError) => void;
}

/** One attempt; it calls `begun` when it has a session. */
export type Attempt<T> = (begun: () => void) => Promise<T>;

/** A source that is read from its beginning each time must not be read for ever on a link that cannot carry it. */
const maxLosses = 20;

const losses: readonly ErrorCode[] = ['SESSION_LOST', 'COLLECTOR_UNREACHABLE'];
// A collector that was started again may be busy with all its agents at once, and an interface may come back in steps.
const lossesWhileAway: readonly ErrorCode[] = [...losses, 'SEGMENT_VIOLATION', 'COLLECTOR_BUSY', 'SESSION_LIMIT'];

/** The result of the attempt that comes through. A failure before the first session is thrown at once, as is every one that is no loss. */
export async function acrossLosses<T>(attempt: Attempt<T>, { giveUpMs, now, random, wait, lost }: LossOptions): Promise<T> {
  const backoff = new Backoff({ firstMs: 1000, longestMs: 30_000, stableMs: 60_000, random });
  let awaySinceMs: number | undefined;
  for (let count = 1; ; count++) {
    const startedMs = now();
    const session = { hasBegun: false };
    try {
      return await attempt(() => {
        session.hasBegun = true;
      });
    } catch (error) {
      const isAway = awaySinceMs !== undefined;
      if (!(error instanceof StillpointError) || !(isAway && !session.hasBegun ? lossesWhileAway : losses).includes(error.code)) throw error;
      if (session.hasBegun) awaySinceMs = now();
      if (awaySinceMs === undefined || count > maxLosses || now() - awaySinceMs >= giveUpMs) throw error;
      if (session.hasBegun) lost(error);
      await wait(backoff.waitAfter(now() - startedMs));
    }
  }
}
