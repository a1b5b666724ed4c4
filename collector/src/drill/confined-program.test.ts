import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { ConfinedUser } from './confined-program.ts';
import { TrialFolders } from './trial-server.ts';
import { runStep, type StepResult } from './trial-step.ts';

const { signal } = new AbortController();
const patience = { timeout: 20_000, interval: 20 };
let place = '';
let user: ConfinedUser;

beforeEach(async () => {
  place = await realpath(await mkdtemp(join(tmpdir(), 'stillpoint-confined-')));
  await chmod(place, 0o755);
  const [data, socket, open] = ['data', 'run', 'open'].map((name) => join(place, name)) as [string, string, string];
  for (const folder of [data, socket, open]) await mkdir(folder);
  for (const folder of [data, socket]) await chown(folder, 65_534, 65_534);
  await chmod(open, 0o777);
  user = { uid: 65_534, gid: 65_534, group: 65_534, writable: [data, socket] };
});
afterEach(() => rm(place, { recursive: true }));

function shell(script: string): Promise<StepResult> {
  return runStep('/bin/sh', ['-c', script], { signal, user });
}

/** Whether a process with this in its command line lives. */
async function lives(mark: string): Promise<boolean> {
  for (const name of await readdir('/proc')) {
    if (!/^[0-9]+$/u.test(name)) continue;
    const commandLine = await readFile(join('/proc', name, 'cmdline'), 'latin1').catch(() => '');
    if (commandLine.startsWith('sleep') && commandLine.includes(mark)) return true;
  }
  return false;
}

describe.skipIf(process.getuid?.() !== 0)('what a dump runs', { timeout: 60_000 }, () => {
  it('ends with the program that loads it, and does not keep that from ending', async () => {
    const { output } = await shell('setsid sleep 9011.25 & id -u');
    expect(output).toBe('65534');
    await vi.waitFor(async () => { expect(await lives('9011.25')).toBe(false); }, patience);
  });

  it('can write to its own folders alone, has no network, no rights and sees no other process', async () => {
    const { output } = await shell(`for folder in ${place}/data ${place}/run ${place}/open /tmp /var/tmp /dev/shm; do touch $folder/trace 2>/dev/null && echo $folder; done; tail -n +3 /proc/net/dev | cut -d: -f1; grep -E 'CapEff|CapBnd' /proc/self/status; ls /proc | grep -c '^[0-9]'; test -e /proc/${String(process.pid)} && echo seen`);
    expect(output.split('\n').map((line) => line.trim())).toEqual([`${place}/data`, `${place}/run`, 'lo', expect.stringMatching(/CapEff:\s0+$/u), expect.stringMatching(/CapBnd:\s0+$/u), expect.stringMatching(/^[1-9]$/u)]);
    expect(existsSync(join(place, 'open/trace'))).toBe(false);
  });

  it('has a way to its folders that other programs of its user have not', async () => {
    await using folders = await TrialFolders.make({ scratch: place, user });
    expect((await runStep('touch', [`${folders.data}/a`, `${folders.socket}/a`], { signal, user: folders.user })).wrong).toBeUndefined();
    for (const folder of [folders.data, folders.socket]) expect(spawnSync('ls', [folder], { uid: user.uid, gid: user.gid }).stderr.toString()).toContain('Permission denied');
  });

  it('says how it ended', async () => {
    expect(await shell('echo no >&2; exit 3')).toMatchObject({ wrong: 'sh ended with 3: no' });
    expect((await runStep('/nowhere/program', [], { signal, user })).wrong).toContain('program ended with 127');
  });

  it('ends when the drill is stopped, and when it is killed', async () => {
    const stop = new AbortController();
    const stopped = runStep('sleep', ['9012.25'], { signal: stop.signal, user });
    await vi.waitFor(async () => { expect(await lives('9012.25')).toBe(true); }, patience);
    stop.abort();
    await expect(stopped).rejects.toThrow();
    await vi.waitFor(async () => { expect(await lives('9012.25')).toBe(false); }, patience);

    const program = `import { runStep } from ${JSON.stringify(new URL('trial-step.ts', import.meta.url).href)}; await runStep('sleep', ['9013.25'], { signal: new AbortController().signal, user: ${JSON.stringify(user)} });`;
    const drill = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'ignore' });
    await vi.waitFor(async () => { expect(await lives('9013.25')).toBe(true); }, patience);
    drill.kill('SIGKILL');
    await once(drill, 'close');
    await vi.waitFor(async () => { expect(await lives('9013.25')).toBe(false); }, patience);
  });
});
