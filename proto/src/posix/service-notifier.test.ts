import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { ServiceNotifier } from './service-notifier.ts';

/** Plays the service manager: Node has no datagrams over unix sockets. Prints one line per message, its own line breaks as blanks. */
const listener = `
import socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind(sys.argv[1].replace('@', '\\0', 1))
print('bound', flush=True)
while True: print(s.recv(4096).decode().replace('\\n', ' '), flush=True)
`;

let folder = '';
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'stillpoint-notify-')); });
afterEach(() => { rmSync(folder, { recursive: true }); });

async function listen(path: string): Promise<{ next: () => Promise<string> } & AsyncDisposable> {
  const child = spawn('python3', ['-c', listener, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async (): Promise<string> => String((await lines.next()).value);
  expect(await next()).toBe('bound');
  return {
    next,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      await once(child, 'close');
    },
  };
}

describe.each([
  ['in a folder', () => join(folder, 'notify')],
  ['in the abstract namespace', () => `@stillpoint-notify-${process.pid}`],
])('a socket %s', (_, path) => {
  test('is told that the service is ready, that it lives, and that it stops', async () => {
    await using manager = await listen(path());
    using notifier = ServiceNotifier.open({ NOTIFY_SOCKET: path(), WATCHDOG_USEC: '20000', WATCHDOG_PID: String(process.pid) }, process.pid);
    notifier.ready('listening on\nport 7443');
    expect(await manager.next()).toBe('READY=1 STATUS=listening on port 7443');
    expect(await manager.next()).toBe('WATCHDOG=1');
    expect(await manager.next()).toBe('WATCHDOG=1');
    notifier.stopping();
    for (let line = await manager.next(); line !== 'STOPPING=1'; line = await manager.next()) expect(line).toBe('WATCHDOG=1');
  });
});

test('a watchdog of another process, or none, is not fed', async () => {
  const path = join(folder, 'notify');
  await using manager = await listen(path);
  for (const env of [{ WATCHDOG_USEC: '1000', WATCHDOG_PID: '1' }, { WATCHDOG_USEC: '0' }, {}]) {
    using notifier = ServiceNotifier.open({ NOTIFY_SOCKET: path, ...env }, process.pid);
    notifier.ready('up');
    expect(await manager.next()).toBe('READY=1 STATUS=up');
    // Long enough for many signs of life, if there were any.
    await new Promise((resolve) => setTimeout(resolve, 20));
    notifier.stopping();
    expect(await manager.next()).toBe('STOPPING=1');
  }
});

test('without a manager, with one that is away, and after it was closed, nothing happens', () => {
  using without = ServiceNotifier.open({}, process.pid);
  without.ready('up');
  without.stopping();
  const notifier = ServiceNotifier.open({ NOTIFY_SOCKET: join(folder, 'nobody'), WATCHDOG_USEC: '1000' }, process.pid);
  notifier.ready('up');
  notifier.close();
  notifier.close();
  notifier.stopping();
  notifier.ready('again');
});

test.each(['relative/path', `/${'x'.repeat(108)}`])('a socket that cannot be is refused: %s', (path) => {
  expect(() => ServiceNotifier.open({ NOTIFY_SOCKET: path }, process.pid)).toThrow('NOTIFY_SOCKET is no path of a socket');
});
