import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { agentAddresses, defaultCollectorConfig, readCollectorConfig } from './collector-config.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stillpoint-config-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function write(text: string): Promise<void> {
  await writeFile(join(folder, 'collector.toml'), text);
}

test('the file that init writes is read back with its listeners', async () => {
  await write(defaultCollectorConfig([{ host: '10.20.0.5', port: 7443 }, { host: 'fd00::5', port: 0 }]));
  expect(readCollectorConfig(folder)).toEqual({ listen: [{ host: '10.20.0.5', port: 7443 }, { host: 'fd00::5', port: 0 }], advertise: [], space: { floor: 536_870_912, reserve: 67_108_864 }, verify: { interval: 604_800_000, rate: 52_428_800, sample: 1 }, drill: [], certificates: { renew_grace: 34_560_000_000 }, gc: { interval: 86_400_000 }, schedule: { max_running: 8, max_running_per_label: {} }, network: { allow: [] }, admission: { max_sessions: 64, max_waiting: 256, min_rate: 125_000, min_free: 1_073_741_824 }, bandwidth: [], notify: { command_timeout: 30_000 }, metrics: { listen: [] }, rollout: { listen: [] }, log: { level: 'info' } });
});

test('drills have a plan, a folder and a month between them, unless they say otherwise', async () => {
  await write('listen = ["127.0.0.1:1"]\n[[drill]]\nplan = "db1/daily"\nscratch = "/srv/scratch"\n[[drill]]\nplan = "web7/daily"\nscratch = "/srv/scratch"\ninterval = "7d"\ncheck = "true"\nload = true');
  const days = 86_400_000;
  expect(readCollectorConfig(folder).drill).toEqual([
    { plan: 'db1/daily', intervalMs: 30 * days, scratch: '/srv/scratch', check: undefined, load: false },
    { plan: 'web7/daily', intervalMs: 7 * days, scratch: '/srv/scratch', check: 'true', load: true },
  ]);
});

test.each<[string, number | undefined]>([
  ['off', undefined],
  ['10m', 600_000],
  ['20d', 20 * 86_400_000],
])('garbage may be collected every %s', async (text, interval) => {
  await write(`listen = ["127.0.0.1:1"]\n[gc]\ninterval = "${text}"`);
  expect(readCollectorConfig(folder).gc).toEqual({ interval });
});

test.each([
  ['', 'listen: expected a list, but the key is missing', '1:1'],
  ['listen = []', 'listen: expected at least 1 in the list, found an empty list', '1:1'],
  ['listen = ["10.20.0.500:1"]', 'listen[0]: expected HOST:PORT or [IPV6]:PORT', '1:11'],
  ['listen = ["127.0.0.1:1"]\nlisten_on = 3', 'listen_on: unknown key; did you mean "listen"?', '2:1'],
  ['listen = ["127.0.0.1:1"]\n[gc]\ninterval = "5m"', 'gc.interval: expected a span of time from 10m to 20d, such as 24h, or off', '3:1'],
  ['listen = ["127.0.0.1:1"]\n[notify]\ncommand = "page"', 'notify.command: expected a list, found "page"', '3:1'],
  ['listen = ["127.0.0.1:1"]\n[notify.webhook]\nurl = "ftp://x"', 'notify.webhook.url: expected an address as https://HOST/PATH', '3:1'],
  ['listen = ["127.0.0.1:1"]\n[notify.mail]\nto = ["nobody"]', 'notify.mail.to[0]: expected a mail address', '3:7'],
  ['listen = ["127.0.0.1:1"]\n[notify.mail]\nto = ["a@b"]\nuser = "a"\npassword = "b"', 'notify.mail.tls: a password is sent to a server that is known only', '2:1'],
  ['listen = ["127.0.0.1:1"]\n[schedule]\nmax_running_per_label = { host = 0 }', 'schedule.max_running_per_label.host: expected a number of at least 1', '3:27'],
  ['listen = ["127.0.0.1:1"]\n[network]\nallow = ["10.20.0.5"]', 'network.allow[0]: expected a network as ADDRESS/BITS', '3:10'],
  ['listen = ["127.0.0.1:1"]\n[[bandwidth]]\nwindow = "08:00-08:00"', 'bandwidth[0].window: the window 08:00-08:00 never opens', '3:1'],
  ['listen = ["127.0.0.1:1"]\n[[bandwidth]]\ntotal = "fast"', 'bandwidth[0].total: expected a rate', '3:1'],
  ['listen = ["127.0.0.1:1"]\n[[drill]]\nplan = "db1"\nscratch = "/srv"', 'drill[0].plan: expected AGENT/PLAN', '3:1'],
  ['listen = ["127.0.0.1:1"]\n[certificates]\nrenew_grace = "1h"', 'certificates.renew_grace: expected a span of time from 1d to 3650d, such as 400d', '3:1'],
  ['listen = ["127.0.0.1:1"]\n[log]\nlevel = "loud"', 'log.level: expected "error", "warn", "info" or "debug", found "loud"', '3:1'],
])('%j is refused at its place', async (text, message, position) => {
  await write(text);
  expect(() => readCollectorConfig(folder)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringContaining(`collector.toml:${position}: ${message}`) as string }));
});

test('without a file the error says how to make one', () => {
  expect(() => readCollectorConfig(folder)).toThrow(expect.objectContaining({ code: 'CONFIG_MISSING', hint: expect.stringContaining('stillpoint-collector init') as string }));
});

test('without a file in a datastore the error gives the line that makes one, not `init`, which would refuse', async () => {
  await writeFile(join(folder, 'stillpoint-datastore'), '{}\n');
  const read = (): unknown => readCollectorConfig(folder);
  expect(read).toThrow(expect.objectContaining({ code: 'CONFIG_MISSING', hint: expect.not.stringContaining('init') as string }));
  const hint = expect.stringContaining(`echo 'listen = ["127.0.0.1:7443"]' > ${folder}/collector.toml`) as string;
  expect(read).toThrow(expect.objectContaining({ hint }));
  await write('listen = ["127.0.0.1:7443"]\n');
  expect(readCollectorConfig(folder).listen).toEqual([{ host: '127.0.0.1', port: 7443 }]);
});

test('guests are told the host name where the collector listens on every interface, and what is advertised instead of all', () => {
  expect(agentAddresses({ advertise: [] }, [{ host: '0.0.0.0', port: 1 }, { host: '10.0.0.1', port: 2 }])).toEqual([`${hostname()}:1`, '10.0.0.1:2']);
  expect(agentAddresses({ advertise: [{ host: 'backup.example', port: 3 }] }, [{ host: '10.0.0.1', port: 2 }])).toEqual(['backup.example:3']);
});
