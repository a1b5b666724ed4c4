/**
 * An item as the sequence of what is made in the target: directories entered and left, entries, streams. The same for planning, writing and tar.
 */
import { EntryType, type Entry } from '../format/entry.ts';

import type { NodeReader } from '../tree/node-reader.ts';
import type { FilterLevel } from './entry-filter.ts';
import type { RestoreItem } from './restore-item.ts';
import { walkTree, type WalkEvent } from './tree-walk.ts';

/**
 * As {@link WalkEvent}, with `above` true for directories that are only the way to what is restored (`entry` is undefined when the archive does not know them).
 */
export type ItemEvent =
  | { readonly kind: 'enter' | 'leave'; readonly name: string; readonly entry: Entry | undefined; readonly path: string; readonly above: boolean }
  | Extract<WalkEvent, { kind: 'entry' | 'damaged' }>;

/** Events of one item; `filter` is the level of the archive's root. */
export async function* walkItem(item: RestoreItem, nodes: NodeReader, filter: FilterLevel, signal?: AbortSignal): AsyncGenerator<ItemEvent> {
  for (const parent of item.parents) yield { kind: 'enter', ...parent, path: parent.name, above: true };
  yield* walkSource(item, nodes, filter, signal);
  for (const parent of item.parents.toReversed()) yield { kind: 'leave', ...parent, path: parent.name, above: true };
}

async function* walkSource(item: RestoreItem, nodes: NodeReader, filter: FilterLevel, signal: AbortSignal | undefined): AsyncGenerator<ItemEvent> {
  const { source } = item;
  if (source.kind === 'stream') {
    yield { kind: 'entry', entry: streamEntry(item, source.name), path: source.name };
    return;
  }
  const { entry, path } = source;
  const names = path.split('/').filter((name) => name !== '');
  const last = source.kind === 'content' ? undefined : names.at(-1);
  const level = names.slice(0, last === undefined ? names.length : -1).reduce((above, name) => above.enter(name), filter);
  if (last !== undefined && level.decide(last, entry.type === EntryType.directory) === 'leave') return;
  if (entry.type !== EntryType.directory) {
    yield { kind: 'entry', entry, path };
    return;
  }
  if (last !== undefined) yield { kind: 'enter', name: last, entry, path, above: false };
  for await (const event of walkTree(nodes.of(item.archive), entry, path, last === undefined ? level : level.enter(last), signal)) {
    if (event.kind === 'enter' || event.kind === 'leave') yield { ...event, name: event.entry.name, above: false };
    else yield event;
  }
  if (last !== undefined) yield { kind: 'leave', name: last, entry, path, above: false };
}

/** A stream as a file: readable by its owner only (dumps hold what databases keep secret), with the snapshot's time. */
function streamEntry(item: RestoreItem, name: string): Entry {
  return {
    type: EntryType.file, name, mode: 0o600, uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0, user: '', group: '', sizeBytes: item.archive.bytes,
    mtimeNs: BigInt(item.snapshot.timeMs) * 1_000_000n, ctimeNs: 0n, inode: 0n, filesystem: 0, hardLinked: false, rdevMajor: 0, rdevMinor: 0, target: '', xattrs: [], inodeFlags: 0,
    holes: [], changed: false, content: { kind: 'list', node: item.archive.root },
  };
}
