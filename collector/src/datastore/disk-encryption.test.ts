import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { parseMounts } from '@stillpoint/proto/posix/mounts.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { findDiskEncryption } from './disk-encryption.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillpoint-disk-'));
  mkdirSync(join(folder, 'blocks'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** As /sys shows a device: what it is mapped as, and the devices that it lies on. */
function addDevice(number: string, { uuid, on = [] }: { readonly uuid?: string; readonly on?: readonly string[] } = {}): void {
  const device = join(folder, 'blocks', number);
  mkdirSync(join(device, 'slaves'), { recursive: true });
  writeFileSync(join(device, 'dev'), `${number}\n`);
  if (uuid !== undefined) {
    mkdirSync(join(device, 'dm'));
    writeFileSync(join(device, 'dm/uuid'), `${uuid}\n`);
  }
  for (const [index, other] of on.entries()) symlinkSync(join(folder, 'blocks', other), join(device, 'slaves', `disk${index}`));
}

function found(fsType: string, device: string, source = 'none'): string | undefined {
  const mounts = parseMounts(`1 0 8:1 / / rw - ext4 /dev/sda1 rw\n2 1 ${device} / ${folder} rw - ${fsType} ${source} rw\n`);
  return findDiskEncryption(folder, { mounts: () => mounts, blockDevices: join(folder, 'blocks'), deviceOf: (path) => (path === '/dev/mapper/btrfs' ? '253:0' : undefined) });
}

test('a filesystem that encrypts is seen by its type', () => {
  expect([found('fuse.gocryptfs', '0:50'), found('ecryptfs', '0:51'), found('fuse.sshfs', '0:52')]).toEqual(['gocryptfs', 'eCryptfs', undefined]);
});

test('dm-crypt is seen below the filesystem, also below LVM, and on btrfs', () => {
  addDevice('8:16');
  addDevice('253:0', { uuid: 'CRYPT-LUKS2-0123456789abcdef-stillpoint', on: ['8:16'] });
  addDevice('253:1', { uuid: 'LVM-abcdef', on: ['253:0'] });
  addDevice('253:2', { uuid: 'CRYPT-PLAIN-swap' });
  expect([found('ext4', '253:0'), found('xfs', '253:1'), found('btrfs', '0:40', '/dev/mapper/btrfs'), found('ext4', '253:2')]).toEqual(['LUKS2', 'LUKS2', 'LUKS2', 'dm-crypt']);
});

test('a mirror of which one half is in the clear is not encrypted', () => {
  addDevice('8:16');
  addDevice('8:32');
  addDevice('253:0', { uuid: 'CRYPT-LUKS1-0123', on: ['8:16'] });
  addDevice('9:0', { on: ['253:0', '8:32'] });
  expect([found('ext4', '9:0'), found('ext4', '8:16'), found('ext4', '99:99')]).toEqual([undefined, undefined, undefined]);
});
