/** Guests and their collector as life treats them: copied, rebuilt, rolled back, renamed, retired, moved; and a new CA. */
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { AgentProcess } from './support/agent-process.ts';
import { openBackupScene, type BackupScene } from './support/backup-scene.ts';
import { ChildProgram, runProgram, type Finished, type ProgramOptions } from './support/child-program.ts';
import { CollectorProcess } from './support/collector-process.ts';
import { agentLauncher } from './support/programs.ts';
import { testWith } from './support/requirements.ts';

let stack: AsyncDisposableStack;
let scene: BackupScene;
let collector: CollectorProcess;
let agent: AgentProcess;

const connected = /"msg":"connected to the collector"/u;
const patience = { timeout: 60_000, interval: 1000 };

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  scene = stack.use(await openBackupScene());
  ({ collector, agent } = scene);
  await writeFile(`${scene.tree}/one`, 'one');
});
afterEach(() => stack.disposeAsync());

/** A guest with files of its own, which may look to its programs like another machine. */
class Guest {
  readonly folder: string;
  readonly #options: ProgramOptions;

  constructor(folder: string, options: ProgramOptions = {}) {
    this.folder = folder;
    this.#options = options;
  }

  get configFile(): string {
    return `${this.folder}/agent.toml`;
  }

  async configure(addresses: readonly string[]): Promise<void> {
    const plan = `[[plan]]\nname = "daily"\n[[plan.source]]\nkind = "files"\npaths = ["${scene.tree}"]\n`;
    await writeFile(this.configFile, `state_dir = "${this.folder}/state"\n[collector]\naddress = ${JSON.stringify(addresses)}\n${plan}`);
  }

  run(...args: readonly string[]): Promise<Finished> {
    return runProgram(agentLauncher, [...args, '--config', this.configFile], this.#options);
  }

  start(...args: readonly string[]): ChildProgram {
    return ChildProgram.start(agentLauncher, [...args, '--config', this.configFile], this.#options);
  }

  async enrol(...options: readonly string[]): Promise<Finished> {
    return this.run('enroll', (await collector.ask('token', 'create', ...options)).trim(), '--collector', collector.address, '--force');
  }
}

/** A copy of the scene's guest, taken as a hypervisor does: with key, certificate and state. */
async function copyGuest(name: string, facts: { readonly machineId?: string; readonly bootId?: string }): Promise<Guest> {
  const folder = scene.folder.at(name);
  await cp(agent.folder, folder, { recursive: true });
  const mounts: string[] = [];
  for (const [path, value] of [['/etc/machine-id', facts.machineId], ['/proc/sys/kernel/random/boot_id', facts.bootId]] as const) {
    if (value === undefined) continue;
    const file = `${folder}/fact-${String(mounts.length)}`;
    await writeFile(file, `${value}\n`);
    mounts.push(`mount --bind ${file} ${path}`);
  }
  const guest = new Guest(folder, { through: ['unshare', '-m', 'sh', '-c', `${mounts.join(' && ')} && exec "$@"`, 'sh'] });
  await guest.configure([collector.address]);
  return guest;
}

testWith('root')('a copy of an enrolled template is refused as such, and is a guest of its own after a reset', async () => {
  await agent.backup('daily');
  const copy = await copyGuest('copy', { machineId: '1'.repeat(32), bootId: 'aaaaaaaa-0000-4000-8000-000000000001' });
  const refused = await copy.run('backup');
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringMatching(/AGENT_CLONED: two machines use the certificate of agent guest: one at 127\.0\.0\.1:\d+, one at 127\.0\.0\.1:\d+[^]*stillpoint-agent reset[^]*--agent guest --replace/u)]);
  expect((await copy.run('reset')).stderr).toContain('CONFIRMATION_NEEDED');
  const reset = await copy.run('reset', '--yes');
  expect([reset.code, reset.stdout]).toEqual([0, expect.stringMatching(/key and certificate.*plans: daily[^]*no longer the agent guest[^]*machine-id/u)]);
  expect((await copy.run('backup')).stderr).toContain('AGENT_NOT_ENROLLED');
  expect((await copy.enrol('--agent', 'copy')).code).toBe(0);
  expect((await copy.run('backup')).code).toBe(0);
  await agent.backup('daily');
  expect((await collector.snapshots()).map(({ agentName }) => agentName).sort()).toEqual(['copy', 'guest', 'guest']);
});

testWith('root')('a copy that kept the machine id is refused while the guest is there, and the guest goes on', async () => {
  const copy = await copyGuest('copy', { bootId: 'aaaaaaaa-0000-4000-8000-000000000001' });
  await using service = await agent.start(['serve']);
  await service.waitFor(connected, 'stderr');
  await using other = copy.start('serve');
  await other.waitFor(/AGENT_CLONED/u, 'stderr');
  other.kill('SIGTERM');
  await other.finished;
  expect((await collector.cli(['run', 'guest/daily'])).code).toBe(0);
  // The guest is booted anew, or rolled back: nobody answers on its older connection.
  service.kill('SIGSTOP');
  await using booted = copy.start('serve');
  await booted.waitFor(connected, 'stderr');
  service.kill('SIGCONT');
  await service.waitFor(/SESSION_SUPERSEDED/u, 'stderr');
});

test('a rebuilt guest goes on with its history, and its former self is let in no more', async () => {
  const first = await agent.backup('daily');
  const former = new Guest(scene.folder.at('former'));
  await cp(agent.folder, former.folder, { recursive: true });
  await former.configure([collector.address]);
  await rm(agent.stateDirectory, { recursive: true });
  const rebuilt = new Guest(agent.folder);
  expect((await collector.cli(['token', 'create', '--agent', 'guest'])).stderr).toMatch(/AGENT_NAME_TAKEN[^]*--replace/u);
  expect((await rebuilt.enrol('--agent', 'guest', '--replace')).stderr).not.toContain('error');
  const second = await agent.backup('daily');
  expect([second.files, second.snapshotId === first.snapshotId]).toEqual([first.files, false]);
  expect((await collector.snapshots()).map(({ agentName, sequence }) => [agentName, sequence])).toEqual([['guest', 1], ['guest', 2]]);
  expect((await former.run('backup')).stderr).toMatch(/AGENT_REVOKED.*another guest has taken its place/u);
});

test('a guest that was rolled back to an older state backs up at once, and nothing is missing', async () => {
  await agent.backup('daily');
  await cp(agent.stateDirectory, scene.folder.at('rolled-back'), { recursive: true });
  for (const round of [2, 3]) {
    await writeFile(`${scene.tree}/one`, `one, changed in round ${String(round)}`);
    await writeFile(`${scene.tree}/round-${String(round)}`, 'new');
    await agent.backup('daily');
  }
  await rm(agent.stateDirectory, { recursive: true });
  await cp(scene.folder.at('rolled-back'), agent.stateDirectory, { recursive: true });
  // The disk went back with the state.
  await writeFile(`${scene.tree}/one`, 'one');
  await rm(`${scene.tree}/round-3`);
  const { files } = await agent.backup('daily');
  expect(files).toBe(2);
  const snapshots = await collector.snapshots();
  expect(snapshots.map(({ sequence, status }) => [sequence, status])).toEqual([1, 2, 3, 4].map((sequence) => [sequence, 'complete']));
  expect((await collector.cli(['verify', '--read-data'])).code).toBe(0);
  await collector.ask('restore', 'guest/daily@latest', '--to', scene.folder.at('restored'));
  expect(await readFile(`${scene.folder.at('restored')}${scene.tree}/one`, 'utf8')).toBe('one');
});

test('an agent is renamed, retired, let in again, and not removed while it has snapshots', async () => {
  await agent.backup('daily');
  await collector.ask('agents', 'rename', 'guest', 'web7');
  await using service = await agent.start(['serve']);
  await service.waitFor(connected, 'stderr');
  await vi.waitFor(async () => { expect((await agent.backup('daily')).address).toContain('web7/daily@'); }, patience);
  await collector.ask('schedule', 'set', 'web7/weekly', '0 1 * * 0');
  expect((await collector.cli(['health'])).stdout).toContain('NEVER: web7/weekly');
  await collector.ask('agents', 'set', 'web7', '--retired');
  await service.waitFor(/AGENT_RETIRED/u, 'stderr');
  expect((await collector.cli(['health'])).stdout).toContain('STILLPOINT OK');
  expect((await agent.run('daily')).stderr + (await agent.run('daily')).stdout).toContain('AGENT_RETIRED');
  expect(await collector.snapshots()).toHaveLength(2);
  expect(JSON.parse(await collector.ask('agents', 'show', 'web7', '--json'))).toMatchObject({ state: 'retired', snapshots: 2 });
  expect((await collector.cli(['agents', 'remove', 'web7', '--yes'])).stderr).toContain('AGENT_HAS_SNAPSHOTS');
  await collector.ask('agents', 'set', 'web7', '--no-retired');
  await agent.backup('daily');
});

test('a collector that has moved is found by its CA and id, whoever answers at its older address', async () => {
  const { address: before } = collector;
  await collector.stop();
  await using stranger = await CollectorProcess.init(scene.folder.at('stranger'));
  await stranger.serve({}, before);
  await cp(collector.datastore, scene.folder.at('moved'), { recursive: true });
  await collector.serve();
  expect(collector.address).not.toBe(before);
  const guest = new Guest(agent.folder);
  await guest.configure(['127.0.0.1:1', before, collector.address]);
  expect((await guest.run('backup')).code).toBe(0);
  await guest.configure([before]);
  expect((await guest.run('backup')).stderr).toContain('CA_MISMATCH');
  expect([(await stranger.snapshots()).length, (await collector.snapshots()).length]).toEqual([0, 1]);
});

test('a new CA is made: connected agents go over by themselves, and the older one is forgotten', async () => {
  await mkdir(scene.folder.at('late'));
  const late = new Guest(scene.folder.at('late'));
  await late.configure([collector.address]);
  await late.enrol('--agent', 'late');
  expect((await collector.cli(['ca', 'renew', '--yes'])).stderr).toContain('DATASTORE_LOCKED');
  const { address } = collector;
  await using service = await agent.start(['serve']);
  await service.waitFor(connected, 'stderr');
  await collector.stop();
  await collector.ask('ca', 'renew', '--yes');
  await collector.serve({}, address);
  await service.waitFor(/the certificate is renewed/u, 'stderr', 60_000);
  const shown = (): Promise<unknown> => collector.ask('ca', 'show', '--json').then((text) => JSON.parse(text) as unknown);
  expect(await shown()).toMatchObject({ previous: { fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/u) as string }, agentsOfPrevious: ['late'] });
  expect((await late.run('backup')).code).toBe(0);
  await collector.stop();
  expect((await collector.cli(['ca', 'forget-previous'])).stderr).toMatch(/CONFIRMATION_NEEDED.*late/u);
  await collector.ask('ca', 'forget-previous', '--yes');
  await collector.serve({}, address);
  await agent.backup('daily');
  expect((await late.run('backup')).stderr).toContain('CA_MISMATCH');
  expect(await shown()).toMatchObject({ previous: null, agentsOfPrevious: [] });
});
