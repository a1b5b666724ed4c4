/**
 * The progress line of a backup.
 */
import { formatBytes } from '@stillpoint/proto/text/format-bytes.ts';
import { countOf } from '@stillpoint/proto/text/format-count.ts';
import { formatDuration } from '@stillpoint/proto/text/format-duration.ts';

import type { RunProgress } from '../run/run-events.ts';
import { deduplicatedShare, remainingMs } from './progress-estimate.ts';

/** `61,234 files, 1.2 GiB, 85.0 MiB/s, 62 % deduplicated, about 3 min 05 s left`; what does not fit into `columns` is left out from the end. */
export function formatProgress(progress: RunProgress, bytesPerSecond: number, columns: number): string {
  const share = deduplicatedShare(progress);
  const leftMs = remainingMs(progress);
  // Of a stream the bytes alone.
  const hasFiles = progress.files > 0 || progress.bytes === 0;
  const parts = [...(hasFiles ? [countOf(progress.files, 'file')] : []), formatBytes(progress.bytes), `${formatBytes(bytesPerSecond)}/s`];
  if (share !== undefined) parts.push(`${String(Math.floor(share * 100))} % deduplicated`);
  if (leftMs !== undefined) parts.push(`about ${formatDuration(leftMs)} left`);
  const missing = progress.unreadable + progress.changed;
  if (missing > 0) parts.push(countOf(missing, 'warning'));
  while (parts.length > 1 && parts.join(', ').length > columns) parts.pop();
  return parts.join(', ');
}
