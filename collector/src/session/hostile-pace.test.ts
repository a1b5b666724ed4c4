/**
 * Guests that are slow on purpose, and guests whose clocks say anything.
 */
import { randomBytes } from 'node:crypto';
import { connect, type ClientHttp2Session, type ClientHttp2Stream, type IncomingHttpHeaders } from 'node:http2';
import { setTimeout as wait } from 'node:timers/promises';

import { v1 } from '@stillpoint/proto/messages.ts';
import { agentService } from '@stillpoint/proto/services.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { TestCollector } from './collector.testing.ts';
import { backup, helloOf, makeArchive, randomRunId, type RawAgent } from './raw-agent.testing.ts';

let collector: TestCollector;

beforeAll(async () => {
  collector = await TestCollector.open({ durableMs: 20 });
});
afterAll(() => collector[Symbol.asyncDispose]());

/** A connection below gRPC, with the agent's certificate. */
function openBare({ key, certificate }: RawAgent): ClientHttp2Session {
  return connect(`https://${collector.address.host}:${collector.address.port}`, { key, cert: certificate, rejectUnauthorized: false }).on('error', () => undefined);
}

function openStream(session: ClientHttp2Session): ClientHttp2Stream {
  const stream = session.request({ ':method': 'POST', ':path': agentService.Backup.path, 'content-type': 'application/grpc', te: 'trailers' });
  return stream.on('error', () => undefined);
}

function framed(message: Uint8Array, saidBytes = message.length): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(saidBytes, 1);
  return Buffer.concat([head, message]);
}

describe('a guest that writes slowly', () => {
  it('byte by byte gets its turn like any other, and holds up nobody else', async () => {
    using slow = await collector.agent('slow');
    using other = await collector.agent('quick');
    const session = openBare(slow);
    try {
      const begins = ['one', 'two', 'three'].map((plan) => framed(v1.Upload.encode({ begin: { hello: helloOf(), runId: randomRunId(), plan } }).finish()));
      const streams = begins.map(() => openStream(session));
      const answered = streams.map((stream) => new Promise<Buffer>((resolve) => stream.once('data', resolve)));
      for (let at = 0; at < Math.max(...begins.map(({ length }) => length)); at++) {
        for (const [index, stream] of streams.entries()) if (at < (begins[index]?.length ?? 0)) stream.write(begins[index]?.subarray(at, at + 1));
        if (at === 20) {
          using calm = await other.begin();
          await backup(calm, makeArchive({ file: randomBytes(2000) }));
        }
        await wait(1);
      }
      for (const answer of await Promise.all(answered)) expect(v1.Answer.decode(answer.subarray(5)).ready?.sessionId).toHaveLength(16);
    } finally {
      session.destroy();
    }
  });

  it('and says that its message has 4 GiB is refused before any of it has come', async () => {
    using agent = await collector.agent('boastful');
    const session = openBare(agent);
    try {
      const stream = openStream(session);
      const ended = new Promise<string>((resolve) => {
        stream.once('trailers', (trailers: IncomingHttpHeaders) => { resolve(String(trailers['grpc-status'])); });
        stream.once('response', (headers) => { if (headers['grpc-status'] !== undefined) resolve(String(headers['grpc-status'])); });
        stream.once('close', () => { resolve('closed'); });
      });
      stream.write(framed(randomBytes(100), 0xffff_ffff));
      // RESOURCE_EXHAUSTED.
      expect(['8', 'closed']).toContain(await ended);
    } finally {
      session.destroy();
    }
  });
});

describe('a guest whose clock is years off', () => {
  it.each([
    ['at the beginning of time', 0],
    ['before it', -62_135_596_800_000],
    ['thirty years ahead', Date.now() + 30 * 365 * 86_400_000],
    ['beyond the last date that there is', 8_640_000_000_000_001],
    ['at the largest number', Number.MAX_SAFE_INTEGER],
  ])('%s backs up, and its snapshots have the time of the collector', async (title, clockMs) => {
    using agent = await collector.agent(`clock-${title.replaceAll(' ', '-')}`.slice(0, 60));
    using session = await agent.begin('daily', { hello: helloOf({ clockMs }) });
    const before = Date.now();
    const { committed } = await backup(session, makeArchive({ file: randomBytes(2000) }), { agentStartedMs: clockMs });
    expect(Math.abs((committed.timeMs ?? 0) - before)).toBeLessThan(60_000);
    using again = await agent.begin('daily', { hello: helloOf({ clockMs: -clockMs }) });
    expect((await backup(again, makeArchive({ file: randomBytes(2000) }))).committed.sequence).toBe(2);
  });
});
