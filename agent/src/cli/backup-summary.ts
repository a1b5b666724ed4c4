/**
 * What a backup says at its end.
 */
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';
import { formatBytes } from '@stillpoint/proto/text/format-bytes.ts';
import { countOf, formatCount } from '@stillpoint/proto/text/format-count.ts';
import { formatDuration } from '@stillpoint/proto/text/format-duration.ts';

import type { RunOutcome } from '../run/run-events.ts';
import { snapshotAddress } from './run-text.ts';

const labelWidth = 10;

/** Streams that are named one by one; a guest may hold hundreds of small databases. */
const streamsShown = 20;

/** Lines for stdout: what was taken, what it cost, and everything that is not in it. */
export function summaryLines(outcome: RunOutcome): string[] {
  const { progress, status } = outcome;
  const address = snapshotAddress(outcome);
  const head = address === undefined ? `${outcome.agentName}/${outcome.plan}: a dry run, nothing was backed up` : `${address}  ${status}${outcome.shrunk ? ', SHRUNK' : ''}`;
  const lines = [head, ...fileLines(outcome), line('bytes', address === undefined ? formatBytes(progress.bytes) : byteCounts(outcome))];
  lines.push(...streamLines(outcome), line('time', formatDuration(progress.elapsedMs)), ...stillnessLines(outcome));
  if (progress.excluded > 0) lines.push(line('excluded', `${countOf(progress.excluded, 'entry', 'entries')} (\`backup --dry-run --list-excluded\` names them)`));
  for (const { path, filesystem, reason } of outcome.skippedMounts) lines.push(line('skipped', `${showByteName(path)} (${filesystem}): ${reason}`));
  for (const { name, kind, code, text, hint } of outcome.failedSources) {
    lines.push(line('failed', `source ${name} (${kind}): ${code}: ${text}`));
    if (hint !== undefined) lines.push(line('', `next: ${hint}`));
  }
  // The snapshot is incomplete for want of them, so they are named where its status is.
  for (const { code, text } of outcome.warnings) if (code === 'PATH_MISSING') lines.push(line('missing', text));
  if (progress.changed > 0) lines.push(line('changed', `${countOf(progress.changed, 'file')} changed while being read; flagged in the snapshot`));
  if (progress.unreadable > 0) lines.push(line('missing', `${countOf(progress.unreadable, 'entry', 'entries')} could not be read and ${progress.unreadable === 1 ? 'is' : 'are'} not in the snapshot`));
  if (outcome.shrunk) {
    const before = `${countOf(progress.expectedFiles, 'file')}, ${formatBytes(progress.expectedBytes)}`;
    lines.push(line('shrunk', `less than half of the previous snapshot (${before}): is a disk missing? require_mounts would fail such a run`));
  }
  return lines;
}

function stillnessLines({ stillness }: RunOutcome): string[] {
  if (stillness === undefined) return [];
  const { consistency, frozenMs } = stillness;
  const frozen = frozenMs < 1000 ? `${Math.ceil(frozenMs)} ms` : formatDuration(frozenMs);
  return [line('still', `consistency ${consistency}${frozenMs === 0 ? '' : `, the guest stood still for ${frozen}`}`)];
}

function streamLines({ archives }: RunOutcome): string[] {
  const streams = archives.filter(({ kind }) => kind === 'stream');
  const lines = streams.slice(0, streamsShown).map(({ name, bytes }) => line('stream', `${name}, ${bytes === undefined ? 'not read in a dry run' : formatBytes(bytes)}`));
  const more = streams.length - lines.length;
  return more === 0 ? lines : [...lines, line('stream', `and ${formatCount(more)} more`)];
}

/** None when the plan has streams only. */
function fileLines(outcome: RunOutcome): string[] {
  const { archives, progress } = outcome;
  const hasTree = archives.length === 0 || archives.some(({ kind }) => kind === 'tree');
  return hasTree || progress.files + progress.directories + progress.others > 0 ? [line('files', fileCounts(outcome))] : [];
}

function fileCounts({ progress }: RunOutcome): string {
  const { files, directories, others, filesRead, filesReused, filesResumed } = progress;
  const counts = [countOf(files, 'file'), countOf(directories, 'directory', 'directories'), countOf(others, 'other')].join(', ');
  const resumed = filesResumed > 0 ? `, ${formatCount(filesResumed)} of an interrupted run` : '';
  return filesRead + filesReused === 0 ? counts : `${counts}; ${formatCount(filesRead)} read, ${formatCount(filesReused)} unchanged${resumed}`;
}

function byteCounts({ progress, storedBytes }: RunOutcome): string {
  const parts = [`${formatBytes(progress.bytesRead)} read`, `${formatBytes(progress.newBytes)} new`, `${formatBytes(progress.sentBytes)} sent`, `${formatBytes(storedBytes)} stored`];
  return `${formatBytes(progress.bytes)}; ${parts.join(', ')}`;
}

function line(label: string, text: string): string {
  return `  ${label.padEnd(labelWidth)}${text}`;
}
