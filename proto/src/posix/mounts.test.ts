import { expect, test } from 'vitest';

import { filesystemKind, hasStableInodes, parseMounts, readMounts } from './mounts.ts';

test('escapes, optional fields and bytes beyond ASCII are parsed', () => {
  const text = [
    '36 35 98:0 /mnt1 /mnt\\0402\\134\xe8\x01 rw,noatime master:1 propagate_from:2 - ext3 /dev/root\\040x rw,errors=continue',
    '37 35 0:45 /@home /home rw - btrfs /dev/sdb1 rw,subvol=/@home',
    '38 35 0:46 / /s rw shared:5 - fuse.sshfs me@host:/x rw',
    '',
  ].join('\n');
  expect(parseMounts(text)).toEqual([
    {
      ...{ id: 36, parentId: 35, major: 98, minor: 0, root: '/mnt1', mountPoint: '/mnt 2\\\xe8\x01', fsType: 'ext3', source: '/dev/root x' },
      ...{ options: ['rw', 'noatime', 'rw', 'errors=continue'], kind: 'local', stableInodes: true },
    },
    {
      ...{ id: 37, parentId: 35, major: 0, minor: 45, root: '/@home', mountPoint: '/home', fsType: 'btrfs', source: '/dev/sdb1' },
      ...{ options: ['rw', 'rw', 'subvol=/@home'], kind: 'local', stableInodes: true },
    },
    {
      ...{ id: 38, parentId: 35, major: 0, minor: 46, root: '/', mountPoint: '/s', fsType: 'fuse.sshfs', source: 'me@host:/x' },
      ...{ options: ['rw', 'rw'], kind: 'network', stableInodes: false },
    },
  ]);
});

test.each([
  ['xfs', 'local', true],
  ['vfat', 'local', false],
  ['fuseblk', 'local', false],
  ['tmpfs', 'memory', true],
  ['proc', 'pseudo', false],
  ['overlay', 'overlay', false],
  ['fuse.something', 'fuse', false],
  ['nfs4', 'network', false],
  ['virtiofs', 'network', false],
  ['newfs', 'unknown', false],
])('%s is %s, stable inodes %s', (type, kind, stable) => {
  expect([filesystemKind(type), hasStableInodes(type)]).toEqual([kind, stable]);
});

test('this process has a root and a /proc', () => {
  const mounts = readMounts();
  expect(mounts.find((mount) => mount.mountPoint === '/proc')?.kind).toBe('pseudo');
  expect(mounts.some((mount) => mount.mountPoint === '/')).toBe(true);
});
