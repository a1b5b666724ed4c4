/**
 * One session with the collector, as docs/protocol.md tells it: offers and blocks go out pipelined, answers are handed to whoever waits for them.
 * Knows messages only; nothing of files, slots or threads. Whoever opened it closes it; closing without a commit leaves nothing visible.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import { Pacer } from '@stillpoint/proto/rpc/pacer.ts';
import { openBidi, type BidiCall, type CallTarget } from '@stillpoint/proto/rpc/client-call.ts';
import { agentService } from '@stillpoint/proto/services.ts';

interface PendingOffer {
  readonly sequence: number;
  readonly resolve: (wanted: Uint8Array) => void;
  readonly reject: (error: unknown) => void;
}

/** Bytes of blocks that wait in gRPC's queue before the next one is given to it. */
const QUEUE_BYTES = 1_048_576;

export class BackupSession implements Disposable {
  readonly ready: v1.Ready.$Properties;
  readonly #call: BidiCall<v1.Upload.$Properties | Buffer, v1.Answer>;
  readonly #offers: PendingOffer[] = [];
  readonly #pacer = new Pacer();
  readonly #failed = Promise.withResolvers<never>();
  #failure: { readonly error: unknown } | undefined;
  #committed: PromiseWithResolvers<v1.Committed.$Properties> | undefined;
  #offerSequence = 0;
  #over = false;

  private constructor(call: BidiCall<v1.Upload.$Properties | Buffer, v1.Answer>, ready: v1.Ready.$Properties) {
    this.#call = call;
    this.ready = ready;
    // Handled wherever somebody waits; a session that fails while nobody does is told at the next call.
    this.#failed.promise.catch(() => undefined);
  }

  /** Begins a session; `queued` is told how many sessions come before it when it has to wait for its turn. Throws the collector's refusal, SESSION_LOST, CANCELLED. */
  static async open(target: CallTarget, begin: v1.Begin.$Properties, signal: AbortSignal, queued: (before: number) => void = () => undefined): Promise<BackupSession> {
    const call = openBidi(target, agentService.Backup, { signal, queueBytes: QUEUE_BYTES });
    try {
      await call.write({ begin });
      let first = await call.read();
      for (; first?.queued; first = await call.read()) queued(first.queued.before ?? 0);
      if (!first?.ready) throw unexpected(first);
      const session = new BackupSession(call, first.ready);
      session.#receive().catch(() => undefined);
      return session;
    } catch (error) {
      call.cancel();
      throw error;
    }
  }

  /** Rejects when the session fails; never resolves. */
  get failure(): Promise<never> {
    return this.#failed.promise;
  }

  /** Offers chunks (n * 32 bytes of ids; as many of proofs, or none); resolves with the bitmap of those that are wanted. */
  offer(ids: Uint8Array, proofs: Uint8Array): Promise<Uint8Array> {
    // Not a race with `failure`: that promise would hold on to every offer of the session.
    if (this.#failure !== undefined) return Promise.reject(asError(this.#failure.error));
    // Offers are small and others wait for their answers: they do not wait, but the blocks after them do.
    this.#pacer.note(ids.length + proofs.length);
    const sequence = ++this.#offerSequence;
    const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
    this.#offers.push({ sequence, resolve, reject });
    this.#call.write({ offer: { sequence, ids, proofs } }).catch((error: unknown) => {
      this.#fail(error);
    });
    return promise;
  }

  /** Sends a whole encoded `Upload`, no faster than the collector has told; resolves when there is room for the next, `taken` is called when its memory may be used again. */
  async send(message: Buffer, taken: () => void): Promise<void> {
    try {
      await this.#pacer.take(message.length);
      await this.#call.write(message, taken);
    } catch (error) {
      this.#fail(error);
      throw error;
    }
  }

  /** Commits; the answer may be lost, then the same run id asks again. */
  async commit(snapshot: v1.SnapshotDraft.$Properties): Promise<v1.Committed.$Properties> {
    this.#committed = Promise.withResolvers();
    await this.#call.write({ commit: { snapshot } });
    return Promise.race([this.#committed.promise, this.#failed.promise]);
  }

  [Symbol.dispose](): void {
    this.#over = true;
    this.#pacer[Symbol.dispose]();
    this.#call.cancel();
  }

  async #receive(): Promise<void> {
    try {
      for await (const answer of this.#call) this.#dispatch(answer);
      throw new StillpointError('SESSION_LOST', 'the collector ended the session', { hint: 'run the backup again: it goes on where it stopped' });
    } catch (error) {
      this.#fail(error);
    }
  }

  #dispatch(answer: v1.Answer): void {
    if (answer.want) {
      const offer = this.#offers.shift();
      if (offer === undefined || offer.sequence !== answer.want.sequence) throw unexpected(answer);
      offer.resolve(answer.want.bitmap ?? new Uint8Array(0));
    } else if (answer.durable) {
      // Nothing waits for it: the commit covers everything, and a broken session's chunks are asked for one by one.
      return;
    } else if (answer.pace) {
      const bytesPerSecond = answer.pace.bytesPerSecond ?? 0;
      this.#pacer.setRate(bytesPerSecond === 0 ? undefined : bytesPerSecond);
    } else if (answer.committed && this.#committed !== undefined) {
      this.#committed.resolve(answer.committed);
      // Whatever comes now changes nothing.
      this.#over = true;
      this.#call.end();
    } else {
      throw unexpected(answer);
    }
  }

  #fail(error: unknown): void {
    if (this.#over || this.#failure !== undefined) return;
    this.#failure = { error };
    this.#failed.reject(error);
    this.#pacer[Symbol.dispose]();
    for (const offer of this.#offers.splice(0)) offer.reject(error);
    this.#call.cancel();
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function unexpected(answer: v1.Answer | undefined): StillpointError {
  return new StillpointError('PROTOCOL_VIOLATION', `the collector answered ${answer?.message ?? 'nothing'} where something else was due`);
}
