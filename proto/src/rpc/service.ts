/**
 * Service definitions over raw bytes: gRPC moves Buffers, the wrappers in client-call.ts and server-call.ts encode and decode. So a
 * queue can be bounded in bytes, a hot message can have its own codec, and a damaged message is a PROTOCOL_VIOLATION with a name.
 */
import type { MethodDefinition } from '@grpc/grpc-js';

/** Turns a message into bytes and back. `In` is what is written, `Out` what is read (with protobufjs: interface and class). */
export interface Codec<In, Out = In> {
  encode(message: In): Buffer;
  decode(bytes: Buffer): Out;
}

/** What a generated protobufjs class offers. */
export interface MessageClass<In, Out> {
  encode(message: In): { finish(): Uint8Array };
  decode(bytes: Uint8Array): Out;
}

/** How many messages a call has on each side. */
export type CallKind = 'unary' | 'serverStream' | 'bidi';

/** A method without its name. */
export interface MethodShape<Kind extends CallKind, RequestIn, RequestOut, ResponseIn, ResponseOut> {
  readonly kind: Kind;
  readonly request: Codec<RequestIn, RequestOut>;
  readonly response: Codec<ResponseIn, ResponseOut>;
}

/** A method of a service; also a gRPC method definition over raw bytes. */
export interface Method<Kind extends CallKind, RequestIn, RequestOut, ResponseIn, ResponseOut>
  extends MethodShape<Kind, RequestIn, RequestOut, ResponseIn, ResponseOut>,
    MethodDefinition<Buffer, Buffer> {}

type Shapes = Readonly<Record<string, MethodShape<CallKind, never, unknown, never, unknown>>>;

/** The methods of a service by name. */
export type Service<S extends Shapes = Shapes> = {
  readonly [Name in keyof S]: S[Name] extends MethodShape<infer Kind, infer RequestIn, infer RequestOut, infer ResponseIn, infer ResponseOut>
    ? Method<Kind, RequestIn, RequestOut, ResponseIn, ResponseOut>
    : never;
};

/** A generated class, or a codec of one's own for messages that are worth it. */
export type MessageType<In, Out> = MessageClass<In, Out> | { readonly codec: Codec<In, Out> };

/** One request, one answer. */
export function unary<QI, QO, SI, SO>(request: MessageType<QI, QO>, response: MessageType<SI, SO>): MethodShape<'unary', QI, QO, SI, SO> {
  return { kind: 'unary', request: codecOf(request), response: codecOf(response) };
}

/** One request, a stream of answers. */
export function serverStream<QI, QO, SI, SO>(
  request: MessageType<QI, QO>,
  response: MessageType<SI, SO>,
): MethodShape<'serverStream', QI, QO, SI, SO> {
  return { kind: 'serverStream', request: codecOf(request), response: codecOf(response) };
}

/** A stream in each direction. */
export function bidi<QI, QO, SI, SO>(request: MessageType<QI, QO>, response: MessageType<SI, SO>): MethodShape<'bidi', QI, QO, SI, SO> {
  return { kind: 'bidi', request: codecOf(request), response: codecOf(response) };
}

/** The service `name` (`package.Service`) with its methods under the names of the schema; also a gRPC service definition. */
export function serviceDefinition<S extends Shapes>(name: string, shapes: S): Service<S> {
  const methods = Object.entries(shapes).map(([method, shape]) => [
    method,
    {
      ...shape,
      path: `/${name}/${method}`,
      requestStream: shape.kind === 'bidi',
      responseStream: shape.kind !== 'unary',
      requestSerialize: same,
      requestDeserialize: same,
      responseSerialize: same,
      responseDeserialize: same,
    },
  ]);
  return Object.fromEntries(methods) as Service<S>;
}

/** The codec of a generated protobufjs class. */
export function messageCodec<In, Out>(type: MessageClass<In, Out>): Codec<In, Out> {
  return {
    encode(message) {
      const bytes = type.encode(message).finish();
      return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    },
    decode: (bytes) => type.decode(bytes),
  };
}

function codecOf<In, Out>(type: MessageType<In, Out>): Codec<In, Out> {
  return 'codec' in type ? type.codec : messageCodec(type);
}

function same(bytes: Buffer): Buffer {
  return bytes;
}
