/** The one refusal of new sessions: it names what is full, and when to come back. Sessions that go on are not touched by it. */
import { StillpointError } from '@stillpoint/proto/errors.ts';

/** When an agent that was sent away should come back; a scheduled run is tried again then. A disk has to be seen to by somebody. */
export const comeBackMs = { queue: 300_000, segment: 300_000, disk: 900_000 } as const;

const hints: Readonly<Record<keyof typeof comeBackMs, string>> = {
  queue: 'nothing is wrong with this guest; scheduled runs are tried again by themselves, others can be started again then',
  segment: 'nothing is wrong with this guest; scheduled runs are tried again by themselves, others can be started again then',
  disk: 'free space at the collector: `stillpoint-collector prune`, then `stillpoint-collector gc`; scheduled runs are tried again by themselves',
};

/** COLLECTOR_BUSY because the queue, the segment or the disk is full; `why` has the figures. */
export function collectorBusy(full: keyof typeof comeBackMs, why: string): StillpointError {
  const retryAfterMs = comeBackMs[full];
  return new StillpointError('COLLECTOR_BUSY', `the collector takes no new sessions now, its ${full} is full: ${why}; come back in ${retryAfterMs / 60_000} minutes`, { hint: hints[full], retryAfterMs });
}
