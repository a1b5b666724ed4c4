import { createServer, type AddressInfo, type Server as NetServer } from 'node:net';

import { beforeAll, describe, expect, it } from 'vitest';

import { openChannel } from './client.ts';
import { ask, collectorId, createIdentities, echo, failure, requestOf, startTestServer, type TestIdentities } from './rpc-fixture.ts';

const hour = 3_600_000;
const day = 24 * hour;

let ours: TestIdentities;
let foreign: TestIdentities;
beforeAll(async () => {
  [ours, foreign] = await Promise.all([createIdentities(), createIdentities()]);
});

describe('whom the client trusts', () => {
  it('enrols over a CA that it knows by fingerprint only', async () => {
    await using running = await startTestServer(await ours.collector(), echo);
    const { address } = running;
    using channel = await openChannel(requestOf(ours, address, { trust: { ca: { fingerprint: ours.caFingerprint }, collectorId } }));
    expect(channel.caCertificate).toBe(ours.caCertificate);
    expect(await ask(channel, 'Enroll')).toBe('hello anonymous no-certificate');
    const other = requestOf(ours, address, { trust: { ca: { fingerprint: foreign.caFingerprint } } });
    expect(await failure(openChannel(other))).toMatchObject({ code: 'CA_MISMATCH' });
  });

  it('refuses another CA, another collector of the same CA, and an agent that plays collector', async () => {
    await using running = await startTestServer(await foreign.collector(), echo);
    const { address } = running;
    expect(await failure(openChannel(requestOf(ours, address)))).toMatchObject({ code: 'CA_MISMATCH' });
    const otherId = '99999999-2222-4333-8444-555555555555';
    const wrongId = requestOf(foreign, address, { trust: { ca: { certificate: foreign.caCertificate }, collectorId: otherId } });
    expect(await failure(openChannel(wrongId))).toMatchObject({ code: 'CA_MISMATCH', message: expect.stringContaining(otherId) as string });
    await using impostor = await startTestServer({ ...(await ours.agent()), caCertificate: ours.caCertificate }, echo);
    expect(await failure(openChannel(requestOf(ours, impostor.address)))).toMatchObject({ code: 'CA_MISMATCH' });
  });

  it.each([
    ['expired', { now: new Date(Date.now() - 10 * day), days: 2 }, 0, 'CERTIFICATE_EXPIRED', 'was valid until'],
    ['not valid yet', { now: new Date(Date.now() + 2 * day) }, 0, 'CLOCK_WRONG', 'is valid from'],
    ['seen by a clock of last week', {}, -7 * day, 'CLOCK_WRONG', 'is valid from'],
    ['seen by a clock 20 years ahead', {}, 20 * 365 * day, 'CLOCK_WRONG', 'is valid from'],
  ] as const)('says so when the collector’s certificate is %s', async (_title, dates, offsetMs, code, text) => {
    await using running = await startTestServer(await ours.collector(dates), echo);
    const { address } = running;
    const now = (): Date => new Date(Date.now() + offsetMs);
    const error = await failure(openChannel(requestOf(ours, address, { now })));
    expect(error.code).toBe(code);
    expect(error.message).toContain(text);
    expect(error.message).toContain("this host's clock says");
    expect(error.message).not.toMatch(/CERT_|ERR_/u);
  });

  it('bears a clock that is half an hour late', async () => {
    await using running = await startTestServer(await ours.collector(), echo);
    const { address } = running;
    using channel = await openChannel(requestOf(ours, address, { now: () => new Date(Date.now() - hour / 2) }));
    expect(channel.collectorId).toBe(collectorId);
  });

  it('tries the addresses in order and names each that failed', async () => {
    await using running = await startTestServer(await ours.collector(), echo);
    const { address } = running;
    const refused = { host: '127.0.0.1', port: await freePort() };
    using channel = await openChannel(requestOf(ours, address, { addresses: [refused, address] }));
    expect(channel.address).toEqual(address);
    const silent = await listenSilently();
    const nobody = requestOf(ours, address, { addresses: [refused, silent.address], timeoutMs: 200 });
    const error = await failure(openChannel(nobody));
    silent.server.close();
    expect(error.code).toBe('COLLECTOR_UNREACHABLE');
    expect(error.message).toContain(`127.0.0.1:${String(refused.port)}: connection refused`);
    expect(error.message).toContain(`127.0.0.1:${String(silent.address.port)}: no answer within 0.2 s`);
  });

  it('goes straight to the collector when the environment names a proxy', async () => {
    await using running = await startTestServer(await ours.collector(), echo);
    const { address } = running;
    const dead = `http://127.0.0.1:${String(await freePort())}`;
    const names = ['http_proxy', 'https_proxy', 'grpc_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'];
    const before = names.map((name) => process.env[name]);
    for (const name of names) process.env[name] = dead;
    try {
      using channel = await openChannel(requestOf(ours, address, { identity: await ours.agent() }));
      expect(await ask(channel)).toContain('agent');
    } finally {
      names.forEach((name, index) => {
        const value = before[index];
        if (value === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = value;
      });
    }
  });

  it('says TLS when the port speaks something else', async () => {
    const server = createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n'));
    const address = await listenPlain(server);
    const error = await failure(openChannel(requestOf(ours, address)));
    server.close();
    expect(error).toMatchObject({ code: 'COLLECTOR_UNREACHABLE', message: expect.stringContaining('TLS 1.3') as string });
  });
});

async function listenPlain(server: NetServer): Promise<{ host: string; port: number }> {
  await new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port: 0 }, resolve));
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
}

async function listenSilently(): Promise<{ server: NetServer; address: { host: string; port: number } }> {
  const server = createServer((socket) => socket.resume());
  return { server, address: await listenPlain(server) };
}

async function freePort(): Promise<number> {
  const server = createServer();
  const { port } = await listenPlain(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
