import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { callServerStream, callUnary, openBidi } from './client-call.ts';
import { openChannel, type Channel } from './client.ts';
import { createIdentities, echo, failure, requestOf, startTestServer, testService } from './rpc-fixture.ts';
import type { RpcServer } from './server.ts';
import type { Handlers } from './server-call.ts';


describe('calls', () => {
  let server: RpcServer;
  let channel: Channel;
  const failures: unknown[] = [];
  beforeAll(async () => {
    const ours = await createIdentities();
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
