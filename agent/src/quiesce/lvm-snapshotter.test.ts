import { describe, expect, it, test } from 'vitest';

import { createCommand, lvsCommand, mountCommand, parseLogicalVolume } from './lvm-snapshotter.ts';

// Recorded from LVM 2.03.16.
const recorded = (row: string): string => `  {
      "report": [
          {
              "lv": [
                  ${row}
              ]
          }
      ]
  }
`;
const thick = recorded('{"lv_name":"srv", "vg_name":"stillvg", "lv_size":"104857600", "vg_free":"117440512", "pool_lv":""}');
const thin = recorded('{"lv_name":"thinsrv", "vg_name":"stillvg", "lv_size":"209715200", "vg_free":"117440512", "pool_lv":"pool0"}');
// Of a volume group without volumes.
const none = `  {
      "report": [
          {
              "lv": [
              ]
          }
      ]
  }
`;

describe('a logical volume', () => {
  it('is asked for by its device', () => {
    expect(lvsCommand('/dev/mapper/stillvg-srv').join(' ')).toBe('lvs --reportformat json --units b --nosuffix --options lv_name,vg_name,lv_size,vg_free,pool_lv /dev/mapper/stillvg-srv');
  });

  it('is read from the answer of lvs', () => {
    expect(parseLogicalVolume(thick)).toEqual({ name: 'srv', group: 'stillvg', sizeBytes: 104_857_600, freeBytes: 117_440_512, isThin: false });
    expect(parseLogicalVolume(thin)).toMatchObject({ name: 'thinsrv', isThin: true });
  });

  it.each(['', '{}', none])('cannot be read from %j', (text) => {
    expect(() => parseLogicalVolume(text)).toThrow(expect.objectContaining({ code: 'SNAPSHOT_FAILED' }));
  });
});

test.each([
  ['10%', thick, 'lvcreate --yes --snapshot --extents 10%ORIGIN --name stillpoint-1-0 stillvg/srv'],
  ['5G', thick, 'lvcreate --yes --snapshot --size 5G --name stillpoint-1-0 stillvg/srv'],
  // Room is the pool's; without the option a thin snapshot is not activated and has no device.
  ['10%', thin, 'lvcreate --yes --snapshot --setactivationskip n --name stillpoint-1-0 stillvg/thinsrv'],
])('a snapshot with room %s is made by the right command', (size, report, command) => {
  expect(createCommand(parseLogicalVolume(report), 'stillpoint-1-0', size).join(' ')).toBe(command);
});

test('a snapshot is mounted read-only, one of xfs beside the filesystem of the same UUID', () => {
  expect(mountCommand('ext4', '/dev/stillvg/s', '/x').join(' ')).toBe('mount -t ext4 -o ro,nosuid,nodev,noexec /dev/stillvg/s /x');
  expect(mountCommand('xfs', '/dev/stillvg/s', '/x').join(' ')).toBe('mount -t xfs -o ro,nosuid,nodev,noexec,nouuid /dev/stillvg/s /x');
});
