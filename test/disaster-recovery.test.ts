/** The procedures of docs/disaster-recovery.md, as an administrator follows them. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { AgentProcess } from './support/agent-process.ts';
import { openBackupScene, type BackupScene } from './support/backup-scene.ts';
import { outputOf } from './support/child-program.ts';
import { CollectorProcess } from './support/collector-process.ts';
import { expectSameObjects } from './support/oracle.ts';

let scene: BackupScene;
const passphrase = 'four words nobody guesses';

beforeEach(async () => {
  scene = await openBackupScene();
  await outputOf('sh', ['-c', 'mkdir etc && echo one >etc/hosts && head -c 300k /dev/urandom >data'], { cwd: scene.tree });
  await scene.agent.backup('daily');
});
afterEach(() => scene[Symbol.asyncDispose]());

async function makeKit({ collector, folder }: BackupScene): Promise<string> {
  const kit = folder.at('stillpoint.kit');
  const { code, stderr } = await collector.cli(['recovery-kit', '--to', kit, '--passphrase-fd', '0'], { input: passphrase });
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return kit;
}

async function restoresEqual({ collector, folder, tree }: BackupScene, address: string): Promise<void> {
  const target = folder.at(`out-${String(Math.random()).slice(2)}`);
  await collector.ask('restore', `${address}:${tree}`, '--to', target);
  await expectSameObjects(tree, join(target, 'tree'));
}

describe('a lost catalog', () => {
  test('is made anew when the collector starts, and a revoked agent stays out', async () => {
    const { collector, agent } = scene;
    const before = await collector.snapshots();
    await collector.ask('agents', 'set', 'guest', '--quota', '50G');
    await collector.ask('schedule', 'set', 'guest/daily', '30 1 * * *');
    await collector.ask('agents', 'revoke', 'guest', '--yes');
    const { address } = collector;
    await collector.stop();
    for (const name of await readdir(collector.datastore)) if (name.startsWith('catalog.sqlite')) await rm(join(collector.datastore, name));
    await collector.serve({}, address);
    expect((await collector.snapshots()).map(({ snapshotId }) => snapshotId)).toEqual(before.map(({ snapshotId }) => snapshotId));
    expect(JSON.parse(await collector.ask('agents', 'show', 'guest', '--json'))).toMatchObject({ state: 'revoked', quotaBytes: 50 * 1024 ** 3 });
    expect(JSON.parse(await collector.ask('schedule', 'show', '--json'))).toMatchObject({ schedules: [{ plan: 'daily', origin: 'collector', cron: '30 1 * * *' }] });
    const { code, events } = await agent.run('daily');
    expect([code, events.find(({ event }) => event === 'error')?.['code']]).toEqual([1, 'AGENT_REVOKED']);
    await restoresEqual(scene, 'guest');
    expect(JSON.parse(await collector.ask('audit', 'verify', '--json'))).toMatchObject({ whole: true, findings: [] });
  });
});

describe('a lost host', () => {
  test('is replaced by a copy of the datastore without keys, and the kit: agents go on where they were', async () => {
    const { collector, agent, folder } = scene;
    const kit = await makeKit(scene);
    const { address } = collector;
    await collector.stop();
    const copy = folder.at('copy');
    await outputOf('cp', ['-a', collector.datastore, copy]);
    await rm(join(copy, 'ca'), { recursive: true });
    await rm(join(copy, 'collector.toml'));
    await using other = CollectorProcess.at(copy);
    const failed = await other.cli(['recovery-kit', 'restore', kit, '--passphrase-fd', '0'], { input: 'something else entirely' });
    expect([failed.code, failed.stderr]).toEqual([1, expect.stringContaining('RECOVERY_KIT_INVALID')]);
    const { code, stderr } = await other.cli(['recovery-kit', 'restore', kit, '--passphrase-fd', '0'], { input: passphrase });
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining('The CA is back') as string });
    await other.serve({}, address);
    await writeFile(join(scene.tree, 'more'), 'more');
    expect(await agent.backup('daily')).toMatchObject({ status: 'complete' });
    expect((await other.snapshots()).map(({ sequence }) => sequence)).toEqual([1, 2]);
    await restoresEqual({ ...scene, collector: other }, 'guest');
  });

  test('whose data is gone, too, is made anew from the kit: its agents begin again without being enrolled', async () => {
    const { collector, agent, folder } = scene;
    const kit = await makeKit(scene);
    const { address } = collector;
    await collector.stop();
    await using other = CollectorProcess.at(folder.at('anew'));
    const { code, stderr } = await other.cli(['init', '--recovery-kit', kit, '--passphrase-fd', '0'], { input: passphrase });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    await other.serve({}, address);
    expect(await agent.backup('daily')).toMatchObject({ status: 'complete' });
    expect(await other.snapshots()).toMatchObject([{ agentName: 'guest', sequence: 1 }]);
    await restoresEqual({ ...scene, collector: other }, 'guest');
    // A kit of another collector gives nothing away to this one.
    const stranger = CollectorProcess.at(folder.at('stranger'));
    expect((await stranger.cli(['init'])).stdout).toMatch(/private CA[^]*without it each guest must be enrolled again[^]*recovery-kit --to FILE/u);
    expect((await stranger.cli(['recovery-kit', 'restore', kit, '--passphrase-fd', '0'], { input: passphrase })).stderr).toContain('RECOVERY_KIT_INVALID');
  });
});

describe('a lost CA key', () => {
  test('without a kit: what was backed up can be restored, and guests are enrolled again under their names', async () => {
    const { collector, folder } = scene;
    await collector.stop();
    await rm(join(collector.datastore, 'ca'), { recursive: true });
    const refused = await collector.cli(['serve']);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringMatching(/STATE_INVALID[\s\S]*recovery-kit restore/u)]);
    await restoresEqual(scene, 'guest');
    // A collector of its own takes over; the old datastore stays for restores.
    const young = await CollectorProcess.start(folder.at('young'));
    await using _young = young;
    await mkdir(folder.at('agent-again'));
    const agent = await AgentProcess.enroll(young, folder.at('agent-again'), 'guest', { daily: [{ paths: [scene.tree] }] });
    expect(await agent.backup('daily')).toMatchObject({ status: 'complete' });
  });
});

describe('ransomware on a guest', () => {
  test('that owns the agent can add bad snapshots, and nothing else: the good one is found, pinned and restored', async () => {
    const { collector, agent, tree, folder } = scene;
    await collector.ask('retention', 'set', 'guest/daily', '--keep-last', '1', '--immutable-for', '30d');
    const good = folder.at('good');
    await outputOf('cp', ['-a', tree, good]);
    await outputOf('sh', ['-c', 'head -c 300k /dev/urandom >data; rm -r etc; echo pay >README'], { cwd: tree });
    await agent.backup('daily');
    const [first, second] = await collector.snapshots();
    // The guest's own CLI has no call that takes anything away.
    const help = await agent.start(['--help']);
    expect((await help.finished).stdout).not.toMatch(/^\s+(?:delete|prune|gc|retention)\b/mu);
    expect((await collector.cli(['delete', `@${first?.snapshotId ?? ''}`, '--yes'])).stderr).toContain('SNAPSHOT_PROTECTED');
    await collector.ask('prune', '--yes');
    await collector.ask('agents', 'revoke', 'guest', '--yes');
    await collector.ask('pin', `@${first?.snapshotId ?? ''}`, '--reason', 'the last one before the attack');
    await collector.ask('diff', `@${first?.snapshotId ?? ''}`, `@${second?.snapshotId ?? ''}`);
    const target = folder.at('clean');
    await collector.ask('restore', `@${first?.snapshotId ?? ''}:${tree}`, '--to', target, '--no-special');
    await expectSameObjects(good, join(target, 'tree'));
  });
});

describe('a stolen agent key', () => {
  test('is worthless once the agent is revoked, the refusals are in the audit log, and no token is in it', async () => {
    const { collector, agent } = scene;
    const token = (await collector.ask('token', 'create', '--agent', 'guest', '--replace')).trim();
    await collector.ask('agents', 'revoke', 'guest', '--yes');
    const { code, events } = await agent.run('daily');
    expect([code, events.find(({ event }) => event === 'error')?.['code']]).toEqual([1, 'AGENT_REVOKED']);
    await expect.poll(async () => await collector.ask('audit', '--agent', 'guest', '--kind', 'refused'), { timeout: 10_000 }).toContain('AGENT_REVOKED');
    expect(await collector.ask('audit', '--kind', 'agent-revoked')).toContain('cli uid 0 (root)');
    const log = await readFile(join(collector.datastore, 'journal', 'decisions.log'));
    expect([token.length > 20, log.includes(token)]).toEqual([true, false]);
    const { head } = JSON.parse(await collector.ask('audit', 'verify', '--json')) as { head: string };
    expect(await collector.ask('audit', 'verify', '--head', head)).toContain('what you noted');
    const broken = await collector.cli(['audit', 'verify', '--head', head.replace(/[0-9a-f]$/u, (digit) => (digit === '0' ? '1' : '0'))]);
    expect([broken.code, broken.stdout, broken.stderr]).toEqual([1, expect.stringMatching(/^BROKEN: what you noted: record \d+ has another hash/mu), expect.stringContaining('AUDIT_BROKEN')]);
  });
});
