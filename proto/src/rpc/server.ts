/**
 * A gRPC server on named addresses: TLS for agents, a Unix socket for local programs. It accepts the sockets itself, so that the peer
 * of each connection is known exactly and address errors keep their reason, and hands them to grpc-js.
 */
import { randomBytes, X509Certificate } from 'node:crypto';
import type { Http2Server, ServerHttp2Session } from 'node:http2';
import type { Server as NetServer, Socket } from 'node:net';
import type { Server as TlsServer } from 'node:tls';

import {
  Server,
  ServerCredentials,
  ServerInterceptingCall,
  type ConnectionInjector,
  type Metadata,
  type ServerInterceptor,
} from '@grpc/grpc-js';

import { StillpointError } from '../errors.ts';
import type { HostPort } from './address.ts';
import { keepaliveMs, maxMessageBytes } from './limits.ts';
import { authoritiesOf, createDoor, createLocalListener, createTlsListener, listenTcp, listenUnix, remoteAddress, secureContext, type CurrentIdentity, type ServerIdentity } from './listener.ts';
import { peerAt, readPeerFacts, refusalOf, type LocalPeer, type Peer, type PeerFacts } from './peer.ts';
import { peerCredentials } from './peer-credentials.ts';
import { wrapHandlers, type CallContext, type Handlers } from './server-call.ts';
import type { Service } from './service.ts';
import { toStatus } from './status.ts';
import { onHttp2Server, WindowShares, type WindowSizes } from './window-sizes.ts';

/** Settings of an {@link RpcServer}. */
export interface RpcServerOptions {
  /** Paths (`/package.Service/Method`) that a TLS peer without a valid certificate may call. Nothing else reaches a handler. */
  readonly anonymousPaths?: readonly string[];
  /** Asked at each call that the rule above lets through; refuses by throwing (AGENT_REVOKED, ...). Must be quick: it is synchronous. */
  readonly authorize?: (peer: Peer, path: string) => void;
  /** Asked before the TLS handshake with the IP address of each peer; refuses by throwing. */
  readonly admitFrom?: ((host: string) => void) | undefined;
  /** Told of each call that the two rules above refuse. */
  readonly onCallRefused?: (error: unknown, peer: Peer, path: string) => void;
  /** Failures of handlers that are no StillpointError: for the log. */
  readonly onHandlerFailure?: (error: unknown, context: CallContext) => void;
  /** Connections that were not accepted: failed handshakes, too many peers without a certificate. For the log. */
  readonly onRefused?: (error: Error, address: string) => void;
  readonly windows?: WindowSizes;
  readonly maxMessageBytes?: number;
  /** Bytes that may wait in the writer of one call. */
  readonly queueBytes?: number;
  /** Peers without a certificate: how many at once, and for how long each. */
  readonly anonymousLimit?: { readonly connections: number; readonly lifetimeMs: number };
  readonly now?: () => Date;
}

interface Connection {
  readonly id: string;
  readonly socket: Socket;
  readonly facts: PeerFacts | LocalPeer;
}

// Names the connection of a call to the handlers. Whatever a client sends under this name is overwritten; the ids are unguessable besides.
const connectionHeader = 'stillpoint-connection';
const maxStreamsPerConnection = 64;

/** A gRPC server. Make it, `implement` services, `listen…`, and `close` it. */
export class RpcServer implements AsyncDisposable {
  readonly #options: RpcServerOptions;
  readonly #server: Server;
  readonly #injector: ConnectionInjector;
  readonly #listeners = new Set<NetServer>();
  readonly #tlsListeners = new Map<TlsServer, CurrentIdentity>();
  readonly #sockets = new Set<Socket>();
  readonly #connections = new Map<string, Connection>();
  readonly #anonymous = new Set<Socket>();
  #accepting: Connection | undefined;
  #closing: Promise<void> | undefined;

  constructor(options: RpcServerOptions = {}) {
    this.#options = options;
    const messageBytes = options.maxMessageBytes ?? maxMessageBytes;
    this.#server = new Server({
      'grpc.max_receive_message_length': messageBytes,
      'grpc.max_send_message_length': messageBytes,
      'grpc.keepalive_time_ms': keepaliveMs,
      'grpc.keepalive_timeout_ms': keepaliveMs,
      'grpc.max_concurrent_streams': maxStreamsPerConnection,
      'grpc.enable_channelz': 0,
      interceptors: [this.#gate()],
    });
    onHttp2Server(this.#server, (http2Server) => {
      this.#prepare(http2Server);
    });
    this.#injector = this.#server.createConnectionInjector(ServerCredentials.createInsecure());
  }

  /** Adds the handlers of a service. */
  implement<S extends Service>(service: S, handlers: Handlers<S>): void {
    const wrapped = wrapHandlers(service, handlers, {
      peerOf: (call) => this.#peerOf(call.metadata),
      onHandlerFailure: (error, context) => this.#options.onHandlerFailure?.(error, context),
      queueBytes: this.#options.queueBytes ?? 1024 * 1024,
    });
    this.#server.addService(service, wrapped);
  }

  /** Listens for TLS 1.3 on exactly this address; returns it with the port that was bound. LISTEN_FAILED. */
  async listenTls(address: HostPort, identity: ServerIdentity): Promise<HostPort> {
    const current: CurrentIdentity = { identity };
    const listener = createTlsListener(
      current,
      (socket) => {
        const address = remoteAddress(socket);
        this.#accept(socket, address, () => readPeerFacts(socket, authoritiesOf(current.identity).map((pem) => new X509Certificate(pem)), address));
      },
      (error, remote) => this.#options.onRefused?.(error, remote),
    );
    const door = createDoor(listener, (socket) => this.#letIn(socket));
    const bound = await this.#start(door, () => listenTcp(door, address));
    this.#tlsListeners.set(listener, current);
    return bound;
  }

  /** Listens on a Unix socket (0600, path up to 107 bytes); the caller makes sure that no other process owns the path. LISTEN_FAILED. */
  async listenUnix(path: string): Promise<void> {
    const listener = createLocalListener((socket) => {
      const address = `unix:${path}`;
      this.#accept(socket, address, () => ({ kind: 'local', ...peerCredentials(socket), address }));
    });
    await this.#start(listener, () => listenUnix(listener, path));
  }

  /** Presents another key and certificate from the next connection on; living ones stay. */
  renewIdentity(identity: ServerIdentity): void {
    for (const [listener, current] of this.#tlsListeners) {
      current.identity = identity;
      listener.setSecureContext(secureContext(identity));
    }
  }

  /** Peers that are connected now. */
  peers(): Peer[] {
    return [...this.#connections.values()].map((connection) => this.#identify(connection));
  }

  /** Cuts the connections of the peers that `matches` picks (a revoked agent); returns how many. Their calls end with SESSION_LOST. */
  disconnect(matches: (peer: Peer) => boolean): number {
    const doomed = [...this.#connections.values()].filter((connection) => matches(this.#identify(connection)));
    for (const { socket } of doomed) socket.destroy();
    return doomed.length;
  }

  /** Stops listening at once, lets running calls end, and cuts them after `deadlineMs`. Safe to call again. */
  close(deadlineMs = 5000): Promise<void> {
    this.#closing ??= this.#close(deadlineMs);
    return this.#closing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #start<T>(listener: NetServer, listen: () => Promise<T>): Promise<T> {
    // Raw sockets, so that close() also ends those that are still shaking hands.
    listener.on('connection', (socket) => {
      this.#track(socket);
    });
    this.#listeners.add(listener);
    try {
      return await listen();
    } catch (error) {
      this.#listeners.delete(listener);
      throw error;
    }
  }

  #letIn(socket: Socket): boolean {
    try {
      this.#options.admitFrom?.(socket.remoteAddress ?? '');
      return true;
    } catch (error) {
      if (!(error instanceof StillpointError)) throw error;
      this.#options.onRefused?.(error, remoteAddress(socket));
      return false;
    }
  }

  #accept(socket: Socket, address: string, readFacts: () => PeerFacts | LocalPeer): void {
    this.#track(socket);
    socket.on('error', (error) => this.#options.onRefused?.(error, address));
    let connection: Connection;
    try {
      connection = { id: randomBytes(16).toString('hex'), socket, facts: readFacts() };
    } catch (error) {
      // A peer that cannot be told is turned away; it must not bring the server down.
      socket.destroy(error instanceof Error ? error : undefined);
      return;
    }
    if (this.#identify(connection).kind === 'anonymous' && !this.#admitAnonymous(socket, address)) return;
    this.#connections.set(connection.id, connection);
    socket.once('close', () => this.#connections.delete(connection.id));
    // The HTTP/2 session is made, and announced, within this call.
    this.#accepting = connection;
    this.#injector.injectConnection(socket);
    this.#accepting = undefined;
  }

  #admitAnonymous(socket: Socket, address: string): boolean {
    const { connections, lifetimeMs } = this.#options.anonymousLimit ?? { connections: 64, lifetimeMs: 60_000 };
    if (this.#anonymous.size >= connections) {
      this.#options.onRefused?.(new StillpointError('LIMIT_EXCEEDED', 'too many connections without a certificate'), address);
      socket.destroy();
      return false;
    }
    this.#anonymous.add(socket);
    const timer = setTimeout(() => socket.destroy(), lifetimeMs);
    timer.unref();
    socket.once('close', () => {
      clearTimeout(timer);
      this.#anonymous.delete(socket);
    });
    return true;
  }

  #track(socket: Socket): void {
    if (this.#sockets.has(socket)) return;
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
  }

  #prepare(http2Server: Http2Server): void {
    const ids = new WeakMap<object, string>();
    const windows = new WindowShares(this.#options.windows);
    http2Server.on('session', (session: ServerHttp2Session) => {
      const connection = this.#accepting;
      if (connection === undefined) return;
      ids.set(session, connection.id);
      // A second SETTINGS frame: a peer that is not known yet keeps the small windows of the first.
      if (this.#identify(connection).kind !== 'anonymous') windows.add(session);
    });
    // Before grpc-js' own listener, which was there first.
    http2Server.prependListener('stream', (stream, headers) => {
      const { session } = stream;
      headers[connectionHeader] = (session === undefined ? undefined : ids.get(session)) ?? 'unknown';
      if (session !== undefined) windows.noteCall(session, stream);
    });
  }

  #gate(): ServerInterceptor {
    return (method, call) =>
      new ServerInterceptingCall(call, {
        start: (next) => {
          next({
            onReceiveMetadata: (metadata, nextMetadata) => {
              try {
                this.#admitTelling(this.#peerOf(metadata), method.path);
              } catch (error) {
                call.sendStatus(toStatus(error));
                return;
              }
              nextMetadata(metadata);
            },
          });
        },
      });
  }

  #admitTelling(peer: Peer, path: string): void {
    try {
      this.#admit(peer, path);
    } catch (error) {
      this.#options.onCallRefused?.(error, peer, path);
      throw error;
    }
  }

  #admit(peer: Peer, path: string): void {
    if (peer.kind === 'anonymous' && this.#options.anonymousPaths?.includes(path) !== true) throw refusalOf(peer, this.#now());
    this.#options.authorize?.(peer, path);
  }

  #peerOf(metadata: Metadata): Peer {
    const [id] = metadata.get(connectionHeader);
    const connection = typeof id === 'string' ? this.#connections.get(id) : undefined;
    if (connection === undefined) throw new StillpointError('SESSION_LOST', 'the connection of this call has ended');
    return this.#identify(connection);
  }

  #identify({ facts }: Connection): Peer {
    return 'kind' in facts ? facts : peerAt(facts, this.#now());
  }

  #now(): Date {
    return this.#options.now?.() ?? new Date();
  }

  async #close(deadlineMs: number): Promise<void> {
    const closed = [...this.#listeners].map((listener) => new Promise<void>((resolve) => listener.close(() => {
      resolve();
    })));
    const drained = new Promise<void>((resolve) => {
      this.#server.tryShutdown(() => {
        resolve();
      });
    });
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([drained, new Promise<void>((resolve) => (timer = setTimeout(resolve, deadlineMs)))]);
    clearTimeout(timer);
    this.#server.forceShutdown();
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(closed);
  }
}
