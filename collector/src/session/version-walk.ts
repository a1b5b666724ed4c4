/**
 * What a snapshot changed against the plan's snapshot before it, as rows for the catalog: paths that came, changed or went.
 */
import { idKey } from '@stillpoint/proto/chunk-identity.ts';
import { decodeArchiveNode } from '@stillpoint/proto/format/record-node.ts';

import { diffTrees, isDamage } from './tree-diff.ts';

import type { v1 } from '@stillpoint/proto/messages.ts';
import type { VersionChange } from '../catalog/catalog.ts';
import type { NodeReader } from './node-source.ts';
import type { EntryPair, TreeSide } from './tree-diff.ts';

const BATCH_ROWS = 10_000;
/** Longer paths are not indexed: they are restored like all others, only `find` does not know them. Rows of nested paths grow with the square of the depth. */
export const INDEXED_PATH_MAX_BYTES = 16_384;

/** Changes in batches. What is damaged in either snapshot is left out. Throws what the reader throws otherwise. */
export async function* walkVersions(
  snapshot: v1.SnapshotRecord.$Properties,
  previous: v1.SnapshotRecord.$Properties | undefined,
  reader: NodeReader,
): AsyncGenerator<VersionChange[], void, undefined> {
  const newer = await treesOf(snapshot, reader);
  const older = await treesOf(previous, reader);
  let rows: VersionChange[] = [];
  for (const archive of new Set([...newer.keys(), ...older.keys()])) {
    try {
      for await (const pairs of diffTrees({ newer: newer.get(archive), older: older.get(archive), gone: true })) {
        for (const pair of pairs) {
          const row = changeOf(archive, pair);
          if (row !== undefined) rows.push(row);
        }
        if (rows.length >= BATCH_ROWS) {
          yield rows;
          rows = [];
        }
      }
    } catch (error) {
      // Verify names the damage; `find` just does not know what lies behind it.
      if (!isDamage(error)) throw error;
    }
  }
  if (rows.length > 0) yield rows;
}

async function treesOf(snapshot: v1.SnapshotRecord.$Properties | undefined, reader: NodeReader): Promise<Map<string, TreeSide>> {
  const trees = new Map<string, TreeSide>();
  for (const { name, node, root } of snapshot?.draft?.archives ?? []) {
    if (name === undefined || name === null || !node || !root) continue;
    if (await isReadableTree(node, reader)) trees.set(name, { reader, root: idKey(root) });
  }
  return trees;
}

/** What an agent has encrypted is for `find` as if it were not there. */
async function isReadableTree(node: Uint8Array, reader: NodeReader): Promise<boolean> {
  try {
    const { record, keyId } = decodeArchiveNode(await reader.read(idKey(node)));
    return record.kind === 'tree' && keyId === undefined;
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  }
}

function changeOf(archive: string, { path, entry, previous }: EntryPair): VersionChange | undefined {
  if (path.length > INDEXED_PATH_MAX_BYTES) return undefined;
  if (entry === undefined) return { archive, path, entry: undefined };
  const { type, sizeBytes, mtimeNs } = entry;
  if (previous?.type === type && previous.sizeBytes === sizeBytes && previous.mtimeNs === mtimeNs) return undefined;
  return { archive, path, entry: { type, sizeBytes, mtimeNs } };
}
