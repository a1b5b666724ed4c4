/**
 * Walks the tree of an archive as a restore needs it: parents before children, in order of names, directories that hold nothing chosen left out. Knows no
 * target. Memory is one leaf per level.
 */
import { StillpointError } from '../errors.ts';
import { EntryType, type Entry } from '../format/entry.ts';

import { TREE_MAX_DEPTH, type DirectoryLeaf, type NodeReader } from '../tree/node-reader.ts';
import type { FilterLevel } from './entry-filter.ts';

/**
 * What happens next. `path` is the path in the archive (byte string). `enter` and `leave` come in pairs around a directory's content; everything else is an
 * `entry`; `damaged` says that (the rest of) the current directory cannot be read.
 */
export type WalkEvent =
  | { readonly kind: 'enter'; readonly entry: Entry; readonly path: string }
  | { readonly kind: 'leave'; readonly entry: Entry; readonly path: string }
  | { readonly kind: 'entry'; readonly entry: Entry; readonly path: string }
  | { readonly kind: 'damaged'; readonly path: string; readonly error: StillpointError };

interface Frame {
  readonly entry: Entry;
  readonly path: string;
  readonly filter: FilterLevel;
  readonly leaves: AsyncGenerator<DirectoryLeaf>;
  leaf: readonly Entry[];
  position: number;
  /** False while nothing below was chosen: its `enter` is still owed. */
  entered: boolean;
}

/**
 * Walks the content of `start`, a directory at `path` in the archive; `filter` is the level of its children. The events of `start` itself are not among them.
 * NODE_CORRUPT for a tree that is deeper than {@link TREE_MAX_DEPTH}; damage below is an event.
 */
export async function* walkTree(nodes: NodeReader, start: Entry, path: string, filter: FilterLevel, signal?: AbortSignal): AsyncGenerator<WalkEvent> {
  const stack: Frame[] = [{ ...frameOf(nodes, start, path, filter), entered: true }];
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const child = frame.leaf[frame.position++];
    if (child === undefined) {
      const next = await nextLeaf(frame);
      if (next instanceof StillpointError) yield* damaged(stack, frame.path, next);
      if (next === true) continue;
      stack.pop();
      if (frame.entered && stack.length > 0) yield { kind: 'leave', entry: frame.entry, path: frame.path };
      continue;
    }
    if (frame.position === 1) signal?.throwIfAborted();
    const verdict = frame.filter.decide(child.name, child.type === EntryType.directory);
    if (verdict === 'leave') continue;
    const childPath = frame.path === '/' ? `/${child.name}` : `${frame.path}/${child.name}`;
    if (child.type !== EntryType.directory) {
      yield* owedEnters(stack);
      yield { kind: 'entry', entry: child, path: childPath };
      continue;
    }
    if (stack.length >= TREE_MAX_DEPTH) throw new StillpointError('NODE_CORRUPT', `the tree is deeper than ${TREE_MAX_DEPTH} directories`);
    stack.push(frameOf(nodes, child, childPath, frame.filter.enter(child.name)));
    if (verdict === 'take') yield* owedEnters(stack);
  }
}

function frameOf(nodes: NodeReader, entry: Entry, path: string, filter: FilterLevel): Frame {
  if (entry.content.kind !== 'directory') throw new StillpointError('INTERNAL', 'a walk of what is no directory');
  return { entry, path, filter, leaves: nodes.listLeaves(entry.content.node), leaf: [], position: 0, entered: false };
}

/** Fetches the frame's next leaf: true when there is one, or the damage that ends the directory. */
async function nextLeaf(frame: Frame): Promise<boolean | StillpointError> {
  try {
    const next = await frame.leaves.next();
    if (next.done === true) return false;
    frame.leaf = next.value.entries;
    frame.position = 0;
    return true;
  } catch (error) {
    if (error instanceof StillpointError && isDamage(error)) return error;
    throw error;
  }
}

/** True for errors that say that the datastore does not have something whole: the rest is still worth restoring. */
export function isDamage(error: StillpointError): boolean {
  return error.code === 'CHUNK_CORRUPT' || error.code === 'CHUNK_MISSING' || error.code === 'NODE_CORRUPT' || error.code === 'PACK_CORRUPT';
}

function* damaged(stack: readonly Frame[], path: string, error: StillpointError): Generator<WalkEvent> {
  yield* owedEnters(stack);
  yield { kind: 'damaged', path, error };
}

// From the innermost upwards only those that are owed, so that a deep tree does not cost its depth for each entry.
function* owedEnters(stack: readonly Frame[]): Generator<WalkEvent> {
  let first = stack.length;
  while (first > 0 && stack[first - 1]?.entered === false) first--;
  for (const frame of stack.slice(first)) {
    frame.entered = true;
    yield { kind: 'enter', entry: frame.entry, path: frame.path };
  }
}
