import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fstatSync, mkdtempSync, openSync, closeSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { StillpointError } from '../errors.ts';
import { isJournal, JournalWriter } from './journal-writer.ts';
import { createLogger } from './logger.ts';

/** Plays the journal: Node has no datagrams over unix sockets. Prints one datagram in a line, as JSON text. */
const listener = `
import json, socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind(sys.argv[1])
print('bound', flush=True)
while True: print(json.dumps(s.recv(65536).decode('latin1')), flush=True)
`;

let folder = '';
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'stillpoint-journal-')); });
afterEach(() => { rmSync(folder, { recursive: true }); });

test('a line is a sentence for people, with code, agent, plan and run as fields; several lines keep their breaks', async () => {
  const socket = join(folder, 'socket');
  const child = spawn('python3', ['-c', listener, socket], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    expect((await lines.next()).value).toBe('bound');
    const next = async (): Promise<string> => JSON.parse(String((await lines.next()).value)) as string;
    using journal = JournalWriter.open('stillpoint-agent', { socket });
    const stream = new PassThrough();
    const logger = createLogger({ level: 'info', pretty: false, stream, journal }).child({ agent: 'db1' });
    logger.warn({ plan: 'daily', run: 'ab12', err: new StillpointError('SESSION_LOST', 'it was cut') }, 'run ended');
    expect(await next()).toBe('MESSAGE=run ended agent=db1 plan=daily run=ab12: SESSION_LOST: it was cut\nPRIORITY=4\nSYSLOG_IDENTIFIER=stillpoint-agent\nSTILLPOINT_CODE=SESSION_LOST\nSTILLPOINT_AGENT=db1\nSTILLPOINT_PLAN=daily\nSTILLPOINT_RUN=ab12\n');
    logger.info('one\nPRIORITY=0');
    expect(await next()).toBe('MESSAGE\n\x18\0\0\0\0\0\0\0one\nPRIORITY=0 agent=db1\nPRIORITY=6\nSYSLOG_IDENTIFIER=stillpoint-agent\nSTILLPOINT_AGENT=db1\n');
    expect(stream.read()).toBeNull();
  } finally {
    child.kill('SIGKILL');
    await once(child, 'close');
  }
});

test('what a journal that is away does not take goes to stderr', () => {
  using journal = JournalWriter.open('stillpoint-agent', { socket: join(folder, 'nobody') });
  const stream = new PassThrough();
  createLogger({ level: 'info', pretty: false, stream, journal }).info('still told');
  expect(String(stream.read())).toContain('"msg":"still told"');
});

test('stderr is the journal when it is the very stream that the service manager names', () => {
  const fd = openSync(join(folder, 'stream'), 'w');
  const { dev, ino } = fstatSync(fd);
  expect(isJournal(`${dev}:${ino}`, fd)).toBe(true);
  expect(isJournal(`${dev}:${ino + 1}`, fd)).toBe(false);
  expect(isJournal(undefined, fd)).toBe(false);
  closeSync(fd);
});
