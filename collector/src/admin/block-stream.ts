/**
 * Blocks for a reader that asks for many: the next ones are read while it takes the first.
 */
import { SpentBuffers } from '@stillpoint/proto/collect-garbage.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import type { PackReader } from '../datastore/pack-reader.ts';

// Up to 1 MiB each, for every reader.
const readAhead = 3;
const collectBytes = 8 * 1_048_576;

/** The blocks in the order asked for; one that cannot be read comes with its error and the stream goes on. */
export async function* streamBlocks(packs: PackReader, references: readonly v1.BlockReference.$Properties[]): AsyncGenerator<v1.BlockData.$Properties> {
  const underWay: Promise<v1.BlockData.$Properties>[] = [];
  const spent = new SpentBuffers(collectBytes);
  let next = 0;
  while (next < references.length || underWay.length > 0) {
    while (next < references.length && underWay.length < readAhead) {
      underWay.push(readBlock(packs, next, references[next] ?? {}));
      next += 1;
    }
    const first = underWay.shift();
    if (first === undefined) continue;
    const data = await first;
    spent.add(data.block?.length ?? 0);
    yield data;
  }
}

async function readBlock(packs: PackReader, index: number, reference: v1.BlockReference.$Properties): Promise<v1.BlockData.$Properties> {
  const packId = Buffer.from(reference.packId ?? []).toString('hex');
  try {
    return { index, block: await packs.readBlock(packId, reference.blockOffset ?? 0, reference.blockBytes ?? 0) };
  } catch (error) {
    // Whatever happens is told with its block: a promise that nobody waits for any more must not end the process.
    if (error instanceof StillpointError) return { index, error: error.code, errorText: error.message };
    return { index, error: 'INTERNAL', errorText: error instanceof Error ? error.message : String(error) };
  }
}
