/** What was backed up comes back as it was, said by programs that are not ours. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';

import { AgentProcess } from './support/agent-process.ts';
import { outputOf, runProgram } from './support/child-program.ts';
import { CollectorProcess } from './support/collector-process.ts';
import { expectSameAttributes, expectSameObjects, expectSameTorture } from './support/oracle.ts';
import { asNobody, nobodyCanRun } from './support/other-user.ts';
import { collectorLauncher } from './support/programs.ts';
import { isRoot, testWith } from './support/requirements.ts';
import { settled } from './support/settled.ts';
import { archiveIds } from './support/snapshot-archives.ts';
import { TestFolder } from './support/test-folder.ts';
import { buildTortureTree, tortureParts } from './support/torture-tree.ts';

describe('a tree with everything a filesystem can hold', () => {
  const stack = new AsyncDisposableStack();
  let folder: TestFolder;
  let collector: CollectorProcess;
  let agent: AgentProcess;
  let tree = '';

  beforeAll(async () => {
    folder = stack.use(await TestFolder.make());
    // The folders above the tree are in the archive too: unlike /tmp, these do not change between two backups.
    tree = stack.use(await TestFolder.make('/var/tmp')).at('tree');
    await buildTortureTree(tree);
    collector = stack.use(await CollectorProcess.start(folder.at('datastore')));
    await mkdir(folder.at('agent'));
    agent = await AgentProcess.enroll(collector, folder.at('agent'), 'guest', { daily: [{ paths: [tree] }] });
    await settled();
    const { status, unreadable, changed } = await agent.backup('daily');
    expect({ status, unreadable, changed }).toEqual({ status: 'complete', unreadable: 0, changed: 0 });
  });
  afterAll(() => stack.disposeAsync());

  testWith('rsync', 'setfacl', 'getfattr', 'getcap', 'python3')('comes back identical in a directory', async () => {
    const target = folder.at('restored');
    await collector.ask('restore', 'guest', '--to', target);
    const restored = join(target, tree);
    await expectSameTorture(tree, restored);
    await expectSameAttributes(tree, restored);
  });

  testWith('root', 'rsync', 'setfacl', 'getfattr', 'getcap', 'python3')('comes back identical when owners, modes and flags of what was restored are lost and it is restored again over that', async () => {
    const target = folder.at('restored-again');
    await collector.ask('restore', 'guest', '--to', target);
    const restored = join(target, tree);
    const all = 'find . -path ./deep -prune -o';
    await outputOf('sh', ['-c', `chattr -R -f -ia .; ${all} -exec chown -h 4321:4321 {} + && ${all} ! -type l -exec chmod 700 {} +`], { cwd: restored });
    await collector.ask('restore', 'guest', '--to', target, '--overwrite', 'changed');
    await expectSameTorture(tree, restored);
    await expectSameAttributes(tree, restored);
  });

  testWith('tar', 'rsync', 'getfattr', 'python3')('comes back identical through GNU tar, but for what a tar cannot hold, which is named', async () => {
    const target = folder.at('untarred');
    await mkdir(target);
    const untar = `tar -C '${target}' -xpf - --xattrs --xattrs-include='*' --acls --numeric-owner --delay-directory-restore`;
    const restore = `'${collectorLauncher}' restore guest --stdout --format tar --exclude '${tree}/${tortureParts.deep}' --datastore '${collector.datastore}'`;
    const { stderr } = await runProgram('bash', ['-o', 'pipefail', '-c', `${restore} | ${untar}`]);
    expect(stderr).toMatch(/left out: .*special\/socket/);
    expect(stderr).toMatch(/left out: .*special-beyond\/widest/);
    const restored = join(target, tree);
    await expectSameTorture(tree, restored, { skip: [tortureParts.deep, tortureParts.specialBeyond, 'flags'], without: ['sockets', 'holes'] });
    await expectSameObjects(join(tree, 'flags'), join(restored, 'flags'), { without: ['flags'] });
  });

  testWith('python3')('costs a second backup no file, no chunk and no byte', async () => {
    const before = (await collector.snapshots()).at(-1);
    const { filesRead, bytesRead, newChunks, newBytes, filesReused, files } = await agent.backup('daily');
    expect({ filesRead, bytesRead, newChunks, newBytes }).toEqual({ filesRead: 0, bytesRead: 0, newChunks: 0, newBytes: 0 });
    expect(filesReused).toBe(files);
    const after = (await collector.snapshots()).at(-1);
    expect(after?.sequence).toBe((before?.sequence ?? 0) + 1);
    expect(await archiveIds(collector.datastore, after?.snapshotId ?? '')).toEqual(await archiveIds(collector.datastore, before?.snapshotId ?? ''));
  });

  testWith('python3')('gives the identical archive when every file is read again', async () => {
    const before = (await collector.snapshots()).at(-1);
    const { snapshotId, filesRead, files, newChunks } = await agent.backup('daily', ['--force-read']);
    expect(filesRead).toBeGreaterThan(0);
    expect(files).toBeGreaterThanOrEqual(filesRead);
    expect(newChunks).toBe(0);
    expect(await archiveIds(collector.datastore, snapshotId)).toEqual(await archiveIds(collector.datastore, before?.snapshotId ?? ''));
  });

  testWith('root', 'python3', 'setpriv')('comes back to a user who is not root as far as that user may set it, and what is missing is named', async (context) => {
    if (!(await nobodyCanRun())) context.skip('the repository lies where other users cannot reach it');
    const copy = folder.at('copy');
    const target = folder.at('restored-as-nobody');
    await outputOf('cp', ['-a', collector.datastore, copy]);
    await mkdir(target);
    await outputOf('chown', ['-R', '65534:65534', copy, target]);
    await outputOf('chmod', ['755', folder.path]);
    const { code, stderr } = await runProgram(collectorLauncher, ['restore', 'guest', '--to', target, '--datastore', copy], { through: asNobody });
    expect(stderr).toMatch(/owners\/file-12345-54321/);
    expect(stderr).toMatch(/special\/null/);
    expect(stderr).toMatch(/RESTORE_INCOMPLETE/);
    expect(code).toBe(3);
    // What needs no rights is whole.
    const restored = join(target, tree);
    for (const part of ['names', 'names-bytes', 'names-folders', 'names-symlinks', 'links', 'times', 'many', 'deep']) {
      await expectSameObjects(join(tree, part), join(restored, part), { without: ['owners', 'flags'] });
    }
    for (const part of ['sizes', 'sparse', 'modes']) {
      await outputOf('rsync', ['-rlHni', '--checksum', '--exclude', '/huge*', `${join(tree, part)}/`, `${join(restored, part)}/`]);
    }
  });

  testWith('python3')('shows no difference between two backups of it', async () => {
    expect((await collector.ask('diff', 'guest/daily@-1', 'guest/daily@latest')).trim()).toBe('');
  });
});

describe('a file system of another user', () => {
  testWith('rsync', 'python3')('comes back identical to who may not be root', async (context) => {
    if (isRoot) context.skip('runs when the tests do not run as root');
    await using folder = await TestFolder.make();
    await buildTortureTree(folder.at('tree'));
    await using collector = await CollectorProcess.start(folder.at('datastore'));
    await mkdir(folder.at('agent'));
    const agent = await AgentProcess.enroll(collector, folder.at('agent'), 'guest', { daily: [{ paths: [folder.at('tree')] }] });
    await agent.backup('daily');
    await collector.ask('restore', 'guest', '--to', folder.at('restored'));
    await expectSameTorture(folder.at('tree'), join(folder.at('restored'), folder.at('tree')));
  });
});
