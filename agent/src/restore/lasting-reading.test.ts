import { openChannel } from '@stillpoint/proto/rpc/client.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { createIdentities, requestOf } from '@stillpoint/proto/rpc/rpc-fixture.ts';
import { RpcServer } from '@stillpoint/proto/rpc/server.ts';
import { agentService } from '@stillpoint/proto/services.ts';
import { expect, it } from 'vitest';

import { LastingReading } from './lasting-reading.ts';

it('a reading whose collector takes a new connection and answers nothing on it can be interrupted', async () => {
  const identities = await createIdentities();
  const silent = Promise.withResolvers<undefined>();
  const over = Promise.withResolvers<undefined>();
  let calls = 0;
  await using server = new RpcServer({});
  server.implement({ Restore: agentService.Restore }, {
    Restore: async (stream) => {
      await stream.read();
      if (++calls === 1) {
        await stream.write({ ready: { agentName: 'guest', maxReadIds: 10 } });
        await stream.read();
        throw new StillpointError('SESSION_LOST', 'gone');
      }
      silent.resolve(undefined);
      await over.promise;
    },
  });
  const address = await server.listenTls({ host: '127.0.0.1', port: 0 }, await identities.collector());
  const stop = new AbortController();
  const identity = await identities.agent();
  {
    await using reading = await LastingReading.open({ connect: () => openChannel(requestOf(identities, address, { identity })), giveUpMs: 60_000, signal: stop.signal });
    const opening = reading.openSnapshot(Buffer.alloc(16, 1));
    opening.catch(() => undefined);
    await silent.promise;
    stop.abort();
    await expect(opening).rejects.toMatchObject({ code: 'CANCELLED' });
  }
  over.resolve(undefined);
});
