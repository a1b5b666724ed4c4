/** The collector's command line: bad input, who may use a datastore, what is asked before something goes, and how it stops. */
import { once } from 'node:events';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { AgentProcess } from './support/agent-process.ts';
import { outputOf, runProgram, type Finished } from './support/child-program.ts';
import { CollectorProcess } from './support/collector-process.ts';
import { asNobody, nobodyCanRun } from './support/other-user.ts';
import { flipByte } from './support/pack-file.ts';
import { collectorLauncher } from './support/programs.ts';
import { testWith } from './support/requirements.ts';
import { TestFolder } from './support/test-folder.ts';

const stack = new AsyncDisposableStack();
let folder: TestFolder;
let collector: CollectorProcess;
let agent: AgentProcess;

beforeAll(async () => {
  folder = stack.use(await TestFolder.make());
  await outputOf('sh', ['-c', 'mkdir -p tree/one && echo a >tree/file && echo b >tree/one/file'], { cwd: folder.path });
  collector = stack.use(await CollectorProcess.start(folder.at('datastore')));
  await mkdir(folder.at('agent'));
  agent = await AgentProcess.enroll(collector, folder.at('agent'), 'db1', { daily: [{ paths: [folder.at('tree')] }] });
  await agent.backup('daily');
});
afterAll(() => stack.disposeAsync());

/** The code and the hint of an error, as a script reads them. */
function errorOf({ stderr }: Finished): { readonly code?: string; readonly message?: string; readonly hint?: string } {
  const line = stderr.split('\n').find((candidate) => candidate.startsWith('{"error"')) ?? '{"error":{}}';
  return (JSON.parse(line) as { error: { code?: string; message?: string; hint?: string } }).error;
}

describe('a command line that is wrong', () => {
  test.each([
    [['snapshot'], 'USAGE', 'did you mean snapshots?'],
    [['agents', 'revok'], 'USAGE', 'did you mean `agents revoke`?'],
    [['agents', 'show', 'db2'], 'AGENT_UNKNOWN', 'did you mean db1?'],
    [['status', '--jsonn'], 'USAGE', 'did you mean --json?'],
    [['token', 'create', '--ttl', 'soon'], 'USAGE', '1h'],
    [['token', 'create', '--agent', 'Ünï'], 'NAME_INVALID', 'begins with a letter or digit'],
    [['token', 'create', '--agent', 'db1'], 'AGENT_NAME_TAKEN', '--replace'],
    [['token', 'create', '--agent', 'nobody', '--replace'], 'AGENT_UNKNOWN', ''],
    [['token', 'revoke', '00'], 'TOKEN_UNKNOWN', 'token list'],
    [['ls', 'db2'], 'AGENT_UNKNOWN', 'did you mean db1?'],
    [['ls', 'db1/dayly'], 'PLAN_UNKNOWN', 'did you mean db1/daily?'],
    [['ls', 'db1:/nowhere'], 'PATH_UNKNOWN', 'find'],
    [['ls', 'db1@yesterday'], 'ADDRESS_INVALID', '2026-11-22'],
    [['restore', 'db1'], 'USAGE', '--to DIR'],
    [['restore', '@0000000000000000', '--to', '/nowhere'], 'SNAPSHOT_UNKNOWN', 'snapshots'],
    [['diff', 'db1:/x', 'db1'], 'ADDRESS_INVALID', ''],
    [['verify', 'db1:/x'], 'ADDRESS_INVALID', ''],
    [['find', '[a'], 'PATTERN_INVALID', ''],
    [['agents', 'set', 'db1'], 'USAGE', '--dedup'],
    [['agents', 'remove', 'db1', '--yes'], 'AGENT_HAS_SNAPSHOTS', 'retired'],
    [['delete', 'db1', '--yes'], 'ADDRESS_INVALID', 'snapshots'],
    [['delete', '@12', '--yes'], 'SNAPSHOT_UNKNOWN', '32 digits'],
    [['init'], 'DATASTORE_EXISTS', ''],
  ])('%j is refused with its code and the next step', async (args, code, hint) => {
    const finished = await collector.cli([...args, '--json']);
    const error = errorOf(finished);
    expect({ code: error.code, stdout: finished.stdout }).toEqual({ code, stdout: '' });
    if (hint !== '') expect(error.hint).toContain(hint);
    expect([1, 2]).toContain(finished.code);
  });

  test('shows the stack of an error only when it is asked to', async () => {
    expect((await collector.cli(['ls', 'db2'])).stderr).not.toMatch(/^\s+at /mu);
    expect((await collector.cli(['ls', 'db2'], { env: { STILLPOINT_DEBUG: '1' } })).stderr).toMatch(/^\s+at /mu);
  });

  test('names a folder that is no datastore', async () => {
    const finished = await runProgram(collectorLauncher, ['status', '--datastore', '/nowhere/at/all']);
    expect(finished).toMatchObject({ code: 2, stdout: '' });
    expect(finished.stderr).toContain('DATASTORE_MISSING: /nowhere/at/all');
  });
});

describe('the datastore', () => {
  test('is chosen before and after the subcommand, and by the environment', async () => {
    const answers = await Promise.all([
      runProgram(collectorLauncher, ['--datastore', collector.datastore, 'agents', '--json']),
      runProgram(collectorLauncher, ['agents', '--json', '--datastore', collector.datastore]),
      runProgram(collectorLauncher, ['agents', '--json'], { env: { STILLPOINT_DATASTORE: collector.datastore } }),
    ]);
    expect(new Set(answers.map(({ stdout }) => stdout)).size).toBe(1);
    expect(answers[0].stdout).toContain('"db1"');
  });

  test('of a collector that runs is not served twice; the process is named', async () => {
    const finished = await collector.cli(['serve']);
    expect(finished.code).toBe(1);
    expect(finished.stderr).toContain(`DATASTORE_LOCKED: datastore ${collector.datastore} is in use by process ${collector.pid}`);
  });

  test('keeps keys, configuration and catalog for its owner alone', async () => {
    for (const file of ['ca/ca-key.pem', 'ca/collector-key.pem', 'collector.toml', 'catalog.sqlite', 'lock', 'admin.sock']) {
      expect({ file, mode: ((await stat(join(collector.datastore, file))).mode & 0o777).toString(8) }).toEqual({ file, mode: '600' });
    }
    expect((await stat(collector.datastore)).mode & 0o777).toBe(0o700);
  });

  testWith('root', 'setpriv')('of a collector that runs is not administered by another user, though the files may be seen', async (context) => {
    if (!(await nobodyCanRun())) context.skip('the repository lies where other users cannot reach it');
    await chmod(folder.path, 0o755);
    await chmod(collector.datastore, 0o755);
    try {
      const { code, stderr } = await collector.cli(['token', 'create'], { through: asNobody });
      expect(code).toBe(1);
      expect(stderr).toMatch(/PERMISSION_DENIED|DATASTORE_DENIED/u);
    } finally {
      await chmod(collector.datastore, 0o700);
    }
  });
});

describe('the log', () => {
  test('says nothing of those who knock and leave, and names those who speak something else', async () => {
    const [host, port] = collector.address.split(':');
    const knock = async (words: string): Promise<void> => {
      const socket = connect({ host: host ?? '', port: Number(port) });
      socket.on('error', () => undefined);
      socket.end(words);
      await once(socket.resume(), 'close');
    };
    await knock('');
    expect((await collector.cli(['status'])).code).toBe(0);
    expect(collector.log).not.toContain('connection refused');
    await knock('GET / HTTP/1.0\r\n\r\n');
    expect((await collector.cli(['status'])).code).toBe(0);
    expect(collector.log).toContain('connection refused');
  });
});

describe('answers', () => {
  test('of `token create` are the token alone on stdout, and the line to paste on stderr', async () => {
    const { stdout, stderr } = await collector.cli(['token', 'create']);
    expect(stdout).toMatch(/^sp1_[A-Za-z0-9_-]+\n$/u);
    expect(stderr).toContain(`stillpoint-agent enroll ${stdout.trim()} --collector ${collector.address}`);
  });

  test('of listings can be pasted back as they are', async () => {
    const [address = ''] = (await collector.ask('snapshots')).split('\n').slice(-2);
    const snapshot = address.split(/\s+/u)[0] ?? '';
    const [archive = ''] = (await collector.ask('ls', snapshot)).split('\n').slice(1);
    const listed = await collector.ask('ls', '-R', `${archive.split(/\s+/u)[0] ?? ''}/`);
    const file = listed.split('\n').find((line) => line.endsWith('/one/file')) ?? '';
    expect(await collector.ask('restore', file, '--stdout')).toBe('b\n');
    const [found = ''] = (await collector.ask('find', 'file')).split('\n');
    expect(['a\n', 'b\n']).toContain(await collector.ask('restore', found.split('  ')[0] ?? '', '--stdout'));
  });

  test('that find no room where stdout goes are an error that says so', async () => {
    for (const command of ['ls -R db1:/', 'restore db1 --stdout', 'snapshots']) {
      const { stdout, stderr } = await runProgram('sh', ['-c', `"$0" ${command} --datastore "$1" >/dev/full; echo "status $?"`, collectorLauncher, collector.datastore]);
      expect({ command, stdout }).toEqual({ command, stdout: 'status 1\n' });
      expect(stderr).toContain('TARGET_FULL: what stdout is written to is full');
    }
  });

  test('that nobody reads to the end are no error', async () => {
    const { stdout, stderr } = await runProgram('sh', ['-c', `"$0" --help --datastore "$1" | head -n 1; "$0" ls -R db1:/ --datastore "$1" | true`, collectorLauncher, collector.datastore]);
    expect(stdout).toMatch(/^Usage: /u);
    expect(stderr).not.toMatch(/EPIPE|INTERNAL/u);
  });
});

describe('what destroys', () => {
  test('asks before, and elsewhere than on a terminal needs --yes', async () => {
    await agent.backup('daily');
    const [, second] = await collector.snapshots();
    const address = second?.address ?? '';
    const refused = await collector.cli(['delete', address]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/CONFIRMATION_NEEDED: db1\/daily .* files/u);
    expect(await collector.snapshots()).toHaveLength(2);
    await collector.ask('delete', address, '--yes');
    expect((await collector.snapshots()).map(({ snapshotId }) => snapshotId)).not.toContain(second?.snapshotId);
    expect(errorOf(await collector.cli(['delete', address, '--yes', '--json'])).code).toBe('SNAPSHOT_UNKNOWN');
  });

  test('changes the datastore that was named, also when that is a copy of one whose collector runs', async () => {
    const copy = folder.at('copy');
    await outputOf('cp', ['-a', collector.datastore, copy]);
    await outputOf('rm', ['-f', join(copy, 'admin.sock')]);
    const [snapshot] = await collector.snapshots();
    const { code, stderr } = await runProgram(collectorLauncher, ['delete', snapshot?.address ?? '', '--yes', '--datastore', copy]);
    expect(code, stderr).toBe(0);
    expect(await collector.snapshots()).toEqual([snapshot]);
    expect((await runProgram(collectorLauncher, ['snapshots', '--datastore', copy, '--json'])).stdout).toContain('"snapshots": []');
  });

  test('takes no time that is not the very one of a snapshot', async () => {
    const finished = await collector.cli(['delete', 'db1/daily@2099-01-01', '--yes', '--json']);
    expect(errorOf(finished)).toMatchObject({ code: 'SNAPSHOT_UNKNOWN', hint: expect.stringContaining('db1/daily@') as string });
    expect(await collector.snapshots()).toHaveLength(1);
  });

  test('a rename is no new agent: its snapshots stay, and its next backup continues them', async () => {
    await collector.ask('agents', 'rename', 'db1', 'db2');
    expect(await collector.ask('ls', 'db2')).toContain('db2/daily');
    await collector.ask('agents', 'rename', 'db2', 'db1');
    expect((await collector.snapshots()).map(({ agentName }) => agentName)).toEqual(['db1']);
  });
});

describe('verify', () => {
  test.each([
    ['collector.toml', 'CONFIG_INVALID'],
    ['ca/ca-certificate.pem', 'STATE_INVALID'],
    ['ca/collector-key.pem', 'STATE_INVALID'],
  ])('finds damage in %s', async (file, code) => {
    const path = join(collector.datastore, file);
    const whole = await readFile(path);
    if (file === 'collector.toml') await writeFile(path, whole.toString().replace(/^listen/mu, 'lisuen'));
    else await flipByte(path, 100);
    try {
      const finished = await collector.cli(['verify', '--json']);
      expect(finished.code).toBe(1);
      expect(finished.stdout).toContain(`"code":"${code}"`);
      expect(errorOf(finished).code).toBe('DAMAGE_FOUND');
    } finally {
      await writeFile(path, whole);
    }
  });
});

describe('restore', () => {
  const source = (): string => `db1/daily:${folder.at('tree')}`;

  test('lists what is in the way once, the first of it, and with --json all of it', async () => {
    const target = folder.at('in-the-way');
    await outputOf('sh', ['-c', `mkdir -p many '${target}' && for n in $(seq 25); do echo $n >many/$n; done`], { cwd: folder.path });
    await agent.configure({ daily: [{ paths: [folder.at('tree')] }], many: [{ paths: [folder.at('many')] }] });
    await agent.backup('many');
    await collector.ask('restore', 'db1/many', '--to', target);
    const { code, stderr } = await collector.cli(['restore', 'db1/many', '--to', target]);
    const lines = stderr.split('\n');
    expect(code).toBe(1);
    expect(lines.filter((line) => line.startsWith('in the way: '))).toHaveLength(20);
    expect(lines).toContain('... and 5 more (--json lists all)');
    expect(stderr).toMatch(/TARGET_CONFLICT: 25 entries are in the way/u);
    const json = await collector.cli(['restore', 'db1/many', '--to', target, '--dry-run', '--json']);
    expect(json.code).toBe(0);
    expect(json.stdout.split('\n').filter((line) => line.includes('"event":"conflict"'))).toHaveLength(25);
    await agent.configure({ daily: [{ paths: [folder.at('tree')] }] });
  });

  test('of one thing below the other is refused before anything is written', async () => {
    const finished = await collector.cli(['restore', source(), `${source()}/one`, '--full-path', '--to', folder.at('overlap'), '--json']);
    expect({ code: finished.code, error: errorOf(finished).code }).toEqual({ code: 2, error: 'USAGE' });
    await expect(stat(folder.at('overlap'))).rejects.toThrow('ENOENT');
  });

  testWith('root')('into a file system that fills up says so, leaves nothing half done, and goes on when there is room', async () => {
    const target = folder.at('small');
    await outputOf('sh', ['-c', `mkdir '${target}' && mount -t tmpfs -o size=8M,nr_inodes=14 tmpfs '${target}'`]);
    try {
      const full = await collector.cli(['restore', 'db1/many', '--to', join(target, 'here'), '--json']);
      expect(full.code).toBe(1);
      expect(errorOf(full)).toMatchObject({ code: 'TARGET_FULL', hint: expect.stringContaining('--overwrite changed') as string });
      expect(await outputOf('find', [target, '-name', '.stillpoint*'])).toBe('');
      await outputOf('mount', ['-o', 'remount,nr_inodes=1000', target]);
      await collector.ask('restore', 'db1/many', '--to', join(target, 'here'), '--overwrite', 'changed');
      expect(await outputOf('diff', ['-r', folder.at('many'), join(target, 'here', folder.at('many'))])).toBe('');
    } finally {
      await outputOf('umount', [target]);
    }
  });

  test('whose patterns leave nothing says so', async () => {
    const { code, stderr } = await collector.cli(['restore', 'db1/daily', '--to', folder.at('nothing'), '--include', 'no-such-name']);
    expect({ code, told: stderr.includes('--include and --exclude leave nothing to restore') }, stderr).toEqual({ code: 0, told: true });
  });

  testWith('root')('from a datastore whose disk is full is not refused: that the audit log lacks it is told', async () => {
    const disk = folder.at('full-disk');
    await outputOf('sh', ['-c', `mkdir '${disk}' && mount -t tmpfs -o size=16M tmpfs '${disk}'`]);
    try {
      await using crowded = await CollectorProcess.start(join(disk, 'datastore'));
      await mkdir(folder.at('crowded-agent'));
      const guest = await AgentProcess.enroll(crowded, folder.at('crowded-agent'), 'db9', { daily: [{ paths: [folder.at('tree')] }] });
      await guest.backup('daily');
      await outputOf('sh', ['-c', `cat /dev/zero >'${disk}/rest' 2>/dev/null || :`]);
      const { code, stderr } = await crowded.cli(['restore', 'db9', '--to', folder.at('from-full')]);
      expect({ code, told: stderr.includes('the audit log could not be written: DATASTORE_FULL') }, stderr).toEqual({ code: 0, told: true });
      expect(await outputOf('diff', ['-r', folder.at('tree'), join(folder.at('from-full'), folder.at('tree'))])).toBe('');
      await crowded.kill();
    } finally {
      await outputOf('umount', [disk]);
    }
  });

  testWith('root', 'setpriv')('by another user, of a datastore that may be read, gives back what that user may have and names the rest', async (context) => {
    if (!(await nobodyCanRun())) context.skip('the repository lies where other users cannot reach it');
    await outputOf('sh', ['-c', 'mkdir odd && echo x >odd/owned && chown 1234:1234 odd/owned && echo y >odd/setuid && chmod 4755 odd/setuid && mknod odd/device c 1 3 && mkdir by-nobody && chmod 777 by-nobody && chmod a+rx .'], { cwd: folder.path });
    await agent.configure({ daily: [{ paths: [folder.at('tree')] }], odd: [{ paths: [folder.at('odd')] }] });
    await agent.backup('odd');
    await collector.stop();
    await outputOf('cp', ['-a', collector.datastore, folder.at('readable')]);
    await outputOf('chmod', ['-R', 'a+rX', folder.at('readable')]);
    await collector.serve();
    const restored = await runProgram(collectorLauncher, ['restore', `db1/odd:${folder.at('odd')}`, '--to', folder.at('by-nobody'), '--datastore', folder.at('readable'), '--json'], { through: asNobody });
    expect({ code: restored.code, error: errorOf(restored).code }).toEqual({ code: 3, error: 'RESTORE_INCOMPLETE' });
    for (const name of ['owned', 'device']) expect(restored.stdout).toContain(`/odd/${name}"`);
    expect(await readFile(join(folder.at('by-nobody'), 'odd/owned'), 'utf8')).toBe('x\n');
    // A setuid bit that came with another owner must not be left for this one.
    expect((await stat(join(folder.at('by-nobody'), 'odd/setuid'))).mode & 0o7777).toBe(0o755);
    const refused = await runProgram(collectorLauncher, ['restore', `db1/odd:${folder.at('odd')}`, '--to', '/root/never', '--datastore', folder.at('readable'), '--json'], { through: asNobody });
    expect(errorOf(refused).code).toBe('TARGET_NOT_WRITABLE');
    await agent.configure({ daily: [{ paths: [folder.at('tree')] }] });
  });
});

describe('a catalog that was made anew', () => {
  test('knows versions of files before a collector has run', async () => {
    const before = await collector.ask('find', 'file', '--json');
    expect(before).toContain('one/file');
    await collector.stop();
    await outputOf('sh', ['-c', 'rm catalog.*'], { cwd: collector.datastore });
    const { stderr } = await collector.cli(['rebuild-catalog']);
    expect(stderr).toMatch(/The catalog is made anew: \d+ packs?, \d+ snapshots?, \d+ decisions\./u);
    expect(await collector.ask('find', 'file', '--json')).toBe(before);
    await collector.serve();
  });
});

describe('a collector that is told to stop', () => {
  test('ends well, gives the lock back, and what it held is answered without it', async () => {
    await collector.stop();
    expect((await readFile(join(collector.datastore, 'lock'), 'utf8')).trim()).toBe('');
    expect((await collector.snapshots()).length).toBeGreaterThan(0);
    expect((await collector.cli(['verify', '--read-data'])).code).toBe(0);
  });

  test('with a listener that another has does not start, and leaves nothing running', async () => {
    await collector.serve();
    await using other = await CollectorProcess.init(folder.at('other'));
    const config = join(other.datastore, 'collector.toml');
    await writeFile(config, (await readFile(config, 'utf8')).replace('127.0.0.1:0', collector.address));
    const finished = await other.cli(['serve']);
    expect(finished.code).toBe(2);
    expect(finished.stderr).toContain(`LISTEN_FAILED: cannot listen on ${collector.address}`);
    expect((await other.cli(['status'])).code).toBe(0);
  });
});
