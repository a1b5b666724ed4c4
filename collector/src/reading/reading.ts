/**
 * One reading: the stream on which a guest reads from its own snapshots. Requests are answered as they come, a few at a time; a guest that does not take the answers
 * is not read from, so what waits for it is bounded.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import type { BidiStream } from '@stillpoint/proto/rpc/server-call.ts';

import type { CollectionGate } from '../collection/collection-gate.ts';
import type { ChunkDelivery, ChunkRequest } from './chunk-delivery.ts';
import type { Reader } from './reader.ts';
import type { ReadingAudit } from './reading-audit.ts';
import { readingLimits } from './reading-limits.ts';
import type { RevealedChunks } from './revealed-chunks.ts';

/** The stream as the collector sees it. */
export type RestoreStream = BidiStream<v1.RestoreAnswer.$Properties, v1.RestoreRequest>;

/** What a reading works with. */
export interface ReadingParts {
  readonly reader: Pick<Reader, 'isGranted' | 'openable' | 'check'>;
  readonly gate: CollectionGate;
  /** What keeps opened snapshots from garbage collections; disposed of when the reading is over. */
  readonly holds: DisposableStack;
  readonly revealed: RevealedChunks;
  readonly delivery: ChunkDelivery;
  readonly audit: ReadingAudit;
  readonly clock: () => number;
}

/** Runs once. */
export class Reading {
  readonly #stream: RestoreStream;
  readonly #parts: ReadingParts;
  readonly #pending = new Set<Promise<void>>();
  #lastSequence = 0;
  #failure: StillpointError | undefined;
  #giveUp: ((error: StillpointError) => void) | undefined;
  #lastMs: number;

  constructor(stream: RestoreStream, parts: ReadingParts) {
    this.#stream = stream;
    this.#parts = parts;
    this.#lastMs = parts.clock();
  }

  /** When it last asked for something or took something, ms since 1970. */
  get lastMs(): number {
    return this.#lastMs;
  }

  /** Answers until the guest has no more requests. Throws what the guest is to be told. */
  async run(): Promise<void> {
    for (let request = await this.#next(); request !== undefined; request = await this.#next()) {
      this.#parts.reader.check();
      await this.#unlessAborted(this.#answer(request));
    }
    await this.#unlessAborted(Promise.all(this.#pending));
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Ends it with `error`. */
  abort(error: StillpointError): void {
    this.#failure ??= error;
    this.#giveUp?.(this.#failure);
  }

  async #next(): Promise<v1.RestoreRequest | undefined> {
    const request = await this.#unlessAborted(this.#stream.read());
    this.#lastMs = this.#parts.clock();
    return request;
  }

  /** Waits for `work`, but not behind an abort: a guest that takes nothing would keep its seat for ever. */
  #unlessAborted<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#giveUp = reject;
      if (this.#failure !== undefined) reject(this.#failure);
      work.then(resolve, reject);
    });
  }

  async #answer({ open, read, event }: v1.RestoreRequest): Promise<void> {
    const sequence = (open ?? read ?? event)?.sequence ?? 0;
    if (sequence <= this.#lastSequence) throw new StillpointError('PROTOCOL_VIOLATION', 'requests of a reading are not numbered in ascending order, or one is of an unknown kind');
    this.#lastSequence = sequence;
    if (open) await this.#open(sequence, open.snapshotId ?? new Uint8Array(0));
    else if (event) await this.#event(sequence, event.event ?? {});
    else if (read) await this.#begin(this.#read(sequence, { ids: read.ids ?? new Uint8Array(0), compressed: read.compressed ?? false }));
  }

  async #open(sequence: number, snapshotId: Uint8Array): Promise<void> {
    const { reader, gate, holds, revealed, audit } = this.#parts;
    const wanted = Buffer.from(snapshotId).toString('hex');
    // Among its own only, or those granted: another agent's snapshot is as unknown as one that never was.
    const record = (await gate.steady(() => reader.openable())).find((own) => Buffer.from(own.snapshotId ?? []).toString('hex') === wanted);
    if (record === undefined) throw new StillpointError('SNAPSHOT_UNKNOWN', `${reader.isGranted ? 'this restore was given' : 'this agent has'} no snapshot @${wanted.slice(0, 64)}`, { hint: '`snapshots` lists all' });
    holds.use(gate.holdSnapshot(record));
    await revealed.reveal(Buffer.concat((record.draft?.archives ?? []).map((archive) => archive.node ?? Buffer.alloc(0))), Buffer.alloc(0));
    audit.noteOpened(wanted);
    await this.#done(sequence, []);
  }

  async #event(sequence: number, { kind, object, text }: v1.AuditEvent.$Properties): Promise<void> {
    if (kind === 'restore') await this.#parts.audit.begin(object ?? '', text ?? '');
    else if (kind === 'restore-failed') this.#parts.audit.noteFailed(text ?? '');
    else throw new StillpointError('PROTOCOL_VIOLATION', 'a guest may not write events of that kind');
    await this.#done(sequence, []);
  }

  async #begin(work: Promise<void>): Promise<void> {
    const pending = work.then(
      () => {
        this.#pending.delete(pending);
      },
      (error: unknown) => {
        this.#pending.delete(pending);
        this.abort(error instanceof StillpointError ? error : new StillpointError('INTERNAL', 'a reading failed', { cause: error }));
      },
    );
    this.#pending.add(pending);
    while (this.#pending.size >= readingLimits.maxPendingReads) await Promise.race(this.#pending);
  }

  async #read(sequence: number, { ids, compressed }: ChunkRequest): Promise<void> {
    if (ids.length === 0 || ids.length % 32 !== 0 || ids.length / 32 > readingLimits.maxReadIds) throw new StillpointError('PROTOCOL_VIOLATION', `a request has ${ids.length} bytes of ids`);
    const { delivery, audit, reader } = this.#parts;
    const send = async (block: Buffer): Promise<void> => {
      reader.check();
      if (this.#failure !== undefined) throw this.#failure;
      await this.#stream.write({ block: { sequence, block } });
      this.#lastMs = this.#parts.clock();
    };
    await this.#done(sequence, await delivery.deliver({ ids, compressed }, send, () => audit.beforeData()));
  }

  async #done(sequence: number, failures: v1.ChunkFailure.$Properties[]): Promise<void> {
    await this.#stream.write({ done: { sequence, failures } });
  }
}
