import { once } from 'node:events';
import { connect, type ClientHttp2Session } from 'node:http2';

import { beforeAll, describe, expect, it } from 'vitest';

import { StillpointError } from '../errors.ts';
import { collectorDnsName } from '../tls/certificate.ts';
import { createIdentities, startTestServer, type TestIdentities } from './rpc-fixture.ts';
import { defaultWindowSizes, onHttp2Server } from './window-sizes.ts';

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
