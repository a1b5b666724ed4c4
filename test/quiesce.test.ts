/** The still point with real filesystems: copies are of one instant, nothing stays frozen, nothing stays behind, and nothing is claimed that was not done. */
import { readdirSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect } from 'vitest';

import { quiesceSchema } from '../proto/src/plan/quiesce-schema.ts';
import { watchdogScript } from '../agent/src/quiesce/watchdog-script.ts';
import { ChildProgram, outputOf, runProgram } from './support/child-program.ts';
import { externalCopy, LoopDisk } from './support/loop-disk.ts';
import { isLong, testWith } from './support/requirements.ts';
import { expectOneInstant, sequenceIn, startSequenceWriter } from './support/sequence.ts';
import type { StillPointRequest } from './support/still-point-program.ts';
import { TestFolder } from './support/test-folder.ts';

const program = join(import.meta.dirname, 'support/still-point-program.ts');

/** What the program says of a still point. */
interface Reached {
  readonly copies: readonly { readonly live: string; readonly frozen: string }[];
  readonly consistency: string;
  readonly frozenMs: number;
  readonly warnings: readonly Warning[];
  readonly notes: readonly string[];
}

interface Warning {
  readonly code: string;
  readonly text: string;
}

/** A still point held by a process of its own. */
class HeldPoint implements AsyncDisposable {
  readonly program: ChildProgram;

  private constructor(program: ChildProgram) {
    this.program = program;
  }

  static start(request: StillPointRequest, through: readonly string[] = []): HeldPoint {
    // `cat` keeps its input open until a test ends it through the fifo.
    return new HeldPoint(ChildProgram.start('sh', ['-c', 'exec "$0" "$1" "$2" <>"$3"', process.execPath, program, JSON.stringify(request), join(request.planFolder, 'input')], { through }));
  }

  async reached(): Promise<Reached> {
    return JSON.parse((await this.program.waitFor(/^\{"reached":(.*)\}$/m, 'stdout'))[1] ?? '') as Reached;
  }

  /** Ends it; gives all warnings. */
  async end(request: StillPointRequest, status = 'complete'): Promise<readonly Warning[]> {
    await writeFile(join(request.planFolder, 'input'), `${status}\n`);
    const { stdout, stderr } = await this.program.finished;
    const [, text] = /^\{"ended":(.*)\}$/m.exec(stdout) ?? [];
    if (text === undefined) throw new Error(`it did not end well:\n${stdout}${stderr}`);
    return JSON.parse(text) as Warning[];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.program[Symbol.asyncDispose]();
  }
}

async function requestFor(folder: TestFolder, paths: readonly string[], quiesce: Readonly<Record<string, unknown>>): Promise<StillPointRequest> {
  const planFolder = folder.at('plan');
  await mkdir(planFolder);
  await outputOf('mkfifo', [join(planFolder, 'input')]);
  return { runId: 'run1', planFolder, paths, quiesce: quiesceSchema.parse(quiesce) };
}

/** Pids of the watchdogs of what lies in a folder. */
const watchdogs = async (folder: TestFolder): Promise<string> => (await runProgram('pgrep', ['-f', `stillpoint-watchdog .* filesystem 3 ${folder.path}`])).stdout;

describe.each(isLong ? (['ext4', 'xfs'] as const) : (['ext4'] as const))('an external copy of %s', (fsType) => {
  testWith('root', `mkfs.${fsType}`, 'fsfreeze')('is of one instant while files are written, and writers wait for less than two seconds', async () => {
    await using folder = await TestFolder.make();
    await using disk = await LoopDisk.mount(folder.path, fsType, fsType);
    await using _writer = await startSequenceWriter([disk.path], false);
    const request = await requestFor(folder, [disk.path], { snapshot: 'external', external: externalCopy(folder, disk) });
    await using point = HeldPoint.start(request);
    const reached = await point.reached();
    expect(reached.warnings).toEqual([]);
    expect(reached).toMatchObject({ consistency: 'filesystem', copies: [{ live: disk.path, frozen: folder.at('copy') }] });
    expect(reached.frozenMs).toBeGreaterThan(0);
    expect(reached.frozenMs).toBeLessThan(2000);
    expect(await disk.isFrozen()).toBe(false);
    expectOneInstant(sequenceIn([folder.at('copy')]), 200);
    expect(await point.end(request)).toEqual([]);
    expect(readdirSync(request.planFolder)).toEqual(['input']);
    expect(readdirSync(disk.path).filter((name) => name.startsWith('.stillpoint'))).toEqual([]);
    expect(await watchdogs(folder)).toBe('');
  });

  testWith('root', `mkfs.${fsType}`, 'fsfreeze').each(['SIGKILL', 'SIGSTOP'] as const)('whose agent gets %s while it is frozen is thawed by the deadline, and the next run puts it in order', async (signal) => {
    await using folder = await TestFolder.make();
    await using disk = await LoopDisk.mount(folder.path, fsType, fsType);
    const request = await requestFor(folder, [disk.path], {
      snapshot: 'external',
      freeze_deadline: '6s',
      post: ['sh', '-c', `echo "$STILLPOINT_HOOK $STILLPOINT_STATUS" >>'${folder.at('post')}'`],
      external: externalCopy(folder, disk, `echo $$ >'${folder.at('pid')}'; sleep 1000; `),
    });
    await using point = HeldPoint.start(request);
    await point.program.waitFor(/holds/, 'stderr');
    await expect.poll(() => readFile(folder.at('pid'), 'utf8').catch(() => ''), { timeout: 5000 }).not.toBe('');
    expect(await disk.isFrozen()).toBe(true);
    process.kill(point.program.pid, signal);
    // The watchdog of a dead agent does not wait for its deadline.
    await expect.poll(() => disk.isFrozen(), { timeout: signal === 'SIGKILL' ? 3000 : 9000 }).toBe(false);
    point.program.kill('SIGKILL');
    await point.program.finished;
    await expect.poll(() => watchdogs(folder), { timeout: 5000 }).toBe('');
    // The command of the copy has a group of its own, and goes on when the agent is dead.
    process.kill(-Number(await readFile(folder.at('pid'), 'utf8')), 'SIGKILL');
    await using next = HeldPoint.start({ ...request, runId: 'run2', quiesce: quiesceSchema.parse({ snapshot: 'none' }) });
    const [, cleaned = '[]'] = await next.program.waitFor(/^\{"cleaned":(.*)\}$/m, 'stdout');
    expect((JSON.parse(cleaned) as Warning[]).map(({ code }) => code)).toEqual(['LEFTOVER_CLEANED', 'LEFTOVER_CLEANED', 'LEFTOVER_CLEANED', 'LEFTOVER_CLEANED']);
    expect(await readFile(folder.at('post'), 'utf8')).toBe('post killed\n');
    expect((await next.reached()).consistency).toBe('crash');
    await next.end(request);
    expect(readdirSync(request.planFolder)).toEqual(['input']);
  });

  testWith('root', `mkfs.${fsType}`, 'fsfreeze')('whose run is stopped by SIGTERM while it is frozen is thawed at once, whatever the command does', async () => {
    await using folder = await TestFolder.make();
    await using disk = await LoopDisk.mount(folder.path, fsType, fsType);
    const external = externalCopy(folder, disk, `trap '' TERM; echo $$ >'${folder.at('pid')}'; while :; do sleep 0.1; done; `);
    const request = await requestFor(folder, [disk.path], { snapshot: 'external', freeze_deadline: '60s', external });
    await using point = HeldPoint.start(request);
    await expect.poll(() => readFile(folder.at('pid'), 'utf8').catch(() => ''), { timeout: 5000 }).not.toBe('');
    expect(await disk.isFrozen()).toBe(true);
    process.kill(point.program.pid, 'SIGTERM');
    // Before the command is killed, three seconds later.
    await expect.poll(() => disk.isFrozen(), { timeout: 2500 }).toBe(false);
    await point.program.finished;
    expect(readdirSync(request.planFolder)).toEqual(['input']);
  });

  testWith('root', `mkfs.${fsType}`, 'fsfreeze')('that is not there by the deadline is thrown away, made once more, and never used', async () => {
    await using folder = await TestFolder.make();
    await using disk = await LoopDisk.mount(folder.path, fsType, fsType);
    const tries = folder.at('tries');
    const request = await requestFor(folder, [disk.path], { snapshot: 'external', freeze_deadline: '1s', external: externalCopy(folder, disk, `echo >>'${tries}'; sleep 30; `) });
    await using point = HeldPoint.start(request);
    const reached = await point.reached();
    expect(reached).toMatchObject({ consistency: 'crash', copies: [] });
    expect(reached.warnings.map(({ code }) => code)).toEqual(['FREEZE_TIMEOUT', 'FREEZE_TIMEOUT']);
    expect(await readFile(tries, 'utf8')).toBe('\n\n');
    expect(await disk.isFrozen()).toBe(false);
    await point.end(request);
    expect(readdirSync(request.planFolder)).toEqual(['input']);
  });
});

describe('the watchdog', () => {
  testWith('root', 'mkfs.ext4', 'mkfs.xfs', 'fsfreeze').each(['ext4', 'xfs'] as const)('thaws the %s that holds every program and library it has', async (fsType) => {
    await using folder = await TestFolder.make();
    await using disk = await LoopDisk.mount(folder.path, 'root', fsType);
    // A root of its own: what lies on it is all that the watchdog can start.
    const programs = '/bin/sh /usr/bin/head /usr/bin/timeout /usr/sbin/fsfreeze';
    const install = `for file in ${programs} $(ldd ${programs} | grep -o '/[^ :]*' | sort -u); do mkdir -p "$1\${file%/*}" && cp -L "$file" "$1$file"; done; mkdir -p "$1/proc" "$1/dev" && mount -t proc proc "$1/proc" && mknod -m 666 "$1/dev/null" c 1 3`;
    await outputOf('sh', ['-c', install, 'sh', disk.path]);
    await outputOf('mkfifo', [folder.at('words')]);
    await using watchdog = ChildProgram.start('sh', ['-c', 'exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot "$1" /bin/sh -c "$2" watchdog 4 filesystem 3 root 3<"$1" <>"$3"', 'sh', disk.path, watchdogScript, folder.at('words')]);
    await watchdog.waitFor(/^armed$/m, 'stdout');
    await outputOf('fsfreeze', ['-f', disk.path]);
    // Out of the page cache, as far as nothing runs from it.
    await outputOf('sh', ['-c', 'find "$1" -xdev -type f -exec dd if={} iflag=nocache count=0 status=none \\;', 'sh', disk.path]);
    expect(await disk.isFrozen()).toBe(true);
    await expect.poll(() => disk.isFrozen(), { timeout: 6000 }).toBe(false);
    await writeFile(folder.at('words'), 'disarm\n');
    expect((await watchdog.finished).stdout).toBe('armed\nfired\n');
  });

  testWith('root', 'fsfreeze').each([
    ['may not thaw', ['setpriv', '--bounding-set=-sys_admin', '--inh-caps=-sys_admin'], 'Operation not permitted'],
    ['cannot find fsfreeze', ['unshare', '-m', 'sh', '-c', 'mount --bind /dev/null "$(command -v fsfreeze)" && exec "$@"', 'sh'], 'fsfreeze'],
  ])('that %s says so, and is not armed', async (_, through, reason) => {
    const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' };
    const { stdout, code } = await runProgram('sh', ['-c', watchdogScript, 'watchdog', '2', 'filesystem', '3', 'nothing'], { through, env });
    expect(stdout).toMatch(/^refused /);
    expect(stdout).toContain(reason);
    expect(code).toBe(1);
  });
});

describe('a btrfs snapshot', () => {
  testWith('root', 'mkfs.btrfs', 'btrfs')('of a subvolume and those nested in it is of one instant in each, writers of which do not wait', async () => {
    await using folder = await TestFolder.make();
    await using disk = await LoopDisk.mount(folder.path, 'btrfs', 'btrfs');
    const nested = join(disk.path, 'a', 'nested');
    await mkdir(join(disk.path, 'a'));
    await outputOf('btrfs', ['subvolume', 'create', nested]);
    await outputOf('btrfs', ['subvolume', 'create', join(nested, 'deep')]);
    await mkdir(join(disk.path, '.snapshots/1'), { recursive: true });
    await outputOf('btrfs', ['subvolume', 'snapshot', '-r', disk.path, join(disk.path, '.snapshots/1/snapshot')]);
    const live = [disk.path, nested, join(nested, 'deep')];
    await using _first = await startSequenceWriter([disk.path], true, 10);
    await using _second = await startSequenceWriter([nested], true, 10);
    await using _third = await startSequenceWriter([join(nested, 'deep')], true, 10);
    const request = await requestFor(folder, [disk.path], { snapshot: 'auto' });
    await using point = HeldPoint.start(request);
    const reached = await point.reached();
    expect(reached).toMatchObject({ consistency: 'filesystem', warnings: [] });
    expect(reached.copies.map((copy) => copy.live).sort()).toEqual(live);
    expect(reached.notes.join('\n')).toContain('2 nested subvolumes were snapshotted one after another');
    expect(reached.frozenMs).toBeLessThan(2000);
    for (const { frozen } of reached.copies) {
      expectOneInstant(sequenceIn([frozen]), 10);
      expect((await runProgram('touch', [join(frozen, 'new')])).code).not.toBe(0);
    }
    expect(await point.end(request)).toEqual([]);
    expect(await outputOf('btrfs', ['subvolume', 'list', disk.path])).not.toContain('.stillpoint');
    expect(readdirSync(disk.path).filter((name) => name.startsWith('.stillpoint'))).toEqual([]);
    expect(readdirSync(request.planFolder)).toEqual(['input']);
  });

  testWith('root', 'mkfs.btrfs', 'btrfs')('of an agent that was killed is removed by the next run', async () => {
    await using folder = await TestFolder.make();
    await using disk = await LoopDisk.mount(folder.path, 'btrfs', 'btrfs');
    await outputOf('btrfs', ['subvolume', 'create', join(disk.path, 'nested')]);
    const request = await requestFor(folder, [disk.path], { snapshot: 'btrfs' });
    await using point = HeldPoint.start(request);
    expect((await point.reached()).copies).toHaveLength(2);
    point.program.kill('SIGKILL');
    await point.program.finished;
    expect(readdirSync(disk.path)).toContain('.stillpoint-run1');
    await using next = HeldPoint.start({ ...request, runId: 'run2' });
    const [, cleaned = ''] = await next.program.waitFor(/^\{"cleaned":(.*)\}$/m, 'stdout');
    expect(cleaned).toContain('LEFTOVER_CLEANED');
    await next.reached();
    expect(readdirSync(disk.path)).not.toContain('.stillpoint-run1');
    await next.end(request);
    expect(readdirSync(disk.path).sort()).toEqual(['nested']);
  });
});

describe('what is no copy of this run', () => {
  testWith('root', 'mkfs.ext4', 'fsfreeze').each([
    ['made after the thaw', (command: string[]) => ({ create: ['true'], mount: ['sh', '-c', `cp --sparse=always "$1" "$2"; mkdir -p "$3" && mount -o loop "$2" "$3"`, ...command.slice(3)] }), 'made after the thaw'],
    ['an empty folder', (command: string[]) => ({ create: ['true'], mount: ['mkdir', '-p', command[6] ?? ''] }), 'is none of this run'],
    ['the living filesystem', (command: string[]) => ({ create: ['true'], mount: ['sh', '-c', 'mkdir -p "$3" && mount --bind "${1%.image}" "$3"', ...command.slice(3)] }), 'made after the thaw'],
  ] as const)('is not used: %s', async (_, commands, reason) => {
    await using folder = await TestFolder.make();
    await using disk = await LoopDisk.mount(folder.path, 'ext4', 'ext4');
    const external = externalCopy(folder, disk);
    const request = await requestFor(folder, [disk.path], { snapshot: 'external', external: { ...external, ...commands(external['create'] as string[]) } });
    await using point = HeldPoint.start(request);
    const reached = await point.reached();
    expect(reached).toMatchObject({ consistency: 'crash', copies: [], warnings: [{ code: 'SNAPSHOT_FAILED' }] });
    expect(reached.warnings[0]?.text).toContain(reason);
    expect(await point.end(request)).toHaveLength(1);
    expect(readdirSync(disk.path)).toEqual(['lost+found']);
  });

  testWith('root', 'mkfs.ext4', 'fsfreeze')('is not used: one during which somebody else thawed the filesystem', async () => {
    await using folder = await TestFolder.make();
    await using disk = await LoopDisk.mount(folder.path, 'ext4', 'ext4');
    const request = await requestFor(folder, [disk.path], { snapshot: 'external', external: externalCopy(folder, disk, `fsfreeze -u '${disk.path}'; `) });
    await using point = HeldPoint.start(request);
    expect(await point.reached()).toMatchObject({ consistency: 'crash', copies: [], warnings: [{ code: 'FREEZE_TIMEOUT' }, { code: 'FREEZE_TIMEOUT' }] });
    await point.end(request);
  });

  testWith('root', 'mkfs.ext4', 'fsfreeze')('makes no claim: one that freeze = false leaves to the command', async () => {
    await using folder = await TestFolder.make();
    await using disk = await LoopDisk.mount(folder.path, 'ext4', 'ext4');
    const external = externalCopy(folder, disk);
    // Its journal has to be replayed, for which the copy must be writable.
    const mount = (external['mount'] as string[]).map((word) => word.replace('loop,ro', 'loop'));
    const request = await requestFor(folder, [disk.path], { snapshot: 'external', external: { ...external, mount, freeze: false } });
    await using point = HeldPoint.start(request);
    // It is read, and nothing is claimed for it.
    expect(await point.reached()).toMatchObject({ consistency: 'crash', copies: [{ live: disk.path }], warnings: [] });
    await point.end(request);
  });
});

describe('hooks', () => {
  const log = (folder: TestFolder, script = ''): string[] => ['sh', '-c', `echo "$STILLPOINT_HOOK $STILLPOINT_PLAN $STILLPOINT_RUN_ID $STILLPOINT_STATUS" >>'${folder.at('log')}'; ${script}`];

  testWith().each([
    ['which is complete', 'complete', '', ['pre daily run1 ', 'post daily run1 complete']],
    ['whose pre hook fails', 'failed', 'echo no room >&2; exit 7', ['pre daily run1 ', 'post daily run1 failed']],
    ['which is stopped by SIGTERM while its pre hook runs', 'cancelled', 'sleep 1000', ['pre daily run1 ', 'post daily run1 cancelled']],
    ['which is stopped by SIGTERM while it reads', 'terminated', '', ['pre daily run1 ', 'post daily run1 cancelled']],
  ] as const)('run around a run %s', async (_, how, script, lines) => {
    await using folder = await TestFolder.make();
    await mkdir(folder.at('data'));
    const request = await requestFor(folder, [folder.at('data')], { snapshot: 'none', pre: log(folder, script), post: log(folder) });
    await using point = HeldPoint.start(request);
    if (how === 'complete') {
      await point.reached();
      expect(await point.end(request)).toEqual([]);
    } else if (how === 'terminated') {
      await point.reached();
      process.kill(point.program.pid, 'SIGTERM');
    } else if (how === 'cancelled') {
      await expect.poll(() => readFile(folder.at('log'), 'utf8').catch(() => ''), { timeout: 5000 }).not.toBe('');
      process.kill(point.program.pid, 'SIGTERM');
    }
    const { stdout } = await point.program.finished;
    if (how === 'failed') {
      expect(stdout).toContain('HOOK_FAILED');
      expect(stdout).toContain('sh ended with exit status 7: no room');
    }
    expect((await readFile(folder.at('log'), 'utf8')).trimEnd().split('\n').map((line) => line.trimEnd())).toEqual(lines.map((line) => line.trimEnd()));
    expect(readdirSync(request.planFolder)).toEqual(['input']);
  });

  testWith()('that fail after a run are a warning with what they said', async () => {
    await using folder = await TestFolder.make();
    await mkdir(folder.at('data'));
    const request = await requestFor(folder, [folder.at('data')], { snapshot: 'none', hook_timeout: '1s', post: ['sh', '-c', 'echo still here >&2; sleep 1000'] });
    await using point = HeldPoint.start(request);
    await point.reached();
    const [warning, ...more] = await point.end(request);
    expect(more).toEqual([]);
    expect(warning).toMatchObject({ code: 'HOOK_FAILED' });
    expect(warning?.text).toContain('still here');
    expect(readdirSync(request.planFolder)).toEqual(['input']);
  });
});
