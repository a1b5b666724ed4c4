/**
 * What became of a commit whose answer was lost: a cut connection says nothing about it, and a run must not be called failed whose snapshot is there.
 */
import { errorCodes, StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

/** Before each question; a collector that was restarted takes a moment. */
const WAITS_MS = [0, 1000, 3000];

/**
 * Asks by `begin`, which begins a session with the run's own id and gives its Ready: the collector answers there for a run that it has committed. Undefined when it has not,
 * or does not answer.
 */
export async function findCommitted(begin: () => Promise<v1.Ready.$Properties>, wait: (ms: number) => Promise<void>): Promise<v1.Committed.$Properties | undefined> {
  for (const waitMs of WAITS_MS) {
    await wait(waitMs);
    try {
      return (await begin()).committed ?? undefined;
    } catch (error) {
      // The first failure says more than any of these.
      if (!(error instanceof StillpointError) || !errorCodes[error.code].retry) return undefined;
    }
  }
  return undefined;
}
