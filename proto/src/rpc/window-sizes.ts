/**
 * HTTP/2 receive windows of a grpc-js server. grpc-js leaves them at 65,535 bytes, which caps an agent at 3 MB/s over 20 ms and costs
 * half the throughput on a LAN; it has an option for clients only. This file alone reaches into grpc-js for that (its private
 * `createHttp2Server`); window-sizes.test.ts reads the advertised windows, so that a new grpc-js cannot take them away unnoticed.
 */
import type { Http2Server, ServerHttp2Session } from 'node:http2';

import type { Server } from '@grpc/grpc-js';

import { StillpointError } from '../errors.ts';

/** Receive windows in bytes. Each is memory that the peer can fill: `streamBytes` for each stream that it opens. */
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

/** Widens the windows of one connection. A second SETTINGS frame: a peer that is not known yet keeps the small windows of the first. */
export function widenWindows(session: ServerHttp2Session, sizes: WindowSizes): void {
  session.settings({ initialWindowSize: sizes.streamBytes });
  session.setLocalWindowSize(sizes.connectionBytes);
}
