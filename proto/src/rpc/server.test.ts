import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { connect as connectTcp } from 'node:net';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';

import { Metadata } from '@grpc/grpc-js';
import { beforeAll, describe, expect, it } from 'vitest';

import { StillpointError } from '../errors.ts';
import { openBidi } from './client-call.ts';
import { openChannel, openLocalChannel } from './client.ts';
import type { Peer } from './peer.ts';
import { agentId, ask, collectorId, createIdentities, echo, failure, requestOf, startTestServer, temporaryFolder, testService, type TestIdentities } from './rpc-fixture.ts';
import { RpcServer } from './server.ts';

const day = 86_400_000;

let ours: TestIdentities;
let foreign: TestIdentities;
beforeAll(async () => {
  [ours, foreign] = await Promise.all([createIdentities(), createIdentities()]);
});

describe('who may call what', () => {
  it('knows an agent by its certificate', async () => {
    await using running = await startTestServer(await ours.collector(), echo);
    const { server, address } = running;
    using channel = await openChannel(requestOf(ours, address, { identity: await ours.agent() }));
    expect(await ask(channel)).toBe(`hello agent ${agentId}`);
    expect(channel).toMatchObject({ collectorId, localAddress: '127.0.0.1', caCertificate: ours.caCertificate });
    expect(server.peers()).toMatchObject([{ kind: 'agent', agentId }]);
  });

  it('lets a peer without certificate reach nothing but the named methods', async () => {
    await using running = await startTestServer(await ours.collector(), echo);
    const { address } = running;
    using channel = await openChannel(requestOf(ours, address));
    expect(await ask(channel, 'Enroll')).toBe('hello anonymous no-certificate');
    expect(await failure(ask(channel))).toMatchObject({ code: 'CERTIFICATE_REQUIRED', hint: expect.stringContaining('enroll') as string });
    using stream = openBidi(channel, testService.Talk);
    expect(await failure(stream.read())).toMatchObject({ code: 'CERTIFICATE_REQUIRED' });
  });

  it('refuses a certificate of another CA, and one of the collector itself', async () => {
    await using running = await startTestServer(await ours.collector(), echo);
    const { address } = running;
    using stranger = await openChannel(requestOf(ours, address, { identity: await foreign.agent() }));
    expect(await failure(ask(stranger))).toMatchObject({ code: 'CA_MISMATCH' });
    using collector = await openChannel(requestOf(ours, address, { identity: await ours.collector() }));
    expect(await failure(ask(collector))).toMatchObject({ code: 'CERTIFICATE_REQUIRED' });
  });

  it('does not take an expired certificate of another CA for an expired one of its own', async () => {
    await using running = await startTestServer(await ours.collector(), echo);
    const { address } = running;
    const past = { now: new Date(Date.now() - 10 * day), days: 1 };
    using stranger = await openChannel(requestOf(ours, address, { identity: await foreign.agent(past) }));
    expect(await ask(stranger, 'Enroll')).toBe('hello anonymous unknown-ca');
    using late = await openChannel(requestOf(ours, address, { identity: await ours.agent(past) }));
    expect(await ask(late, 'Enroll')).toBe(`hello anonymous expired ${agentId}`);
    expect(await failure(ask(late))).toMatchObject({ code: 'CERTIFICATE_EXPIRED' });
  });

  it('calls a certificate of the future a matter of clocks', async () => {
    await using running = await startTestServer(await ours.collector(), echo);
    const { address } = running;
    using early = await openChannel(requestOf(ours, address, { identity: await ours.agent({ now: new Date(Date.now() + day) }) }));
    expect(await failure(ask(early))).toMatchObject({ code: 'CLOCK_WRONG' });
  });

  it('judges the certificate at each call, not only when the connection opens', async () => {
    let now = Date.now();
    await using running = await startTestServer(await ours.collector(), echo, { now: () => new Date(now) });
    const { address } = running;
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
    await using running = await startTestServer(await ours.collector(), echo, { authorize });
    const { server, address } = running;
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
    await using running = await startTestServer(await ours.collector(), echo);
    const { address } = running;
    using agent = await openChannel(requestOf(ours, address, { identity: await ours.agent() }));
    using channel = await openChannel(requestOf(ours, address));
    await ask(agent);
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
    await using running = await startTestServer(await ours.collector(), echo, { anonymousLimit: { connections: 1, lifetimeMs: 60_000 } });
    const { address } = running;
    using first = await openChannel(requestOf(ours, address, {}));
    await ask(first, 'Enroll');
    using second = await openChannel(requestOf(ours, address));
    expect(await failure(ask(second, 'Enroll'))).toMatchObject({ code: 'COLLECTOR_UNREACHABLE' });
    using agent = await openChannel(requestOf(ours, address, { identity: await ours.agent() }));
    expect(await ask(agent)).toContain('agent');
  });
});

describe('listening', () => {
  it('says why an address cannot be had', async () => {
    const identity = await ours.collector();
    await using running = await startTestServer(identity, echo);
    const { server, address } = running;
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
    await using running = await startTestServer(identity, echo);
    const { server, address } = running;
    const second = await server.listenTls({ host: '::1', port: 0 }, identity);
    expect(second.port).toBeGreaterThan(0);
    for (const each of [address, second]) {
      using channel = await openChannel(requestOf(ours, each, { identity: await ours.agent() }));
      expect(await ask(channel)).toContain('agent');
    }
  });

  it('presents a renewed certificate from the next connection on', async () => {
    await using running = await startTestServer(await ours.collector({ now: new Date(Date.now() - 10 * day), days: 1 }), echo);
    const { server, address } = running;
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

  it('speaks nothing older than TLS 1.3', async () => {
    await using running = await startTestServer(await ours.collector(), echo);
    const outcome = await new Promise<string>((resolve) => {
      const socket = connectTls({ ...running.address, maxVersion: 'TLSv1.2', rejectUnauthorized: false, ALPNProtocols: ['h2'] });
      socket.once('error', (error: Error) => {
        resolve(error.message);
      });
      socket.once('secureConnect', () => {
        resolve('connected');
      });
    });
    expect(outcome).toContain('protocol version');
  });

  it('is not kept open by a peer that never finishes its handshake', async () => {
    const { server, address } = await startTestServer(await ours.collector(), echo);
    const silent = connectTcp(address);
    await once(silent, 'connect');
    const closed = once(silent, 'close');
    silent.on('error', () => undefined);
    await server.close(50);
    await closed;
  });

  it('survives local peers that leave at once, and serves the next', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'admin.sock');
    await using server = new RpcServer();
    server.implement(testService, echo);
    await server.listenUnix(path);
    const sockets = Array.from({ length: 20 }, () => connectTcp(path));
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    for (const socket of sockets) socket.on('error', () => undefined).destroy();
    using channel = await openLocalChannel(path);
    expect(await ask(channel)).toContain('local');
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
