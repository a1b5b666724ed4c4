/**
 * Copies packs of a datastore in which a collector goes on writing, sealing and collecting garbage, and checks every block of each copy.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { StillpointError } from '@stillpoint/proto/errors.ts';

import { LocalObjectStore } from '../datastore/local-object-store.ts';
import { PACK_TRAILER_BYTES, packObjectName } from '../datastore/pack-layout.ts';
import { PackReader, type PackFile } from '../datastore/pack-reader.ts';
import { expectedBlock } from '../verify/block-check.ts';
import { BlockChecker } from '../verify/block-checker.ts';
import { copyFileDurably, readTail, type FileCopyOptions } from './file-copy.ts';

/** Of one copying. */
export interface PackCopyOptions extends FileCopyOptions {
  readonly source: string;
  readonly target: string;
  /** Called before each pack; bytes of packs that are dealt with, and of all. */
  readonly progress: (done: number, total: number) => void;
}

interface PackCounts {
  copied: number;
  /** Those that the target had already. */
  kept: number;
  /** Sentences about blocks that are damaged in the source, too. */
  readonly damage: string[];
}

/** What became of it; `living` are the packs that the source had at the end. */
export type CopiedPacks = Readonly<PackCounts> & { readonly living: ReadonlySet<string> };

// Enough to be sure: a pack that goes while it is looked for is rewritten into another one, and there is one collection at a time.
const maxRounds = 20;

/**
 * Copies every pack that the source has: when it resolves, all that was stored before the call is in the copy, also when a collection has rewritten packs meanwhile. A list that is read while a pack
 * goes may name neither the old one nor the new; the next list has the new one. So two lists are read at least, and another one as long as packs go. DATASTORE_*; DATASTORE_IO when a copy is
 * not what was read.
 */
export async function copyPacks(options: PackCopyOptions): Promise<CopiedPacks> {
  const counts: PackCounts = { copied: 0, kept: 0, damage: [] };
  await using objects = new LocalObjectStore(options.source);
  await using checker = BlockChecker.open(options.target);
  const done = new Set<string>();
  let before: readonly PackFile[] | undefined;
  for (let round = 0; round < maxRounds; round++) {
    const packs = await Array.fromAsync(new PackReader(objects).listPacks());
    const living = new Set(packs.map(({ packId }) => packId));
    const isSteady = before?.every(({ packId }) => living.has(packId)) === true;
    if ((await copyRound(options, packs, done, checker, counts)) && isSteady) return { ...counts, living };
    before = packs;
  }
  throw new StillpointError('DATASTORE_IO', `the packs of ${options.source} changed all the time while they were copied`, { hint: 'run it again when no garbage is collected' });
}

/** False when one of the packs was gone before it was copied. */
async function copyRound(options: PackCopyOptions, packs: readonly PackFile[], done: Set<string>, checker: BlockChecker, counts: PackCounts): Promise<boolean> {
  const total = packs.reduce((sum, { fileBytes }) => sum + fileBytes, 0);
  let doneBytes = 0;
  let isWhole = true;
  for (const { packId, fileBytes } of packs) {
    options.signal.throwIfAborted();
    options.progress(doneBytes, total);
    doneBytes += fileBytes;
    if (done.has(packId)) continue;
    if (await isCopied(options, packId)) counts.kept += 1;
    else if (await copyPack(options, packId, checker, counts)) counts.copied += 1;
    else {
      isWhole = false;
      continue;
    }
    done.add(packId);
  }
  options.progress(total, total);
  return isWhole;
}

/** A sealed pack never changes, and its trailer has the checksum of its footer. */
async function isCopied({ source, target }: PackCopyOptions, packId: string): Promise<boolean> {
  const name = packObjectName(packId);
  const [from, to] = await Promise.all([readTail(join(source, name), PACK_TRAILER_BYTES), readTail(join(target, name), PACK_TRAILER_BYTES)]);
  return from !== undefined && to?.sizeBytes === from.sizeBytes && to.tail.equals(from.tail);
}

async function copyPack(options: PackCopyOptions, packId: string, checker: BlockChecker, counts: PackCounts): Promise<boolean> {
  const name = packObjectName(packId);
  if ((await copyFileDurably(join(options.source, name), join(options.target, name), options)) === undefined) return false;
  const bad = await findBad(options.target, packId, checker, options.signal);
  if (bad.length === 0) return true;
  // Bad where it comes from, too? Then that is known now, and the copy is as good as it can be.
  await using sourceChecker = BlockChecker.open(options.source);
  const badInSource = new Set(await findBad(options.source, packId, sourceChecker, options.signal));
  const fresh = bad.find((text) => !badInSource.has(text));
  if (fresh !== undefined) {
    await rm(join(options.target, name));
    throw new StillpointError('DATASTORE_IO', `the copy of pack ${packId} in ${options.target} is not what was written: ${fresh}`, { hint: 'look into the kernel log for errors of the disk below the copy, and run it again' });
  }
  counts.damage.push(...bad);
  return true;
}

/** Sentences about what is wrong with a pack, the same for the same damage. */
async function findBad(directory: string, packId: string, checker: BlockChecker, signal: AbortSignal): Promise<string[]> {
  await using objects = new LocalObjectStore(directory);
  const packs = new PackReader(objects);
  const bad: string[] = [];
  try {
    // One that is still written, or that lost its footer: what is whole of it is found when the copy is opened.
    if (!(await packs.isSealed(packId))) return bad;
    for (const block of (await packs.readContent(packId)).blocks) {
      signal.throwIfAborted();
      const failure = await checker.check(packId, expectedBlock(block));
      if (failure !== undefined) bad.push(`pack ${packId} block ${block.offset}: ${failure.text}`);
    }
  } catch (error) {
    if (!(error instanceof StillpointError)) throw error;
    bad.push(`pack ${packId}: ${error.message}`);
  }
  return bad;
}

/** Removes the packs from a copy that its source has given up; answers how many. To be called when no snapshot of the copy needs them any more. */
export async function removeOtherPacks(target: string, living: ReadonlySet<string>): Promise<number> {
  let removed = 0;
  await using objects = new LocalObjectStore(target);
  for await (const { packId } of new PackReader(objects).listPacks()) {
    if (living.has(packId)) continue;
    await objects.delete(packObjectName(packId));
    removed += 1;
  }
  return removed;
}
