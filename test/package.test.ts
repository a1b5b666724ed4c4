/** What scripts/package builds, on systems that have neither Node nor npm nor a compiler. */
import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { packagedPrograms } from '../scripts/packaging/packaged-programs.ts';
import { newerSymbols, wantedVersions } from '../scripts/packaging/symbol-check.ts';
import { ChildProgram, outputOf, runProgram, type Finished } from './support/child-program.ts';
import { CollectorProcess } from './support/collector-process.ts';
import { DebianGuest } from './support/debian-guest.ts';
import { nextRevision } from './support/next-revision.ts';
import { expectSameObjects } from './support/oracle.ts';
import { isLong, longForm, missing, testWith } from './support/requirements.ts';
import { TestFolder } from './support/test-folder.ts';

const repository = join(import.meta.dirname, '..');
const buildTools = ['readelf', 'strip', 'dpkg-deb'];
const lacking = missing(...buildTools);
const buildTimeoutMs = 400_000;

let packages: TestFolder;
let unpacked = '';

const deb = (program: string, revision = 1): string => packages.at(`${program}_0.1.0-${revision}_${process.arch === 'x64' ? 'amd64' : 'arm64'}.deb`);
const buildPackages = (...args: readonly string[]): Promise<string> => outputOf(join(repository, 'scripts/package'), ['--quick', '--out', packages.path, ...args]);

beforeAll(async () => {
  if (lacking !== undefined) return;
  packages = await TestFolder.make();
  await mkdir(packages.at('tools'));
  await symlink('/usr/bin/readlink', packages.at('tools/readlink'));
  await buildPackages('--format', 'deb', '--only', 'stillpoint-collector');
  // All formats at once: the bundle is made once for them.
  await buildPackages('--format', missing('rpmbuild', 'tar') === undefined ? 'deb,rpm,tar' : 'deb', '--only', 'stillpoint-agent');
  unpacked = packages.at('unpacked');
  for (const { name } of packagedPrograms) await outputOf('dpkg-deb', ['-x', deb(name), unpacked]);
}, buildTimeoutMs);

afterAll(async () => {
  if (lacking === undefined) await packages[Symbol.asyncDispose]();
});

/** Starts a packaged program where PATH holds a shell's least and no Node. */
function packaged(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProgram {
  // The option would break it; a guest's own programs may be started with such ones.
  const settings = { PATH: packages.at('tools'), HOME: packages.path, NODE_OPTIONS: '--require=/nowhere.js', ...env };
  return ChildProgram.start('/usr/bin/env', ['-i', ...Object.entries(settings).map(([name, value]) => `${name}=${value}`), join(unpacked, 'usr/bin', program), ...args]);
}

async function runPackaged(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Finished> {
  await using child = packaged(program, args, env);
  const ended = await child.finished;
  if (ended.code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${ended.code ?? '?'}:\n${ended.stdout}${ended.stderr}`);
  return ended;
}

describe('contents', () => {
  testWith(...buildTools)('the agent has a Node, its bundles, koffi and blake-hash, and nothing of better-sqlite3 and zstd-napi', async () => {
    const files = await readdir(join(unpacked, 'usr/lib/stillpoint-agent'));
    expect(files.filter((name) => !name.endsWith('.mjs')).sort()).toEqual(['blake.node', 'koffi.node', 'node']);
    expect(files).toContain('agent.mjs');
    expect(files).toContain('reader-worker.mjs');
    const bundle = await readFile(join(unpacked, 'usr/lib/stillpoint-agent/agent.mjs'), 'utf8');
    expect(bundle).not.toMatch(/zstd\.node|better-sqlite3\.node/);
    expect((await readdir(join(unpacked, 'usr/lib/stillpoint-collector'))).filter((name) => !name.endsWith('.mjs')).sort()).toEqual(['better-sqlite3.node', 'blake.node', 'koffi.node', 'node', 'zstd.node']);
  });

  testWith(...buildTools)('no bundle names a file of the sources', async () => {
    for (const { name } of packagedPrograms) {
      const folder = join(unpacked, 'usr/lib', name);
      for (const file of await readdir(folder)) {
        if (!file.endsWith('.mjs')) continue;
        const text = await readFile(join(folder, file), 'utf8');
        for (const [, started = ''] of text.matchAll(/new URL\(["']\.\/([^"']+)["'], import\.meta\.url\)/g)) expect(await readdir(folder)).toContain(started);
        expect(text).not.toMatch(/new URL\(["'][^"']*\.ts["']/);
      }
    }
  });

  testWith(...buildTools)('files are root’s to change and everyone’s to read', async () => {
    const listing = (await outputOf('dpkg-deb', ['-c', deb('stillpoint-agent')])).trim().split('\n');
    for (const line of listing) expect(line).toMatch(/^(?:drwxr-xr-x|-rwxr-xr-x|-rw-r--r--) root\/root /);
  });

  testWith(...buildTools, 'man')('manual pages are formatted without a warning', async () => {
    for (const page of ['man1/stillpoint-agent.1', 'man1/stillpoint-collector.1', 'man5/agent.toml.5', 'man5/collector.toml.5']) {
      const { code, stdout, stderr } = await runProgram('man', ['--warnings', '--local-file', join(unpacked, `usr/share/man/${page}.gz`)], { env: { LC_ALL: 'C.UTF-8', MANPAGER: 'cat' } });
      expect([page, code, stderr]).toEqual([page, 0, '']);
      expect(stdout).toContain('NAME');
    }
  });

  testWith(...buildTools, 'systemd-analyze')('units are understood by systemd, and both are exposed no more than the documents say', async () => {
    const units = join(unpacked, 'lib/systemd/system');
    expect((await readdir(units)).sort()).toEqual(['stillpoint-agent.service', 'stillpoint-collector.service']);
    const { stderr } = await runProgram('systemd-analyze', ['verify', '--man=no', ...(await readdir(units)).map((unit) => join(units, unit))]);
    expect(stderr.split('\n').filter((line) => line.includes('stillpoint') && !line.includes('is not executable'))).toEqual([]);
    for (const [unit, documented] of [['stillpoint-collector', 1.5], ['stillpoint-agent', 8.3]] as const) {
      const { stdout } = await runProgram('systemd-analyze', ['security', '--offline=true', '--no-pager', join(units, `${unit}.service`)]);
      const score = Number(/exposure level for \S+: ([0-9.]+)/.exec(stdout)?.[1]);
      expect(score).toBeGreaterThan(0);
      expect([unit, score <= documented]).toEqual([unit, true]);
    }
  });
});

describe('symbols of the system', () => {
  testWith(...buildTools)('shipped machine code asks for none that the oldest supported system lacks', async () => {
    for (const { name, bounds } of packagedPrograms) {
      const folder = join(unpacked, 'usr/lib', name);
      for (const file of await readdir(folder)) {
        if (!file.endsWith('.mjs')) expect(newerSymbols(join(folder, file), bounds)).toEqual([]);
      }
    }
  });

  testWith(...buildTools)('those that a system lacks are found', () => {
    const node = join(unpacked, 'usr/lib/stillpoint-agent/node');
    const older = { gcc: '7', GLIBC: '2.27', GLIBCXX: '3.4.20', CXXABI: '1.3.8', systems: '' };
    expect(newerSymbols(node, older).map(({ version }) => version)).toEqual(expect.arrayContaining(['GLIBC_2.28', 'GLIBCXX_3.4.21']));
    expect(newerSymbols(node, older).map(({ version }) => version)).not.toContain('GLIBC_2.9');
  });

  test('versions that a library defines itself are none that it asks for', () => {
    expect(wantedVersions("Version definition section '.gnu.version_d' contains 1 entry:\n  000000: Rev: 1  Name: GLIBC_2.99\n")).toEqual([]);
  });
});

describe('programs', () => {
  testWith(...buildTools, 'python3')('back up and restore without a Node on the machine; systemd is told when the collector is ready and when it stops', async () => {
    await using folder = await TestFolder.make();
    const datastore = folder.at('datastore');
    await runPackaged('stillpoint-collector', ['init', '--datastore', datastore, '--listen', '127.0.0.1:0']);
    await using manager = ChildProgram.start('python3', [join(import.meta.dirname, 'support/notify-listener.py'), folder.at('notify')]);
    await manager.waitFor(/^bound$/m, 'stdout');
    await using serving = packaged('stillpoint-collector', ['serve', '--datastore', datastore], { NOTIFY_SOCKET: folder.at('notify'), WATCHDOG_USEC: '200000' });
    const [, address = ''] = await serving.waitFor(/^listening on (\S+)$/m, 'stderr');
    await manager.waitFor(new RegExp(`^READY=1 STATUS=listening on ${address}$`, 'm'), 'stdout');
    await manager.waitFor(/^WATCHDOG=1$/m, 'stdout');

    await mkdir(folder.at('tree'));
    await writeFile(folder.at('tree/big'), Buffer.alloc(3 << 20, 'never the same twice '));
    await writeFile(folder.at('tree/small'), 'hello');
    const env = { STILLPOINT_AGENT_CONFIG: folder.at('agent.toml') };
    await writeFile(env.STILLPOINT_AGENT_CONFIG, `state_dir = "${folder.at('state')}"\n[collector]\naddress = "${address}"\n[[plan]]\nname = "daily"\n[plan.quiesce]\nsnapshot = "none"\n[[plan.source]]\nkind = "files"\npaths = ["${folder.at('tree')}"]\nfilesystems = "all"\ndefault_excludes = false\n`);
    const token = (await runPackaged('stillpoint-collector', ['token', 'create', '--agent', 'guest1', '--datastore', datastore])).stdout.trim();
    await runPackaged('stillpoint-agent', ['enroll', token, '--collector', address], env);
    await runPackaged('stillpoint-agent', ['backup'], env);
    await runPackaged('stillpoint-agent', ['restore', `daily:${folder.at('tree')}`, '--to', folder.at('by-guest')], env);
    await runPackaged('stillpoint-collector', ['restore', `guest1:${folder.at('tree')}`, '--to', folder.at('by-server'), '--datastore', datastore]);
    for (const target of ['by-guest', 'by-server']) await outputOf('diff', ['-r', folder.at('tree'), folder.at(target, 'tree')]);
    await runPackaged('stillpoint-collector', ['verify', '--read-data', '--datastore', datastore]);

    const complete = async (program: string, line: string): Promise<string[]> => {
      const script = `PATH=$1/usr/bin:$PATH; . "$1/usr/share/bash-completion/completions/$2"; COMP_LINE=$3 COMP_POINT=\${#3}; _\${2//-/_} 2>/dev/null; printf '%s\\n' "\${COMPREPLY[@]}"`;
      return (await outputOf('bash', ['-c', script, 'complete', unpacked, program, line], { env: { ...env, STILLPOINT_DATASTORE: datastore } })).trim().split('\n');
    };
    expect(await complete('stillpoint-agent', 'stillpoint-agent ba')).toEqual(['backup']);
    expect(await complete('stillpoint-agent', 'stillpoint-agent backup --dr')).toEqual(['--dry-run']);
    expect(await complete('stillpoint-agent', 'stillpoint-agent backup d')).toEqual(['daily']);
    expect(await complete('stillpoint-collector', 'stillpoint-collector agents show gu')).toEqual(['guest1']);
    const [snapshot = ''] = await complete('stillpoint-collector', 'stillpoint-collector ls guest1/');
    expect(snapshot).toMatch(/^guest1\/daily@2[0-9]{3}-/);
    // bash replaces only what stands behind the last colon or at sign.
    expect(await complete('stillpoint-collector', `stillpoint-collector ls ${snapshot.slice(0, -2)}`)).toEqual([snapshot.slice(Math.max(snapshot.slice(0, -2).lastIndexOf(':'), snapshot.indexOf('@')) + 1)]);
    expect(await complete('stillpoint-agent', 'stillpoint-agent restore guest1/')).toEqual([snapshot]);

    serving.kill('SIGTERM');
    expect((await serving.finished).code).toBe(0);
    await manager.waitFor(/^STOPPING=1$/m, 'stdout');
  });

  testWith(...buildTools)('start through a chain of links and by a relative path', async () => {
    await symlink(join(unpacked, 'usr/bin/stillpoint-agent'), packages.at('first'));
    await symlink('first', packages.at('second'));
    expect(await outputOf(packages.at('second'), ['--version'])).toBe('0.1.0\n');
    expect(await outputOf('sh', ['-c', 'cd "$1" && ./stillpoint-agent --version', 'sh', join(unpacked, 'usr/bin')])).toBe('0.1.0\n');
  });
});

describe('packages', () => {
  // The short form installs, upgrades and purges in the booted guest of rollout.test.ts.
  testWith(longForm, 'root', 'debootstrap', 'unshare', 'setpriv', ...buildTools)('of Debian: installed in a guest they work at once, an upgrade keeps state, purge takes it only when asked', async (context) => {
    await nextRevision(deb('stillpoint-agent'));
    await using folder = await TestFolder.make();
    const guest = await DebianGuest.make(folder.at('guest'));
    if (guest === undefined) {
      context.skip('debootstrap could not fetch a guest');
      return;
    }
    for (const file of [deb('stillpoint-agent'), deb('stillpoint-agent', 2), deb('stillpoint-collector')]) await outputOf('cp', [file, guest.at('root')]);
    const inGuest = (file: string): string => `/root/${file.slice(file.lastIndexOf('/') + 1)}`;
    for (const tool of ['node', 'npm', 'cc']) expect((await guest.run('sh', '-c', `command -v ${tool}`)).code).not.toBe(0);

    await guest.outputOf('dpkg', '-i', inGuest(deb('stillpoint-agent')), inGuest(deb('stillpoint-collector')));
    expect(await guest.outputOf('stat', '-c', '%U %a', '/var/lib/stillpoint')).toBe('stillpoint 700\n');
    await guest.outputOf('stillpoint-collector', 'init', '--listen', '127.0.0.1:0');
    expect(await guest.outputOf('find', '/var/lib/stillpoint', '!', '-user', 'stillpoint')).toBe('');
    await using serving = guest.start('stillpoint-collector', ['serve'], { user: 'stillpoint', env: { HOME: '/nonexistent' } });
    const [, address = ''] = await serving.waitFor(/^listening on (\S+)$/m, 'stderr');
    const token = (await guest.outputOf('stillpoint-collector', 'token', 'create')).trim();
    await guest.outputOf('stillpoint-agent', 'enroll', token, '--collector', address, '--name', 'guest1');
    await writeFile(guest.at('etc/stillpoint/agent.toml'), (await readFile(guest.at('etc/stillpoint/agent.toml'), 'utf8')).replace('paths = ["/"]', 'paths = ["/etc"]').replace('filesystems = "local"', 'filesystems = "all"'));
    await guest.outputOf('stillpoint-agent', 'backup', 'daily');

    await guest.outputOf('dpkg', '-i', inGuest(deb('stillpoint-agent', 2)));
    expect(await guest.outputOf('dpkg-query', '-W', '-f', '${Version}', 'stillpoint-agent')).toBe('0.1.0-2');
    await guest.outputOf('stillpoint-agent', 'backup', 'daily');
    await guest.outputOf('stillpoint-agent', 'restore', 'daily:/etc/debian_version', '--to', '/root/back');
    expect(await guest.outputOf('cat', '/root/back/debian_version')).toBe(await guest.outputOf('cat', '/etc/debian_version'));
    serving.kill('SIGTERM');
    expect((await serving.finished).code).toBe(0);

    // Purge without a word: programs go, identity, configuration and datastore stay.
    expect((await guest.run('dpkg', '--purge', 'stillpoint-agent', 'stillpoint-collector')).stderr).toContain('the datastore in /var/lib/stillpoint is kept');
    for (const path of ['/usr/lib/stillpoint-agent', '/usr/bin/stillpoint-collector', '/usr/share/doc/stillpoint-agent']) expect([path, await guest.has(path)]).toEqual([path, false]);
    for (const path of ['/etc/stillpoint/agent.toml', '/var/lib/stillpoint-agent', '/var/lib/stillpoint/collector.toml']) expect([path, await guest.has(path)]).toEqual([path, true]);

    // Installed again, everything goes on.
    await guest.outputOf('dpkg', '-i', inGuest(deb('stillpoint-agent')), inGuest(deb('stillpoint-collector')));
    expect(await guest.outputOf('stillpoint-collector', 'snapshots')).toContain('guest1/daily');
    await guest.outputOf('stillpoint-agent', 'status');

    await guest.outputOf('touch', '/etc/stillpoint/purge-agent-state', '/etc/stillpoint/purge-collector-state');
    await guest.outputOf('dpkg', '--purge', 'stillpoint-agent', 'stillpoint-collector');
    for (const path of ['/etc/stillpoint', '/var/lib/stillpoint-agent', '/var/lib/stillpoint', '/usr/lib/sysusers.d/stillpoint-collector.conf']) expect([path, await guest.has(path)]).toEqual([path, false]);
    expect((await guest.run('id', 'stillpoint')).code).not.toBe(0);
  }, 500_000);

  testWith('root', 'rpmbuild', 'rpm', 'tar', ...buildTools)('of EL: hold the same program, ask for its glibc, and keep units where EL looks for them', async () => {
    const [file = ''] = (await readdir(packages.path)).filter((name) => name.endsWith('.rpm'));
    expect(await outputOf('rpm', ['-qp', '--requires', packages.at(file)])).toContain('glibc >= 2.28');
    await using folder = await TestFolder.make();
    await outputOf('rpm', ['--install', '--root', folder.path, '--nodeps', '--noscripts', packages.at(file)]);
    expect((await stat(folder.at('usr/lib/systemd/system/stillpoint-agent.service'))).isFile()).toBe(true);
    expect(await outputOf(folder.at('usr/bin/stillpoint-agent'), ['--version'])).toBe('0.1.0\n');
  });

  testWith('tar', 'rpmbuild', ...buildTools)('as an archive run where they are unpacked', async () => {
    const [file = ''] = (await readdir(packages.path)).filter((name) => name.endsWith('.tar.gz'));
    await using folder = await TestFolder.make();
    await outputOf('tar', ['-xzf', packages.at(file), '-C', folder.path]);
    expect(await outputOf(folder.at(file.replace('.tar.gz', ''), 'bin/stillpoint-agent'), ['--version'])).toBe('0.1.0\n');
  });
});

describe.skipIf(!isLong)('the package for ARM64', { timeout: 900_000 }, () => {
  const loader = '/usr/aarch64-linux-gnu/lib/ld-linux-aarch64.so.1';

  testWith('root', 'qemu-aarch64-static', loader, 'aarch64-linux-gnu-strip', ...buildTools)('is machine code for it, and backs up and restores on its emulated processor what a collector on another one checks', async () => {
    await using folder = await TestFolder.make();
    await buildPackages('--arch', 'arm64', '--format', 'deb,tar', '--only', 'stillpoint-agent');
    await outputOf('dpkg-deb', ['-x', packages.at('stillpoint-agent_0.1.0-1_arm64.deb'), folder.at('guest')]);
    const lib = folder.at('guest/usr/lib/stillpoint-agent');
    for (const file of ['node', 'blake.node', 'koffi.node']) expect([file, await outputOf('readelf', ['-h', join(lib, file)])]).toEqual([file, expect.stringContaining('AArch64')]);
    // The emulator's own way of finding libraries would put another root in the place of this one.
    const agent = (...args: readonly string[]): Promise<string> => outputOf('qemu-aarch64-static', [loader, '--library-path', dirname(loader), join(lib, 'node'), join(lib, 'agent.mjs'), ...args]);
    expect(await agent('--version')).toBe('0.1.0\n');
    await outputOf('sh', ['-c', 'mkdir tree; cd tree; head -c 3M /dev/urandom >file; ln -s file link; mkfifo -m 640 pipe; echo text >small; chown 12:34 small'], { cwd: folder.path });
    await using collector = await CollectorProcess.start(folder.at('datastore'));
    const config = folder.at('agent.toml');
    await writeFile(config, `state_dir = "${folder.at('state')}"\n[collector]\naddress = "${collector.address}"\n[[plan]]\nname = "daily"\n[[plan.source]]\nkind = "files"\npaths = ["${folder.at('tree')}"]\n`);
    await agent('enroll', (await collector.ask('token', 'create', '--agent', 'arm')).trim(), '--collector', collector.address, '--config', config);
    await agent('backup', 'daily', '--config', config);
    await collector.ask('verify', '--read-data');
    await agent('restore', 'daily', '--to', folder.at('there'), '--config', config);
    await collector.ask('restore', 'arm', '--to', folder.at('here'));
    for (const target of ['there', 'here']) await expectSameObjects(folder.at('tree'), join(folder.at(target), folder.at('tree')));
  });
});

test('a format, a program or a processor that is not known is named', async () => {
  const wrong = [
    [['--format', 'msi'], '--format msi'],
    [['--only', 'stillpoint'], '--only stillpoint'],
    [['--arch', 'mips'], '--arch mips'],
    [['--colour'], '--colour'],
  ] as const;
  await Promise.all(wrong.map(async ([args, said]) => {
    const { code, stderr } = await runProgram(join(repository, 'scripts/package'), args);
    expect([said, code]).toEqual([said, 2]);
    expect(stderr).toContain(said);
  }));
});
