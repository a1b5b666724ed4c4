/**
 * Messages over a gRPC stream object, the same for both sides: reading that takes no more than it was asked for, writing whose queue
 * is bounded in bytes.
 */
import type { Readable, Writable } from 'node:stream';

import { StillpointError } from '../errors.ts';
import type { Codec } from './service.ts';

/** Bytes that may wait in a writer before `write` makes its caller wait. One message more can be there. */
export const defaultQueueBytes = 1024 * 1024;

// What a queued message costs beside its bytes. Without it a queue of tiny messages would hold a million of them, and starve the event loop while it fills.
const messageOverheadBytes = 512;

// gRPC's streams count messages, and would read 16 of them ahead: 16 MiB for each call when messages have 1 MiB.
const messagesReadAhead = 2;

/** Bounds how many messages grpc-js keeps decoded for a reader. Only the internal state of a Node stream can say it after construction. */
export function limitReadAhead(stream: Readable, messages = messagesReadAhead): void {
  const state: unknown = Reflect.get(stream, '_readableState');
  if (typeof state !== 'object' || state === null || !Reflect.set(state, 'highWaterMark', messages)) {
    throw new StillpointError('INTERNAL', 'this version of Node does not let the read-ahead of a stream be bounded');
  }
}

/** What a stream's two directions share: the error that ended it, and whom to wake. */
export class StreamEnd {
  #failure: StillpointError | undefined;
  #over = false;
  readonly #listeners = new Set<() => void>();

  /** Set once: why the stream cannot go on. */
  get failure(): StillpointError | undefined {
    return this.#failure;
  }

  /** True once nothing can be written any more, with or without a failure. */
  get over(): boolean {
    return this.#over;
  }

  /** Ends the stream; the first reason stays. */
  finish(failure?: StillpointError): void {
    this.#over = true;
    this.#failure ??= failure;
    for (const wake of [...this.#listeners]) wake();
  }

  /** Calls `wake` when the stream ends; the returned function takes it back. */
  listen(wake: () => void): () => void {
    this.#listeners.add(wake);
    return () => this.#listeners.delete(wake);
  }
}

/** Async-iterable messages. The stream is read only as fast as the loop takes them; whoever stops early decides what becomes of the call. */
export class MessageReader<T> implements AsyncIterable<T> {
  readonly #stream: Readable;
  readonly #codec: Codec<never, T>;
  readonly #end: StreamEnd;
  #ended = false;
  #wake: (() => void) | undefined;

  /** Keeps so many `messagesAhead` decoded. */
  constructor(stream: Readable, codec: Codec<never, T>, end: StreamEnd, messagesAhead = messagesReadAhead) {
    this.#stream = stream;
    this.#codec = codec;
    this.#end = end;
    limitReadAhead(stream, messagesAhead);
    stream.on('readable', () => this.#wake?.());
    stream.on('end', () => {
      this.#ended = true;
      this.#wake?.();
    });
    end.listen(() => this.#wake?.());
  }

  /** The next message, or undefined after the last. Throws what ended the stream, after what had arrived before; PROTOCOL_VIOLATION for a damaged message. */
  async read(): Promise<T | undefined> {
    for (;;) {
      const bytes: unknown = this.#stream.read();
      if (Buffer.isBuffer(bytes)) return decodeMessage(this.#codec, bytes);
      if (this.#end.failure !== undefined) throw this.#end.failure;
      if (this.#ended) return undefined;
      await new Promise<void>((resolve) => (this.#wake = resolve));
      this.#wake = undefined;
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for (;;) {
      const message = await this.read();
      if (message === undefined) return;
      yield message;
    }
  }
}

/** Writes messages with a queue bounded in bytes. */
export class MessageWriter<T> {
  readonly #stream: Writable;
  readonly #codec: Codec<T, unknown>;
  readonly #end: StreamEnd;
  readonly #limitBytes: number;
  #queuedBytes = 0;
  #waiters: (() => void)[] = [];

  constructor(stream: Writable, codec: Codec<T, unknown>, end: StreamEnd, limitBytes = defaultQueueBytes) {
    this.#stream = stream;
    this.#codec = codec;
    this.#end = end;
    this.#limitBytes = limitBytes;
    end.listen(() => {
      this.#wakeAll();
    });
  }

  /** Bytes (and a little for each message) that were given to `write` and have not gone to the transport. */
  get queuedBytes(): number {
    return this.#queuedBytes;
  }

  /**
   * Sends a message; resolves when there is room for the next one. `taken` is called when the message's bytes are copied or gone, so that their memory may be
   * used again. Throws what ended the stream; SESSION_LOST when the peer ended it.
   */
  async write(message: T, taken?: () => void): Promise<void> {
    this.#check();
    const bytes = this.#codec.encode(message);
    const costBytes = bytes.length + messageOverheadBytes;
    this.#queuedBytes += costBytes;
    this.#stream.write(bytes, () => {
      this.#queuedBytes -= costBytes;
      taken?.();
      if (this.#queuedBytes <= this.#limitBytes) this.#wakeAll();
    });
    while (this.#queuedBytes > this.#limitBytes) {
      await new Promise<void>((resolve) => this.#waiters.push(resolve));
      this.#check();
    }
  }

  /** No more messages from this side. Safe to call again. */
  end(): void {
    if (!this.#stream.writableEnded) this.#stream.end();
  }

  #check(): void {
    if (this.#end.failure !== undefined) throw this.#end.failure;
    if (this.#end.over) throw new StillpointError('SESSION_LOST', 'the other side ended the stream before everything was sent');
  }

  #wakeAll(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const wake of waiters) wake();
  }
}

/** Decodes a message; PROTOCOL_VIOLATION when it is damaged. */
export function decodeMessage<T>(codec: Codec<never, T>, bytes: Buffer): T {
  try {
    return codec.decode(bytes);
  } catch (cause) {
    if (cause instanceof StillpointError) throw cause;
    throw new StillpointError('PROTOCOL_VIOLATION', 'a message of the other side cannot be decoded', { cause });
  }
}
