/**
 * `--stdout` of one file or stream: its bytes and nothing else.
 */
import type { Writable } from 'node:stream';

import { StillpointError } from '../errors.ts';
import { EntryType } from '../format/entry.ts';

import { send, sendZeros } from './byte-output.ts';
import { ContentLayout } from './content-layout.ts';
import { readData } from './content-stream.ts';
import { takeAll } from './entry-filter.ts';
import { walkItem } from './item-walk.ts';
import type { RestoreItem } from './restore-item.ts';
import { RestoreTally, type RestoreProgress, type RestoreReport } from './restore-report.ts';
import type { RestoreSource } from './restore-source.ts';

/** Options of every output to a stream. */
export interface OutputOptions {
  readonly onProgress?: (progress: RestoreProgress) => void;
  readonly signal?: AbortSignal;
}

/** The item when it is all that is asked for and has raw bytes: a stream, or a regular file. Undefined when only a tar can hold the items. */
export function singleContent(items: readonly RestoreItem[]): RestoreItem | undefined {
  const [item] = items;
  const isContent = item?.source.kind === 'stream' || (item?.source.kind === 'entry' && item.source.entry.type === EntryType.file);
  return items.length === 1 && isContent ? item : undefined;
}

/**
 * Writes the content of {@link singleContent} to `output`, holes as zeros, and leaves it open. USAGE when the items are anything else. CHUNK_MISSING, CHUNK_CORRUPT and NODE_CORRUPT end
 * it: what was written until then is right, and the rest is missing.
 */
export async function writeRaw(items: readonly RestoreItem[], source: RestoreSource, output: Writable, options: OutputOptions = {}): Promise<RestoreReport> {
  const item = singleContent(items);
  if (item === undefined) throw new StillpointError('USAGE', 'only one file or stream can be restored as raw bytes', { hint: 'use --format tar' });
  const tally = new RestoreTally();
  for await (const event of walkItem(item, source.nodes, takeAll, options.signal)) {
    if (event.kind !== 'entry') continue;
    const { entry } = event;
    const layout = new ContentLayout(entry.sizeBytes, entry.holes);
    let position = 0;
    for await (const piece of readData(entry, item.archive, source, options.signal)) {
      const offset = layout.take(piece.length);
      await sendZeros(output, offset - position, options.signal);
      await send(output, piece, options.signal);
      position = offset + piece.length;
      tally.bytes += piece.length;
      options.onProgress?.(tally.progress);
    }
    layout.end();
    await sendZeros(output, entry.sizeBytes - position, options.signal);
    tally.files++;
  }
  return tally.report;
}
