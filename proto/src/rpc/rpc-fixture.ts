/** For tests: an authority, identities with chosen dates, a small service over bytes, and a server on loopback. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { StillpointError } from '../errors.ts';
import { createKeyAndRequest } from '../tls/agent-identity.ts';
import { Authority, createAuthority, fingerprint } from '../tls/authority.ts';
import type { HostPort } from './address.ts';
import { callUnary } from './client-call.ts';
import type { Channel, ChannelRequest } from './client.ts';
import type { ServerIdentity } from './listener.ts';
import type { Peer } from './peer.ts';
import { RpcServer, type RpcServerOptions } from './server.ts';
import type { Handlers } from './server-call.ts';
import { bidi, serverStream, serviceDefinition, unary, type Codec } from './service.ts';

const codec: Codec<Buffer> = {
  encode: (message) => message,
  decode: (encoded) => {
    if (encoded[0] === 0xff) throw new RangeError('not a message');
    return encoded;
  },
};
const bytes = { codec };

/** A service whose messages are plain bytes. A message that begins with 0xff counts as damaged. */
export const testService = serviceDefinition('stillpoint.test.TestService', {
  Enroll: unary(bytes, bytes),
  Echo: unary(bytes, bytes),
  Count: serverStream(bytes, bytes),
  Talk: bidi(bytes, bytes),
});

export const collectorId = '11111111-2222-4333-8444-555555555555';
export const agentId = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';

/** Everything that one collector's CA issues in a test. */
export interface TestIdentities {
  readonly authority: Authority;
  readonly caCertificate: string;
  readonly caFingerprint: string;
  collector(options?: { now?: Date; days?: number }): Promise<ServerIdentity>;
  agent(options?: { now?: Date; days?: number }): Promise<{ key: string; certificate: string }>;
}

/** A new CA. */
export async function createIdentities(): Promise<TestIdentities> {
  const stored = await createAuthority();
  const authority = await Authority.open(stored);
  return {
    authority,
    caCertificate: stored.certificate,
    caFingerprint: fingerprint(stored.certificate),
    collector: async (options) => ({ ...(await authority.issueCollector(collectorId, options)), caCertificate: stored.certificate }),
    agent: async (options) => {
      const { key, request } = await createKeyAndRequest();
      return { key, certificate: await authority.issueAgent(agentId, request, options) };
    },
  };
}

/** A server that listens on `address`. */
export interface TestServer extends AsyncDisposable {
  readonly server: RpcServer;
  readonly address: HostPort;
}

/** A listening server of {@link testService}; close it. */
export async function startTestServer(
  identity: ServerIdentity,
  handlers: Handlers<typeof testService>,
  options: RpcServerOptions = {},
): Promise<TestServer> {
  const server = new RpcServer({ anonymousPaths: [testService.Enroll.path], ...options });
  server.implement(testService, handlers);
  const address = await server.listenTls({ host: '127.0.0.1', port: 0 }, identity);
  return { server, address, [Symbol.asyncDispose]: () => server.close(1000) };
}

/** What a test agent asks for. */
export function requestOf(identities: TestIdentities, address: HostPort, more: Partial<ChannelRequest> = {}): ChannelRequest {
  return { addresses: [address], trust: { ca: { certificate: identities.caCertificate }, collectorId }, timeoutMs: 5000, ...more };
}

/** A folder that is gone afterwards. */
export async function temporaryFolder(): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'stillpoint-rpc-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** Handlers that answer with what they got, and with the peer. */
export const echo: Handlers<typeof testService> = {
  Enroll: (request, { peer }) => Promise.resolve(Buffer.from(`${request.toString()} ${describePeer(peer)}`)),
  Echo: (request, { peer }) => Promise.resolve(Buffer.from(`${request.toString()} ${describePeer(peer)}`)),
  async *Count(request) {
    for (let number = 0; number < Number(request.toString()); number += 1) yield await Promise.resolve(Buffer.from(String(number)));
  },
  async Talk(stream) {
    for await (const message of stream) {
      if (message.toString() === 'fail') throw new StillpointError('BLOCK_INVALID', 'block 7 is damaged', { hint: 'send it again' });
      await stream.write(Buffer.from(message.toString().toUpperCase()));
    }
  },
};

function describePeer(peer: Peer): string {
  if (peer.kind === 'agent') return `agent ${peer.agentId}`;
  return peer.kind === 'local' ? `local ${String(peer.uid)} ${String(peer.pid)}` : `anonymous ${peer.reason} ${peer.identity?.agentId ?? ''}`.trim();
}

/** The StillpointError that `promise` fails with. */
export async function failure(promise: Promise<unknown>): Promise<StillpointError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof StillpointError)) throw new Error('expected a StillpointError', { cause: error });
  return error;
}

/** One call that names the caller. */
export const ask = async (channel: Channel, method: 'Enroll' | 'Echo' = 'Echo'): Promise<string> =>
  (await callUnary(channel, testService[method], Buffer.from('hello'), { deadlineMs: 5000 })).toString();
