/**
 * A reading that outlives its connection: when that is lost, it connects again, opens the snapshots that were open and walks the nodes that were walked (what a reading may have is what it has
 * been led to), and whoever reads asks again for what has not come.
 */
import { setTimeout as wait } from 'node:timers/promises';

import { asStillpointError } from '@stillpoint/proto/cli/error-text.ts';
import { idKey } from '@stillpoint/proto/chunk-identity.ts';
import { StillpointError, type ErrorCode } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import type { Channel } from '@stillpoint/proto/rpc/client.ts';

import { Backoff } from '../service/backoff.ts';
import { hello } from '../identity/hello.ts';
import { ReadingCall, type ReadItem } from './reading-call.ts';

/** How to connect, and for how long again. */
export interface LastingReadingOptions {
  /** Connects; the reading disposes of what it opens. */
  readonly connect: () => Promise<Channel>;
  /** The order that is carried out, 32 hexadecimal digits; absent: of one's own accord, or by token. */
  readonly runId?: string | undefined;
  /** How long to try without a connection; 0: not at all. */
  readonly giveUpMs: number;
  /** Ends reads and waits; events can still be recorded while the connection stands. */
  readonly signal: AbortSignal;
  /** Told of each loss that is not the end. */
  readonly lost?: ((error: StillpointError) => void) | undefined;
}

interface Line extends AsyncDisposable {
  readonly channel: Channel;
  readonly call: ReadingCall;
}

/** So many losses without a chunk in between: what is read next is more than this link can carry. */
const maxLosses = 20;
const losses: ReadonlySet<ErrorCode> = new Set(['SESSION_LOST', 'COLLECTOR_UNREACHABLE']);
// A collector that was started again may be busy with all its agents at once, and an interface may come back in steps.
const lossesWhileAway: ReadonlySet<ErrorCode> = new Set([...losses, 'SEGMENT_VIOLATION', 'SESSION_LIMIT', 'COLLECTOR_BUSY']);

/** Make it with {@link LastingReading.open}; whoever does disposes of it. */
export class LastingReading implements AsyncDisposable {
  readonly #options: LastingReadingOptions;
  readonly #open: Uint8Array[] = [];
  readonly #walked = new Set<string>();
  readonly #walk: Buffer[] = [];
  #line: Line;
  #losses = 0;
  #recovering: Promise<void> | undefined;

  private constructor(options: LastingReadingOptions, line: Line) {
    this.#options = options;
    this.#line = line;
    options.signal.addEventListener('abort', this.#interrupt);
  }

  /** Connects for the first time; a failure is thrown at once. Errors of the connection and of {@link ReadingCall.open}. */
  static async open(options: LastingReadingOptions): Promise<LastingReading> {
    return new LastingReading(options, await whileOpening(options.signal, (signal) => openLine(options, signal)));
  }

  /** The connection of now, for other calls. */
  get channel(): Channel {
    return this.#line.channel;
  }

  get agentName(): string {
    return this.#line.call.agentName;
  }

  /** The snapshots that a reading by order or by token may open. */
  get granted(): readonly v1.SnapshotRecord.$Properties[] {
    return this.#line.call.granted;
  }

  get maxReadIds(): number {
    return this.#line.call.maxReadIds;
  }

  /** Its archives may be read from now on. SNAPSHOT_UNKNOWN. */
  async openSnapshot(snapshotId: Uint8Array): Promise<void> {
    await this.#lasting((call) => call.openSnapshot(snapshotId));
    this.#open.push(snapshotId);
  }

  /** Tells the collector's audit log what is done with what is read; of one that was lost on its way nobody knows whether it was written, so it is told again. */
  async recordEvent(event: v1.AuditEvent.$Properties): Promise<void> {
    await this.#lasting((call) => call.recordEvent(event));
  }

  /** As `ReadingCall` reads; what it throws is to be given to {@link recover}. */
  async *read(ids: Uint8Array, compressed = false): AsyncGenerator<ReadItem> {
    for await (const item of this.#line.call.read(ids, compressed)) {
      this.#losses = 0;
      yield item;
    }
  }

  /** These nodes (n * 32 bytes) were read: what they name may be asked for. */
  noteNodes(ids: Uint8Array): void {
    if (this.#options.giveUpMs === 0) return;
    const keys = new Set(Array.from({ length: ids.length / 32 }, (_, index) => idKey(ids, index * 32)));
    const fresh = [...keys.difference(this.#walked)];
    for (const key of fresh) this.#walked.add(key);
    // As they were asked for: one may lead to the next.
    if (fresh.length > 0) this.#walk.push(Buffer.from(fresh.join(''), 'latin1'));
  }

  /** Resolves when there is a connection again after `error`; throws it when it is no loss, or nothing comes back in time. */
  async recover(error: unknown): Promise<void> {
    const { giveUpMs } = this.#options;
    if (giveUpMs === 0 || !(error instanceof StillpointError) || !losses.has(error.code)) throw error;
    // Another reader has met the same loss before, and it is mended.
    if (this.#line.call.failure === undefined) return;
    this.#recovering ??= this.#reconnect(error).finally(() => { this.#recovering = undefined; });
    await this.#recovering;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#options.signal.removeEventListener('abort', this.#interrupt);
    await this.#line[Symbol.asyncDispose]();
  }

  async #lasting(work: (call: ReadingCall) => Promise<void>): Promise<void> {
    for (;;) {
      try {
        await work(this.#line.call);
        return;
      } catch (error) {
        await this.recover(error);
      }
    }
  }

  async #reconnect(loss: StillpointError): Promise<void> {
    const { giveUpMs, signal, lost } = this.#options;
    if (++this.#losses > maxLosses) throw loss;
    lost?.(loss);
    const backoff = new Backoff({ firstMs: 1000, longestMs: 30_000, stableMs: 60_000, random: Math.random });
    const sinceMs = performance.now();
    await this.#line[Symbol.asyncDispose]();
    for (;;) {
      await wait(backoff.waitAfter(0), undefined, { signal }).catch((cause: unknown) => { throw interrupted(cause); });
      try {
        this.#line = await this.#openAgain();
        return;
      } catch (error) {
        const failure = asStillpointError(error);
        if (!lossesWhileAway.has(failure.code)) throw failure;
        if (performance.now() - sinceMs >= giveUpMs) throw loss;
      }
    }
  }

  /** A line on which everything may be asked for that could be on the one before. Until then nobody asks on it. */
  async #openAgain(): Promise<Line> {
    return whileOpening(this.#options.signal, async (signal) => {
      await using stack = new AsyncDisposableStack();
      const line = await openLine(this.#options, signal);
      stack.defer(() => line[Symbol.asyncDispose]());
      for (const snapshotId of this.#open) await line.call.openSnapshot(snapshotId);
      await this.#walkAgain(line.call);
      stack.move();
      return line;
    });
  }

  async #walkAgain(call: ReadingCall): Promise<void> {
    const { signal } = this.#options;
    for (const ids of this.#walk) {
      for (let start = 0; start < ids.length; start += call.maxReadIds * 32) {
        const items = call.read(ids.subarray(start, start + call.maxReadIds * 32), true);
        for (let item = await items.next(); item.done !== true; item = await items.next()) if (signal.aborted) throw interrupted(signal.reason);
      }
    }
  }

  readonly #interrupt = (): void => { this.#line.call.interrupt(interrupted(this.#options.signal.reason)); };
}

/** A collector that connects and answers nothing keeps nobody who wants to leave. Once it is open, the signal ends reads alone: events are still told. */
async function whileOpening<T>(signal: AbortSignal, work: (opening: AbortSignal) => Promise<T>): Promise<T> {
  const opening = new AbortController();
  const abort = (): void => { opening.abort(signal.reason); };
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort);
  try {
    return await work(opening.signal);
  } catch (error) {
    throw opening.signal.aborted ? interrupted(signal.reason) : error;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

async function openLine({ connect, runId }: LastingReadingOptions, signal: AbortSignal): Promise<Line> {
  await using stack = new AsyncDisposableStack();
  const channel = stack.use(await connect());
  const call = stack.use(await ReadingCall.open(channel, await hello(), runId, signal));
  const opened = stack.move();
  return { channel, call, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

function interrupted(cause: unknown): StillpointError {
  return new StillpointError('CANCELLED', 'interrupted', { cause });
}
