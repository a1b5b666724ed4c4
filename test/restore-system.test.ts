/** A guest is rebuilt on an empty disk from its snapshot and a token, as docs/restore-system.md says, and boots. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';

import { BootedGuest } from './support/booted-guest.ts';
import { ChildProgram, outputOf, runProgram, type Finished } from './support/child-program.ts';
import { CollectorProcess } from './support/collector-process.ts';
import { DebianGuest } from './support/debian-guest.ts';
import { isLong, missing, testWith } from './support/requirements.ts';
import { TestFolder } from './support/test-folder.ts';

const needs = ['root', 'debootstrap', 'systemd-nspawn', 'nsenter', 'ip', 'sfdisk'];
const repository = join(import.meta.dirname, '..');
const rootUuid = '5f1bd0c4-3c4b-4c05-9d4c-6a1a5c6a7c11';
const gptTable = 'label: gpt\nstart=2048, type=0FC63DAF-8483-4772-8E79-3D69D8477DE4, name="root"\n';
/** GRUB's own code lies between the table and the partition. */
const biosTable = 'label: dos\nstart=2048, type=83, bootable\n';

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
  if (guest !== undefined) await configure(guest);
}, 120_000);
afterAll(() => stack.disposeAsync());

async function configure(it: DebianGuest): Promise<void> {
  await mkdir(it.at('etc/stillpoint'));
  await writeFile(it.at('etc/fstab'), `UUID=${rootUuid} / ext4 defaults 0 1\n`);
  await writeFile(it.at('etc/hostname'), 'rebuilt\n');
  await writeFile(
    it.at('etc/stillpoint/agent.toml'),
    `[collector]\naddress = "${collector.address}"\n[[plan]]\nname = "daily"\n[[plan.source]]\nkind = "files"\npaths = ["/"]\nexclude = ["${repository}"]\n`,
  );
}

/** Runs the agent in the guest, whose root is its own; this checkout is mounted there. */
async function agentIn(it: DebianGuest, ...args: readonly string[]): Promise<Finished> {
  const script = 'mount --bind "$1" "$1"; mkdir -p "$1$2"; mount --bind "$2" "$1$2"; mount -t proc proc "$1/proc"; root=$1; shift 2; exec chroot "$root" env -i "$@"';
  const environment = [`PATH=${dirname(process.execPath)}:/usr/sbin:/usr/bin:/sbin:/bin`, 'HOME=/root', 'LC_ALL=C.UTF-8'];
  await using program = ChildProgram.start('unshare', ['--mount', 'sh', '-ec', script, 'sh', it.root, repository, ...environment, join(repository, 'agent/bin/stillpoint-agent'), ...args]);
  return await program.finished;
}

/** The commands below a mark of the page. */
async function commands(mark: string, mnt: string): Promise<string> {
  const page = await readFile(join(repository, 'docs/restore-system.md'), 'utf8');
  const [, found] = new RegExp(`<!-- test: ${mark} -->\\n\`\`\`\\n([\\s\\S]*?)\`\`\``, 'u').exec(page) ?? [];
  if (found === undefined) throw new Error(`docs/restore-system.md has no commands for ${mark}`);
  // The administrator's /mnt is a folder of the test.
  return found.replaceAll('/mnt', mnt);
}

/** Backs the guest up as agent `name`. */
async function backUp(it: DebianGuest, name: string): Promise<void> {
  const token = (await collector.ask('token', 'create', '--agent', name)).trim();
  for (const args of [['enroll', token, '--collector', collector.address], ['backup', 'daily']]) {
    const { code, stderr } = await agentIn(it, ...args);
    expect(code, stderr).toBe(0);
  }
}

/** Restores the newest snapshot of agent `name` by a token onto an empty disk as the page says; it is mounted at `mnt` then. */
async function rebuild(name: string, table: string, mnt: string, partitionName?: string): Promise<{ readonly image: string; readonly partition: string; readonly env: Readonly<Record<string, string>> }> {
  const token = (await collector.ask('token', 'create', '--restore', `${name}/daily@latest`, '--ttl', '4h')).trim();
  await mkdir(mnt);
  const image = folder.at(`${name}.image`);
  const system = folder.at(`system-${name}`);
  const loop = await emptyDisk(image, table, system);
  const partition = partitionName ?? loop;
  if (partitionName !== undefined) await outputOf('cp', ['-a', loop, partitionName]);
  stack.defer(async () => { await runProgram('losetup', ['--detach', loop]); });
  stack.defer(async () => { await runProgram('umount', ['-R', mnt]); });
  const env = {
    PATH: [join(repository, 'agent/bin'), dirname(process.execPath), process.env['PATH'] ?? '', '/usr/sbin:/sbin'].join(':'),
    STILLPOINT_AGENT_CONFIG: '/nowhere/agent.toml', TOKEN: token, COLLECTOR: collector.address, DISK: image, WAS: 'vda', SYSTEM: system, ROOT_UUID: rootUuid, PARTITION: partition,
  };
  for (const mark of ['disks', 'mkfs', 'files', 'places']) {
    const { code, stdout, stderr } = await runProgram('bash', ['-euo', 'pipefail', '-c', await commands(mark, mnt)], { env });
    expect(code, `${mark}: ${stdout}${stderr}`).toBe(0);
    if (mark === 'files') expect(stderr).toContain('also has: system');
  }
  expect(await outputOf('blkid', ['-o', 'value', '-s', 'UUID', partition])).toBe(`${rootUuid}\n`);
  expect(await readFile(join(mnt, 'etc/hostname'), 'utf8')).toBe('rebuilt\n');
  return { image, partition, env };
}

testWith(...needs)('a Debian is restored by token into an empty disk, with the partitions and UUIDs that it had, and boots', async (context) => {
  if (guest === undefined) return context.skip('no package mirror answers');
  await backUp(guest, 'db1');
  expect(await collector.ask('ls', 'db1:system/boot')).toContain('firmware');
  expect(await collector.ask('restore', 'db1:system/disks/fstab', '--stdout')).toContain(rootUuid);
  expect(await collector.ask('restore', 'db1:system/software/dpkg.txt', '--stdout')).toContain('systemd-sysv');
  // An address without an archive means the guest's files, not what tells of it.
  expect(await collector.ask('restore', 'db1:/etc/hostname', '--stdout')).toBe('rebuilt\n');

  const mnt = folder.at('mnt');
  const { image } = await rebuild('db1', gptTable, mnt);
  expect(await outputOf('sfdisk', ['--dump', image])).toContain('name="root"');

  // A container has no disk of its own that could be checked and mounted again.
  await writeFile(join(mnt, 'etc/fstab'), '');
  await using booted = await BootedGuest.boot({ root: mnt }, {});
  expect(await booted.outputOf('hostname')).toBe('rebuilt\n');
  expect((await booted.outputOf('dpkg --verify; echo whole')).trim().split('\n').at(-1)).toBe('whole');
  await booted.powerOff();
}, 240_000);

describe.skipIf(!isLong)('a Debian with a kernel and a boot loader', { timeout: 1_800_000 }, () => {
  testWith(...needs, 'qemu-system-x86_64')('starts as a virtual machine from the disk that it was restored to', async (context) => {
    const bootable = await DebianGuest.make(folder.at('bootable'));
    if (bootable === undefined || !(await addKernel(bootable))) return context.skip('no package mirror answers');
    await configure(bootable);
    await backUp(bootable, 'vm1');
    const mnt = folder.at('mnt-vm');
    // The boot loader's programs look through a loop device to its file, which is not in the guest. Under another name it is a disk's partition to them.
    const partition = `/dev/stillpoint-test-${process.pid}`;
    stack.defer(() => rm(partition, { force: true }));
    const { image, env } = await rebuild('vm1', biosTable, mnt, partition);
    const disk = (await outputOf('losetup', ['--find', '--show', image])).trim();
    stack.defer(async () => { await runProgram('losetup', ['--detach', disk]); });
    // No partition of a loop device has a name here, so GRUB cannot see that it will stand in one.
    const script = (await commands('boot', mnt)).replace('grub-install', 'grub-install --modules=part_msdos');
    // The page's mounts are to go with the program that makes them.
    const { code, stdout, stderr } = await runProgram('unshare', ['--mount', 'bash', '-euo', 'pipefail', '-c', script], { env: { ...env, PATH: '/usr/sbin:/usr/bin:/sbin:/bin', DISK: disk } });
    expect(code, `${stdout}${stderr}`).toBe(0);
    await outputOf('umount', ['-R', mnt]);
    await outputOf('losetup', ['--detach', disk]);
    // Without the host's help: not every machine of tests lends its processor to another one.
    const machine = ['-accel', 'tcg,thread=multi', '-cpu', 'max', '-smp', '2', '-m', '768', '-nic', 'none', '-nographic', '-no-reboot', '-drive', `file=${image},format=raw,if=virtio`];
    await using vm = ChildProgram.start('qemu-system-x86_64', machine);
    await vm.waitFor(/^rebuilt login: /mu, 'stdout', 900_000);
  });
});

/** False when its packages could not be fetched. */
async function addKernel(it: DebianGuest): Promise<boolean> {
  await writeFile(it.at('etc/apt/sources.list'), 'deb http://deb.debian.org/debian bookworm main\n');
  await outputOf('cp', ['/etc/resolv.conf', it.at('etc/resolv.conf')]);
  await writeFile(it.at('etc/default/grub'), `GRUB_TIMEOUT=0\nGRUB_CMDLINE_LINUX="console=ttyS0 root=UUID=${rootUuid}"\nGRUB_DISABLE_OS_PROBER=true\n`);
  const install = 'apt-get -qq update && apt-get -qq install -y --no-install-recommends -o Dpkg::Options::=--force-confold linux-image-cloud-amd64 grub-pc-bin grub2-common initramfs-tools && apt-get clean';
  return (await it.run('sh', '-c', install)).code === 0;
}

/** A disk image without a table, and the place where its one partition will be: no partition of a loop device has a name here. The table is in the archive's form. */
async function emptyDisk(image: string, table: string, system: string): Promise<string> {
  const before = `${image}.before`;
  for (const file of [before, image]) await outputOf('truncate', ['-s', '1500M', file]);
  await outputOf('sh', ['-ec', 'printf "%s" "$2" | sfdisk -q "$1"; mkdir -p "$3/disks"; sfdisk --dump "$1" | grep -v "^device:" >"$3/disks/vda.sfdisk"', 'sh', before, table, system]);
  return (await outputOf('losetup', ['--find', '--show', '--offset', String(2048 * 512), image])).trim();
}
