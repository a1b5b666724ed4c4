/**
 * HTTP/2 receive windows of a grpc-js server. grpc-js leaves them at 65,535 bytes, which caps an agent at 3 MB/s over 20 ms and costs
 * half the throughput on a LAN; it has an option for clients only. This file alone reaches into grpc-js for that (its private
 * `createHttp2Server`); window-sizes.test.ts reads the advertised windows, so that a new grpc-js cannot take them away unnoticed.
 */
import type { Http2Server, ServerHttp2Session, ServerHttp2Stream } from 'node:http2';

import type { Server } from '@grpc/grpc-js';

import { StillpointError } from '../errors.ts';

/** Receive windows in bytes, at their widest. Each is memory that the peer can fill: `streamBytes` for each stream that it opens. */
export interface WindowSizes {
  readonly streamBytes: number;
  readonly connectionBytes: number;
}

/** 1 Gbit/s over 30 ms fits into a stream's window; 16 and 32 MiB were no faster than this on a loopback. */
export const defaultWindowSizes: WindowSizes = { streamBytes: 4 * 1024 * 1024, connectionBytes: 8 * 1024 * 1024 };

/** Calls `listener` with each HTTP/2 server that `server` makes from now on, before it has a connection. */
export function onHttp2Server(server: Server, listener: (http2Server: Http2Server) => void): void {
  const create: unknown = Reflect.get(server, 'createHttp2Server');
  if (typeof create !== 'function') {
    throw new StillpointError('INTERNAL', 'this version of @grpc/grpc-js makes its HTTP/2 server in a way that is not known here');
  }
  const wrapped = (...args: unknown[]): unknown => {
    const http2Server = Reflect.apply(create, server, args) as Http2Server;
    listener(http2Server);
    return http2Server;
  };
  Reflect.set(server, 'createHttp2Server', wrapped);
}

/**
 * What the streams of all connections with a call may fill together, one stream each; nobody gets less than `narrowestBytes`. 10 Gbit/s over 13 ms. With four
 * times as much, 40 agents that sent without a pause let a small one wait a second or two for each answer: a turn of the event loop reads what all windows hold.
 */
const sharedBytes = 16 * 1024 * 1024;
const narrowestBytes = 256 * 1024;

interface Share {
  readonly session: ServerHttp2Session;
  calls: number;
  sentBytes: number;
  isAwaited: boolean;
}

/**
 * The windows of all connections of one server. Few that send get the full width; many share {@link sharedBytes}: fifty agents would fill fifty windows of
 * 4 MiB where the collector's disk is slow, and together they need no more than the link carries in a round trip.
 */
export class WindowShares {
  readonly #sizes: WindowSizes;
  readonly #shares = new Map<object, Share>();
  #streamBytes: number;

  constructor(sizes: WindowSizes = defaultWindowSizes) {
    this.#sizes = sizes;
    this.#streamBytes = sizes.streamBytes;
  }

  /** A connection that may fill its windows, from now until it closes. */
  add(session: ServerHttp2Session): void {
    const share: Share = { session, calls: 0, sentBytes: 0, isAwaited: false };
    this.#shares.set(session, share);
    session.once('close', () => {
      this.#shares.delete(session);
      this.#divide();
    });
    session.setLocalWindowSize(this.#sizes.connectionBytes);
    this.#tell(share);
  }

  /** A call has begun on the connection; `stream` is told of its end. Nothing happens for connections that were not added. */
  noteCall(session: object, stream: Pick<ServerHttp2Stream, 'once'>): void {
    const share = this.#shares.get(session);
    if (share === undefined) return;
    share.calls += 1;
    stream.once('close', () => {
      share.calls -= 1;
      this.#divide();
    });
    this.#divide();
  }

  #divide(): void {
    const busy = [...this.#shares.values()].filter(({ calls }) => calls > 0).length;
    const streamBytes = shareOf(busy, this.#sizes.streamBytes);
    if (streamBytes === this.#streamBytes) return;
    this.#streamBytes = streamBytes;
    for (const share of this.#shares.values()) this.#tell(share);
  }

  /** In a SETTINGS frame of its own, one at a time: Node ends a connection on which ten are unanswered. It holds for open streams too. */
  #tell(share: Share): void {
    const { session } = share;
    if (share.isAwaited || share.sentBytes === this.#streamBytes || session.closed || session.destroyed) return;
    share.isAwaited = true;
    share.sentBytes = this.#streamBytes;
    session.settings({ initialWindowSize: this.#streamBytes }, () => {
      share.isAwaited = false;
      this.#tell(share);
    });
  }
}

/** Window of a stream when `busy` connections have calls: in steps of two, so that it seldom changes. */
export function shareOf(busy: number, widestBytes: number): number {
  let bytes = widestBytes;
  while (bytes * busy > sharedBytes && bytes > narrowestBytes) bytes /= 2;
  return bytes;
}
