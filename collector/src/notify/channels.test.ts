import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { createAuthority } from '@stillpoint/proto/tls/authority.ts';

import { commandChannel } from './command-channel.ts';
import { mailChannel } from './mail-channel.ts';
import { alarmsMessage, testMessage, type StandingAlarm } from './notify-message.ts';
import { TestSmtpServer } from './smtp-server.testing.ts';
import { webhookChannel } from './webhook-channel.ts';

const nowMs = Date.parse('2026-11-22T12:00:00Z');
const sender = { collectorId: '11111111-1111-1111-1111-111111111111', hostName: 'backup' };
const overdue: StandingAlarm = { kind: 'OVERDUE', agentName: 'db1', plan: 'daily', text: 'the newest backup is 3 d old', critical: true, subject: 'x/daily', sinceMs: nowMs };
const nasty: StandingAlarm = { ...overdue, kind: 'FAILED', critical: false, text: 'evil\r\n.\r\nBcc: x@example.com\0\u001b[31m 表 $(reboot)' };
const message = alarmsMessage({ raised: [overdue, nasty], lasting: [], over: [] }, sender, nowMs);
const signal = new AbortController().signal;
const failed = (text: string): unknown => expect.objectContaining({ code: 'NOTIFY_FAILED', message: expect.stringContaining(text) as string });

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stillpoint-notify-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

test('a message has one line as its subject, says who is concerned, and is JSON for programs', () => {
  expect(message.subject).toBe('Stillpoint CRITICAL on backup: 2 new alarms: OVERDUE db1/daily, FAILED db1/daily');
  expect(message.text).toContain('New (2):\n  OVERDUE db1/daily: the newest backup is 3 d old\n  FAILED db1/daily: evil . Bcc: x@example.com [31m 表 $(reboot)\n');
  expect(JSON.parse(JSON.stringify(message.document))).toMatchObject({ version: 1, event: 'alarms', level: 'critical', time: '2026-11-22T12:00:00Z', counts: { raised: 2, lasting: 0, over: 0 }, raised: [{ kind: 'OVERDUE', agentName: 'db1', plan: 'daily', critical: true }, { kind: 'FAILED' }] });
  expect(alarmsMessage({ raised: [], lasting: [], over: [overdue] }, sender, nowMs)).toMatchObject({ level: 'ok', subject: 'Stillpoint OK on backup: 1 alarm over: OVERDUE db1/daily' });
});

test('of a thousand alarms a message lists some and counts all', () => {
  const many = alarmsMessage({ raised: Array.from({ length: 1000 }, () => overdue), lasting: [], over: [] }, sender, nowMs);
  expect(many.text).toContain('New (1000):');
  expect(many.text).toContain('and 800 more');
  expect(many.document['raised']).toHaveLength(200);
});

describe('a command', () => {
  async function program(script: string): Promise<string> {
    const path = join(folder, 'page');
    await writeFile(path, `#!/bin/sh\n${script}\n`);
    await chmod(path, 0o755);
    return path;
  }

  test('gets the message on its standard input and the gist in its environment, and nothing of the collector’s', async () => {
    vi.stubEnv('SECRET_OF_THE_COLLECTOR', 'x');
    const path = await program(`cat > ${folder}/input; env > ${folder}/env; echo "$1" > ${folder}/argument`);
    await commandChannel({ command: [path, 'a b; $(reboot)'], timeoutMs: 10_000 }).send(message, signal);
    expect(JSON.parse(await readFile(join(folder, 'input'), 'utf8'))).toMatchObject({ event: 'alarms', counts: { raised: 2 } });
    const env = await readFile(join(folder, 'env'), 'utf8');
    expect(env).toMatch(/^STILLPOINT_LEVEL=critical$/m);
    expect(env).toMatch(/^STILLPOINT_SUBJECT=Stillpoint CRITICAL on backup: 2 new alarms/m);
    expect(env).not.toContain('SECRET');
    expect(await readFile(join(folder, 'argument'), 'utf8')).toBe('a b; $(reboot)\n');
  });

  test('that fails is told with its exit status and what it said', async () => {
    const path = await program('echo "no modem" >&2; exit 7');
    await expect(commandChannel({ command: [path], timeoutMs: 10_000 }).send(message, signal)).rejects.toThrow(failed('page: exit status 7: no modem'));
  });

  test('that is not there is told', async () => {
    await expect(commandChannel({ command: [join(folder, 'nothing')], timeoutMs: 10_000 }).send(message, signal)).rejects.toThrow(failed('ENOENT'));
  });

  test('that reads nothing has been told all the same', async () => {
    await commandChannel({ command: ['true'], timeoutMs: 10_000 }).send(alarmsMessage({ raised: Array.from({ length: 200 }, () => ({ ...overdue, text: 'x'.repeat(1000) })), lasting: [], over: [] }, sender, nowMs), signal);
  });

  test('that never ends is killed with what it has started', async () => {
    const path = await program(`sleep 60 & echo $! > ${folder}/pid; wait`);
    await expect(commandChannel({ command: [path], timeoutMs: 700 }).send(message, signal)).rejects.toThrow(failed('did not end within'));
    const pid = Number(await readFile(join(folder, 'pid'), 'utf8'));
    await vi.waitFor(async () => {
      const state = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => 'gone');
      expect(state).toMatch(/^gone$|\) Z /);
    });
  });
});

describe('a web service', () => {
  interface Asked {
    readonly method: string;
    readonly headers: IncomingMessage['headers'];
    readonly body: string;
  }

  async function serve(server: Server | TlsServer, status: number, headers: Record<string, string> = {}): Promise<{ readonly port: number; readonly asked: Asked[] } & AsyncDisposable> {
    const asked: Asked[] = [];
    server.on('request', (request: IncomingMessage, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        asked.push({ method: request.method ?? '', headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
        response.writeHead(status, headers).end('what it says');
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return { port: (server.address() as AddressInfo).port, asked, [Symbol.asyncDispose]: async () => { server.closeAllConnections(); await new Promise((resolve) => { server.close(resolve); }); } };
  }

  const channelTo = (url: string, caFile?: string): ReturnType<typeof webhookChannel> => webhookChannel({ url, headers: { Authorization: 'Bearer secret' }, caFile, timeoutMs: 5000 });

  test('is posted the JSON, with the headers that are set, whatever proxy the environment names', async () => {
    vi.stubEnv('http_proxy', 'http://127.0.0.1:1');
    await using server = await serve(createServer(), 204);
    const channel = channelTo(`http://127.0.0.1:${String(server.port)}/hooks/secret`);
    await channel.send(message, signal);
    expect(server.asked).toMatchObject([{ method: 'POST', headers: { authorization: 'Bearer secret', 'content-type': 'application/json' } }]);
    expect(JSON.parse(server.asked[0]?.body ?? '')).toMatchObject({ level: 'critical', text: expect.stringContaining('OVERDUE db1/daily') as string });
    expect(channel.target).not.toContain('secret');
  });

  test.each([
    [500, {}, 'answered 500: what it says'],
    [302, { location: 'http://127.0.0.1:1/' }, 'answered 302'],
  ])('that answers %i is a failure, and is asked once', async (status, headers, text) => {
    await using server = await serve(createServer(), status, headers);
    await expect(channelTo(`http://127.0.0.1:${String(server.port)}/`).send(message, signal)).rejects.toThrow(failed(text));
    expect(server.asked).toHaveLength(1);
  });

  test('that does not listen, or never answers, is a failure that says so', async () => {
    await expect(channelTo('http://127.0.0.1:1/').send(message, signal)).rejects.toThrow(failed('ECONNREFUSED'));
    const silent = createServer(() => undefined);
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const late = webhookChannel({ url: `http://127.0.0.1:${String((silent.address() as AddressInfo).port)}/`, headers: {}, caFile: undefined, timeoutMs: 200 });
    await expect(late.send(message, signal)).rejects.toThrow(failed('no answer within 0.2 s'));
    silent.closeAllConnections();
    silent.close();
  });

  test('over HTTPS is believed with a certificate of the named authority only', async () => {
    const key = join(folder, 'key.pem');
    const certificate = join(folder, 'certificate.pem');
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key, '-out', certificate, '-days', '2', '-subj', '/CN=test', '-addext', 'subjectAltName=IP:127.0.0.1'], { stdio: 'ignore' });
    await using server = await serve(createTlsServer({ key: await readFile(key), cert: await readFile(certificate) }), 200);
    await writeFile(join(folder, 'other.pem'), (await createAuthority()).certificate);
    const url = `https://127.0.0.1:${String(server.port)}/`;
    await expect(channelTo(url).send(message, signal)).rejects.toThrow(failed('self-signed certificate'));
    await expect(channelTo(url, join(folder, 'other.pem')).send(message, signal)).rejects.toThrow(failed('self-signed certificate'));
    await expect(channelTo(url, join(folder, 'none.pem')).send(message, signal)).rejects.toThrow(failed('cannot be read: ENOENT'));
    expect(server.asked).toEqual([]);
    await channelTo(url, certificate).send(message, signal);
    expect(server.asked).toHaveLength(1);
  });
});

describe('a mail', () => {
  const settings = { from: 'stillpoint@backup.example', tls: 'off', user: undefined, password: undefined, caFile: undefined, timeoutMs: 5000 } as const;

  test('goes to all addresses, and what a guest wrote makes no header of it', async () => {
    await using server = await TestSmtpServer.open();
    await mailChannel({ ...settings, to: ['a@example.com', 'b@example.com'], server: { host: '127.0.0.1', port: server.port } }).send(message, signal);
    expect(server.commands.filter((line) => line.startsWith('RCPT'))).toEqual(['RCPT TO:<a@example.com>', 'RCPT TO:<b@example.com>']);
    const [mail = ''] = server.mails;
    const headers = mail.slice(0, mail.indexOf('\n\n'));
    expect(headers).toMatch(/^Subject: Stillpoint CRITICAL on backup: 2 new alarms: OVERDUE/m);
    expect(headers).toMatch(/^Auto-Submitted: auto-generated$/m);
    expect(headers).not.toMatch(/^Bcc:/m);
    expect(server.mails).toHaveLength(1);
  });

  test('that the server refuses for one address is a failure that names it', async () => {
    await using server = await TestSmtpServer.open('nobody');
    const channel = mailChannel({ ...settings, to: ['a@example.com', 'nobody@example.com'], server: { host: '127.0.0.1', port: server.port } });
    await expect(channel.send(testMessage(sender, nowMs), signal)).rejects.toThrow(failed('nobody@example.com'));
  });

  test('is not sent in the clear when TLS is demanded', async () => {
    await using server = await TestSmtpServer.open();
    const channel = mailChannel({ ...settings, tls: 'starttls', to: ['a@example.com'], server: { host: '127.0.0.1', port: server.port } });
    await expect(channel.send(message, signal)).rejects.toThrow(failed('127.0.0.1'));
    expect(server.mails).toEqual([]);
  });
});
