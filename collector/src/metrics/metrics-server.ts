/**
 * Answers Prometheus over plain HTTP, on addresses that collector.toml names for it: `GET /metrics`, and nothing else. Bounded, since everybody who reaches the address may ask: a page is made
 * at most every few seconds, however many ask.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import type { Logger } from '@stillpoint/proto/log/logger.ts';
import type { HostPort } from '@stillpoint/proto/rpc/address.ts';
import { listenTcp } from '@stillpoint/proto/rpc/listener.ts';

/** What it works with; `page` makes the text. */
export interface MetricsParts {
  readonly page: () => Promise<string>;
  readonly logger: Logger;
}

const contentType = 'text/plain; version=0.0.4; charset=utf-8';
const maxConnections = 32;
const requestMs = 10_000;
const pageLastsMs = 5000;

/** Open from {@link MetricsServer.open} to `close`. */
export class MetricsServer implements AsyncDisposable {
  /** As bound. */
  readonly addresses: readonly HostPort[];
  readonly #servers: readonly Server[];

  private constructor(servers: readonly Server[], addresses: readonly HostPort[]) {
    this.#servers = servers;
    this.addresses = addresses;
  }

  /** Listens on each of `listen`; whoever opens it closes it. LISTEN_FAILED: nothing is left listening then. */
  static async open(listen: readonly HostPort[], parts: MetricsParts): Promise<MetricsServer> {
    const page = keptFor(parts.page, pageLastsMs);
    const servers: Server[] = [];
    const bound: HostPort[] = [];
    try {
      for (const address of listen) {
        const server = createServer({ requestTimeout: requestMs, headersTimeout: requestMs, keepAliveTimeout: requestMs, connectionsCheckingInterval: 1000, maxHeaderSize: 8192 }, (request, response) => {
          answer(request, response, page, parts.logger);
        });
        server.maxConnections = maxConnections;
        servers.push(server);
        bound.push(await listenTcp(server, address));
      }
    } catch (error) {
      for (const server of servers) server.close();
      throw error;
    }
    return new MetricsServer(servers, bound);
  }

  /** Safe to call again. */
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

function answer(request: IncomingMessage, response: ServerResponse, page: () => Promise<string>, logger: Logger): void {
  // A body is read by nobody: the connection ends with the answer.
  const end = (status: number, text: string, headers: Readonly<Record<string, string>> = {}): void => {
    response.writeHead(status, { 'content-type': contentType, 'content-length': String(Buffer.byteLength(text)), ...(request.method === 'GET' || request.method === 'HEAD' ? {} : { connection: 'close' }), ...headers });
    response.end(request.method === 'HEAD' ? '' : text);
  };
  if (request.url?.split('?')[0] !== '/metrics') {
    end(404, 'only /metrics is here\n');
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    end(405, 'only GET\n', { allow: 'GET, HEAD' });
    return;
  }
  page().then(
    (text) => { end(200, text); },
    (error: unknown) => {
      logger.warn({ err: error }, 'metrics could not be made');
      end(503, 'metrics cannot be made now; the collector’s log says why\n');
    },
  );
}

/** One page at a time, and the same to all for a while. */
function keptFor(make: () => Promise<string>, lastsMs: number): () => Promise<string> {
  let kept: Promise<string> | undefined;
  let untilMs = 0;
  return () => {
    if (kept !== undefined && performance.now() < untilMs) return kept;
    const made = make();
    kept = made;
    // Until it is there, nobody has another one made.
    untilMs = Number.POSITIVE_INFINITY;
    const settle = (): void => { untilMs = performance.now() + lastsMs; };
    made.then(settle, settle);
    return made;
  };
}
