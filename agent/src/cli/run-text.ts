/**
 * Pieces of text about runs.
 */
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';
import { formatLocalTime } from '@stillpoint/proto/text/format-time.ts';

import type { RunOutcome, RunWarning } from '../run/run-events.ts';

/** A warning on one line; the path comes first when the text does not name it. */
export function describeWarning({ code, path, text }: RunWarning): string {
  const shown = showByteName(path);
  return `${code}: ${path === '' || text.includes(shown) ? text : `${shown}: ${text}`}`;
}

/** Address of the snapshot that a run left, to be pasted into `stillpoint-collector restore`. Undefined when there is none. */
export function snapshotAddress({ agentName, plan, timeMs }: RunOutcome): string | undefined {
  if (timeMs === undefined) return undefined;
  // As RFC 3339 with the local offset: means the same moment wherever it is pasted, and needs no quotes.
  return `${agentName}/${plan}@${formatLocalTime(timeMs).replace(' ', 'T').replace(' ', '')}`;
}
