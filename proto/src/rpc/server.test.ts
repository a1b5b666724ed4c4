import { stat } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server as NetServer } from 'node:net';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { StillpointError } from '../errors.ts';
import { callServerStream, callUnary, openBidi } from './client-call.ts';
import { openChannel, openLocalChannel, type Channel } from './client.ts';
import type { Peer } from './peer.ts';
import { agentId, collectorId, createIdentities, requestOf, startTestServer, temporaryFolder, testService, type TestIdentities } from './rpc-fixture.ts';
import { RpcServer } from './server.ts';
import type { Handlers } from './server-call.ts';

const hour = 3_600_000;
const day = 24 * hour;

let ours: TestIdentities;
let foreign: TestIdentities;

beforeAll(async () => {
  [ours, foreign] = await Promise.all([createIdentities(), createIdentities()]);
});

const echo: Handlers<typeof testService> = {
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

async function failure(promise: Promise<unknown>): Promise<StillpointError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof StillpointError)) throw new Error('expected a StillpointError', { cause: error });
  return error;
}

const ask = async (channel: Channel, method: 'Enroll' | 'Echo' = 'Echo'): Promise<string> =>
  (await callUnary(channel, testService[method], Buffer.from('hello'), { deadlineMs: 5000 })).toString();

describe('who may call what', () => {
  it('knows an agent by its certificate', async () => {
    const { server, address } = await startTestServer(await ours.collector(), echo);
    await using _server = server;
    using channel = await openChannel(requestOf(ours, address, { identity: await ours.agent() }));
    expect(await ask(channel)).toBe(`hello agent ${agentId}`);
    expect(channel).toMatchObject({ collectorId, localAddress: '127.0.0.1', caCertificate: ours.caCertificate });
    expect(server.peers()).toMatchObject([{ kind: 'agent', agentId }]);
  });

  it('lets a peer without certificate reach nothing but the named methods', async () => {
    const { server, address } = await startTestServer(await ours.collector(), echo);
    await using _server = server;
    using channel = await openChannel(requestOf(ours, address));
    expect(await ask(channel, 'Enroll')).toBe('hello anonymous no-certificate');
    expect(await failure(ask(channel))).toMatchObject({ code: 'CERTIFICATE_REQUIRED', hint: expect.stringContaining('enroll') as string });
    using stream = openBidi(channel, testService.Talk);
    expect(await failure(stream.read())).toMatchObject({ code: 'CERTIFICATE_REQUIRED' });
  });

  it('refuses a certificate of another CA, and one of the collector itself', async () => {
    const { server, address } = await startTestServer(await ours.collector(), echo);
    await using _server = server;
    using stranger = await openChannel(requestOf(ours, address, { identity: await foreign.agent() }));
    expect(await failure(ask(stranger))).toMatchObject({ code: 'CA_MISMATCH' });
    using collector = await openChannel(requestOf(ours, address, { identity: await ours.collector() }));
    expect(await failure(ask(collector))).toMatchObject({ code: 'CERTIFICATE_REQUIRED' });
  });

  it('does not take an expired certificate of another CA for an expired one of its own', async () => {
    const { server, address } = await startTestServer(await ours.collector(), echo);
    await using _server = server;
    const past = { now: new Date(Date.now() - 10 * day), days: 1 };
    using stranger = await openChannel(requestOf(ours, address, { identity: await foreign.agent(past) }));
    expect(await ask(stranger, 'Enroll')).toBe('hello anonymous unknown-ca');
    using late = await openChannel(requestOf(ours, address, { identity: await ours.agent(past) }));
    expect(await ask(late, 'Enroll')).toBe(`hello anonymous expired ${agentId}`);
    expect(await failure(ask(late))).toMatchObject({ code: 'CERTIFICATE_EXPIRED' });
  });

  it('calls a certificate of the future a matter of clocks', async () => {
    const { server, address } = await startTestServer(await ours.collector(), echo);
    await using _server = server;
    using early = await openChannel(requestOf(ours, address, { identity: await ours.agent({ now: new Date(Date.now() + day) }) }));
    expect(await failure(ask(early))).toMatchObject({ code: 'CLOCK_WRONG' });
  });

  it('judges the certificate at each call, not only when the connection opens', async () => {
    let now = Date.now();
    const { server, address } = await startTestServer(await ours.collector(), echo, { now: () => new Date(now) });
    await using _server = server;
    using channel = await openChannel(requestOf(ours, address, { identity: await ours.agent() }));
    await ask(channel);
    now += 91 * day;
    expect(await failure(ask(channel))).toMatchObject({ code: 'CERTIFICATE_EXPIRED' });
  });

  it('asks authorize at each call and cuts the connections that disconnect picks', async () => {
    let revoked = false;
    const authorize = (peer: Peer): void => {
      if (revoked && peer.kind === 'agent') throw new StillpointError('AGENT_REVOKED', 'agent db1 is revoked');
    };
    const { server, address } = await startTestServer(await ours.collector(), echo, { authorize });
    await using _server = server;
    using channel = await openChannel(requestOf(ours, address, { identity: await ours.agent() }));
    const talk = openBidi(channel, testService.Talk);
    await talk.write(Buffer.from('a'));
    expect((await talk.read())?.toString()).toBe('A');
    revoked = true;
    expect(await failure(ask(channel))).toMatchObject({ code: 'AGENT_REVOKED', message: 'agent db1 is revoked' });
    expect(server.disconnect((peer) => peer.kind === 'agent' && peer.agentId === agentId)).toBe(1);
    expect(await failure(talk.read())).toMatchObject({ code: 'SESSION_LOST' });
  });

  it('ignores a connection name that the client sends', async () => {
    const { server, address } = await startTestServer(await ours.collector(), echo);
    await using _server = server;
    using agent = await openChannel(requestOf(ours, address, { identity: await ours.agent() }));
    using channel = await openChannel(requestOf(ours, address));
    await ask(agent);
    const { Metadata } = await import('@grpc/grpc-js');
    const metadata = new Metadata();
    metadata.set('stillpoint-connection', 'unknown');
    const { path, requestSerialize, responseDeserialize } = testService.Enroll;
    const answer = await new Promise<Buffer | undefined>((resolve, reject) => {
      channel.client.makeUnaryRequest(path, requestSerialize, responseDeserialize, Buffer.from('x'), metadata, (error, value) => {
        if (error === null) resolve(value);
        else reject(error);
      });
    });
    expect(answer?.toString()).toBe('x anonymous no-certificate');
  });

  it('holds only so many peers without certificate', async () => {
    const { server, address } = await startTestServer(await ours.collector(), echo, { anonymousLimit: { connections: 1, lifetimeMs: 60_000 } });
    await using _server = server;
    using first = await openChannel(requestOf(ours, address, {}));
    await ask(first, 'Enroll');
    using second = await openChannel(requestOf(ours, address));
    expect(await failure(ask(second, 'Enroll'))).toMatchObject({ code: 'COLLECTOR_UNREACHABLE' });
    using agent = await openChannel(requestOf(ours, address, { identity: await ours.agent() }));
    expect(await ask(agent)).toContain('agent');
  });
});

describe('whom the client trusts', () => {
  it('enrols over a CA that it knows by fingerprint only', async () => {
    const { server, address } = await startTestServer(await ours.collector(), echo);
    await using _server = server;
    using channel = await openChannel(requestOf(ours, address, { trust: { ca: { fingerprint: ours.caFingerprint }, collectorId } }));
    expect(channel.caCertificate).toBe(ours.caCertificate);
    expect(await ask(channel, 'Enroll')).toBe('hello anonymous no-certificate');
    const other = requestOf(ours, address, { trust: { ca: { fingerprint: foreign.caFingerprint } } });
    expect(await failure(openChannel(other))).toMatchObject({ code: 'CA_MISMATCH' });
  });

  it('refuses another CA, another collector of the same CA, and an agent that plays collector', async () => {
    const { server, address } = await startTestServer(await foreign.collector(), echo);
    await using _server = server;
    expect(await failure(openChannel(requestOf(ours, address)))).toMatchObject({ code: 'CA_MISMATCH' });
    const otherId = '99999999-2222-4333-8444-555555555555';
    const wrongId = requestOf(foreign, address, { trust: { ca: { certificate: foreign.caCertificate }, collectorId: otherId } });
    expect(await failure(openChannel(wrongId))).toMatchObject({ code: 'CA_MISMATCH', message: expect.stringContaining(otherId) as string });
    const impostor = await startTestServer({ ...(await ours.agent()), caCertificate: ours.caCertificate }, echo);
    await using _impostor = impostor.server;
    expect(await failure(openChannel(requestOf(ours, impostor.address)))).toMatchObject({ code: 'CA_MISMATCH' });
  });

  it.each([
    ['expired', { now: new Date(Date.now() - 10 * day), days: 2 }, 0, 'CERTIFICATE_EXPIRED', 'was valid until'],
    ['not valid yet', { now: new Date(Date.now() + 2 * day) }, 0, 'CLOCK_WRONG', 'is valid from'],
    ['seen by a clock of last week', {}, -7 * day, 'CLOCK_WRONG', 'is valid from'],
    ['seen by a clock 20 years ahead', {}, 20 * 365 * day, 'CLOCK_WRONG', 'is valid from'],
  ] as const)('says so when the collector’s certificate is %s', async (_title, dates, offsetMs, code, text) => {
    const { server, address } = await startTestServer(await ours.collector(dates), echo);
    await using _server = server;
    const now = (): Date => new Date(Date.now() + offsetMs);
    const error = await failure(openChannel(requestOf(ours, address, { now })));
    expect(error.code).toBe(code);
    expect(error.message).toContain(text);
    expect(error.message).toContain("this host's clock says");
    expect(error.message).not.toMatch(/CERT_|ERR_/u);
  });

  it('bears a clock that is half an hour late', async () => {
    const { server, address } = await startTestServer(await ours.collector(), echo);
    await using _server = server;
    using channel = await openChannel(requestOf(ours, address, { now: () => new Date(Date.now() - hour / 2) }));
    expect(channel.collectorId).toBe(collectorId);
  });

  it('tries the addresses in order and names each that failed', async () => {
    const { server, address } = await startTestServer(await ours.collector(), echo);
    await using _server = server;
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
    const { server, address } = await startTestServer(await ours.collector(), echo);
    await using _server = server;
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

describe('calls', () => {
  let server: RpcServer;
  let channel: Channel;
  const failures: unknown[] = [];
  beforeAll(async () => {
    const handlers: Handlers<typeof testService> = {
      ...echo,
      Echo: (request, context) => {
        if (request.toString() === 'throw') throw new TypeError('secret internals');
        if (request.toString() === 'hang')
          return new Promise((_resolve, reject) => {
            context.signal.addEventListener('abort', () => {
              reject(context.signal.reason as Error);
            });
          });
        return Promise.resolve(request);
      },
    };
    const started = await startTestServer(await ours.collector(), handlers, { onHandlerFailure: (error) => failures.push(error) });
    server = started.server;
    channel = await openChannel(requestOf(ours, started.address, { identity: await ours.agent() }));
  });
  afterAll(async () => {
    channel.close();
    await server.close();
  });

  it('streams answers in order, and stops when the loop is left', async () => {
    const seen: string[] = [];
    for await (const message of callServerStream(channel, testService.Count, Buffer.from('1000'))) seen.push(message.toString());
    expect(seen).toEqual(Array.from({ length: 1000 }, (_, index) => String(index)));
    for await (const message of callServerStream(channel, testService.Count, Buffer.from('1000000000'))) if (message.toString() === '5') break;
  });

  it('talks both ways and ends well', async () => {
    using talk = openBidi(channel, testService.Talk);
    for (const word of ['a', 'b', 'c']) await talk.write(Buffer.from(word));
    talk.end();
    const answers: string[] = [];
    for await (const answer of talk) answers.push(answer.toString());
    expect(answers).toEqual(['A', 'B', 'C']);
  });

  it('carries code, message and hint of an error through a stream', async () => {
    using talk = openBidi(channel, testService.Talk);
    await talk.write(Buffer.from('fail'));
    expect(await failure(talk.read())).toMatchObject({ code: 'BLOCK_INVALID', message: 'block 7 is damaged', hint: 'send it again' });
    expect(await failure(talk.write(Buffer.from('more')))).toMatchObject({ code: 'BLOCK_INVALID' });
  });

  it('tells the peer nothing of an unexpected failure, and the log all', async () => {
    const error = await failure(callUnary(channel, testService.Echo, Buffer.from('throw')));
    expect(error.code).toBe('INTERNAL');
    expect(error.message).not.toContain('secret');
    expect(failures).toMatchObject([{ message: 'secret internals' }]);
  });

  it('calls a damaged message a violation of the protocol', async () => {
    expect(await failure(callUnary(channel, testService.Echo, Buffer.from([0xff])))).toMatchObject({ code: 'PROTOCOL_VIOLATION' });
    using talk = openBidi(channel, testService.Talk);
    await talk.write(Buffer.from([0xff]));
    expect(await failure(talk.read())).toMatchObject({ code: 'PROTOCOL_VIOLATION' });
  });

  it('ends by deadline and by signal', async () => {
    expect(await failure(callUnary(channel, testService.Echo, Buffer.from('hang'), { deadlineMs: 100 }))).toMatchObject({ code: 'COLLECTOR_UNREACHABLE' });
    const controller = new AbortController();
    const hanging = failure(callUnary(channel, testService.Echo, Buffer.from('hang'), { signal: controller.signal }));
    controller.abort();
    expect(await hanging).toMatchObject({ code: 'CANCELLED' });
    using talk = openBidi(channel, testService.Talk);
    const reading = failure(talk.read());
    talk.cancel();
    expect(await reading).toMatchObject({ code: 'CANCELLED' });
  });

  it('refuses a message over the limit', async () => {
    expect(await failure(callUnary(channel, testService.Echo, Buffer.alloc(5 * 1024 * 1024)))).toMatchObject({ code: 'LIMIT_EXCEEDED' });
  });
});

describe('listening', () => {
  it('says why an address cannot be had', async () => {
    const identity = await ours.collector();
    const { server, address } = await startTestServer(identity, echo);
    await using _server = server;
    expect(await failure(server.listenTls(address, identity))).toMatchObject({
      code: 'LISTEN_FAILED',
      message: `cannot listen on 127.0.0.1:${String(address.port)}: another program listens there`,
    });
    expect(await failure(server.listenTls({ host: '192.0.2.1', port: 0 }, identity))).toMatchObject({
      code: 'LISTEN_FAILED',
      message: 'cannot listen on 192.0.2.1:0: no interface of this host has that address',
    });
  });

  it('serves several addresses, with the ports that the system chose', async () => {
    const identity = await ours.collector();
    const { server, address } = await startTestServer(identity, echo);
    await using _server = server;
    const second = await server.listenTls({ host: '::1', port: 0 }, identity);
    expect(second.port).toBeGreaterThan(0);
    for (const each of [address, second]) {
      using channel = await openChannel(requestOf(ours, each, { identity: await ours.agent() }));
      expect(await ask(channel)).toContain('agent');
    }
  });

  it('presents a renewed certificate from the next connection on', async () => {
    const { server, address } = await startTestServer(await ours.collector({ now: new Date(Date.now() - 10 * day), days: 1 }), echo);
    await using _server = server;
    expect(await failure(openChannel(requestOf(ours, address)))).toMatchObject({ code: 'CERTIFICATE_EXPIRED' });
    server.renewIdentity(await ours.collector());
    using channel = await openChannel(requestOf(ours, address));
    expect(channel.collectorId).toBe(collectorId);
  });

  it('names the process behind a local socket that only its owner may open', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'admin.sock');
    await using server = new RpcServer();
    server.implement(testService, echo);
    await server.listenUnix(path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    using channel = await openLocalChannel(path);
    expect(await ask(channel)).toBe(`hello local ${String(process.getuid?.())} ${String(process.pid)}`);
  });

  it('takes over the socket of a killed process and not that of a living one', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'admin.sock');
    const { execFileSync } = await import('node:child_process');
    const script = `require('node:net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`;
    try {
      execFileSync(process.execPath, ['-e', script], { stdio: 'ignore' });
    } catch (error) {
      expect(error).toMatchObject({ signal: 'SIGKILL' });
    }
    await using server = new RpcServer();
    server.implement(testService, echo);
    expect(await failure(openLocalChannel(path))).toMatchObject({ code: 'COLLECTOR_UNREACHABLE' });
    await server.listenUnix(path);
    using channel = await openLocalChannel(path);
    expect(await ask(channel)).toContain('local');
    await using second = new RpcServer();
    expect(await failure(second.listenUnix(path))).toMatchObject({ code: 'LISTEN_FAILED' });
  });

  it('closes once, after running calls, and cuts those that outlast the deadline', async () => {
    const { server, address } = await startTestServer(await ours.collector(), echo);
    using channel = await openChannel(requestOf(ours, address, { identity: await ours.agent() }));
    const talk = openBidi(channel, testService.Talk);
    await talk.write(Buffer.from('a'));
    await talk.read();
    const lost = failure(talk.read());
    await Promise.all([server.close(50), server.close(50)]);
    expect(await lost).toMatchObject({ code: 'SESSION_LOST' });
    expect(await failure(openChannel(requestOf(ours, address)))).toMatchObject({ code: 'COLLECTOR_UNREACHABLE' });
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
