/** Trouble with the disk below a datastore: what was committed stays, a backup that goes on fails and says why, and everything works again when the cause is gone. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect } from 'vitest';

import { AgentProcess } from './support/agent-process.ts';
import { outputOf, runProgram } from './support/child-program.ts';
import { CollectorProcess } from './support/collector-process.ts';
import { LoopDisk } from './support/loop-disk.ts';
import { expectSameObjects } from './support/oracle.ts';
import { testWith } from './support/requirements.ts';
import { settled } from './support/settled.ts';
import { SmallDisk } from './support/small-disk.ts';
import { TestFolder } from './support/test-folder.ts';

let stack: AsyncDisposableStack;
let folder: TestFolder;
let tree = '';
let collector: CollectorProcess;
let agent: AgentProcess;

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  folder = stack.use(await TestFolder.make());
  tree = folder.at('tree');
  await mkdir(tree);
});
afterEach(() => stack.disposeAsync());

/** Replaces the files of the tree by `megabytes` of other data. */
async function writeTree(megabytes: number): Promise<void> {
  await outputOf('sh', ['-c', `rm -f * && for n in $(seq ${megabytes}); do head -c 1M /dev/urandom >file-$n; done`], { cwd: tree });
  await settled();
}

async function openOn(directory: string): Promise<void> {
  collector = stack.use(await CollectorProcess.start(join(directory, 'datastore')));
  await mkdir(folder.at('agent'));
  agent = await AgentProcess.enroll(collector, folder.at('agent'), 'guest', { daily: [{ paths: [tree] }] });
}

async function failedBackup(): Promise<string> {
  const { code, stderr } = await agent.run('daily');
  expect(code, stderr).toBe(1);
  return stderr;
}

async function expectNewestRestores(): Promise<void> {
  await rm(folder.at('restored'), { recursive: true, force: true });
  await collector.ask('restore', 'guest', '--to', folder.at('restored'));
  await expectSameObjects(tree, join(folder.at('restored'), tree));
}

describe('a disk that somebody else has filled to the last byte', () => {
  testWith('root', 'mkfs.ext4')('refuses backups, and is freed by prune and gc out of the reserve, also after a restart', async () => {
    const disk = stack.use(await SmallDisk.mount(folder.path, 16_384));
    await openOn(disk.path);
    for (let round = 0; round < 3; round++) {
      await writeTree(9);
      await agent.backup('daily');
      // Sealed packs only can be given back.
      await collector.stop();
      await collector.serve();
    }
    await collector.ask('retention', 'set', 'guest/daily', '--keep-last', '1');
    await expect.poll(async () => (JSON.parse(await collector.ask('status', '--json')) as { reserveBytes: number }).reserveBytes, { timeout: 20_000 }).toBeGreaterThan(1_048_576);
    await outputOf('sh', ['-c', `cat /dev/zero >'${disk.path}/foreign' 2>/dev/null || :; sync -f '${disk.path}'; cat /dev/zero >>'${disk.path}/foreign' 2>/dev/null || :`]);
    const refused = await failedBackup();
    expect(refused).toMatch(/"COLLECTOR_BUSY","message":"the collector takes no new sessions now, its disk is full: only .* are free in the datastore.*; come back in 15 minutes","hint":"free space .*"retryAfterMs":900000/);

    await collector.ask('prune', '--yes', '--now');
    expect(await collector.snapshots()).toHaveLength(1);
    // A restart in the middle of it must not lose the way out.
    await collector.kill();
    await collector.serve();
    expect(await failedBackup()).toContain('COLLECTOR_BUSY');
    expect(await collector.ask('gc')).toMatch(/MiB freed/);
    await agent.backup('daily');
    await expectNewestRestores();
    await collector.ask('verify', '--read-data');
    expect((JSON.parse(await collector.ask('status', '--json')) as { reserveBytes: number }).reserveBytes).toBeGreaterThan(1_048_576);
    await collector.stop();
  });
});

describe('a filesystem that turns read-only', () => {
  testWith('root', 'mkfs.ext4')('ends the backup that goes on; what is committed can be read, and backups go on when it can be written again', async () => {
    const disk = stack.use(await LoopDisk.mount(folder.path, 'disk', 'ext4'));
    await openOn(disk.path);
    await writeTree(4);
    await agent.backup('daily');
    await outputOf('sh', ['-c', 'head -c 1M /dev/urandom >later'], { cwd: tree });
    // As the kernel does it after an error of the journal: at once, with files open.
    await outputOf('mount', ['-o', 'remount,abort', disk.path]);
    expect(await failedBackup()).toMatch(/DATASTORE_READ_ONLY|DATASTORE_IO|CATALOG_FAILED|SESSION_LOST|COLLECTOR_UNREACHABLE/);
    // A service manager would start it again; it says why it cannot.
    await collector.kill();
    const [before] = await collector.snapshots();
    expect(before?.status).toBe('complete');
    const { code, stderr } = await collector.cli(['serve']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/DATASTORE_READ_ONLY|DATASTORE_IO/) as string });
    await collector.ask('restore', 'guest', '--to', folder.at('restored'));

    await outputOf('umount', [disk.path]);
    expect((await runProgram('e2fsck', ['-fy', disk.image])).code).toBeLessThan(4);
    await outputOf('mount', ['-o', 'loop', disk.image, disk.path]);
    await collector.serve();
    await agent.backup('daily');
    expect(await collector.snapshots()).toHaveLength(2);
    await expectNewestRestores();
    await collector.ask('verify', '--read-data');
    await collector.stop();
  });
});

describe('a sync that fails', () => {
  testWith('gcc')('counts as data that was not written: the backup fails, nothing relies on it, and the next one sends it again', async () => {
    const shim = folder.at('failing-sync.so');
    await outputOf('gcc', ['-shared', '-fPIC', '-O1', '-o', shim, join(import.meta.dirname, 'support/failing-sync.c'), '-ldl']);
    await openOn(folder.path);
    await collector.stop();
    const when = folder.at('fail-now');
    await collector.serve({ LD_PRELOAD: shim, FAIL_SYNC_WHEN: when });
    await writeTree(3);
    await agent.backup('daily');
    const [first] = await collector.snapshots();
    await outputOf('sh', ['-c', 'head -c 3M /dev/urandom >later'], { cwd: tree });
    await settled();

    await writeFile(when, '');
    expect(await failedBackup()).toContain('DATASTORE_IO');
    expect(collector.log).toContain('a pack could not be synced');
    expect(await collector.snapshots()).toEqual([first]);

    await rm(when);
    const { sentBytes } = await agent.backup('daily');
    expect(sentBytes).toBeGreaterThan(3 * 1_048_576);
    await expectNewestRestores();
    await collector.ask('verify', '--read-data');
    await collector.stop();
  });
});
