/** Runs of plans: side by side, refused, stopped, incomplete, and what they say about what they leave out. */
import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { resultOf, type AgentProcess, type Plans, type RunResult } from './support/agent-process.ts';
import { openBackupScene } from './support/backup-scene.ts';
import { ChildProgram, outputOf } from './support/child-program.ts';
import type { CollectorProcess } from './support/collector-process.ts';
import { expectSameObjects } from './support/oracle.ts';
import { asNobody, nobodyCanRun } from './support/other-user.ts';
import { isLong, testWith } from './support/requirements.ts';
import { settled } from './support/settled.ts';
import type { TestFolder } from './support/test-folder.ts';

let stack: AsyncDisposableStack;
let folder: TestFolder;
let collector: CollectorProcess;
let agent: AgentProcess;
let tree = '';

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  ({ folder, collector, agent, tree } = stack.use(await openBackupScene()));
});
afterEach(() => stack.disposeAsync());

async function fill(directory: string, mebibytes: number): Promise<void> {
  await outputOf('sh', ['-c', `mkdir -p '${directory}' && cd '${directory}' && for n in $(seq 1 ${mebibytes}); do head -c 1M /dev/urandom >file-$n; done`]);
}

/** Codes of the errors and warnings that a run told. */
function codes({ events }: RunResult): string[] {
  return events.filter(({ event }) => event === 'error' || event === 'warning').map(({ code }) => String(code));
}

/** Paths of all entries of the newest snapshot. */
async function listed(): Promise<string[]> {
  const { entries } = JSON.parse(await collector.ask('ls', '-R', '--json', `guest:${tree}`)) as { entries: { path: string }[] };
  return entries.map(({ path }) => path.slice(tree.length + 1)).sort();
}

describe('plans of one agent', () => {
  test('run at the same time', async () => {
    const plans: Plans = { first: [{ paths: [join(tree, 'one')] }], second: [{ paths: [join(tree, 'two')] }] };
    await fill(join(tree, 'one'), 40);
    await fill(join(tree, 'two'), 40);
    await agent.configure(plans);
    const results = await Promise.all([agent.run('first'), agent.run('second')]);
    expect(results.map(({ code }) => code)).toEqual([0, 0]);
    for (const [plan, part] of [['first', 'one'], ['second', 'two']] as const) {
      await collector.ask('restore', `guest/${plan}`, '--to', folder.at(plan));
      await expectSameObjects(join(tree, part), join(folder.at(plan), tree, part));
    }
  });

  test('are refused a second run while one is active, which goes on undisturbed', async () => {
    await fill(tree, 100);
    await using first = await agent.start(['backup', 'daily', '--json']);
    await first.waitFor(/"event":"began"/, 'stdout');
    const second = await agent.run('daily');
    expect(second.code).toBe(1);
    expect(codes(second)).toEqual(['RUN_ACTIVE']);
    expect(resultOf(await first.finished)).toMatchObject({ code: 0, summary: { status: 'complete' } });
    expect(await collector.snapshots()).toHaveLength(1);
  });
});

describe('a run that is stopped', () => {
  test.each(isLong ? (['SIGINT', 'SIGTERM'] as const) : (['SIGTERM'] as const))('by %s ends within five seconds, leaves nothing visible, and the next goes on where it stopped', async (signal) => {
    await fill(tree, 120);
    await using program = await agent.start(['backup', 'daily', '--json']);
    await program.waitFor(/"event":"progress".*"sentBytes":\d{8}/, 'stdout');
    const stoppedMs = performance.now();
    program.kill(signal);
    const result = resultOf(await program.finished);
    expect(performance.now() - stoppedMs).toBeLessThan(5_000);
    expect(result.code).toBe(1);
    expect(codes(result)).toEqual(['RUN_CANCELLED']);
    expect(await collector.snapshots()).toEqual([]);
    const next = await agent.backup('daily');
    expect(next.sentBytes).toBeLessThan(115 * 1_048_576);
    expect(await collector.snapshots()).toHaveLength(1);
    await collector.ask('restore', 'guest', '--to', folder.at('restored'));
    await expectSameObjects(tree, join(folder.at('restored'), tree));
  });
});

describe('a file that changes while it is read', () => {
  testWith('python3')('is kept, flagged and read again by the next run', async () => {
    await fill(tree, 1);
    await settled();
    const script = `import os,sys,time
fd=os.open(sys.argv[1],os.O_RDWR|os.O_CREAT)
os.ftruncate(fd,0)
for n in range(40): os.write(fd,os.urandom(1<<20))
print('ready',flush=True)
while True:
    os.pwrite(fd,b'x',0)
    time.sleep(0.001)`;
    await using writer = ChildProgram.start('python3', ['-c', script, join(tree, 'busy')]);
    await writer.waitFor(/ready/, 'stdout');
    const first = await agent.run('daily');
    expect(first).toMatchObject({ code: 0, summary: { changed: 1, status: 'complete' } });
    expect(first.events).toContainEqual(expect.objectContaining({ event: 'warning', code: 'ENTRY_CHANGED', path: join(tree, 'busy') }));
    expect((await collector.snapshots())[0]).toMatchObject({ entriesChanged: 1, warnings: [{ code: 'ENTRY_CHANGED', path: join(tree, 'busy') }] });
    writer.kill('SIGKILL');
    await writer.finished;
    await settled();
    expect(await agent.backup('daily')).toMatchObject({ changed: 0, filesRead: 1 });
    expect(await agent.backup('daily')).toMatchObject({ changed: 0, filesRead: 0 });
    await collector.ask('restore', 'guest', '--to', folder.at('restored'));
    await expectSameObjects(tree, join(folder.at('restored'), tree));
  });
});

describe('a run that cannot read everything', () => {
  testWith('root', 'setpriv')('keeps the rest, names what is missing, is incomplete and ends with 3', async (context) => {
    if (!(await nobodyCanRun())) context.skip('the repository lies where other users cannot reach it');
    await writeFile(join(tree, 'open'), 'for all');
    await writeFile(join(tree, 'closed'), 'for root', { mode: 0o600 });
    await mkdir(join(tree, 'closed-folder'), { mode: 0o700 });
    await outputOf('chown', ['-R', '65534:65534', agent.folder]);
    await outputOf('chmod', ['755', folder.path]);
    const result = await agent.run('daily', [], { through: asNobody });
    expect(result.code).toBe(3);
    expect(result.summary).toMatchObject({ status: 'incomplete', unreadable: 2, files: 1 });
    const named = result.events.filter(({ code }) => code === 'ENTRY_UNREADABLE').map(({ path }) => path);
    expect(named).toEqual([join(tree, 'closed'), join(tree, 'closed-folder')]);
    expect((await collector.snapshots())[0]).toMatchObject({ status: 'incomplete', entriesUnreadable: 2 });
    expect(await listed()).toEqual(['open']);
    // `latest` is the newest of either and says so; `latest-complete` looks further back.
    expect((await collector.cli(['restore', 'guest', '--to', folder.at('restored')])).stderr).toMatch(/incomplete/i);
    expect((await collector.cli(['restore', 'guest@latest-complete', '--to', folder.at('none')])).code).toBe(1);
  });

  test('names a path that is not there, and goes on with the others', async () => {
    await writeFile(join(tree, 'file'), 'here');
    await agent.configure({ daily: [{ paths: [tree, folder.at('nowhere')] }] });
    const result = await agent.run('daily');
    expect(result).toMatchObject({ code: 3, summary: { status: 'incomplete', files: 1 } });
    expect(codes(result)).toContain('PATH_MISSING');
  });

  test('names a path that is a symbolic link, of which only the link is taken, and one that leads through a link', async () => {
    await outputOf('sh', ['-c', 'mkdir inner && echo here >inner/file && ln -s inner link && ln -s inner other'], { cwd: tree });
    await agent.configure({ daily: [{ paths: [join(tree, 'link'), join(tree, 'other', 'file')] }] });
    const result = await agent.run('daily');
    expect(result).toMatchObject({ code: 0, summary: { status: 'complete', files: 1 } });
    expect(codes(result).filter((code) => code === 'PATH_LINKED')).toHaveLength(2);
    expect(codes(result)).not.toContain('PATH_MISSING');
  });

  test('makes no snapshot when nothing of what is named is there', async () => {
    await agent.configure({ daily: [{ paths: [folder.at('nowhere')] }] });
    const result = await agent.run('daily');
    expect(result.code).toBe(1);
    expect(codes(result)).toContain('SOURCE_FAILED');
    expect(await collector.snapshots()).toEqual([]);
  });
});

describe('mounts', () => {
  async function mountMemory(path: string): Promise<void> {
    await outputOf('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', path]);
    stack.defer(async () => {
      await outputOf('umount', [path]);
    });
  }

  testWith('root')('that are not followed are named by check, in the summary and in the snapshot; the mount point itself is kept', async () => {
    const point = join(tree, 'mounted');
    await mkdir(point);
    await mountMemory(point);
    await writeFile(join(point, 'inside'), 'in memory');
    await writeFile(join(tree, 'file'), 'on disk');
    const { skippedMounts, files } = await agent.backup('daily');
    expect(skippedMounts).toMatchObject([{ path: point, filesystem: 'tmpfs' }]);
    expect(files).toBe(1);
    expect((await collector.snapshots())[0]?.skippedMounts).toMatchObject([{ path: point, filesystem: 'tmpfs' }]);
    expect(await listed()).toEqual(['file', 'mounted']);
    await using check = await agent.start(['check']);
    const { stdout, stderr } = await check.finished;
    expect(stdout + stderr).toContain(point);
    await agent.configure({ daily: [{ paths: [tree], filesystems: 'all' }] });
    expect(await agent.backup('daily')).toMatchObject({ skippedMounts: [], files: 2 });
  });

  testWith('root')('that are required fail the run while they are absent or empty', async () => {
    const point = join(tree, 'required');
    await mkdir(point);
    await writeFile(join(tree, 'file'), 'on disk');
    await agent.configure({ daily: [{ paths: [tree], require_mounts: [point], filesystems: 'all' }] });
    for (const prepare of [async () => undefined, () => mountMemory(point)]) {
      await prepare();
      const result = await agent.run('daily');
      expect(result.code).toBe(1);
      expect(codes(result)).toEqual(['MOUNT_MISSING']);
    }
    expect(await collector.snapshots()).toEqual([]);
    await writeFile(join(point, 'inside'), 'there');
    expect(await agent.backup('daily')).toMatchObject({ status: 'complete', files: 2 });
  });

  testWith('root')('that are required fail a run during which they go away', async () => {
    const point = join(tree, 'required');
    await mkdir(point);
    await fill(join(tree, 'more'), 100);
    await outputOf('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', point]);
    await writeFile(join(point, 'inside'), 'there');
    await agent.configure({ daily: [{ paths: [tree], require_mounts: [point], filesystems: 'all' }] });
    await using run = await agent.start(['backup', 'daily', '--json']);
    try {
      await run.waitFor(/"event":"began"/, 'stdout');
    } finally {
      // The walk may be in it.
      await outputOf('umount', ['-l', point]);
    }
    const result = resultOf(await run.finished);
    expect(result.code).toBe(1);
    expect(codes(result)).toEqual(['MOUNT_MISSING']);
    expect(await collector.snapshots()).toEqual([]);
  });
});

describe('a run that finds less than half of what was there', () => {
  test('is flagged as shrunk', async () => {
    for (let number = 0; number < 10; number++) await writeFile(join(tree, `file-${number}`), `content of ${number}`);
    expect(await agent.backup('daily')).toMatchObject({ shrunk: false });
    for (let number = 0; number < 6; number++) await rm(join(tree, `file-${number}`));
    expect(await agent.backup('daily')).toMatchObject({ shrunk: true, status: 'complete' });
    expect((await collector.snapshots()).map(({ shrunk }) => shrunk)).toEqual([false, true]);
    expect(await collector.ask('snapshots')).toContain('SHRUNK');
  });
});

describe('what is left out', () => {
  const create = `mkdir -p cache keep/deep .git && printf 'Signature: 8a477f597d28d172789f06886806bc55\\n' >cache/CACHEDIR.TAG
touch cache/data keep/a.tmp keep/A.TMP keep/deep/b.tmp keep/deep/file keep/wanted.tmp .git/config "$(printf 'x.\\225\\134')" 'x.\\' file`;

  beforeEach(async () => {
    await outputOf('bash', ['-c', create], { cwd: tree });
    await agent.configure({ daily: [{ paths: [tree], exclude: ['*.tmp', '!wanted.tmp', '*.\\x95\\x5c', '.git/'] }] });
  });

  test('is what the patterns say, on bytes and with the case of letters, and the content of cache directories', async () => {
    await agent.backup('daily');
    expect(await listed()).toEqual(['cache', 'cache/CACHEDIR.TAG', 'file', 'keep', 'keep/A.TMP', 'keep/deep', 'keep/deep/file', 'keep/wanted.tmp', 'x.\\'].sort());
  });

  test('is named by a dry run, which sends nothing', async () => {
    const { code, events, summary } = await agent.run('daily', ['--dry-run', '--list-excluded']);
    expect(code).toBe(0);
    expect(summary).toMatchObject({ status: 'dry-run', excluded: 5, sentBytes: 0 });
    const paths = events.filter(({ event }) => event === 'excluded').map(({ path }) => String(path).slice(tree.length + 1));
    expect(paths.sort()).toEqual(['.git', 'cache/data', 'keep/a.tmp', 'keep/deep/b.tmp', 'x.\\x95\\x5c'].sort());
    expect(await collector.snapshots()).toEqual([]);
  });

  test('is never the agent\'s own state nor a datastore, whatever the patterns say', async () => {
    await agent.configure({ daily: [{ paths: [folder.path], exclude: ['!*'], default_excludes: false, cachedir_tag: false }] });
    await appendFile(join(tree, 'file'), 'content');
    await agent.backup('daily');
    const listing = await collector.ask('ls', '-R', `guest:${folder.path}`);
    expect(listing).toContain('tree/file');
    expect(listing).toContain('agent.toml');
    expect(listing).not.toMatch(/\.pack|\.snap|state\/.|datastore\/./);
  });

  test('is everything but what is included, when something is', async () => {
    await agent.configure({ daily: [{ paths: [tree], include: ['*.tmp', join(tree, 'keep/deep')] }] });
    await agent.backup('daily');
    const names = await listed();
    expect(names).toEqual(expect.arrayContaining(['keep/a.tmp', 'keep/deep/file']));
    expect(names).not.toContain('file');
  });
});
