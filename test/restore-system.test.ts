/** A guest is rebuilt on an empty disk from its snapshot and a token, as docs/restore-system.md says, and boots. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';

import { BootedGuest } from './support/booted-guest.ts';
import { ChildProgram, outputOf, runProgram, type Finished } from './support/child-program.ts';
import { CollectorProcess } from './support/collector-process.ts';
import { DebianGuest } from './support/debian-guest.ts';
import { missing, testWith } from './support/requirements.ts';
import { TestFolder } from './support/test-folder.ts';

const needs = ['root', 'debootstrap', 'systemd-nspawn', 'nsenter', 'ip', 'sfdisk'];
const repository = join(import.meta.dirname, '..');
const rootUuid = '5f1bd0c4-3c4b-4c05-9d4c-6a1a5c6a7c11';
const table = 'label: gpt\nstart=2048, type=0FC63DAF-8483-4772-8E79-3D69D8477DE4, name="root"\n';

let stack: AsyncDisposableStack;
let folder: TestFolder;
let collector: CollectorProcess;
let guest: DebianGuest | undefined;

beforeAll(async () => {
  stack = new AsyncDisposableStack();
  if (missing(...needs) !== undefined) return;
  folder = stack.use(await TestFolder.make());
  collector = stack.use(await CollectorProcess.start(folder.at('datastore')));
  guest = await DebianGuest.make(folder.at('guest'));
  if (guest === undefined) return;
  await mkdir(guest.at('etc/stillpoint'));
  await writeFile(guest.at('etc/fstab'), `UUID=${rootUuid} / ext4 defaults 0 1\n`);
  await writeFile(guest.at('etc/hostname'), 'rebuilt\n');
  await writeFile(
    guest.at('etc/stillpoint/agent.toml'),
    `[collector]\naddress = "${collector.address}"\n[[plan]]\nname = "daily"\n[[plan.source]]\nkind = "files"\npaths = ["/"]\nexclude = ["${repository}"]\n`,
  );
}, 120_000);
afterAll(() => stack.disposeAsync());

/** Runs the agent in the guest, whose root is its own; this checkout is mounted there. */
async function agent(...args: readonly string[]): Promise<Finished> {
  const script = 'mount --bind "$1" "$1"; mkdir -p "$1$2"; mount --bind "$2" "$1$2"; mount -t proc proc "$1/proc"; root=$1; shift 2; exec chroot "$root" env -i "$@"';
  const environment = [`PATH=${dirname(process.execPath)}:/usr/sbin:/usr/bin:/sbin:/bin`, 'HOME=/root', 'LC_ALL=C.UTF-8'];
  await using program = ChildProgram.start('unshare', ['--mount', 'sh', '-ec', script, 'sh', folder.at('guest'), repository, ...environment, join(repository, 'agent/bin/stillpoint-agent'), ...args]);
  return await program.finished;
}

/** The commands below a mark of the page. */
async function commands(mark: string): Promise<string> {
  const page = await readFile(join(repository, 'docs/restore-system.md'), 'utf8');
  const [, found] = new RegExp(`<!-- test: ${mark} -->\\n\`\`\`\\n([\\s\\S]*?)\`\`\``, 'u').exec(page) ?? [];
  if (found === undefined) throw new Error(`docs/restore-system.md has no commands for ${mark}`);
  // The administrator's /mnt is a folder of the test.
  return found.replaceAll('/mnt', folder.at('mnt'));
}

testWith(...needs)('a Debian is restored by token into an empty disk, with the partitions and UUIDs that it had, and boots', async (context) => {
  if (guest === undefined) return context.skip('no package mirror answers');
  const token = (await collector.ask('token', 'create', '--agent', 'db1')).trim();
  const enrolled = await agent('enroll', token, '--collector', collector.address);
  expect([enrolled.code, enrolled.stderr]).toEqual([0, expect.anything()]);
  const backup = await agent('backup', 'daily');
  expect(backup.code, backup.stderr).toBe(0);
  expect(await collector.ask('ls', 'db1:system/boot')).toContain('firmware');
  expect(await collector.ask('restore', 'db1:system/disks/fstab', '--stdout')).toContain(rootUuid);
  expect(await collector.ask('restore', 'db1:system/software/dpkg.txt', '--stdout')).toContain('systemd-sysv');
  // An address without an archive means the guest's files, not what tells of it.
  expect(await collector.ask('restore', 'db1:/etc/hostname', '--stdout')).toBe('rebuilt\n');

  const restore = (await collector.ask('token', 'create', '--restore', 'db1/daily@latest', '--ttl', '4h')).trim();
  const mnt = folder.at('mnt');
  await mkdir(mnt);
  const disk = folder.at('disk.image');
  const partition = await emptyDisk(disk);
  stack.defer(async () => { await runProgram('losetup', ['--detach', partition]); });
  stack.defer(async () => { await runProgram('umount', ['-R', mnt]); });
  const env = {
    PATH: [join(repository, 'agent/bin'), dirname(process.execPath), process.env['PATH'] ?? '', '/usr/sbin:/sbin'].join(':'),
    STILLPOINT_AGENT_CONFIG: '/nowhere/agent.toml', TOKEN: restore, COLLECTOR: collector.address, DISK: disk, WAS: 'vda', SYSTEM: folder.at('system'), ROOT_UUID: rootUuid, PARTITION: partition,
  };
  for (const mark of ['disks', 'mkfs', 'files', 'places']) {
    const { code, stdout, stderr } = await runProgram('bash', ['-euo', 'pipefail', '-c', await commands(mark)], { env });
    expect(code, `${mark}: ${stdout}${stderr}`).toBe(0);
    if (mark === 'files') expect(stderr).toContain('also has: system');
  }
  expect(await outputOf('sfdisk', ['--dump', disk])).toContain('name="root"');
  expect(await outputOf('blkid', ['-o', 'value', '-s', 'UUID', partition])).toBe(`${rootUuid}\n`);
  expect(await readFile(join(mnt, 'etc/hostname'), 'utf8')).toBe('rebuilt\n');

  // A container has no disk of its own that could be checked and mounted again.
  await writeFile(join(mnt, 'etc/fstab'), '');
  await using booted = await BootedGuest.boot({ root: mnt }, {});
  expect(await booted.outputOf('hostname')).toBe('rebuilt\n');
  expect((await booted.outputOf('dpkg --verify; echo whole')).trim().split('\n').at(-1)).toBe('whole');
  await booted.powerOff();
}, 240_000);

/** A disk image without a table, and the place where its one partition will be: no partition of a loop device has a name here. The table is in the archive's form. */
async function emptyDisk(image: string): Promise<string> {
  const before = folder.at('before.image');
  for (const file of [before, image]) await outputOf('truncate', ['-s', '1500M', file]);
  await outputOf('sh', ['-ec', 'printf "%s" "$2" | sfdisk -q "$1"; mkdir -p "$3/disks"; sfdisk --dump "$1" | grep -v "^device:" >"$3/disks/vda.sfdisk"', 'sh', before, table, folder.at('system')]);
  return (await outputOf('losetup', ['--find', '--show', '--offset', String(2048 * 512), image])).trim();
}
