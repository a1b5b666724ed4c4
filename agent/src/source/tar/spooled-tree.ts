/** Builds the nodes of a tree from entries that come in order: a directory before what is in it. Holds the directories above the current entry only. */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { DirectoryBuilder, type EmitNode } from '@stillpoint/proto/format/directory-builder.ts';
import { EntryType, type Entry } from '@stillpoint/proto/format/entry.ts';
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';

import type { PlacedEntry } from './entry-spool.ts';

/** A tree that was built. */
export interface BuiltTree {
  /** Id of its first node. */
  readonly node: Uint8Array;
  readonly entries: number;
  /** Of all files, as they appear. */
  readonly bytes: number;
}

interface Frame {
  readonly entry: Entry;
  readonly builder: DirectoryBuilder;
  /** The last name that was added and is no directory. */
  lastFile: string | undefined;
}

/** Of a directory that is only known from what is in it. */
const unknownDirectory: Omit<Entry, 'name'> = {
  type: EntryType.directory, mode: 0o755, uid: 0, gid: 0, user: '', group: '', sizeBytes: 0, mtimeNs: 0n, ctimeNs: 0n, inode: 0n, filesystem: 0, hardLinked: false,
  rdevMajor: 0, rdevMinor: 0, target: '', xattrs: [], inodeFlags: 0, holes: [], changed: false, content: { kind: 'none' },
};

/** Throws SOURCE_FAILED when a name is both a directory and something else. */
export function buildTree(entries: Iterable<PlacedEntry>, emit: EmitNode): BuiltTree {
  const frames: Frame[] = [];
  let count = 0;
  let bytes = 0;
  const enter = (entry: Entry): void => {
    frames.push({ entry, builder: new DirectoryBuilder(emit), lastFile: undefined });
    count++;
  };
  const leave = (): Uint8Array => {
    const frame = frames.pop();
    if (frame === undefined) throw new Error('more directories were left than entered');
    const node = frame.builder.finish();
    frames.at(-1)?.builder.add({ ...frame.entry, content: { kind: 'directory', node } });
    return node;
  };
  const root = new DirectoryBuilder(emit);
  for (const { names, entry } of entries) {
    if (frames.length === 0) enter(names.length === 0 ? entry : { ...unknownDirectory, name: '' });
    if (names.length === 0) continue;
    // Up to the directory that this entry and the one before have in common; the root's frame has no name in `names`.
    let depth = 0;
    while (depth < names.length - 1 && frames[depth + 1]?.entry.name === names[depth]) depth++;
    while (frames.length > depth + 1) leave();
    for (const name of names.slice(depth, -1)) {
      if (frames.at(-1)?.lastFile === name) throw contradiction(names.slice(0, frames.length));
      enter({ ...unknownDirectory, name });
    }
    if (entry.type === EntryType.directory) enter(entry);
    else {
      const frame = frames.at(-1);
      frame?.builder.add(entry);
      if (frame !== undefined) frame.lastFile = entry.name;
      count++;
      bytes += entry.sizeBytes;
    }
  }
  if (frames.length === 0) enter({ ...unknownDirectory, name: '' });
  while (frames.length > 1) leave();
  const [top] = frames;
  if (top === undefined) throw new Error('a tree without a root');
  root.add({ ...top.entry, content: { kind: 'directory', node: leave() } });
  return { node: root.finish(), entries: count, bytes };
}

function contradiction(names: readonly string[]): StillpointError {
  return new StillpointError('SOURCE_FAILED', `/${showByteName(names.join('/'))} is both a directory and something else in the tar stream`);
}
