import { beforeAll, describe, expect, it } from 'vitest';

import { StillpointError } from '../errors.ts';
import { openDeviceSocket } from '../posix/device-socket.ts';
import { openChannel } from './client.ts';
import type { ChooseLocalEnd } from './local-end.ts';
import { ask, createIdentities, echo, failure, requestOf, startTestServer, type TestIdentities } from './rpc-fixture.ts';

let ours: TestIdentities;
beforeAll(async () => {
  ours = await createIdentities();
});

const loopback: ChooseLocalEnd = () => ({ localAddress: '127.0.0.9', openSocket: () => openDeviceSocket(4, 'lo') });

describe('the end of a connection', () => {
  it('is the one that was chosen, for the probe and for gRPC', async () => {
    await using running = await startTestServer(await ours.collector(), echo);
    using channel = await openChannel(requestOf(ours, running.address, { localEnd: loopback }));
    expect(channel.localAddress).toBe('127.0.0.9');
    expect(await ask(channel, 'Enroll')).toBe('hello anonymous no-certificate');
    expect(running.server.peers().every(({ address }) => address.startsWith('127.0.0.9:'))).toBe(true);
  });

  it('is chosen before anything is sent, and what refuses it is told as it is', async () => {
    await using running = await startTestServer(await ours.collector(), echo);
    const refuse: ChooseLocalEnd = (remote) => {
      throw new StillpointError('SEGMENT_VIOLATION', `not to ${remote}`);
    };
    expect(await failure(openChannel(requestOf(ours, running.address, { localEnd: refuse })))).toMatchObject({ code: 'SEGMENT_VIOLATION', message: 'not to 127.0.0.1' });
  });

  it('is chosen anew when gRPC connects again by itself, and may be refused then', async () => {
    await using running = await startTestServer(await ours.collector(), echo);
    let isOpen = true;
    const sometimes: ChooseLocalEnd = (remote) => {
      if (!isOpen) throw new StillpointError('SEGMENT_VIOLATION', 'the way is another one now');
      return loopback(remote);
    };
    using channel = await openChannel(requestOf(ours, running.address, { localEnd: sometimes }));
    await ask(channel, 'Enroll');
    isOpen = false;
    running.server.disconnect(() => true);
    await expect.poll(() => failure(ask(channel, 'Enroll')).then(({ message }) => message)).toContain('the way is another one now');
    expect(running.server.peers()).toEqual([]);
  });

  it('may be one of the addresses that a name has', async () => {
    await using running = await startTestServer(await ours.collector(), echo);
    const onlyV4: ChooseLocalEnd = (remote) => {
      if (remote.includes(':')) throw new StillpointError('SEGMENT_VIOLATION', 'not by IPv6');
      return loopback(remote);
    };
    using channel = await openChannel(requestOf(ours, { host: 'localhost', port: running.address.port }, { localEnd: onlyV4 }));
    expect(channel.localAddress).toBe('127.0.0.9');
  });
});
