/** Handlers as a server writes them: async functions and iterables that throw StillpointError, instead of callbacks and statuses. */
import type { Readable, Writable } from 'node:stream';

import type { handleBidiStreamingCall, handleServerStreamingCall, handleUnaryCall, UntypedHandleCall } from '@grpc/grpc-js';

import { StillpointError } from '../errors.ts';
import { decodeMessage, MessageReader, MessageWriter, StreamEnd } from './message-stream.ts';
import type { Peer } from './peer.ts';
import type { CallKind, Method, Service } from './service.ts';
import { toStatus } from './status.ts';

/** What a handler knows of its call. */
export interface CallContext {
  readonly peer: Peer;
  /** Method path, `/package.Service/Method`. */
  readonly path: string;
  /** Aborted when the client cancels, its deadline passes or its connection is lost; not when the handler returns. */
  readonly signal: AbortSignal;
}

/** A stream in each direction, as the server sees it. The call ends when the handler returns. */
export interface BidiStream<In, Out> extends AsyncIterable<Out> {
  /** The next message, or undefined when the client has sent all. Throws SESSION_LOST when the client has gone. */
  read(): Promise<Out | undefined>;
  /** Sends a message; resolves when there is room for the next one. */
  write(message: In): Promise<void>;
  /** Bytes written that have not gone to the transport. */
  readonly queuedBytes: number;
}

type HandlerOf<M> =
  M extends Method<'unary', never, infer QO, infer SI, unknown>
    ? (request: QO, context: CallContext) => Promise<SI>
    : M extends Method<'serverStream', never, infer QO, infer SI, unknown>
      ? (request: QO, context: CallContext) => AsyncIterable<SI>
      : M extends Method<'bidi', never, infer QO, infer SI, unknown>
        ? (stream: BidiStream<SI, QO>, context: CallContext) => Promise<void>
        : never;

/** A handler for each method of a service; a method left out answers PROTOCOL_VERSION at the client. */
export type Handlers<S> = { readonly [Name in keyof S]?: HandlerOf<S[Name]> };

/** What the wrappers need from the server: the peer of a call, and where failures are reported that no peer is told about. */
export interface HandlerHost {
  peerOf(call: { readonly metadata: MetadataOfCall }): Peer;
  onHandlerFailure(error: unknown, context: CallContext): void;
  readonly queueBytes: number;
}

type MetadataOfCall = Parameters<handleUnaryCall<Buffer, Buffer>>[0]['metadata'];
interface ServerCall {
  readonly metadata: MetadataOfCall;
  getPath(): string;
  on(event: 'cancelled', listener: () => void): unknown;
}
type AnyMethod = Method<CallKind, unknown, unknown, unknown, unknown>;

/** The gRPC handlers of a service, by method name. */
export function wrapHandlers<S extends Service>(service: S, handlers: Handlers<S>, host: HandlerHost): Record<string, UntypedHandleCall> {
  const wrapped: Record<string, UntypedHandleCall> = {};
  for (const [name, handler] of Object.entries(handlers)) {
    const method = service[name] as unknown as AnyMethod | undefined;
    if (method === undefined || handler === undefined) continue;
    // Handlers<S> has tied each handler to its method's kind and types; here they are only carried across.
    if (method.kind === 'unary') wrapped[name] = wrapUnary(method, handler as UnaryHandler, host);
    else if (method.kind === 'serverStream') wrapped[name] = wrapServerStream(method, handler as ServerStreamHandler, host);
    else wrapped[name] = wrapBidi(method, handler as unknown as BidiHandler, host);
  }
  return wrapped;
}

type UnaryHandler = (request: unknown, context: CallContext) => Promise<unknown>;
type ServerStreamHandler = (request: unknown, context: CallContext) => AsyncIterable<unknown>;
type BidiHandler = (stream: BidiStream<unknown, unknown>, context: CallContext) => Promise<void>;

function wrapUnary(method: AnyMethod, handler: UnaryHandler, host: HandlerHost): handleUnaryCall<Buffer, Buffer> {
  return (call, callback) => {
    const context = contextOf(call, host);
    const run = async (): Promise<Buffer> => method.response.encode(await handler(decodeMessage(method.request, call.request), context));
    run().then(
      (bytes) => {
        callback(null, bytes);
      },
      (error: unknown) => {
        report(error, context, host);
        callback(toStatus(error));
      },
    );
  };
}

function wrapServerStream(method: AnyMethod, handler: ServerStreamHandler, host: HandlerHost): handleServerStreamingCall<Buffer, Buffer> {
  return (call) => {
    const context = contextOf(call, host);
    const end = watch(call, call);
    const writer = new MessageWriter(call, method.response, end, host.queueBytes);
    answer(call, context, host, async () => {
      for await (const message of handler(decodeMessage(method.request, call.request), context)) await writer.write(message);
    });
  };
}

function wrapBidi(method: AnyMethod, handler: BidiHandler, host: HandlerHost): handleBidiStreamingCall<Buffer, Buffer> {
  return (call) => {
    const context = contextOf(call, host);
    const end = watch(call, call);
    const writer = new MessageWriter(call, method.response, end, host.queueBytes);
    // Many clients send at once, and each may have a message of 1 MiB there.
    const reader = new MessageReader(call, method.request, end, 1);
    const stream: BidiStream<unknown, unknown> = {
      read: () => reader.read(),
      write: (message) => writer.write(message),
      get queuedBytes() {
        return writer.queuedBytes;
      },
      [Symbol.asyncIterator]: () => reader[Symbol.asyncIterator](),
    };
    answer(call, context, host, () => handler(stream, context));
  };
}

function answer(stream: Writable, context: CallContext, host: HandlerHost, run: () => Promise<void>): void {
  run().then(
    () => {
      stream.end();
    },
    (error: unknown) => {
      report(error, context, host);
      // grpc-js takes the status from an error event; destroy() would tear the stream down before the status is sent.
      if (!stream.destroyed) stream.emit('error', toStatus(error));
    },
  );
}

// A peer hears nothing of a failure that is no StillpointError, so the log must; a call that was cancelled is no news.
function report(error: unknown, context: CallContext, host: HandlerHost): void {
  if (error instanceof StillpointError || context.signal.aborted) return;
  host.onHandlerFailure(error, context);
}

function contextOf(call: ServerCall, host: HandlerHost): CallContext {
  const controller = new AbortController();
  call.on('cancelled', () => {
    controller.abort(clientGone());
  });
  return { peer: host.peerOf(call), path: call.getPath(), signal: controller.signal };
}

function watch(stream: Writable | Readable, call: ServerCall): StreamEnd {
  const end = new StreamEnd();
  call.on('cancelled', () => {
    end.finish(clientGone());
  });
  stream.on('error', (error: unknown) => {
    end.finish(error instanceof StillpointError ? error : new StillpointError('SESSION_LOST', 'the stream to the client broke', { cause: error }));
  });
  return end;
}

function clientGone(): StillpointError {
  return new StillpointError('SESSION_LOST', 'the client cancelled the call or its connection was lost');
}
