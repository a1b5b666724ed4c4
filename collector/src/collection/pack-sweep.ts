/**
 * Gives back the space of packs of which little is needed. The index forgets a pack before its file goes: whoever finds neither knows that it was collected, and after a crash in between the
 * file is taken in again.
 */
import { faultPoint } from '@stillpoint/proto/fault-point.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import type { Catalog, PackUse } from '../catalog/catalog.ts';
import type { Datastore } from '../datastore/datastore.ts';
import { packObjectName } from '../datastore/pack-layout.ts';
import type { BadCopy } from '../verify/damage-book.ts';
import { isOutOfSpace, rewritePack } from './pack-rewrite.ts';

/** What sweeping works on. */
export interface SweepParts {
  readonly catalog: Pick<Catalog, 'listUses' | 'listBlocks' | 'dropDeadPack' | 'movePack'>;
  readonly datastore: Pick<Datastore, 'directory' | 'objects' | 'packs'>;
  readonly signal: AbortSignal;
  /** See {@link RewriteParts}. */
  readonly damaged: (copies: readonly BadCopy[]) => Promise<void>;
  /** ms since 1970. */
  readonly now: () => number;
}

/** What was given back. */
export type SweepCounts = Required<Pick<v1.GarbageSummary.$Properties, 'deletedPacks' | 'rewrittenPacks' | 'freedBytes' | 'deadBytes'>>;

/** A pack of which less than this share is needed is rewritten. */
const rewriteShare = 0.5;

/** Deletes dead packs, then rewrites those that are mostly dead: what the first gave back is room for the second. */
export async function* sweepPacks(parts: SweepParts): AsyncGenerator<v1.CollectGarbageEvent.$Properties, SweepCounts> {
  const { catalog, datastore, signal } = parts;
  const counts = { deletedPacks: 0, rewrittenPacks: 0, freedBytes: 0, deadBytes: 0 };
  const uses = await catalog.listUses();
  const rest: PackUse[] = [];
  for (const [index, use] of uses.entries()) {
    signal.throwIfAborted();
    yield { progress: { step: 'sweeping', done: index, total: uses.length } };
    if (!(await catalog.dropDeadPack(use.packId))) {
      rest.push(use);
      continue;
    }
    faultPoint('gc-pack-forgotten');
    await datastore.objects.delete(packObjectName(use.packId));
    faultPoint('gc-pack-deleted');
    counts.deletedPacks += 1;
    counts.freedBytes += use.fileBytes;
  }
  let hasRoom = true;
  for (const [index, use] of rest.entries()) {
    signal.throwIfAborted();
    yield { progress: { step: 'rewriting', done: index, total: rest.length } };
    const isMostlyDead = use.sealed && use.liveBytes < rewriteShare * (use.liveBytes + use.deadBytes);
    const savedBytes: number | 'full' | undefined = isMostlyDead && hasRoom ? await rewrite(parts, use) : undefined;
    if (savedBytes === 'full') hasRoom = false;
    if (typeof savedBytes !== 'number') {
      counts.deadBytes += use.deadBytes;
      continue;
    }
    counts.rewrittenPacks += 1;
    counts.freedBytes += savedBytes;
  }
  return counts;
}

/** Bytes that were saved; undefined when the pack stays because it is damaged, `full` when there is no room for a copy. */
async function rewrite(parts: SweepParts, { packId, fileBytes }: PackUse): Promise<number | 'full' | undefined> {
  let content;
  try {
    content = await rewritePack(parts, packId);
  } catch (error) {
    if (isOutOfSpace(error)) return 'full';
    throw error;
  }
  if (content === undefined) return undefined;
  faultPoint('gc-pack-rewritten');
  await parts.catalog.movePack(content, packId);
  faultPoint('gc-pack-moved');
  // Who looked a chunk up before finds the pack gone and looks again.
  await parts.datastore.objects.delete(packObjectName(packId));
  return fileBytes - content.fileBytes;
}
