/**
 * The writing threads of a restore. A block is copied into shared memory once and inflated, checked and written on another thread; how many blocks wait is
 * bounded by the slots of that memory.
 */
import type { Worker } from 'node:worker_threads';

import type { EncryptionKey } from '../encryption/encryption-key.ts';
import { StillpointError } from '../errors.ts';
import { BLOCK_MAX_BYTES } from '../format/block.ts';
import { endThread, startThread } from '../worker-thread.ts';

import { USE_FIELDS, type ChunkUse, type UseFailure, type WriteReply, type WriteRequest, type WriterSetup } from './write-job.ts';

const defaultThreads = 2;
const slotsPerThread = 3;
// Whole pages, so that slots do not share one.
const slotBytes = Math.ceil(BLOCK_MAX_BYTES / 4096) * 4096;

interface Job {
  readonly slot: number;
  readonly finish: (failures: readonly UseFailure[]) => void;
  readonly fail: (error: Error) => void;
}

/** Whoever opens it closes it; files whose handles are in a job must stay open until its `done`. */
export class WritePool implements AsyncDisposable {
  readonly #memory: SharedArrayBuffer;
  readonly #bytes: Buffer;
  readonly #thread: URL;
  readonly #threads: number;
  readonly #keys: readonly EncryptionKey[];
  readonly #workers: Worker[] = [];
  readonly #freeSlots: number[] = [];
  readonly #waiting: (() => void)[] = [];
  readonly #jobs = new Map<number, Job>();
  #nextJob = 0;
  #failure: Error | undefined;
  #closed = false;

  private constructor(thread: URL, keys: readonly EncryptionKey[], threads: number) {
    this.#thread = thread;
    this.#keys = keys;
    this.#threads = threads;
    this.#memory = new SharedArrayBuffer(threads * slotsPerThread * slotBytes);
    this.#bytes = Buffer.from(this.#memory);
    for (let slot = 0; slot < threads * slotsPerThread; slot++) this.#freeSlots.push(slot);
  }

  /** `thread` is a module that calls `serveWrites` of write-thread.ts; `keys` are those that jobs may need. */
  static open(thread: URL, keys: readonly EncryptionKey[] = [], threads = defaultThreads): WritePool {
    return new WritePool(thread, keys, threads);
  }

  /**
   * Hands a block over; waits while all slots are in use. `uses` are in order of their offset in the block. `done` resolves with the uses that were not written, and
   * rejects only when a thread is lost. `key` is what the chunks are encrypted with, one of those that the pool was opened with.
   */
  async write(block: Buffer, uses: readonly ChunkUse[], key?: EncryptionKey): Promise<{ readonly done: Promise<readonly UseFailure[]> }> {
    if (block.length > slotBytes) return { done: Promise.resolve(uses.map((_, use) => ({ use, errno: '', text: 'a block is longer than blocks can be' }))) };
    // Threads take a third of a second to start: not for a restore that needs none.
    while (this.#workers.length < this.#threads) this.#workers.push(this.#start());
    const slot = await this.#takeSlot();
    block.copy(this.#bytes, slot * slotBytes);
    const number = this.#nextJob++;
    const done = new Promise<readonly UseFailure[]>((finish, fail) => this.#jobs.set(number, { slot, finish, fail }));
    const request: WriteRequest = { number, slot, blockBytes: block.length, uses: fieldsOf(uses), ids: idsOf(uses), keyId: key?.id };
    this.#workers[number % this.#workers.length]?.postMessage(request);
    return { done };
  }

  /** Ends the threads; jobs under way are lost. Safe to call again. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#workers.map((worker) => endThread(worker)));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #start(): Worker {
    const setup: WriterSetup = { memory: this.#memory, slotBytes, keys: this.#keys.map(({ secret }) => secret) };
    const worker = startThread(this.#thread, setup, { name: 'restore-writer' });
    worker.on('message', (reply: WriteReply) => {
      const job = this.#jobs.get(reply.number);
      if (job === undefined) return;
      this.#jobs.delete(reply.number);
      this.#freeSlots.push(job.slot);
      this.#waiting.shift()?.();
      job.finish(reply.failures);
    });
    worker.on('error', (error) => this.#lose(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', () => {
      if (!this.#closed) this.#lose(new Error('the thread ended'));
    });
    return worker;
  }

  async #takeSlot(): Promise<number> {
    while (true) {
      if (this.#failure !== undefined) throw this.#failure;
      const slot = this.#freeSlots.pop();
      if (slot !== undefined) return slot;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  #lose(cause: Error): void {
    this.#failure ??= new StillpointError('INTERNAL', 'a writing thread of the restore was lost', { cause });
    for (const job of this.#jobs.values()) job.fail(this.#failure);
    this.#jobs.clear();
    for (const wake of this.#waiting.splice(0)) wake();
  }
}

function fieldsOf(uses: readonly ChunkUse[]): Float64Array {
  const fields = new Float64Array(uses.length * USE_FIELDS);
  for (const [index, use] of uses.entries()) fields.set([use.fd, use.fileOffset, use.chunkOffset, use.lengthBytes], index * USE_FIELDS);
  return fields;
}

function idsOf(uses: readonly ChunkUse[]): Uint8Array {
  const ids = new Uint8Array(uses.length * 32);
  for (const [index, use] of uses.entries()) ids.set(use.id, index * 32);
  return ids;
}
