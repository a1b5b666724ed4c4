/** Thread of a {@link BlockChecker}: reads, inflates and hashes one block after another. */
import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';

import { StillpointError } from '@stillpoint/proto/errors.ts';

import type { IndexedBlock } from '../catalog/catalog.ts';
import { BlockInflater } from '../datastore/block-inflater.ts';
import { LocalObjectStore } from '../datastore/local-object-store.ts';
import { PackReader } from '../datastore/pack-reader.ts';
import { checkBlock, type BlockFailure } from './block-check.ts';

/** A block to check. */
export interface CheckQuestion {
  readonly packId: string;
  readonly block: IndexedBlock;
}

/** What was found; `error` when it could not be checked at all. */
export interface CheckAnswer {
  readonly failure?: BlockFailure | undefined;
  readonly error?: string;
}

const port = parentPort;
if (port === null) throw new StillpointError('INTERNAL', 'block-check-thread.ts is started as a worker');
// On Linux the priority is the calling thread's own: backups and restores go first.
setPriority(constants.priority.PRIORITY_LOW);
const { directory } = workerData as { readonly directory: string };
const packs = new PackReader(new LocalObjectStore(directory));
const inflater = new BlockInflater();
let before: Promise<void> = Promise.resolve();

port.on('message', ({ packId, block }: CheckQuestion) => {
  before = before.then(() => answer(packId, block));
});

async function answer(packId: string, block: IndexedBlock): Promise<void> {
  let message: CheckAnswer;
  try {
    message = { failure: await checkBlock(packs, packId, block, inflater) };
  } catch (error) {
    message = { error: error instanceof Error ? error.message : String(error) };
  }
  port?.postMessage(message);
}
