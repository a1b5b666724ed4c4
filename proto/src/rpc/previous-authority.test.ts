import { beforeAll, expect, it } from 'vitest';

import { openChannel } from './client.ts';
import { ask, collectorId, createIdentities, echo, failure, requestOf, startTestServer, type TestIdentities } from './rpc-fixture.ts';
import type { ServerIdentity } from './listener.ts';
import type { Peer } from './peer.ts';

let old: TestIdentities;
let young: TestIdentities;
let foreign: TestIdentities;
let both: ServerIdentity;

beforeAll(async () => {
  [old, young, foreign] = await Promise.all([createIdentities(), createIdentities(), createIdentities()]);
  both = { ...(await young.collector()), previous: await old.collector() };
});

it('a collector with a new CA answers those that trust the older one only, and tells them apart', async () => {
  const peers: Peer[] = [];
  await using running = await startTestServer(both, echo, { authorize: (peer) => { peers.push(peer); } });
  for (const identities of [old, young]) {
    using channel = await openChannel(requestOf(identities, running.address, { identity: await identities.agent() }));
    expect(channel.caCertificate).toBe(identities.caCertificate);
    expect(await ask(channel)).toMatch(/^hello agent /u);
  }
  expect(peers.map((peer) => peer.kind === 'agent' && peer.byPreviousAuthority === true)).toEqual([true, false]);
});

it('a certificate of the older CA counts also for an agent that has got the new CA', async () => {
  await using running = await startTestServer(both, echo);
  using channel = await openChannel(requestOf(young, running.address, { identity: await old.agent() }));
  expect(await ask(channel)).toMatch(/^hello agent /u);
});

it('an expired certificate of the older CA reaches what renews it, and nothing else', async () => {
  await using running = await startTestServer(both, echo);
  const identity = await old.agent({ now: new Date(Date.now() - 400 * 86_400_000) });
  using channel = await openChannel(requestOf(old, running.address, { identity }));
  expect(await ask(channel, 'Enroll')).toMatch(/^hello anonymous expired aaaaaaaa-/u);
  expect(await failure(ask(channel))).toMatchObject({ code: 'CERTIFICATE_EXPIRED' });
});

it('no third CA counts, on either side', async () => {
  await using running = await startTestServer(both, echo);
  expect(await failure(openChannel(requestOf(foreign, running.address)))).toMatchObject({ code: 'CA_MISMATCH' });
  using channel = await openChannel(requestOf(old, running.address, { identity: await foreign.agent() }));
  expect(await failure(ask(channel))).toMatchObject({ code: 'CA_MISMATCH' });
});

it('a running server takes a new CA, and lets go of the older one, from the next connection on', async () => {
  await using running = await startTestServer(await old.collector(), echo);
  const request = requestOf(old, running.address, { identity: await old.agent() });
  running.server.renewIdentity(both);
  {
    using channel = await openChannel(request);
    expect(await ask(channel)).toMatch(/^hello agent /u);
  }
  running.server.renewIdentity(await young.collector());
  expect(await failure(openChannel(request))).toMatchObject({ code: 'CA_MISMATCH' });
  using fresh = await openChannel(requestOf(young, running.address, { identity: await young.agent() }));
  expect(fresh.collectorId).toBe(collectorId);
});
