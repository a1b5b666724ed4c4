/** Listening sockets of a server: bound to exactly the addresses that were named, with errors that say why one cannot be had. */
import { chmod, unlink } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Server as NetServer, type Socket } from 'node:net';
import { createSecureContext, createServer as createTlsServer, type Server as TlsServer, type TLSSocket } from 'node:tls';

import { StillpointError, systemErrorCode } from '../errors.ts';
import { fingerprint, serverNameFor } from '../tls/certificate.ts';
import { formatHostPort, type HostPort } from './address.ts';

/** A TLS server's key and certificate with the CA that signed it and the peers', all PEM. */
export interface ServerIdentity {
  readonly key: string;
  readonly certificate: string;
  readonly caCertificate: string;
  /** The same server under the CA that it had before: presented to clients that trust no other, whose certificates count as well. */
  readonly previous?: Omit<ServerIdentity, 'previous'>;
}

/** The identity that a listener presents now. */
export interface CurrentIdentity {
  identity: ServerIdentity;
}

// A peer that opens connections and says nothing must not hold them.
const handshakeTimeoutMs = 10_000;

/** TLS 1.3 with an optional client certificate: `onSocket` gets each finished handshake, `onRefused` each failed one. `current` is looked at anew each time. Not listening yet. */
export function createTlsListener(
  current: CurrentIdentity,
  onSocket: (socket: TLSSocket) => void,
  onRefused: (error: Error, address: string) => void,
): TlsServer {
  const server = createTlsServer(
    {
      ...secureContext(current.identity),
      SNICallback: (name, done) => {
        const { previous } = current.identity;
        const asksForPrevious = previous !== undefined && name === serverNameFor(fingerprint(previous.caCertificate));
        // Without a context of its own it is the one above.
        done(null, asksForPrevious ? createSecureContext({ ...secureContext(previous), ca: authoritiesOf(current.identity) }) : undefined);
      },
      // A guest that has no certificate yet enrols on the same port; what else it may call is decided at each call.
      requestCert: true,
      rejectUnauthorized: false,
      ALPNProtocols: ['h2'],
      handshakeTimeout: handshakeTimeoutMs,
    },
    (socket) => {
      if (socket.alpnProtocol === 'h2') onSocket(socket);
      else socket.destroy();
    },
  );
  server.on('tlsClientError', (error, socket) => {
    onRefused(error, remoteAddress(socket));
    socket.destroy();
  });
  return server;
}

/** The sockets of a TLS server: those that `letIn` turns away are closed before anything is said. Not listening yet; the TLS server itself never listens. */
export function createDoor(server: TlsServer, letIn: (socket: Socket) => boolean): NetServer {
  return createServer({ noDelay: true, keepAlive: true }, (socket) => {
    if (letIn(socket)) server.emit('connection', socket);
    else socket.destroy();
  });
}

/** What a TLS server presents: leaf and CA, because an agent that enrols knows nothing but the CA's fingerprint. */
export function secureContext(identity: ServerIdentity): { key: string; cert: string; ca: string[]; minVersion: 'TLSv1.3' } {
  const { key, certificate, caCertificate } = identity;
  return { key, cert: certificate + caCertificate, ca: authoritiesOf(identity), minVersion: 'TLSv1.3' };
}

/** Certificates of the authorities whose peers are known, the present one first. */
export function authoritiesOf({ caCertificate, previous }: ServerIdentity): string[] {
  return previous === undefined ? [caCertificate] : [caCertificate, previous.caCertificate];
}

/** Listener for local connections. Not listening yet. */
export function createLocalListener(onSocket: (socket: Socket) => void): NetServer {
  return createServer(onSocket);
}

/** Starts listening; returns the address with the port that the system chose for 0. LISTEN_FAILED names the address and the reason. */
export async function listenTcp(server: NetServer, address: HostPort): Promise<HostPort> {
  await listen(server, { host: address.host, port: address.port, ipv6Only: address.host !== '::' }, formatHostPort(address));
  const bound = server.address() as AddressInfo;
  return { host: address.host, port: bound.port };
}

/**
 * Starts listening on a Unix socket that its owner alone may use (0600). A socket left behind by a killed process is replaced: the caller
 * holds the lock that makes sure there is no other owner. LISTEN_FAILED when somebody does answer there.
 */
export async function listenUnix(server: NetServer, path: string): Promise<void> {
  try {
    await listen(server, { path }, path);
  } catch (error) {
    if (!(error instanceof StillpointError) || systemErrorCode(error.cause) !== 'EADDRINUSE' || (await answers(path))) throw error;
    await unlink(path);
    await listen(server, { path }, path);
  }
  // Whoever connected before this line is known by its uid, as everyone else.
  await chmod(path, 0o600);
}

/** Remote `HOST:PORT` of a socket, for texts. */
export function remoteAddress(socket: Socket): string {
  const { remoteAddress: host, remotePort: port } = socket;
  return host === undefined || port === undefined ? 'an unknown address' : formatHostPort({ host, port });
}

async function listen(server: NetServer, options: { host?: string; port?: number; ipv6Only?: boolean; path?: string }, name: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const onError = (error: Error): void => {
      server.off('listening', onListening);
      reject(listenFailed(error, name));
    };
    const onListening = (): void => {
      server.off('error', onError);
      resolve();
    };
    server.once('error', onError);
    server.once('listening', onListening);
    server.listen(options);
  });
}

function listenFailed(error: Error, name: string): StillpointError {
  const [why, hint] = reasons[systemErrorCode(error) ?? ''] ?? [error.message, 'check the address in collector.toml'];
  return new StillpointError('LISTEN_FAILED', `cannot listen on ${name}: ${why}`, { hint, cause: error });
}

const reasons: Readonly<Record<string, readonly [string, string]>> = {
  EADDRINUSE: ['another program listens there', 'stop it, or name another address or port in collector.toml'],
  EADDRNOTAVAIL: ['no interface of this host has that address', 'compare the addresses in collector.toml with `ip address`'],
  EACCES: ['this user may not', 'ports below 1024 and foreign folders need rights that the collector does not have: choose another'],
  ENOTFOUND: ['the name is unknown', 'write an IP address of this host'],
  EAI_AGAIN: ['the name cannot be looked up', 'write an IP address of this host'],
  ENOENT: ['its folder does not exist', 'create the folder'],
  EINVAL: ['the address cannot be used', 'check the address in collector.toml; the path of a local socket has at most 107 bytes'],
};

async function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    // Refused or no socket at all: nobody is there. Anything else is left for the second attempt to report.
    socket.once('error', () => {
      resolve(false);
    });
  });
}
