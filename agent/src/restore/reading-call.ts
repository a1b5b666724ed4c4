/**
 * The agent's side of a reading (docs/protocol.md, "Reading one's own snapshots"): numbers requests, and gives each what comes for it. Knows nothing of what
 * chunks mean.
 */
import { asStillpointError } from '@stillpoint/proto/cli/error-text.ts';
import { SpentBuffers } from '@stillpoint/proto/collect-garbage.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import { openBidi, type BidiCall, type CallTarget } from '@stillpoint/proto/rpc/client-call.ts';
import { agentService } from '@stillpoint/proto/services.ts';

import { AnswerQueue } from './answer-queue.ts';

type RestoreCall = BidiCall<v1.RestoreRequest.$Properties, v1.RestoreAnswer>;

/** A block, or a chunk that could not be had. */
export type ReadItem = { readonly block: Buffer } | { readonly failure: v1.ChunkFailure.$Properties };

const collectBytes = 24 * 1_048_576;

/** Make it with {@link ReadingCall.open}; whoever does disposes of it. Requests may overlap. */
export class ReadingCall implements AsyncDisposable {
  readonly #call: RestoreCall;
  readonly #ready: v1.RestoreReady.$Properties;
  readonly #requests = new Map<number, AnswerQueue>();
  readonly #reads = new Set<AnswerQueue>();
  readonly #received: Promise<void>;
  readonly #spent = new SpentBuffers(collectBytes);
  #sequence = 0;
  #error: StillpointError | undefined;

  private constructor(call: RestoreCall, ready: v1.RestoreReady.$Properties) {
    this.#call = call;
    this.#ready = ready;
    this.#received = this.#receive();
  }

  /** `runId` (hexadecimal digits) names the order that is carried out; `signal` ends the call, however long it has been open. RESTORE_REFUSED when the collector has switched it off for this agent; AGENT_*, SESSION_LIMIT, COLLECTOR_UNREACHABLE. */
  static async open(target: CallTarget, hello: v1.Hello.$Properties, runId = '', signal?: AbortSignal): Promise<ReadingCall> {
    const call = openBidi(target, agentService.Restore, signal === undefined ? {} : { signal });
    try {
      await call.write({ begin: { hello, runId: Buffer.from(runId, 'hex') } });
      const first = await call.read();
      if (!first?.ready) throw new StillpointError('PROTOCOL_VIOLATION', 'the collector did not answer to the beginning of a reading');
      return new ReadingCall(call, first.ready);
    } catch (error) {
      call.cancel();
      throw error;
    }
  }

  /** The agent's name of today. */
  get agentName(): string {
    return this.#ready.agentName ?? '';
  }

  /** The snapshots that a reading by order or by token may open. */
  get granted(): readonly v1.SnapshotRecord.$Properties[] {
    return this.#ready.granted ?? [];
  }

  /** Ids of one request, at most. */
  get maxReadIds(): number {
    return Math.max(1, this.#ready.maxReadIds ?? 1);
  }

  /** Its archives may be read from now on. SNAPSHOT_UNKNOWN. */
  async openSnapshot(snapshotId: Uint8Array): Promise<void> {
    await this.#answered((sequence) => ({ open: { sequence, snapshotId } }));
  }

  /** Tells the collector's audit log what is done with what is read. */
  async recordEvent(event: v1.AuditEvent.$Properties): Promise<void> {
    await this.#answered((sequence) => ({ event: { sequence, event } }));
  }

  /** What comes for these ids (n * 32 bytes, at most {@link maxReadIds}), in whatever order; as plain blocks unless they may be `compressed`. Leaving early drops the rest. RESTORE_REFUSED, SESSION_LOST. */
  async *read(ids: Uint8Array, compressed = false): AsyncGenerator<ReadItem> {
    const queue = await this.#ask((sequence) => ({ read: { sequence, ids, compressed } }));
    this.#reads.add(queue);
    try {
      for (let item = await queue.take(); ; item = await queue.take()) {
        if (!Buffer.isBuffer(item)) {
          for (const failure of item) yield { failure };
          return;
        }
        this.#spent.add(item.length);
        yield { block: item };
      }
    } finally {
      this.#reads.delete(queue);
      // It stays among the requests until its last answer has come: what arrives for it until then is dropped.
      queue.abandon();
    }
  }

  /** Why nothing more can be asked of it; undefined while it stands. */
  get failure(): StillpointError | undefined {
    return this.#error;
  }

  /** Ends the reads that are under way with `error`; events can still be recorded. */
  interrupt(error: StillpointError): void {
    for (const queue of this.#reads) queue.fail(error);
  }

  /** Ends the reading: well when every request was answered, so that the collector's audit log knows. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#error === undefined && this.#requests.size === 0) this.#call.end();
    else this.#call.cancel();
    for (const queue of this.#requests.values()) queue.abandon();
    await this.#received;
  }

  async #answered(request: (sequence: number) => v1.RestoreRequest.$Properties): Promise<void> {
    await (await this.#ask(request)).take();
  }

  async #ask(request: (sequence: number) => v1.RestoreRequest.$Properties): Promise<AnswerQueue> {
    if (this.#error !== undefined) throw this.#error;
    const sequence = ++this.#sequence;
    const queue = new AnswerQueue();
    this.#requests.set(sequence, queue);
    try {
      await this.#call.write(request(sequence));
    } catch (error) {
      // Before its end is read: whoever asks next is not to find a reading that stands.
      this.#fail(asStillpointError(error));
      throw error;
    }
    return queue;
  }

  async #receive(): Promise<void> {
    try {
      for await (const { block, done } of this.#call) {
        const sequence = (block ?? done)?.sequence ?? 0;
        const queue = this.#requests.get(sequence);
        if (queue === undefined) throw new StillpointError('PROTOCOL_VIOLATION', `the collector answered to a request ${sequence} that is not open`);
        if (block) {
          await queue.put(bufferOf(block.block ?? new Uint8Array(0)));
        } else {
          this.#requests.delete(sequence);
          queue.finish(done?.failures ?? []);
        }
      }
      this.#fail(new StillpointError('SESSION_LOST', 'the collector ended the reading'));
    } catch (error) {
      this.#call.cancel();
      this.#fail(asStillpointError(error));
    }
  }

  #fail(error: StillpointError): void {
    this.#error ??= error;
    for (const queue of this.#requests.values()) queue.fail(this.#error);
    this.#requests.clear();
  }
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
