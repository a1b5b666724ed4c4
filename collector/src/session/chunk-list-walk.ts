/**
 * Goes through a chunk list of any length, checking that its levels and sums are right. Each node is read once, however often the list names it: a file
 * that repeats itself has the same leaf many times, and a list made in bad faith could name one a trillion times.
 */
import { idKey } from '@stillpoint/proto/chunk-identity.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { decodeChunkListIndex, decodeChunkListLeaf } from '@stillpoint/proto/format/chunk-list.ts';
import { decodeNode, NodeKind } from '@stillpoint/proto/format/node.ts';

import { isDamage } from './tree-diff.ts';

import type { ChunkListIndexItem, ChunkListLeaf } from '@stillpoint/proto/format/chunk-list.ts';
import type { Node } from '@stillpoint/proto/format/node.ts';
import type { NodeReader } from './node-source.ts';

/** What an index says of a node below it. */
export interface ListSums {
  readonly bytes: number;
  readonly chunks: number;
  readonly level: number;
}

/** Nodes of one list: a stream of 500 TB has fewer. */
const MAX_LIST_NODES = 2_000_000;

/** Every node below the index nodes of a list, with what the index says of it. Nothing for a list that is one leaf, or is damaged: then nothing is known. */
export async function listNodes(reader: NodeReader, root: string): Promise<Map<string, ListSums>> {
  const found = new Map<string, ListSums>();
  const indexes = [root];
  try {
    for (let key = indexes.pop(); key !== undefined; key = indexes.pop()) {
      const node = decodeNode(await reader.read(key), NodeKind.chunkList);
      if (node.level === 0) continue;
      for (const { id, bytes, chunks } of decodeChunkListIndex(node)) {
        const below = idKey(id);
        if (found.has(below)) continue;
        found.set(below, { bytes, chunks, level: node.level - 1 });
        if (node.level > 1) indexes.push(below);
      }
    }
  } catch (error) {
    if (!isDamage(error)) throw error;
  }
  return found;
}

/**
 * The leaves of the list `root` that are not below a node in `known` with the same sums; each once. Throws what the reader throws, NODE_CORRUPT,
 * LIMIT_EXCEEDED.
 */
export async function* walkChunkList(reader: NodeReader, root: string, known: ReadonlyMap<string, ListSums>): AsyncGenerator<ChunkListLeaf, void, undefined> {
  const seen = new Map<string, ListSums>();
  const work: { readonly key: string; readonly expected: ListSums | undefined }[] = [{ key: root, expected: undefined }];
  for (let item = work.pop(); item !== undefined; item = work.pop()) {
    const { key, expected } = item;
    const told = known.get(key) ?? seen.get(key);
    if (told !== undefined && expected !== undefined) {
      if (!sameSums(told, expected)) throw corrupt('has an index that does not say what is below it');
      continue;
    }
    const node = decodeNode(await reader.read(key), NodeKind.chunkList);
    if (expected !== undefined && node.level !== expected.level) throw corrupt('has levels that do not follow each other');
    seen.set(key, yield* visit(node, work, expected));
    if (seen.size > MAX_LIST_NODES) throw new StillpointError('LIMIT_EXCEEDED', `a chunk list has more than ${MAX_LIST_NODES} nodes`);
  }
}

async function* visit(node: Node, work: { key: string; expected: ListSums | undefined }[], expected: ListSums | undefined): AsyncGenerator<ChunkListLeaf, ListSums, undefined> {
  let sums: ListSums;
  if (node.level === 0) {
    const leaf = decodeChunkListLeaf(node);
    sums = { bytes: leaf.lengths.reduce((sum, length) => sum + length, 0), chunks: leaf.lengths.length, level: 0 };
    yield leaf;
  } else {
    const items = decodeChunkListIndex(node);
    if (items.length === 0) throw corrupt('has an index without references');
    sums = { bytes: total(items, 'bytes'), chunks: total(items, 'chunks'), level: node.level };
    for (const { id, bytes, chunks } of items.reverse()) work.push({ key: idKey(id), expected: { bytes, chunks, level: node.level - 1 } });
  }
  if (expected !== undefined && !sameSums(sums, expected)) throw corrupt('has an index that does not say what is below it');
  return sums;
}

function total(items: readonly ChunkListIndexItem[], field: 'bytes' | 'chunks'): number {
  return items.reduce((sum, item) => sum + item[field], 0);
}

function sameSums(left: ListSums, right: ListSums): boolean {
  return left.bytes === right.bytes && left.chunks === right.chunks && left.level === right.level;
}

function corrupt(text: string): StillpointError {
  return new StillpointError('NODE_CORRUPT', `a chunk list ${text}`);
}
