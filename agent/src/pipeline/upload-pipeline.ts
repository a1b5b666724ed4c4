/**
 * The main thread's part of a run: hands slots from the reader to the collector as offers, what is wanted of them to the compressor, and finished blocks to the
 * session. Waits for nothing but messages; what bounds memory is the number of slots, and of blocks that are made at a time.
 *
 *   reader thread ── slot ──▶ main ── Offer ──▶ collector ── Want ──▶ main ── slot ──▶ compressor, threads of the pool ── Block ──▶ collector
 */
import { SpentBuffers } from '@stillpoint/proto/collect-garbage.ts';
import { BlockClass } from '@stillpoint/proto/format/block.ts';

import type { BackupSession } from './backup-session.ts';
import { BlockCompressor } from './block-compressor.ts';
import type { JournalWriter } from './journal.ts';
import type { ReaderThread } from './reader-thread.ts';
import type { SlotRing } from './slot-ring.ts';
import type { ReadArchive, ReaderNote, ReaderRequest } from './source-reader.ts';

/** gRPC copies each message into a frame that only the garbage collector frees, and the heap is too small to wake it: 4 MiB of them are a lot, 100 happened. */
const COLLECT_BYTES = 4 * 1_048_576;

/** Options of {@link UploadPipeline}. */
export interface UploadPipelineOptions {
  /** Undefined in a dry run: slots are dropped. */
  readonly session: BackupSession | undefined;
  /** 16 bytes each. */
  readonly agentId: Uint8Array;
  readonly sessionId: Uint8Array;
  /** As of BlockCompressor. */
  readonly zstdLevel: number | undefined;
  readonly journal: JournalWriter | undefined;
}

/** What went out so far. Bytes are plain bytes but for `sentBytes`. */
export interface UploadTotals {
  readonly offeredBytes: number;
  readonly newBytes: number;
  readonly newChunks: number;
  readonly sentBytes: number;
}

/** Nothing. */
export const noTotals: UploadTotals = { offeredBytes: 0, newBytes: 0, newChunks: 0, sentBytes: 0 };

/** Of two pipelines, one after the other. */
export function addTotals(one: UploadTotals, other: UploadTotals): UploadTotals {
  return { offeredBytes: one.offeredBytes + other.offeredBytes, newBytes: one.newBytes + other.newBytes, newChunks: one.newChunks + other.newChunks, sentBytes: one.sentBytes + other.sentBytes };
}

export class UploadPipeline implements Disposable {
  readonly #reader: ReaderThread;
  readonly #ring: SlotRing;
  readonly #options: UploadPipelineOptions;
  readonly #compressor: BlockCompressor;
  readonly #failed = Promise.withResolvers<never>();
  readonly #totals = { offeredBytes: 0, newBytes: 0, newChunks: 0, sentBytes: 0 };
  readonly #spent = new SpentBuffers(COLLECT_BYTES);
  #unanswered = 0;
  #drained: (() => void) | undefined;

  /** The reader stays its owner's. */
  constructor(reader: ReaderThread, options: UploadPipelineOptions) {
    this.#reader = reader;
    this.#ring = reader.ring;
    this.#options = options;
    this.#failed.promise.catch(() => undefined);
    this.#compressor = new BlockCompressor(
      this.#ring,
      options,
      (message) => this.#send(message),
      (error) => {
        this.#failed.reject(error);
      },
    );
    options.session?.failure.catch((error: unknown) => {
      this.#failed.reject(error);
    });
  }

  get totals(): UploadTotals {
    return { ...this.#totals };
  }

  /** Reads one archive and uploads what the collector wants of it; resolves when the reader is through (not all of it need be sent yet). */
  async read(request: ReaderRequest, note: (note: ReaderNote) => void): Promise<ReadArchive> {
    const reading = this.#reader.read(request, {
      note,
      slot: (slot, blockClass, journal) => {
        this.#offer(slot, blockClass, journal);
      },
    });
    return Promise.race([reading, this.#failed.promise]);
  }

  /** Resolves when everything that was read is answered for and given to the session. */
  async finish(): Promise<void> {
    if (this.#unanswered > 0) {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      this.#drained = () => {
        resolve(undefined);
      };
      await Promise.race([promise, this.#failed.promise]);
    }
    await Promise.race([this.#compressor.flush(), this.#failed.promise]);
  }

  [Symbol.dispose](): void {
    this.#compressor[Symbol.dispose]();
  }

  #offer(slot: number, blockClass: BlockClass, journal: Uint8Array): void {
    const { session } = this.#options;
    if (session === undefined) {
      this.#ring.release(slot);
      return;
    }
    if (blockClass === BlockClass.data) this.#totals.offeredBytes += this.#ring.usedBytes(slot);
    // Long before the collector has these chunks on disk: the next run asks it for each of them before it believes the journal.
    if (journal.length > 0) this.#options.journal?.append(journal);
    this.#unanswered++;
    session.offer(this.#ring.ids(slot), this.#ring.proofs(slot)).then(
      (wanted) => {
        this.#count(slot, wanted);
        // Exactly its bytes: a view would hold the whole buffer of gRPC's, 22 KiB on average, until the slot's turn comes.
        this.#compressor.take(slot, new Uint8Array(wanted));
        if (--this.#unanswered === 0) this.#drained?.();
      },
      (error: unknown) => {
        this.#failed.reject(error);
      },
    );
  }

  #count(slot: number, wanted: Uint8Array): void {
    const count = this.#ring.count(slot);
    for (let index = 0; index < count; index++) {
      if (((wanted[index >> 3] ?? 0) & (1 << (index & 7))) === 0) continue;
      this.#totals.newChunks++;
      this.#totals.newBytes += this.#ring.chunkLength(slot, index);
    }
  }

  /** Resolves when gRPC has a copy of the message. */
  #send(message: Buffer): Promise<void> {
    this.#totals.sentBytes += message.length;
    this.#spent.add(message.length);
    return new Promise((resolve, reject) => {
      this.#options.session?.send(message, resolve).catch(reject);
    });
  }
}
