/** Backups from the still point, from the agent's command line to the restored files. */
import { readdirSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { systemErrorCode } from '@stillpoint/proto/errors.ts';
import { describe, expect } from 'vitest';

import { openBackupScene, type BackupScene } from './support/backup-scene.ts';
import { outputOf } from './support/child-program.ts';
import { externalCopy, LoopDisk } from './support/loop-disk.ts';
import { isLong, testWith } from './support/requirements.ts';
import { expectOneInstant, sequenceIn, startSequenceWriter } from './support/sequence.ts';

const files = 200;

async function restoredSequence({ folder, collector }: BackupScene, disk: LoopDisk, name: string, folders: readonly string[] = ['']): Promise<number[]> {
  await collector.ask('restore', 'guest', '--to', folder.at(name));
  return sequenceIn(folders.map((inner) => join(folder.at(name), disk.path, inner)));
}

describe('a backup while a program writes into many files in order', () => {
  testWith('root', 'mkfs.ext4', 'mkfs.xfs', 'fsfreeze').each(isLong ? (['ext4', 'xfs'] as const) : (['xfs'] as const))('of %s through an external copy is of one instant, and says so', async (fsType) => {
    await using scene = await openBackupScene();
    const { folder, collector, agent } = scene;
    await using disk = await LoopDisk.mount(folder.path, fsType, fsType);
    await using _writer = await startSequenceWriter([disk.path], false, files);
    await agent.configure({ daily: [{ paths: [disk.path] }] }, { daily: { snapshot: 'external', external: externalCopy(folder, disk) } });
    const summary = await agent.backup('daily');
    expect(summary).toMatchObject({ status: 'complete', changed: 0, consistency: 'filesystem' });
    expect(summary.frozenMs).toBeGreaterThan(0);
    expect(summary.frozenMs).toBeLessThan(2000);
    expect((await collector.snapshots())[0]).toMatchObject({ consistency: 'filesystem', warnings: [] });
    expectOneInstant(await restoredSequence(scene, disk, 'first'), files);
    // The second copy is another filesystem, mounted where the first was.
    expect((await agent.backup('daily')).consistency).toBe('filesystem');
    expectOneInstant(await restoredSequence(scene, disk, 'second'), files);
    expect(readdirSync(join(folder.at('second'), disk.path)).filter((name) => name.startsWith('.stillpoint'))).toEqual([]);
  });

  testWith('root', 'mkfs.btrfs', 'btrfs')('of btrfs takes each nested subvolume at one instant, and reads what did not change once', async () => {
    await using scene = await openBackupScene();
    const { folder, collector, agent } = scene;
    await using disk = await LoopDisk.mount(folder.path, 'btrfs', 'btrfs');
    await outputOf('btrfs', ['subvolume', 'create', join(disk.path, 'nested')]);
    await mkdir(join(disk.path, 'still'));
    await outputOf('sh', ['-c', 'for i in $(seq 50); do head -c 5000 /dev/urandom >"$1/$i"; done; sync -f "$1"', 'sh', join(disk.path, 'still')]);
    await using _first = await startSequenceWriter([disk.path], true, 10);
    await using _second = await startSequenceWriter([join(disk.path, 'nested')], true, 10);
    await agent.configure({ daily: [{ paths: [disk.path] }] });
    expect(await agent.backup('daily')).toMatchObject({ status: 'complete', changed: 0, consistency: 'filesystem', skippedMounts: [] });
    expect((await collector.snapshots())[0]).toMatchObject({ consistency: 'filesystem' });
    expectOneInstant(await restoredSequence(scene, disk, 'first', ['']), 10);
    expectOneInstant(sequenceIn([join(folder.at('first'), disk.path, 'nested')]), 10);
    await outputOf('diff', ['-r', join(disk.path, 'still'), join(folder.at('first'), disk.path, 'still')]);
    await agent.backup('daily');
    const { filesRead } = await agent.backup('daily');
    expect(filesRead).toBeLessThanOrEqual(20);
    expect(readdirSync(disk.path).filter((name) => name.startsWith('.stillpoint'))).toEqual([]);
  });
});

describe('an agent that is ended or stopped while the guest stands still', () => {
  testWith('root', 'mkfs.ext4', 'fsfreeze')('leaves no snapshot when it is killed; the guest goes on by the deadline, and the next backup cleans up', async () => {
    await using scene = await openBackupScene();
    const { folder, collector, agent } = scene;
    await using disk = await LoopDisk.mount(folder.path, 'ext4', 'ext4');
    await writeFile(join(disk.path, 'file'), 'text');
    const held = folder.at('held');
    const external = externalCopy(folder, disk, `if mkdir '${held}'; then echo $$ >'${held}/pid'; sleep 1000; fi; `);
    await agent.configure({ daily: [{ paths: [disk.path] }] }, { daily: { snapshot: 'external', freeze_deadline: '8s', external } });
    await using run = await agent.start(['backup', 'daily', '--json']);
    await expect.poll(() => readFile(join(held, 'pid'), 'utf8').catch(() => ''), { timeout: 20_000 }).not.toBe('');
    expect(await disk.isFrozen()).toBe(true);
    run.kill('SIGKILL');
    await run.finished;
    await expect.poll(() => disk.isFrozen(), { timeout: 5000 }).toBe(false);
    process.kill(-Number(await readFile(join(held, 'pid'), 'utf8')), 'SIGKILL');
    expect(await collector.snapshots()).toEqual([]);
    const { summary, events, code } = await agent.run('daily');
    expect(code).toBe(0);
    expect(summary).toMatchObject({ status: 'complete', consistency: 'filesystem' });
    expect(new Set(events.filter(({ event }) => event === 'warning').map((event) => event['code']))).toEqual(new Set(['LEFTOVER_CLEANED']));
    expect(readdirSync(disk.path).sort()).toEqual(['.probe', 'file', 'lost+found']);
  });

  testWith('root', 'mkfs.ext4', 'fsfreeze')('lets the guest go on by the deadline when it is stopped, and uses only a copy that it makes later', async () => {
    await using scene = await openBackupScene();
    const { folder, agent } = scene;
    await using disk = await LoopDisk.mount(folder.path, 'ext4', 'ext4');
    const held = folder.at('held');
    const external = externalCopy(folder, disk, `if mkdir '${held}'; then sleep 2; fi; `);
    await using _writer = await startSequenceWriter([disk.path], false, files);
    await agent.configure({ daily: [{ paths: [disk.path] }] }, { daily: { snapshot: 'external', freeze_deadline: '3s', external } });
    await using run = await agent.start(['backup', 'daily', '--json']);
    await expect.poll(() => readFile(held).catch((error: unknown) => systemErrorCode(error)), { timeout: 20_000 }).toBe('EISDIR');
    run.kill('SIGSTOP');
    expect(await disk.isFrozen()).toBe(true);
    await expect.poll(() => disk.isFrozen(), { timeout: 8000 }).toBe(false);
    run.kill('SIGCONT');
    const { code, stdout } = await run.finished;
    expect(code, stdout).toBe(0);
    expect(stdout).toContain('"code":"FREEZE_TIMEOUT"');
    expect(stdout).toContain('"consistency":"filesystem"');
    expectOneInstant(await restoredSequence(scene, disk, 'restored'), files);
  });

  testWith('root', 'mkfs.ext4', 'fsfreeze')('removes the copy that it was reading when it is ended by SIGTERM', async () => {
    await using scene = await openBackupScene();
    const { folder, collector, agent } = scene;
    await using disk = await LoopDisk.mount(folder.path, 'ext4', 'ext4');
    await outputOf('sh', ['-c', 'mkdir "$1/many" && cd "$1/many" && for i in $(seq 3000); do echo $i >$i; done; head -c 40M /dev/urandom >../zz', 'sh', disk.path]);
    await agent.configure({ daily: [{ paths: [disk.path] }] }, { daily: { snapshot: 'external', external: externalCopy(folder, disk), post: ['sh', '-c', `echo "$STILLPOINT_STATUS" >>'${folder.at('post')}'`] } });
    await using run = await agent.start(['backup', 'daily', '--json']);
    await run.waitFor(/"event":"progress".*"files":[1-9]/, 'stdout');
    run.kill('SIGTERM');
    const { code, stdout, stderr } = await run.finished;
    expect(code).toBe(1);
    expect(`${stdout}${stderr}`).toContain('RUN_CANCELLED');
    expect(`${stdout}${stderr}`).not.toContain('LEFTOVER_REMAINS');
    expect(await readFile(folder.at('post'), 'utf8')).toBe('cancelled\n');
    expect(await collector.snapshots()).toEqual([]);
    expect(readdirSync(folder.path)).not.toContain('copy.image');
    expect(readdirSync(disk.path).sort()).toEqual(['lost+found', 'many', 'zz']);
    expect(readdirSync(join(agent.stateDirectory, 'plans/daily'))).not.toContain('still-point.json');
  });
});
