/**
 * Compares what a drill restored with the snapshot: reads every file again and hashes its chunks. Independent of what the restore believes to have written.
 */
import { open, readlink, type FileHandle } from 'node:fs/promises';

import { chunkId } from '@stillpoint/proto/chunk-identity.ts';
import { systemErrorCode } from '@stillpoint/proto/errors.ts';
import { EntryType, type Entry } from '@stillpoint/proto/format/entry.ts';
import { ContentLayout } from '@stillpoint/proto/restore/content-layout.ts';
import { readData } from '@stillpoint/proto/restore/content-stream.ts';
import { takeAll } from '@stillpoint/proto/restore/entry-filter.ts';
import { walkItem } from '@stillpoint/proto/restore/item-walk.ts';
import type { RestoreItem } from '@stillpoint/proto/restore/restore-item.ts';
import type { RestoreSource } from '@stillpoint/proto/restore/restore-source.ts';
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';
import type { NodeReader } from '@stillpoint/proto/tree/node-reader.ts';

/** What was compared; `differences` has the first of them, as sentences. */
export interface Comparison {
  files: number;
  bytes: number;
  links: number;
  differenceCount: number;
  readonly differences: string[];
}

/** Where an item's content is read from: `nodes` of its archive. */
interface ItemSource {
  readonly archive: RestoreItem['archive'];
  readonly snapshots: RestoreSource;
  readonly nodes: NodeReader;
  readonly signal: AbortSignal;
}

const maxDifferences = 20;
const idBytes = 32;

/** Compares the items below the directory `target`. Errors of reading the snapshot's trees, of encrypted archives also of their content. */
export async function compareRestored(items: readonly RestoreItem[], target: string, snapshots: RestoreSource, signal: AbortSignal): Promise<Comparison> {
  const found: Comparison = { files: 0, bytes: 0, links: 0, differenceCount: 0, differences: [] };
  for (const item of items) {
    const names: string[] = [];
    const source: ItemSource = { archive: item.archive, snapshots, nodes: snapshots.nodes.of(item.archive), signal };
    for await (const event of walkItem(item, snapshots.nodes, takeAll, signal)) {
      signal.throwIfAborted();
      if (event.kind === 'entry') await compareEntry(event.entry, pathOf(target, [...names, event.entry.name]), found, source);
      else if (event.kind === 'damaged') note(found, event.path, event.error.message);
      else if (event.kind === 'enter') names.push(event.name);
      else names.pop();
    }
  }
  return found;
}

async function compareEntry(entry: Entry, path: Buffer, found: Comparison, source: ItemSource): Promise<void> {
  try {
    if (entry.type === EntryType.file) {
      await using handle = await open(path, 'r');
      await compareFile(entry, handle, path.toString('latin1'), found, source);
    } else if (entry.type === EntryType.symlink) {
      found.links += 1;
      if ((await readlink(path, 'buffer')).toString('latin1') !== entry.target) note(found, path.toString('latin1'), 'the link points elsewhere');
    }
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    note(found, path.toString('latin1'), code === 'ENOENT' ? 'it is not there' : `it cannot be read: ${code}`);
  }
}

async function compareFile(entry: Entry, handle: FileHandle, path: string, found: Comparison, source: ItemSource): Promise<void> {
  found.files += 1;
  const { size } = await handle.stat();
  if (size !== entry.sizeBytes) {
    note(found, path, `it has ${size} bytes instead of ${entry.sizeBytes}`);
    return;
  }
  const { content } = entry;
  if (content.kind === 'inline') {
    if (!(await readAt(handle, 0, size)).equals(content.bytes)) note(found, path, 'its content differs');
    found.bytes += size;
    return;
  }
  const layout = new ContentLayout(entry.sizeBytes, entry.holes);
  if (source.nodes.key !== undefined) {
    // The id is that of the encrypted bytes, so it says nothing of these.
    for await (const piece of readData(entry, source.archive, source.snapshots, source.signal)) {
      const bytes = await readAt(handle, layout.take(piece.length), piece.length);
      found.bytes += piece.length;
      if (bytes.equals(piece)) continue;
      note(found, path, 'its content differs');
      return;
    }
    return;
  }
  for await (const { ids, lengths } of source.nodes.listContent(content)) {
    for (const [index, length] of lengths.entries()) {
      const bytes = await readAt(handle, layout.take(length), length);
      found.bytes += length;
      if (chunkId(bytes).equals(ids.subarray(index * idBytes, (index + 1) * idBytes))) continue;
      note(found, path, 'its content differs');
      return;
    }
  }
}

async function readAt(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await handle.read(bytes, done, length - done, offset + done);
    if (bytesRead === 0) return bytes.subarray(0, done);
    done += bytesRead;
  }
  return bytes;
}

function note(found: Comparison, path: string, text: string): void {
  found.differenceCount += 1;
  if (found.differences.length < maxDifferences) found.differences.push(`${showByteName(path)}: ${text}`);
}

/** Names are byte strings. */
function pathOf(target: string, names: readonly string[]): Buffer {
  return Buffer.concat([Buffer.from(target, 'utf8'), Buffer.from(names.map((name) => `/${name}`).join(''), 'latin1')]);
}
