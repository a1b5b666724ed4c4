/** The launchers find a Node that can run the sources, or say in one error what is missing. Run in a copy, with programs that only play Node. */
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const repository = join(import.meta.dirname, '..');
const systemPath = '/usr/bin:/bin';

let folder = '';
let root = '';
let pathFolder = '';

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'stillpoint-launchers-')));
  root = join(folder, 'a checkout');
  pathFolder = join(folder, 'bin');
  await mkdir(pathFolder);
  for (const file of ['scripts/node-env', 'agent/bin/stillpoint-agent', 'collector/bin/stillpoint-collector']) {
    await cp(join(repository, file), join(root, file));
  }
  await mkdir(join(root, 'node_modules/@stillpoint/proto'), { recursive: true });
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Writes a program that says it is Node `version` and otherwise prints its arguments, one per line. */
async function plantNode(path: string, version: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const text = `#!/bin/sh\n[ "$1" = --version ] && { echo ${version}; exit; }\necho "arenas=$MALLOC_ARENA_MAX"\nprintf '%s\\n' ${version} "$@"\n`;
  await writeFile(path, text, { mode: 0o755 });
}

function launch(program: string, args: readonly string[] = []): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: folder,
    env: { PATH: `${pathFolder}:${systemPath}`, HOME: folder },
    encoding: 'utf8',
  });
  if (error) throw error;
  return { status, stdout, stderr };
}

describe.each([
  ['stillpoint-agent', 'agent', ['--max-semi-space-size=1']],
  ['stillpoint-collector', 'collector', []],
])('%s', (program, workspace, flags) => {
  const launcher = (): string => join(root, workspace, 'bin', program);
  const command = (version: string): string[] => ['arenas=2', version, ...flags, '--disable-warning=ExperimentalWarning', join(root, workspace, 'src/main.ts')];

  test('runs the node of PATH when it is new enough, and keeps every argument as it is', async () => {
    await plantNode(join(pathFolder, 'node'), 'v26.1.0');
    await plantNode(join(root, '.tools/bin/node'), 'v24.21.0');
    const { status, stdout } = launch(launcher(), ['find', 'two words', '*']);
    expect(stdout.trimEnd().split('\n')).toEqual([...command('v26.1.0'), 'find', 'two words', '*']);
    expect(status).toBe(0);
  });

  test('runs the installed node when that of PATH is too old, also through a chain of links', async () => {
    await plantNode(join(pathFolder, 'node'), 'v20.20.2');
    await plantNode(join(root, '.tools/bin/node'), 'v24.21.0');
    await symlink(launcher(), join(folder, 'first'));
    await symlink('first', join(folder, 'second'));
    expect(launch(join(folder, 'second')).stdout.trimEnd().split('\n')).toEqual(command('v24.21.0'));
  });

  test('says what it found and what to do next when there is only an older node', async () => {
    await plantNode(join(pathFolder, 'node'), 'v20.20.2');
    const { status, stdout, stderr } = launch(launcher());
    expect(stderr.split('\n')[0]).toBe(`${program}: NODE_TOO_OLD: needs Node 24 or newer, found v20.20.2`);
    expect(stderr).toContain(`next: run ${join(root, 'scripts/bootstrap')}`);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  test('names the missing packages instead of failing inside an import', async () => {
    await plantNode(join(pathFolder, 'node'), 'v24.0.0');
    await rm(join(root, 'node_modules'), { recursive: true });
    const { status, stderr } = launch(launcher());
    expect(stderr.split('\n')[0]).toBe(`${program}: DEPENDENCIES_MISSING: ${join(root, 'node_modules')} is missing or incomplete`);
    expect(status).toBe(2);
  });
});
