import { parseMounts } from '@stillpoint/proto/posix/mounts.ts';
import { expect, test } from 'vitest';

import type { PlanFilesystem } from './plan-filesystem.ts';
import { createCommand, listCommand, zfsSnapshotter } from './zfs-snapshotter.ts';

// As OpenZFS mounts appear in mountinfo.
const mounts = parseMounts(
  ['30 1 0:26 / / rw,relatime shared:1 - zfs rpool/ROOT/debian rw,xattr,posixacl', '31 30 0:43 / /srv rw shared:2 - zfs tank/srv rw,xattr', '32 31 0:44 / /srv/www rw shared:3 - zfs tank/srv/www rw,xattr'].join('\n'),
);
const filesystems = mounts.map((mount): PlanFilesystem => ({ path: mount.mountPoint, mount, reads: () => true }));
const context = { runId: '1a2b', markerId: '1a2b', plan: 'daily', planFolder: '/state' };

test('the datasets of one pool are snapshotted by one command, at one instant', async () => {
  const prepared = await zfsSnapshotter.prepare(filesystems, context);
  expect(prepared.map(({ leftover }) => leftover)).toEqual([
    { kind: 'zfs', snapshots: ['rpool/ROOT/debian@stillpoint-1a2b'] },
    { kind: 'zfs', snapshots: ['tank/srv@stillpoint-1a2b', 'tank/srv/www@stillpoint-1a2b'] },
  ]);
  expect(prepared.every(({ oneInstant }) => oneInstant)).toBe(true);
  expect(createCommand(['tank/srv@stillpoint-1a2b', 'tank/srv/www@stillpoint-1a2b']).join(' ')).toBe('zfs snapshot tank/srv@stillpoint-1a2b tank/srv/www@stillpoint-1a2b');
});

test('each copy is read below the mount point of its dataset', async () => {
  const { signal } = new AbortController();
  const copies = (await Promise.all((await zfsSnapshotter.prepare(filesystems, context)).map((snapshot) => snapshot.open(signal)))).flat();
  expect(copies).toEqual([
    { live: '/', frozen: '/.zfs/snapshot/stillpoint-1a2b' },
    { live: '/srv', frozen: '/srv/.zfs/snapshot/stillpoint-1a2b' },
    { live: '/srv/www', frozen: '/srv/www/.zfs/snapshot/stillpoint-1a2b' },
  ]);
});

test('only zfs is taken', () => {
  const [ext4] = parseMounts('1 0 8:1 / / rw - ext4 /dev/sda1 rw').map((mount): PlanFilesystem => ({ path: '/', mount, reads: () => true }));
  expect(ext4 && zfsSnapshotter.refusal(ext4)).toBe('is ext4, not zfs');
});

test('the snapshots of a dataset are listed one a line, without those of its children', () => {
  expect(listCommand('tank/srv').join(' ')).toBe('zfs list -H -t snapshot -o name -d 1 tank/srv');
});
