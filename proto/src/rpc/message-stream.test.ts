import { Readable } from 'node:stream';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { callServerStream, openBidi } from './client-call.ts';
import { openChannel, type Channel } from './client.ts';
import { limitReadAhead } from './message-stream.ts';
import { createIdentities, requestOf, startTestServer, testService } from './rpc-fixture.ts';
import type { RpcServer } from './server.ts';

const messageBytes = 256 * 1024;
const message = Buffer.alloc(messageBytes, 7);
const windows = { streamBytes: 1024 * 1024, connectionBytes: 2 * 1024 * 1024 };

let server: RpcServer;
let channel: Channel;
let takeAll: Promise<void>;
let allowReading: () => void;
let counted = 0;

beforeAll(async () => {
  const identities = await createIdentities();
  takeAll = new Promise((resolve) => (allowReading = resolve));
  const started = await startTestServer(
    await identities.collector(),
    {
      async *Count() {
        for (counted = 0; counted < 1000; counted += 1) yield await Promise.resolve(message);
      },
      async Talk(stream) {
        await stream.write(Buffer.from('ready'));
        await takeAll;
        let received = 0;
        for await (const part of stream) received += part.length;
        await stream.write(Buffer.from(String(received)));
      },
    },
    { windows },
  );
  server = started.server;
  channel = await openChannel(requestOf(identities, started.address, { identity: await identities.agent(), windowBytes: windows.streamBytes }));
});
afterAll(async () => {
  channel.close();
  await server.close(100);
});

/** Resolves when `value` has not changed over many turns of the event loop. */
async function settled(value: () => number): Promise<number> {
  let last = -1;
  for (let quietTurns = 0; quietTurns < 2000; quietTurns += 1) {
    if (value() !== last) {
      last = value();
      quietTurns = 0;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  return last;
}

describe('back-pressure', () => {
  it('holds a writer whose server does not read to window and queue, and lets all through later', async () => {
    const queueBytes = 1024 * 1024;
    const total = 100;
    using talk = openBidi(channel, testService.Talk, { queueBytes });
    expect((await talk.read())?.toString()).toBe('ready');
    let written = 0;
    const writing = (async (): Promise<void> => {
      for (let index = 0; index < total; index += 1) {
        await talk.write(message);
        written += messageBytes;
      }
      talk.end();
    })();
    const heldBytes = await settled(() => written);
    expect(talk.queuedBytes).toBeLessThanOrEqual(queueBytes + messageBytes + 4096);
    // Window, queue, two messages read ahead, and what the sockets of the system hold.
    expect(heldBytes).toBeLessThan(total * messageBytes * 0.6);
    allowReading();
    await writing;
    expect((await talk.read())?.toString()).toBe(String(total * messageBytes));
    expect(await talk.read()).toBeUndefined();
  });

  it('holds a server whose client does not read', async () => {
    const answers = callServerStream(channel, testService.Count, Buffer.from('x'));
    await answers.next();
    expect(await settled(() => counted)).toBeLessThan(40);
    await answers.return();
  });

  it('keeps no more than two messages decoded ahead of a reader', async () => {
    let made = 0;
    const stream = new Readable({
      objectMode: true,
      read() {
        made += 1;
        this.push(made);
      },
    });
    limitReadAhead(stream);
    stream.on('readable', () => undefined);
    expect(await settled(() => made)).toBeLessThanOrEqual(3);
    stream.destroy();
  });
});
