/**
 * A small Debian in a folder, as a guest without Node: made once by debootstrap, kept as an archive, and unpacked for each test. Its programs run with a root of their
 * own, but on this machine's kernel and network; systemd is there, and runs where a test boots it.
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

import { ChildProgram, outputOf, runProgram, type Finished, type ProgramOptions } from './child-program.ts';

const suite = 'bookworm';
/** Besides the least of a Debian: an init, and what fetches an installer. Another list needs another name of the archive. */
const included = ['systemd-sysv', 'curl', 'iproute2'];
const cacheFolder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'stillpoint-test');

export class DebianGuest {
  readonly root: string;

  private constructor(root: string) {
    this.root = root;
  }

  /** Unpacks one into `folder`; undefined when it must be made first and no package mirror answers. */
  static async make(folder: string): Promise<DebianGuest | undefined> {
    const archive = join(cacheFolder, `${suite}-booting-${process.arch}.tar`);
    if (!existsSync(archive) && !(await makeArchive(archive))) return undefined;
    await mkdir(folder);
    await outputOf('tar', ['--extract', '--file', archive, '--directory', folder, '--numeric-owner', '--preserve-permissions']);
    return new DebianGuest(folder);
  }

  /** Starts a program of the guest. Nothing of the tests' environment reaches it. */
  start(command: string, args: readonly string[], options: ProgramOptions & { readonly user?: string } = {}): ChildProgram {
    const { env = {}, user = 'root', ...rest } = options;
    const settings = Object.entries({ PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root', LC_ALL: 'C.UTF-8', DEBIAN_FRONTEND: 'noninteractive', ...env });
    const environment = settings.map(([name, value]) => `${name}=${value}`);
    const within = ['setpriv', '--reuid', user, '--regid', user, '--init-groups', '--', command, ...args];
    // The mounts are the guest's alone, and go with its program.
    return ChildProgram.start('unshare', ['--mount', 'sh', '-c', 'mount -t proc proc "$1/proc" && root=$1 && shift && exec chroot "$root" env -i "$@"', 'guest', this.root, ...environment, ...within], rest);
  }

  /** Runs a program of the guest to its end. */
  async run(command: string, ...args: readonly string[]): Promise<Finished> {
    await using program = this.start(command, args);
    return await program.finished;
  }

  /** Runs one that must succeed; returns its stdout. */
  async outputOf(command: string, ...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(command, ...args);
    if (code !== 0) throw new Error(`in the guest, ${command} ${args.join(' ')} ended with ${code ?? '?'}:\n${stdout}${stderr}`);
    return stdout;
  }

  /** True when `path` is there. */
  async has(path: string): Promise<boolean> {
    return (await this.run('test', '-e', path)).code === 0;
  }

  /** Path outside of the guest. */
  at(path: string): string {
    return join(this.root, path);
  }
}

// Complete before it gets its name; and made by one of several tests that want it at the same time.
const making = `
test -e "$1" && exit 0
debootstrap --variant=minbase "--include=$4" "$3" "$2/root" || exit 1
tar --create --file "$2/archive" --directory "$2/root" --numeric-owner '--exclude=./var/cache/apt/archives/*.deb' --exclude=./usr/share/locale '--exclude=./var/lib/apt/lists/*' . || exit 1
mv "$2/archive" "$1"`;

/** False when debootstrap could not fetch its packages. Takes minutes. */
async function makeArchive(archive: string): Promise<boolean> {
  await mkdir(cacheFolder, { recursive: true });
  const scratch = await mkdtemp(join(cacheFolder, 'making-'));
  try {
    const { code } = await runProgram('flock', [join(cacheFolder, 'lock'), 'sh', '-c', making, 'making', archive, scratch, suite, included.join(',')]);
    return code === 0;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
