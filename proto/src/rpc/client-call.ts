/** Calls as a client makes them: promises and async iterables instead of callbacks and events, StillpointError instead of a status. */
import { status as grpcStatus, type Client, type ClientReadableStream, type ServiceError } from '@grpc/grpc-js';

import { StillpointError } from '../errors.ts';
import { decodeMessage, MessageReader, MessageWriter, StreamEnd } from './message-stream.ts';
import type { Method } from './service.ts';
import { fromServiceError, type CallFacts } from './status.ts';

/** Where calls go; `Channel` of channel.ts is one. */
export interface CallTarget {
  readonly client: Client;
  /** For error texts: an address. */
  readonly peer: string;
}

/** `deadlineMs` from now for the whole call; the signal cancels it (CANCELLED). */
export interface CallOptions {
  readonly deadlineMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Streams also say how many bytes may wait to be sent. */
export interface StreamOptions extends CallOptions {
  readonly queueBytes?: number | undefined;
}

type AnyMethod = Method<'unary' | 'serverStream' | 'bidi', never, unknown, never, unknown>;

/** One request, one answer. Throws the peer's error; COLLECTOR_UNREACHABLE when it is not there or does not answer in time; CANCELLED. */
export async function callUnary<QI, QO, SI, SO>(
  target: CallTarget,
  method: Method<'unary', QI, QO, SI, SO>,
  request: QI,
  options: CallOptions = {},
): Promise<SO> {
  const cancellation = new Cancellation(target, method, options, 'COLLECTOR_UNREACHABLE');
  cancellation.throwIfAborted();
  const body = method.request.encode(request);
  try {
    const answer = await new Promise<Buffer>((resolve, reject) => {
      const call = target.client.makeUnaryRequest(
        method.path,
        method.requestSerialize,
        method.responseDeserialize,
        body,
        deadlineOf(options),
        (error: ServiceError | null, value?: Buffer) => {
          if (error !== null) reject(cancellation.translate(error));
          else if (value === undefined) reject(new StillpointError('PROTOCOL_VIOLATION', `${target.peer} gave no answer to ${method.path}`));
          else resolve(value);
        },
      );
      cancellation.arm(() => {
        call.cancel();
      });
    });
    return decodeMessage(method.response, answer);
  } finally {
    cancellation.disarm();
  }
}

/** Answers to one request. Leaving the loop early, `return` or an abort cancels the call. */
export async function* callServerStream<QI, QO, SI, SO>(
  target: CallTarget,
  method: Method<'serverStream', QI, QO, SI, SO>,
  request: QI,
  options: CallOptions = {},
): AsyncGenerator<SO, void, undefined> {
  const cancellation = new Cancellation(target, method, options, 'SESSION_LOST');
  cancellation.throwIfAborted();
  const end = new StreamEnd();
  const stream = target.client.makeServerStreamRequest(
    method.path,
    method.requestSerialize,
    method.responseDeserialize,
    method.request.encode(request),
    deadlineOf(options),
  );
  watch(stream, end, cancellation);
  try {
    yield* new MessageReader(stream, method.response, end);
  } finally {
    cancellation.disarm();
    // Does nothing to a call that has ended.
    cancellation.cancel();
  }
}

/** Opens a stream in both directions. Leaving it without `end()` and reading to the end needs `cancel()`: `using` does that. */
export function openBidi<QI, QO, SI, SO>(
  target: CallTarget,
  method: Method<'bidi', QI, QO, SI, SO>,
  options: StreamOptions = {},
): BidiCall<QI, SO> {
  const cancellation = new Cancellation(target, method, options, 'SESSION_LOST');
  cancellation.throwIfAborted();
  const end = new StreamEnd();
  const stream = target.client.makeBidiStreamRequest(method.path, method.requestSerialize, method.responseDeserialize, deadlineOf(options));
  watch(stream, end, cancellation);
  const writer = new MessageWriter(stream, method.request, end, options.queueBytes);
  const reader = new MessageReader(stream, method.response, end);
  return {
    write: (message, taken) => writer.write(message, taken),
    end: () => {
      writer.end();
    },
    get queuedBytes() {
      return writer.queuedBytes;
    },
    read: () => reader.read(),
    [Symbol.asyncIterator]: () => reader[Symbol.asyncIterator](),
    cancel: () => {
      cancellation.cancel();
    },
    [Symbol.dispose]: () => {
      cancellation.cancel();
    },
  };
}

/** A call with a stream in each direction, as the client sees it. */
export interface BidiCall<In, Out> extends AsyncIterable<Out>, Disposable {
  /** Sends a message; resolves when there is room for the next one. `taken`: its bytes may be used again. Throws what ended the call. */
  write(message: In, taken?: () => void): Promise<void>;
  /** No more messages from here; answers still come. */
  end(): void;
  /** Bytes written that have not gone to the transport. */
  readonly queuedBytes: number;
  /** The next answer, or undefined when the peer ended the call well. Throws what else ended it. */
  read(): Promise<Out | undefined>;
  /** Ends the call at once; later reads and writes throw CANCELLED. Does nothing to a call that has ended. */
  cancel(): void;
}

/** Joins the caller's signal, `cancel()` and the translation of the status that follows. */
class Cancellation {
  readonly #facts: Omit<CallFacts, 'cancelledHere'>;
  readonly #signal: AbortSignal | undefined;
  #cancelCall: (() => void) | undefined;
  #cancelledHere = false;

  constructor(target: CallTarget, method: AnyMethod | { readonly path: string }, options: CallOptions, whenLost: CallFacts['whenLost']) {
    this.#facts = { peer: target.peer, path: method.path, whenLost };
    this.#signal = options.signal;
  }

  throwIfAborted(): void {
    if (this.#signal?.aborted === true) {
      throw new StillpointError('CANCELLED', `the call ${this.#facts.path} was cancelled`, { cause: this.#signal.reason });
    }
  }

  arm(cancelCall: () => void): void {
    this.#cancelCall = cancelCall;
    this.#signal?.addEventListener('abort', this.cancel);
  }

  disarm(): void {
    this.#signal?.removeEventListener('abort', this.cancel);
  }

  readonly cancel = (): void => {
    this.#cancelledHere = true;
    this.#cancelCall?.();
  };

  translate(error: ServiceError): StillpointError {
    return fromServiceError(error, { ...this.#facts, cancelledHere: this.#cancelledHere });
  }
}

function watch(stream: Pick<ClientReadableStream<Buffer>, 'on' | 'cancel'>, end: StreamEnd, cancellation: Cancellation): void {
  cancellation.arm(() => {
    stream.cancel();
  });
  stream.on('error', (error) => {
    end.finish(cancellation.translate(asServiceError(error)));
  });
  stream.on('status', () => {
    end.finish();
    cancellation.disarm();
  });
}

// Node's own stream errors (a write after the end) come the same way as statuses.
function asServiceError(error: Error): ServiceError {
  if ('details' in error && 'metadata' in error) return error as ServiceError;
  return Object.assign(error, { code: grpcStatus.INTERNAL, details: error.message, metadata: undefined }) as unknown as ServiceError;
}

function deadlineOf(options: CallOptions): { deadline?: number } {
  return options.deadlineMs === undefined ? {} : { deadline: Date.now() + options.deadlineMs };
}
