/**
 * The main thread's side of the reader's thread: starts it, gives it one archive at a time and tells what comes of it. It may be started long before there is
 * a session, since a thread takes as long to start as a connection does.
 */
import type { Worker } from 'node:worker_threads';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { BlockClass } from '@stillpoint/proto/format/block.ts';
import { endThread, startThread } from '@stillpoint/proto/worker-thread.ts';

import { NoteWindow } from './note-window.ts';
import type { ReaderThreadStart } from './reader-worker.ts';
import type { RunCounters } from './run-counters.ts';
import { SlotRing } from './slot-ring.ts';
import type { ReadArchive, ReaderAnswer, ReaderEncryption, ReaderNote, ReaderRequest } from './source-reader.ts';

/** Slots of 1 MiB: two being filled, some under way to the collector (20 ms at 250 MB/s are 5), some waiting to be compressed. */
const SLOTS = 10;

/** How long a reader may take to end between two archives. */
const STOP_GRACE_MS = 500;

/** Takes what the reader tells while it reads an archive. */
export interface ReaderListener {
  readonly note: (note: ReaderNote) => void;
  /** A full slot, which now belongs to the listener. `journal`: records of the files that are whole with it. */
  readonly slot: (slot: number, blockClass: BlockClass, journal: Uint8Array) => void;
}

export class ReaderThread implements AsyncDisposable {
  readonly ring = SlotRing.create(SLOTS);
  readonly #notes = new NoteWindow();
  readonly #worker: Worker;
  readonly #failed = Promise.withResolvers<never>();
  #reading: (ReaderListener & { readonly done: (result: ReadArchive) => void; readonly failed: (error: StillpointError) => void }) | undefined;

  /** With `encryption` everything that it reads is encrypted. */
  constructor(counters: RunCounters, encryption?: ReaderEncryption) {
    this.#failed.promise.catch(() => undefined);
    const start: ReaderThreadStart = { ring: this.ring.share, counters: counters.share, encryption, notes: this.#notes.share };
    this.#worker = startThread(new URL('reader-worker.ts', import.meta.url), start, { resourceLimits: { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 256 } });
    this.#worker.on('error', (error) => {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.#failed.reject(new StillpointError('INTERNAL', `the reader's thread failed: ${text}`, { cause: error }));
    });
    this.#worker.on('message', (answer: ReaderAnswer) => {
      this.#take(answer);
    });
  }

  /** Reads one archive; resolves when the reader is through. Throws SOURCE_FAILED and what else the reader says, INTERNAL when the thread ends. */
  async read(request: ReaderRequest, listener: ReaderListener): Promise<ReadArchive> {
    const { promise, resolve, reject } = Promise.withResolvers<ReadArchive>();
    this.#reading = { ...listener, done: resolve, failed: reject };
    this.#worker.postMessage(request);
    try {
      return await Promise.race([promise, this.#failed.promise]);
    } finally {
      this.#reading = undefined;
    }
  }

  /** Ends the thread, whatever it does. */
  async [Symbol.asyncDispose](): Promise<void> {
    // One that walks or waits would not come to its end by itself, and a run that is stopped may take five seconds.
    await endThread(this.#worker, STOP_GRACE_MS);
  }

  #take(answer: ReaderAnswer): void {
    switch (answer.kind) {
      case 'slot':
        this.#reading?.slot(answer.slot, answer.blockClass, answer.journal);
        return;
      case 'done':
        this.#reading?.done(answer.archive);
        return;
      case 'failed':
        this.#reading?.failed(new StillpointError(answer.code, answer.message, { hint: answer.hint }));
        return;
      default:
        this.#notes.leave();
        this.#reading?.note(answer);
    }
  }
}
