/**
 * Every chunk that some snapshots reach, nodes and data, as numbers. Reads all their nodes, but of each only the lists of ids.
 */
import { idKey } from '@stillpoint/proto/chunk-identity.ts';
import { decodeFrame } from '@stillpoint/proto/format/node.ts';

import { isDamage } from './tree-diff.ts';
import { SparseBitmap } from './sparse-bitmap.ts';

import type { v1 } from '@stillpoint/proto/messages.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { NodeReader } from './node-source.ts';

const BATCH_IDS = 1000;

/** Numbers of the chunks that the snapshots reach. What cannot be read because it is damaged reaches nothing. `damaged` is told of those that are bad or not there at all. */
export async function collectReachable(
  snapshots: readonly v1.SnapshotRecord.$Properties[],
  catalog: Pick<Catalog, 'lookupChunks'>,
  reader: NodeReader,
  damaged?: (id: Buffer) => void,
): Promise<SparseBitmap> {
  const reached = new SparseBitmap();
  const nodes: string[] = [];

  /** Marks ids (n * 32 bytes); nodes that are new are to be read. */
  const mark = async (ids: Buffer, areNodes: boolean): Promise<void> => {
    for (let start = 0; start < ids.length; start += BATCH_IDS * 32) {
      const batch = ids.subarray(start, start + BATCH_IDS * 32);
      for (const [index, facts] of (await catalog.lookupChunks(batch)).entries()) {
        if (facts !== undefined && reached.has(facts.number)) continue;
        if (facts !== undefined) reached.add(facts.number);
        if (facts === undefined || facts.damaged) damaged?.(Buffer.from(batch.subarray(index * 32, index * 32 + 32)));
        else if (areNodes) nodes.push(idKey(batch, index * 32));
      }
    }
  };

  for (const snapshot of snapshots) {
    await mark(Buffer.concat((snapshot.draft?.archives ?? []).map((archive) => archive.node ?? Buffer.alloc(0))), true);
  }
  for (let key = nodes.pop(); key !== undefined; key = nodes.pop()) {
    const node = await readUnlessDamaged(reader, key);
    if (node === undefined) continue;
    const { nodeIds, dataIds } = decodeFrame(node);
    await mark(Buffer.from(nodeIds), true);
    await mark(Buffer.from(dataIds), false);
  }
  return reached;
}

async function readUnlessDamaged(reader: NodeReader, key: string): Promise<Buffer | undefined> {
  try {
    return await reader.read(key);
  } catch (error) {
    if (isDamage(error)) return undefined;
    throw error;
  }
}
