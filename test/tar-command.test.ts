/** A command whose output is a tar stream, of which each member becomes an entry. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { afterEach, beforeEach, describe, expect } from 'vitest';

import { openBackupScene, type BackupScene } from './support/backup-scene.ts';
import { outputOf } from './support/child-program.ts';
import { expectSameTorture } from './support/oracle.ts';
import { isLong, testWith } from './support/requirements.ts';
import { buildTortureTree, tortureParts } from './support/torture-tree.ts';

let scene: BackupScene;

beforeEach(async () => {
  scene = await openBackupScene();
});
afterEach(() => scene[Symbol.asyncDispose]());

/** GNU tar with everything that it can hold. */
function tarOf(tree: string): readonly string[] {
  return ['tar', '--format=posix', '--pax-option=delete=atime', '--sparse', '--xattrs', '--xattrs-include=*', '--acls', '--numeric-owner', '--warning=no-file-ignored', `--exclude=./${basename(tree)}/${tortureParts.deep}`, '-C', dirname(tree), '-c', `./${basename(tree)}`];
}

describe('a tar stream', () => {
  testWith('root', 'tar', 'rsync', 'getfattr', 'python3')('gives back everything that GNU tar can hold, and costs little the second time', async () => {
    const tree = scene.folder.at('torture');
    await buildTortureTree(tree);
    // GNU tar writes further names of these as objects of their own.
    await outputOf('sh', ['-c', 'rm hard/*/fifo hard/*/device'], { cwd: tree });
    await scene.agent.configure({ daily: [{ kind: 'command', tar: true, command: tarOf(tree) }] });
    await scene.agent.backup('daily');
    await scene.collector.ask('restore', 'guest:command', '--to', scene.folder.at('restored'));
    await expectSameTorture(tree, scene.folder.at('restored', 'torture'), { skip: [tortureParts.deep, tortureParts.specialBeyond, 'flags'], without: ['sockets', 'holes'] });
    expect((await scene.agent.backup('daily')).newBytes).toBe(0);
    await scene.collector.ask('verify', '--read-data');
  });

  testWith('tar')('shares its files with a source of files, and gives back one of them', async () => {
    await writeFile(join(scene.tree, 'large'), Buffer.alloc(3_000_000, 'some content that repeats itself every so often, as logs do\n'));
    await outputOf('sh', ['-c', 'head -c 2M /dev/urandom >random; mkdir sub; echo small >sub/small'], { cwd: scene.tree });
    await scene.agent.configure({ daily: [{ paths: [scene.tree] }, { kind: 'command', tar: true, command: ['tar', '-C', scene.tree, '-c', '.'] }] });
    const { newBytes } = await scene.agent.backup('daily');
    expect(newBytes).toBeLessThan(5_100_000);
    await scene.collector.ask('restore', 'guest:command/sub/small', '--to', scene.folder.at('one'));
    expect(await readFile(scene.folder.at('one', 'small'), 'utf8')).toBe('small\n');
  });

  testWith('tar')('that is cut off, or whose tool fails, is no archive', async () => {
    await outputOf('sh', ['-c', 'head -c 2M /dev/urandom >random; echo small >small'], { cwd: scene.tree });
    const failure = async (script: string): Promise<string> => {
      await scene.agent.configure({ daily: [{ paths: [scene.tree] }, { kind: 'command', tar: true, command: ['sh', '-c', script], directory: scene.tree }] });
      const { code, summary } = await scene.agent.run('daily');
      expect(code).toBe(3);
      expect(await scene.collector.ask('ls', 'guest/daily')).not.toContain('command');
      const [{ code: error, text } = { code: '', text: '' }] = summary?.failedSources ?? [];
      return `${error}: ${text}`;
    };
    expect(await failure('tar -c . | head -c 1000000')).toMatch(/^TOOL_FAILED: the tar stream is cut off in or behind \.\/\w+: its end mark is missing/);
    expect(await failure('tar -c . | head -c 1000000; echo "the disk is gone" >&2; exit 5')).toMatch(/^TOOL_FAILED: sh ended with exit status 5: the disk is gone/);
    expect(await failure('tar -c .; echo "one file could not be read" >&2; exit 2')).toMatch(/^TOOL_FAILED: sh ended with exit status 2: one file could not be read/);
    expect(await failure('tar -c . & sleep 1; kill -9 $$')).toMatch(/^TOOL_FAILED: sh was ended by SIGKILL/);
    expect(await failure('tar -cz .')).toMatch(/^SOURCE_FAILED: what the command writes is no tar stream/);
  });

  testWith('python3', 'tar')('of very many members takes little memory', async () => {
    await mkdir(join(scene.tree, 'many'));
    const members = isLong ? 150_000 : 75_000;
    const script = `import io,sys,tarfile
with tarfile.open(fileobj=sys.stdout.buffer, mode='w|') as tar:
    for n in range(${members}):
        info = tarfile.TarInfo(f'{(n * 7919) % ${members} % 97}/{n}-{"n" * 60}'); info.size = 5
        tar.addfile(info, io.BytesIO(b'hello'))`;
    await scene.agent.configure({ daily: [{ kind: 'command', tar: true, command: ['python3', '-c', script] }] });
    await using program = await scene.agent.start(['backup', 'daily', '--json']);
    await program.waitFor(/"event":"began"/, 'stdout');
    let peakKib = 0;
    while (!program.ended) {
      const status = await readFile(`/proc/${program.pid}/status`, 'utf8').catch(() => '');
      peakKib = Math.max(peakKib, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
      await Promise.race([program.finished, new Promise((resolve) => setTimeout(resolve, 200))]);
    }
    expect((await program.finished).code).toBe(0);
    expect(peakKib).toBeLessThan(220 * 1024);
    expect((await scene.collector.snapshots())[0]?.files).toBe(members);
  });
});
