/** Restores that the collector pushes to a guest, and those of a rescue system that has nothing but a token: who may read what, and what may be written where. */
import { chmod, lstat, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { AgentProcess } from './support/agent-process.ts';
import { openBackupScene } from './support/backup-scene.ts';
import { runProgram, type ChildProgram, type Finished } from './support/child-program.ts';
import type { CollectorProcess } from './support/collector-process.ts';
import type { TestFolder } from './support/test-folder.ts';

let stack: AsyncDisposableStack;
let folder: TestFolder;
let collector: CollectorProcess;
/** Has the snapshot. */
let agent: AgentProcess;
/** Gets it. */
let other: AgentProcess;
let service: ChildProgram;
let tree = '';
let allowed = '';
const patience = { timeout: 60_000, interval: 1000 };
const launcher = join(import.meta.dirname, '../agent/bin/stillpoint-agent');

beforeAll(async () => {
  stack = new AsyncDisposableStack();
  ({ folder, collector, agent, tree } = stack.use(await openBackupScene()));
  allowed = folder.at('allowed');
  await mkdir(allowed);
  await mkdir(folder.at('outside'));
  await mkdir(join(tree, 'etc'));
  await writeFile(join(tree, 'etc/hosts'), 'one\n');
  await writeFile(join(tree, 'program'), '#!/bin/sh\n');
  await chmod(join(tree, 'program'), 0o4755);
  await agent.backup('daily');
  await mkdir(folder.at('other'));
  other = await AgentProcess.enroll(collector, folder.at('other'), 'other', { daily: [{ paths: [folder.at('outside')] }], slow: [{ kind: 'command', name: 'slow', command: ['sh', '-c', 'echo begun; exec sleep 120'] }] });
  await other.permit({ allow: [allowed] });
  service = stack.use(await other.start(['serve']));
  await service.waitFor(/connected to the collector/, 'stderr');
  await vi.waitFor(async () => { expect(await collector.ask('agents', 'show', 'other')).toContain('slow'); }, patience);
});
afterAll(() => stack.disposeAsync());

function push(...args: readonly string[]): Promise<Finished> {
  return collector.cli(['restore', ...args, '--to-agent', 'other']);
}

async function events(): Promise<string> {
  return collector.ask('audit', 'list');
}

/** The guest reads its configuration again. */
async function reconfigured(text: RegExp): Promise<void> {
  service.kill('SIGHUP');
  await service.waitFor(text, 'stderr');
}

test('a snapshot of another agent arrives in the guest, and is told of to its end', async () => {
  const target = join(allowed, 'new/place');
  const { code, stderr } = await push(`guest:${tree}/etc`, '--to', target);
  expect([code, stderr]).toEqual([0, expect.stringContaining('1 file (4 B), 1 directory, 0 others restored')]);
  expect(await readFile(join(target, 'etc/hosts'), 'utf8')).toBe('one\n');
  const { runs } = JSON.parse(await collector.ask('runs', '--agent', 'other', '--json')) as { runs: { state: string; actor: string; restore: { target: string; addresses: string[] } }[] };
  expect(runs[0]).toMatchObject({ state: 'complete', actor: expect.stringContaining('uid') as string, restore: { target, addresses: [`guest:${tree}/etc`] } });
  const log = await events();
  expect(log).toMatch(/restore-ordered .*to agent other, .*new\/place/);
  expect(log).toMatch(/guest-restore .*agent other by order of cli uid/);
  // It was for this restore only.
  const own = await (await other.start(['restore', `guest:${tree}/etc`, '--to', allowed])).finished;
  expect([own.code, own.stderr]).toEqual([1, expect.stringContaining('AGENT_UNKNOWN')]);
});

test('without --to the only permitted directory is taken, what is there stays, and a dry run writes nothing', async () => {
  expect((await push(`guest:${tree}/etc/hosts`, '--dry-run')).stderr).toContain('Nothing was written');
  await expect(lstat(join(allowed, 'hosts'))).rejects.toThrow('ENOENT');
  expect((await push(`guest:${tree}/etc/hosts`)).code).toBe(0);
  await writeFile(join(allowed, 'hosts'), 'mine\n');
  const refused = await push(`guest:${tree}/etc/hosts`);
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('TARGET_CONFLICT')]);
  expect(await readFile(join(allowed, 'hosts'), 'utf8')).toBe('mine\n');
  expect((await push(`guest:${tree}/etc/hosts`, '--overwrite', 'changed')).code).toBe(0);
  expect(await readFile(join(allowed, 'hosts'), 'utf8')).toBe('one\n');
});

test('nothing is written where agent.toml does not permit it, nor through a symlink that leads there', async () => {
  const outside = folder.at('outside');
  await symlink(outside, join(allowed, 'door'));
  for (const [target, code] of [[outside, 'RESTORE_REFUSED'], [`${allowed}/../outside`, 'RESTORE_REFUSED'], [`${allowed}x`, 'RESTORE_REFUSED'], ['/', 'RESTORE_REFUSED'], [`${allowed}/door`, 'TARGET_UNSAFE'], [`${allowed}/door/deeper`, 'TARGET_UNSAFE']] as const) {
    const refused = await push(`guest:${tree}/etc`, '--to', target);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining(code)]);
  }
  // A symlink where a directory of the restore is to be.
  await symlink(outside, join(allowed, 'etc'));
  const inside = await push(`guest:${tree}/etc`, '--overwrite', 'always');
  expect([inside.code, inside.stderr]).toEqual([1, expect.stringContaining('TARGET_UNSAFE')]);
  await expect(lstat(join(outside, 'hosts'))).rejects.toThrow('ENOENT');
});

test('nothing privileged comes along unless agent.toml says so', async () => {
  const without = await push(`guest:${tree}/program`, '--to', join(allowed, 'plain'));
  expect([without.code, without.stderr]).toEqual([0, expect.stringContaining('special = true')]);
  expect((await lstat(join(allowed, 'plain/program'))).mode & 0o7777).toBe(0o755);
  await other.permit({ allow: [allowed], special: true });
  await reconfigured(/has changed and is in force/);
  expect((await push(`guest:${tree}/program`, '--to', join(allowed, 'special'))).code).toBe(0);
  expect((await lstat(join(allowed, 'special/program'))).mode & 0o7777).toBe(0o4755);
});

test('a restore does not wait for a backup that is going on, and one whose guest is away says so', async () => {
  await collector.ask('run', 'other/slow', '--no-wait');
  expect((await push(`guest:${tree}/etc/hosts`, '--to', join(allowed, 'beside'))).code).toBe(0);
  await collector.ask('run', 'other/slow', '--cancel');
  expect((await collector.cli(['restore', `guest:${tree}/etc`, '--to-agent', 'guest', '--to', allowed])).stderr).toContain('AGENT_OFFLINE');
  expect((await push('guest@2000-01-01', '--to', allowed)).stderr).toContain('SNAPSHOT_UNKNOWN');
  expect((await push(`guest:${tree}/etc`, '--in-place')).stderr).toContain('USAGE');
});

function rescue(...args: readonly string[]): Promise<Finished> {
  return runProgram(launcher, ['restore', ...args, '--collector', collector.address, '--config', '/nowhere/agent.toml']);
}

async function restoreToken(...args: readonly string[]): Promise<string> {
  return (await collector.ask('token', 'create', '--restore', 'guest', ...args)).trim();
}

test('a rescue system restores the one snapshot of its token, again after an interruption, and does nothing else with it', async () => {
  const token = await restoreToken();
  const mnt = folder.at('mnt');
  const { code, stderr } = await rescue(token, '--to', mnt);
  expect([code, stderr]).toEqual([0, expect.stringContaining('restored')]);
  expect(await readFile(join(mnt, tree, 'etc/hosts'), 'utf8')).toBe('one\n');
  expect((await lstat(join(mnt, tree, 'program'))).mode & 0o7777).toBe(0o4755);
  await writeFile(join(mnt, tree, 'etc/hosts'), 'half');
  expect((await rescue(token, '--to', mnt, '--overwrite', 'changed')).code).toBe(0);
  expect((await rescue(token, `${tree}/etc/hosts`, '--to', folder.at('one'))).code).toBe(0);
  expect(await readFile(folder.at('one', 'hosts'), 'utf8')).toBe('one\n');
  const enrolled = await runProgram(launcher, ['enroll', token, '--collector', collector.address, '--config', folder.at('thief.toml')]);
  expect([enrolled.code, enrolled.stderr]).toEqual([1, expect.stringContaining('TOKEN_INVALID')]);
  expect(await events()).toMatch(/guest-restore .*rescue system/);
});

test('a token is good for as often as was said and until it is revoked, and an enrolment token restores nothing', async () => {
  const once = await restoreToken('--uses', '1');
  expect((await rescue(once, `${tree}/etc/hosts`, '--to', folder.at('once'))).code).toBe(0);
  expect((await rescue(once, `${tree}/etc/hosts`, '--to', folder.at('twice'))).stderr).toContain('TOKEN_USED');
  const revoked = await restoreToken();
  const { tokens } = JSON.parse(await collector.ask('token', 'list', '--json')) as { tokens: { tokenId: string; state: string; snapshotId: string | null }[] };
  for (const { tokenId, state, snapshotId } of tokens) if (snapshotId !== null && state === 'valid') await collector.ask('token', 'revoke', tokenId);
  expect((await rescue(revoked, '--to', folder.at('never'))).stderr).toContain('TOKEN_INVALID');
  const enrolment = (await collector.ask('token', 'create')).trim();
  expect((await rescue(enrolment, '--to', folder.at('never'))).stderr).toContain('TOKEN_INVALID');
  await expect(lstat(folder.at('never'))).rejects.toThrow('ENOENT');
  expect((await collector.cli(['token', 'create', '--restore', 'guest', '--agent', 'x'])).stderr).toContain('USAGE');
});
