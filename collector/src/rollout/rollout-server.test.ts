import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { promisify } from 'node:util';

import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { Authority, createAuthority } from '@stillpoint/proto/tls/authority.ts';
import type { ServerIdentity } from '@stillpoint/proto/rpc/listener.ts';

import { installerScript } from './installer-script.ts';
import { PackageShelf } from './package-shelf.ts';
import { keyPin, RolloutServer, type RolloutParts } from './rollout-server.ts';

let folder = '';
let identity: ServerIdentity;
let stack: AsyncDisposableStack;

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  folder = await mkdtemp(join(tmpdir(), 'stillpoint-rollout-'));
  stack.defer(() => rm(folder, { recursive: true }));
  const authority = await Authority.open(await createAuthority());
  identity = { ...(await authority.issueCollector(randomUUID())), caCertificate: authority.certificate };
});
afterEach(() => stack.disposeAsync());

async function serve(admit?: (host: string) => void): Promise<RolloutServer> {
  const parts = { packages: folder, identity, collectors: () => ['backup.example:7443', '127.0.0.1:7443'], admit, logger: pino({ level: 'silent' }) };
  return stack.use(await RolloutServer.open([{ host: '127.0.0.1', port: 0 }], parts));
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly pin: string;
}

async function ask(server: RolloutServer, path: string, options: { method?: string; headers?: Record<string, string> } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: server.addresses[0]?.port, path, rejectUnauthorized: false, agent: false, ...options }, (response) => {
      const { socket } = response;
      const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; });
      response.on('end', () => { resolve({ status: response.statusCode ?? 0, text, pin: keyPin(certificate?.toString() ?? '') }); });
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end();
  });
}

test('the pin is that of the key that is presented, also after a renewal', async () => {
  const server = await serve();
  expect((await ask(server, '/install')).pin).toBe(server.keyPin);
  const authority = await Authority.open(await createAuthority());
  server.renewIdentity({ ...(await authority.issueCollector(randomUUID())), caCertificate: authority.certificate });
  expect(server.keyPin).not.toBe(keyPin(identity.certificate));
  expect((await ask(server, '/install')).pin).toBe(server.keyPin);
});

test('the installer and packages are served, and nothing else of the folder or beside it', async () => {
  await writeFile(join(folder, 'stillpoint-agent_1.0.0-1_amd64.deb'), 'package');
  await writeFile(join(folder, 'secret'), 'secret');
  const server = await serve();
  expect(await ask(server, '/packages/stillpoint-agent_1.0.0-1_amd64.deb')).toMatchObject({ status: 200, text: 'package' });
  for (const path of ['/', '/packages/secret', '/packages/../secret', '/packages/..%2fsecret', '/packages/', '/packages/stillpoint-agent_9.0.0-1_amd64.deb', '/install/x', '//install']) {
    expect([path, (await ask(server, path)).status]).toEqual([path, 404]);
  }
  expect((await ask(server, '/install', { method: 'POST' })).status).toBe(405);
});

test('the installer names the way that the guest has come, and the listener for agents on the same address', async () => {
  const server = await serve();
  const port = server.addresses[0]?.port ?? 0;
  expect((await ask(server, '/install')).text).toContain(`base=https://127.0.0.1:${port}\ncollector=127.0.0.1:7443\n`);
  expect((await ask(server, '/install', { headers: { host: 'backup.example:7444' } })).text).toContain('base=https://backup.example:7444\ncollector=backup.example:7443\n');
  // What a guest says of its way is no place for a command.
  expect((await ask(server, '/install', { headers: { host: 'a:1;reboot' } })).text).toContain(`base=https://127.0.0.1:${port}\n`);
});

test('a download takes its share of the budget for every byte before it goes out, and gives the share back', async () => {
  const content = 'x'.repeat(300_000);
  await writeFile(join(folder, 'stillpoint-agent_1.0.0-1_amd64.deb'), content);
  const shares: string[] = [];
  const gate = Promise.withResolvers<undefined>();
  let takenBytes = 0;
  let isOpen = 0;
  const bandwidth: RolloutParts['bandwidth'] = {
    open: ({ agentName, plan }) => {
      shares.push(`${agentName} ${plan}`);
      isOpen += 1;
      const take = async (bytes: number): Promise<void> => {
        await gate.promise;
        takenBytes += bytes;
      };
      return { take, [Symbol.dispose]: () => { isOpen -= 1; } };
    },
  };
  const parts = { packages: folder, identity, collectors: () => [], bandwidth, logger: pino({ level: 'silent' }) };
  const server = stack.use(await RolloutServer.open([{ host: '127.0.0.1', port: 0 }], parts));
  let isOver = false;
  const download = ask(server, '/packages/stillpoint-agent_1.0.0-1_amd64.deb').finally(() => { isOver = true; });
  await vi.waitFor(() => { expect(isOpen).toBe(1); });
  // The installer is small, and waits for nothing.
  expect((await ask(server, '/install')).status).toBe(200);
  expect(isOver).toBe(false);
  gate.resolve(undefined);
  expect((await download).text).toBe(content);
  await vi.waitFor(() => { expect({ takenBytes, isOpen, shares }).toEqual({ takenBytes: 300_000, isOpen: 0, shares: ['127.0.0.1 agent package'] }); });
});

test('an address that may not connect gets nothing', async () => {
  const server = await serve(() => { throw new Error('outside'); });
  await expect(ask(server, '/install')).rejects.toThrow(/ECONNRESET|socket/u);
});

test('one guest cannot take all connections', async () => {
  const server = await serve();
  const sockets = Array.from({ length: 40 }, () => connect({ host: '127.0.0.1', port: server.addresses[0]?.port ?? 0 }).on('error', () => undefined));
  await vi.waitFor(() => { expect(sockets.filter((socket) => socket.closed).length).toBe(8); });
  for (const socket of sockets) socket.destroy();
  await vi.waitFor(async () => { expect((await ask(server, '/install')).status).toBe(200); });
});

test('an address that is taken is told, and nothing is left listening', async () => {
  const server = await serve();
  const taken = { host: '127.0.0.1', port: server.addresses[0]?.port ?? 0 };
  await expect(RolloutServer.open([{ host: '127.0.0.1', port: 0 }, taken], { packages: folder, identity, collectors: () => [], logger: pino({ level: 'silent' }) })).rejects.toThrow('another program listens there');
});

describe('packages', () => {
  test('the newest of each kind is offered, by numbers and not by letters; other files are not seen', async () => {
    const names = ['stillpoint-agent_1.9.0-1_amd64.deb', 'stillpoint-agent_1.10.0-1_amd64.deb', 'stillpoint-agent_1.10.0-2_amd64.deb', 'stillpoint-agent_1.11.0~rc1-1_arm64.deb', 'stillpoint-agent_1.11.0-1_arm64.deb', 'stillpoint-agent-1.10.0-1.x86_64.rpm', 'stillpoint-agent-1.10.0-linux-x64.tar.gz', 'stillpoint-collector_2.0.0-1_amd64.deb', 'stillpoint-agent_$(reboot)-1_amd64.deb', 'stillpoint-agent_1.10.0-3_amd64.deb.part'];
    for (const name of names) await writeFile(join(folder, name), name);
    const offered = await new PackageShelf(folder).list();
    expect(offered.map(({ format, machine, version }) => `${format} ${machine} ${version}`).sort()).toEqual(['deb aarch64 1.11.0-1', 'deb x86_64 1.10.0-2', 'rpm x86_64 1.10.0-1', 'tar x86_64 1.10.0']);
  });

  test('a file that was replaced has its new sum; a folder that is not there has none', async () => {
    const file = join(folder, 'stillpoint-agent_1.0.0-1_amd64.deb');
    const shelf = new PackageShelf(folder);
    await writeFile(file, 'one');
    const [before] = await shelf.list();
    await writeFile(file, 'other');
    const [after] = await shelf.list();
    expect([before?.sizeBytes, after?.sizeBytes]).toEqual([3, 5]);
    expect(after?.sha256).not.toBe(before?.sha256);
    expect(await new PackageShelf(join(folder, 'nowhere')).list()).toEqual([]);
  });
});

test('the installer is a script that a shell understands, and one that is cut anywhere does nothing', async () => {
  const script = installerScript({ rollout: '10.20.0.5:7444', collector: '10.20.0.5:7443', packages: [] });
  const sh = promisify(execFile);
  await sh('sh', ['-n', '-c', script]);
  const body = script.indexOf('main() {');
  for (const cut of [body + 200, script.lastIndexOf('main "$@"')]) {
    // Neither a word nor a mark is left behind by what was understood.
    const { stdout } = await sh('sh', ['-c', `${script.slice(0, cut)}\n`]).catch(() => ({ stdout: '' }));
    expect(stdout).toBe('');
  }
});
