/** A collector whose disk is full and that has no reserve of space: what still works, and what it says. With a reserve see disk-trouble.test.ts. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';

import { AgentProcess } from './support/agent-process.ts';
import { outputOf } from './support/child-program.ts';
import { CollectorProcess } from './support/collector-process.ts';
import { isRoot, testWith } from './support/requirements.ts';
import { SmallDisk } from './support/small-disk.ts';
import { TestFolder } from './support/test-folder.ts';

const stack = new AsyncDisposableStack();
let folder: TestFolder;
let disk: SmallDisk;
let tree = '';
let collector: CollectorProcess;
let agent: AgentProcess;

const full = { code: 'DATASTORE_FULL', next: expect.stringMatching(/free .*space|free some/) as string };
const busy = { ...full, code: 'COLLECTOR_BUSY' };

/** Code and next step of the last error in `stderr`. */
function errorIn(stderr: string): { code: string; next: string } {
  const [, code = '', next = ''] = /^stillpoint-\w+: ([A-Z_]+): [^\n]*(?:\n {2}next: ([^\n]*))?/m.exec(stderr) ?? [];
  return { code, next };
}

/** What a backup that cannot succeed says on stderr. */
async function failedBackup(): Promise<string> {
  await using program = await agent.start(['backup', 'daily']);
  const { code, stderr } = await program.finished;
  expect(code, stderr).toBe(1);
  return stderr;
}

async function fill(): Promise<void> {
  await outputOf('sh', ['-c', `cat /dev/zero >>'${disk.path}/rest' 2>/dev/null || :; sync -f '${disk.path}'; cat /dev/zero >>'${disk.path}/rest' 2>/dev/null || :`]);
}

beforeAll(async () => {
  if (!isRoot) return;
  folder = stack.use(await TestFolder.make());
  disk = stack.use(await SmallDisk.mount(folder.path, 8192));
  tree = folder.at('tree');
  await mkdir(tree);
  await outputOf('sh', ['-c', 'echo text >file && head -c 100K /dev/urandom >bytes'], { cwd: tree });
  collector = stack.use(await CollectorProcess.init(join(disk.path, 'datastore')));
  const config = join(collector.datastore, 'collector.toml');
  await writeFile(config, (await readFile(config, 'utf8')).replace('reserve = "64M"', 'reserve = "0"'));
  await collector.serve();
  await mkdir(folder.at('agent'));
  agent = await AgentProcess.enroll(collector, folder.at('agent'), 'db1', { daily: [{ paths: [tree] }] });
  await agent.backup('daily');
  await agent.backup('daily');
  await outputOf('sh', ['-c', 'head -c 8M /dev/urandom >more'], { cwd: tree });
  await fill();
});

afterAll(async () => {
  await stack.disposeAsync();
});

describe('on a full disk', () => {
  testWith('root', 'mkfs.ext4')('a backup is refused with what to do, and `status` names the disk', async () => {
    expect(errorIn(await failedBackup())).toMatchObject(busy);
    expect(await collector.ask('status')).toMatch(/^FREE_SPACE: the disk is (nearly )?full: /m);
  });

  testWith('root', 'mkfs.ext4')('a stop says why not everything could be put in order', async () => {
    const ended = collector.ended;
    process.kill(collector.pid, 'SIGTERM');
    const { code, stderr } = await ended;
    expect(code).toBe(1);
    expect(errorIn(stderr)).toMatchObject(full);
    expect(stderr).not.toContain('CANCELLED');
  });

  testWith('root', 'mkfs.ext4')('the collector starts again: it lists, restores and deletes, refuses backups, and stops in order', async () => {
    // What the stop has left is taken as well.
    await fill();
    await collector.serve();
    const [oldest] = await collector.snapshots();
    await collector.ask('restore', oldest?.address ?? '', '--to', folder.at('restored'));
    expect(await outputOf('cat', [join(folder.at('restored'), tree, 'file')])).toBe('text\n');
    expect(await collector.ask('status')).toContain('PROBLEM: DATASTORE_FULL: ');
    expect(errorIn(await failedBackup())).toMatchObject(busy);
    await collector.ask('delete', `@${oldest?.snapshotId ?? ''}`, '--yes');
    expect(await collector.snapshots()).toHaveLength(1);
    await collector.stop();
  });

  testWith('root', 'mkfs.ext4')('nothing was lost once there is space', async () => {
    await outputOf('rm', [join(disk.path, 'rest')]);
    await collector.serve();
    expect(await collector.snapshots()).toHaveLength(1);
    await agent.backup('daily');
    expect(await collector.ask('status')).not.toContain('PROBLEM');
    await collector.ask('verify', '--read-data');
    await collector.stop();
  });
});
