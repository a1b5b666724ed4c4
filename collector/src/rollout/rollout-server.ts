/**
 * Serves the installer and the agent's packages to guests over HTTPS, on addresses that collector.toml names for it. Anybody who reaches them may fetch: nothing here
 * is secret, and nothing is taken in. The entrance of this folder; must not know of agents and tokens.
 */
import { X509Certificate, createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { Logger } from '@stillpoint/proto/log/logger.ts';
import { formatHostPort, parseHostPort, type HostPort } from '@stillpoint/proto/rpc/address.ts';
import { listenTcp, secureContext, type ServerIdentity } from '@stillpoint/proto/rpc/listener.ts';

import type { Bandwidth, Share } from '../bandwidth/bandwidth.ts';
import { installerScript } from './installer-script.ts';
import { PackageShelf } from './package-shelf.ts';

/** What it works with. `collectors` gives HOST:PORT of the listeners for agents. */
export interface RolloutParts {
  /** Folder with the packages. */
  readonly packages: string;
  readonly identity: ServerIdentity;
  readonly collectors: () => readonly string[];
  /** Throws for the IP address of a guest that may not connect; undefined: everybody may. */
  readonly admit?: ((host: string) => void) | undefined;
  /** Downloads take their share of the segment's budget; left out, they go as fast as they can. */
  readonly bandwidth?: Pick<Bandwidth, 'open'> | undefined;
  readonly logger: Logger;
}

/** Bounds: everybody who reaches the address may ask. */
const maxConnections = 512;
const maxConnectionsOfOne = 32;
const maxDownloads = 48;
const maxDownloadsOfOne = 4;
const requestMs = 10_000;
const idleMs = 30_000;
/** A guest on the slowest link, or with a small share of the budget, has its package by then. */
const downloadMs = 60 * 60_000;
/** Small against what the slowest share carries in the time after which a connection counts as idle. */
const pieceBytes = 16_384;

/** Open from {@link RolloutServer.open} to `close`. */
export class RolloutServer implements AsyncDisposable {
  /** As bound. */
  readonly addresses: readonly HostPort[];
  readonly #servers: readonly Server[];
  #keyPin: string;

  private constructor(servers: readonly Server[], addresses: readonly HostPort[], keyPin: string) {
    this.#servers = servers;
    this.addresses = addresses;
    this.#keyPin = keyPin;
  }

  /** Listens on each of `listen`; whoever opens it closes it. LISTEN_FAILED: nothing is left listening then. */
  static async open(listen: readonly HostPort[], parts: RolloutParts): Promise<RolloutServer> {
    const guestDesk = new GuestDesk(parts);
    const servers: Server[] = [];
    const bound: HostPort[] = [];
    try {
      for (const address of listen) {
        const server = makeServer(parts, guestDesk);
        servers.push(server);
        bound.push(await listenTcp(server, address));
      }
    } catch (error) {
      for (const server of servers) server.close();
      throw error;
    }
    return new RolloutServer(servers, bound, keyPin(parts.identity.certificate));
  }

  /** What a guest is to expect: the base64 of the SHA-256 of the key of the certificate, as curl's `--pinnedpubkey sha256//…` takes it. */
  get keyPin(): string {
    return this.#keyPin;
  }

  /** Presents another key and certificate from the next connection on. */
  renewIdentity(identity: ServerIdentity): void {
    for (const server of this.#servers) server.setSecureContext(secureContext(identity));
    this.#keyPin = keyPin(identity.certificate);
  }

  /** Downloads that go on are cut off. Safe to call again. */
  async close(): Promise<void> {
    await Promise.all(this.#servers.map((server) => new Promise<void>((resolve) => {
      server.close(() => { resolve(); });
      server.closeAllConnections();
    })));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

/** The pin of a certificate's key; see {@link RolloutServer.keyPin}. */
export function keyPin(certificate: string): string {
  const key = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(key).digest('base64');
}

function makeServer({ identity, admit, logger }: RolloutParts, guestDesk: GuestDesk): Server {
  const server = createServer(
    { ...secureContext(identity), handshakeTimeout: requestMs, requestTimeout: requestMs, headersTimeout: requestMs, keepAliveTimeout: 1000, connectionsCheckingInterval: 2000, maxHeaderSize: 8192 },
    (request, response) => { guestDesk.answer(request, response); },
  );
  server.maxConnections = maxConnections;
  const ofAddress = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const guest = socket.remoteAddress ?? '';
    const others = ofAddress.get(guest) ?? 0;
    try {
      admit?.(guest);
      if (others >= maxConnectionsOfOne) throw new StillpointError('LIMIT_EXCEEDED', `${guest} has ${String(others)} connections already`);
    } catch (error) {
      logger.debug({ err: error, address: guest }, 'nothing is served to this address');
      socket.destroy();
      return;
    }
    ofAddress.set(guest, others + 1);
    socket.once('close', () => {
      const left = (ofAddress.get(guest) ?? 1) - 1;
      if (left === 0) ofAddress.delete(guest);
      else ofAddress.set(guest, left);
    });
  });
  // A download that nobody takes, or a handshake that nobody ends.
  server.setTimeout(idleMs, (socket) => { socket.destroy(); });
  return server;
}

/** Answers requests. */
class GuestDesk {
  readonly #parts: RolloutParts;
  readonly #shelf: PackageShelf;
  readonly #downloads = new Map<string, number>();

  constructor(parts: RolloutParts) {
    this.#parts = parts;
    this.#shelf = new PackageShelf(parts.packages);
  }

  answer(request: IncomingMessage, response: ServerResponse): void {
    this.#answer(request, response).catch((error: unknown) => {
      const { logger } = this.#parts;
      if (response.headersSent) {
        logger.debug({ err: error, address: request.socket.remoteAddress }, 'a download was broken off');
        response.destroy();
        return;
      }
      logger.error({ err: error }, 'the installer or a package could not be served');
      say(response, 500, error instanceof StillpointError ? `${error.code}: the collector cannot read its packages; its log says more` : 'the collector failed; its log says why');
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      say(response, 405, 'only GET is answered here');
      return;
    }
    const path = request.url ?? '';
    if (path === '/install') {
      await this.#sendInstaller(request, response);
      return;
    }
    const name = /^\/packages\/([0-9A-Za-z._+~-]{1,128})$/u.exec(path)?.[1];
    const file = name === undefined ? undefined : await this.#shelf.find(name);
    if (file === undefined) say(response, 404, 'not here: /install is the installer of the agent');
    else await this.#sendPackage(file, request, response);
  }

  async #sendInstaller(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const rollout = ownAddress(request);
    const { host } = rollout;
    const collectors = this.#parts.collectors();
    // The guest has come this way: backups take the same one when they can.
    const collector = collectors.find((address) => parseHostPort(address).host === host) ?? collectors[0] ?? formatHostPort(rollout);
    const text = installerScript({ rollout: formatHostPort(rollout), collector, packages: await this.#shelf.list() });
    response.writeHead(200, { 'content-type': 'text/x-shellscript; charset=utf-8', 'content-length': Buffer.byteLength(text) });
    response.end(request.method === 'HEAD' ? undefined : text);
  }

  async #sendPackage(file: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const guest = request.socket.remoteAddress ?? '';
    const ofGuest = this.#downloads.get(guest) ?? 0;
    const all = [...this.#downloads.values()].reduce((sum, count) => sum + count, 0);
    if (all >= maxDownloads || ofGuest >= maxDownloadsOfOne) {
      response.setHeader('retry-after', '5');
      say(response, 503, 'too many guests fetch packages at this moment; try again in some seconds');
      return;
    }
    this.#downloads.set(guest, ofGuest + 1);
    const tooLong = setTimeout(() => { response.destroy(); }, downloadMs);
    try {
      const { size } = await stat(file);
      response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': size });
      if (request.method === 'HEAD') {
        response.end();
        return;
      }
      using share = this.#parts.bandwidth?.open({ agentId: `rollout ${guest}`, agentName: guest, plan: 'agent package', tell: () => undefined });
      await pipeline(createReadStream(file, { end: Math.max(0, size - 1), highWaterMark: pieceBytes }), (pieces: AsyncIterable<Buffer>) => paced(pieces, share), response);
      this.#parts.logger.info({ address: guest, package: file.slice(file.lastIndexOf('/') + 1) }, 'a guest has fetched the agent');
    } finally {
      clearTimeout(tooLong);
      const left = (this.#downloads.get(guest) ?? 1) - 1;
      if (left === 0) this.#downloads.delete(guest);
      else this.#downloads.set(guest, left);
    }
  }
}

/** The pieces, no faster than the share allows. */
async function* paced(pieces: AsyncIterable<Buffer>, share: Share | undefined): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    await share?.take(piece.length);
    yield piece;
  }
}

/** Where the guest has reached this server: as it says itself when that is an address, since there may be a translation in between. */
function ownAddress({ headers, socket }: IncomingMessage): HostPort {
  try {
    return parseHostPort(headers.host ?? '');
  } catch {
    return { host: (socket.localAddress ?? '').replace(/^::ffff:(?=\d+\.)/u, ''), port: socket.localPort ?? 0 };
  }
}

function say(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
  response.end(`${text}\n`);
}
