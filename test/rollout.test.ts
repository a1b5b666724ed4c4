/** One line on a new guest: the agent is installed, enrolled, and serves; its backups take the backup network and no other. */
import { copyFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, vi } from 'vitest';

import { BootedGuest, TestNetwork, type GuestNetworks } from './support/booted-guest.ts';
import { outputOf, runProgram } from './support/child-program.ts';
import { CollectorProcess } from './support/collector-process.ts';
import { DebianGuest } from './support/debian-guest.ts';
import { nextRevision } from './support/next-revision.ts';
import { longForm, missing, testWith } from './support/requirements.ts';
import { TestFolder } from './support/test-folder.ts';

const needs = ['root', 'debootstrap', 'systemd-nspawn', 'nsenter', 'ip', 'curl', 'dpkg-deb', 'strip'];
const patience = { timeout: 100_000, interval: 1500 };
const debName = (revision: number, program = 'stillpoint-agent'): string => `${program}_0.1.0-${revision}_${process.arch === 'x64' ? 'amd64' : 'arm64'}.deb`;
const tarName = `stillpoint-agent-0.1.0-linux-${process.arch}.tar.gz`;
const collectorDeb = (revision: number): string => debName(revision, 'stillpoint-collector');

interface RunJson {
  readonly runId: string;
  readonly state: string;
  readonly reason: string;
  readonly sentBytes: number;
}

let stack: AsyncDisposableStack;
let folder: TestFolder;
let collector: CollectorProcess;
let networks: GuestNetworks;
let backup: TestNetwork;
let production: TestNetwork;
let debian: DebianGuest | undefined;

beforeAll(async () => {
  stack = new AsyncDisposableStack();
  if (missing(...needs) !== undefined) return;
  folder = stack.use(await TestFolder.make());
  debian = await DebianGuest.make(folder.at('guest'));
  await outputOf(join(import.meta.dirname, '../scripts/package'), ['--quick', '--out', folder.path, '--format', 'deb', '--only', 'stillpoint-collector']);
  await outputOf(join(import.meta.dirname, '../scripts/package'), ['--quick', '--out', folder.path, '--format', 'deb,tar', '--only', 'stillpoint-agent']);
  await nextRevision(folder.at(debName(1)));
  await nextRevision(folder.at(collectorDeb(1)));
  backup = stack.use(await TestNetwork.make('spr-back', '10.213.77'));
  production = stack.use(await TestNetwork.make('spr-prod', '10.214.77'));
  networks = { backup0: backup, prod0: production };
  collector = stack.use(await CollectorProcess.init(folder.at('datastore')));
  const config = folder.at('datastore/collector.toml');
  await writeFile(config, (await readFile(config, 'utf8')).replace(/^# (listen = \["10\.20\.0\.5:7444"\])$/mu, `listen = ["${backup.hostAddress}:0"]`).replace(/^listen = .*$/mu, `listen = ["${backup.hostAddress}:0"]`));
  await mkdir(folder.at('datastore/rollout'));
  await copyFile(folder.at(tarName), folder.at('datastore/rollout', tarName));
  await offer(1);
  await collector.serve({}, `${backup.hostAddress}:0`);
}, 500_000);
afterAll(() => stack.disposeAsync());

async function offer(revision: number): Promise<void> {
  await copyFile(folder.at(debName(revision)), folder.at('datastore/rollout', debName(revision)));
}

/** What `token create` says is to be pasted. */
async function installLine(...options: readonly string[]): Promise<string> {
  const { stdout, stderr } = await collector.cli(['token', 'create', ...options]);
  const line = stderr.split('\n').find((text) => text.includes('curl '))?.trim() ?? '';
  expect(stdout.trim()).toMatch(/^sp1_\S+$/u);
  expect(line).toContain(stdout.trim());
  return line;
}

async function agentFacts(): Promise<Record<string, unknown> | undefined> {
  return (JSON.parse(await collector.ask('agents', '--json')) as { agents: Record<string, unknown>[] }).agents[0];
}

async function runs(): Promise<readonly RunJson[]> {
  return (JSON.parse(await collector.ask('runs', '--json')) as { runs: RunJson[] }).runs;
}

testWith(...needs)('a guest is rolled out by one line, backs up through the backup network alone, and outlives reboot, upgrade and purge', async (context) => {
  if (debian === undefined) {
    context.skip('debootstrap could not fetch a guest');
    return;
  }
  await BootedGuest.configure(debian, networks);
  const line = await installLine('--uses', '150', '--ttl', '8h', '--from', `${backup.prefix}.0/24`, '--label', 'env=prod');
  await using guest = await BootedGuest.boot(debian, networks);
  // A proxy that is there for everything, and answers nobody.
  const proxies = `https_proxy=http://${production.hostAddress}:9 HTTPS_PROXY=http://${production.hostAddress}:9 http_proxy=http://${production.hostAddress}:9`;

  // Another server than the one that the line was made for is not believed.
  expect((await guest.run(line.replace(/sha256\/\/[^']*/u, `sha256//${'A'.repeat(43)}=`).replace(/\|.*/u, '>/root/believed'))).code).not.toBe(0);
  const begunMs = Date.now();
  await guest.outputOf(`export ${proxies}; ${line}`);
  expect(await guest.outputOf('systemctl is-enabled stillpoint-agent; systemctl is-active stillpoint-agent')).toBe('enabled\nactive\n');
  await vi.waitFor(async () => { expect(await agentFacts()).toMatchObject({ name: 'guest1', connected: true, labels: { env: 'prod' }, lastAddress: expect.stringContaining(`${backup.prefix}.2:`) as string }); }, patience);
  expect(await guest.outputOf('cat /etc/stillpoint/agent.toml')).toContain(`segment = "${backup.prefix}.0/24"`);
  await writeFile(folder.at('guests'), 'Guest1\n# a comment\nguest2\n');
  expect(await collector.cli(['agents', '--missing-from', folder.at('guests')])).toMatchObject({ code: 1, stdout: 'guest2\n' });

  // What the service is started with names the proxy, too.
  await guest.outputOf(`sed -i 's|^paths = .*|paths = ["/etc", "/usr/lib/x86_64-linux-gnu", "/nowhere"]|' /etc/stillpoint/agent.toml; mkdir -p /etc/systemd/system/stillpoint-agent.service.d; echo '[Service]\nEnvironment=${proxies}' >/etc/systemd/system/stillpoint-agent.service.d/proxy.conf; systemctl daemon-reload; systemctl restart stillpoint-agent`);
  await vi.waitFor(async () => { expect(await agentFacts()).toMatchObject({ connected: true }); }, patience);
  const before = { backup0: await guest.traffic('backup0'), prod0: await guest.traffic('prod0') };
  expect((await collector.cli(['run', 'guest1/daily'])).stderr).not.toContain('error');
  const after = { backup0: await guest.traffic('backup0'), prod0: await guest.traffic('prod0') };
  const [first] = await runs();
  expect(first).toMatchObject({ state: 'incomplete', reason: 'asked' });
  expect(Date.now() - begunMs).toBeLessThan(60_000);
  expect(first?.sentBytes).toBeGreaterThan(1_000_000);
  expect(after.backup0.sent - before.backup0.sent).toBeGreaterThan(first?.sentBytes ?? 0);
  expect(after.prod0.sent - before.prod0.sent).toBe(0);
  expect(after.prod0.received - before.prod0.received).toBeLessThan(2000);

  // Both sides of the run are told, and the guest's journal knows them by the run's id.
  const logs = await collector.ask('logs', first?.runId.slice(0, 8) ?? '');
  expect(logs).toMatch(/ collector {2}session begun [^]* guest {6}WARN PATH_MISSING .*\/nowhere[^]* guest {6}ended: incomplete, snapshot guest1\/daily@/u);
  expect(await guest.outputOf(`journalctl -u stillpoint-agent STILLPOINT_RUN=${first?.runId ?? ''} STILLPOINT_PLAN=daily STILLPOINT_AGENT=guest1 -o cat`)).toMatch(/^run begun[^]*PATH_MISSING \/nowhere[^]*run ended/u);
  expect(await guest.outputOf('journalctl STILLPOINT_CODE=PATH_MISSING -o cat')).toContain('/nowhere');
  await guest.outputOf(`sed -i 's|, "/nowhere"||' /etc/stillpoint/agent.toml`);

  // After a reboot the service is there by itself, and a schedule finds it.
  await guest.powerOff();
  await vi.waitFor(async () => { expect(await agentFacts()).toMatchObject({ connected: false }); }, patience);
  await collector.ask('schedule', 'set', 'guest1/daily', '* * * * *');
  await using rebooted = await BootedGuest.boot(debian, networks);
  await vi.waitFor(async () => { expect(await runs()).toContainEqual(expect.objectContaining({ state: 'complete', reason: 'schedule' })); }, patience);
  await collector.ask('schedule', 'set', 'guest1/daily', '0 1 1 1 *');

  // The same line again: a newer package is put in, and the guest stays the agent that it is.
  const agentId = (await agentFacts())?.['agentId'];
  const pid = await rebooted.outputOf('systemctl show -P MainPID stillpoint-agent');
  await offer(2);
  expect(await rebooted.outputOf(line)).toContain('enrolled already');
  expect(await rebooted.outputOf("dpkg-query -W -f '${Version}' stillpoint-agent; systemctl is-active stillpoint-agent")).toBe('0.1.0-2active\n');
  expect(await rebooted.outputOf('systemctl show -P MainPID stillpoint-agent')).not.toBe(pid);
  await vi.waitFor(async () => { expect(await agentFacts()).toMatchObject({ connected: true, agentId }); }, patience);
  expect(JSON.parse(await collector.ask('token', '--json'))).toMatchObject({ tokens: [{ usesLeft: 149 }] });

  await rebooted.outputOf('dpkg --purge stillpoint-agent');
  expect(await rebooted.outputOf('systemctl is-active stillpoint-agent; ls /etc/systemd/system/multi-user.target.wants /etc/stillpoint /var/lib/stillpoint-agent; true')).toMatch(/^inactive\n(?![^]*stillpoint-agent\.service)[^]*agent\.toml[^]*agent\.json/u);
  // Installed again, it goes on as the same agent.
  expect(await rebooted.outputOf(line)).toContain('enrolled already');
  await vi.waitFor(async () => { expect(await agentFacts()).toMatchObject({ connected: true, agentId }); }, patience);
  await rebooted.outputOf('touch /etc/stillpoint/purge-agent-state; dpkg --purge stillpoint-agent');
  expect((await rebooted.run('test -e /var/lib/stillpoint-agent || test -e /etc/stillpoint')).code).toBe(1);
  await rebooted.powerOff();
}, 280_000);

testWith(longForm, ...needs)('the collector’s package is a service of systemd: as its own user, started again when it hangs, there after a reboot and an upgrade, gone with its state only when asked', async (context) => {
  if (debian === undefined) {
    context.skip('debootstrap could not fetch a guest');
    return;
  }
  for (const revision of [1, 2]) await copyFile(folder.at(collectorDeb(revision)), debian.at(join('root', collectorDeb(revision))));
  const unit = (name: string): string => `systemctl show -P ${name} stillpoint-collector`;
  const serving = 'systemctl is-active stillpoint-collector && stillpoint-collector status';
  {
    await using server = await BootedGuest.boot(debian, networks);
    await server.outputOf(`dpkg -i /root/${collectorDeb(1)}`);
    // There is nothing to serve yet, and that is no failure.
    await server.outputOf('systemctl start stillpoint-collector');
    expect(await server.outputOf('systemctl is-active stillpoint-collector || systemctl is-failed stillpoint-collector || true')).toBe('inactive\ninactive\n');
    await server.outputOf('stillpoint-collector init --listen 127.0.0.1:7443; systemctl enable --now --quiet stillpoint-collector');
    expect(await server.outputOf(serving)).toMatch(/^active\n[^]*127\.0\.0\.1:7443/u);
    const pid = await server.outputOf(unit('MainPID'));
    expect(await server.outputOf(`stat -c %U /proc/${pid.trim()}; find /var/lib/stillpoint ! -user stillpoint; ${unit('StatusText')}`)).toMatch(/^stillpoint\n.*127\.0\.0\.1:7443/u);
    expect(await server.outputOf('journalctl -u stillpoint-collector -o cat')).toContain('the collector is ready');
    // It stands still, and the watchdog bites.
    await server.outputOf('mkdir -p /run/systemd/system/stillpoint-collector.service.d; printf "[Service]\\nWatchdogSec=3s\\nRestartSec=1s\\n" >/run/systemd/system/stillpoint-collector.service.d/soon.conf; systemctl daemon-reload; systemctl restart stillpoint-collector');
    await server.outputOf(`kill -STOP "$(${unit('MainPID')})"`);
    await vi.waitFor(async () => { expect(await server.outputOf(`${unit('NRestarts')}; systemctl is-active stillpoint-collector`)).toBe('1\nactive\n'); }, patience);
    expect(await server.outputOf('journalctl -u stillpoint-collector -o cat')).toMatch(/Watchdog timeout/u);
    await server.outputOf('systemctl stop stillpoint-collector');
    expect(await server.outputOf(unit('Result'))).toBe('success\n');
    await server.powerOff();
  }
  await using server = await BootedGuest.boot(debian, networks);
  expect(await server.outputOf(serving)).toMatch(/^active\n/u);
  const pid = await server.outputOf(unit('MainPID'));
  await server.outputOf(`dpkg -i /root/${collectorDeb(2)}`);
  expect(await server.outputOf(serving)).toMatch(/^active\n/u);
  expect(await server.outputOf(unit('MainPID'))).not.toBe(pid);
  await server.outputOf('dpkg --purge stillpoint-collector');
  expect(await server.outputOf('test -e /var/lib/stillpoint/collector.toml; systemctl is-active stillpoint-collector || true')).toBe('inactive\n');
  await server.outputOf(`dpkg -i /root/${collectorDeb(2)}; systemctl enable --now --quiet stillpoint-collector; ${serving}`);
  await server.outputOf('install -D /dev/null /etc/stillpoint/purge-collector-state && dpkg --purge stillpoint-collector');
  expect((await server.run('test -e /var/lib/stillpoint || id stillpoint')).code).toBe(1);
  await server.powerOff();
}, 280_000);

testWith(...needs)('a guest without a package manager gets the archive below /usr/local, enrolled, with a unit for its next start; once more changes nothing', async (context) => {
  if (debian === undefined) {
    context.skip('debootstrap could not fetch a guest');
    return;
  }
  for (const tool of ['dpkg', 'dpkg-query']) await rename(debian.at(`usr/bin/${tool}`), debian.at(`root/${tool}`));
  const line = (await installLine('--agent', 'archive1')).replace(/$/u, ' --no-start');
  expect((await debian.run('sh', '-c', 'command -v dpkg rpm node')).code).not.toBe(0);
  expect(await debian.outputOf('sh', '-c', line)).toContain(tarName);
  expect(await debian.outputOf('/usr/local/bin/stillpoint-agent', '--version')).toBe('0.1.0\n');
  expect(await readFile(debian.at('etc/systemd/system/stillpoint-agent.service'), 'utf8')).toContain('ExecStart=/usr/local/bin/stillpoint-agent serve\n');
  expect(await debian.has('/etc/systemd/system/multi-user.target.wants/stillpoint-agent.service')).toBe(true);
  expect(await debian.outputOf('/usr/local/bin/stillpoint-agent', 'status')).toContain('archive1');
  const again = await debian.outputOf('sh', '-c', line);
  expect(again).toContain('stillpoint-agent 0.1.0 is installed already');
  expect(again).toContain('enrolled already');
});

testWith(...needs)('a token is of no use from another network, and a package that was changed is not installed', async () => {
  const elsewhere = await installLine('--from', '192.0.2.0/24');
  const url = /https:\/\/\S+/u.exec(elsewhere)?.[0] ?? '';
  const script = await outputOf('curl', ['--noproxy', '*', '-fsSk', url]);
  expect(script).toContain(`collector=${collector.address}`);
  // A copy with another sum stands for a package that was changed on its way.
  await writeFile(folder.at('install'), script.replaceAll(/sum=[0-9a-f]{8}/gu, 'sum=00000000'));
  const { code, stderr } = await runProgram('sh', [folder.at('install'), 'sp1_x'], { env: { PATH: await toolsThatInstallNothing() } });
  expect([code, stderr]).toEqual([1, expect.stringContaining('is not the package that was announced')]);
  const token = elsewhere.split(' ').find((word) => word.startsWith('sp1_')) ?? '';
  const agent = join(import.meta.dirname, '../agent/bin/stillpoint-agent');
  const enrolled = await runProgram(agent, ['enroll', token, '--collector', collector.address, '--config', folder.at('other.toml'), '--state-dir', folder.at('other-state')]);
  expect([enrolled.code, enrolled.stderr]).toEqual([1, expect.stringMatching(/TOKEN_INVALID.*192\.0\.2\.0\/24 only/u)]);
});

/** Should the check fail to stop it, this machine must not get a package. */
async function toolsThatInstallNothing(): Promise<string> {
  const tools = folder.at('tools');
  await mkdir(tools, { recursive: true });
  await writeFile(join(tools, 'dpkg'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  await writeFile(join(tools, 'dpkg-query'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  return `${tools}:${process.env['PATH'] ?? ''}`;
}
