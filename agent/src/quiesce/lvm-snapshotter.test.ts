import { describe, expect, it, test } from 'vitest';

import { createCommand, lvsCommand, mountCommand, parseLogicalVolume } from './lvm-snapshotter.ts';

// As LVM 2.03 prints it for `lvs --reportformat json --units b --nosuffix --options lv_name,vg_name,lv_size,vg_free,pool_lv`.
const thick = `  {
      "report": [
          {
              "lv": [
                  {"lv_name":"srv", "vg_name":"vg0", "lv_size":"107374182400", "vg_free":"21474836480", "pool_lv":""}
              ]
          }
      ]
  }
`;
const thin = thick.replace('"pool_lv":""', '"pool_lv":"pool0"');

describe('a logical volume', () => {
  it('is asked for by its device', () => {
    expect(lvsCommand('/dev/mapper/vg0-srv').join(' ')).toBe('lvs --reportformat json --units b --nosuffix --options lv_name,vg_name,lv_size,vg_free,pool_lv /dev/mapper/vg0-srv');
  });

  it('is read from the answer of lvs', () => {
    expect(parseLogicalVolume(thick)).toEqual({ name: 'srv', group: 'vg0', sizeBytes: 107_374_182_400, freeBytes: 21_474_836_480, isThin: false });
    expect(parseLogicalVolume(thin).isThin).toBe(true);
  });

  it.each(['', '{}', '  {"report": [{"lv": []}]}', 'Failed to find logical volume "vg0/srv"'])('cannot be read from %j', (text) => {
    expect(() => parseLogicalVolume(text)).toThrow(expect.objectContaining({ code: 'SNAPSHOT_FAILED' }));
  });
});

test.each([
  ['10%', thick, 'lvcreate --yes --snapshot --extents 10%ORIGIN --name stillpoint-1-0 vg0/srv'],
  ['5G', thick, 'lvcreate --yes --snapshot --size 5G --name stillpoint-1-0 vg0/srv'],
  // Room is the pool's; without the option a thin snapshot is not activated and has no device.
  ['10%', thin, 'lvcreate --yes --snapshot --setactivationskip n --name stillpoint-1-0 vg0/srv'],
])('a snapshot with room %s is made by the right command', (size, report, command) => {
  expect(createCommand(parseLogicalVolume(report), 'stillpoint-1-0', size).join(' ')).toBe(command);
});

test('a snapshot is mounted read-only, one of xfs beside the filesystem of the same UUID', () => {
  expect(mountCommand('ext4', '/dev/vg0/s', '/x').join(' ')).toBe('mount -t ext4 -o ro,nosuid,nodev,noexec /dev/vg0/s /x');
  expect(mountCommand('xfs', '/dev/vg0/s', '/x').join(' ')).toBe('mount -t xfs -o ro,nosuid,nodev,noexec,nouuid /dev/vg0/s /x');
});
