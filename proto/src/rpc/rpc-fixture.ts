/** For tests: an authority, identities with chosen dates, a small service over bytes, and a server on loopback. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createKeyAndRequest } from '../tls/agent-identity.ts';
import { Authority, createAuthority, fingerprint } from '../tls/authority.ts';
import type { HostPort } from './address.ts';
import type { ChannelRequest } from './client.ts';
import type { ServerIdentity } from './listener.ts';
import { RpcServer, type RpcServerOptions } from './server.ts';
import { bidi, serverStream, serviceDefinition, unary, type MessageClass } from './service.ts';

const bytes: MessageClass<Buffer, Buffer> = {
  encode: (message) => ({ finish: () => message }),
  decode: (encoded) => {
    if (encoded[0] === 0xff) throw new RangeError('not a message');
    return Buffer.from(encoded);
  },
};

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

/** A listening server of {@link testService}; close it. */
export async function startTestServer(
  identity: ServerIdentity,
  handlers: Parameters<RpcServer['implement']>[1] & object,
  options: RpcServerOptions = {},
): Promise<{ server: RpcServer; address: HostPort }> {
  const server = new RpcServer({ anonymousPaths: [testService.Enroll.path], ...options });
  server.implement(testService, handlers);
  const address = await server.listenTls({ host: '127.0.0.1', port: 0 }, identity);
  return { server, address };
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
