import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import { afterEach, describe, expect, it } from 'vitest';

import { transferRdb } from './redis-rdb.ts';

const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server[Symbol.asyncDispose]();
});

/** A server that answers each command with the next of `answers`; gives where it is, and what it was asked. */
async function serverThat(...answers: readonly (string | ((socket: Socket) => void))[]): Promise<{ port: number; asked: string[] }> {
  const asked: string[] = [];
  const left = [...answers];
  const server = createServer((socket) => {
    socket.on('data', (data: Buffer) => {
      asked.push(data.toString('latin1').split('\r\n').filter((line) => !/^[*$]/.test(line) && line !== '').join(' '));
      const answer = left.shift();
      if (typeof answer === 'string') socket.write(Buffer.from(answer, 'latin1'));
      else answer?.(socket);
    });
    socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(server);
  return { port: (server.address() as AddressInfo).port, asked };
}

async function transfer(port: number): Promise<string> {
  const out = new PassThrough();
  const received = buffer(out);
  await transferRdb({ host: '127.0.0.1', port, user: undefined, passwordFile: undefined }, out);
  out.end();
  return (await received).toString('latin1');
}

describe('transferRdb', () => {
  it('takes a file of known length, after bytes that keep the connection alive, from a server that knows no capabilities', async () => {
    const { port, asked } = await serverThat('-ERR Unrecognized REPLCONF option: capa\r\n', '-ERR Unrecognized REPLCONF option: rdb-only\r\n', (socket) => {
      socket.write('\n\n');
      socket.write('\n$11\r\nREDIS');
      setImmediate(() => socket.write('0009\r\n*1\r\n$4\r\nPING\r\n'));
    });
    expect(await transfer(port)).toBe('REDIS0009\r\n');
    expect(asked).toEqual(['REPLCONF capa eof', 'REPLCONF rdb-only 1', 'SYNC']);
  });

  it.each([1, 7, 39, 40, 41, 1000])('takes what ends with a mark, however it is cut (%i bytes)', async (size) => {
    const mark = 'm'.repeat(20) + '0123456789abcdefghij';
    const content = `REDIS0010${'m'.repeat(45)}${mark.slice(0, 39)}x${'y'.repeat(60)}`;
    const { port } = await serverThat('+OK\r\n', '+OK\r\n', (socket) => {
      const text = `$EOF:${mark}\r\n${content}${mark}`;
      const send = (at: number): void => {
        if (at < text.length) socket.write(text.slice(at, at + size), () => setImmediate(send, at + size));
      };
      socket.setNoDelay(true);
      send(0);
    });
    expect(await transfer(port)).toBe(content);
  });

  it.each([
    ['before the end of a known length', '$100\r\nREDIS0010'],
    ['before the mark', `$EOF:${'m'.repeat(40)}\r\nREDIS0010${'m'.repeat(39)}`],
    ['before anything', '\n'],
  ])('fails when the connection ends %s', async (_when, text) => {
    const { port } = await serverThat('+OK\r\n', '+OK\r\n', (socket) => socket.end(text));
    await expect(transfer(port)).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' });
  });

  it('fails with the words of a server that refuses', async () => {
    const { port } = await serverThat('+OK\r\n', '+OK\r\n', "-NOPERM this user has no permissions to run the 'sync' command\r\n");
    await expect(transfer(port)).rejects.toThrow("NOPERM this user has no permissions to run the 'sync' command");
  });
});
