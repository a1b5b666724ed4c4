import { once } from 'node:events';
import { connect, type ClientHttp2Session, type Http2Stream } from 'node:http2';

import { beforeAll, describe, expect, it, vi } from 'vitest';

import { StillpointError } from '../errors.ts';
import { collectorDnsName } from '../tls/certificate.ts';
import { createIdentities, startTestServer, testService, type TestIdentities } from './rpc-fixture.ts';
import { defaultWindowSizes, onHttp2Server, shareOf } from './window-sizes.ts';

let identities: TestIdentities;
beforeAll(async () => {
  identities = await createIdentities();
});

interface Windows {
  readonly streamBytes: number | undefined;
  readonly connectionBytes: number | undefined;
}

async function advertised(identity: { key?: string; cert?: string }): Promise<Windows> {
  await using running = await startTestServer(await identities.collector(), {});
  const session = connect(`https://127.0.0.1:${String(running.address.port)}`, { ca: identities.caCertificate, servername: collectorDnsName, ...identity });
  try {
    await once(session, 'remoteSettings');
    // An answered ping means that every frame which the server sent before it has been read.
    await ping(session);
    return { streamBytes: session.remoteSettings.initialWindowSize, connectionBytes: session.state.remoteWindowSize };
  } finally {
    session.destroy();
  }
}

async function ping(session: ClientHttp2Session): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    session.ping((error) => {
      if (error === null) resolve();
      else reject(error);
    });
  });
}

describe('the receive windows that a server advertises', () => {
  it('are wide for an agent', async () => {
    const { key, certificate } = await identities.agent();
    expect(await advertised({ key, cert: certificate })).toEqual(defaultWindowSizes);
  });

  it('stay small for a peer without certificate, who could fill them', async () => {
    expect(await advertised({})).toEqual({ streamBytes: 65_535, connectionBytes: 65_535 });
  });

  it('fail loudly when grpc-js makes its HTTP/2 server in another way', () => {
    expect(() => {
      onHttp2Server({} as never, () => undefined);
    }).toThrow(StillpointError);
  });
});

describe('the windows of many connections', () => {
  it.each([
    [0, 4096],
    [4, 4096],
    [5, 2048],
    [16, 1024],
    [17, 512],
    [50, 256],
    [1000, 256],
  ])('of %d that have calls are %d KiB each', (busy, kibibytes) => {
    expect(shareOf(busy, defaultWindowSizes.streamBytes)).toBe(kibibytes * 1024);
  });

  it('become narrower while calls go on, and wide again when the others have ended', async () => {
    const { key, certificate } = await identities.agent();
    const talks: Http2Stream[] = [];
    await using running = await startTestServer(await identities.collector(), { Talk: async (stream) => { await stream.read(); } });
    const sessions = Array.from({ length: 5 }, () =>
      connect(`https://127.0.0.1:${String(running.address.port)}`, { ca: identities.caCertificate, servername: collectorDnsName, key, cert: certificate }),
    );
    try {
      const [first] = sessions;
      if (first === undefined) throw new Error('no session');
      for (const session of sessions) {
        await once(session, 'remoteSettings');
        const stream = session.request({ ':method': 'POST', ':path': testService.Talk.path, 'content-type': 'application/grpc', te: 'trailers' });
        stream.on('error', () => undefined);
        talks.push(stream);
      }
      await vi.waitFor(() => expect(first.remoteSettings.initialWindowSize).toBe(2 * 1024 * 1024));
      for (const stream of talks.slice(1)) stream.close();
      await vi.waitFor(() => expect(first.remoteSettings.initialWindowSize).toBe(defaultWindowSizes.streamBytes));
    } finally {
      for (const session of sessions) session.destroy();
    }
  });
});
