/**
 * Checks blocks in a thread of its own: inflating and hashing 1 MiB takes milliseconds, in which the sessions of a collector would wait.
 */
import { Worker } from 'node:worker_threads';

import { StillpointError } from '@stillpoint/proto/errors.ts';

import type { IndexedBlock } from '../catalog/catalog.ts';
import type { BlockFailure } from './block-check.ts';
import type { CheckAnswer, CheckQuestion } from './block-check-thread.ts';

interface Waiting {
  readonly resolve: (failure: BlockFailure | undefined) => void;
  readonly reject: (error: StillpointError) => void;
}

/** One thread over the packs of one datastore. Whoever opens it closes it. */
export class BlockChecker implements AsyncDisposable {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  #failure: StillpointError | undefined;

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', ({ failure, error }: CheckAnswer) => {
      const waiting = this.#waiting.shift();
      if (error === undefined) waiting?.resolve(failure);
      else waiting?.reject(new StillpointError('INTERNAL', `a block could not be checked: ${error}`));
    });
    worker.on('error', (cause) => { this.#fail(new StillpointError('INTERNAL', 'the thread that checks blocks failed', { cause })); });
    worker.on('exit', () => { this.#fail(new StillpointError('INTERNAL', 'the thread that checks blocks has ended')); });
  }

  /** Starts the thread for the datastore in `directory`, at a low priority. */
  static open(directory: string): BlockChecker {
    return new BlockChecker(new Worker(new URL('./block-check-thread.ts', import.meta.url), { workerData: { directory }, name: 'verify', resourceLimits: { maxYoungGenerationSizeMb: 8 } }));
  }

  /** See {@link checkBlock}; answers come in the order of the questions. */
  async check(packId: string, { offset, totalBytes, ids, chunkOffsets, chunkBytes }: IndexedBlock): Promise<BlockFailure | undefined> {
    if (this.#failure !== undefined) throw this.#failure;
    const answer = new Promise<BlockFailure | undefined>((resolve, reject) => this.#waiting.push({ resolve, reject }));
    // A copy: the ids may be a view into the footer of the whole pack.
    const question: CheckQuestion = { packId, block: { offset, totalBytes, ids: new Uint8Array(ids), chunkOffsets, chunkBytes } };
    this.#worker.postMessage(question);
    return answer;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #fail(failure: StillpointError): void {
    this.#failure ??= failure;
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure);
  }
}
