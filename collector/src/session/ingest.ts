/**
 * Takes blocks in: hands them to ingest threads that check and store them, and tells what became of them. Knows blocks and packs; nothing of sessions,
 * of who may use a chunk, or of the catalog.
 */
import { Worker } from 'node:worker_threads';

import { SpentBuffers } from '@stillpoint/proto/collect-garbage.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { BlockHeader } from '@stillpoint/proto/format/block.ts';

import type { NewBlock } from '../catalog/catalog.ts';
import { packedBlock } from '../datastore/packed-block.ts';
import type { ErrorMessage, IngestReply, IngestRequest, IngestThreadStart } from './ingest-messages.ts';
import { IngestSlots } from './ingest-slots.ts';

/** Settings; the defaults suit two cores. Slots are 1.2 MiB each. */
export interface IngestOptions {
  readonly directory: string;
  readonly threads?: number;
  readonly slots?: number;
  readonly packLimitBytes?: number;
}

/** A block that is to be taken in. */
export interface IngestTask {
  /** The header as the main thread decoded and judged it. */
  readonly header: BlockHeader;
  /** False: check only, everything in it is stored already. */
  readonly append: boolean;
  /** True for blocks that the collector made itself. */
  readonly ownNode: boolean;
  /** Called with the block at its place, before any later event of that pack. */
  readonly stored: (block: NewBlock) => void;
}

/** What happens to packs, in the order in which it happens to each. */
export interface IngestEvents {
  /** Every block of the pack that was told so far is durable. */
  synced(packId: string): void;
  /** Durable and complete. */
  sealed(packId: string, fileBytes: number): void;
  /** Blocks told since the last `synced` may be lost: whoever relies on them must not go on. */
  condemned(packId: string, error: StillpointError): void;
  /** A pack could not be completed (its blocks are durable): for the log. */
  left(packId: string, error: StillpointError): void;
  /** A thread died: nothing can be taken in any more. */
  failed(error: StillpointError): void;
}

interface Running {
  readonly task: IngestTask;
  readonly sizeBytes: number;
  readonly resolve: (nothing: undefined) => void;
  readonly reject: (error: StillpointError) => void;
}

interface Thread {
  readonly worker: Worker;
  readonly packs: Set<string>;
  readonly running: Map<number, Running>;
  readonly syncs: (() => void)[];
  readonly closed: PromiseWithResolvers<undefined>;
}

/** One round of syncs over all threads, and the one that is to follow it. */
interface SyncRound {
  readonly done: Promise<void>;
  next: Promise<void> | undefined;
}

const COLLECT_BYTES = 8 * 1_048_576;
/** Messages of many agents wait for their turn and grow old: 50 agents left 160 MiB of them behind. */
const AGED_MAX_BYTES = 48 * 1_048_576;

/** The ingest threads of one datastore. */
export class Ingest implements AsyncDisposable {
  readonly #slots: IngestSlots;
  readonly #events: IngestEvents;
  readonly #threads: Thread[];
  readonly #freeSlots: number[];
  readonly #spent = new SpentBuffers(COLLECT_BYTES, AGED_MAX_BYTES);
  readonly #waiting: ((slot: number | undefined) => void)[] = [];
  #failure: StillpointError | undefined;
  #round: SyncRound | undefined;
  #closing: Promise<void> | undefined;

  private constructor(options: IngestOptions, events: IngestEvents) {
    this.#slots = IngestSlots.create(options.slots ?? 12);
    this.#events = events;
    this.#freeSlots = Array.from({ length: this.#slots.count }, (_, slot) => slot);
    const start: IngestThreadStart = { directory: options.directory, slots: this.#slots.memory, packLimitBytes: options.packLimitBytes };
    this.#threads = Array.from({ length: options.threads ?? 2 }, () => this.#startThread(start));
  }

  /** Starts the threads for the datastore at `options.directory`, whose lock the caller holds. Whoever opens it closes it. */
  static open(options: IngestOptions, events: IngestEvents): Ingest {
    return new Ingest(options, events);
  }

  /** Waits for a free slot, first come first served; it goes to {@link store} or {@link release}. */
  async slot(): Promise<number> {
    const slot = this.#freeSlots.pop() ?? (await new Promise<number | undefined>((resolve) => this.#waiting.push(resolve)));
    if (this.#failure !== undefined) throw this.#failure;
    if (slot === undefined) throw new StillpointError('INTERNAL', 'a block was given to an ingest that is closed');
    return slot;
  }

  /** Gives back a slot that is not needed after all. */
  release(slot: number): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#freeSlots.push(slot);
    else next(slot);
  }

  /**
   * Copies the block into the slot before it returns and keeps nothing of it: a buffer of gRPC's that lived as long as a block is under way would grow old and be
   * freed only by a collection of the whole heap. Has it checked and, if asked, stored; resolves when it is in a pack, not yet synced. BLOCK_INVALID,
   * BLOCK_REJECTED, TREE_INVALID for a bad block; DATASTORE_FULL, DATASTORE_IO and the like when it cannot be stored.
   */
  store(slot: number, bytes: Buffer, task: IngestTask): Promise<void> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const thread = this.#leastLoaded();
    this.#slots.block(slot, bytes.length).set(bytes);
    this.#spent.add(bytes.length);
    thread.running.set(slot, { task, sizeBytes: bytes.length, resolve, reject });
    send(thread, { kind: 'block', slot, bytes: bytes.length, append: task.append, ownNode: task.ownNode });
    return promise;
  }

  /** Makes every block durable whose `store` has resolved. Calls that come while a round runs share the next one. Condemned packs are told as events. */
  async sync(): Promise<void> {
    const running = this.#round;
    if (running === undefined) {
      await this.#startRound();
      return;
    }
    // The running round may have passed a thread before the caller's blocks were there.
    running.next ??= running.done.then(() => this.#startRound());
    await running.next;
  }

  /** Seals the open packs and ends the threads. Nothing may be submitted any more. Safe to call again. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #startThread(start: IngestThreadStart): Thread {
    const worker = new Worker(new URL('./ingest-thread.ts', import.meta.url), {
      workerData: start,
      // What a block leaves behind dies at once; a large young generation would only hold the memory.
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
    });
    const thread: Thread = { worker, packs: new Set(), running: new Map(), syncs: [], closed: Promise.withResolvers() };
    worker.on('message', (reply: IngestReply) => this.#handle(thread, reply));
    worker.on('error', (cause) => this.#fail(new StillpointError('INTERNAL', 'a thread that stores blocks failed', { cause })));
    worker.on('exit', () => {
      this.#fail(new StillpointError('INTERNAL', 'a thread that stores blocks has ended'));
      thread.closed.resolve(undefined);
    });
    return thread;
  }

  #handle(thread: Thread, reply: IngestReply): void {
    switch (reply.kind) {
      case 'block':
        this.#stored(thread, reply);
        return;
      case 'refused':
        this.#take(thread, reply.slot)?.reject(toError(reply.error));
        return;
      case 'synced':
        for (const packId of thread.packs) this.#events.synced(packId);
        thread.syncs.shift()?.();
        return;
      case 'sealed':
        thread.packs.delete(reply.packId);
        this.#events.synced(reply.packId);
        this.#events.sealed(reply.packId, reply.fileBytes);
        return;
      case 'left':
        thread.packs.delete(reply.packId);
        this.#events.synced(reply.packId);
        this.#events.left(reply.packId, toError(reply.error));
        return;
      case 'condemned':
        thread.packs.delete(reply.packId);
        this.#events.condemned(reply.packId, toError(reply.error));
        return;
      case 'closed':
        thread.closed.resolve(undefined);
    }
  }

  #stored(thread: Thread, { slot, packId, offset }: IngestReply & { kind: 'block' }): void {
    const running = thread.running.get(slot);
    if (running === undefined) return;
    const { task, sizeBytes } = running;
    if (packId !== '') {
      thread.packs.add(packId);
      const block = packedBlock(offset, sizeBytes, task.header);
      task.stored({ packId, blockClass: task.header.blockClass, block });
    }
    this.#take(thread, slot)?.resolve(undefined);
  }

  #take(thread: Thread, slot: number): Running | undefined {
    const running = thread.running.get(slot);
    thread.running.delete(slot);
    this.release(slot);
    return running;
  }

  #leastLoaded(): Thread {
    return this.#threads.reduce((least, thread) => (thread.running.size < least.running.size ? thread : least));
  }

  async #startRound(): Promise<void> {
    const round: SyncRound = { done: this.#syncThreads(), next: undefined };
    this.#round = round;
    try {
      await round.done;
    } finally {
      if (this.#round === round && round.next === undefined) this.#round = undefined;
    }
  }

  async #syncThreads(): Promise<void> {
    this.#throwIfFailed();
    await Promise.all(
      this.#threads.map(async (thread) => {
        const done = new Promise<void>((resolve) => thread.syncs.push(resolve));
        send(thread, { kind: 'sync' });
        await done;
      }),
    );
    this.#throwIfFailed();
  }

  #throwIfFailed(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }

  #fail(failure: StillpointError): void {
    if (this.#closing !== undefined || this.#failure !== undefined) return;
    this.#failure = failure;
    for (const thread of this.#threads) {
      for (const running of thread.running.values()) running.reject(failure);
      for (const wake of thread.syncs) wake();
    }
    for (const wake of this.#waiting.splice(0)) wake(undefined);
    this.#events.failed(failure);
  }

  async #close(): Promise<void> {
    await Promise.all(
      this.#threads.map(async (thread) => {
        send(thread, { kind: 'close' });
        await thread.closed.promise;
        await thread.worker.terminate();
      }),
    );
  }
}

function send(thread: Thread, request: IngestRequest): void {
  thread.worker.postMessage(request);
}

function toError({ code, message, hint }: ErrorMessage): StillpointError {
  return new StillpointError(code, message, { hint });
}
